"""A bare crown is that of the nation named nearby, else in the text so far, its press, or the rest of the text."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Self

from extraction.mentions import MoneyMention
from extraction.mentions.currencies import bare_crown, crowns_named
from extraction.mentions.fold import fold
from extraction.reading.publishers import country_of

_OF_STATES = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "CZ": "CZK", "IS": "ISK"}
_SPELLED = {"crown": frozenset(_OF_STATES.values()), "crowns": frozenset(_OF_STATES.values())}
_KRONER = frozenset({"NOK", "DKK", "SEK"})  # how English spells the Czech and Icelandic ones is another


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowns:
    """Whose crowns a text counts in: the nations that it names with their places, and that of its press."""

    named: tuple[tuple[int, str], ...]
    home: str | None

    @classmethod
    def of(cls, text: str, title: str, publisher: str) -> Self:
        named = [*((-1, currency) for _, currency in crowns_named(fold(title))), *crowns_named(fold(text))]
        return cls(named=tuple(named), home=_OF_STATES.get(country_of(publisher) or ""))

    def told(self, money: tuple[MoneyMention, ...], start: int) -> tuple[MoneyMention, ...]:
        """The sums of a sentence that starts there, bare crowns in the currency of whom the text names."""
        return tuple(self._as_named(found, start + found.start) for found in money)

    def _as_named(self, found: MoneyMention, place: int) -> MoneyMention:
        word = bare_crown(fold(found.text))
        if word is None:
            return found
        fits = _SPELLED.get(word, _KRONER)
        cut = bisect_left(self.named, (place, ""))
        before, after = self.named[:cut][::-1], self.named[cut:]
        near = (currency for at, currency in after if at - place <= _NEAR)
        told = [
            *(currency for at, currency in before if place - at <= _NEAR),
            *near,
            *(currency for _, currency in before),
            *([self.home] if self.home is not None else []),
            *(currency for _, currency in after),
        ]
        currency = next((one for one in told if one in fits), None)
        return found if currency is None else replace(found, money=replace(found.money, currency=currency))


_NEAR = 150  # characters: about a sentence
