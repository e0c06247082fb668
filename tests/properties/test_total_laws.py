"""Laws of totals beside what is told with them: a total so far, a guess, an open number, a fund, a type's parts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pledges.domain.accounts import LedgerClaim
from pledges.domain.figures import Figure
from pledges.domain.ledger import fold
from pledges.domain.reconciliation import ReconciliationLine, reconcile
from tests.pledges.domain.telling import CATALOGUE, day, says

LAW = settings(max_examples=60)
SMALL, LARGE = st.integers(1, 30), st.integers(61, 200)


def line_of(donor: str, *claims: LedgerClaim, family: str | None = "leopard-2") -> ReconciliationLine:
    lines = reconcile(fold(claims, catalogue=CATALOGUE), today=day("2023-12-31"))
    (found,) = [one for one in lines if one.key.donors == (donor,) and one.key.family == family]
    return found


def bounds(figure: Figure) -> tuple[int, int | None, int]:
    return (figure.low, figure.high, figure.stated)


@LAW
@given(more=SMALL, sent=LARGE)
def test_what_is_announced_on_the_day_of_a_total_so_far_is_none_of_it(more: int, sent: int) -> None:
    line = line_of("DE", says("pledge", "DE", f"+{more}", on="04-01"), says("delivery", "DE", f"={sent}", on="04-01"))
    assert (line.pledged.stated, line.delivered.stated, line.outstanding.low) == (more + sent, sent, more)


@LAW
@given(known=st.integers(13, 40))
def test_a_total_that_is_a_guess_says_nothing_beside_an_open_number(known: int) -> None:
    sure, guess = says("delivery", "DE", f"=>={known}", on="03-01"), says("delivery", "DE", "=*24", on="04-01")
    assert bounds(line_of("DE", sure, guess).delivered) == (known, None, known)


@LAW
@given(first=SMALL, whole=LARGE)
def test_a_total_far_beyond_an_open_number_leaves_it_as_it_was_told(first: int, whole: int) -> None:
    claims = [says("delivery", "DE", f">={first}", on="03-01"), says("delivery", "DE", f"=>={whole}", on="04-01")]
    ledger = fold(claims, catalogue=CATALOGUE)
    early, rest = ledger.lines[0].deliveries
    assert early.counted is not None and rest.counted is not None
    assert (early.counted.stated, rest.counted.stated) == (first, whole - first)


@LAW
@given(promised=st.lists(st.tuples(st.integers(1, 9), st.integers(9, 20)), min_size=2, max_size=4), came=SMALL)
def test_what_came_was_promised_at_least_and_no_more(promised: list[tuple[int, int]], came: int) -> None:
    pledges = [says("pledge", "DE", f"+{low}-{high}", on=f"0{at}-01") for at, (low, high) in enumerate(promised, 1)]
    came = min(came, sum(high for _, high in promised))
    line = line_of("DE", *pledges, says("delivery", "DE", came, on="06-01"))
    assert line.pledged.low == max(came, sum(low for low, _ in promised))
    assert line.pledged.high == sum(high for _, high in promised)


@LAW
@given(of_fund=SMALL, of_member=SMALL)
def test_a_funds_gift_is_beside_those_of_its_members(of_fund: int, of_member: int) -> None:
    told = [says("pledge", "PL", of_member, on="02-01"), says("pledge", "EPF", of_fund, on="03-01")]
    assert bounds(line_of("EPF", *told).pledged) == (of_fund,) * 3
    assert bounds(line_of("PL", *told).pledged) == (of_member,) * 3


@LAW
@given(named=SMALL, whole=LARGE, after=st.integers(1, 6))
def test_what_is_named_soon_after_a_type_may_be_among_it(named: int, whole: int, after: int) -> None:
    told = [
        says("pledge", "DE", whole, "main-battle-tank", on="03-01"),
        says("pledge", "DE", named, "Leopard 1", on=f"03-0{1 + after}"),
        says("pledge", "DE", named, "T-72", on="02-20"),
    ]
    low = whole - named * (2 if after <= 2 else 1)
    assert bounds(line_of("DE", *told, family=None).pledged) == (low, whole, low)


@LAW
@given(promised=SMALL, withheld=SMALL, year=st.integers(2014, 2022))
def test_what_was_withheld_in_another_year_takes_nothing_back(promised: int, withheld: int, year: int) -> None:
    back = says("cancellation", "DE", withheld, on="04-01", when=f"{year}-01-01..{year}-12-31")
    assert bounds(line_of("DE", says("pledge", "DE", promised, on="03-01"), back).pledged) == (promised,) * 3
