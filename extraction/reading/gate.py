"""Only a sentence that can hold a claim is parsed: it has a word of giving and a thing given, or points back to one."""

import re

from extraction.mentions import Mentions
from extraction.reading.lexicon import lexicon
from extraction.reading.training import TELLS as TRAINING

_WORDS = re.compile(r"[a-z]+")
_EXTRA = frozenset(
    {"way", "supplied", "donated", "provided", "route", "transit", "handover", "these", "worth", "joint"}
)
_GOES_ON = re.compile(
    r"^\W*(?:and|also|plus|as well as)\b|^\W*"
    r"(?:(?:about|around|another|over|more than|up to|some) )?(?:\d|(?:one|two|three|four|five|six|seven|"
    r"eight|nine|ten|dozens|hundreds|thousands)\b)",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\balso ha(?:s|ve)\b|\b(?:already|now|are|is|been) (?:in|on|at) (?:[\w-]+ ){0,3}?(?:Ukrain|Kyiv|the hands)"
    r"|\b(?:its|the|total|whose) (?:value|cost) (?:is|was|comes)\b"
    r"|\bamong the (?:items|weapons|systems|arms|equipment)\b|\bthere (?:will|['’]ll|would) be no\b"
    r"|\bof (?:that|which|it|them),? (?:is|was|are|were|goes|went|will go) (?:for|to|on|towards)\b"
    r"|\b(?:in|part of) (?:it|them)\b|^\W*inside (?:it )?(?:is|are|was|were)\b|\bon the list\b"
    r"|^\W*(?:and )?(?:so (?:have|has|had|are|were|is|was|will|did)|the same (?:goes|went|is true|holds)) "
    r"|^\W*(?:(?:and|so|now) )?(?:that|this|it)(?:['’]s| is| means| makes) ",
    re.IGNORECASE,
)
_HAVE = frozenset({"have", "has", "had", "having"})  # too common to open the gate by themselves
_TELLS = re.compile(r"\btrain(?:s|ed|ing)?\b.{0,60}\bUkrain|\b(?:package|tranche|drawdown)\b", re.IGNORECASE)
_GOES_SOMEWHERE = re.compile(
    r"Ukrain|\bKy?i[ev]v?\b|\bZelensk|[$€£]|\b(?:euros?|dollars|pounds|kron(?:or|er)|crowns|zlotys?)\b", re.IGNORECASE
)  # the recipient, or a sum of money
_COUNTED = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|hundreds?|thousands?"
    r"|million|billion|pair|half)\b",
    re.IGNORECASE,
)
_POINTERS = frozenset({"they", "them", "these", "those", "similar"})


def cues() -> frozenset[str]:
    """The lower-case words one of which a sentence must have to be read."""
    table = lexicon()
    return (frozenset(table.verbs) - _HAVE) | frozenset(table.nouns) | _EXTRA


class Gate:
    """Built once; `opens` is asked of every sentence and so is a search for words, no more."""

    def __init__(self) -> None:
        self._cues = cues()

    def opens(self, text: str) -> bool:
        """Whether a sentence has a word of giving."""
        cued = not self._cues.isdisjoint(_WORDS.findall(text.lower()))
        return len(text) > 11 and (cued or _HOLDS.search(text) is not None or TRAINING.search(text) is not None)


def may_count(text: str) -> bool:
    """Whether a sentence without a word of giving may count gifts all the same: "dug out ten tanks for Kyiv"."""
    return _GOES_SOMEWHERE.search(text) is not None and _COUNTED.search(text) is not None


def holds_counted(mentions: Mentions) -> bool:
    """Whether a state was found, and a sum or a thing with a number that may count it."""
    things = any(name.kind != "donor" for name in mentions.names) and bool(mentions.quantities)
    return any(name.kind == "donor" for name in mentions.names) and (bool(mentions.money) or things)


def goes_on(text: str) -> bool:
    """Whether a short sentence may be one more item of the list before it: "And 5,000 rifles." """
    return len(text) <= 100 and _GOES_ON.match(text) is not None


def tells_of(text: str) -> bool:
    """Whether a sentence tells of what needs no number: "will help train Ukrainians", "announced a new package"."""
    return _TELLS.search(text) is not None or TRAINING.search(text) is not None


def points_back(text: str) -> bool:
    """Whether a sentence may speak of a thing named before it."""
    return not _POINTERS.isdisjoint(_WORDS.findall(text.lower()))


def holds_item(mentions: Mentions) -> bool:
    """Whether anything was found that a claim could be about."""
    return bool(mentions.money) or any(name.kind != "donor" for name in mentions.names) or bool(mentions.quantities)
