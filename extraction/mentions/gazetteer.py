"""A name counts where all its tokens stand in order, cased as it asks; the longest name wins, systems over types."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extraction.mentions.fold import readable
from extraction.mentions.forms import TOKEN, Form, cased_well, dotted, forms, plurals
from extraction.mentions.values import NameMention
from pledges.domain.catalogue import Catalogue, Donor

_NEXT = re.compile(r"( ?[-/.'&(),]? ?|\r?\n ?)([^\W\d_]+|\d+)")
_LOOSE = {" ", "-", "", "\n", "\r\n", " - "}
_GAPS = {
    "": _LOOSE - {" - "},
    " ": _LOOSE - {""},
    "-": _LOOSE - {""},
    ".": {".", ". "},
    "/": {"/", " / ", "-", " "},
    "'": {"'", "' "},
    "&": {"&", " & "},
}
_END = ""  # the trie's key for the names that end at a node; no token is empty
Node = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One form of one name at the node where it ends."""

    kind: str
    ref: str
    how: str
    form: Form
    plural: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry that stands in the text, before hits are ranked and guards are asked."""

    start: int
    end: int
    entry: Entry
    plural: bool


class Gazetteer:
    """All names of a catalogue in one trie of tokens. Immutable after `build`."""

    def __init__(self, root: Node) -> None:
        self._root = root

    @classmethod
    def build(cls, catalogue: Catalogue) -> "Gazetteer":
        """Compile a catalogue; where two names of one kind have the same form, the first and the plainer stays."""
        root: Node = {}
        for kind, ref, how, name in _names(catalogue):
            for form in forms(name):
                _insert(root, Entry(kind=kind, ref=ref, how=how, form=form, plural=False))
        return cls(root)

    def find(self, text: str) -> list[NameMention]:
        """The names in a text, in its order; no two of one kind overlap, and none overlaps a system."""
        return self.find_in(text, readable(text))

    def find_in(self, text: str, folded: str) -> list[NameMention]:
        """As `find`, where the caller has folded the text already."""
        hits = _longest(self._hits(text, folded))
        return [
            NameMention(
                start=hit.start,
                end=hit.end,
                text=text[hit.start : hit.end],
                kind=hit.entry.kind,
                ref=hit.entry.ref,
                how=hit.entry.how,
                plural=hit.plural,
                rule=f"gazetteer.{hit.entry.kind}.{hit.entry.how}",
            )
            for hit in hits
        ]

    def _hits(self, text: str, folded: str) -> Iterator[Hit]:
        root = self._root
        for match in TOKEN.finditer(folded):
            node = root.get(match.group())
            if node is not None:
                yield from _walk(text, folded, match.start(), match.end(), node)


def _walk(text: str, folded: str, start: int, end: int, node: Node) -> Iterator[Hit]:
    """Follow the trie from a first token as far as the text goes with it; yield every name that ends on the way."""
    if start and folded[start - 1].isalnum():
        return
    spans, gaps = [(start, end)], []
    while True:
        for entry in node.get(_END, ()):
            hit = _hit(text, folded, spans, gaps, entry)
            if hit is not None:
                yield hit
        step = _NEXT.match(folded, end)
        if step is None or (node := node.get(step.group(2))) is None:
            return
        gaps.append(step.group(1))
        spans.append(step.span(2))
        end = step.end()


def _hit(text: str, folded: str, spans: list[tuple[int, int]], gaps: list[str], entry: Entry) -> Hit | None:
    start, end = spans[0][0], spans[-1][1]
    for wanted, found in zip(entry.form.gaps, gaps, strict=True):
        if found not in _GAPS.get(wanted, (wanted, f" {wanted}", f"{wanted} ", f" {wanted} ")):
            return None
    for case, (a, b) in zip(entry.form.cases, spans, strict=True):
        if not cased_well(case, text[a:b]):
            return None
    plural = entry.plural
    if folded[end - 1].isdigit() and folded[end : end + 1] == "s" and not folded[end + 1 : end + 2].isalnum():
        end, plural = end + 1, True
    if folded[end : end + 1].isalnum():
        return None
    return Hit(start=start, end=end, entry=entry, plural=plural)


def _longest(hits: Iterator[Hit]) -> list[Hit]:
    """Systems first, then donors and categories that no system overlaps; within a kind the earliest, then longest."""
    by_kind: dict[str, list[Hit]] = {"system": [], "donor": [], "category": []}
    for hit in hits:
        by_kind[hit.entry.kind].append(hit)
    systems = _without_overlap(by_kind["system"])
    taken = {place for hit in systems for place in range(hit.start, hit.end)}
    others = [
        hit
        for kind in ("donor", "category")
        for hit in _without_overlap(h for h in by_kind[kind] if h.start not in taken and h.end - 1 not in taken)
    ]
    return sorted(systems + others, key=lambda hit: (hit.start, hit.end))


def _without_overlap(hits: Any) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _insert(root: Node, entry: Entry) -> None:
    """Hang a form, and its plural where it can have one, under its tokens."""
    *path, last = entry.form.tokens
    node = root
    for token in path:
        node = node.setdefault(token, {})
    _hang(node.setdefault(last, {}), entry)
    if entry.kind != "donor":
        for token in plurals(last):
            form = Form(tokens=(*path, token), gaps=entry.form.gaps, cases=entry.form.cases)
            _hang(
                node.setdefault(token, {}), Entry(kind=entry.kind, ref=entry.ref, how=entry.how, form=form, plural=True)
            )


def _hang(node: Node, entry: Entry) -> None:
    entries = node.setdefault(_END, [])
    if not any(other.kind == entry.kind and other.form.gaps == entry.form.gaps for other in entries):
        entries.append(entry)


def _names(catalogue: Catalogue) -> Iterator[tuple[str, str, str, str]]:
    """Every name as (kind, ref, how, name), the plainest sorts first."""
    for donor in catalogue.donors.values():
        for how, name in _donor_names(donor):
            yield "donor", donor.code, how, name
    for system in catalogue.systems.values():
        yield "system", system.slug, "guarded" if system.name in system.guarded else "name", system.name
    for how in ("alias", "guarded"):
        for system in catalogue.systems.values():
            for name in system.aliases if how == "alias" else system.guarded:
                yield "system", system.slug, how, name
    for category in catalogue.categories.values():
        for word in category.words:
            yield "category", category.slug, "word", word


def _donor_names(donor: Donor) -> Iterator[tuple[str, str]]:
    for how, names in (
        ("name", (donor.name, *donor.aliases)),
        ("adjective", donor.adjectives),
        ("capital", donor.capitals),
        ("leader", donor.leaders),
        ("institution", donor.institutions),
    ):
        for name in names:
            yield how, name
            if how == "name" and (with_dots := dotted(name)):
                yield how, with_dots
