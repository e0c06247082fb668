"""A note also counts what is no gift: what it leaves out, what came in return, a price of one, what a state keeps."""

import re

from extraction.mentions import MoneyMention
from extraction.reading.donors.giver import AGGRESSORS, mentions_in
from extraction.reading.exclusions import MOVES_BY_ITSELF, civil, for_own_arms_alone, moves_by_itself
from extraction.reading.not_given import why_not_given
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import conditional, is_verb, negated, subject
from extraction.reading.words import words_of
from pledges.domain.values import Span

FINAL = frozenset(
    {
        "the aggressor's, captured or none",
        "not this one is given",
        "an example of what is counted before it",
        "describes the item before it",
        "goes to another state",
        "aggressor gives",
        "the other half of a swap",
        MOVES_BY_ITSELF,
        "another asks",
        "nobody asks",
        "another receives",
        "who receives, no thing given",
    }
)
"""Reasons of the reading of sentences that hold in a note too."""
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
_CUT = re.compile(r";|, of (?:which|these|this|whom)\b|, (?:but|while|whereas|although|though|thus|hence|so)\b")


def segment_of(scene: Scene, place: int) -> tuple[int, int]:
    """The characters of the part of a sentence, between semicolons or contrasts, that holds a character."""
    text, start = scene.sentence.text, 0
    for match in _CUT.finditer(text):
        if match.start() >= place:
            return start, match.start()
        start = match.end()
    return start, len(text)


def civil_in_note(text: str) -> bool:
    """Whether a sentence tells of civil help; field hospitals, camp beds and the like of an army are none."""
    return civil(_ARMYS.sub("", text))


_ARMYS = re.compile(r"\b(?:field|military|army|mobile) (?:hospitals?|schools?)\b|\bhospital beds?\b", re.IGNORECASE)


def bar_of(scene: Scene, phrase: ItemPhrase) -> str | None:
    """Why what a note counts is no gift, or None."""
    if for_own_arms_alone(scene.sentence.text):
        return "own procurement"
    after = scene.doc[phrase.last + 1 : phrase.last + 3]
    if len(after) == 2 and after[0].lower_ == "of" and after[1].lower_ in _ACTS:
        return "rounds of acts"
    place = scene.doc[phrase.first].idx
    start, end = segment_of(scene, place)
    part = scene.sentence.text[start:end]
    if _LEFT_OUT.search(part):
        return "left out by the note"
    if _IN_RETURN.search(scene.sentence.text[start:place]):
        return "the other half of a swap"
    if _EQUIPPED.search(scene.sentence.text[start:place]):
        return "equipment of a weapon"
    first, last = scene.doc[phrase.first], scene.doc[phrase.last]
    if (why := why_not_given(scene, Span(start=first.idx, end=last.idx + len(last)), "item")) is not None:
        return why
    if moves_by_itself(scene, phrase):
        return MOVES_BY_ITSELF
    token = phrase.head
    for _ in range(20):
        if is_verb(token):
            if negated(token) and token.dep_ != "relcl":
                return "denied"
            if token.dep_ == "ccomp" and conditional(token):
                return "an open question"
            word = subject(token)
            if token.lower_ in _KEEPING and word is not None:
                return "what a state keeps"
            if word is not None and any(
                name.ref in AGGRESSORS for name in mentions_in(scene, word.left_edge.i, word.i)
            ):
                return "the aggressor acts"
            return None
        if token.head.i == token.i:
            break
        token = token.head
    return None


def bar_of_sum(scene: Scene, money: MoneyMention) -> str | None:
    """Why a sum in a note is no gift, or None."""
    if for_own_arms_alone(scene.sentence.text):
        return "own procurement"
    start, end = segment_of(scene, money.start)
    text = scene.sentence.text
    if _LEFT_OUT.search(text[start:end]):
        return "left out by the note"
    if _PRICE.search(text[money.end : end]) or _PRICE_BEFORE.search(text[start : money.start]):
        return "a price or a budget"
    if _IN_RETURN.search(text[start : money.start]):
        return "the other half of a swap"
    return why_not_given(scene, Span(start=money.start, end=money.end), "money")
