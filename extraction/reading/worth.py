"""A sum is the worth of a named item, or funding; civil money is neither."""

import re
from dataclasses import dataclass

from extraction.mentions import MoneyMention
from extraction.reading.exclusions import civil, military
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene

_BEFORE = frozenset(
    {
        "worth",
        "of",
        "valued",
        "at",
        "totaling",
        "totalling",
        "up",
        "to",
        "about",
        "around",
        "some",
        "nearly",
        ",",
        "(",
        "more",
        "than",
        "estimated",
        "-",
        "–",
        "—",
        "is",
        "was",
        "set",
        "be",
        "amounting",
        "total",
        "value",
        "a",
        "an",
        "in",
        "the",
        "almost",
        "approximately",
        "additional",
        "another",
        "costing",
        "over",
        "by",
    }
)
_AFTER = frozenset(
    {
        "in",
        "of",
        "worth",
        "'s",
        "’s",
        "more",
        "additional",
        "new",
        "further",
        "for",
        "-",
        "on",
        "a",
        "an",
        "the",
        "extra",
        "emergency",
        "through",
        "from",
        "total",
        "into",
        "to",
        "us",
        "u.s.",
        "under",
        "as",
    }
)


@dataclass(slots=True)
class Sum:
    """A sum and what it stands beside: the aid word that it measures, or the item whose worth it is."""

    money: MoneyMention
    first: int
    last: int
    aid: ItemPhrase | None
    item: ItemPhrase | None


def sums(scene: Scene, phrases: list[ItemPhrase]) -> list[Sum]:
    """The sums of a sentence that can be aid."""
    found = []
    for money in scene.mentions.money:
        first, last = scene.tokens(money.start, money.end)
        right = _right(scene, last, phrases)
        left = _left(scene, first, phrases)
        aid = item = None
        for phrase in (right, left):
            if phrase is None or aid is not None or item is not None:
                continue
            if phrase.category in ("funding", "other") and phrase.slug is None:
                aid = phrase
            elif phrase.category is not None:
                item = phrase
        words = _words_about(scene, first, last, aid)
        if civil(words) or _foreign(words) or (not military(words) and civil(scene.sentence.text)):
            continue
        if (
            aid is None
            and item is None
            and (civil(scene.sentence.text) or "humanitarian" in scene.sentence.text.lower())
        ):
            continue
        if (
            aid is None
            and item is None
            and not military(scene.sentence.text)
            and not _part(scene, first)
            and not _for_ukraine(scene, last)
            and not _of_package(scene, first)
            and raised_to(scene, first) is None
        ):
            continue
        found.append(Sum(money=money, first=first, last=last, aid=aid, item=item))
    return found


def _for_ukraine(scene: Scene, last: int) -> bool:
    """ "$61 billion for Ukraine"."""
    words = [token.lower_ for token in scene.doc[last + 1 : last + 4]]
    return words[:2] in (["for", "ukraine"], ["to", "ukraine"]) or words == ["in", "aid", "to"]


_RAISED = re.compile(
    r"\b(?:bring|brought|tak|took|rais|push|lift)\w*\s+((?:\S+\s+){0,6}?(?:help|support|aid|assistance|total"
    r"|contributions?|commitments?|donations?)\b(?:\s+\S+){0,9}?)\s+to(?:\s+(?:a total of|more than|over|about|around"
    r"|nearly|some|almost|at least|the))?\s*$",
    re.IGNORECASE,
)


def raised_to(scene: Scene, first: int) -> re.Match[str] | None:
    """ "takes Norway's help to", "brings the total to": the words right before a sum that make it a running total."""
    start = scene.doc[first].idx
    return _RAISED.search(scene.sentence.text, max(0, start - 120), start)


def _of_package(scene: Scene, first: int) -> bool:
    """ "part of a package worth $100 million"."""
    words = [token.lower_ for token in scene.doc[max(0, first - 4) : first]]
    return "worth" in words and bool({"package", "packages", "tranche", "drawdown"} & set(words))


def _part(scene: Scene, first: int) -> bool:
    """ "This includes more than $43 billion": a part of the sum before."""
    return any(
        token.lower_ in ("includes", "included", "including", "include")
        for token in scene.doc[max(0, first - 4) : first]
    )


def _foreign(words: str) -> bool:
    return any(
        word in words
        for word in (
            "frozen assets",
            "defense spending",
            "defence spending",
            "Dept. spending",
            "Russian assets",
            "oil",
            "sanction",
            "GDP",
            "per cent",
            "fine",
            "damage",
        )
    )


def _right(scene: Scene, last: int, phrases: list[ItemPhrase]) -> ItemPhrase | None:
    """The phrase after a sum: "$450 million in military aid", "3 million for demining"."""
    for phrase in phrases:
        if phrase.core <= last or phrase.refers in ("pronoun", "elliptic"):
            continue
        start = min(phrase.first, phrase.core) if phrase.first > last else phrase.core
        between = scene.doc[last + 1 : start]
        if any(
            token.lower_ in ("makers", "maker", "manufacturers", "firms", "companies", "industry") for token in between
        ):
            return None
        if phrase.category != "funding" and any(token.lower_ in _PACKAGE for token in between):
            return None
        if len(between) > 6:
            return None
        if all(
            token.lower_ in _AFTER
            or token.tag_ in ("JJ", "NN", "NNP", "NNS", "NNPS", "VBN", "HYPH", "POS", "JJR", "RB")
            for token in between
        ):
            if (
                any(token.lower_ == "for" for token in between)
                and phrase.category not in ("demining", "training", "maintenance")
                and phrase.refers == "definite"
            ):
                return None
            return phrase
        return None
    return None


_PACKAGE = frozenset({"package", "packages", "tranche", "aid", "assistance", "support", "drawdown"})


def _left(scene: Scene, first: int, phrases: list[ItemPhrase]) -> ItemPhrase | None:
    """The phrase before a sum: "a package worth up to $2.6 billion", "howitzers (€12 million)"."""
    for phrase in reversed(phrases):
        if phrase.last >= first or phrase.refers in ("pronoun", "elliptic"):
            continue
        between = scene.doc[phrase.last + 1 : first]
        if len(between) > 8:
            return None
        if any(
            token.lower_ in ("worth", "of", "valued", "(", "at", "totaling", "totalling", "amounting")
            for token in between
        ) and all(
            token.lower_ in _BEFORE
            or token.lower_ in ("for", "ukraine", "kyiv", "military", "cost", "price")
            or token.tag_ in ("RB", "JJR")
            for token in between
        ):
            return phrase
        return None
    return None


def _words_about(scene: Scene, first: int, last: int, aid: ItemPhrase | None) -> str:
    """The words near a sum that say what it is for."""
    doc = scene.doc
    low = max(0, first - 5)
    high = min(len(doc), last + 9)
    if aid is not None:
        low, high = min(low, max(0, aid.first - 2)), max(high, aid.last + 4) if aid.first > last else high
    return doc[low : min(high, len(doc))].text
