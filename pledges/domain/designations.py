"""A register's designation leads to a system where its spelling allows one only; else to none."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pledges.domain.catalogue import Catalogue

_CALIBRE = re.compile(r"\b\d{2,3}(?:\.\d)? ?-?mm\b|\b\d{2,3}/\d{2}\b(?= ?mm)", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_COUNT = re.compile(r"^\s*(?:up to |about |at least )?\d[\d,.]*\s+(?:x |of )?(?=\D)", re.IGNORECASE)
_SIGNS = re.compile(r"[^\W\d_]+|\d+|\+")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_KINDS = re.compile(
    r"""(?:tank|mbt|apc|ifv|vehicle|carrier|mrap|howitzer|gun|mortar|launcher|rocket|mlrs|system|missile|sam|manpad|radar
    |drone|uav|helicopter|jet|fighter|battery|unit|rifle|boat|pistol|grenade|spaag|truck|recoilless|bridgelayer)s?
    |armou?red|personnel|infantry|fighting|main|battle|self-propelled|towed|artillery|multiple|anti-(?:tank|aircraft)|air
    |defen[cs]e|aircraft|combat|recovery|bridge-laying|engineer(?:ing)?|batteries|the|of|patrol|machine|surface-to-air
    |medium-range|unmanned|aerial|attack|transport""",
    re.VERBOSE | re.IGNORECASE,
)
_ACCESSORY = re.compile(r"\bfor\b.*", re.IGNORECASE)


def resolve_designation(text: str, catalogue: Catalogue) -> str | None:
    """The slug of the system that a designation names, or None if it names none or could name two.

    Reads what registers write: "AIM-120C AMRAAM", "2S1 122mm", "Marder-1A3", "UFH/M-777 155mm",
    "FV-103 Spartan (APC)", "Leopard 2A4 tanks", "14 BMP-1A1 Ost". Tried in order: the whole text; without
    brackets and calibre; what the brackets hold; without nouns of kind; each side of a slash; the longest beginning
    or end of two signs and more that is a name. A register's own code outranks names. What stands behind "for" is
    what the item belongs to, not the item: "rounds for M777 howitzer" names no system.
    """
    index = _index(_Edition(catalogue))
    for reading in _readings(text):
        slugs = {index[key] for part in reading if (key := key_of(part)) in index}
        if len(slugs) == 1:
            return slugs.pop()
        if len(slugs) > 1:
            return _most_specific(slugs, catalogue)
    return None


def key_of(designation: str) -> str:
    """Letters and digits alone, in lower case without accents; a number after a hyphen or blank stays its own.

    "M-777" and "M777" are one; "Mark II" and "Mark 2" are one; "M1 1A" and "M11 A" are not, for a digit next to a
    digit keeps a mark between.
    """
    plain = unicodedata.normalize("NFKD", designation.casefold()).replace("ł", "l").replace("ø", "o")
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    joined = ""
    for match in _SIGNS.finditer(plain):
        apart = match.start() > 0 and plain[match.start() - 1] in " -"
        sign = _ROMAN.get(match.group(), match.group()) if apart else match.group()
        joined += "." + sign if joined[-1:].isdigit() and sign[0].isdigit() else sign
    return joined


@dataclass(frozen=True, eq=False, slots=True)
class _Edition:
    """A catalogue that is equal to another of the same revision, so that its index is built once."""

    catalogue: Catalogue

    def __hash__(self) -> int:
        return hash(self.catalogue.revision)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Edition) and self.catalogue.revision == other.catalogue.revision


@lru_cache(maxsize=4)
def _index(edition: _Edition) -> dict[str, str]:
    """Key to slug; codes of the registers first, then names, aliases, makers' designations: the first stays."""
    index: dict[str, str] = {}
    for name, slug in _names(edition.catalogue):
        index.setdefault(key_of(name), slug)
    return index


def _names(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    systems = sorted(catalogue.systems.items())
    for slug, system in systems:
        for scheme in ("sipri", "kiel"):
            if scheme in system.codes:
                yield system.codes[scheme], slug
    for slug, system in systems:
        yield system.name, slug
    for slug, system in systems:
        for name in (*system.aliases, *system.guarded):
            yield name, slug
    for slug, system in systems:
        for scheme in ("us", "uk", "grau", "nato", "maker"):
            if scheme in system.codes:
                yield system.codes[scheme], slug


def _readings(text: str) -> Iterator[list[str]]:
    """Ever freer readings of a designation, each as the texts that it may be spelt by."""
    text = _ACCESSORY.sub("", " ".join(text.split()))
    bare = _BRACKETS.sub(" ", text)
    short = _CALIBRE.sub(" ", bare).strip(" -,/")
    uncounted = _COUNT.sub("", short)
    noun_free = " ".join(word for word in uncounted.split() if not _KINDS.fullmatch(word.strip(",.;")))
    yield [text]
    yield [bare]
    yield [short]
    yield [uncounted]
    yield [noun_free, *_singular(noun_free)]
    yield [part for match in _BRACKETS.finditer(text) for part in match.groups() if part]
    yield [part.strip() for part in noun_free.split("/") if len(key_of(part)) > 1]
    words = noun_free.split()
    for count in range(len(words) - 1, 0, -1):
        yield [part for part in (" ".join(words[:count]),) if _telling(part)]
        yield [part for part in (" ".join(words[-count:]),) if _telling(part)]


def _singular(text: str) -> list[str]:
    return [text[:-1]] if text.endswith("s") else []


def _telling(text: str) -> bool:
    """Whether a part of a designation is enough to go by: it holds a digit, or four letters."""
    key = key_of(text)
    return len(key) >= 4 or (len(key) >= 2 and any(sign.isdigit() for sign in key) and not key.isdigit())


def _most_specific(slugs: set[str], catalogue: Catalogue) -> str | None:
    """Of several systems the one that is a variant of all others; None where two are unrelated."""
    for slug in sorted(slugs):
        if slugs <= set(catalogue.ancestry(slug)):
            return slug
    return None
