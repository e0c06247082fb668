"""A publisher's note on its own mistake makes no claim; the claim whose number it is about says that it corrects."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.mentions import Mentions
from extraction.reading.corrections import asides, opens_correction, tells_right_number
from extraction.reading.drafts import Draft
from extraction.reading.segments import Sentence
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Words
from pledges.domain.values import Kind, Replaced, Span

RULE = "replaces.correction"
_OF_A_NUMBER = re.compile(
    r"\b(?:numbers?|figures?|amounts?|values?|totals?|sums?|quantit\w+|how (?:many|much))\b", re.I
)
_SUPERSEDES_NOTHING = frozenset({Kind.INTENT, Kind.REQUEST, Kind.CANCELLATION})


def notes_of(pieces: Sequence[Sentence], ordinals: Iterable[int], *, text: str, title: str) -> list[Words]:
    """The notes of an article: its sentences at `ordinals`; without a place those in brackets of its stored `text`, and
    a `title` that is one ("CORRECTED: ...")."""
    found = [pieces[number] for number in sorted(ordinals)]
    standing = [
        Words(text=piece.text, span=Span(start=piece.start, end=piece.start + len(piece.text)), rule=RULE)
        for piece in found
    ]
    placeless = [*asides(text), *([title] if opens_correction(title) else [])]
    return [*standing, *(Words(text=words, span=None, rule=RULE) for words in placeless)]


def note_corrections(
    drafts: Sequence[Draft], notes: Sequence[Words], find: Callable[[str], Mentions], catalogue: Catalogue
) -> list[Draft]:
    """The drafts, those marked whose number a note is about: of a number that it states, else of the item it names.

    Where the note first repeats what was wrong ("We wrote that Oslo will give 16. The correct number is six"), what it
    repeats is told with the right number.
    """
    noted = _put_right(drafts, notes, find)
    for note in notes:
        meant = {id(draft) for draft in _meant_by(note, noted, find(note.text), catalogue)}
        noted = [
            draft.by_words("replaces", note, replaces=Replaced()) if id(draft) in meant else draft for draft in noted
        ]
    return noted


def _meant_by(note: Words, drafts: Sequence[Draft], mentions: Mentions, catalogue: Catalogue) -> list[Draft]:
    """The drafts that a note on a number is about: those with a number that it states, else those that it names."""
    numbers = _numbers(mentions)
    of_a_number = bool(numbers) or _OF_A_NUMBER.search(note.text) is not None
    told = [draft for draft in drafts if _can_be_corrected(draft)] if of_a_number else []
    about = [draft for draft in told if _speaks_of(note.text, mentions, draft, catalogue)]
    return [draft for draft in about if _numbers_of(draft) & numbers] or about


def _can_be_corrected(draft: Draft) -> bool:
    """Whether a draft has a number that a note may be about, and none has corrected it yet."""
    return draft.replaces is None and draft.kind not in _SUPERSEDES_NOTHING and bool(_numbers_of(draft))


def _put_right(drafts: Sequence[Draft], notes: Sequence[Words], find: Callable[[str], Mentions]) -> list[Draft]:
    """The drafts, the one that a note repeats with the number that the sentence after it calls right."""
    told = list(drafts)
    for wrong, right in pairwise(notes):
        numbers = find(right.text).quantities if tells_right_number(right.text) else ()
        repeated = [place for place, one in enumerate(told) if _is_in(one, wrong) and one.quantity.known]
        if len(numbers) != 1 or len(repeated) != 1:
            continue
        (place,), number = repeated, numbers[0]
        before = told[place]
        quantity = replace(before.quantity, low=number.low, high=number.high, approximate=number.approximate)
        after = before.by_words("quantity", replace(right, rule=number.rule), quantity=quantity)
        spans = (*after.spans, *([right.span] if right.span is not None else []))
        replaced = Replaced(number=before.quantity.low or before.quantity.high)
        told[place] = after.by_words("replaces", right, replaces=replaced, spans=spans)
    return told


def _is_in(draft: Draft, note: Words) -> bool:
    return note.span is not None and note.span.start == draft.scene.sentence.start


def _numbers(mentions: Mentions) -> set[int]:
    counts = {bound for one in mentions.quantities for bound in (one.low, one.high) if bound is not None}
    return counts | {int(one.money.amount) for one in mentions.money}


def _numbers_of(draft: Draft) -> set[int]:
    value = {int(draft.value.amount)} if draft.value is not None else set()
    return value | {bound for bound in (draft.quantity.low, draft.quantity.high) if bound is not None}


def _speaks_of(text: str, mentions: Mentions, draft: Draft, catalogue: Catalogue) -> bool:
    """Whether a note names the draft's system, type or last word ("carriers"), or, for a sum, states a sum."""
    top, systems = _top(draft.category, catalogue), set(catalogue.ancestry(draft.slug)) if draft.slug else set()
    named = _noun(draft) in re.findall(r"[a-z]{4,}", text.lower()) or any(
        name.ref in systems if name.kind == "system" else name.kind == "category" and _top(name.ref, catalogue) == top
        for name in mentions.names
    )
    return bool(mentions.money) if draft.category == "funding" else named


def _noun(draft: Draft) -> str:
    """The last noun of what a draft gives, also where it stands right after a name: "Patria 6x6 carriers"."""
    assert draft.phrase is not None
    doc, last = draft.scene.doc, draft.phrase.last
    follows = last + 1 < len(doc) and doc[last + 1].tag_.startswith("NN")
    return doc[last + 1 if follows else last].lower_


def _top(category: str, catalogue: Catalogue) -> str:
    return catalogue.top_category(category) if category in catalogue.categories else category
