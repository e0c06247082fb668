"""Each line explains itself, at every clock: what it pledged covers what came, and what is left follows from it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from pledges.domain.accounts import LedgerClaim
from pledges.domain.catalogue import Catalogue, Counting
from pledges.domain.figures import Interval
from pledges.domain.ledger import Ledger, fold
from pledges.domain.problems import MOST
from pledges.domain.reconciliation import reconcile
from pledges.domain.served import booked_on, entry_to_json
from pledges.domain.served_lines import line_to_json
from pledges.domain.values import Unit
from tests.pledges.domain.telling import CATALOGUE, says
from tests.properties.ledger_figures import LAW, clocks_at, folded, sums
from tests.properties.ledger_stories import claim_sets
from tests.properties.ledger_words import FIRST, NAMES, on

TODAY = FIRST + timedelta(days=200)
CLOCK = st.sampled_from(["as_of", "known_at"])
AFTER = st.none() | st.integers(0, 170)


def served(ledger: Ledger) -> list[dict[str, Any]]:
    """The lines as the API gives them."""
    lines = reconcile(ledger, today=TODAY)
    return [line_to_json(line, recipient="UA", catalogue=CATALOGUE) for line in lines]


def bounds(body: dict[str, Any] | None) -> Interval:
    """A figure or interval of the API; nothing where there is none."""
    return Interval(low=body["low"], high=body["high"]) if body else Interval()


def booked(line: dict[str, Any], direction: str, *, possible: bool, transit: bool | None = None) -> list[Interval]:
    return [
        bounds(one["quantity"])
        for one in line["elsewhere"]
        if one["direction"] == direction and one["possible"] <= possible and one["in_transit"] in (transit, True, False)
        and (transit is None or one["in_transit"] == transit)
    ]  # fmt: skip


def add(parts: Iterable[Interval]) -> Interval:
    whole = Interval()
    for part in parts:
        whole = whole + part
    return whole


@LAW
@given(claims=claim_sets(), clock=CLOCK, after=AFTER)
def test_pledged_covers_what_came_and_what_is_on_its_way(
    claims: list[LedgerClaim], clock: str, after: int | None
) -> None:
    """Once bookings across lines are taken off: for sure in its upper bound, and in its stated number."""
    for line in served(folded(claims, **clocks_at(clock, after))):
        came = bounds(line["delivered"]) + bounds(line["in_transit"])
        away = add(booked(line, "to", possible=False))
        needed = came.less(away).low + add(booked(line, "from", possible=False)).low
        assert line["pledged"]["high"] is None or line["pledged"]["high"] >= needed
        if not booked(line, "to", possible=True):
            assert line["pledged"]["stated"] >= needed


@LAW
@given(claims=claim_sets(), clock=CLOCK, after=AFTER)
def test_outstanding_follows_from_what_the_line_shows(claims: list[LedgerClaim], clock: str, after: int | None) -> None:
    """What a group brings may be of a member's pledge, and leaves it open; a pledge of nobody named may be filled."""
    for line in served(folded(claims, **clocks_at(clock, after))):
        own = bounds(line["delivered"]).less(add(booked(line, "to", possible=False, transit=False)))
        filled = own + add(booked(line, "from", possible=not line["donors"], transit=False))
        assert bounds(line["outstanding"]) == bounds(line["pledged"]).less(filled).within(bounds(line["unmet"]))


@LAW
@given(claims=claim_sets(), clock=CLOCK, after=AFTER)
def test_what_is_unmet_is_what_its_pledges_wait_for(claims: list[LedgerClaim], clock: str, after: int | None) -> None:
    """As the served pledges show it: open, or on its way, of no more than each counts; nothing of what has come."""
    ledger = folded(claims, **clocks_at(clock, after))
    for line, body in zip(ledger.lines, served(ledger), strict=True):
        unmet, bookings = [], booked_on(line)
        for entry in line.pledges:
            one = entry_to_json(entry, bookings[entry.id], recipient="UA", catalogue=CATALOGUE)
            surely = [each for each in one["fulfilments"] if each["pledge"] == one["id"] and not each["possible"]]
            way = add(bounds(each["quantity"]) for each in surely if each["in_transit"])
            unmet.append((bounds(one["open"]) + way).within(bounds(one["counted"])))
            came = one["implied"] == "arrival" and not any(each["in_transit"] for each in surely)
            assert unmet[-1].empty or not came
        assert bounds(body["unmet"]) == add(unmet)


@LAW
@given(noise=claim_sets(most=3), item=st.sampled_from(NAMES), number=st.integers(1, 60))
def test_nothing_is_outstanding_of_what_its_own_arrival_implies(
    noise: list[LedgerClaim], item: str, number: int
) -> None:
    """However much came: "at least 24" leaves nothing open of the pledge that it implies."""
    told = says("delivery", "PT", f">={number}", item, on=on(40), article="own")
    lines = [one for one in served(folded([*noise, told])) if one["donors"] == ["PT"]]
    assert [one["outstanding"] for one in lines] == [{"low": 0, "high": 0}]
    assert [(one["pledged"]["high"], one["delivered"]["low"]) for one in lines] == [(None, number)]


@LAW
@given(claims=claim_sets(), clock=CLOCK, after=AFTER)
def test_a_booking_across_lines_is_shown_on_both(claims: list[LedgerClaim], clock: str, after: int | None) -> None:
    ledger = folded(claims, **clocks_at(clock, after))
    lines = {line["id"]: line for line in served(ledger)}
    sides: Counter[tuple[Any, ...]] = Counter()
    for key, line in lines.items():
        for one in line["elsewhere"]:
            there, kind = lines[one["line"]], "pledges" if one["direction"] == "to" else ""
            assert (there["donors"], there["unit"]) == (one["donors"], one["unit"])
            assert not kind or one["entry"] in there[kind]
            ends = (key, one["line"]) if one["direction"] == "to" else (one["line"], key)
            sides[(*ends, str(one["quantity"]), one["in_transit"], one["possible"])] += 1
    assert all(count % 2 == 0 for count in sides.values())
    across = {
        one for line in ledger.lines for one in line.fulfilments if one.pledge not in {each.id for each in line.pledges}
    }
    assert 2 * len(across) == sum(sides.values())
    event(f"bookings across lines: {min(3, len(across))}")


@LAW
@given(claims=claim_sets(), clock=CLOCK, after=AFTER)
def test_no_groups_report_fills_a_members_pledge(claims: list[LedgerClaim], clock: str, after: int | None) -> None:
    """It may be of it: from nothing to all. Only what its own donors, or some of them, brought fills a pledge: neither
    a member's delivery a group's own, nor any that names nobody.
    """
    for line in folded(claims, **clocks_at(clock, after)).lines:
        parties = {who for one in line.pledges for party in one.parties for who in (party.who,)}
        for one in line.elsewhere:
            if one.direction == "from" and one.quantity is not None:
                own = {*line.key.donors, *parties}
                known = bool(one.key.donors) or not line.key.donors
                assert (known and own.issuperset(one.key.donors)) or (one.possible and one.quantity.low == 0)


@LAW
@given(
    claims=claim_sets(),
    number=st.integers(1, 60),
    kind=st.sampled_from(["pledge", "delivery"]),
    item=st.sampled_from([*NAMES, "Leopard 1"]),
)
def test_what_is_told_later_nets_no_wider_figure(claims: list[LedgerClaim], number: int, kind: str, item: str) -> None:
    """A member's figure told after all else, and plainly: no other line's moves."""
    late = says(kind, "PT", number, item, on=on(400), article="late")
    before = {line.key: line for line in reconcile(folded(claims), today=TODAY)}
    after = {line.key: line for line in reconcile(folded([*claims, late]), today=TODAY)}
    for key, line in before.items():
        if key.donors != ("PT",):
            assert (after[key].pledged, after[key].delivered) == (line.pledged, line.delivered)


@LAW
@given(noise=claim_sets(most=3), item=st.sampled_from(NAMES), shares=st.tuples(st.integers(1, 40), st.integers(1, 40)))
def test_the_shares_of_a_joint_gift_are_its_parts(noise: list[LedgerClaim], item: str, shares: tuple[int, int]) -> None:
    """Told by each donor afterwards, they add nothing; before that day the joint figure stands."""
    joint = says("pledge", "CA NO", sum(shares), item, on=on(10), article="joint")
    own = [says("pledge", who, n, item, on=on(40), article="own") for who, n in zip(("CA", "NO"), shares, strict=True)]
    for after, told in ((30, sum(shares)), (50, 0)):
        ledger = folded([*noise, joint, *own], known_at=FIRST + timedelta(days=after))
        (line,) = [one for one in reconcile(ledger, today=TODAY) if one.key.donors == ("CA", "NO")]
        assert line.pledged.stated == told


@LAW
@given(claims=claim_sets(), clock=CLOCK, after=AFTER)
def test_a_problem_names_the_few_claims_that_cause_it(claims: list[LedgerClaim], clock: str, after: int | None) -> None:
    lines = served(folded(claims, **clocks_at(clock, after)))
    ids: Counter[str] = Counter()
    for line in lines:
        effects = [one["effect"] for one in line["problems"]]
        known = [effect for effect in effects if effect is not None]
        assert effects == [*sorted(known, reverse=True), *[None] * (len(effects) - len(known))]
        for one in line["problems"]:
            ids[one["id"]] += 1
            assert 1 <= len(one["claims"]) <= MOST
            assert len(set(one["claims"])) == len(one["claims"])
            assert one["effect"] is None or one["effect"] >= 0
    assert all(count == 1 for count in ids.values())


ONE_UNIT = Counting(main="item", same=(Unit.SYSTEM.value, Unit.LAUNCHER.value), why="as if tanks were launchers")
TANK = replace(CATALOGUE.categories["main-battle-tank"], counting=ONE_UNIT)
SAME = Catalogue(
    donors=CATALOGUE.donors, categories={**CATALOGUE.categories, TANK.slug: TANK}, systems=CATALOGUE.systems
)


@LAW
@given(claims=claim_sets(), units=st.lists(st.sampled_from([Unit.SYSTEM, Unit.LAUNCHER, Unit.ITEM]), min_size=1))
def test_units_that_count_the_same_make_the_same_ledger(claims: list[LedgerClaim], units: list[Unit]) -> None:
    """Each claim in a unit of its own, all of which the catalogue calls one: the lines are those of one unit."""
    ids = sorted({one.claim_id for one in claims})
    unit_of = {claim_id: units[at % len(units)] for at, claim_id in enumerate(ids)}

    def told(one: LedgerClaim) -> LedgerClaim:
        quantity = one.claim.quantity
        if quantity.unit is not Unit.ITEM:
            return one
        unit = unit_of[one.claim_id]
        return replace(one, claim=replace(one.claim, quantity=replace(quantity, unit=unit)))

    assert fold(map(told, claims), catalogue=SAME) == fold(claims, catalogue=CATALOGUE)


OTHER_UNIT = Counting(main=Unit.LAUNCHER.value, same=(Unit.ITEM.value,), why="as if all were launchers")
OTHER_NAMES = Catalogue(
    donors=CATALOGUE.donors,
    categories={slug: replace(one, counting=OTHER_UNIT) for slug, one in CATALOGUE.categories.items()},
    systems={slug: replace(one, counting=OTHER_UNIT) for slug, one in CATALOGUE.systems.items()},
)


@LAW
@given(claims=claim_sets(), clock=CLOCK, after=AFTER)
def test_a_problem_is_the_same_on_a_line_of_another_name(
    claims: list[LedgerClaim], clock: str, after: int | None
) -> None:
    """What a person settled stays settled when the catalogue counts the same things under another word."""
    clash = [says("pledge", "IT", 3, on=on(5), unit="battalion"), says("pledge", "IT", 90, on=on(9))]
    told = [*(one for one in claims if one.claim.quantity.unit is not Unit.LAUNCHER), *clash]
    clocks = clocks_at(clock, after)
    ledgers = [fold(told, catalogue=names, **clocks) for names in (CATALOGUE, OTHER_NAMES)]
    before, after_it = (
        Counter(one.id for line in reconcile(ledger, today=TODAY) for one in line.problems) for ledger in ledgers
    )
    assert before == after_it


@LAW
@given(claims=claim_sets())
def test_units_that_nothing_converts_are_never_summed(claims: list[LedgerClaim]) -> None:
    """Told in battalions, what is told in items stays as it is."""
    items = [one for one in claims if one.claim.quantity.unit is Unit.ITEM]
    with_items, whole = sums(folded(items)), sums(folded(claims))
    for key, figure in with_items.items():
        if key[1] == "item":
            assert whole[key] == figure
