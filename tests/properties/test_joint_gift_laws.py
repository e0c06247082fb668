"""Joint gifts conserve units: whoever asks, by whatever key, sees the whole once and no donor more than is stated."""

from datetime import timedelta

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from pledges.domain.accounts import LedgerClaim
from pledges.domain.figures import Figure
from pledges.domain.reconciliation import figure_of, reconcile
from pledges.domain.totals import GROUPS, MEASURES, TotalsFilter, givers_by, totals, view_of
from pledges.domain.values import Role
from tests.pledges.domain.telling import CATALOGUE, says
from tests.properties.ledger_figures import ACCOUNT, LAW, folded, sums
from tests.properties.ledger_stories import claim_sets
from tests.properties.ledger_words import FIRST, NAMES, on

TODAY = FIRST + timedelta(days=200)
ROLES = [None, Role.FINANCIER, Role.SUPPLIER]


@LAW
@given(claims=claim_sets(), role=st.sampled_from([None, Role.FINANCIER, Role.SUPPLIER]), data=st.data())
def test_units_are_conserved_under_every_grouping_and_role(
    claims: list[LedgerClaim], role: Role | None, data: st.DataObject
) -> None:
    ledger = folded(claims)
    whole = sums(ledger)
    group_by = tuple(data.draw(st.permutations(GROUPS))[: data.draw(st.integers(1, 4))])
    rows = totals([(ACCOUNT, ledger)], catalogue=CATALOGUE, group_by=group_by, only=TotalsFilter(role=role))
    unit_at = group_by.index("unit") if "unit" in group_by else len(group_by)
    for measure, unit in whole:
        parts = Figure()
        for row in rows:
            if row.key[unit_at] == unit:
                parts = parts + getattr(row, measure)
        assert parts == whole[measure, unit]


@LAW
@given(claims=claim_sets())
def test_lines_add_up_to_the_totals(claims: list[LedgerClaim]) -> None:
    ledger = folded(claims)
    lines = reconcile(ledger, today=TODAY)
    for (measure, unit), figure in sums(ledger).items():
        parts = Figure()
        for line in lines:
            if line.key.unit == unit:
                parts = parts + getattr(line, measure)
        assert parts == figure


@LAW
@given(claims=claim_sets(), role=st.sampled_from([None, Role.FINANCIER, Role.SUPPLIER]))
def test_the_views_of_single_donors_hold_the_whole_between_them(claims: list[LedgerClaim], role: Role | None) -> None:
    """No donor is credited for sure with what only the group gave, and no unit is out of everyone's reach."""
    ledger = folded([claim for claim in claims if claim.claim.donors and claim.claim.donors != ("EU",)])
    whole = sums(ledger, role=role)
    views = [sums(ledger, role=role, donor=donor) for donor in CATALOGUE.donors]
    for key, figure in whole.items():
        seen = [view[key] for view in views if key in view]
        assert sum(one.low for one in seen) <= figure.low
        if figure.high is not None:
            assert sum(one.high or 0 for one in seen if one.high is not None) >= figure.high


@LAW
@given(claims=claim_sets(), kind=st.sampled_from(["pledge", "delivery"]))
def test_a_wider_figure_within_what_is_known_adds_nothing(claims: list[LedgerClaim], kind: str) -> None:
    """A total for all donors and tanks, no more than what was counted line by line by then, moves nothing up."""
    named = [
        one
        for one in claims
        if one.claim.kind == kind
        and one.claim.donors not in ((), ("EU",))
        and one.claim.quantity.unit == "item"
        and one.claim.item.name
    ]
    measure = ("pledged" if kind == "pledge" else "delivered", "item")
    known = sums(folded(named)).get(measure)
    if known is None or known.low < 1:
        return
    wide = says(kind, "", f"={known.low}", "main-battle-tank", on=on(400), article="wide")
    after = sums(folded([*named, wide]))[measure]
    assert (after.low, after.stated, after.high) == (known.low, known.stated, known.high)


@LAW
@given(claims=claim_sets())
def test_a_joint_gift_is_a_row_of_its_donors_together(claims: list[LedgerClaim]) -> None:
    """By donor, each row is the lines of exactly these donors: no joint gift stands under one of them."""
    ledger = folded(claims)
    rows = totals([(ACCOUNT, ledger)], catalogue=CATALOGUE, group_by=("donor", "unit"))
    told = {donors for claim in claims for donors in (claim.claim.donors, *((one,) for one in claim.claim.donors))}
    for row in rows:
        donors = tuple(row.key[0].split("+")) if row.key[0] else ()
        assert donors in told, "no source names these donors"
        lines = [
            one for one in reconcile(ledger, today=TODAY) if (one.key.donors, one.key.unit) == (donors, row.key[1])
        ]
        for measure in MEASURES:
            assert sum((getattr(one, measure) for one in lines), Figure()) == getattr(row, measure)


@LAW
@given(claims=claim_sets(), role=st.sampled_from([Role.FINANCIER, Role.SUPPLIER]))
def test_a_role_gives_each_gift_to_those_who_are_named_for_it(claims: list[LedgerClaim], role: Role) -> None:
    """Worked out anew from the parties of each pledge, and from the claims behind it."""
    ledger = folded(claims)
    by_id = {one.claim_id: one.claim for one in claims}
    wanted: dict[tuple[str, str], Figure] = {}
    for line in ledger.lines:
        for entry in line.pledges:
            named = {one.who for claim in entry.claims for one in by_id[claim].parties if one.role is role}
            givers = tuple(sorted(named)) if named else entry.line.donors
            key = ("+".join(givers), line.key.unit)
            if (figure := figure_of([entry])).entries:
                wanted[key] = wanted.get(key, Figure()) + figure
    only = TotalsFilter(role=role)
    rows = totals([(ACCOUNT, ledger)], catalogue=CATALOGUE, group_by=("donor", "unit"), only=only)
    found = {(row.key[0], row.key[1]): row.pledged for row in rows if row.pledged.entries}
    assert found == wanted


@LAW
@given(claims=claim_sets(), role=st.sampled_from(ROLES))
def test_a_donor_of_several_gave_its_stated_share_or_anything(claims: list[LedgerClaim], role: Role | None) -> None:
    for line in folded(claims).lines:
        for entry in line.pledges:
            givers = givers_by(entry, role)
            stated = {one.who: one.share for one in entry.parties if one.share is not None and one.who in givers}
            for donor in givers if entry.counted is not None and not entry.counted.zero else ():
                seen, whole = view_of(figure_of([entry]), entry, donor, role), entry.counted
                assert seen is not None and whole is not None
                if len(givers) == 1:
                    assert seen.amount == whole
                elif donor in stated and role is not Role.SUPPLIER:  # stories state shares of those who pay
                    assert seen.low == whole.low * stated[donor] // 1
                    assert seen.high == (None if whole.high is None else -(-whole.high * stated[donor] // 1))
                elif not stated:
                    assert (seen.low, seen.stated, seen.high) == (0, 0, whole.high)


@LAW
@given(claims=claim_sets())
def test_what_a_party_brings_is_of_all_parties(claims: list[LedgerClaim]) -> None:
    """What fills nothing but one gift, brought by one side of it, has that gift's parties."""
    ledger = folded(claims)
    pledges = {one.id: one for line in ledger.lines for one in line.pledges}
    booked = {one for line in ledger.lines for one in line.fulfilments}
    own = {one.claim_id for one in claims if one.claim.parties}
    for line in ledger.lines:
        for entry in line.deliveries:
            filled = [pledges[one.pledge] for one in booked if one.arrival == entry.id]
            gifts = {(one.line, one.parties) for one in filled}
            if own.isdisjoint(entry.claims) and len(gifts) == 1:
                ((gift, parties),) = gifts
                sides = {tuple(sorted(p.who for p in parties if p.role is role)) for role in Role}
                if line.key.donors in sides and gift != line.key and gift.family == line.key.family:
                    assert entry.parties == parties


def is_covered(refund: LedgerClaim, gifts: list[LedgerClaim]) -> bool:
    """Whether the donor is told to have given as much, before the refund or not long after."""
    number = refund.claim.quantity.low or 0
    return any(
        (one.claim.quantity.low or 0) >= number and (one.published - refund.published).days <= 45 for one in gifts
    )


PAID_BACK = "EPF:financier PL:supplier"


@LAW
@given(claims=claim_sets(), item=st.sampled_from(NAMES))
@example(  # the receiver tells of its gift with the parties, after the fund has told of a part
    claims=[
        says("pledge", "EPF", 41, on=on(0), article="fund", parties=PAID_BACK),
        says("pledge", "PL", 61, on=on(9), article="receiver", parties=PAID_BACK),
    ],
    item="Leopard 2",
)
@example(  # and the fund again, with more than before: a part still
    claims=[
        says("pledge", "PL", 80, "T-72", on=on(0), article="receiver", parties=PAID_BACK),
        says("pledge", "PL", 65, "T-72", on=on(3), article="receiver again"),
        says("pledge", "EPF", 41, "T-72", on=on(5), article="fund", parties=PAID_BACK),
        says("pledge", "EPF", 60, "T-72", on=on(50), article="fund again", parties=PAID_BACK),
    ],
    item="T-72",
)
def test_what_a_fund_pays_back_counts_once(claims: list[LedgerClaim], item: str) -> None:
    """All that a fund tells of what its receiver is told to have given moves no figure."""
    named = [one for one in claims if one.claim.item.name == item and one.claim.kind == "pledge"]
    gifts = [one for one in named if one.claim.donors == ("PL",) and one.claim.quantity.low in range(61, 81)]
    refunds = [one for one in named if "EPF" in one.claim.donors and is_covered(one, gifts)]
    event(f"refunds: {len(refunds)}")
    assert sums(folded([*gifts, *refunds])) == sums(folded(gifts))


@pytest.mark.parametrize("wrong", ["donors", "day"])
def test_an_unknown_grouping_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="known are"):
        totals([], catalogue=CATALOGUE, group_by=(wrong,))
