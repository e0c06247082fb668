"""The words around a sum say what it is for: the recipient, a package, a total, or own defence and civil help."""

import re

from extraction.reading.exclusions import military, speaks_of_ukraine
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene

_MIXED = re.compile(
    r"\b(?:military|security|defen[cs]e)\b(?:,| and| or)(?: \w+,?){0,3}? "
    r"(?:humanitarian|economic|financial|civil\w*)\b"
    r"|\b(?:humanitarian|economic|financial|civil\w*)\b(?:,| and| or)(?: \w+,?){0,3}? "
    r"(?:military|security|defen[cs]e)\b",
    re.IGNORECASE,
)


def mixed(words: str) -> bool:
    """ "in military, financial and humanitarian aid": one sum of arms and civil help."""
    return bool(_MIXED.search(words))


def for_ukraine(scene: Scene, last: int) -> bool:
    """ "$61 billion for Ukraine"."""
    words = [token.lower_ for token in scene.doc[last + 1 : last + 4]]
    return words[:2] in (["for", "ukraine"], ["to", "ukraine"]) or words == ["in", "aid", "to"]


_RAISED = re.compile(
    r"\b(?:bring|brought|tak|took|rais|push|lift|put|estimat|reckon|peg)\w*\s+((?:\S+\s+){0,6}?(?:help|support|aid"
    r"|assistance|total|contributions?|commitments?|donations?|deliveries)\b(?:\s+\S+){0,12}?)\s+(?:to|at)"
    r"(?:\s+(?:a total of|more than|over|about|around|nearly|some|almost|at least|the))?\s*$",
    re.IGNORECASE,
)


def raised_to(scene: Scene, first: int) -> re.Match[str] | None:
    """ "takes Norway's help to", "brings the total to", "puts its aid at": what makes a sum behind it a total."""
    start = scene.doc[first].idx
    return _RAISED.search(scene.sentence.text, max(0, start - 120), start)


_VALUED = re.compile(
    r"\b(?:value|worth|total|cost)\b[^.;]{0,70}?\b(?:at|to be|is|was|of|amounts to|comes to|stands at|reached)\b"
    r"(?: (?:about|around|nearly|more than|over|some|almost|up to|an estimated|close to|roughly|approximately))*\s*$"
    r"|^\W*(?:it|this|that|all of it) (?:comes?|came|amounts?|amounted|adds up)(?: in all)? to\s*$"
    r"|\b(?:valued|estimated|priced|worth|totalling|totaling)\b(?: (?:at|to be))?"
    r"(?: (?:about|around|nearly|more than|over|some|almost|up to|an estimated|close to|roughly|approximately))*\s*$",
    re.IGNORECASE,
)


def valued_at(scene: Scene, first: int) -> re.Match[str] | None:
    """ "The ministry puts its value at", "has an estimated worth of": the words before a sum that value a gift."""
    start = scene.doc[first].idx
    return _VALUED.search(scene.sentence.text, max(0, start - 110), start)


PACKAGES = frozenset({"package", "packages", "tranche", "drawdown", "instalment", "installment"})


def of_package(scene: Scene, first: int, last: int) -> bool:
    """ "part of a package worth $100 million"."""
    before = [token.lower_ for token in scene.doc[max(0, first - 10) : first]]
    after = {token.lower_ for token in scene.doc[last + 1 : last + 3]}
    if before[-1:] in ([","], ["("], [":"]) and PACKAGES & set(before[-6:]):
        return True  # "the final package, $500 million, was announced"
    return bool(PACKAGES & after) or (
        bool({"worth", "valued", "value"} & set(before[-4:])) and bool(PACKAGES & set(before))
    )


def part_of_sum(scene: Scene, first: int) -> bool:
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


def military_is_part(scene: Scene, first: int, last: int) -> bool:
    """ "more than $100 billion, including $43 billion in military aid": the whole is no military aid."""
    text = scene.sentence.text
    start, end = scene.doc[first].idx, scene.doc[last].idx + len(scene.doc[last])
    match = _PART_MILITARY.match(text[end:])
    if match is None or not any(money.start >= end for money in scene.mentions.money):
        return False
    return not military(text[max(0, start - 60) : end + match.start("joint")])


_OF_IT = re.compile(
    r"\bof (?:which|that|it|them|these|this|the total),?(?: (?:the|a))?\s*(?:\S+ ){0,3}$", re.IGNORECASE
)
_OF_IT_AFTER = re.compile(r",? (?:of|in) (?:that|it|them|this|the total)\b", re.IGNORECASE)
_OF_IT_ALL = re.compile(r",? of (?:which|that|it|this|the total)\b", re.IGNORECASE)
_FOR_ARMS = re.compile(
    r"[^.;$€£\d]{0,30}?\b(?:for|on|to|into|in|was|is|as)\b(?: (?!own|its|their|his)\w+){0,2}? "
    r"(?:military|arms|weapons?|weaponry|ammunition|security|defen[cs]e|lethal)\b",
    re.IGNORECASE,
)


def part_for_arms(scene: Scene, first: int, last: int) -> bool:
    """ "$16 billion in aid, of which $10 billion is for arms", "Over $20 billion of that is for weapons"."""
    text, start = scene.sentence.text, scene.doc[first].idx
    end = scene.doc[last].idx + len(scene.doc[last])
    after = _OF_IT_AFTER.match(text, end)
    of_it = after is not None or _OF_IT.search(text, max(0, start - 60), start) is not None
    return of_it and _FOR_ARMS.match(text, after.end() if after is not None else end) is not None


def is_part(scene: Scene, first: int, last: int) -> bool:
    """ "of which 350 million comes from Norway", "40 million of which": a part of a sum told before it."""
    text, start = scene.sentence.text, scene.doc[first].idx
    end = scene.doc[last].idx + len(scene.doc[last])
    return _OF_IT.search(text, max(0, start - 60), start) is not None or _OF_IT_ALL.match(text, end) is not None


def of_own_defence(text: str) -> bool:
    """Whether a sentence speaks of a state's spending on its own defence and not of the recipient."""
    return bool(_OWN_DEFENCE.search(" ".join(text.split()))) and not speaks_of_ukraine(text)


def foreign(words: str, aid: ItemPhrase | None) -> bool:
    """Whether a sum is no aid: assets, spending of its own, oil, fines; beside a word of aid a share of GDP is one."""
    own = aid is None and _OWN_DEFENCE.search(words) is not None
    share = () if aid is None else ("GDP", "per cent")
    return own or any(word in words for word in _NO_AID if word not in share)


_NO_AID = (
    "frozen assets", "defense spending", "defence spending", "Dept. spending", "Russian assets", "oil", "sanction",
    "GDP", "per cent", "fine", "damage",
)  # fmt: skip
