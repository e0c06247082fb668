"""Donors and equipment as an editor types them: by code, name or any other word of the catalogue, or its beginning."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from pledges.domain.catalogue import Catalogue, Donor
from pledges.domain.entry.codes import STATES
from pledges.domain.entry.errors import EntryError

SHOWN = 8  # names that are offered at once
_PLURAL = re.compile(r"[^\W_]s$")  # as typed: "Tornados", never "Tornado-S"
_ENDS_IN_S = re.compile(r"(?:-s|S)$")  # a name of which the last letter is an S of its own: "Tornado-S", "HIMARS"


class _Rank(IntEnum):
    """How typed words name an offer, the surest first."""

    NAME = 0  # its whole name, or its code
    WORD = 1  # another of its words
    PLURAL = 2  # one of its words with an "s" behind, or one that may be read so
    BEGINNING = 3
    PART = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A row of the catalogue that typed words may mean; `text` is what to type for it, `told` what it is.

    The first of its `words` is its code.
    """

    key: str
    text: str
    told: str
    words: tuple[str, ...] = ()


def donors(catalogue: Catalogue) -> list[Offer]:
    """Every donor with its code, name and other names."""
    return [
        Offer(key=one.code, text=one.name, told=one.code, words=_words_of(one)) for one in catalogue.donors.values()
    ]


def equipment(catalogue: Catalogue) -> list[Offer]:
    """Every system, then every type for what has no system."""
    systems = [
        Offer(
            key=f"system {one.slug}",
            text=one.name,
            told=catalogue.categories[one.category].name,
            words=(one.slug, one.name, *one.aliases, *one.guarded),
        )
        for one in catalogue.systems.values()
    ]
    types = [
        Offer(key=f"type {one.slug}", text=one.name, told="no system named", words=(one.slug, one.name, *one.words))
        for one in catalogue.categories.values()
    ]
    return [*systems, *types]


def matching(typed: str, offers: Iterable[Offer], *, most: int = SHOWN) -> list[Offer]:
    """The offers that typed words may mean, the likeliest first: one of its words, its beginning, a part of it."""
    return [offer for _, offer in _ranked(typed, offers)[:most]]


def donors_of(typed: str, catalogue: Catalogue) -> list[str]:
    """The codes of donors, parted by commas or "and"; nothing or "-" for none named. Raises EntryError."""
    if typed.strip() in ("", "-"):
        return []
    offers = donors(catalogue)
    parts = [one for part in re.split(r"[,;]", typed) for one in _parted(part.strip(), offers)]
    return sorted({_meant(part, offers, "donor").key for part in parts if part})


def recipient_of(typed: str, catalogue: Catalogue) -> str:
    """The code of who receives: a word of a donor, else two letters of ISO 3166-1. Raises EntryError."""
    text, offers = typed.strip(), donors(catalogue)
    if not _exactly(text, offers) and len(text) == 2 and text.isascii() and text.isalpha():
        if text.upper() in STATES:
            return text.upper()
        raise EntryError(f"{text!r} is no state's code of ISO 3166-1: type its name.")
    return _meant(text, offers, "state").key


def item_of(typed: str, catalogue: Catalogue) -> dict[str, str | None]:
    """A system with the type that it is of, or a type alone. Raises EntryError."""
    kind, _, slug = _meant(typed, equipment(catalogue), "system or type").key.partition(" ")
    if kind == "type":
        return {"name": None, "category": slug}
    system = catalogue.systems[slug]
    return {"name": system.name, "category": system.category}


def _meant(typed: str, offers: Sequence[Offer], what: str) -> Offer:
    """The one offer that typed words name more surely than any other. Raises EntryError where several stand level."""
    found = _ranked(typed, offers)
    if not found:
        raise EntryError(f"The catalogue has no {what} {typed.strip()!r}: add it there first.")
    level = [offer for rank, offer in found if rank == found[0][0]]
    if len(level) == 1:
        return level[0]
    several = ", ".join(offer.text for offer in level[:SHOWN])
    raise EntryError(f"{typed.strip()!r} may be {several}: type more of it.")


def _parted(text: str, offers: Sequence[Offer]) -> list[str]:
    """Names with "and" between, each by itself; a name that has an "and" of its own stays whole."""
    return [text] if _exactly(text, offers) else [part.strip() for part in text.split(" and ")]


def _exactly(typed: str, offers: Iterable[Offer]) -> bool:
    """Whether some words are one of an offer's, to the last letter or but for an "s"."""
    found = _ranked(typed, offers)
    return bool(found) and found[0][0] <= _Rank.PLURAL


def _ranked(typed: str, offers: Iterable[Offer]) -> list[tuple[_Rank, Offer]]:
    """The offers that typed words may mean, the surest first, then those of which they are the most."""
    typed = typed.strip()
    if not _plain(typed):
        return []
    ranked = ((rank, place, offer) for place, offer in enumerate(offers) if (rank := _rank(typed, offer)) is not None)
    return [(rank, offer) for (rank, _), _, offer in sorted(ranked, key=lambda one: one[:2])]


def _rank(typed: str, offer: Offer) -> tuple[_Rank, int] | None:
    """How typed words name an offer, and the length of the word that they are in; None where they don't.

    "Tornados" is as well the plural of one name as another name in small letters, so that it is neither exactly.
    """
    asked, plural = _plain(typed), _PLURAL.search(typed) is not None
    words = (offer.text, offer.key, *offer.words)
    same = [word for word in words if _plain(word) == asked and not (plural and _ENDS_IN_S.search(word))]
    if same:
        own = (offer.text, *offer.words[:1])
        return (_Rank.NAME if any(word in own for word in same) else _Rank.WORD), 0
    plain = [_plain(word) for word in words]
    if plural and (asked in plain or asked[:-1] in plain):
        return _Rank.PLURAL, 0
    beginnings = [len(word) for word in plain if word.startswith(asked)]
    if beginnings:
        return _Rank.BEGINNING, min(beginnings)
    parts = [len(word) for word in plain if asked in word]
    return (_Rank.PART, min(parts)) if parts else None


def _words_of(donor: Donor) -> tuple[str, ...]:
    return (donor.code, donor.name, *donor.aliases, *donor.adjectives)


@lru_cache(maxsize=2**15)
def _plain(text: str) -> str:
    """Words without case, hyphens and runs of blanks: "Leopard 2 A4" is "leopard2a4"."""
    return "".join(_letters(text))


def _letters(text: str) -> Iterator[str]:
    return (letter for letter in text.casefold() if letter.isalnum())
