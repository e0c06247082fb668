"""What else is told of the same donors and thing: a number is held against it, and a second source frees it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from pledges.domain.accounts import LedgerClaim, LineKey
from pledges.domain.blocks import Pile
from pledges.domain.catalogue import Catalogue
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


class FiguresOfPile:
    """The tellings of a pile that state a number, by line and number; from fold to fold."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._tellings = TellingsOfPile(catalogue)
        self._pile: Pile = ()
        self.by_line: dict[LineKey, dict[int, list[Telling]]] = {}

    def update(self, pile: Pile) -> None:
        """Let these be the claims."""
        if pile is self._pile:
            return
        come, gone = self._tellings.update(pile)
        self._pile = pile
        for one in filter(_is_told, gone):
            alike = self.by_line[one.line][number_of(one)]
            alike[:] = [other for other in alike if other is not one]
        for one in filter(_is_told, come):
            self.by_line.setdefault(one.line, {}).setdefault(number_of(one), []).append(one)

    def of(self, claim: LedgerClaim) -> list[Telling]:
        """The tellings that a claim is of."""
        told = self._tellings.of_source(source_of(claim))
        return [one for one in told if any(other is claim for other in one.claims)]


class Figures:
    """All that some piles tell, without what is left out while it is weighed itself."""

    def __init__(self, piles: Iterable[tuple[str | None, FiguresOfPile]], weights: Weights) -> None:
        self._weights = weights
        self._piles: dict[str | None, list[FiguresOfPile]] = {}  # by family
        for family, pile in piles:
            self._piles.setdefault(family, []).append(pile)
        self._out: Counter[tuple[LineKey, int]] = Counter()

    def leave_out(self, tellings: Iterable[Telling]) -> None:
        """Some tellings do not stand."""
        self._out.update((one.line, number_of(one)) for one in tellings)

    def take_in(self, tellings: Iterable[Telling]) -> None:
        """Some that were left out stand."""
        self._out.subtract((one.line, number_of(one)) for one in tellings)

    def second(self, telling: Telling) -> bool:
        """Whether a second source tells the same number of its line."""
        number, policy, line = number_of(telling), self._weights.policy, telling.line
        publishers, articles = telling.publishers, telling.articles
        return any(
            is_same(other, number, policy) and any(_is_independent(one, publishers, articles) for one in alike)
            for pile in self._piles.get(line.family, ())
            for other, alike in pile.by_line.get(line, {}).items()
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
        told: Counter[tuple[LineKey, int]] = Counter()
        piles = self._piles.values() if telling.family is None else [self._piles.get(telling.family, [])]
        for pile in (one for alike in piles for one in alike):
            for line, numbers in pile.by_line.items():
                if line.donors == telling.donors:
                    for number, alike in numbers.items():
                        told[line, number] += len(alike)
        return (one for one, times in told.items() if times > self._out[one])


def _is_told(telling: Telling) -> bool:
    return telling.group in TOLD and number_of(telling) > 0


def _is_independent(one: Telling, publishers: frozenset[str], articles: frozenset[str]) -> bool:
    """Of another publisher, and no copy of the same text."""
    return one.publishers.isdisjoint(publishers) and one.articles.isdisjoint(articles)
