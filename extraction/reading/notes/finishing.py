"""A note's sentence is finished with its sums, its sole donor, and evidence that reaches what a munition is for."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import Giver
from extraction.reading.drafts import Draft
from extraction.reading.kinds.given import GIVEN
from extraction.reading.notes.barred import segment_of
from extraction.reading.notes.sums import with_sums
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.wording import words_of_giver
from pledges.domain.values import Span

_TO_USE = frozenset({"for", "of", "to"})
_BARE = frozenset({"elliptic", "pronoun"})
_OF_A_NOUN = ("NN", "JJ", "CD", "DT", "HY", "VB")
_REACH = 6  # words after an item that say what it is for


def finish_note(thread: Thread, scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """All drafts of a note's sentence, with its sums."""
    finished: list[Draft] = []
    for draft in with_sums(thread, scene, drafts):
        draft = _with_reference(draft, [*thread.memory.drafts[-6:], *finished])
        if not draft.donors and draft.kind in GIVEN and thread.note_giver.codes:
            draft = _given_by(draft, thread.note_giver)
        finished.append(_proved(scene, draft))
    return finished


def _given_by(draft: Draft, giver: Giver) -> Draft:
    """With the note's only donor, where the clause names none."""
    given = draft.by_words("donors", words_of_giver(giver), giver=giver)
    return given.marked("donor.back", no=frozenset({"donor.none"}))


def _with_reference(draft: Draft, before: Sequence[Draft]) -> Draft:
    """With the words that name what a bare number counts: those of the last draft of the same item."""
    bare = draft.phrase is not None and draft.phrase.refers in _BARE and draft.category != "funding"
    same = (other for other in reversed(before) if (other.slug, other.category) == (draft.slug, draft.category))
    named = (other for other in same if other.phrase is not None and other.phrase.refers not in _BARE)
    source = next(named, None) if bare else None
    if source is None or source.phrase is None:
        return draft
    start, end = source.scene.span(source.phrase.first, source.phrase.last)
    return replace(draft, spans=(Span(start=start, end=end), *draft.spans))


def _proved(scene: Scene, draft: Draft) -> Draft:
    """With the part of the sentence that tells of a sum; "26,350 rounds for the Gepard" to its last word."""
    phrase, base = draft.phrase, scene.sentence.start
    if phrase is not None and draft.category == "funding":
        start, end = segment_of(scene, scene.doc[phrase.core].idx)
        part = scene.sentence.text[start:end]
        first = base + start + len(part) - len(part.lstrip())
        return replace(draft, spans=(*draft.spans, Span(start=first, end=base + start + len(part.rstrip()))))
    last = _last_of_use(scene, phrase) if phrase is not None else 0
    if phrase is None or last == phrase.last:
        return draft
    start, end = scene.span(phrase.first, last)
    return replace(draft, spans=(*draft.spans, Span(start=start, end=end)))


def _last_of_use(scene: Scene, phrase: ItemPhrase) -> int:
    """The last word of what an item is for, else its own."""
    after = scene.doc[phrase.last + 1 : phrase.last + 1 + _REACH]
    used = after[1:] if len(after) > 1 and after[0].lower_ in _TO_USE else ()
    run = takewhile(lambda token: token.tag_[:2] in _OF_A_NOUN or token.text == "-", used)
    return max((token.i for token in run if token.tag_[:2] in ("NN", "CD")), default=phrase.last)
