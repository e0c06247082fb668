"""The gate by itself: what is weighed, what is not, and how totals tell it."""

from dataclasses import replace

import pytest

from pledges.domain.gated import NOTHING_HELD, held_by_group, held_to_json
from pledges.domain.holding import hold
from pledges.domain.totals import TotalsFilter
from pledges.domain.values import Role
from tests.pledges.domain.telling import CATALOGUE, day, says
from tests.pledges.domain.weights import SCALES, by

LARGE = says("pledge", "US", 5000, "Patriot", on="02-01", parties="US:financier")


def test_a_rate_is_no_number() -> None:
    gate = hold([says("pledge", "US", "2000000/month", "Patriot", on="02-01")], scales=SCALES, catalogue=CATALOGUE)
    assert gate.held == ()


def test_a_claim_of_several_givers_is_out_of_every_line_of_theirs() -> None:
    each = says("pledge", "PL PT", 400, "main-battle-tank", on="02-01", sharing="each")
    gate = hold([each], scales=SCALES, catalogue=CATALOGUE)
    assert gate.counted == ()
    assert {one.line.donors for one in gate.held} == {("PL",), ("PT",)}


@pytest.mark.parametrize(("donor", "held"), [("GB", 1), ("NATO", 0), ("", 0)])
def test_a_state_without_a_row_is_weighed_as_any_state_and_others_as_everybody(donor: str, held: int) -> None:
    money = says("pledge", donor, None, "funding", on="02-01", money="100000000000 USD")
    assert len(hold([money], scales=SCALES, catalogue=CATALOGUE).held) == held


def test_an_unknown_currency_is_weighed_by_nothing() -> None:
    money = says("pledge", "PL", None, "funding", on="02-01", money="100000000000000 XAU")
    assert hold([money], scales=SCALES, catalogue=CATALOGUE).held == ()


def test_a_second_source_of_another_donor_frees_nothing() -> None:
    other = by("another", says("pledge", "DE", 5000, "Patriot", on="02-02"))
    held = hold([LARGE, other], scales=SCALES, catalogue=CATALOGUE).held
    assert {one.line.donors for one in held} == {("US",), ("DE",)}


def test_aid_so_far_is_known_for_its_recipient_alone() -> None:
    money = says("pledge", "PL", None, "funding", on="02-01", money="12000000000 USD")
    assert len(hold([money], scales=SCALES, catalogue=CATALOGUE).held) == 1
    elsewhere = replace(money, claim=replace(money.claim, recipient="MD"))
    assert hold([elsewhere], scales=SCALES, catalogue=CATALOGUE).held == ()


def test_nothing_held_is_told_as_such() -> None:
    assert NOTHING_HELD == {"count": 0, "high": 0, "claims": [], "reasons": []}


ALL = TotalsFilter()
THIS = TotalsFilter(donor="US", system="patriot", category="air-defence-system", role=Role.FINANCIER)
OTHERS = [
    TotalsFilter(donor="PL"),
    TotalsFilter(system="himars"),
    TotalsFilter(category="howitzer"),
    TotalsFilter(unit="system"),
    TotalsFilter(start=day("02-02")),
    TotalsFilter(end=day("01-31")),
]


def test_totals_group_and_filter_what_is_held_as_they_do_figures() -> None:
    held = [("UA", one) for one in hold([LARGE], scales=SCALES, catalogue=CATALOGUE).held]

    def grouped(*keys: str, only: TotalsFilter = ALL) -> dict[tuple[str, ...], int]:
        found = held_by_group(held, keys=keys, only=only, catalogue=CATALOGUE)
        return {key: held_to_json(rows)["high"] for key, rows in found.items()}

    assert grouped("donor", "system", "category", "recipient", "unit", "month", "quarter", "year") == {
        ("US", "patriot", "air-defence-system", "UA", "item", "2023-02", "2023-Q1", "2023"): 5000
    }
    assert grouped("unit", only=THIS) == {("item",): 5000}
    assert [grouped("unit", only=one) for one in OTHERS] == [{}] * len(OTHERS)
