"""The price of one item stands after it in the sentence: "bought two launchers in Norway for Kyiv for €9.8 million"."""

import re
from collections.abc import Sequence

from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene

_PRICED = re.compile(
    r"\b(?:worth|valued (?:by \w+ )?at|at (?:a|the) (?:total )?(?:cost|price) of|(?:cost|price|worth) of|costing|costs?"
    r"|estimated at|priced at|(?P<paid>for))"
    r"(?: (?:about|around|some|nearly|roughly|up to|more than|over|almost|an estimated|a total of|approximately))*\s*$",
    re.IGNORECASE,
)
_DEALT = re.compile(
    r"\b(?:bought|buys?|buying|purchas\w+|order(?:s|ed|ing)?|s[eo]ld|sells?|selling|procur\w+|acquir\w+)\b",
    re.IGNORECASE,
)
_OTHER_WHOLE = re.compile(
    r"\b(?:package|tranche|aid|assistance|support|drawdown|programme|program|fund|initiative)s?\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)


_AND_IS = re.compile(r"\b(?:and|which|that) (?:is|are|was|were) $")  # "includes ten guns and is worth": the whole


def priced(scene: Scene, first: int, phrases: Sequence[ItemPhrase]) -> ItemPhrase | None:
    """The one item before a sum whose price the words say that it is; None where several could be meant."""
    text = scene.sentence.text
    start = scene.doc[first].idx
    match = _PRICED.search(text, max(0, start - 60), start)
    if match is None or _is_of_a_whole(text[: match.start()]):
        return None
    before = [phrase for phrase in phrases if phrase.last < first and _has_a_price(phrase)]
    if match.group("paid"):
        before = [phrase for phrase in before if _DEALT.search(text[: scene.doc[phrase.first].idx])]
    counted = [phrase for phrase in before if phrase.quantity is not None] or before
    return counted[0] if len(counted) == 1 else None


def _is_of_a_whole(before: str) -> bool:
    """Whether a price is that of the package: "includes ten guns and is worth"."""
    return bool(_AND_IS.search(before) or _OTHER_WHOLE.search(before[-40:]))


def _has_a_price(phrase: ItemPhrase) -> bool:
    return phrase.category not in (None, "funding", "other") and phrase.refers != "pronoun"
