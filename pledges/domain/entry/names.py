"""Donors and equipment as an editor types them: by code, name or any other word of the catalogue, or its beginning."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pledges.domain.catalogue import Catalogue, Donor
from pledges.domain.entry.errors import EntryError

SHOWN = 8  # names that are offered at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A row of the catalogue that typed words may mean; `text` is what to type for it, `told` what it is."""

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
    asked = _plain(typed)
    if not asked:
        return []
    ranked = ((rank, place, offer) for place, offer in enumerate(offers) if (rank := _rank(asked, offer)) is not None)
    return [offer for _, _, offer in sorted(ranked, key=lambda one: (one[0], one[1]))[:most]]


def donors_of(typed: str, catalogue: Catalogue) -> list[str]:
    """The codes of donors, parted by commas or "and"; nothing or "-" for none named. Raises EntryError."""
    if typed.strip() in ("", "-"):
        return []
    parts = [part.strip() for part in typed.replace(" and ", ",").replace(";", ",").split(",")]
    return sorted({_meant(part, donors(catalogue), "donor").key for part in parts if part})


def recipient_of(typed: str, catalogue: Catalogue) -> str:
    """The code of who receives: a donor's code or name, else two capitals of ISO 3166-1. Raises EntryError."""
    text = typed.strip()
    if len(text) == 2 and text.isascii() and text.isalpha():
        return text.upper()
    return _meant(text, donors(catalogue), "state").key


def item_of(typed: str, catalogue: Catalogue) -> dict[str, str | None]:
    """A system with the type that it is of, or a type alone. Raises EntryError."""
    kind, _, slug = _meant(typed, equipment(catalogue), "system or type").key.partition(" ")
    if kind == "type":
        return {"name": None, "category": slug}
    system = catalogue.systems[slug]
    return {"name": system.name, "category": system.category}


def _meant(typed: str, offers: Sequence[Offer], what: str) -> Offer:
    """The one offer that is meant: by one of its words, else the only one of which it is the beginning, or a part."""
    asked = _plain(typed)
    found = matching(typed, offers, most=SHOWN)
    if not found:
        raise EntryError(f"The catalogue has no {what} {typed.strip()!r}: add it there first.")
    ranks = [rank[0] for offer in found if (rank := _rank(asked, offer)) is not None]
    if ranks[0] == 0 or ranks.count(ranks[0]) == 1:
        return found[0]
    several = ", ".join(offer.text for offer in found)
    raise EntryError(f"{typed.strip()!r} may be {several}: type more of it.")


def _rank(asked: str, offer: Offer) -> tuple[int, int] | None:
    """How well typed letters name an offer, the least the best: 0 one of its words, 1 a beginning, 2 a part."""
    words = [_plain(word) for word in (offer.key, offer.text, *offer.words)]
    for word in (asked, asked.removesuffix("s")):
        if word in words:
            return 0, words.index(word)
    beginnings = [len(word) for word in words if word.startswith(asked)]
    if beginnings:
        return 1, min(beginnings)
    parts = [len(word) for word in words if asked in word]
    return (2, min(parts)) if parts else None


def _words_of(donor: Donor) -> tuple[str, ...]:
    return (donor.code, donor.name, *donor.aliases, *donor.adjectives)


def _plain(text: str) -> str:
    """Words without case, hyphens and runs of blanks: "Leopard 2 A4" is "leopard2a4"."""
    return "".join(_letters(text))


def _letters(text: str) -> Iterator[str]:
    return (letter for letter in text.casefold() if letter.isalnum())
