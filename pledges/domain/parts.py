"""A sum and its stated parts in one article are one gift; two things of one sentence are two."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry
from pledges.domain.figures import ZERO
from pledges.domain.neighbours import chain_meets
from pledges.domain.values import Basis


def are_two_things(left: Entry, right: Entry) -> bool:
    """Two rows of a register, or of one sentence with other words for each: vests and helmets."""
    if not left.registers.isdisjoint(right.registers):
        return True
    told = dict(right.called)
    return any(sentence in told and told[sentence] != words for sentence, words in left.called)


MOST_TOLD = 10  # of one line by one article, that sums are looked for among


def mark_parts(entries: list[Entry], catalogue: Catalogue) -> list[Entry]:
    """A sum and its stated parts in one article: the parts belong to the sum and add nothing."""
    by_article: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.basis is not Basis.INCREMENT and entry.counted is not None and entry.replaced_by is None:
            for article in entry.articles:
                by_article.setdefault(article, []).append(entry)
    part_of: dict[str, str] = {}
    for article in sorted(name for name, told in by_article.items() if 2 <= len(told) <= MOST_TOLD):
        found = sorted(by_article[article], key=lambda one: (-one.number.amount.stated, one.id))
        for whole in found:
            for part in _parts_of(whole, found, part_of, catalogue):
                part_of[part.id] = whole.id
    return [replace(one, counted=ZERO, part_of=part_of[one.id]) if one.id in part_of else one for one in entries]


def _parts_of(whole: Entry, found: Sequence[Entry], part_of: dict[str, str], catalogue: Catalogue) -> Sequence[Entry]:
    """All smaller figures below an "up to", else the two to four that add up to the whole, if any do."""
    if whole.id in part_of:
        return ()
    smaller = [
        one
        for one in found
        if 0 < one.number.amount.stated < whole.number.amount.stated
        and one.id not in part_of
        and not are_two_things(whole, one)
        and chain_meets(whole.system, one.system, catalogue)
    ]
    if whole.number.low is None:
        return smaller
    for size in (2, 3, 4):
        for parts in combinations(smaller, size):
            if sum(one.number.amount.stated for one in parts) == whole.number.amount.stated:
                return parts
    return ()
