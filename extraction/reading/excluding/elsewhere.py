"""An act of giving that has nothing to do with the recipient: own use, half of a swap, a move elsewhere, history."""

import re

from spacy.tokens import Token

from extraction.reading.donors.giver import Giver
from extraction.reading.excluding.own_arms import OWN_ARMS
from extraction.reading.exclusions import MOVES_BY_ITSELF, of_another, speaks_of_ukraine
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase
from extraction.reading.recipients import names_recipient
from extraction.reading.rules import Rule, Table, says
from extraction.reading.scene import Scene
from extraction.reading.words import words_of
from pledges.domain.values import Unit

_HISTORY = re.compile(r"\bWorld War\b|\bWWI|\bSoviet Union\b|\bCold War\b|\b[Ii]n 19[0-8]\d\b")
_TO_SERVICE = re.compile(r"\breturn(?:s|ed|ing)? (?:\w+ ){0,2}?to (?:\w+ ){0,2}(?:service|duty|use|stocks?|storage)\b")
_SWAP = re.compile(r"\bin (?:return|exchange)\b")
_LOOSE = words_of(
    "move moves moved moving fly flies flew flown flying transport transported load loaded land landed landing reach"
    " reached take takes took taken taking reaches enter entered follow follows followed go goes going went gone head"
    " heading headed"
)

_GONE = words_of("went gone")
_SOMEWHERE = words_of(
    "to into through down over up off from on out missing back ahead forward under towards toward past across around"
    " about after against wrong bad dark live by home"
)


def _returns_to_service(scene: Scene, frame: Frame, phrase: ItemPhrase, giver: Giver) -> bool:
    return frame.trigger.lower_.startswith("return") and bool(_TO_SERVICE.search(scene.sentence.text))


def _is_history(scene: Scene, frame: Frame, phrase: ItemPhrase, giver: Giver) -> bool:
    text = scene.sentence.text
    return bool(_HISTORY.search(text)) and not speaks_of_ukraine(text)


def _for_own_forces(scene: Scene, frame: Frame, phrase: ItemPhrase, giver: Giver) -> str | None:
    return OWN_ARMS.first(scene, frame, phrase)


def _in_return(scene: Scene, frame: Frame, phrase: ItemPhrase, giver: Giver) -> bool:
    match = _SWAP.search(scene.sentence.text)
    return match is not None and match.start() < frame.trigger.idx and frame.row.role in ("get", "give", "arrive")


def _only_moves(scene: Scene, frame: Frame) -> bool:
    """Whether a verb that may tell of any movement stands in a sentence that names no recipient."""
    loose = frame.trigger.lower_ in _LOOSE and frame.row.role != "order"
    return loose and not names_recipient(scene.sentence.text) and not (scene.goes_on and _has_gone(frame.trigger))


def _has_gone(verb: Token) -> bool:
    """ "All of its howitzers have gone, along with shells": what went nowhere else, where gifts are told of."""
    places = [child for child in verb.children if child.dep_ in ("prep", "prt", "advmod", "acomp", "dobj")]
    return verb.lower_ in _GONE and not any(child.lower_ in _SOMEWHERE for child in places)


def _others_move(scene: Scene, frame: Frame, phrase: ItemPhrase, giver: Giver) -> bool:
    """Who says that others' jets took off gives none."""
    return _only_moves(scene, frame) and giver.said and of_another(scene, phrase, giver)


def _lands_at_home(scene: Scene, frame: Frame) -> bool:
    """ "The first four landed at the Bodo air base": a place that is named, and not the recipient's."""
    landed = frame.row.word == "land" and not names_recipient(scene.sentence.text)
    places = (word for child in frame.trigger.children if child.lower_ in ("at", "in") for word in child.subtree)
    return landed and any(word.tag_ == "NNP" for word in places)


def _moves_elsewhere(scene: Scene, frame: Frame, phrase: ItemPhrase, giver: Giver) -> bool:
    if _lands_at_home(scene, frame):
        return True
    freight = phrase.quantity is not None and phrase.quantity.unit is Unit.TONNE  # tons of arms move to nobody else
    return _only_moves(scene, frame) and not (phrase.refers or freight or giver.said)


def _only_repaired(scene: Scene, frame: Frame, phrase: ItemPhrase, giver: Giver) -> bool:
    """ "A plant repairs Ukrainian tanks": theirs before and after; "repairs ten tanks for Ukraine" may give them."""
    return frame.row.word == "repair" and _FOR_RECIPIENT.search(scene.sentence.text) is None


_FOR_RECIPIENT = re.compile(r"\b(?:for|to) (?:the )?(?:Ukrain|Kyiv)")


ELSEWHERE = Table(
    name="acts that have nothing to do with the recipient",
    rules=(
        Rule(
            id="returns to service",
            apply=says("own use", _returns_to_service),
            examples=("Norway, which arms Ukraine, returned 20 tanks to service.",),
            counterexamples=("Norway returned 20 tanks to Ukraine.",),
        ),
        Rule(
            id="only repaired",
            apply=says("is repaired or kept up", _only_repaired),
            examples=("Norway has repaired 16 Leopard 2 tanks of the Ukrainian army.",),
            counterexamples=("Norway has repaired 16 Leopard 2 tanks for Ukraine.",),
        ),
        Rule(
            id="history",
            apply=says("history", _is_history),
            examples=("In 1943 the United States sent the Soviet Union 300 tanks.",),
            counterexamples=("Norway will give Ukraine 300 tanks of the Cold War.",),
        ),
        Rule(
            id="own forces",
            apply=_for_own_forces,
            examples=("Norway will lease 18 Leopard 2 tanks from Germany.",),
            counterexamples=("Norway will lease 18 Leopard 2 tanks from Germany for Ukraine.",),
        ),
        Rule(
            id="in return",
            apply=says("the other half of a swap", _in_return),
            examples=("Spain will give Ukraine 20 M113s; in return it receives 20 Pumas from Germany.",),
            counterexamples=("Spain will give Ukraine 20 M113s; Germany gives it 20 Pumas in return.",),
        ),
        Rule(
            id="others move",
            apply=says(MOVES_BY_ITSELF, _others_move),
            examples=("Athens reported that five F-16 jets of the Turkish air force took off from a base.",),
            counterexamples=("Athens reported that five F-16 jets had reached Ukraine.",),
        ),
        Rule(
            id="moves elsewhere",
            apply=says("moves elsewhere", _moves_elsewhere),
            examples=("Ten Leopard 2 tanks reached Lithuania on Monday.",),
            counterexamples=(
                "Ten Leopard 2 tanks reached Ukraine on Monday.",
                "Norway gave Ukraine tanks. All of its 12 FH-70 howitzers have gone.",
            ),
        ),
    ),
)
elsewhere = ELSEWHERE.first
