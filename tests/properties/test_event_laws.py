"""Laws of events: a package counts once, a raised number is the last, one announcement is a hull, a scope its own."""

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Unpack

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pledges.domain.accounts import LedgerClaim
from pledges.domain.figures import Figure
from pledges.domain.ledger import Ledger, fold
from pledges.domain.packages import grain
from pledges.domain.problems import ProblemType
from pledges.domain.reconciliation import reconcile
from tests.pledges.domain.telling import CATALOGUE, says
from tests.properties.ledger_figures import Clocks, clocks_at
from tests.properties.ledger_stories import claim_sets
from tests.properties.ledger_words import FIRST, on

TODAY = FIRST + timedelta(days=300)
LAW = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
MILLION = 10**6


def pledged(claims: Sequence[LedgerClaim], **clocks: Unpack[Clocks]) -> Figure:
    """What is pledged in all."""
    lines = reconcile(folded(claims, **clocks), today=TODAY)
    return sum((line.pledged for line in lines), Figure())


def folded(claims: Sequence[LedgerClaim], **clocks: Unpack[Clocks]) -> Ledger:
    return fold(claims, catalogue=CATALOGUE, **clocks)


def bounds(figure: Figure) -> tuple[int, int | None, int]:
    return (figure.low, figure.high, figure.stated)


def money(
    millions: Fraction | int,
    day: int,
    article: str,
    *,
    said: str = "",
    basis: str | None = None,
    announced: str | None = None,
    scope: str | None = None,
) -> LedgerClaim:
    """A package of so many millions, told in an article of a day."""
    worth = f"{said}{int(millions * MILLION)} USD"
    return says(
        "pledge", "US", basis, "funding", on=on(day), article=article, money=worth, announced=announced, scope=scope
    )


@LAW
@given(millions=st.sampled_from([275, 400, 1850]), after=st.integers(1, 40), says_day=st.booleans())
def test_a_sum_told_as_another_with_no_day_may_be_the_last_one(millions: int, after: int, says_day: bool) -> None:
    """A retelling within three days, then in doubt for some days more, then another; with a day it is no doubt."""
    first = money(millions, 0, "first", announced=on(0))
    again = money(millions, after, "again", basis="+", announced=on(after) if says_day else None)
    low = 1 if after <= 3 or (after <= 14 and not says_day) else 2
    high = 1 if after <= 3 else 2
    whole = millions * MILLION
    assert bounds(pledged([first, again])) == (low * whole, high * whole, low * whole)


@st.composite
def packages(draw: DrawFn) -> tuple[int, list[LedgerClaim]]:
    """Dated packages at least four days apart, often of one size; each told again, roundly, in part, and recalled."""
    claims: list[LedgerClaim] = []
    whole, day = 0, 0
    for at in range(draw(st.integers(1, 5))):
        worth = draw(st.sampled_from([275, 275, 400, 1850, 2170]))
        whole += worth
        claims.append(money(worth, day, f"a{at}", announced=on(day)))
        ways = st.sampled_from(["again", "round", "nearly", "part", "new"])
        for n, told in enumerate(draw(st.lists(ways, max_size=4))):
            text, later = f"{told}{at}-{n}", day + draw(st.integers(0, 3))
            if told == "again":
                claims.append(money(worth, later, text, announced=on(day)))
            elif told == "round":
                place = grain(worth) * 10
                claims.append(money(worth if worth < 1000 else round(worth / place) * place, later, text))
            elif told == "nearly":
                claims.append(money(round(worth * Fraction(105, 100)), later, text, said="~", announced=on(day)))
            elif told == "part":
                claims.append(money(worth, later, text, announced=on(day)))
                claims.append(money(worth // 3, later, text, announced=on(day), scope="part"))
            elif told == "new":
                claims.append(money(worth, min(later, day + 2), text, basis="+"))
        day += draw(st.integers(7, 20))
    return whole * MILLION, claims


@LAW
@given(story=packages(), data=st.data())
def test_a_package_counts_once_however_it_is_told(story: tuple[int, list[LedgerClaim]], data: st.DataObject) -> None:
    whole, claims = story
    shuffled = data.draw(st.permutations(claims))
    assert bounds(pledged(shuffled)) == (whole, whole, whole)


@st.composite
def raised(draw: DrawFn) -> tuple[list[int], list[LedgerClaim]]:
    """A number raised or cut again and again, twenty days apart; recalled at times by its old or its new number."""
    numbers = draw(st.lists(st.integers(100, 400), min_size=2, max_size=5, unique=True))
    claims = [says("pledge", "DE", numbers[0], on=on(0), article="n0")]
    for at, number in enumerate(numbers[1:], start=1):
        claims.append(says("pledge", "DE", number, on=on(20 * at), article=f"n{at}", replaces=numbers[at - 1]))
        if draw(st.booleans()):
            again = draw(st.sampled_from(numbers[: at + 1]))
            claims.append(says("pledge", "DE", again, on=on(20 * at + 5), article=f"again{at}"))
    return numbers, claims


@LAW
@given(story=raised(), data=st.data())
def test_a_number_that_was_raised_is_the_last_at_each_clock(
    story: tuple[list[int], list[LedgerClaim]], data: st.DataObject
) -> None:
    numbers, claims = story
    shuffled = data.draw(st.permutations(claims))
    at = data.draw(st.integers(0, len(numbers) - 1))
    clock = data.draw(st.sampled_from(["as_of", "known_at"]))
    figure = pledged(shuffled, **clocks_at(clock, 20 * at + 19))
    assert bounds(figure) == (numbers[at],) * 3


@LAW
@given(
    numbers=st.lists(st.integers(2, 90), min_size=2, max_size=4, unique=True),
    kinds=st.lists(st.sampled_from(["agency", "newspaper", "aggregator"]), min_size=4, max_size=4),
    more=st.sampled_from(["", "+"]),
    data=st.data(),
)
def test_different_figures_of_one_announcement_are_their_hull(
    numbers: list[int], kinds: list[str], more: str, data: st.DataObject
) -> None:
    claims = [
        says("pledge", "DE", f"{more}{number}", on=on(at % 3), article=f"p{at}", source_kind=kind, source=f"s{at}")
        for at, (number, kind) in enumerate(zip(numbers, kinds, strict=False))
    ]
    ledger = folded(data.draw(st.permutations(claims)))
    figure = pledged(claims)
    assert (figure.low, figure.high) == (min(numbers), max(numbers))
    assert figure.stated in numbers
    conflicts = [one for one in ledger.problems if one.type is ProblemType.CONFLICT]
    assert [set(one.claims) for one in conflicts] == [{one.claim_id for one in claims}]


@LAW
@given(claims=claim_sets(most=5), data=st.data())
def test_a_number_of_another_scope_changes_no_figure(claims: list[LedgerClaim], data: st.DataObject) -> None:
    told = [
        says(
            data.draw(st.sampled_from(["pledge", "delivery", "cancellation"])),
            data.draw(st.sampled_from(["DE", "PL"])),
            data.draw(st.sampled_from(["700", "=700", ">=700"])),
            on=on(data.draw(st.integers(0, 150))),
            article=f"scope-{scope}",
            scope=scope,
        )
        for scope in ("all_aid", "group", "all_donors")
    ]
    before = {line.key: line for line in reconcile(folded(claims), today=TODAY)}
    for line in reconcile(folded([*claims, *told]), today=TODAY):
        was = before.get(line.key)
        figures = [line.pledged, line.in_transit, line.delivered, line.cancelled]
        assert figures == ([was.pledged, was.in_transit, was.delivered, was.cancelled] if was else [Figure()] * 4)


@LAW
@given(
    packages=st.lists(st.tuples(st.integers(0, 250), st.integers(1, 50)), min_size=1, max_size=6),
    start=st.integers(0, 200),
    days=st.integers(10, 100),
    more=st.integers(1, 500),
    data=st.data(),
)
def test_a_total_asserts_over_the_time_that_it_spans(
    packages: list[tuple[int, int]], start: int, days: int, more: int, data: st.DataObject
) -> None:
    claims = [says("pledge", "US", f"+{n}", "M777", on=on(day), announced=on(day), article=f"x{at}")
              for at, (day, n) in enumerate(packages)]  # fmt: skip
    inside = pledged([one for one in claims if start <= (one.published - FIRST).days <= start + days]).stated
    total = says("pledge", "US", f"={inside + more}", "M777", on=on(260), article="total",
                 scope=f"{on(start)}..{on(start + days)}")  # fmt: skip
    whole = pledged(claims).stated + more
    assert bounds(pledged(data.draw(st.permutations([*claims, total])))) == (whole, whole, whole)


@LAW
@given(counts=st.lists(st.integers(1, 9000), min_size=2, max_size=4), data=st.data())
def test_the_things_of_one_sentence_add(counts: list[int], data: st.DataObject) -> None:
    things = ["vests", "helmets", "combat boots", "field kits"]
    claims = [
        says("pledge", "SE", n, "protective-equipment", on=on(0), article="a", sentence="list", called=thing)
        for n, thing in zip(counts, things, strict=False)
    ]
    told = data.draw(st.permutations(claims))
    assert bounds(pledged(told)) == (sum(counts),) * 3
