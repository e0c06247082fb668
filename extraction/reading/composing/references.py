"""A pronoun, definite word or bare number takes what it refers to, and the number where it has none."""

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import Giver
from extraction.reading.drafts import Draft
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb
from extraction.reading.timing import timing_of
from extraction.reading.wording import (
    evidence_of,
    note_times,
    quantity_of,
)
from extraction.reading.worth import Sum
from pledges.domain.values import Kind, Span


def reference(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: list[ItemPhrase],
    frame: Frame,
    giver: Giver,
    here: list[Draft],
    money: list[Sum],
) -> Draft | None:
    """A pronoun, definite word or bare number takes what it refers to, and the number where it has none."""
    if (reason := _points_to_no_gift(scene, phrase, frame)) is not None:
        return thread.skip(phrase, reason)
    before = thread.memory.item_for(phrase, scene, here, giver.codes)
    if before is None and _named_here(thread, phrase, phrases):
        return draft_of(thread, scene, phrase, phrases, frame, giver, frame.kind, money)
    if before is None:
        return thread.skip(phrase, "no single thing that it can mean")
    ordered = before.kind is Kind.CONTRACT and frame.kind is Kind.PLEDGE  # "bought two, and they should arrive by"
    if before.frame is not None and phrase.quantity is None and (frame.kind is before.kind or ordered):
        _add_telling(thread, scene, before, frame, phrase, phrases)
        return None
    if giver.rule == "donors.before" or not giver.codes:
        giver = Giver(codes=before.donors, spans=before.giver.spans, rule="donors.before")
    phrase.name, phrase.slug, phrase.category = before.name, before.slug, before.category
    if any(child.lower_ == "similar" for child in phrase.head.children):
        phrase.name, phrase.slug = None, None  # of that type, but not the same system
    if phrase.quantity is None and frame.kind in (Kind.DELIVERY, Kind.DISPATCH) and phrase.refers == "pronoun":
        phrase.quantity = before.phrase.quantity if before.phrase is not None and before.quantity.known else None
    draft = draft_of(thread, scene, phrase, phrases, frame, giver, frame.kind, money)
    if draft is None:
        return None
    draft.marks.add("item.reference")
    _take_words(draft, before)
    return draft


def _take_words(draft: Draft, before: Draft) -> None:
    """The words and span of an earlier sentence that a reference has its number and thing from."""
    scene, phrase = draft.scene, draft.phrase
    if before.scene is scene:
        return
    if (
        phrase is not None
        and phrase.quantity is not None
        and "quantity" in before.words
        and before.phrase is not None
        and phrase.quantity is before.phrase.quantity
    ):
        draft.words["quantity"] = before.words["quantity"]
    draft.spans = [*before.spans[-1:], *draft.spans]


def _points_to_no_gift(scene: Scene, phrase: ItemPhrase, frame: Frame) -> str | None:
    """Why a pronoun or bare number means no thing given."""
    if phrase.refers == "pronoun" and (
        (phrase.core == 0 and scene.doc[0].lower_ in ("it", "this", "that"))
        or frame.row.role not in ("arrive", "leave", "give", "ship", "get")
    ):
        return "pronoun of no thing given"
    core, after = scene.doc[phrase.core], scene.doc[phrase.last + 1 : phrase.last + 2].text.lower()
    if phrase.refers == "pronoun" and core.lower_ == "them" and after == "what":
        return "who receives, no thing given"
    if (
        phrase.refers in ("pronoun", "elliptic")
        and frame.row.role in ("promise", "consider")
        and is_verb(frame.trigger)
    ) and frame.trigger.lower_[:7] in ("confirm", "declare", "reveale", "covered", "conside", "discuss", "signed"):
        return "a number of something else"
    if phrase.refers == "pronoun" and core.lower_ in ("it", "that", "which", "one", "all"):
        return "pronoun of no thing given"
    return None


def _named_here(thread: Thread, phrase: ItemPhrase, phrases: list[ItemPhrase]) -> bool:
    """Whether "dozens of them" can mean but one system named before it in the sentence; takes its name."""
    named = {other.slug: other for other in phrases if other.slug and other.last < phrase.first}
    if len(named) != 1 or (phrase.refers == "pronoun" and phrase.quantity is None):
        return False
    (other,) = named.values()
    phrase.name, phrase.slug, phrase.category = other.name, other.slug, other.category
    return True


def _add_telling(
    thread: Thread, scene: Scene, before: Draft, frame: Frame, phrase: ItemPhrase, phrases: list[ItemPhrase]
) -> None:
    """ "The tanks will arrive this week" dates the pledge of the sentence before."""
    timing = timing_of(scene, frame, phrase, phrases, before.kind)
    if before.window is None and timing.window is not None:
        before.window = timing.window
        note_times(before, scene, timing)
        before.spans.extend(evidence_of(scene, frame, phrase, None))


def counts_what_was_given(thread: Thread, scene: Scene, phrase: ItemPhrase) -> bool:
    """ "These five systems will help": the number of what the sentence before gave without one."""
    if phrase.quantity is None or phrase.quantity.low is None or phrase.category is None:
        return False
    for draft in reversed(thread.memory.drafts):
        if scene.sentence.ordinal - draft.scene.sentence.ordinal > 2:
            return False
        if draft.category == phrase.category and not draft.quantity.known and draft.slug == phrase.slug:
            draft.quantity = quantity_of(phrase, thread.memory.catalogue)
            start, end = scene.sentence.start + phrase.quantity.start, scene.sentence.start + phrase.quantity.end
            draft.word("quantity", phrase.quantity.text, start, end, phrase.quantity.rule)
            first, last = scene.span(phrase.first, phrase.last)
            draft.spans.append(Span(start=first, end=last))
            draft.marks.discard("quantity.unknown")
            draft.marks.add("quantity.exact")
            return True
    return False
