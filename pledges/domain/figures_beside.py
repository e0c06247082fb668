"""What else is told of the same donors and thing: a number is held against it, and a second source frees it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pledges.domain.accounts import LedgerClaim, LineKey
from pledges.domain.blocks import Pile, PileKey
from pledges.domain.changes import changed
from pledges.domain.roles import Donors
from pledges.domain.tellings import Group, Telling, source_of
from pledges.domain.told import TellingsOfPile
from pledges.domain.weighing import HoldingPolicy, Weights, in_unit

WEIGHED = frozenset({Group.PLEDGE, Group.DISPATCH, Group.DELIVERY, Group.CANCELLATION})  # what figures are made of
TOLD = WEIGHED | {Group.INTENT, Group.SALE}  # what else is told of a donor and a thing


def number_of(telling: Telling) -> int:
    """The largest number in its words, 0 for none."""
    return max(telling.low or 0, telling.high or 0)


def is_same(one: float, other: float, policy: HoldingPolicy) -> bool:
    """Whether two numbers, of one unit, may be one figure."""
    return abs(one - other) <= policy.same_within * max(one, other)


class Figures:
    """All that some piles tell in numbers, from fold to fold, without what is left out while it is weighed itself."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._piles: Mapping[PileKey, Pile] = {}
        self._tellings: dict[PileKey, TellingsOfPile] = {}
        self._told: dict[Donors, dict[LineKey, dict[int, list[Telling]]]] = {}  # by donors, line and number
        self._of: dict[PileKey, tuple[Pile, dict[str, Telling]]] = {}
        self._seconds: dict[LineKey, dict[int, tuple[Telling, bool]]] = {}  # what is known of a telling, by identity
        self._out: Counter[tuple[LineKey, int]] = Counter()

    def update(self, piles: Mapping[PileKey, Pile]) -> None:
        """Let these be the piles, and nothing left out."""
        for key in changed(self._piles, piles):
            tellings = self._tellings.setdefault(key, TellingsOfPile(self._weights.catalogue))
            come, gone = tellings.update(piles.get(key, ()))
            for one in filter(_is_told, gone):
                self._drop(one)
            for one in filter(_is_told, come):
                alike = self._told.setdefault(one.donors, {}).setdefault(one.line, {})
                alike.setdefault(number_of(one), []).append(one)
                self._seconds.pop(one.line, None)
            if key not in piles:
                del self._tellings[key]
                self._of.pop(key, None)
        self._piles = piles
        self._out.clear()

    def _drop(self, telling: Telling) -> None:
        lines, line, number = self._told[telling.donors], telling.line, number_of(telling)
        lines[line][number] = [other for other in lines[line][number] if other is not telling]
        if not lines[line][number]:
            del lines[line][number]
        if not lines[line]:
            del lines[line]
        self._seconds.pop(line, None)

    def of(self, key: PileKey, claims: Iterable[LedgerClaim]) -> dict[str, Telling]:
        """The tellings of a pile that its large claims are of, by id; looked for again where it is another."""
        known = self._of.get(key)
        if known is None or known[0] is not self._piles[key]:
            told = (one for claim in claims for one in self._of_claim(key, claim))
            known = self._of[key] = self._piles[key], {one.id: one for one in told}
        return known[1]

    def _of_claim(self, key: PileKey, claim: LedgerClaim) -> list[Telling]:
        told = self._tellings[key].of_source(source_of(claim))
        return [one for one in told if any(other is claim for other in one.claims)]

    def leave_out(self, tellings: Iterable[Telling]) -> None:
        """Some tellings do not stand."""
        self._out.update((one.line, number_of(one)) for one in tellings)

    def take_in(self, tellings: Iterable[Telling]) -> None:
        """Some that were left out stand."""
        self._out.subtract((one.line, number_of(one)) for one in tellings)

    def second(self, telling: Telling) -> bool:
        """Whether a second source tells the same number of its line; looked for again where that tells otherwise."""
        known = self._seconds.setdefault(telling.line, {})
        if id(telling) not in known:
            known[id(telling)] = telling, self._has_second(telling)
        return known[id(telling)][1]

    def _has_second(self, telling: Telling) -> bool:
        number, policy = number_of(telling), self._weights.policy
        publishers, articles = telling.publishers, telling.articles
        return any(
            is_same(other, number, policy) and any(_is_independent(one, publishers, articles) for one in alike)
            for other, alike in self._told.get(telling.donors, {}).get(telling.line, {}).items()
        )

    def beside(self, telling: Telling) -> list[float]:
        """Other numbers of the same thing, in the telling's unit. A type alone stands beside all of its account.

        Told twice they are one.
        """
        figure, weights = number_of(telling), self._weights
        units: dict[str, set[int]] = {}
        for line, standing in self._standing(telling):
            units.setdefault(line.unit, set()).add(standing)
        return [
            number
            for unit in sorted(units)
            for told in sorted(units[unit])
            if (number := in_unit(told, unit, telling.unit, weights)) is not None
            and not (unit == telling.unit and is_same(told, figure, weights.policy))
        ]

    def _standing(self, telling: Telling) -> Iterator[tuple[LineKey, int]]:
        """The numbers that stand of the telling's donors and thing, by line."""
        for line, numbers in self._told.get(telling.donors, {}).items():
            if telling.family in (None, line.family):
                for number, alike in numbers.items():
                    if len(alike) > self._out[line, number]:
                        yield line, number


def _is_told(telling: Telling) -> bool:
    return telling.group in TOLD and number_of(telling) > 0


def _is_independent(one: Telling, publishers: frozenset[str], articles: frozenset[str]) -> bool:
    """Of another publisher, and no copy of the same text."""
    return one.publishers.isdisjoint(publishers) and one.articles.isdisjoint(articles)
