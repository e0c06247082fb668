"""Which folding rules a claim set reaches, read off the ledger that it makes."""

from collections.abc import Iterable

from pledges.domain.accounts import LedgerClaim
from pledges.domain.entries import Entry, Implied
from pledges.domain.ledger import Ledger, Line
from pledges.domain.values import Basis, Sharing, Terms

RULES = (
    "tellings are clustered",
    "a copy collapses",
    "a family joins its variant",
    "a type resolves to a name",
    "a mention attaches",
    "an undisclosed entry stands",
    "an increment is posted",
    "plain figures make an interval",
    "a total implies the rest",
    "a total takes a surplus",
    "a total is asserted",
    "parts belong to their sum",
    "a wider figure is netted",
    "each of several gives",
    "a milestone is kept",
    "a delivery is booked",
    "a pledge is implied by an arrival",
    "a delivery has no pledge before it",
    "more came than was pledged",
    "a dispatch is in transit",
    "a dispatch arrives",
    "a cancellation takes back",
    "a cancellation is listed",
    "a sale or intent is listed",
    "a disputed claim is left out",
)


def rules_reached(claims: list[LedgerClaim], ledger: Ledger) -> set[str]:
    """The names of the rules reached."""
    by_id = {claim.claim_id: claim for claim in claims}
    reached = {rule for line in ledger.lines for rule in _of_line(line)}
    for line in ledger.lines:
        for entry in line.entries:
            reached.update(_of_entry(entry, line, by_id))
    reached.update(_of_claims(claims))
    types = {one.type.value for one in ledger.problems}
    named = {
        "a delivery has no pledge before it": "unmatched_delivery",
        "more came than was pledged": "over_delivery",
    }
    reached.update(rule for rule, kind in named.items() if kind in types)
    if any("in total" in one.sentence and "twice" in one.sentence for one in ledger.problems):
        reached.add("a total takes a surplus")
    return reached


def _of_line(line: Line) -> Iterable[str]:
    if line.milestones:
        yield "a milestone is kept"
    if line.totals:
        yield "a total is asserted"
    if any(not one.in_transit for one in line.fulfilments):
        yield "a delivery is booked"
    if any(not one.zero for one in line.transit.values()):
        yield "a dispatch is in transit"
    for one in line.dispatches:
        if one.counted is not None and line.transit[one.id] != one.counted:
            yield "a dispatch arrives"
    if line.listed:
        yield "a sale or intent is listed"
    for amount in line.taken.values():
        yield "a cancellation is listed" if amount.zero else "a cancellation takes back"


def _of_entry(entry: Entry, line: Line, by_id: dict[str, LedgerClaim]) -> Iterable[str]:
    behind = [by_id[claim] for claim in entry.claims]
    if len(behind) > 1:
        yield "tellings are clustered"
    if len({one.system for one in behind if one.system}) > 1:
        yield "a family joins its variant"
    if line.key.family is not None and any(one.system is None for one in behind):
        yield "a type resolves to a name"
    if entry.mentions:
        yield "a mention attaches"
    if entry.counted is None and entry.group in ("pledge", "delivery", "dispatch"):
        yield "an undisclosed entry stands"
    if entry.basis is Basis.INCREMENT and entry.group == "pledge":
        yield "an increment is posted"
    if entry.implied is Implied.TOTAL:
        yield "a total implies the rest"
    if entry.implied is Implied.ARRIVAL:
        yield "a pledge is implied by an arrival"
    if entry.part_of is not None:
        yield "parts belong to their sum"
    if entry.number.known and entry.counted is not None and entry.group in ("pledge", "delivery"):
        wide = len(line.key.donors) != 1 or line.key.donors == ("EU",)
        if wide and entry.counted != entry.number.amount:
            yield "a wider figure is netted"
        exact = entry.number.low == entry.number.high
        if not wide and exact and entry.counted.low != entry.counted.high:
            yield "plain figures make an interval"


def _of_claims(claims: list[LedgerClaim]) -> Iterable[str]:
    sources = [one.copy_of for one in claims if one.copy_of is not None]
    if len(set(sources)) < len(sources):
        yield "a copy collapses"
    if any(one.claim.sharing is Sharing.EACH and one.claim.terms is not Terms.SALE for one in claims):
        yield "each of several gives"
    if any(one.claim.certainty.value == "disputed" for one in claims):
        yield "a disputed claim is left out"
