"""A source's filters are words: an article is left out where one forbids it or none of the needed ones occurs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Words or phrases of which one must occur (`any`), and of which none may (`none`).

    Each is matched whole and whatever its case; a `*` at its end stands for the rest of the word ("ukrain*").
    """

    title_any: tuple[str, ...] = ()
    title_none: tuple[str, ...] = ()
    text_any: tuple[str, ...] = ()
    text_none: tuple[str, ...] = ()

    def against_title(self, title: str) -> str:
        """Why a title leaves an article out, in a few words; empty where it does not."""
        return _against("title", title, self.title_any, self.title_none)

    def against_text(self, text: str) -> str:
        """The same of its text."""
        return _against("text", text, self.text_any, self.text_none)

    def reads_text(self) -> bool:
        """Whether the text has to be known to decide."""
        return bool(self.text_any or self.text_none)


def _against(where: str, text: str, any_of: Sequence[str], none_of: Sequence[str]) -> str:
    for word in none_of:
        if _occurs(word, text):
            return f"its {where} has {word!r}"[:300]
    if any_of and not any(_occurs(word, text) for word in any_of):
        return f"its {where} has none of {', '.join(any_of)}"[:300]
    return ""


def _occurs(word: str, text: str) -> bool:
    """Whether a word or phrase stands in a text, whatever its case and whatever white space parts it."""
    parts = word.removesuffix("*").split()
    if not parts:
        return False
    end = "" if word.endswith("*") else r"(?!\w)"
    return re.search(rf"(?<!\w){r'\s+'.join(map(re.escape, parts))}{end}", text, re.IGNORECASE) is not None
