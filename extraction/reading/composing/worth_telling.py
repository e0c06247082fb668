"""A bare type with neither number nor giver of its own says nothing that an editor could book."""

from spacy.tokens import Token

from extraction.reading.composing.outcome import Outcome, skip
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import is_recipient
from extraction.reading.drafts import Draft
from extraction.reading.exclusions import speaks_of_ukraine
from extraction.reading.kinds.given import MOVED
from extraction.reading.kinds.triggers import trigger_row
from extraction.reading.lexicon import Row
from extraction.reading.phrases import ItemPhrase
from extraction.reading.syntax import is_verb, subject
from extraction.reading.words import words_of
from pledges.domain.catalogue import Trait
from pledges.domain.values import Kind

_HOLDERS = words_of("tranche batch shipment delivery consignment donation drawdown")


def worth_telling(thread: Thread, draft: Draft, phrase: ItemPhrase) -> Outcome:
    """A bare type with neither number nor giver of its own says nothing that an editor could book."""
    held = draft.frame is not None and draft.frame.row.role == "contain"
    holder = subject(draft.frame.trigger) if held and draft.frame is not None else None
    row = trigger_row(holder, thread.lexicon) if holder is not None else None
    if held and not draft.donors and draft.category != "funding" and not _is_package(holder, row):
        return skip(draft.scene, phrase, "what holds it is no package", open=True)
    if draft.quantity.known or draft.value is not None or draft.category == "funding":
        return Outcome(draft=draft)
    if (
        phrase.refers == "definite"
        and draft.slug is None
        and not (draft.window and draft.kind is Kind.PLEDGE)
        and draft.kind not in (Kind.DELIVERY, Kind.DISPATCH, Kind.CANCELLATION)
    ):
        return skip(draft.scene, phrase, "only speaks of a thing named before", open=True)
    if _by_unnamed_allies(thread, draft) or _reached_recipient(thread, draft):
        return Outcome(draft=draft)
    if _asked_by_recipient(thread, draft) or (held and draft.donors):
        return Outcome(draft=draft)
    if draft.frame is None and draft.giver.rule == "donors.package":
        return Outcome(draft=draft)
    if draft.donors and phrase.rule in ("items.train", "items.learn"):
        return Outcome(draft=draft)
    if _came_as_promised(thread, draft, phrase):
        return Outcome(draft=draft)
    if draft.slug is None and "donor.direct" not in draft.marks:
        return skip(draft.scene, phrase, "a bare type, nobody gives it", open=True)
    nominal = draft.frame is not None and draft.frame.row.rule.startswith("nouns.")
    if nominal and "donor.back" in draft.marks:
        return skip(draft.scene, phrase, "a noun of giving, with neither number nor giver of its own", open=True)
    if not draft.donors and (draft.kind is not Kind.REQUEST or draft.slug is None):
        return skip(draft.scene, phrase, "no number and no giver", open=True)
    return Outcome(draft=draft)


def _came_as_promised(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    """ "The first of those guns landed yesterday": what was promised before has moved."""
    if phrase.refers != "definite" or draft.kind not in (Kind.DELIVERY, Kind.DISPATCH) or not draft.donors:
        return False
    before = thread.memory.item_for(phrase, draft.scene, [], draft.donors)
    return before is not None and before.kind is not draft.kind


def _is_package(holder: Token | None, row: Row | None) -> bool:
    return row is not None and (row.role == "package" or (holder is not None and holder.lower_ in _HOLDERS))


def _loose(thread: Thread, draft: Draft) -> bool:
    """Whether an item is too loose a word to be a gift of nobody."""
    return thread.memory.catalogue.has(draft.category, Trait.LOOSE)


def _by_unnamed_allies(thread: Thread, draft: Draft) -> bool:
    """ "Western allies have also been sending howitzers": those who give are told, though none by name."""
    direct = draft.giver.rule.endswith(".unnamed") and draft.frame is not None and is_verb(draft.frame.trigger)
    return direct and draft.kind in MOVED and not _loose(thread, draft)


def _reached_recipient(thread: Thread, draft: Draft) -> bool:
    """ "The first Leopards have reached Ukraine", "Kyiv has received new armoured vehicles", whoever gave them."""
    if draft.frame is None or draft.kind is not Kind.DELIVERY or _loose(thread, draft):
        return False
    if draft.frame.row.role == "get" and is_verb(draft.frame.trigger):
        word = subject(draft.frame.trigger)
        return word is not None and is_recipient(draft.scene, word)
    return draft.slug is not None and draft.frame.row.role == "arrive" and speaks_of_ukraine(draft.scene.sentence.text)


def _asked_by_recipient(thread: Thread, draft: Draft) -> bool:
    """ "Ukraine has asked for fighter jets": the recipient itself asks in a verb, for a type it names."""
    if draft.frame is None or draft.frame.row.role != "ask" or _loose(thread, draft):
        return False
    if not is_verb(draft.frame.trigger):  # "Kyiv's plea for jets"
        owner = next((child for child in draft.frame.trigger.children if child.dep_ == "poss"), None)
        return owner is not None and (is_recipient(draft.scene, owner) or _sole_name(draft, owner))
    word = subject(draft.frame.trigger)
    return word is not None and is_recipient(draft.scene, word)


def _sole_name(draft: Draft, owner: Token) -> bool:
    """ "his plea", "its request", where the sentence names but the recipient before."""
    before = {name.ref for name in draft.scene.donors() if draft.scene.at[name.start] < owner.i}
    return owner.lower_ in ("his", "her", "its", "their") and before == {"UA"}
