"""Why what a note counts is no gift: ordered tables of reasons, one for things and one for sums."""

import re

from spacy.tokens import Token

from extraction.mentions import MoneyMention
from extraction.reading.donors.giver import AGGRESSORS, mentions_in
from extraction.reading.exclusions import for_own_arms_alone
from extraction.reading.not_given import why_not_given
from extraction.reading.notes.barred import segment_of
from extraction.reading.phrases import ItemPhrase
from extraction.reading.rules import Rule, Table, says
from extraction.reading.scene import Scene
from extraction.reading.syntax import conditional, is_verb, negated, subject
from extraction.reading.words import words_of
from pledges.domain.values import Span

_LEFT_OUT = re.compile(
    r"\b(?:not|never|nor)\b (?:\w+ ){0,2}?(?:count|includ|consider|repeat|add|cod|tak)(?:e|ed|d|en)?\b"
    r"|\b(?:is|are|was|were) not (?:listed|recorded|booked)\b|\b(?:denied|denies|refuted|dismissed)\b"
    r"|\bwe (?:do|did|have|could) not\b|\bwe (?:\w+ly )?(?:exclude|ignore|leave|omit|disregard|drop)\b"
    r"|\bwhich we (?:\w+ly )?(?:exclude|ignore|leave|omit|disregard|drop)\b"
    r"|\b(?:is|are) (?:private|no aid|no part of|excluded|ignored|omitted|left out|disregarded)\b"
    r"|\b(?:killed|destroyed|shot down|wounded|captured)\b|\b(?:lower|higher|wrong|outdated) (?:figure|number)s? of\b",
    re.IGNORECASE,
)
_IN_RETURN = re.compile(
    r"\b(?:in (?:return|exchange) for|in lieu of|replac\w+(?: \w+){0,3}? (?:by|with)|to replace|compared (?:to|with)"
    r"|backfilled (?:by|with)|replacements? of)\b[^;]*$",
    re.IGNORECASE,
)
_EQUIPPED = re.compile(r"\b(?:equipped|fitted|armed|mounted) with(?: [\w-]+){0,2} ?$", re.IGNORECASE)
_PRICE = re.compile(
    r"^[^;,.]{0,12}\b(?:each(?! (?:of|pays?|paid|covers?|bears?|gives?|gave|state|country))|apiece"
    r"|per (?:unit|piece|item|vehicle|round|tank|gun|system|helmet|one|ton)|a piece"
    r"|for (?:each|every|one))\b"
)
_PRICE_BEFORE = re.compile(
    r"\b(?:unit (?:price|value|cost)|(?:price|cost|value) (?:of|per) (?:one|a single|each)|comparable|market price"
    r"|list price|defence (?:budget|spending)|defense (?:budget|spending)|gdp)\b[^;]*$",
    re.IGNORECASE,
)
_KEEPING = words_of(
    "own owns owned operate operates operated possess possesses possessed keep keeps kept retain lost lose"
)
_ACTS = words_of("deliveries delivery talks aid donations shipments negotiations support assistance consultations")


def bar_of(scene: Scene, phrase: ItemPhrase) -> str | None:
    """Why what a note counts is no gift, or None."""
    return BARRED_THINGS.first(scene, phrase)


def bar_of_sum(scene: Scene, money: MoneyMention) -> str | None:
    """Why a sum in a note is no gift, or None."""
    return BARRED_SUMS.first(scene, money)


def _counts_acts(scene: Scene, phrase: ItemPhrase) -> bool:
    after = scene.doc[phrase.last + 1 : phrase.last + 3]
    return len(after) == 2 and after[0].lower_ == "of" and after[1].lower_ in _ACTS


def _is_left_out(scene: Scene, place: int) -> bool:
    start, end = segment_of(scene, place)
    return _LEFT_OUT.search(scene.sentence.text[start:end]) is not None


def _before(scene: Scene, place: int) -> str:
    """The words of the same part of the sentence before a character."""
    start, _ = segment_of(scene, place)
    return scene.sentence.text[start:place]


def _first(scene: Scene, phrase: ItemPhrase) -> int:
    return scene.doc[phrase.first].idx


def _span(scene: Scene, phrase: ItemPhrase) -> Span:
    first, last = scene.doc[phrase.first], scene.doc[phrase.last]
    return Span(start=first.idx, end=last.idx + len(last))


def _verb_above(phrase: ItemPhrase) -> Token | None:
    return next((token for token in (phrase.head, *phrase.head.ancestors) if is_verb(token)), None)


def _is_denied(scene: Scene, phrase: ItemPhrase) -> bool:
    verb = _verb_above(phrase)
    return verb is not None and negated(verb) and verb.dep_ != "relcl"


def _is_asked(scene: Scene, phrase: ItemPhrase) -> bool:
    verb = _verb_above(phrase)
    return verb is not None and verb.dep_ == "ccomp" and conditional(verb)


def _is_kept(scene: Scene, phrase: ItemPhrase) -> bool:
    verb = _verb_above(phrase)
    return verb is not None and verb.lower_ in _KEEPING and subject(verb) is not None


def _is_the_aggressors(scene: Scene, phrase: ItemPhrase) -> bool:
    verb = _verb_above(phrase)
    word = subject(verb) if verb is not None else None
    names = mentions_in(scene, word.left_edge.i, word.i) if word is not None else []
    return any(name.ref in AGGRESSORS for name in names)


def _is_a_price(scene: Scene, money: MoneyMention) -> bool:
    _, end = segment_of(scene, money.start)
    after = scene.sentence.text[money.end : end]
    return bool(_PRICE.search(after) or _PRICE_BEFORE.search(_before(scene, money.start)))


BARRED_THINGS = Table(
    name="what a note counts that is no gift",
    rules=(
        Rule(
            id="own arms",
            apply=says("own procurement", lambda scene, phrase: for_own_arms_alone(scene.sentence.text)),
            examples=("Source 2: for its own army Norway is buying 54 Leopard 2 tanks.",),
            counterexamples=("Source 2: Norway is buying 54 Leopard 2 tanks for Ukraine.",),
        ),
        Rule(
            id="rounds of acts",
            apply=says("rounds of acts", _counts_acts),
            examples=("Source 2: we know of two rounds of deliveries.",),
            counterexamples=("Source 2: 200 rounds of ammunition.",),
        ),
        Rule(
            id="left out",
            apply=says("left out by the note", lambda scene, phrase: _is_left_out(scene, _first(scene, phrase))),
            examples=("Source 2 names 40 fire engines, which are not counted.",),
            counterexamples=("Source 2 names 40 fire engines; other goods are not counted.",),
        ),
        Rule(
            id="in return",
            apply=says(
                "the other half of a swap",
                lambda scene, phrase: bool(_IN_RETURN.search(_before(scene, _first(scene, phrase)))),
            ),
            examples=("Source 2: in return for 15 Marder vehicles from Germany the state agreed.",),
            counterexamples=("Source 2: 15 Marder vehicles from Germany.",),
        ),
        Rule(
            id="equipment",
            apply=says(
                "equipment of a weapon",
                lambda scene, phrase: bool(_EQUIPPED.search(_before(scene, _first(scene, phrase)))),
            ),
            examples=("Source 2 says some trucks are fitted with two launchers.",),
            counterexamples=("Source 2 names some trucks with two launchers.",),
        ),
        Rule(
            id="denied",
            apply=says("denied", _is_denied),
            examples=("Source 2: ten tanks were not among the gifts.",),
            counterexamples=("Source 2: ten tanks were among the gifts.",),
        ),
        Rule(
            id="an open question",
            apply=says("an open question", _is_asked),
            examples=("Source 2 asks whether 12 howitzers would follow.",),
            counterexamples=("Source 2 says that 12 howitzers would follow.",),
        ),
        Rule(
            id="kept",
            apply=says("what a state keeps", _is_kept),
            examples=("Source 2: the army still operates 82 T-72 tanks.",),
            counterexamples=("Source 2: the list holds 82 T-72 tanks.",),
        ),
        Rule(
            id="the aggressor's",
            apply=says("the aggressor acts", _is_the_aggressors),
            examples=("Source 2: Russia has 20 tanks near the border.",),
            counterexamples=("Source 2: Norway has 20 tanks for Ukraine.",),
        ),
        Rule(
            id="words around it",
            apply=lambda scene, phrase: why_not_given(scene, _span(scene, phrase), "item"),
            examples=("Source 2: the Norwegian army has ordered 54 Leopard 2 tanks for its own brigades.",),
            counterexamples=("Source 2: the army sent 54 Leopard 2 tanks.",),
        ),
    ),
)

BARRED_SUMS = Table(
    name="sums of a note that are no gift",
    rules=(
        Rule(
            id="own arms",
            apply=says("own procurement", lambda scene, money: for_own_arms_alone(scene.sentence.text)),
            examples=("Source 2: the contract over 400 million EUR buys howitzers for its own armed forces.",),
            counterexamples=("Source 2: the contract over 400 million EUR buys howitzers for Ukraine.",),
        ),
        Rule(
            id="left out",
            apply=says("left out by the note", lambda scene, money: _is_left_out(scene, money.start)),
            examples=("Source 2: the sum of 30 million EUR is not counted.",),
            counterexamples=("Source 2: the sum of 30 million EUR is new.",),
        ),
        Rule(
            id="a price",
            apply=says("a price or a budget", _is_a_price),
            examples=("Source 2: a vehicle costs 2 million EUR per unit.",),
            counterexamples=("Source 2: the vehicles cost 2 million EUR.",),
        ),
        Rule(
            id="in return",
            apply=says(
                "the other half of a swap",
                lambda scene, money: bool(_IN_RETURN.search(_before(scene, money.start))),
            ),
            examples=("Source 2: 60 million EUR in return for 40 million USD from the United States.",),
            counterexamples=("Source 2: 60 million EUR from the United States.",),
        ),
        Rule(
            id="words around it",
            apply=lambda scene, money: why_not_given(scene, Span(start=money.start, end=money.end), "money"),
            examples=("Source 2: such launchers cost 5 million EUR on the black market.",),
            counterexamples=("Source 2: Norway gave 60 million EUR.",),
        ),
    ),
)
