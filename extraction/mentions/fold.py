"""Folding changes letters, never offsets: one code point in, one code point out."""

import re
import unicodedata

_DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"
_LONG_DASHES = "\u2014\u2015"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_QUOTES = "\u2018\u2019\u201b\u02bc\u00b4`\u2032"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_STRUCK = "\x00"
_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ð": "d", "þ": "t", "ß": "s", "æ": "a", "œ": "o", "ħ": "h"}


class _Folding(dict[int, int]):
    """A translation table that learns each code point when it is first met."""

    def __missing__(self, code: int) -> int:
        folded = ord(_fold_character(chr(code)))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    for group, plain in (
        (_LONG_DASHES, "\u2014"),
        (_DASHES, "-"),
        (_SPACES, " "),
        (_QUOTES, "'"),
        (_DOUBLE_QUOTES, '"'),
    ):
        if character in group:
            return plain
    lowered = character.lower()[0]
    base = unicodedata.normalize("NFD", lowered)[0]
    return _LETTERS.get(base, base)


_TABLE = _Folding()
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}+|\b[\w.+-]{1,64}+@[\w-]{1,64}+\.[a-z]{2,12}")


def readable(text: str) -> str:
    """`text` folded, with web and mail addresses struck out: they hold names and numbers that no one says."""
    folded = fold(text)
    if "://" in folded or "www." in folded or "@" in folded:
        folded = _ADDRESS.sub(lambda match: _STRUCK * len(match.group()), folded)
    return folded


def fold(text: str) -> str:
    """Lower case, no diacritics, plain quotes and blanks, every short dash a hyphen; the same length."""
    return text.lower() if text.isascii() else text.translate(_TABLE)
