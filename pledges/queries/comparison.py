"""The ledger beside a register, donor by donor and system by system: ours, theirs, and why they differ.

Systems are compared by family, as the ledger's lines are. Ours tells of the day of our last report. Where today's
figures differ, the one that tells of a later day is asked again as of the other's: ours by what was known on the
register's day, theirs by what was announced, ordered or delivered by the day of our last report. Money is left out: a
register's is its own estimate.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from django.db.models import Max
from django.utils import timezone

from pledges.domain.catalogue import Catalogue
from pledges.domain.comparison import Comparison, Deal, Told, Verdict, compare, compare_as_of
from pledges.domain.values import Kind, Role, Terms, Unit
from pledges.models import Claim, ClaimState, ReviewState
from pledges.models.claim_rows import values_of_row
from pledges.queries.catalogue import current_catalogue
from pledges.queries.reconciliation import entries
from pledges.queries.selection import Selection
from pledges.registers import READERS

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
class Dated:
    """A deal of a register with the time that it is of: None is open or not said."""

    thing: Thing
    deal: Deal
    arrived: bool
    start: date | None
    end: date | None

    def by(self, day: date) -> Deal | None:
        """As much of it as was there by a day: all, none to all, or nothing."""
        if self.start is not None and self.start > day:
            return None
        return replace(self.deal, low=0) if self.end is not None and self.end > day else self.deal


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One row: `ours_then` is ours by the register's day, `theirs_then` theirs by that of our last report, if asked."""

    thing: Thing
    ours: Told
    theirs: Told
    result: Comparison
    ours_then: Told | None = None
    theirs_then: Told | None = None

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
            "ours_then": _told_to_json(self.ours_then) if self.ours_then else None,
            "theirs_then": _told_to_json(self.theirs_then) if self.theirs_then else None,
        }


def compare_with(
    register: str, *, donor: str | None = None, system: str | None = None, recipient: str = "UA"
) -> list[dict[str, Any]]:
    """Every donor and system that the ledger or a register tells of, in order. `system` means its family."""
    catalogue = current_catalogue()
    if system in catalogue.systems:
        system = catalogue.family(str(system))
    deals, day = _deals(register, recipient, catalogue)
    last = _last_report(recipient) or day
    theirs = _side(deals)
    selection = Selection(recipient=recipient, donor=donor, system=system)
    ours = _ours(selection, catalogue)
    things = {*theirs.pledged, *theirs.delivered, *ours.pledged, *ours.delivered}
    wanted = sorted(one for one in things if donor in (None, one.donor) and system in (None, one.family))
    rows = [_row(ours.told(thing, OURS, last), theirs.told(thing, register, day), thing) for thing in wanted]
    if last > day and any(_may_have_grown(row) for row in rows):
        then = _ours(replace(selection, known_at=day), catalogue)
        return [_ours_asked_again(row, then).to_json(catalogue) for row in rows]
    if last < day:
        then = _side(deals, by=last)
        return [_theirs_asked_again(row, then).to_json(catalogue) for row in rows]
    return [row.to_json(catalogue) for row in rows]


def _row(ours: Told, theirs: Told, thing: Thing) -> Compared:
    return Compared(thing=thing, ours=ours, theirs=theirs, result=compare((ours, theirs)))


def _may_have_grown(row: Compared) -> bool:
    return row.result.verdict is Verdict.CONFLICT or (not row.theirs.deals and bool(row.ours.deals))


def _ours_asked_again(row: Compared, then: Side) -> Compared:
    """A conflict with what is known now may be none with what was known by the register's day; silence likewise."""
    if not _may_have_grown(row):
        return row
    day = row.theirs.day
    earlier = then.told(row.thing, f"{OURS} by {day.isoformat()}", day)
    if row.theirs.deals and not earlier.deals:
        return row
    again = compare((earlier, row.ours, row.theirs))
    return replace(row, ours_then=earlier, result=again) if again.verdict is Verdict.AS_OF else row


def _theirs_asked_again(row: Compared, then: Side) -> Compared:
    """The register went on after our last report: it is held against what it tells of the time until then."""
    if row.result.verdict is not Verdict.CONFLICT and row.ours.deals:
        return row
    day = row.ours.day
    earlier = then.told(row.thing, f"{row.theirs.source} by {day.isoformat()}", day)
    again = compare_as_of(row.ours, row.theirs, earlier)
    return replace(row, theirs_then=earlier, result=again) if again is not None else row


def _last_report(recipient: str) -> date | None:
    """The day of the latest report that counts and is no register's."""
    states = ClaimState.objects.filter(live=True, claim__recipient=recipient)
    for register in READERS:
        states = states.exclude(article__key__startswith=f"{register}:")
    newest: date | None = states.aggregate(newest=Max("published"))["newest"]
    return newest


def _side(deals: Iterable[Dated], *, by: date | None = None) -> Side:
    """The deals by thing; with `by`, what of them was there by a day."""
    side = Side()
    for one in deals:
        part = one.deal if by is None else one.by(by)
        if part is not None:
            side.add(one.thing, part, arrived=one.arrived)
    return side


def _deals(register: str, recipient: str, catalogue: Catalogue) -> tuple[list[Dated], date]:
    """A register's deals as its standing claims tell them, and the day of its newest edition."""
    found: list[Dated] = []
    day = date.min
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
        start, end = _time_of(state.claim, state.published)
        for who, part in _parts(deal, values["donors"], values["parties"]):
            thing = _thing(who, state.system, state.claim.category, catalogue)
            found.append(Dated(thing=thing, deal=part, arrived=arrived, start=start, end=end))
    return found, day if day > date.min else timezone.now().date()


def _time_of(claim: Claim, edition: date) -> tuple[date | None, date | None]:
    """When a deal was made or arrived: its window; its day of announcement; the year of its order; else not said.

    What has arrived of an announced gift came between its announcement and the edition that tells of it.
    """
    if claim.window_from is not None or claim.window_to is not None:
        return claim.window_from, claim.window_to
    if claim.announced is not None:
        return claim.announced, edition if claim.kind == Kind.DELIVERY.value else claim.announced
    year = str(claim.words.get("announced", {}).get("text", ""))
    if len(year) == 4 and year.isdigit() and int(year) > 0:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    return None, None


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
        "units": sorted({deal.unit.value for deal in told.deals}),
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
