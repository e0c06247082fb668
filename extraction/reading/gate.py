"""Only a sentence that can hold a claim is parsed: it must have a word of giving and something to give."""

import re

from extraction.mentions import Mentions
from extraction.reading.lexicon import lexicon

_AID = (
    r"aid|assistance|support|package|packages|tranche|drawdown|weapons?|weaponry|arms|missiles?|tanks?|howitzers?|shells?|"
    r"ammunition|munitions?|rounds|artillery|vehicles?|drones?|jets?|aircraft|helicopters?|air.defen[cs]es?|systems?|"
    r"launchers?|rockets?|guns?|rifles?|radars?|boats?|ships?|trucks?|equipment|training|soldiers|pilots|funding|fund|million|billion"
)
_SOMETHING = re.compile(r"\b(?:" + _AID + r")\b|\d|[$€£]", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]+(?:-[a-z]+)?")
_EXTRA = frozenset({"way", "supplied", "donated", "provided", "route", "transit", "handover"})


def cues() -> frozenset[str]:
    """The lower-case words one of which a sentence must have to be read."""
    table = lexicon()
    return frozenset(table.verbs) | frozenset(table.nouns) | _EXTRA


class Gate:
    """Built once; `opens` is asked of every sentence and so is a search for words, no more."""

    def __init__(self) -> None:
        self._cues = cues()

    def opens(self, text: str) -> bool:
        """Whether a sentence has a word of giving and a word, number or sign of something given."""
        if len(text) < 12 or not _SOMETHING.search(text):
            return False
        return not self._cues.isdisjoint(_WORDS.findall(text.lower()))


def holds_item(mentions: Mentions) -> bool:
    """Whether anything was found that a claim could be about."""
    return bool(mentions.money) or any(name.kind != "donor" for name in mentions.names) or bool(mentions.quantities)
