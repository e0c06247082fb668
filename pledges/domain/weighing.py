"""What a number is weighed against: what was built, what its givers spend and had, and what is usual of its type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, partial
from typing import NamedTuple

from pledges.domain.accounts import LedgerClaim
from pledges.domain.catalogue import Catalogue
from pledges.domain.scales import EVERYBODY, MONEY, DonorScale, Scales, TypeScale, class_of
from pledges.domain.tellings import Telling, basis_of, equipment, givers
from pledges.domain.values import Basis


class Reason(StrEnum):
    """Why a claim is held."""

    BEYOND_BUILT = "beyond_what_was_built"  # more than were ever made
    BEYOND_DONOR = "beyond_the_donor"  # out of scale with what the donor spends, gave or had
    BEYOND_TYPE = "beyond_the_type"  # more of a type than any one donor gives
    BEYOND_LINE = "beyond_all_else_told"  # far above everything else told of this donor and thing


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingPolicy:
    """The factors of the gate, each with its reason."""

    same_within: float = 0.10  # a second source says "some 200" of 190: rounding, as in the fold
    beyond_built: float = 1.0  # nobody gives more than exist; the seeds' numbers are rounded up
    usual_of_built: float = 0.25  # a quarter of all that exist at once is never a matter of course
    beyond_given: float = 1.5  # all aid told so far, and half of it again: a sum to date may be newer than the seeds
    beyond_largest: float = 1.5  # one package: the largest that the donor told of, and half of it again
    largest_of_given: float = 0.5  # where the largest is not known: small donors gave half of all their aid at once
    beyond_budget: float = 1.0  # without a sum to date: a year's military budget in one claim (small donors come close)
    beyond_budget_in_total: float = 2.0  # a running total spans years
    beyond_had: float = 2.0  # twice what registers say it had: reserves, purchases, registers of another year
    of_many: float = 3.0  # a group, a list of givers or nobody named give no more than three large donors
    beyond_line: float = 10.0  # true lines grow tenfold by one claim (5 then 50), hardly more
    usual_of_money: float = 0.5  # a package is often the largest ever told: up to half of what the donor could give


HOLDING = HoldingPolicy()


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What everything is weighed with."""

    scales: Scales
    catalogue: Catalogue
    policy: HoldingPolicy = HOLDING

    @cached_property
    def least(self) -> float:
        """No number up to this is held, whatever it is of (`least_of`)."""
        return least_of(self)

    @cached_property
    def floor(self) -> "Callable[[Thing], float]":
        """`floor_of`, worked out once for each thing."""
        return cache(partial(floor_of, weights=self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Whose, for whom, and of what a number is; `running` says that it is a total over years."""

    donors: tuple[str, ...]
    recipient: str
    system: str | None
    category: str
    unit: str
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Numbers above `limit`, in the thing's unit, do not pass; `known` is what `source` says it rests on."""

    reason: Reason
    known: float
    limit: float
    source: str


def thing_of(telling: Telling) -> Thing:
    """What a telling speaks of."""
    first = telling.claims[0].claim
    return Thing(
        donors=telling.donors,
        recipient=first.recipient,
        system=telling.system,
        category=telling.category,
        unit=telling.unit,
        running=telling.basis is Basis.CUMULATIVE,
    )


def things_of(claim: LedgerClaim, unit: str, catalogue: Catalogue) -> list[Thing]:
    """What a claim's number, in a unit, is of: for each set of givers that it speaks of."""
    system, _, category = equipment(claim, catalogue)
    return [
        Thing(
            donors=donors,
            recipient=claim.claim.recipient,
            system=system,
            category=category,
            unit=unit,
            running=basis_of(claim) is Basis.CUMULATIVE,
        )
        for donors, _ in givers(claim)
    ]


def least_of(weights: Weights) -> float:
    """No number up to this is held, whatever it is of: it lets most claims pass. No sum of money is so small."""
    scales, policy = weights.scales, weights.policy
    if not (scales.built or scales.types):
        return 0
    return min(scales.least_built * min(policy.beyond_built, policy.usual_of_built), scales.least_type)


def limits(thing: Thing, weights: Weights) -> Iterator[Limit]:
    """Every limit that is known for a thing, the plainest first."""
    for find in LIMITS:
        found = find(thing, weights)
        if found is not None:
            yield found


def usual(thing: Thing, weights: Weights) -> float | None:
    """Up to this a number is nothing special whatever else was told; None where nothing says so.

    Of a running total of money it is what is known of its givers: the first sum to date that an account is told of is
    far above the packages told before.
    """
    if class_of(thing.unit) == MONEY:
        limit = _money(thing, weights)
        if limit is None:
            return None
        return limit.known if thing.running else limit.limit * weights.policy.usual_of_money
    kind = _type_scale(thing, weights)
    if kind is None:
        return None
    built = _built(thing, weights)
    share = built.limit * weights.policy.usual_of_built if built is not None else float("inf")
    return min(kind.usual * _many(thing, weights), share)


def floor_of(thing: Thing, weights: Weights) -> float:
    """The least number of a thing that could be held at all."""
    least = [one.limit for one in limits(thing, weights)]
    common = usual(thing, weights)
    return min([*least, common] if common is not None else least, default=float("inf"))


def in_unit(number: int, unit: str, wanted: str, weights: Weights) -> float | None:
    """A number in another unit, for comparison alone; None where nothing converts them. Currencies do, roughly."""
    if unit == wanted:
        return number
    dollars = weights.scales.dollars
    if unit not in dollars or wanted not in dollars:
        return None
    return number * dollars[unit] / dollars[wanted]


def _built(thing: Thing, weights: Weights) -> Limit | None:
    """What was ever made of a system: for equipment alone, since a system's rounds and crews are more."""
    built = weights.scales.built_of(thing.system, weights.catalogue) if thing.system else None
    if built is None or class_of(thing.unit) != built.unit:
        return None
    limit = built.number * weights.policy.beyond_built
    return Limit(reason=Reason.BEYOND_BUILT, known=built.number, limit=limit, source=built.source)


def _money(thing: Thing, weights: Weights) -> Limit | None:
    """What the givers together spend or gave, in the currency of the claim."""
    rate = weights.scales.dollars.get(thing.unit) if class_of(thing.unit) == MONEY else None
    if rate is None:
        return None
    rows = _rows(thing, weights)
    told = [_affords(one, thing, weights.policy) for one in rows]
    known, limit = sum(one.known for one in told) / rate, sum(one.limit for one in told) / rate
    source = "; ".join(dict.fromkeys(one.source for one in rows))
    return Limit(reason=Reason.BEYOND_DONOR, known=known, limit=limit, source=source)


def _rows(thing: Thing, weights: Weights) -> list[DonorScale]:
    """The givers' rows; one that stands in for several, once."""
    found = (weights.scales.donor(code, weights.catalogue) for code in thing.donors or (EVERYBODY,))
    return list({one.code: one for one in found}.values())


class _Means(NamedTuple):
    """Dollars that are `known` of a donor, and up to which one claim of it passes."""

    known: float
    limit: float


def _affords(donor: DonorScale, thing: Thing, policy: HoldingPolicy) -> _Means:
    """What a donor may tell in one claim: of a total its aid so far, of a package its largest, else of its budget."""
    if donor.given is None or thing.recipient != donor.recipient:
        return _Means(
            donor.budget, donor.budget * (policy.beyond_budget_in_total if thing.running else policy.beyond_budget)
        )
    if thing.running:
        return _Means(donor.given, donor.given * policy.beyond_given)
    largest = donor.largest if donor.largest is not None else donor.given * policy.largest_of_given
    return _Means(largest, largest * policy.beyond_largest)


def _had(thing: Thing, weights: Weights) -> Limit | None:
    """Twice what registers say that the givers had, and what they may buy beside."""
    kind = _type_scale(thing, weights)
    rows = [weights.scales.donors.get(code) for code in thing.donors]
    had = [one.pieces.get(kind.category) if one and kind else None for one in rows]
    if kind is None or not had or None in had:
        return None
    known = sum(number or 0 for number in had)
    limit = known * weights.policy.beyond_had + kind.beside * len(had)
    return Limit(reason=Reason.BEYOND_DONOR, known=known, limit=limit, source=weights.scales.pieces_source)


def _type(thing: Thing, weights: Weights) -> Limit | None:
    """The most of a type that any one donor gives; of many, some times that."""
    kind = _type_scale(thing, weights)
    if kind is None:
        return None
    limit = kind.ceiling * _many(thing, weights)
    return Limit(reason=Reason.BEYOND_TYPE, known=kind.ceiling, limit=limit, source=kind.source)


def _type_scale(thing: Thing, weights: Weights) -> TypeScale | None:
    return weights.scales.type_of(thing.category, class_of(thing.unit), weights.catalogue)


def _many(thing: Thing, weights: Weights) -> float:
    """1 for a state; more for several givers, a group or fund, and where nobody is named."""
    known = [weights.catalogue.donors.get(code) for code in thing.donors]
    single = len(known) == 1 and known[0] is not None and known[0].kind == "state"
    return 1.0 if single else weights.policy.of_many


LIMITS: tuple[Callable[[Thing, Weights], Limit | None], ...] = (_built, _money, _had, _type)
