"""Milestones say what is due and add nothing: held against a formula, for one donor among everybody's noise."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from pledges.domain.accounts import LedgerClaim
from pledges.domain.figures import Interval
from pledges.domain.reconciliation import ReconciliationLine, reconcile
from pledges.domain.totals import MEASURES
from tests.pledges.domain.telling import says
from tests.properties.ledger_figures import LAW, folded
from tests.properties.ledger_stories import claim_sets
from tests.properties.ledger_words import FIRST, NAMES, on, span

DONOR = "CA"  # in no other story
STONES = st.dictionaries(st.integers(21, 200), st.integers(1, 60), min_size=1, max_size=4)  # by day, so many in all


def line_of(claims: list[LedgerClaim], item: str, today: int) -> ReconciliationLine:
    family = "t-72" if item == "T-72" else "leopard-2"
    lines = reconcile(folded(claims), today=FIRST + timedelta(days=today))
    return next(one for one in lines if one.key.donors == (DONOR,) and one.key.family == family)


def exactly(number: int) -> Interval:
    return Interval(low=number, high=number)


@LAW
@given(
    noise=claim_sets(most=3),
    item=st.sampled_from(NAMES),
    pledged=st.integers(10, 60),
    came=st.lists(st.integers(1, 5), max_size=3),
    stones=STONES,
    today=st.integers(20, 220),
)
def test_a_schedule_caps_what_is_due_and_adds_nothing(
    noise: list[LedgerClaim], item: str, pledged: int, came: list[int], stones: dict[int, int], today: int
) -> None:
    told = [says("pledge", DONOR, pledged, item, on=on(0), article="schedule")]
    told += [
        says("delivery", DONOR, f"+{number}", item, on=on(5 * at + 5), article=f"came-{at}", when=span(5 * at + 3, 1))
        for at, number in enumerate(came)
    ]
    dates = [
        says("pledge", DONOR, f"={number}", item, on=on(0), article="schedule", when=f"..{on(due)}")
        for due, number in stones.items()
    ]
    line, bare = line_of([*noise, *told, *dates], item, today), line_of([*noise, *told], item, today)
    assert [getattr(line, measure) for measure in MEASURES] == [getattr(bare, measure) for measure in MEASURES]
    left = max(0, pledged - sum(came))
    missing = {due: min(left, max(0, number - sum(came))) for due, number in stones.items()}
    assert line.no_delivery_reported == exactly(max([0, *(gap for due, gap in missing.items() if due < today)]))
    to_come = [(due, gap) for due, gap in sorted(missing.items()) if due >= today and gap]
    if not to_come:
        assert line.next_due is None
    else:
        due, gap = to_come[0]
        assert line.next_due is not None
        assert (line.next_due.window.end, line.next_due.quantity) == (FIRST + timedelta(days=due), exactly(gap))


@LAW
@given(noise=claim_sets(most=3), item=st.sampled_from(NAMES), stones=STONES, more=st.integers(0, 9))
def test_a_schedule_that_is_all_that_is_known_promises_its_largest_number(
    noise: list[LedgerClaim], item: str, stones: dict[int, int], more: int
) -> None:
    told = [
        says("pledge", DONOR, f"={number}", item, on=on(0), article="schedule", when=f"..{on(due)}")
        for due, number in stones.items()
    ]
    told += [says("pledge", DONOR, f"+{more}", item, on=on(20), article="more")] if more else []
    line = line_of([*noise, *told], item, 20)
    assert line.pledged.amount.interval == exactly(max(stones.values()) + more)


@LAW
@given(
    noise=claim_sets(most=3),
    item=st.sampled_from(NAMES),
    dues=st.dictionaries(st.integers(60, 200), st.integers(1, 20), min_size=2, max_size=4),
    came=st.integers(1, 40),
)
def test_what_is_due_first_is_filled_first(
    noise: list[LedgerClaim], item: str, dues: dict[int, int], came: int
) -> None:
    told = [
        says("pledge", DONOR, f"+{number}", item, on=on(10 * at), announced=on(10 * at), when=f"..{on(due)}")
        for at, (due, number) in enumerate(dues.items())
    ]
    told.append(says("delivery", DONOR, came, item, on=on(55), article="came"))
    line = line_of([*noise, *told], item, 58)
    left = came
    for due, number in sorted(dues.items()):
        if number > left:
            assert line.next_due is not None
            assert line.next_due.window.end == FIRST + timedelta(days=due)
            assert line.next_due.quantity == exactly(number - left)
            return
        left -= number
    assert line.next_due is None
