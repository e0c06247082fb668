"""Which folding rules a claim set reaches, read off the ledger that it makes."""

from collections.abc import Iterable

from pledges.domain.accounts import LedgerClaim
from pledges.domain.entries import Entry, Implied
from pledges.domain.figures import ZERO
from pledges.domain.ledger import Ledger
from pledges.domain.lines import Line
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
    "times that overlap are one event's",
    "times apart are two events'",
    "a sum by type restates what is told by name",
    "more by type goes where its sum goes",
    "a schedule is all that is pledged",
    "a gift is told from several sides",
    "a refund of a part adds nothing",
    "a party brings what another paid for",
    "what remains is told again",
    "a total knows of a withdrawal",
    "a withdrawn pledge is told again",
    "a withdrawal reaches a wider line",
    "equal additions are two events",
    "an approximate number is the exact one",
    "a share is stated",
    "different figures are one event",
    "a ministry's figure replaces",
    "a number replaces another",
    "a correction replaces",
    "another scope is listed",
    "dozens are a number",
    "a groups arrival may be a members",
    "an arrival is booked on another line",
    "what came beyond all pledges is implied",
    "a later figure is beside the wider one",
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
    if any("as if they were not" in one.sentence for one in ledger.problems):
        reached.add("a withdrawn pledge is told again")
    reached.update(_of_windows(ledger, by_id))
    reached.update(_of_parties(ledger, by_id))
    reached.update(_of_types(ledger, by_id))
    reached.update(_of_wider(ledger))
    return reached


def _of_wider(ledger: Ledger) -> Iterable[str]:
    for wide in ledger.lines:
        first = min((one.day for one in wide.pledges if one.counted is not None), default=None)
        if first is None or not (len(wide.key.donors) != 1 or wide.key.donors == ("EU",)):
            continue
        for line in ledger.lines:
            inside = line.key != wide.key and (set(line.key.donors) <= set(wide.key.donors) or "EU" in wide.key.donors)
            if inside and any(one.day > first for one in line.pledges):
                yield "a later figure is beside the wider one"


def _of_windows(ledger: Ledger, by_id: dict[str, LedgerClaim]) -> Iterable[str]:
    for line in ledger.lines:
        for entry in line.deliveries:
            if len({window for claim in entry.claims if (window := by_id[claim].claim.window)}) > 1:
                yield "times that overlap are one event's"
            for other in line.deliveries:
                if other.number == entry.number and None not in (one := entry.window, two := other.window):
                    assert one and two and one.start and one.end and two.start and two.end
                    if one.end < two.start:
                        yield "times apart are two events'"


def _of_parties(ledger: Ledger, by_id: dict[str, LedgerClaim]) -> Iterable[str]:
    for line in ledger.lines:
        for entry in line.entries:
            told = {by_id[claim].claim.donors for claim in entry.claims}
            if len(told) > 1 and any(by_id[claim].claim.parties for claim in entry.claims):
                yield "a gift is told from several sides"
            if any(by_id[claim].claim.parties and by_id[claim].claim.quantity.known for claim in entry.mentions):
                yield "a refund of a part adds nothing"
            if any(one.share is not None for one in entry.parties):
                yield "a share is stated"
            if entry.parties and not any(by_id[claim].claim.parties for claim in entry.claims):
                yield "a party brings what another paid for"


def _of_types(ledger: Ledger, by_id: dict[str, LedgerClaim]) -> Iterable[str]:
    for line in ledger.lines:
        for entry in (*line.pledges, *line.deliveries):
            plain = entry.basis is Basis.UNSTATED and entry.implied is None and entry.part_of is None
            if line.key.family is None and len(line.key.donors) == 1 and plain and entry.counted == ZERO:
                yield "a sum by type restates what is told by name"
            added = entry.basis is Basis.INCREMENT and line.key.family is not None
            if added and all(by_id[claim].system is None for claim in entry.claims):
                yield "more by type goes where its sum goes"


def _of_line(line: Line) -> Iterable[str]:
    if line.milestones:
        yield "a milestone is kept"
        stones = {claim for stone in line.milestones for claim in stone.claims}
        if any(one.implied is Implied.TOTAL and stones.issuperset(one.claims) for one in line.pledges):
            yield "a schedule is all that is pledged"
    for gone in line.cancellations:
        taken = not line.taken[gone.id].zero
        if taken and any(one.day >= gone.day for one in line.totals):
            yield "a total knows of a withdrawal"
        if taken and not line.pledges:
            yield "a withdrawal reaches a wider line"
        for one in line.pledges:
            plain = one.basis is Basis.UNSTATED and one.implied is None and one.part_of is None
            if plain and one.counted == ZERO and one.first_published >= gone.first_published:
                yield "what remains is told again"
    if line.totals:
        yield "a total is asserted"
    if any(not one.in_transit for one in line.fulfilments):
        yield "a delivery is booked"
    if any(not one.zero for one in line.transit.values()):
        yield "a dispatch is in transit"
    for one in line.dispatches:
        if one.counted is not None and line.transit[one.id] != one.counted:
            yield "a dispatch arrives"
    if any(one.possible for one in line.elsewhere):
        yield "a groups arrival may be a members"
    if any(not one.possible for one in line.elsewhere):
        yield "an arrival is booked on another line"
    pledged = [one for one in line.pledges if one.implied is None and one.counted is not None]
    if pledged and any(one.type == "over_delivery" for one in line.problems):
        yield "what came beyond all pledges is implied"
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
        like = [one for one in line.pledges if one.basis is Basis.INCREMENT and one.number == entry.number]
        if len(like) > 1 and entry.number.known:
            yield "equal additions are two events"
    rough = {one.claim.quantity.low for one in behind if one.claim.quantity.approximate}
    if rough - {None, entry.number.low} and not entry.number.approximate:
        yield "an approximate number is the exact one"
    if entry.number.said is not None:
        yield "different figures are one event"
    if entry.replaced_by is not None:
        yield from _of_replaced(entry, line)
    if entry.group == "other_scope":
        yield "another scope is listed"
    if entry.number.low == entry.number.high and any(one.claim.quantity.vague for one in behind):
        yield "dozens are a number"
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


def _of_replaced(entry: Entry, line: Line) -> Iterable[str]:
    newer = next((one for one in line.entries if one.id == entry.replaced_by), None)
    if newer is None or newer.replaces is None:
        yield "a ministry's figure replaces"
    else:
        yield "a correction replaces" if newer.replaces.number is None else "a number replaces another"


def _of_claims(claims: list[LedgerClaim]) -> Iterable[str]:
    sources = [one.copy_of for one in claims if one.copy_of is not None]
    if len(set(sources)) < len(sources):
        yield "a copy collapses"
    if any(one.claim.sharing is Sharing.EACH and one.claim.terms is not Terms.SALE for one in claims):
        yield "each of several gives"
    if any(one.claim.certainty.value == "disputed" for one in claims):
        yield "a disputed claim is left out"
