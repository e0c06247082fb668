"""Registers name states in their own spellings: a table leads to the catalogue's codes, and what it lacks is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pledges.domain.catalogue import Catalogue

SPELLINGS = {  # what registers write and the catalogue does not
    "czech republic": "CZ",
    "luxemburg": "LU",
    "turkiye": "TR",
    "türkiye": "TR",
    "south korea": "KR",
    "republic of korea": "KR",
    "eu (commission and council)": "EU",
    "eu institutions": "EU",
    "european union": "EU",
}
LONGEST = 100  # what is longer is no name, but a cell that has slipped
UNKNOWN = "is no name that the catalogue knows: kept as it stands"
TOO_LONG = "is too long to be a name: left out"
_MARKS = re.compile(r"[*†]+$")
_PROPER = re.compile(r"\b[A-Z][a-z]+\b")
NO_GIVER = frozenset({"Ukrainian", "Russian", "Russia", "Probably", "Also", "Incl", "From", "Aid"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names and adjectives, folded, to codes."""

    outright: dict[str, str]
    adjectives: dict[str, str]

    @classmethod
    def build(cls, catalogue: Catalogue) -> "Names":
        outright: dict[str, str] = {}
        adjectives: dict[str, str] = {}
        for donor in sorted(catalogue.donors.values(), key=lambda one: one.code):
            for name in (donor.name, *donor.aliases):
                outright.setdefault(name.casefold(), donor.code)
            for name in donor.adjectives:
                adjectives.setdefault(name.casefold(), donor.code)
        spelt = {name: code for name, code in SPELLINGS.items() if code in catalogue.donors}
        return cls(outright=outright | spelt, adjectives=adjectives)

    def code(self, name: str) -> str | None:
        """The code of a name that stands alone in a cell; None for a name that nobody knows."""
        plain = _MARKS.sub("", " ".join(name.split())).casefold()
        bare = re.sub(r"\s*\([^()]*\)", "", plain)
        return self.outright.get(plain) or self.outright.get(bare)

    def named(self, name: str) -> tuple[str, str]:
        """The code, else the name as it stands, else nothing; and what is to be told of it, "" for a known name."""
        code = self.code(name)
        if code is not None:
            return code, ""
        return (name, UNKNOWN) if len(name) <= LONGEST else ("", TOO_LONG)

    def within(self, text: str, *, never: Iterable[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes named anywhere in a text, sorted, and the proper names in it that lead to none."""
        known = self.adjectives | self.outright
        left, found = text, set()
        for name in sorted(known, key=len, reverse=True):
            if name in left.casefold():
                left, count = _pattern(name).subn(" ", left)
                if count:
                    found.add(known[name])
        strange = [word for word in _PROPER.findall(left) if word not in NO_GIVER]
        return tuple(sorted(found - set(never))), tuple(strange)


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    """A name as a word of its own; an abbreviation ("US", "EU") only in capitals."""
    if len(name) <= 3:
        return re.compile(rf"(?<!\w){re.escape(name.upper())}(?!\w)")
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
