"""A wider figure knows what was told by its day, and what one line brings another is named on both."""

from collections import Counter

import pytest

from pledges.domain.problems import MOST, ProblemType, say
from pledges.domain.reconciliation import reconcile
from tests.pledges.domain.scenarios.stage import Scenario, ledger_of, play
from tests.pledges.domain.telling import day, says

SCENARIOS = [
    Scenario(
        name="what_a_member_promises_later_is_beyond_the_groups_figure",
        claims=[
            says("pledge", "EU", 60, on="02-01"),
            says("pledge", "PL", 14, on="04-01"),
        ],
        lines={"EU leopard-2": "pledged 60", "PL leopard-2": "pledged 14"},
        problems=set(),
    ),
    Scenario(
        name="what_a_member_promised_before_is_in_the_groups_figure",
        claims=[
            says("pledge", "PL", 14, on="01-20"),
            says("pledge", "EU", 60, on="02-01"),
            says("pledge", "DE", 18, on="04-01"),
        ],
        lines={"EU leopard-2": "pledged 46", "PL leopard-2": "pledged 14", "DE leopard-2": "pledged 18"},
        problems=set(),
    ),
    Scenario(
        name="a_groups_next_total_knows_what_was_told_between",
        claims=[
            says("delivery", "EU", "=40", on="02-01", when="..01-31"),
            says("delivery", "PL", 14, on="03-01", when="02-20..02-28"),
            says("delivery", "EU", "=50", on="05-01", when="..04-30"),
        ],
        lines={"EU leopard-2": "delivered 36", "PL leopard-2": "delivered 14"},
        problems={"implied"},
    ),
    Scenario(
        name="before_the_next_total_the_groups_figure_stands",
        claims=[
            says("delivery", "EU", "=40", on="02-01", when="..01-31"),
            says("delivery", "PL", 14, on="03-01", when="02-20..02-28"),
            says("delivery", "EU", "=50", on="05-01", when="..04-30"),
        ],
        known_at="04-01",
        lines={"EU leopard-2": "delivered 40", "PL leopard-2": "delivered 14"},
    ),
    Scenario(
        name="more_of_a_group_is_netted_by_what_the_first_did_not_hold",
        claims=[
            says("pledge", "PL", 10, on="01-10"),
            says("pledge", "EU", 8, on="02-01"),
            says("pledge", "DE", 5, on="03-01"),
            says("pledge", "EU", "+9", on="04-01"),
        ],
        lines={"PL leopard-2": "pledged 10", "DE leopard-2": "pledged 5", "EU leopard-2": "pledged 2"},
        problems=set(),
    ),
    Scenario(
        name="a_type_told_before_the_name_holds_nothing_of_it",
        claims=[
            says("pledge", "DE", 40, "main-battle-tank", on="01-10"),
            says("pledge", "DE", 18, on="05-10"),
        ],
        lines={"DE main-battle-tank": "pledged 40", "DE leopard-2": "pledged 18"},
        problems=set(),
    ),
    Scenario(
        name="a_groups_delivery_fills_no_members_pledge_for_sure",
        claims=[
            says("pledge", "PL", 18, on="01-10"),
            says("delivery", "EU", "=10", on="04-10"),
        ],
        lines={
            "PL leopard-2": "pledged 18, delivered 0, outstanding 18, elsewhere from EU 0..10?, status pledged",
            "EU leopard-2": "pledged 0..10(0), delivered 10, outstanding 0, elsewhere to PL 0..10?",
        },
        problems=set(),
    ),
    Scenario(
        name="a_groups_delivery_may_be_of_any_member",
        claims=[
            says("pledge", "PL", 6, on="01-10"),
            says("pledge", "DE", 18, on="01-12"),
            says("delivery", "EU", "=10", on="04-10"),
        ],
        lines={
            "PL leopard-2": "pledged 6, outstanding 6, elsewhere from EU 0..6?",
            "DE leopard-2": "pledged 18, outstanding 18, elsewhere from EU 0..10?",
            "EU leopard-2": "pledged 0..10(0), delivered 10, elsewhere to DE 0..10? and to PL 0..6?",
        },
        problems=set(),
    ),
    Scenario(
        name="what_a_group_brings_beyond_all_pledges_was_pledged_by_it",
        claims=[
            says("pledge", "PL", 6, on="01-10"),
            says("delivery", "EU", "=10", on="04-10"),
        ],
        lines={"PL leopard-2": "pledged 6, outstanding 6", "EU leopard-2": "pledged 4..10(4), delivered 10"},
        problems=set(),
    ),
    Scenario(
        name="a_groups_delivery_fills_the_groups_own_pledge",
        claims=[
            says("pledge", "PL", 6, on="01-10"),
            says("pledge", "EU", "+20", on="02-10"),
            says("delivery", "EU", 10, on="04-10"),
        ],
        lines={
            "PL leopard-2": "outstanding 6, elsewhere nothing",
            "EU leopard-2": "pledged 14, delivered 10, outstanding 4",
        },
        problems=set(),
    ),
    Scenario(
        name="a_members_delivery_fills_nothing_that_its_group_promised",
        claims=[
            says("pledge", "EU", 60, on="01-10"),
            says("delivery", "SE", 10, on="04-10"),
        ],
        lines={
            "EU leopard-2": "pledged 60, delivered 0, outstanding 60, elsewhere nothing",
            "SE leopard-2": "pledged 10, delivered 10, outstanding 0, elsewhere nothing, status delivered",
        },
        problems={"implied"},
    ),
    Scenario(
        name="a_states_delivery_fills_nothing_that_a_fund_promised",
        claims=[
            says("pledge", "EPF", 9, "CAESAR", on="01-10"),
            says("delivery", "DK", 9, "CAESAR", on="04-10"),
        ],
        lines={
            "EPF caesar": "pledged 9, outstanding 9, elsewhere nothing",
            "DK caesar": "pledged 9, delivered 9, outstanding 0, elsewhere nothing",
        },
        problems={"implied"},
    ),
    Scenario(
        name="a_states_delivery_that_a_fund_paid_for_is_the_funds_pledge",
        claims=[
            says("pledge", "EPF", 9, "CAESAR", on="01-10", parties="EPF:financier DK:supplier"),
            says("delivery", "DK", 9, "CAESAR", on="04-10"),
        ],
        lines={
            "EPF caesar": "pledged 9, outstanding 0, elsewhere from DK 9",
            "DK caesar": "pledged 0, delivered 9, outstanding 0, elsewhere to EPF 9",
        },
        problems=set(),
    ),
    Scenario(
        name="a_members_delivery_fills_nothing_of_a_group_and_a_state_together",
        claims=[
            says("pledge", "EU NO", 30, on="01-10"),
            says("delivery", "PL", 10, on="04-10"),
        ],
        lines={"EU+NO leopard-2": "pledged 30, outstanding 30", "PL leopard-2": "pledged 10, delivered 10"},
        problems={"implied"},
    ),
    Scenario(
        name="one_of_three_brings_what_the_three_promised_by_name",
        claims=[
            says("pledge", "DE DK NL", 100, on="01-10"),
            says("delivery", "DE", 40, on="04-10"),
        ],
        lines={
            "DE+DK+NL leopard-2": "pledged 100, outstanding 60, elsewhere from DE 40",
            "DE leopard-2": "pledged 0, delivered 40, outstanding 0, elsewhere to DE+DK+NL 40",
        },
        problems=set(),
    ),
    Scenario(
        name="what_nobody_is_named_for_may_be_what_a_donor_brings",
        claims=[
            says("pledge", "", 100, on="01-10"),
            says("delivery", "SE", 10, on="04-10"),
        ],
        lines={
            "- leopard-2": "pledged 100, outstanding 90..100, elsewhere from SE 0..10?",
            "SE leopard-2": "pledged 0..10(0), delivered 10, outstanding 0, elsewhere to - 0..10?",
        },
        problems=set(),
    ),
    Scenario(
        name="a_donors_own_pledge_is_filled_before_what_nobody_is_named_for",
        claims=[
            says("pledge", "", 100, on="01-10"),
            says("pledge", "SE", "+10", on="02-10"),
            says("delivery", "SE", 10, on="04-10"),
        ],
        lines={
            "- leopard-2": "elsewhere nothing",
            "SE leopard-2": "pledged 10, delivered 10, outstanding 0, elsewhere nothing",
        },
        problems=set(),
    ),
    Scenario(
        name="money_of_a_donor_fills_no_sum_that_nobody_is_named_for",
        claims=[
            says("pledge", "", None, "funding", on="01-10", money="174000000 USD"),
            says("delivery", "SE", None, "funding", on="04-10", money="100000000 USD"),
        ],
        lines={
            "- funding/USD": "pledged 174000000, outstanding 174000000, elsewhere nothing",
            "SE funding/USD": "pledged 100000000, delivered 100000000, outstanding 0, elsewhere nothing",
        },
        problems={"implied"},
    ),
    Scenario(
        name="money_of_a_member_fills_no_sum_of_its_group",
        claims=[
            says("pledge", "EU", None, "funding", on="01-10", money="560000000 EUR"),
            says("delivery", "SE", None, "funding", on="04-10", money="1000000000 EUR"),
        ],
        lines={
            "EU funding/EUR": "pledged 560000000, outstanding 560000000, elsewhere nothing",
            "SE funding/EUR": "pledged 1000000000, delivered 1000000000, outstanding 0, elsewhere nothing",
        },
        problems={"implied"},
    ),
    Scenario(
        name="who_is_in_no_catalogue_brings_what_may_be_pledged_by_nobody",
        claims=[says("pledge", "", 9, on="01-10"), says("delivery", "Ruritania", 5, on="04-10")],
        lines={
            "- leopard-2": "pledged 9, outstanding 4..9, elsewhere from Ruritania 0..5?",
            "Ruritania leopard-2": "pledged 0..5(0), delivered 5, outstanding 0",
        },
        problems=set(),
    ),
    Scenario(
        name="nothing_is_left_of_what_its_own_arrival_implies",
        claims=[says("delivery", "SE", ">=280", on="04-10")],
        lines={"SE leopard-2": "pledged 280..(280), delivered 280..(280), outstanding 0, status delivered"},
        problems={"implied"},
    ),
    Scenario(
        name="what_left_and_was_pledged_by_nobody_is_outstanding_until_it_arrives",
        claims=[says("dispatch", "SE", ">=280", on="04-10")],
        lines={"SE leopard-2": "pledged 280..(280), transit 280..(280), outstanding 280.., status in_transit"},
        problems={"implied"},
    ),
    Scenario(
        name="a_later_pledge_is_outstanding_beside_what_an_open_arrival_implies",
        claims=[
            says("delivery", "SE", ">=280", on="04-10", when="..04-09"),
            says("pledge", "SE", "+20", on="06-10"),
        ],
        today="2023-06-30",
        lines={"SE leopard-2": "pledged 300..(300), delivered 280..(280), outstanding 0..20"},
    ),
    Scenario(
        name="one_of_two_brings_what_both_promised",
        claims=[
            says("pledge", "DK NL", 14, on="01-10"),
            says("delivery", "DK", 4, on="04-10"),
        ],
        lines={
            "DK+NL leopard-2": "pledged 14, delivered 0, outstanding 10, elsewhere from DK 4",
            "DK leopard-2": "pledged 0, delivered 4, outstanding 0, elsewhere to DK+NL 4",
        },
        problems=set(),
    ),
    Scenario(
        name="what_comes_beyond_the_pledge_was_pledged_too",
        claims=[
            says("pledge", "DE", 14, on="01-25"),
            says("dispatch", "DE", 9, on="02-25"),
            says("delivery", "DE", 14, on="02-25"),
        ],
        lines={"DE leopard-2": "pledged 23, delivered 14, transit 9, outstanding 9, status over_delivered"},
        problems={"over_delivery"},
        today="03-30",
    ),
    Scenario(
        name="what_came_of_a_vague_pledge_was_pledged_at_least",
        claims=[says("pledge", "DE", "8-20", on="01-25"), says("delivery", "DE", 12, on="02-25")],
        lines={"DE leopard-2": "pledged 12..20(12), delivered 12, outstanding 0..8"},
        problems=set(),
    ),
    Scenario(
        name="what_came_of_two_pledges_is_no_more_than_they_promise_together",
        claims=[
            says("pledge", "DE", "<=18", on="01-25"),
            says("pledge", "DE", "+30", on="01-28"),
            says("delivery", "DE", 30, on="02-25"),
        ],
        lines={"DE leopard-2": "pledged 30..48(48), delivered 30, outstanding 0..18"},
        problems=set(),
    ),
    Scenario(
        name="a_funds_promise_and_delivery_are_its_own_beside_its_members",
        claims=[
            says("pledge", "PL", 14, on="01-20"),
            says("pledge", "EPF", 60, on="02-01"),
            says("delivery", "EPF", 70, on="03-01"),
        ],
        lines={
            "EPF leopard-2": "pledged 70, delivered 70, outstanding 0, elsewhere nothing",
            "PL leopard-2": "pledged 14, outstanding 14, elsewhere nothing",
        },
        problems={"over_delivery"},
    ),
    Scenario(
        name="parts_that_are_named_on_the_next_day_may_be_among_the_type",
        claims=[
            says("pledge", "DE", 30, "main-battle-tank", on="01-20"),
            says("pledge", "DE", 18, on="01-21"),
            says("pledge", "DE", 8, "Leopard 1", on="01-22", announced="01-22"),
        ],
        lines={
            "DE main-battle-tank": "pledged 12..30(12)",
            "DE leopard-2": "pledged 18",
            "DE leopard-1": "pledged 8",
        },
        problems={"possible_double"},
    ),
    Scenario(
        name="a_part_that_is_named_by_the_end_of_a_types_schedule_is_among_it_once",
        claims=[
            says("pledge", "DE", "=10", "main-battle-tank", on="03-01", when="..03-02"),
            says("pledge", "DE", 3, "Leopard 1", on="03-02"),
        ],
        lines={"DE main-battle-tank": "pledged 7", "DE leopard-1": "pledged 3"},
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_knows_what_one_line_is_to_another(scenario: Scenario) -> None:
    play(scenario)


def test_problems_come_by_their_effect_and_name_the_few_that_cause_them() -> None:
    many = [says("pledge", "DE", 1400, on=f"01-{at:02}", article=f"a{at}") for at in range(1, 12)]
    claims = [*many, says("delivery", "DE", 3000, on="03-01"), says("delivery", "PL", 5, on="03-01")]
    ledger = ledger_of(Scenario(name="", claims=claims, lines={}))
    problems = [one for line in reconcile(ledger, today=day("04-01")) for one in line.problems]
    over = next(one for one in problems if one.type == "over_delivery")
    assert over.sentence == "3,000 arrived, 1,600 more than was pledged by then."
    assert over.effect == 1600
    assert over.claims[0] == claims[-2].claim_id, "first what came, then what was pledged"
    assert len(over.claims) == MOST
    assert len({one.id for one in problems}) == len(problems)
    assert [one.effect for one in ledger.problems] == [1600, 5]


def test_two_lines_with_one_problem_have_two_ids() -> None:
    one_claim = says("delivery", "DK NO", 6, on="03-01", sharing="each")
    in_two_units = [says("pledge", "DE", 8, "IRIS-T SLM", on="03-01", unit=unit) for unit in ("battery", "launcher")]
    ledger = ledger_of(Scenario(name="", claims=[one_claim, *in_two_units], lines={}))
    found = Counter(one.type for line in ledger.lines for one in line.problems)
    assert found == {ProblemType.IMPLIED: 2, ProblemType.UNIT_CLASH: 2}
    assert len({one.id for one in ledger.problems}) == 4


def test_numbers_in_sentences_are_formatted() -> None:
    assert [say(1400, 1400), say(1400, None), say(None, 20000), say(1000, 2000)] == [
        "1,400",
        "at least 1,400",
        "up to 20,000",
        "1,000 to 2,000",
    ]
