"""What was called off or paused, and what is left open of it."""

import pytest

from tests.pledges.domain.scenarios.stage import Scenario, play
from tests.pledges.domain.telling import says

SCENARIOS = [
    Scenario(
        name="a_refusal_in_january_leaves_a_pledge_of_march",
        claims=[says("cancellation", "DE", 14, on="01-10"), says("pledge", "DE", 14, on="03-10")],
        lines={"DE leopard-2": "pledged 14, cancelled 0, outstanding 14"},
        problems=set(),
    ),
    Scenario(
        name="a_refusal_with_nothing_standing_is_listed",
        claims=[says("cancellation", "DE", None, on="01-10")],
        lines={"DE leopard-2": "pledged 0, cancelled 0, status listed, claims 1"},
        problems=set(),
    ),
    Scenario(
        name="a_withdrawal_of_part_closes_that_part",
        claims=[says("pledge", "DE", 14, on="01-10"), says("cancellation", "DE", 5, on="03-10")],
        lines={"DE leopard-2": "pledged 9, cancelled 5, outstanding 9"},
        problems=set(),
    ),
    Scenario(
        name="a_withdrawal_closes_no_more_than_stands",
        claims=[
            says("pledge", "DE", 14, on="01-10"),
            says("delivery", "DE", 10, on="02-10"),
            says("cancellation", "DE", 14, on="03-10"),
        ],
        lines={"DE leopard-2": "pledged 10, delivered 10, cancelled 4, outstanding 0, status delivered"},
        problems=set(),
    ),
    Scenario(
        name="a_withdrawal_without_a_number_closes_all_that_stands",
        claims=[says("pledge", "DE", 14, on="01-10"), says("cancellation", "DE", None, on="03-10")],
        lines={"DE leopard-2": "pledged 0, cancelled 14, outstanding 0, status cancelled"},
        problems=set(),
    ),
    Scenario(
        name="a_withdrawal_of_the_tanks_is_of_the_leopards_pledged",
        claims=[says("pledge", "DE", 14, on="01-10"), says("cancellation", "DE", None, "main-battle-tank", on="03-10")],
        lines={"DE leopard-2": "pledged 0, cancelled 14, status cancelled, claims 2"},
        problems=set(),
    ),
    Scenario(
        name="a_withdrawal_of_leopards_takes_from_the_tanks_pledged",
        claims=[says("pledge", "DE", 14, "main-battle-tank", on="01-10"), says("cancellation", "DE", 5, on="03-10")],
        lines={"DE main-battle-tank": "pledged 9, outstanding 9", "DE leopard-2": "pledged 0, cancelled 5"},
        problems=set(),
    ),
    Scenario(
        name="one_of_two_donors_withdraws_its_part",
        claims=[says("pledge", "DK NL", 14, on="01-10"), says("cancellation", "DK", 5, on="03-10")],
        lines={"DK+NL leopard-2": "pledged 9, outstanding 9", "DK leopard-2": "pledged 0, cancelled 5"},
        problems=set(),
    ),
    Scenario(
        name="one_of_two_donors_withdraws_and_says_no_number",
        claims=[says("pledge", "DK NL", 14, on="01-10"), says("cancellation", "DK", None, on="03-10")],
        lines={"DK+NL leopard-2": "pledged 14", "DK leopard-2": "pledged 0, cancelled 0, status listed"},
        problems=set(),
    ),
    Scenario(
        name="a_group_withdraws_nothing_of_its_members",
        claims=[says("pledge", "DK", 14, on="01-10"), says("cancellation", "EU", 5, on="03-10")],
        lines={"DK leopard-2": "pledged 14", "EU leopard-2": "pledged 0, cancelled 0"},
        problems=set(),
    ),
    Scenario(
        name="a_cut_with_what_remains_is_what_remains",
        claims=[
            says("pledge", "DE", 14, on="01-10"),
            says("cancellation", "DE", 5, on="03-10", article="cut"),
            says("pledge", "DE", 9, on="03-10", article="cut"),
        ],
        lines={"DE leopard-2": "pledged 9, cancelled 5, outstanding 9"},
        problems=set(),
    ),
    Scenario(
        name="what_remains_is_told_months_later",
        claims=[
            says("pledge", "DE", 14, on="01-10"),
            says("cancellation", "DE", 5, on="03-10"),
            says("pledge", "DE", 9, on="06-10"),
        ],
        lines={"DE leopard-2": "pledged 9, cancelled 5, outstanding 9"},
        problems=set(),
    ),
    Scenario(
        name="a_total_told_after_a_withdrawal_knows_of_it",
        claims=[
            says("pledge", "DE", 14, on="01-10"),
            says("cancellation", "DE", 4, on="03-10"),
            says("pledge", "DE", "=10", on="05-10"),
        ],
        lines={"DE leopard-2": "pledged 10, cancelled 4, outstanding 10"},
        problems=set(),
    ),
    Scenario(
        name="a_total_told_before_a_withdrawal_does_not",
        claims=[
            says("pledge", "DE", "=14", on="01-10"),
            says("cancellation", "DE", 4, on="03-10"),
        ],
        lines={"DE leopard-2": "pledged 10, cancelled 4"},
        problems=set(),
    ),
    Scenario(
        name="a_total_of_all_told_after_a_withdrawal_says_that_all_stand",
        claims=[
            says("pledge", "DE", 14, on="01-10"),
            says("cancellation", "DE", 4, on="03-10"),
            says("pledge", "DE", "=14", on="05-10"),
        ],
        lines={"DE leopard-2": "pledged 14, cancelled 0"},
    ),
    Scenario(
        name="a_withdrawn_pledge_that_is_told_again_may_stand",
        claims=[
            says("pledge", "DE", 14, on="01-10"),
            says("cancellation", "DE", 14, on="03-10"),
            says("pledge", "DE", 14, on="05-10"),
        ],
        lines={"DE leopard-2": "pledged 0..14(0), cancelled 0..14(14), outstanding 0..14"},
        problems={"conflict"},
    ),
    Scenario(
        name="a_withdrawn_pledge_that_is_recalled_with_its_day_does_not",
        claims=[
            says("pledge", "DE", 14, on="01-10", announced="01-10"),
            says("cancellation", "DE", 14, on="03-10"),
            says("pledge", "DE", 14, on="05-10", announced="01-10"),
        ],
        lines={"DE leopard-2": "pledged 0, cancelled 14"},
        problems=set(),
    ),
    Scenario(
        name="a_pause_holds_until_the_transfer_is_heard_of",
        claims=[says("pledge", "DE", 14, on="01-10"), says("cancellation", "DE", None, on="03-10", suspends=True)],
        lines={"DE leopard-2": "pledged 0, cancelled 14"},
    ),
    Scenario(
        name="a_pause_ends_with_a_delivery",
        claims=[
            says("pledge", "DE", 14, on="01-10"),
            says("cancellation", "DE", None, on="03-10", suspends=True),
            says("delivery", "DE", 4, on="05-10"),
        ],
        lines={"DE leopard-2": "pledged 14, delivered 4, cancelled 0, outstanding 10"},
        problems=set(),
    ),
    Scenario(
        name="what_was_withheld_in_another_year_takes_nothing_back",
        claims=[
            says("pledge", "DE", 14, on="01-25"),
            says("cancellation", "DE", 10, on="03-25", when="2019-01-01..2019-12-31"),
        ],
        lines={"DE leopard-2": "pledged 14, cancelled 0"},
        problems=set(),
    ),
    Scenario(
        name="what_will_not_come_next_year_is_taken_back_now",
        claims=[
            says("pledge", "DE", 14, on="01-25"),
            says("cancellation", "DE", 10, on="03-25", when="2024-01-01..2024-12-31"),
        ],
        lines={"DE leopard-2": "pledged 4, cancelled 10"},
        problems=set(),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_cancels(scenario: Scenario) -> None:
    play(scenario)
