"""What adds, what restates, and what cannot be told apart."""

import pytest

from pledges.domain.accounts import LedgerClaim
from pledges.domain.problems import Problem, ProblemType
from tests.pledges.domain.scenarios.stage import Scenario, ledger_of, play
from tests.pledges.domain.telling import says

WARSAW = [
    says("pledge", "PL", "+10", when="03-06..03-12", article="dw"),
    says("delivery", "PL", 4, when="02-21..02-28", article="dw"),
    says("pledge", "PL", "=14", article="dw"),
]

SCENARIOS = [
    Scenario(
        name="ten_more_four_sent_fourteen_in_total",
        claims=WARSAW,
        as_of="03-07",
        lines={"PL leopard-2": "pledged 14, delivered 4, outstanding 10, due 10, by 03-12, status partly_delivered"},
        problems=set(),
    ),
    Scenario(
        name="the_same_after_fourteen_had_been_pledged_in_january",
        claims=[says("pledge", "PL", 14, on="01-25"), *WARSAW],
        as_of="03-07",
        lines={"PL leopard-2": "pledged 14, delivered 4, outstanding 10, due 10, by 03-12"},
        problems={"possible_double"},
    ),
    Scenario(
        name="the_total_told_of_tanks_alone",
        claims=[*WARSAW[:2], says("pledge", "PL", "=14", "main-battle-tank", article="dw")],
        as_of="03-07",
        lines={"PL leopard-2": "pledged 14, delivered 4, outstanding 10, due 10"},
        problems=set(),
    ),
    Scenario(
        name="the_same_among_variants_types_and_vague_words",
        claims=[
            *WARSAW,
            says("pledge", "PL", 14, "Leopard 2A4", on="03-01"),
            says("pledge", "PL", 14, "main-battle-tank", on="03-02"),
            says("pledge", "PL", None, "main-battle-tank", on="03-03"),
            says("pledge", "PL", None, "Leopard 2", on="03-04"),
            says("pledge", "PL", "=14", on="03-20"),
        ],
        lines={"PL leopard-2": "pledged 14, delivered 4, outstanding 10, claims 8"},
    ),
    Scenario(
        name="a_plain_number_recalls_an_equal_total",
        claims=[says("delivery", "PL", "=14", on="02-28"), says("delivery", "PL", 14, on="06-12")],
        lines={"PL leopard-2": "pledged 14, delivered 14, outstanding 0"},
        problems={"implied"},
    ),
    Scenario(
        name="a_plain_number_of_a_time_before_the_total_is_in_it",
        claims=[says("delivery", "PL", "=14", on="02-28"), says("delivery", "PL", 14, when="02-01..03-20", on="06-12")],
        lines={"PL leopard-2": "pledged 14, delivered 14, outstanding 0"},
        problems={"implied"},
    ),
    Scenario(
        name="a_plain_number_of_a_time_after_the_total_may_add",
        claims=[says("delivery", "PL", "=14", on="02-28"), says("delivery", "PL", 14, when="04-01..04-20", on="06-12")],
        lines={"PL leopard-2": "delivered 14..28(14)"},
        problems={"implied", "possible_double"},
    ),
    Scenario(
        name="an_increment_adds",
        claims=[says("pledge", "DE", 14, on="01-25"), says("pledge", "DE", "+4", on="02-25")],
        lines={"DE leopard-2": "pledged 18, outstanding 18, status pledged"},
        problems=set(),
    ),
    Scenario(
        name="fourteen_more_after_fourteen_is_twenty_eight",
        claims=[says("pledge", "DE", 14, on="01-25"), says("pledge", "DE", "+14", on="03-25")],
        lines={"DE leopard-2": "pledged 28"},
        problems=set(),
    ),
    Scenario(
        name="an_increment_told_by_two_papers_adds_once",
        claims=[
            says("pledge", "DE", 14, on="01-25"),
            says("pledge", "DE", "+4", on="02-25"),
            says("pledge", "DE", "+4", on="02-27"),
        ],
        lines={"DE leopard-2": "pledged 18, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="an_increment_said_on_tuesday_and_confirmed_on_wednesday_adds_once",
        claims=[
            says("pledge", "CZ", "+10", on="05-16", announced="05-16"),
            says("pledge", "CZ", "+10", on="05-17", announced="05-17"),
        ],
        lines={"CZ leopard-2": "pledged 10"},
    ),
    Scenario(
        name="equal_increments_of_different_months_add_twice",
        claims=[says("pledge", "US", "+4", "HIMARS", on="06-01"), says("pledge", "US", "+4", "HIMARS", on="09-08")],
        lines={"US himars": "pledged 8"},
    ),
    Scenario(
        name="equal_packages_announced_on_different_days_add_twice",
        claims=[
            says("pledge", "US", "+4", "HIMARS", on="06-03", announced="06-01"),
            says("pledge", "US", "+4", "HIMARS", on="06-10", announced="06-09"),
        ],
        lines={"US himars": "pledged 8"},
    ),
    Scenario(
        name="fourteen_then_eighteen_is_an_interval",
        claims=[says("pledge", "DE", 14, on="01-25"), says("pledge", "DE", 18, "Leopard 2A6", on="02-24")],
        lines={"DE leopard-2": "pledged 18..32(18), outstanding 18..32"},
        problems={"possible_double"},
    ),
    Scenario(
        name="an_editor_who_parts_them_makes_it_the_sum",
        claims=(pair := [says("pledge", "DE", 14, on="01-25"), says("pledge", "DE", 18, on="02-24")]),
        links=[],
        lines={"DE leopard-2": "pledged 18..32(18)"},
    ),
    Scenario(
        name="a_later_total_settles_the_interval",
        claims=[*pair, says("pledge", "DE", "=32", on="03-24")],
        lines={"DE leopard-2": "pledged 32"},
    ),
    Scenario(
        name="a_later_total_may_settle_it_on_the_larger",
        claims=[*pair, says("pledge", "DE", "=18", on="03-24")],
        lines={"DE leopard-2": "pledged 18"},
    ),
    Scenario(
        name="a_recap_of_the_sum_adds_nothing",
        claims=[
            says("pledge", "DE", 14, on="01-25"),
            says("pledge", "DE", "+4", on="02-25"),
            says("pledge", "DE", 18, on="05-25"),
        ],
        lines={"DE leopard-2": "pledged 18"},
        problems=set(),
    ),
    Scenario(
        name="a_recap_of_a_past_sum_adds_nothing",
        claims=[
            says("pledge", "DE", 14, on="01-25"),
            says("pledge", "DE", "+4", on="02-05"),
            says("pledge", "DE", "+6", on="04-05"),
            says("pledge", "DE", 18, on="04-25"),
        ],
        lines={"DE leopard-2": "pledged 24"},
    ),
    Scenario(
        name="a_total_alone_implies_what_it_says",
        claims=[says("pledge", "DE", "=18", on="03-24")],
        lines={"DE leopard-2": "pledged 18, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="an_equal_total_checks_and_adds_nothing",
        claims=[says("pledge", "DE", 18, on="01-24"), says("pledge", "DE", "=18", on="03-24")],
        lines={"DE leopard-2": "pledged 18, pledges 1, claims 2"},
        problems=set(),
    ),
    Scenario(
        name="an_increment_after_the_total_adds_to_it",
        claims=[says("pledge", "DE", "=18", on="03-24"), says("pledge", "DE", "+2", on="04-24")],
        lines={"DE leopard-2": "pledged 20"},
    ),
    Scenario(
        name="over_forty_in_total_keeps_what_was_posted_below",
        claims=[says("pledge", "US", 39, "HIMARS", on="03-24"), says("pledge", "US", "=>=40", "HIMARS", on="04-24")],
        lines={"US himars": "pledged 40..(40)"},
    ),
    Scenario(
        name="over_forty_in_total_says_nothing_new_of_forty_five",
        claims=[says("pledge", "US", 45, "HIMARS", on="03-24"), says("pledge", "US", "=>=40", "HIMARS", on="04-24")],
        lines={"US himars": "pledged 45"},
        problems=set(),
    ),
    Scenario(
        name="two_totals_of_one_week_conflict",
        claims=[says("pledge", "US", "=38", "HIMARS", on="03-24"), says("pledge", "US", "=40", "HIMARS", on="03-26")],
        lines={"US himars": "pledged 40"},
        problems={"conflict"},
    ),
    Scenario(
        name="a_total_of_one_variant_leaves_the_other_alone",
        claims=[
            says("pledge", "DE", 18, "Leopard 2A6", on="01-25"),
            says("pledge", "DE", 4, "Leopard 2A4", on="02-25"),
            says("pledge", "DE", "=10", "Leopard 2A4", on="03-25"),
        ],
        lines={"DE leopard-2": "pledged 28"},
        problems=set(),
    ),
    Scenario(
        name="a_sum_and_its_parts_in_one_article_are_the_sum",
        claims=[
            says("pledge", "DE", "<=178", "Leopard 1A5", article="permit"),
            says("pledge", "DE", 88, "Leopard 1A5", article="permit"),
            says("pledge", "DE", 90, "Leopard 1A5", article="permit"),
        ],
        lines={"DE leopard-1": "pledged 0..178(178)"},
        problems=set(),
    ),
    Scenario(
        name="a_number_below_an_up_to_of_its_article_is_part_of_it",
        claims=[
            says("pledge", "DE", "<=178", "Leopard 1A5", article="permit"),
            says("pledge", "DE", 88, "Leopard 1A5", article="permit"),
        ],
        lines={"DE leopard-1": "pledged 0..178(178)"},
        problems=set(),
    ),
    Scenario(
        name="a_schedule_alone_promises_its_last_date",
        claims=[
            says("pledge", "DE", "=<=25", "Leopard 1A5", on="02-09", article="s", when="06-01..08-31"),
            says("pledge", "DE", "=<=80", "Leopard 1A5", on="02-09", article="s", when="..12-31"),
        ],
        lines={"DE leopard-1": "pledged 0..80(80), due 0..25, by 08-31, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="a_schedule_alone_takes_what_has_no_number",
        claims=[
            says("pledge", "EU", "=1000000", "howitzer", on="03-20", when="..2024-03-31", unit="round"),
            says("pledge", "EU", None, "howitzer", on="03-21", unit="round"),
            says("delivery", "EU", 300000, "howitzer", on="06-20", unit="round"),
        ],
        lines={"EU howitzer/round": "pledged 1000000, delivered 300000, outstanding 700000, due 700000"},
        problems=set(),
    ),
    Scenario(
        name="a_joint_schedule_alone_holds_what_each_pledged",
        claims=[
            says("pledge", "DE DK NL", "=100", "Leopard 1A5", on="02-09", when="..12-31"),
            says("pledge", "DE", 20, "Leopard 1A5", on="02-12"),
        ],
        lines={"DE+DK+NL leopard-1": "pledged 80", "DE leopard-1": "pledged 20"},
        problems=set(),
    ),
    Scenario(
        name="a_schedule_beside_a_pledge_adds_nothing",
        claims=[
            says("pledge", "DE", "=80", "Leopard 1A5", on="02-09", when="..12-31"),
            says("pledge", "DE", 80, "Leopard 1A5", on="02-07"),
        ],
        lines={"DE leopard-1": "pledged 80, due 80, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="more_is_beyond_a_schedule_told_before",
        claims=[
            says("pledge", "DE", "=80", "Leopard 1A5", on="02-09", when="..12-31"),
            says("pledge", "DE", "+5", "Leopard 1A5", on="04-09"),
        ],
        lines={"DE leopard-1": "pledged 85"},
    ),
    Scenario(
        name="the_sum_of_two_systems_told_by_type_adds_nothing",
        claims=[
            says("pledge", "DE", 14, "Leopard 2A4", on="01-25"),
            says("pledge", "DE", 31, "T-72", on="02-24"),
            says("pledge", "DE", 45, "main-battle-tank", on="03-24"),
        ],
        lines={
            "DE leopard-2": "pledged 14",
            "DE t-72": "pledged 31",
            "DE main-battle-tank": "pledged 0, claims 1",
        },
        problems=set(),
    ),
    Scenario(
        name="more_tanks_go_where_the_total_of_tanks_goes",
        claims=[
            says("pledge", "PL", 20, on="01-25"),
            says("pledge", "PL", "+14", "main-battle-tank", on="03-07", article="a", when="03-06..03-12"),
            says("delivery", "PL", 6, "main-battle-tank", on="03-07", article="a"),
            says("pledge", "PL", "=20", "main-battle-tank", on="03-07", article="a"),
        ],
        as_of="03-07",
        lines={"PL leopard-2": "pledged 20, delivered 6, outstanding 14, due 14, by 03-12"},
    ),
    Scenario(
        name="more_tanks_and_their_total_of_an_article_that_names_the_others",
        claims=[
            says("pledge", "PL", 14, on="03-07", article="a"),
            says("pledge", "PL", "+60", "main-battle-tank", on="03-07", article="a"),
            says("pledge", "PL", "=74", "main-battle-tank", on="03-07", article="a"),
        ],
        lines={"PL leopard-2": "pledged 74, pledges 2"},
    ),
    Scenario(
        name="deliveries_of_different_times_add",
        claims=[
            says("delivery", "DE", 4, when="02-01..02-28", on="03-01"),
            says("delivery", "DE", 6, when="03-01..03-31", on="04-01"),
        ],
        lines={"DE leopard-2": "delivered 10, pledged 10, outstanding 0, status delivered"},
    ),
    Scenario(
        name="a_running_total_of_deliveries_implies_the_rest",
        claims=[says("delivery", "DE", 4, on="03-01"), says("delivery", "DE", "=14", on="04-01")],
        lines={"DE leopard-2": "delivered 14, pledged 14"},
    ),
    Scenario(
        name="a_total_far_beyond_an_open_number_tells_of_others",
        claims=[says("delivery", "DE", ">=4", on="03-01"), says("delivery", "DE", "=>=50", on="04-01")],
        lines={"DE leopard-2": "delivered 50..(50), deliveries 2"},
    ),
    Scenario(
        name="a_total_near_an_open_number_is_that_number",
        claims=[says("delivery", "DE", ">=4", on="03-01"), says("delivery", "DE", "=7", on="04-01")],
        lines={"DE leopard-2": "delivered 7, deliveries 1"},
    ),
    Scenario(
        name="dozens_may_be_a_hundred_in_all",
        claims=[says("delivery", "DE", "*24", on="03-01"), says("delivery", "DE", "=100", on="04-01")],
        lines={"DE leopard-2": "delivered 100, deliveries 1"},
    ),
    Scenario(
        name="a_total_that_is_a_guess_says_nothing_beside_an_open_number",
        claims=[says("delivery", "DE", "=>=15", on="03-01"), says("delivery", "DE", "=*24", on="04-01")],
        lines={"DE leopard-2": "delivered 15..(15), deliveries 1"},
        problems={"implied"},
    ),
    Scenario(
        name="more_of_the_day_of_a_total_so_far_is_none_of_it",
        claims=[
            says("pledge", "DE", "+10", on="04-01", article="one"),
            says("delivery", "DE", "=60", on="04-01", article="one"),
        ],
        lines={"DE leopard-2": "pledged 70, delivered 60, outstanding 10"},
        problems={"implied"},
    ),
    Scenario(
        name="a_total_so_far_that_is_less_than_more_may_be_of_it",
        claims=[
            says("pledge", "DE", "+10", on="04-01", article="one"),
            says("delivery", "DE", "=4", on="04-01", article="one"),
        ],
        lines={"DE leopard-2": "pledged 10, delivered 4, outstanding 6"},
        problems=set(),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_adds_and_asserts(scenario: Scenario) -> None:
    play(scenario)


def problem_of(kind: ProblemType, *claims: LedgerClaim) -> Problem:
    """The only problem of a kind that these claims make."""
    (found,) = [one for one in ledger_of(Scenario(name="one", claims=claims, lines={})).problems if one.type is kind]
    return found


def test_a_surplus_says_by_how_much_and_names_the_total_and_the_largest() -> None:
    small, large = (says("pledge", "PL", f"+{n}", on=day) for n, day in ((1_200, "03-01"), (4_300, "03-20")))
    total = says("pledge", "PL", "=4000", on="06-01")
    found = problem_of(ProblemType.POSSIBLE_DOUBLE, small, large, total)
    assert found.sentence == ("5,500 were posted, but a source says 4,000 in total: 1,500 may be counted twice.")
    assert found.effect == 1_500
    assert found.claims == (total.claim_id, large.claim_id, small.claim_id)


def test_a_figure_that_may_restate_says_by_how_much_it_would_add() -> None:
    known, more = says("pledge", "PL", 1_400, on="03-01"), says("pledge", "PL", 2_000, on="06-20")
    found = problem_of(ProblemType.POSSIBLE_DOUBLE, known, more)
    assert found.sentence.startswith("2,000 may restate or add to 1,400")
    assert (found.effect, found.claims) == (1_400, (more.claim_id, known.claim_id))


def test_totals_of_one_week_that_exclude_each_other_say_by_how_much() -> None:
    one, other = (says("pledge", "PL", f"={n}", on=day) for n, day in ((1_400, "03-01"), (2_000, "03-03")))
    found = problem_of(ProblemType.CONFLICT, one, other)
    assert "2,000 in total, another 1,400" in found.sentence
    assert (found.effect, found.claims) == (600, (other.claim_id, one.claim_id))
