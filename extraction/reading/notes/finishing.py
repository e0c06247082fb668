"""A note's sentence is finished with its sums, its sole donor, and evidence that reaches what a munition is for."""

from collections.abc import Sequence
from dataclasses import replace

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
    if draft.phrase is None or draft.phrase.refers not in ("elliptic", "pronoun") or draft.category == "funding":
        return draft
    for other in reversed(before):
        same = other.phrase is not None and (other.slug, other.category) == (draft.slug, draft.category)
        if same and other.phrase is not None and other.phrase.refers not in ("elliptic", "pronoun"):
            start, end = other.scene.span(other.phrase.first, other.phrase.last)
            return replace(draft, spans=(Span(start=start, end=end), *draft.spans))
    return draft


def _proved(scene: Scene, draft: Draft) -> Draft:
    """With the part of the sentence that tells of a sum; "26,350 rounds for the Gepard" to its last word."""
    phrase, base = draft.phrase, scene.sentence.start
    if phrase is None:
        return draft
    if draft.category == "funding":
        start, end = segment_of(scene, scene.doc[phrase.core].idx)
        part = scene.sentence.text[start:end]
        first = base + start + len(part) - len(part.lstrip())
        return replace(draft, spans=(*draft.spans, Span(start=first, end=base + start + len(part.rstrip()))))
    last = _last_of_use(scene, phrase)
    if last == phrase.last:
        return draft
    start, end = scene.span(phrase.first, last)
    return replace(draft, spans=(*draft.spans, Span(start=start, end=end)))


def _last_of_use(scene: Scene, phrase: ItemPhrase) -> int:
    """The last word of what an item is for, else its own."""
    after, last = scene.doc[phrase.last + 1 : phrase.last + 1 + _REACH], phrase.last
    if len(after) < 2 or after[0].lower_ not in _TO_USE:
        return last
    for token in after[1:]:
        if token.tag_[:2] not in ("NN", "JJ", "CD", "DT", "HY", "VB") and token.text != "-":
            break
        if token.tag_[:2] in ("NN", "CD"):
            last = token.i
    return last
