"""Only a sentence that can hold a claim is parsed: it has a word of giving and a thing given, or points back to one."""

import re

from extraction.mentions import Mentions
from extraction.reading.lexicon import lexicon

_WORDS = re.compile(r"[a-z]+")
_EXTRA = frozenset(
    {"way", "supplied", "donated", "provided", "route", "transit", "handover", "these", "worth", "joint"}
)
_POINTERS = frozenset({"they", "them", "these", "those"})


def cues() -> frozenset[str]:
    """The lower-case words one of which a sentence must have to be read."""
    table = lexicon()
    return frozenset(table.verbs) | frozenset(table.nouns) | _EXTRA


class Gate:
    """Built once; `opens` is asked of every sentence and so is a search for words, no more."""

    def __init__(self) -> None:
        self._cues = cues()

    def opens(self, text: str) -> bool:
        """Whether a sentence has a word of giving."""
        return len(text) > 11 and not self._cues.isdisjoint(_WORDS.findall(text.lower()))


def points_back(text: str) -> bool:
    """Whether a sentence may speak of a thing named before it."""
    return not _POINTERS.isdisjoint(_WORDS.findall(text.lower()))


def holds_item(mentions: Mentions) -> bool:
    """Whether anything was found that a claim could be about."""
    return bool(mentions.money) or any(name.kind != "donor" for name in mentions.names) or bool(mentions.quantities)
