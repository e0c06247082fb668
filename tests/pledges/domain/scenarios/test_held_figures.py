"""A number out of all proportion is held until somebody stands by it; a large one that may well be true is not."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from pledges.domain.accounts import LedgerClaim
from pledges.domain.gated import Gated, fold_gated, held_to_json
from pledges.domain.reconciliation import reconcile
from pledges.domain.weighing import Reason
from tests.pledges.domain.scenarios.stage import name_of
from tests.pledges.domain.telling import CATALOGUE, day, figure, says
from tests.pledges.domain.weights import SCALES, by


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """`pledged` by line as served, and what is held: the line, the sum beside it, and the reason; "" for nothing."""

    name: str
    claims: Sequence[LedgerClaim]
    pledged: dict[str, str]
    held: str = ""
    known_at: str | None = None
    as_of: str | None = None


FOURTEEN = says("pledge", "PL", 14, on="01-25")
MILLIONS = says("pledge", "US", 2_000_000, "Patriot", on="02-01")
REPEATED = by("another", says("pledge", "US", 2_000_000, "Patriot", on="02-03", article="b"))

SCENARIOS = [
    Scenario(
        name="two_million_of_a_system_are_more_than_were_built",
        claims=[says("pledge", "US", 2, "Patriot", on="01-10"), MILLIONS],
        pledged={"US patriot": "2"},
        held="US patriot 2000000 beyond_what_was_built",
    ),
    Scenario(
        name="the_first_figure_of_a_line_is_held_too_and_the_line_is_listed",
        claims=[MILLIONS],
        pledged={"US patriot": "0"},
        held="US patriot 2000000 beyond_what_was_built",
    ),
    Scenario(
        name="a_second_publisher_frees_it",
        claims=[MILLIONS, REPEATED],
        pledged={"US patriot": "2000000"},
    ),
    Scenario(
        name="a_second_publisher_with_a_number_within_a_tenth_frees_it",
        claims=[
            says("pledge", "PL", 1000, on="01-25"),
            by("another", says("pledge", "PL", 950, on="01-27", article="b")),
        ],
        pledged={},
    ),
    Scenario(
        name="the_same_publisher_again_frees_nothing",
        claims=[MILLIONS, says("pledge", "US", 2_000_000, "Patriot", on="02-03", article="b")],
        pledged={"US patriot": "0"},
        held="US patriot 4000000 beyond_what_was_built",
    ),
    Scenario(
        name="a_syndicated_copy_frees_nothing_and_counts_once",
        claims=[
            says("pledge", "US", 2_000_000, "Patriot", on="02-01", article="wire", copy_of="wire"),
            by("another", says("pledge", "US", 2_000_000, "Patriot", on="02-01", article="copy", copy_of="wire")),
        ],
        pledged={"US patriot": "0"},
        held="US patriot 2000000 beyond_what_was_built",
    ),
    Scenario(
        name="what_a_person_accepted_is_never_held",
        claims=[says("pledge", "US", 2_000_000, "Patriot", on="02-01", reviewed=True)],
        pledged={"US patriot": "2000000"},
    ),
    Scenario(
        name="a_register_is_never_held",
        claims=[says("pledge", "US", 2_000_000, "Patriot", on="02-01", source_kind="register")],
        pledged={"US patriot": "2000000"},
    ),
    Scenario(
        name="forty_where_there_were_four_are_plausible",
        claims=[says("pledge", "US", 4, "HIMARS", on="01-10"), says("pledge", "US", "+40", "HIMARS", on="02-10")],
        pledged={"US himars": "44"},
    ),
    Scenario(
        name="far_above_all_else_that_is_told_is_held",
        claims=[FOURTEEN, says("pledge", "PL", 400, on="02-10")],
        pledged={"PL leopard-2": "14"},
        held="PL leopard-2 400 beyond_all_else_told",
    ),
    Scenario(
        name="the_same_number_as_a_first_figure_stands",
        claims=[says("pledge", "PL", 400, on="02-10")],
        pledged={"PL leopard-2": "400"},
    ),
    Scenario(
        name="what_is_held_does_not_make_a_larger_one_look_small",
        claims=[FOURTEEN, says("pledge", "PL", 300, on="02-10"), says("pledge", "PL", 700, on="02-11")],
        pledged={"PL leopard-2": "14"},
        held="PL leopard-2 1000 beyond_all_else_told",
    ),
    Scenario(
        name="more_than_twice_what_the_donor_had_is_held",
        claims=[says("pledge", "PT", 300, "main-battle-tank", on="02-10")],
        pledged={"PT main-battle-tank": "0"},
        held="PT main-battle-tank 300 beyond_the_donor",
    ),
    Scenario(
        name="more_of_a_type_than_any_donor_gives_is_held_for_nobody_named_too",
        claims=[says("delivery", "", 5000, "main-battle-tank", on="02-10")],
        pledged={"- main-battle-tank": "0"},
        held="- main-battle-tank 5000 beyond_the_type",
    ),
    Scenario(
        name="a_defence_budget_is_no_aid",
        claims=[
            says("pledge", "US", None, "funding", on="01-10", money="400000000 USD"),
            says("pledge", "US", None, "funding", on="02-10", money="858000000000 USD"),
        ],
        pledged={"US funding/USD": "400000000"},
        held="US funding/USD 858000000000 beyond_the_donor",
    ),
    Scenario(
        name="one_package_of_ten_times_the_largest_is_held",
        claims=[
            says("pledge", "US", None, "funding", on="01-10", money="2500000000 USD"),
            says("pledge", "US", None, "funding", on="02-10", money="60000000000 USD"),
        ],
        pledged={"US funding/USD": "2500000000"},
        held="US funding/USD 60000000000 beyond_the_donor",
    ),
    Scenario(
        name="a_package_somewhat_larger_than_the_largest_known_counts",
        claims=[
            says("pledge", "US", None, "funding", on="01-10", money="2500000000 USD"),
            says("pledge", "US", "+", "funding", on="02-10", money="8000000000 USD"),
        ],
        pledged={"US funding/USD": "10500000000"},
    ),
    Scenario(
        name="a_running_total_is_weighed_against_all_that_was_given",
        claims=[says("pledge", "US", "=", "funding", on="02-10", money="60000000000 USD")],
        pledged={"US funding/USD": "60000000000"},
    ),
    Scenario(
        name="a_sum_that_spans_a_time_is_a_running_total",
        claims=[
            says("pledge", "US", None, "funding", on="02-10", money="46000000000 USD", scope="2022-01-01..2023-01-31")
        ],
        pledged={"US funding/USD": "46000000000"},
    ),
    Scenario(
        name="where_no_largest_is_known_one_package_is_at_most_three_quarters_of_all",
        claims=[says("pledge", "PL", None, "funding", on="02-10", money="4000000000 USD")],
        pledged={"PL funding/USD": "0"},
        held="PL funding/USD 4000000000 beyond_the_donor",
    ),
    Scenario(
        name="two_publishers_stand_by_a_package_beyond_all_others",
        claims=[
            says("pledge", "US", None, "funding", on="02-10", money="60000000000 USD"),
            by("another", says("pledge", "US", None, "funding", on="02-10", money="60000000000 USD", article="b")),
        ],
        pledged={"US funding/USD": "60000000000"},
    ),
    Scenario(
        name="a_sum_in_another_currency_is_weighed_in_dollars",
        claims=[
            says("pledge", "DK", None, "funding", on="01-10", money="20000000000 DKK"),
            says("pledge", "DK", None, "funding", on="01-11", money="90000000000 DKK", article="b"),
        ],
        pledged={"DK funding/DKK": "20000000000"},
        held="DK funding/DKK 90000000000 beyond_the_donor",
    ),
    Scenario(
        name="the_first_sum_to_date_is_far_above_the_packages_before_it",
        claims=[
            says("pledge", "FI", "+", "funding", on="01-10", money="75000000 EUR"),
            says("pledge", "FI", "=", "funding", on="02-10", money="2300000000 EUR"),
        ],
        pledged={"FI funding/EUR": "2300000000"},
    ),
    Scenario(
        name="a_running_total_may_span_years",
        claims=[says("pledge", "DK", "=", "funding", on="01-10", money="70000000000 DKK")],
        pledged={"DK funding/DKK": "70000000000"},
    ),
    Scenario(
        name="a_wish_is_in_no_figure_and_never_held",
        claims=[says("request", "US", 2_000_000, "Patriot", on="02-01")],
        pledged={"US patriot": "0"},
    ),
    Scenario(
        name="before_the_second_source_was_published_it_was_held",
        claims=[MILLIONS, REPEATED],
        known_at="02-02",
        pledged={"US patriot": "0"},
        held="US patriot 2000000 beyond_what_was_built",
    ),
    Scenario(
        name="before_it_was_told_nothing_was_held",
        claims=[FOURTEEN, says("pledge", "PL", 400, on="02-10")],
        as_of="02-01",
        pledged={"PL leopard-2": "14"},
    ),
]


def gated(scenario: Scenario) -> Gated:
    return fold_gated(
        scenario.claims,
        scales=SCALES,
        catalogue=CATALOGUE,
        as_of=day(scenario.as_of) if scenario.as_of else None,
        known_at=day(scenario.known_at) if scenario.known_at else None,
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_holds(scenario: Scenario) -> None:
    found = gated(scenario)
    lines = {name_of(one.key): one for one in reconcile(found.ledger, today=day("2023-06-30"))}
    assert {name: figure(lines[name].pledged) for name in scenario.pledged} == scenario.pledged
    shown = [
        f"{name_of(line)} {held_to_json(rows)['high']} {reason}"
        for line, rows in sorted(found.held.items(), key=lambda one: one[0].sort_key)
        for reason in sorted({one.reason for one in rows})
    ]
    assert " ".join(shown) == scenario.held


def test_a_line_that_has_only_held_claims_is_listed() -> None:
    found = gated(Scenario(name="", claims=[MILLIONS], pledged={}))
    (line,) = reconcile(found.ledger, today=day("2023-06-30"))
    assert line.status == "listed"


def test_a_held_claim_says_why_in_a_sentence() -> None:
    (rows,) = gated(SCENARIOS[0]).held.values()
    (held,) = rows
    assert held.reason is Reason.BEYOND_BUILT
    assert held.sentence == (
        "One source alone tells of 2,000,000 (item); no more than 2,000 were ever built (its maker)."
    )
    assert (held.number, held.known, held.limit) == (2_000_000, 2000, 2000)
