"""A bare type with neither number nor giver of its own says nothing that an editor could book."""

from spacy.tokens import Token

from extraction.reading.composing.outcome import Outcome, skip
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import RECIPIENT, Origin, is_recipient
from extraction.reading.drafts import Draft
from extraction.reading.exclusions import speaks_of_ukraine
from extraction.reading.kinds.given import MOVED
from extraction.reading.kinds.own import begs
from extraction.reading.kinds.triggers import trigger_row
from extraction.reading.lexicon import Row
from extraction.reading.phrases import ItemPhrase
from extraction.reading.rules import Rule, Table, says
from extraction.reading.syntax import is_verb, subject
from extraction.reading.words import words_of
from pledges.domain.catalogue import Trait
from pledges.domain.values import Kind

_HOLDERS = words_of("tranche batch shipment delivery consignment donation drawdown")


KEPT = ""
"""What a rule says of a draft that is a claim; else it says why it is none."""


def worth_telling(thread: Thread, draft: Draft, phrase: ItemPhrase) -> Outcome:
    """The draft, unless it says nothing that an editor could book."""
    why = WORTH_TELLING.first(thread, draft, phrase)
    return skip(draft.scene, phrase, why, open=True) if why else Outcome(draft=draft)


def _in_no_package(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    if draft.frame is None or not _is_held(draft) or draft.donors or draft.category == "funding":
        return False
    holder = subject(draft.frame.trigger)
    return not _is_package(holder, trigger_row(holder, thread.lexicon) if holder is not None else None)


def _is_counted(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    return draft.quantity.known or draft.value is not None or draft.category == "funding"


def _only_speaks_of(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    bare = phrase.refers == "definite" and draft.slug is None
    dated = bool(draft.window) and draft.kind is Kind.PLEDGE
    return bare and not dated and draft.kind not in (Kind.DELIVERY, Kind.DISPATCH, Kind.CANCELLATION)


def _held_by_donor(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    return _is_held(draft) and bool(draft.donors)


def _of_package_before(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    return draft.frame is None and draft.giver.origin is Origin.PACKAGE


def _trained_by_donor(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    return bool(draft.donors) and phrase.lesson is not None


def _given_by_nobody(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    return draft.slug is None and "donor.direct" not in draft.marks


def _only_a_noun(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    nominal = draft.frame is not None and draft.frame.row.nominal
    return nominal and "donor.back" in draft.marks


def _no_giver(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    return not draft.donors and (draft.kind is not Kind.REQUEST or draft.slug is None)


def _is_held(draft: Draft) -> bool:
    return draft.frame is not None and draft.frame.row.role == "contain"


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


def _by_unnamed_allies(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    """ "Western allies have also been sending howitzers": those who give are told, though none by name."""
    direct = draft.giver.points == "many" and draft.frame is not None and is_verb(draft.frame.trigger)
    return direct and draft.kind in MOVED and not _loose(thread, draft)


def _reached_recipient(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    """ "The first Leopards have reached Ukraine", "Kyiv has received new armoured vehicles", whoever gave them."""
    if draft.frame is None or draft.kind is not Kind.DELIVERY or _loose(thread, draft):
        return False
    if draft.frame.row.role == "get" and is_verb(draft.frame.trigger):
        word = subject(draft.frame.trigger)
        return word is not None and is_recipient(draft.scene, word)
    return draft.slug is not None and draft.frame.row.role == "arrive" and speaks_of_ukraine(draft.scene.sentence.text)


def _asked_by_recipient(thread: Thread, draft: Draft, phrase: ItemPhrase) -> bool:
    """ "Ukraine has asked for fighter jets": the recipient itself asks in a verb, for a type it names."""
    if draft.frame is not None and draft.kind is Kind.REQUEST and begs(draft.frame.trigger):
        return draft.scene.ours == RECIPIENT
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


WORTH_TELLING = Table(
    name="what is worth telling",
    rules=(
        Rule(
            id="in no package",
            apply=says("what holds it is no package", _in_no_package),
            examples=("Ukraine's weapons include 20 Patriot launchers.",),
            counterexamples=("Norway's package for Ukraine includes 20 Patriot launchers.",),
        ),
        Rule(
            id="counted",
            apply=says(KEPT, _is_counted),
            examples=("Norway will give Ukraine 20 tanks.",),
            counterexamples=("Norway will give Ukraine tanks.",),
        ),
        Rule(
            id="only speaks of",
            apply=says("only speaks of a thing named before", _only_speaks_of),
            examples=("Norway promised Ukraine the tanks.",),
            counterexamples=("Norway has given Ukraine the tanks.",),
        ),
        Rule(
            id="by unnamed allies",
            apply=says(KEPT, _by_unnamed_allies),
            examples=("Western allies have been sending Ukraine howitzers.",),
            counterexamples=("Western allies have been asking Ukraine about howitzers.",),
        ),
        Rule(
            id="reached the recipient",
            apply=says(KEPT, _reached_recipient),
            examples=("The first Leopard 2 tanks have reached Ukraine.",),
            counterexamples=("Norway has given Ukraine Leopard 2 tanks.",),
        ),
        Rule(
            id="asked by the recipient",
            apply=says(KEPT, _asked_by_recipient),
            examples=("Ukraine has asked for fighter jets.",),
            counterexamples=("Norway has sent Ukraine fighter jets.",),
        ),
        Rule(
            id="in a donor's package",
            apply=says(KEPT, _held_by_donor),
            examples=("Norway's new package for Ukraine includes howitzers.",),
            counterexamples=("Norway will give Ukraine howitzers.",),
        ),
        Rule(
            id="of the package before",
            apply=says(KEPT, _of_package_before),
            examples=("Norway announced a new package for Ukraine. Howitzers are in it too.",),
            counterexamples=("Norway announced a new package for Ukraine. Howitzers are in short supply.",),
        ),
        Rule(
            id="trained by a donor",
            apply=says(KEPT, _trained_by_donor),
            examples=("Norway is training Ukrainian soldiers.",),
            counterexamples=("Norway will give Ukraine tanks.",),
        ),
        Rule(
            id="came as promised",
            apply=says(KEPT, _came_as_promised),
            examples=("Norway will give Ukraine eight howitzers. The howitzers arrived on Friday.",),
            counterexamples=("Norway will give Ukraine eight howitzers. The howitzers are old.",),
        ),
        Rule(
            id="given by nobody",
            apply=says("a bare type, nobody gives it", _given_by_nobody),
            examples=("Tanks will be sent to Ukraine.",),
            counterexamples=("Norway will send tanks to Ukraine.",),
        ),
        Rule(
            id="only a noun",
            apply=says("a noun of giving, with neither number nor giver of its own", _only_a_noun),
            examples=("Norway will help Ukraine. The delivery of Leopard 2 tanks is a sign.",),
            counterexamples=("Norway's delivery of Leopard 2 tanks to Ukraine is a sign.",),
        ),
        Rule(
            id="no giver",
            apply=says("no number and no giver", _no_giver),
            examples=("Leopard 2 tanks will be sent to Ukraine.",),
            counterexamples=("Norway will send Leopard 2 tanks to Ukraine.",),
        ),
    ),
)
