"""Why a clause of giving is no claim: the aggressor or the recipient acts, another receives or asks, a state buys."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.reading.donors.giver import AGGRESSORS, OTHERS, RECIPIENT, Giver, is_recipient, mentions_in
from extraction.reading.exclusions import aggressor_named, speaks_of_ukraine
from extraction.reading.kinds.frame import Frame, subject_of
from extraction.reading.recipients import receives_from_sponsor
from extraction.reading.rules import Rule, Table, says
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, passive, subject
from extraction.reading.words import words_of
from pledges.domain.values import Kind

_ACTS = frozenset({"give", "ship", "equip", "train", "promise", "order", "pay", "refuse"})
_GIVERS = words_of("allies partners supporters backers friends donors")
_RECEIVERS = words_of(
    "it they we he she you country forces army troops soldiers military defenders military force side navy brigade"
    " which who that nation government pilots recipient recipients"
)


def _aggressor_gives(scene: Scene, frame: Frame, giver: Giver) -> bool:
    return bool(set(giver.codes) & AGGRESSORS)


def _recipient_acts(scene: Scene, frame: Frame, giver: Giver) -> bool:
    """Whether the subject of giving is the recipient, and no other words name who gives."""
    word, role = subject_of(frame), frame.row.role
    if word is None or role not in _ACTS or not is_recipient(scene, word):
        return False
    trained = (frame.row.nominal and frame.row.word == "training") or (role == "train" and passive(frame.trigger))
    return not (trained or giver.named_apart or frame.request_to or word.lower_ in _GIVERS)


def _another_receives(scene: Scene, frame: Frame, giver: Giver) -> bool:
    word = subject_of(frame)
    if frame.row.role != "get" or word is None:
        return False
    names = _named(scene, word)
    if receives_from_sponsor(names, giver):
        return False
    if names and RECIPIENT not in names and not names & OTHERS:
        return True
    receives = is_recipient(scene, word) or bool(names & OTHERS)
    return not receives and (aggressor_named(scene) or word.lower_ not in _RECEIVERS)


def _another_asks(scene: Scene, frame: Frame, giver: Giver) -> bool:
    word = subject_of(frame)
    if word is None or frame.row.role not in ("ask", "need") or frame.kind is not Kind.REQUEST:
        return False
    names = _named(scene, word)
    if receives_from_sponsor(names, giver):
        return False
    return bool(names) and RECIPIENT not in names and not names & OTHERS


def _aggressor_receives(scene: Scene, frame: Frame, giver: Giver) -> bool:
    return frame.row.role == "get" and subject_of(frame) is None and aggressor_named(scene)


def _equips_a_weapon(scene: Scene, frame: Frame, giver: Giver) -> bool:
    described = frame.trigger.tag_ == "VBN" and subject_of(frame) is None
    return frame.row.role == "equip" and (described or not speaks_of_ukraine(scene.sentence.text))


def _a_state_buys(scene: Scene, frame: Frame, giver: Giver) -> bool:
    return frame.row.role == "order" and not speaks_of_ukraine(scene.sentence.text)


def _nobody_asks(scene: Scene, frame: Frame, giver: Giver) -> bool:
    if frame.row.role != "need":
        return False
    needer = _needer(frame)
    return needer is None or not _recipient_speaks(scene, needer)


def _named(scene: Scene, word: Token) -> set[str]:
    return {name.ref for name in mentions_in(scene, word.left_edge.i, word.i)}


def _recipient_speaks(scene: Scene, word: Token) -> bool:
    """Whether a subject is the recipient, or a pronoun in a sentence that named none but the recipient before."""
    if is_recipient(scene, word):
        return True
    before = {name.ref for name in scene.donors() if scene.at[name.start] < word.i}
    return word.lower_ in _RECEIVERS and before == {RECIPIENT}


def _needer(frame: Frame) -> Token | None:
    """Who needs: the subject of the verb, "Kyiv's need for", or the subject of what stands above: "is in need of"."""
    trigger = frame.trigger
    owner = next((child for child in trigger.children if child.dep_ == "poss"), None)
    verb = next((token for token in _above(trigger) if is_verb(token)), None)
    return subject_of(frame) if verb == trigger else owner or (subject(verb) if verb is not None else None)


def _above(token: Token) -> Iterator[Token]:
    """A word and all above it."""
    yield token
    yield from token.ancestors


NOT_A_GIFT = Table(
    name="clauses that are no gift",
    rules=(
        Rule(
            id="the aggressor gives",
            apply=says("aggressor gives", _aggressor_gives),
            examples=("Russia sent 20 tanks to the Ukrainian border.",),
            counterexamples=("Norway sent Ukraine 20 tanks that Russia fears.",),
        ),
        Rule(
            id="the recipient acts",
            apply=says("the recipient acts", _recipient_acts),
            examples=("Ukraine sent 20 tanks to the front.",),
            counterexamples=("Ukraine's allies sent 20 tanks to the front.", "Ukraine was sent 20 tanks by Norway."),
        ),
        Rule(
            id="another receives",
            apply=says("another receives", _another_receives),
            examples=("Poland received 20 Abrams tanks in place of those it sent to Ukraine.",),
            counterexamples=("Ukraine received 20 Abrams tanks.", "Moscow received 20 Shahed drones from Tehran."),
        ),
        Rule(
            id="another asks",
            apply=says("another asks", _another_asks),
            examples=("Poland asked for 20 Patriot systems as war rages in Ukraine.",),
            counterexamples=("Ukraine asked for 20 Patriot systems.", "Moscow asked Tehran for 200 Shahed drones."),
        ),
        Rule(
            id="the aggressor receives",
            apply=says("another receives", _aggressor_receives),
            examples=("Russian forces, expected to receive 300 T-62 tanks, wait at the border.",),
            counterexamples=("Ukrainian forces, expected to receive 300 T-62 tanks, wait at the border.",),
        ),
        Rule(
            id="equips a weapon",
            apply=says("equipment of a weapon", _equips_a_weapon),
            examples=("Norway will give Ukraine boats equipped with ten machine guns.",),
            counterexamples=("Norway will equip Ukraine's army with ten machine guns.",),
        ),
        Rule(
            id="a state buys",
            apply=says("own procurement", _a_state_buys),
            examples=("Poland ordered 116 Abrams tanks.",),
            counterexamples=("Poland ordered 116 Abrams tanks for Ukraine.",),
        ),
        Rule(
            id="nobody asks",
            apply=says("nobody asks", _nobody_asks),
            examples=("Spain is in need of 90 tanks after all that it gave to Ukraine.",),
            counterexamples=("Ukraine is in need of 90 tanks after all that it lost.",),
        ),
    ),
)
not_a_gift = NOT_A_GIFT.first
