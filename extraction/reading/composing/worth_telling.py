"""A bare type with neither number nor giver of its own says nothing that an editor could book."""

from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import is_recipient
from extraction.reading.drafts import Draft
from extraction.reading.kinds.triggers import trigger_row
from extraction.reading.phrases import ItemPhrase
from extraction.reading.syntax import is_verb, subject
from pledges.domain.values import Kind


def worth_telling(thread: Thread, draft: Draft, phrase: ItemPhrase) -> Draft | None:
    """A bare type with neither number nor giver of its own says nothing that an editor could book."""
    held = draft.frame is not None and draft.frame.row.role == "contain"
    holder = subject(draft.frame.trigger) if held and draft.frame is not None else None
    row = trigger_row(holder, thread.lexicon) if holder is not None else None
    if held and not draft.donors and draft.category != "funding" and (row is None or row.role != "package"):
        return thread.skip(phrase, "what holds it is no package")
    if draft.quantity.known or draft.value is not None or draft.category == "funding":
        return draft
    if (
        phrase.refers == "definite"
        and draft.slug is None
        and not (draft.window and draft.kind is Kind.PLEDGE)
        and draft.kind not in (Kind.DELIVERY, Kind.DISPATCH, Kind.CANCELLATION)
    ):
        return thread.skip(phrase, "only speaks of a thing named before")
    if _asked_by_recipient(thread, draft) or ((held or draft.frame is None) and draft.giver.rule == "donors.package"):
        return draft
    if _came_as_promised(thread, draft, phrase):
        return draft
    if draft.slug is None and "donor.direct" not in draft.marks:
        return thread.skip(phrase, "a bare type, nobody gives it")
    nominal = draft.frame is not None and draft.frame.row.rule.startswith("nouns.")
    if nominal and "donor.back" in draft.marks:
        return thread.skip(phrase, "a noun of giving, with neither number nor giver of its own")
    if not draft.donors and (draft.kind is not Kind.REQUEST or draft.slug is None):
        return thread.skip(phrase, "no number and no giver")
    return draft


def _came_as_promised(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    """ "The first of those guns landed yesterday": what was promised before has moved."""
    if phrase.refers != "definite" or draft.kind not in (Kind.DELIVERY, Kind.DISPATCH) or not draft.donors:
        return False
    before = thread.memory.item_for(phrase, draft.scene, [], draft.donors)
    return before is not None and before.kind is not draft.kind


def _asked_by_recipient(thread: Thread, draft: Draft) -> bool:
    """ "Ukraine has asked for fighter jets": the recipient itself asks in a verb, for a type it names."""
    if draft.frame is None or draft.frame.row.role != "ask" or draft.category in ("other", "ammunition"):
        return False
    word = subject(draft.frame.trigger) if is_verb(draft.frame.trigger) else None
    return word is not None and is_recipient(draft.scene, word)
