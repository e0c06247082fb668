"""What a pile tells, sorted by what the fold does with it; from fold to fold, a list that nothing joined stays."""

from bisect import insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from operator import attrgetter
from typing import Any

from pledges.domain.accounts import LedgerClaim
from pledges.domain.blocks import Pile
from pledges.domain.catalogue import Catalogue
from pledges.domain.events import RUNNING
from pledges.domain.links import LinkBook
from pledges.domain.mentions import words_of
from pledges.domain.roles import is_told_by_side
from pledges.domain.tellings import Group, Telling, is_milestone, source_of, tellings_of
from pledges.domain.values import Basis


class Shelf(StrEnum):
    """What the fold does with a telling of a group."""

    MENTIONS = auto()  # no number, by the words
    TOTALS = auto()  # sums to date, by line
    MILESTONES = auto()  # sums by a day to come, by line
    SUMS_BY_TYPE = auto()  # either of a type alone
    MONEY = auto()  # that buys no named item, by line
    NAMED = auto()  # a number of what has a name, by line
    BY_TYPE = auto()  # a number of a type alone


type Place = Any  # a line, words or None, as the shelf says
type Told = Mapping[Shelf, Mapping[Place, Sequence[Telling]]]  # of one group, each list in canonical order


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """All that some claims tell, by group; `bound` says that some of it may change its line for another's sake."""

    told: Mapping[Group, Told]
    bound: bool = False

    @property
    def tellings(self) -> list[Telling]:
        """All of it, in no order."""
        shelves = (shelf for told in self.told.values() for shelf in told.values())
        return [one for shelf in shelves for alike in shelf.values() for one in alike]


class TellingsOfPile:
    """The tellings of a pile, by the text that tells them: only texts whose claims come or go are looked at again."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._pile: Pile = ()
        self._by_source: dict[str, Sequence[Telling]] = {}

    def update(self, pile: Pile) -> tuple[list[Telling], list[Telling]]:
        """The tellings that come and those that go where the claims are these now."""
        before, now = set(map(id, self._pile)), set(map(id, pile))
        touched: dict[str, list[LedgerClaim]] = {}
        for claim in (one for one in self._pile if id(one) not in now):
            touched.setdefault(source_of(claim), [])
        for claim in (one for one in pile if id(one) not in before):
            touched.setdefault(source_of(claim), []).append(claim)
        self._pile = pile
        come, gone = list[Telling](), list[Telling]()
        for source, claims in touched.items():
            old = self._by_source.pop(source, ())
            stay = {id(claim): claim for one in old for claim in one.claims if id(claim) in now}
            made = _kept(tellings_of((*stay.values(), *claims), catalogue=self._catalogue), old)
            if made:
                self._by_source[source] = made
            come += [one for one in made if not any(one is other for other in old)]
            gone += [one for one in old if not any(one is other for other in made)]
        return come, gone

    def of_source(self, source: str) -> Sequence[Telling]:
        """What a text tells."""
        return self._by_source.get(source, ())


def _kept(made: Iterable[Telling], old: Sequence[Telling]) -> tuple[Telling, ...]:
    """Tellings of the very claims that an older one was made of are that one."""
    if not old:
        return tuple(made)
    known = {(one.donors, *map(id, one.claims)): one for one in old}
    return tuple(known.get((one.donors, *map(id, one.claims)), one) for one in made)


class Shelves:
    """Tellings on their shelves, of which a few come and go at a time; a list is never changed, but another made."""

    def __init__(self) -> None:
        self.told: dict[Group, Told] = {}

    def update(self, come: Iterable[Telling], gone: Iterable[Telling]) -> None:
        """Put some tellings on their shelves and take others off."""
        places: dict[tuple[Group, Shelf], dict[Place, tuple[list[Telling], set[int]]]] = {}
        for one in come:
            shelf, place = _place_of(one)
            places.setdefault((one.group, shelf), {}).setdefault(place, ([], set()))[0].append(one)
        for one in gone:
            shelf, place = _place_of(one)
            places.setdefault((one.group, shelf), {}).setdefault(place, ([], set()))[1].add(id(one))
        told = dict(self.told)
        for (group, shelf), changes in places.items():
            lists = dict(told.get(group, {}).get(shelf, {}))
            for place, (new, out) in changes.items():
                lists[place] = exchanged(lists.get(place, ()), new, out)
            told[group] = {**told.get(group, {}), shelf: {place: one for place, one in lists.items() if one}}
        self.told = {group: shelves for group, shelves in told.items() if any(shelves.values())}


def exchanged(alike: Sequence[Telling], come: Sequence[Telling], gone: Collection[int]) -> list[Telling]:
    """A list in canonical order where some come and others, known by their identity, go."""
    stay = [one for one in alike if id(one) not in gone] if gone else list(alike)
    if len(come) > len(stay) // 8:
        return sorted([*stay, *come], key=attrgetter("order"))
    for one in come:
        insort(stay, one, key=attrgetter("order"))
    return stay


def _place_of(telling: Telling) -> tuple[Shelf, Place]:
    if not telling.known:
        return Shelf.MENTIONS, words_of(telling)
    milestone = is_milestone(telling)
    if milestone or (telling.basis is Basis.CUMULATIVE and telling.group in RUNNING):
        if telling.family is None:
            return Shelf.SUMS_BY_TYPE, None
        return Shelf.MILESTONES if milestone else Shelf.TOTALS, telling.line
    if telling.is_money:
        return Shelf.MONEY, telling.line
    return (Shelf.BY_TYPE, None) if telling.family is None else (Shelf.NAMED, telling.line)


class SortedPile:
    """What a pile tells, from fold to fold."""

    def __init__(self, *, catalogue: Catalogue, links: LinkBook) -> None:
        self._links = links
        self._tellings, self._shelves = TellingsOfPile(catalogue), Shelves()
        self._bound: set[int] = set()

    def update(self, pile: Pile) -> Sorted:
        """What these claims tell."""
        come, gone = self._tellings.update(pile)
        self._shelves.update(come, gone)
        self._bound.difference_update(map(id, gone))
        self._bound.update(id(one) for one in come if self._is_bound(one))
        return Sorted(told=self._shelves.told, bound=bool(self._bound))

    def _is_bound(self, telling: Telling) -> bool:
        """Whether it may change its line for another's sake: a gift of several sides, or an editor's link."""
        return is_told_by_side(telling) or self._links.judges(telling.claim_ids)


class SortedTellings:
    """What is told where it does not hang on piles, from fold to fold."""

    def __init__(self) -> None:
        self._known: dict[int, Telling] = {}
        self._shelves = Shelves()

    def update(self, tellings: Iterable[Telling]) -> Sorted:
        """What these tell."""
        now = {id(one): one for one in tellings}
        come = [one for key, one in now.items() if key not in self._known]
        gone = [one for key, one in self._known.items() if key not in now]
        self._known = now
        self._shelves.update(come, gone)
        return Sorted(told=self._shelves.told)


def merged(parts: Sequence[Sequence[Telling]]) -> Sequence[Telling]:
    """The tellings of some parts, in canonical order."""
    if len(parts) == 1:
        return parts[0]
    return sorted((one for part in parts for one in part), key=attrgetter("order"))
