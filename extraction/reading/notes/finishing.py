"""A note's sentence is finished with its sums, its sole donor, and evidence that reaches what a munition is for."""

from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import Giver
from extraction.reading.drafts import Draft
from extraction.reading.kinds.given import GIVEN
from extraction.reading.notes.barred import segment_of
from extraction.reading.notes.sums import sums_of_note
from extraction.reading.scene import Scene
from pledges.domain.claims import Words
from pledges.domain.values import Span

_TO_USE = frozenset({"for", "of", "to"})
_REACH = 6  # words after an item that say what it is for


def finish_note(thread: Thread, scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """All drafts of a note's sentence, with its sums."""
    drafts = [*drafts, *sums_of_note(thread, scene, drafts)]
    for place, draft in enumerate(drafts):
        _prove_reference(draft, [*thread.memory.drafts[-6:], *drafts[:place]])
        if not draft.donors and draft.kind in GIVEN and thread.note_giver.codes:
            _give(draft, thread.note_giver)
        _prove(scene, draft)
    return drafts


def _give(draft: Draft, giver: Giver) -> None:
    """The note's only donor, where the clause names none."""
    draft.giver = giver
    span = Span(start=giver.spans[0][0], end=giver.spans[0][1]) if giver.spans else None
    draft.words["donors"] = Words(text="", span=span, rule=giver.rule)
    draft.marks.discard("donor.none")
    draft.marks.add("donor.back")


def _prove_reference(draft: Draft, before: list[Draft]) -> None:
    """The words that name what a bare number counts: those of the last draft of the same item."""
    if draft.phrase is None or draft.phrase.refers not in ("elliptic", "pronoun") or draft.category == "funding":
        return
    for other in reversed(before):
        same = other.phrase is not None and (other.slug, other.category) == (draft.slug, draft.category)
        if same and other.phrase is not None and other.phrase.refers not in ("elliptic", "pronoun"):
            start, end = other.scene.span(other.phrase.first, other.phrase.last)
            draft.spans.insert(0, Span(start=start, end=end))
            return


def _prove(scene: Scene, draft: Draft) -> None:
    """The part of the sentence that tells of a sum; "26,350 rounds for the Gepard" to its last word."""
    phrase, base = draft.phrase, scene.sentence.start
    if phrase is None:
        return
    if draft.category == "funding":
        start, end = segment_of(scene, scene.doc[phrase.core].idx)
        part = scene.sentence.text[start:end]
        draft.spans.append(
            Span(start=base + start + len(part) - len(part.lstrip()), end=base + start + len(part.rstrip()))
        )
        return
    after = scene.doc[phrase.last + 1 : phrase.last + 1 + _REACH]
    if len(after) < 2 or after[0].lower_ not in _TO_USE:
        return
    last = phrase.last
    for token in after[1:]:
        if token.tag_[:2] not in ("NN", "JJ", "CD", "DT", "HY", "VB") and token.text != "-":
            break
        if token.tag_[:2] in ("NN", "CD"):
            last = token.i
    if last > phrase.last:
        start, end = scene.span(phrase.first, last)
        draft.spans.append(Span(start=start, end=end))
