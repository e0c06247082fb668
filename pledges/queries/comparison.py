"""The ledger beside a register, donor by donor and system by system: ours, theirs, and why they differ.

Systems are compared by family, as the ledger's lines are. Of ours, what was known by the register's day is asked for
only where today's figures differ from theirs. Money is left out: a register's is its own estimate.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from django.utils import timezone

from pledges.domain.catalogue import Catalogue
from pledges.domain.comparison import Comparison, Deal, Told, Verdict, compare
from pledges.domain.values import Kind, Role, Terms, Unit
from pledges.models import ClaimState, ReviewState
from pledges.models.claim_rows import values_of_row
from pledges.queries.catalogue import current_catalogue
from pledges.queries.reconciliation import entries
from pledges.queries.selection import Selection

OURS = "ours"
PLEDGED = ("pledge", "sale")
FUNDING = "funding"
STANDS_NOT = (ReviewState.UNREAD, ReviewState.REJECTED, ReviewState.CORRECTED, ReviewState.EXCLUDED)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Thing:
    """What is compared: a donor's gifts of one family; of one top-level type where no system is named."""

    donor: str
    family: str
    category: str


@dataclass(slots=True)
class Side:
    """The deals of one source by thing."""

    pledged: dict[Thing, list[Deal]] = field(default_factory=dict)
    delivered: dict[Thing, list[Deal]] = field(default_factory=dict)

    def add(self, thing: Thing, deal: Deal, *, arrived: bool) -> None:
        (self.delivered if arrived else self.pledged).setdefault(thing, []).append(deal)

    def told(self, thing: Thing, source: str, day: date) -> Told:
        return Told(
            source=source,
            day=day,
            pledged=tuple(self.pledged.get(thing, ())),
            delivered=tuple(self.delivered.get(thing, ())),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One row: `then` is ours as known by the register's day, where that had to be asked."""

    thing: Thing
    ours: Told
    theirs: Told
    then: Told | None
    result: Comparison

    def to_json(self, catalogue: Catalogue) -> dict[str, Any]:
        """The row as a page or a command shows it."""
        system = catalogue.systems.get(self.thing.family)
        return {
            "donor": self.thing.donor,
            "system": {"id": system.slug, "name": system.name} if system else None,
            "category": self.thing.category,
            "verdict": self.result.verdict.value,
            "sentence": self.result.sentence,
            **{name: _told_to_json(one) for name, one in (("ours", self.ours), ("theirs", self.theirs))},
            "ours_then": _told_to_json(self.then) if self.then else None,
        }


def compare_with(
    register: str, *, donor: str | None = None, system: str | None = None, recipient: str = "UA"
) -> list[dict[str, Any]]:
    """Every donor and system that the ledger or a register tells of, in order. `system` means its family."""
    catalogue = current_catalogue()
    if system in catalogue.systems:
        system = catalogue.family(str(system))
    theirs, day = _theirs(register, recipient, catalogue)
    selection = Selection(recipient=recipient, donor=donor, system=system)
    ours = _ours(selection, catalogue)
    things = {*theirs.pledged, *theirs.delivered, *ours.pledged, *ours.delivered}
    wanted = sorted(one for one in things if donor in (None, one.donor) and system in (None, one.family))
    rows = [_row(thing, ours, theirs, None, register, day) for thing in wanted]
    if any(_may_have_grown(row) for row in rows):
        then = _ours(replace(selection, known_at=day), catalogue)
        rows = [_asked_again(row, ours, theirs, then, register, day) for row in rows]
    return [row.to_json(catalogue) for row in rows]


def _row(thing: Thing, ours: Side, theirs: Side, then: Told | None, register: str, day: date) -> Compared:
    here, there = ours.told(thing, OURS, timezone.now().date()), theirs.told(thing, register, day)
    told = [here, there] if then is None else [then, here, there]
    return Compared(thing=thing, ours=here, theirs=there, then=then, result=compare(told))


def _may_have_grown(row: Compared) -> bool:
    return row.result.verdict is Verdict.CONFLICT or (not row.theirs.pledged and bool(row.ours.pledged))


def _asked_again(row: Compared, ours: Side, theirs: Side, then: Side, register: str, day: date) -> Compared:
    """A conflict with what is known now may be none with what was known by the register's day; silence likewise."""
    if not _may_have_grown(row):
        return row
    earlier = then.told(row.thing, f"{OURS} by {day.isoformat()}", day)
    if row.theirs.pledged and not earlier.pledged:
        return row
    again = _row(row.thing, ours, theirs, earlier, register, day)
    return again if again.result.verdict is Verdict.AS_OF else row


def _theirs(register: str, recipient: str, catalogue: Catalogue) -> tuple[Side, date]:
    """A register's deals as its standing claims tell them, and the day of its newest edition."""
    side, day = Side(), date.min
    states = (
        ClaimState.objects.filter(article__key__startswith=f"{register}:", claim__recipient=recipient)
        .exclude(review__in=STANDS_NOT)
        .exclude(claim__category=FUNDING)
        .select_related("claim")
    )
    for state in states.order_by("claim").iterator(chunk_size=2000):
        day = max(day, state.published)
        values = values_of_row(state.claim)
        quantity = values["quantity"]
        deal = Deal(
            low=quantity["low"] or 0,
            high=quantity["high"],
            approximate=quantity["approximate"],
            unit=_unit(quantity["unit"], state.system, catalogue),
            terms=Terms(values["terms"]),
            claims=(state.claim_id,),
        )
        arrived = values["kind"] == Kind.DELIVERY.value
        for who, part in _parts(deal, values["donors"], values["parties"]):
            side.add(_thing(who, state.system, state.claim.category, catalogue), part, arrived=arrived)
    return side, day if day > date.min else timezone.now().date()


def _ours(selection: Selection, catalogue: Catalogue) -> Side:
    """The ledger's gifts, deliveries and sales as deals."""
    side = Side()
    for kind in (*PLEDGED, "delivery"):
        for entry in _entries(selection, kind):
            if entry["unit"] not in set(Unit):
                continue  # money
            counted = entry["counted"]
            deal = Deal(
                low=counted["low"] if counted else 0,
                high=counted["high"] if counted else None,
                approximate=entry["quantity"]["approximate"],
                unit=_unit(entry["unit"], entry["family"], catalogue),
                terms=Terms(entry["terms"]),
                claims=tuple(entry["claims"]),
            )
            for who, part in _parts(deal, entry["donors"], entry["parties"]):
                side.add(_thing(who, entry["family"], entry["category"], catalogue), part, arrived=kind == "delivery")
    return side


def _entries(selection: Selection, kind: str) -> list[dict[str, Any]]:
    """Entries of a kind; of one donor those too that it only paid for, or only handed over."""
    if selection.donor is None:
        return entries(selection, kind=kind)
    found: dict[str, dict[str, Any]] = {}
    for role in (None, Role.FINANCIER, Role.SUPPLIER):
        found |= {one["id"]: one for one in entries(replace(selection, role=role), kind=kind)}
    return list(found.values())


def _parts(deal: Deal, donors: list[str], parties: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Deal]]:
    """What each party sees of a deal: all of it, its share, or 0 to all; elsewhere is what another one is named for."""
    paying = {one["who"]: one["share"] for one in parties if one["role"] == Role.FINANCIER.value}
    handing = {one["who"] for one in parties if one["role"] == Role.SUPPLIER.value}
    for who in sorted({*donors, *paying, *handing}):
        own = who in donors and (not paying or who in paying)
        part = deal if own else replace(deal, elsewhere=True)
        share = paying.get(who)
        if share is not None:
            exact = Fraction(share)
            part = replace(
                part, low=floor(deal.low * exact), high=None if deal.high is None else ceil(deal.high * exact)
            )
        elif len(donors) > 1 or (who in paying and len(paying) > 1):
            part = replace(part, low=0)
        yield who, part


def _thing(donor: str, system: str | None, category: str, catalogue: Catalogue) -> Thing:
    if system is not None and system in catalogue.systems:
        family = catalogue.family(system)
        return Thing(donor=donor, family=family, category=catalogue.systems[family].category)
    known = category in catalogue.categories
    return Thing(donor=donor, family="", category=catalogue.top_category(category) if known else category)


def _unit(unit: str, system: str | None, catalogue: Catalogue) -> Unit:
    """What is counted; an item of a system that the catalogue counts in launchers is a launcher."""
    known = catalogue.systems.get(system) if system else None
    if unit == Unit.ITEM and known is not None and known.item_is in set(Unit):
        return Unit(known.item_is)
    return Unit(unit)


def _told_to_json(told: Told) -> dict[str, Any]:
    return {
        "source": told.source,
        "day": told.day.isoformat(),
        "pledged": _sum_to_json(told.pledged),
        "delivered": _sum_to_json(told.delivered or ()),
        "units": sorted({deal.unit.value for deal in told.pledged}),
        "claims": sorted({claim for deal in (*told.pledged, *(told.delivered or ())) for claim in deal.claims}),
    }


def _sum_to_json(deals: Iterable[Deal]) -> dict[str, Any]:
    """Bounds of the gifts, what is sold beside them, and how many state no number."""
    gifts = [deal for deal in deals if deal.terms is not Terms.SALE]
    known = [deal for deal in gifts if deal.known]
    return {
        "low": sum(deal.low for deal in known),
        "high": None if any(deal.high is None for deal in known) else sum(deal.high or 0 for deal in known),
        "undisclosed": len(gifts) - len(known),
        "sold": sum(deal.low for deal in deals if deal.terms is Terms.SALE),
        "elsewhere": sum(deal.high or deal.low for deal in known if deal.elsewhere),
    }
