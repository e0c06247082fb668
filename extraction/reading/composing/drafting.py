"""A phrase, its clause, giver and kind make a draft, unless it goes elsewhere, is civil, or tells nothing."""

from collections.abc import Sequence

from extraction.reading.basis import read_basis
from extraction.reading.composing.finishing import finish
from extraction.reading.composing.names import referred_to
from extraction.reading.composing.outcome import Outcome, skip
from extraction.reading.composing.schooling import bar_to_training
from extraction.reading.composing.thread import Thread
from extraction.reading.composing.worth_telling import worth_telling
from extraction.reading.donors.giver import Giver
from extraction.reading.drafts import Draft
from extraction.reading.exclusions import (
    by_civil_hands,
    civil,
    speaks_of_ukraine,
)
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase
from extraction.reading.ranks import as_running_total
from extraction.reading.recipients import recipient_of, recipient_of_phrase
from extraction.reading.replacing import note_replaced
from extraction.reading.scene import Scene
from extraction.reading.timing import still_ahead, timing_of
from extraction.reading.wording import (
    evidence_of,
    quantity_of,
    stored_at,
    timed,
)
from extraction.reading.worth import Sum
from pledges.domain.catalogue import Trait
from pledges.domain.values import Kind


def draft_of(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: Sequence[ItemPhrase],
    frame: Frame | None,
    giver: Giver,
    kind: Kind,
    money: Sequence[Sum],
) -> Outcome:
    """The draft of a phrase with its clause, giver and kind, where that is a claim."""
    if frame is not None:
        recipient = recipient_of(scene, frame, phrase, giver, thread.usual)
    else:
        recipient = recipient_of_phrase(scene, phrase, giver)
    if recipient is None:
        return skip(scene, phrase, "goes to another state")
    if (reason := _barred(thread, scene, phrase, phrases, frame, giver, recipient)) is not None:
        return skip(scene, phrase, reason)
    draft = drafted(thread, scene, phrase, phrases, frame, giver, kind, money, recipient)
    return worth_telling(thread, draft, phrase)


def _barred(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: Sequence[ItemPhrase],
    frame: Frame | None,
    giver: Giver,
    recipient: str,
) -> str | None:
    """Why an item is no claim whatever its clause says, or None."""
    if phrase.category == "training" and (reason := bar_to_training(thread, scene, phrase, giver)) is not None:
        return reason
    dual = thread.memory.catalogue.having(Trait.DUAL_USE)
    if (phrase.slug is None or phrase.refers) and by_civil_hands(scene.sentence.text):
        return "civil help"
    armed = any(other.slug or other.category not in dual | {"funding", None} for other in phrases)
    if phrase.slug is None and phrase.category in dual and not armed and civil(scene.sentence.text):
        return "civil help"
    return None if _relevant(thread, scene, recipient) else "no word of the recipient"


def drafted(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: Sequence[ItemPhrase],
    frame: Frame | None,
    giver: Giver,
    kind: Kind,
    money: Sequence[Sum],
    recipient: str,
) -> Draft:
    """The draft of a phrase with its number, worth, times and words, whether or not it is a claim."""
    assert phrase.category is not None
    if kind in (Kind.DELIVERY, Kind.DISPATCH) and still_ahead(scene, frame, phrase, phrases):
        kind = Kind.PLEDGE
    draft = Draft(
        scene=scene, frame=frame, phrase=phrase, kind=kind, giver=giver,
        name=phrase.name, slug=phrase.slug, category=phrase.category, recipient=recipient,
        quantity=quantity_of(phrase, thread.memory.catalogue), spans=evidence_of(scene, frame, phrase, giver),
    )  # fmt: skip
    timing = timing_of(scene, frame, phrase, phrases, kind)
    draft = timed(referred_to(thread, draft, scene), scene, timing)
    for amount in money:
        if amount.item is phrase:
            at = stored_at(scene, amount.money.start, amount.money.end)
            draft = draft.word("value", amount.money.text, *at, amount.money.rule, value=amount.money.money)
    draft = read_basis(note_replaced(draft, scene, phrase.quantity), scene, phrase, timing)
    draft = as_running_total(draft, scene)
    return finish(thread, draft, scene, frame, giver)


def _relevant(thread: Thread, scene: Scene, recipient: str) -> bool:
    known = recipient != "UA" or thread.official or thread.about_ukraine
    return known or speaks_of_ukraine(scene.sentence.text)
