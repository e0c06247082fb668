"""A sum is the worth of a named item, or funding; civil money is neither."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from extraction.mentions import MoneyMention
from extraction.reading.exclusions import civil, military, speaks_of_ukraine
from extraction.reading.not_given import why_not_given
from extraction.reading.phrases import ItemPhrase
from extraction.reading.prices import priced
from extraction.reading.scene import Scene
from extraction.reading.words import words_of
from pledges.domain.values import Span, Unit

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
        ",",
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
    barred = {one: why_not_given(scene, Span(start=one.start, end=one.end), "money") for one in scene.mentions.money}
    of_others = any(barred.values()) and not speaks_of_ukraine(scene.sentence.text)
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
        if aid is None and item is None:
            item = priced(scene, first, phrases)
        aid = aid if aid is not None or item is not None else _measured(scene, last, phrases)
        if aid is not None and aid.category == "other" and (load := _load_before(phrases, aid)) is not None:
            aid, item = None, load
        words = _words_about(scene, first, last, aid)
        if barred[money] is not None or (of_others and aid is None and item is None):
            continue
        if item is None and _military_is_part(scene, first, last) and not _of_package(scene, first, last):
            continue
        if aid is None and _of_own_defence(scene.sentence.text):
            continue
        if civil(words) or _foreign(words, aid) or (not military(words) and civil(scene.sentence.text)):
            continue
        if (
            aid is None
            and item is None
            and not _mixed(words)
            and (civil(scene.sentence.text) or "humanitarian" in scene.sentence.text.lower())
        ):
            continue
        if (
            aid is None
            and item is None
            and not scene.own_voice
            and not military(scene.sentence.text)
            and not _part(scene, first)
            and not _for_ukraine(scene, last)
            and not _of_package(scene, first, last)
            and raised_to(scene, first) is None
            and valued_at(scene, first) is None
        ):
            continue
        found.append(Sum(money=money, first=first, last=last, aid=aid, item=item))
    return found


_MIXED = re.compile(
    r"\b(?:military|security|defen[cs]e)\b(?:,| and| or)(?: \w+,?){0,3}? "
    r"(?:humanitarian|economic|financial|civil\w*)\b"
    r"|\b(?:humanitarian|economic|financial|civil\w*)\b(?:,| and| or)(?: \w+,?){0,3}? "
    r"(?:military|security|defen[cs]e)\b",
    re.IGNORECASE,
)


def _mixed(words: str) -> bool:
    """ "in military, financial and humanitarian aid": one sum of arms and civil help."""
    return bool(_MIXED.search(words))


def _load_before(phrases: list[ItemPhrase], last: ItemPhrase) -> ItemPhrase | None:
    """The tonnes whose list ends with the word before a sum: "78,000 tons of arms and equipment worth $10 billion"."""
    loads = [
        phrase
        for phrase in phrases
        if phrase.quantity is not None and phrase.quantity.unit is Unit.TONNE and phrase.last <= last.last
    ]
    between = [phrase for phrase in phrases if loads and loads[-1].last < phrase.first < last.first]
    return loads[-1] if loads and not any(phrase.quantity is not None for phrase in between) else None


def _for_ukraine(scene: Scene, last: int) -> bool:
    """ "$61 billion for Ukraine"."""
    words = [token.lower_ for token in scene.doc[last + 1 : last + 4]]
    return words[:2] in (["for", "ukraine"], ["to", "ukraine"]) or words == ["in", "aid", "to"]


_RAISED = re.compile(
    r"\b(?:bring|brought|tak|took|rais|push|lift)\w*\s+((?:\S+\s+){0,6}?(?:help|support|aid|assistance|total"
    r"|contributions?|commitments?|donations?)\b(?:\s+\S+){0,12}?)\s+to(?:\s+(?:a total of|more than|over|about|around"
    r"|nearly|some|almost|at least|the))?\s*$",
    re.IGNORECASE,
)


def raised_to(scene: Scene, first: int) -> re.Match[str] | None:
    """ "takes Norway's help to", "brings the total to": the words right before a sum that make it a running total."""
    start = scene.doc[first].idx
    return _RAISED.search(scene.sentence.text, max(0, start - 120), start)


_VALUED = re.compile(
    r"\b(?:value|worth|total|cost)\b[^.;]{0,70}?\b(?:at|to be|is|was|of|amounts to|comes to|stands at|reached)\b"
    r"(?: (?:about|around|nearly|more than|over|some|almost|up to|an estimated|close to|roughly|approximately))*\s*$"
    r"|\b(?:valued|estimated|priced|worth|totalling|totaling)\b(?: (?:at|to be))?"
    r"(?: (?:about|around|nearly|more than|over|some|almost|up to|an estimated|close to|roughly|approximately))*\s*$",
    re.IGNORECASE,
)


def valued_at(scene: Scene, first: int) -> re.Match[str] | None:
    """ "The ministry puts its value at", "has an estimated worth of": the words before a sum that value a gift."""
    start = scene.doc[first].idx
    return _VALUED.search(scene.sentence.text, max(0, start - 110), start)


_PACKAGE_WORDS = frozenset({"package", "packages", "tranche", "drawdown", "instalment", "installment"})


def _of_package(scene: Scene, first: int, last: int) -> bool:
    """ "part of a package worth $100 million"."""
    before = [token.lower_ for token in scene.doc[max(0, first - 10) : first]]
    after = {token.lower_ for token in scene.doc[last + 1 : last + 3]}
    return bool(_PACKAGE_WORDS & after) or (
        bool({"worth", "valued", "value"} & set(before[-4:])) and bool(_PACKAGE_WORDS & set(before))
    )


def _part(scene: Scene, first: int) -> bool:
    """ "This includes more than $43 billion": a part of the sum before."""
    return any(
        token.lower_ in ("includes", "included", "including", "include")
        for token in scene.doc[max(0, first - 4) : first]
    )


_OWN_DEFENCE = re.compile(
    r"\b(?:defen[cs]e|military) (?:dept\.? )?(?:budget|spending)\b"
    r"|\b(?:to|on|for) (?:its |their )?(?:own )?defen[cs]e\b(?! (?:aid|help|assistance|support|equip|system|articles))",
    re.IGNORECASE,
)


_PART_MILITARY = re.compile(
    r"^[^.;]{0,70}?\b(?P<joint>including|of which|of that|among (?:it|them))\b[^.;]{0,30}?[$€£\d][^;]{0,30}?"
    r"\b(?:military|arms|weapons|security|defen[cs]e)\b",
    re.IGNORECASE,
)


def _military_is_part(scene: Scene, first: int, last: int) -> bool:
    """ "more than $100 billion, including $43 billion in military aid": the whole is no military aid."""
    text = scene.sentence.text
    start, end = scene.doc[first].idx, scene.doc[last].idx + len(scene.doc[last])
    match = _PART_MILITARY.match(text[end:])
    if match is None or not any(money.start >= end for money in scene.mentions.money):
        return False
    return not military(text[max(0, start - 60) : end + match.start("joint")])


def _of_own_defence(text: str) -> bool:
    """Whether a sentence speaks of a state's spending on its own defence and not of the recipient."""
    return bool(_OWN_DEFENCE.search(" ".join(text.split()))) and not speaks_of_ukraine(text)


def _foreign(words: str, aid: ItemPhrase | None) -> bool:
    """Whether a sum is no aid: assets, spending of its own, oil, fines; beside a word of aid a share of GDP is one."""
    if aid is not None:
        words = words.replace("GDP", "").replace("per cent", "")
    elif _OWN_DEFENCE.search(words):
        return True
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


def _opens_list(token: Token) -> bool:
    """ "$150 million in equipment - shells and radars": what stands after a dash or colon is what the whole holds."""
    return token.text in ("—", "–", ":") or (token.text == "-" and token.i > 0 and bool(token.nbor(-1).whitespace_))


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
        if len(between) > 6 or any(_opens_list(token) for token in scene.doc[last + 1 : phrase.core]):
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
    timed = {
        place
        for time in scene.mentions.times
        for place in range(scene.at[time.start], scene.tokens(time.start, time.end)[1] + 1)
    }
    for phrase in reversed(phrases):
        if phrase.last >= first or phrase.refers in ("pronoun", "elliptic"):
            continue
        between = scene.doc[phrase.last + 1 : first]
        if phrase.category == "funding" and _measures(scene, phrase, first):
            return phrase
        if len(between) > 8 or {"and", "is"} <= {token.lower_ for token in between}:
            return None
        if any(
            token.lower_ in ("worth", "of", "valued", "(", "at", "totaling", "totalling", "amounting")
            for token in between
        ) and all(
            token.lower_ in _BEFORE
            or token.lower_ in ("for", "on", "ukraine", "kyiv", "military", "cost", "price")
            or token.i in timed
            or token.tag_ in ("RB", "JJR")
            for token in between
        ):
            return phrase
        return None
    return None


_MEASURING = words_of(
    "is was are were be been amounts amounted amounting totals totaled totalled totaling totalling stands stood"
    " standing reached reaches exceeds exceeded comes came hit surpassed topped passed valued estimated worth put stand"
)


def _measured(scene: Scene, last: int, phrases: list[ItemPhrase]) -> ItemPhrase | None:
    """The aid that a sum measures over its verb: "Estonia's military assistance amounts to 500 million euros"."""
    token = scene.doc[last]
    for _ in range(5):
        if token.head.i == token.i or token.tag_[:2] == "VB":
            break
        token = token.head
    if token.lower_ not in _MEASURING:
        return None
    subjects = {word.i for child in token.children if child.dep_ in ("nsubj", "nsubjpass") for word in child.subtree}
    held = [phrase for phrase in phrases if phrase.category == "funding" and phrase.head.i in subjects]
    return held[-1] if held else None


_MEASURES = re.compile(
    r"\b(?:amount(?:s|ed|ing)? to|total(?:s|led|ed)?|com(?:es|ing) to|came to|stands? at|stood at|exceed(?:s|ed)|"
    r"reach(?:es|ed)|surpass(?:es|ed)|(?:is|was) worth)(?: \S+){0,3}\s*$",
    re.IGNORECASE,
)


def _measures(scene: Scene, phrase: ItemPhrase, first: int) -> bool:
    """Whether only measuring words lead from aid to a sum, whatever the parser made of them, or "for aid, a sum"."""
    if scene.doc[first].lower_ in ("totalling", "totaling", "worth", "valued") and phrase.last == first - 1:
        return True
    if first - phrase.last > 16:
        return False
    between = scene.doc[phrase.last + 1 : first].text
    if ";" in between:
        return False
    opens = phrase.first <= 3 and scene.doc[max(0, phrase.first - 1)].lower_ in ("for", "on")
    return bool(_MEASURES.search(between)) or (opens and len(between) < 30 and "," in between)


def _words_about(scene: Scene, first: int, last: int, aid: ItemPhrase | None) -> str:
    """The words near a sum that say what it is for."""
    doc = scene.doc
    low = max(0, first - 5)
    high = min(len(doc), last + 9)
    if aid is not None:
        low, high = min(low, max(0, aid.first - 2)), max(high, aid.last + 4) if aid.first > last else high
    return " ".join(doc[low : min(high, len(doc))].text.split())
