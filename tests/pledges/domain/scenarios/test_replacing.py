"""A number that another replaces stands no more from that day on; what both stood for is never their sum."""

import pytest

from tests.pledges.domain.scenarios.stage import Scenario, ledger_of, play
from tests.pledges.domain.telling import says

FORTY = says("pledge", "NO", 40, "CAESAR", on="01-10")
SIXTY = says("pledge", "NO", 60, "CAESAR", on="03-10", replaces=40)

SCENARIOS = [
    Scenario(
        name="raised_from_forty_to_sixty_is_sixty",
        claims=[FORTY, SIXTY],
        lines={"NO caesar": "pledged 60, outstanding 60, claims 2, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="before_it_was_published_the_forty_stand",
        claims=[FORTY, SIXTY],
        known_at="03-09",
        lines={"NO caesar": "pledged 40, claims 1"},
        problems=set(),
    ),
    Scenario(
        name="before_it_was_announced_the_forty_stand",
        claims=[FORTY, SIXTY],
        as_of="03-09",
        lines={"NO caesar": "pledged 40"},
    ),
    Scenario(
        name="raised_from_a_number_that_no_other_source_tells",
        claims=[SIXTY],
        lines={"NO caesar": "pledged 60, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="the_old_number_told_once_more_is_no_news",
        claims=[FORTY, SIXTY, says("pledge", "NO", 40, "CAESAR", on="04-10")],
        lines={"NO caesar": "pledged 60, claims 3"},
        problems=set(),
    ),
    Scenario(
        name="the_old_number_told_only_afterwards_is_no_news",
        claims=[SIXTY, says("pledge", "NO", 40, "CAESAR", on="04-10")],
        lines={"NO caesar": "pledged 60, claims 2"},
        problems=set(),
    ),
    Scenario(
        name="the_new_number_told_by_others_is_the_same",
        claims=[
            FORTY,
            SIXTY,
            says("pledge", "NO", 60, "CAESAR", on="03-11"),
            says("pledge", "NO", 60, "CAESAR", on="03-12", replaces=40),
        ],
        lines={"NO caesar": "pledged 60, pledges 2, claims 4"},
        problems=set(),
    ),
    Scenario(
        name="twenty_more_that_raise_it_from_forty_to_sixty_are_of_the_sixty",
        claims=[
            FORTY,
            says("pledge", "NO", "+20", "CAESAR", on="03-10", article="more"),
            says("pledge", "NO", 60, "CAESAR", on="03-10", article="more", replaces=40),
        ],
        lines={"NO caesar": "pledged 60"},
        problems=set(),
    ),
    Scenario(
        name="a_sum_of_two_pledges_is_raised",
        claims=[
            says("pledge", "NO", 12, "CAESAR", on="01-10"),
            says("pledge", "NO", "+28", "CAESAR", on="02-10"),
            SIXTY,
        ],
        lines={"NO caesar": "pledged 60"},
        problems=set(),
    ),
    Scenario(
        name="another_pledge_beside_the_one_that_is_raised_stays",
        claims=[FORTY, says("pledge", "NO", "+8", "CAESAR", on="02-10", announced="02-10"), SIXTY],
        lines={"NO caesar": "pledged 68"},
        problems=set(),
    ),
    Scenario(
        name="about_forty_is_the_forty_that_is_raised",
        claims=[says("pledge", "NO", "~42", "CAESAR", on="01-10"), SIXTY],
        lines={"NO caesar": "pledged 60"},
        problems=set(),
    ),
    Scenario(
        name="howitzers_raised_from_forty_are_the_caesars_of_that_number",
        claims=[FORTY, says("pledge", "NO", 60, "howitzer", on="03-10", replaces=40)],
        lines={"NO caesar": "pledged 60"},
        problems=set(),
    ),
    Scenario(
        name="raised_twice_is_the_last_number",
        claims=[FORTY, SIXTY, says("pledge", "NO", 80, "CAESAR", on="06-10", replaces=60)],
        lines={"NO caesar": "pledged 80, pledges 3"},
        problems=set(),
    ),
    Scenario(
        name="raised_and_cut_back_is_the_first_number_again",
        claims=[FORTY, SIXTY, says("pledge", "NO", 40, "CAESAR", on="06-10", replaces=60)],
        lines={"NO caesar": "pledged 40"},
        problems=set(),
    ),
    Scenario(
        name="cut_from_eight_to_four_with_its_cancellation_is_four",
        claims=[
            says("pledge", "DE", None, "funding", on="01-10", money="8000000000 EUR"),
            says("cancellation", "DE", None, "funding", on="03-10", article="cut", money="4000000000 EUR"),
            says(
                "pledge", "DE", None, "funding", on="03-10", article="cut", money="4000000000 EUR", replaces=8 * 10**9
            ),
        ],
        lines={"DE funding/EUR": "pledged 4000000000, cancelled 4000000000, outstanding 4000000000"},
        problems=set(),
    ),
    Scenario(
        name="cut_from_a_number_that_no_other_source_tells",
        claims=[
            says("cancellation", "DE", 6, on="03-10", article="cut"),
            says("pledge", "DE", 12, on="03-10", article="cut", replaces=18),
            says("pledge", "DE", "=12", on="04-10"),
        ],
        lines={"DE leopard-2": "pledged 12, cancelled 6, outstanding 12"},
        problems=set(),
    ),
    Scenario(
        name="what_came_before_the_raise_fills_it",
        claims=[FORTY, says("delivery", "NO", 10, "CAESAR", on="02-10"), SIXTY],
        lines={"NO caesar": "pledged 60, delivered 10, outstanding 50"},
        problems=set(),
    ),
    Scenario(
        name="a_total_after_the_raise_checks_the_new_number",
        claims=[FORTY, SIXTY, says("pledge", "NO", "=60", "CAESAR", on="04-10")],
        lines={"NO caesar": "pledged 60"},
        problems=set(),
    ),
    Scenario(
        name="a_publishers_correction_replaces_its_number",
        claims=[
            says("pledge", "SE", 14, "CAESAR", on="04-08", source="gazette"),
            says("pledge", "SE", 24, "CAESAR", on="04-10", source="gazette", replaces="correction"),
        ],
        lines={"SE caesar": "pledged 24"},
        problems=set(),
    ),
    Scenario(
        name="a_correction_within_its_article_replaces_its_number",
        claims=[
            says("pledge", "SE", 14, "CAESAR", on="04-08", article="a", source="gazette"),
            says("pledge", "SE", 24, "CAESAR", on="04-08", article="a", source="gazette", replaces="correction"),
        ],
        lines={"SE caesar": "pledged 24"},
        problems=set(),
    ),
    Scenario(
        name="a_correction_of_one_publisher_leaves_what_another_told",
        claims=[
            says("pledge", "SE", 14, "CAESAR", on="03-08", source="courier"),
            says("pledge", "SE", 24, "CAESAR", on="04-10", source="gazette", replaces="correction"),
        ],
        lines={"SE caesar": "pledged 24..38(24)"},
        problems={"possible_double"},
    ),
    Scenario(
        name="a_correction_long_after_is_of_another_number",
        claims=[
            says("pledge", "SE", 14, "CAESAR", on="03-08", source="gazette"),
            says("pledge", "SE", 24, "CAESAR", on="04-10", source="gazette", replaces="correction"),
        ],
        lines={"SE caesar": "pledged 24..38(24)"},
    ),
    Scenario(
        name="a_correction_of_a_delivery",
        claims=[
            says("pledge", "SE", 30, "CAESAR", on="01-08"),
            says("delivery", "SE", 16, "CAESAR", on="04-08", source="gazette"),
            says("delivery", "SE", 6, "CAESAR", on="04-09", source="gazette", replaces="correction"),
        ],
        lines={"SE caesar": "pledged 30, delivered 6, outstanding 24"},
        problems=set(),
    ),
    Scenario(
        name="the_ministrys_figure_of_the_next_day_stands_in_place_of_the_papers",
        claims=[
            says("pledge", "NL", 18, on="05-02", source="gazette"),
            says("pledge", "NL", 14, on="05-03", source="ministry", source_kind="official"),
        ],
        lines={"NL leopard-2": "pledged 14, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="the_ministrys_figure_of_that_announcement_days_later",
        claims=[
            says("pledge", "NL", 18, on="05-02", source="gazette", announced="05-02"),
            says("pledge", "NL", 14, on="05-12", source="ministry", source_kind="official", announced="05-02"),
        ],
        lines={"NL leopard-2": "pledged 14"},
        problems=set(),
    ),
    Scenario(
        name="two_papers_with_two_figures_of_one_day_are_the_hull",
        claims=[
            says("pledge", "DE", 14, on="05-02", article="a", source="gazette"),
            says("pledge", "DE", 18, on="05-02", article="b", source="courier"),
        ],
        lines={"DE leopard-2": "pledged 14..18(14), outstanding 14..18, pledges 1"},
        problems={"conflict"},
    ),
    Scenario(
        name="of_two_figures_the_later_report_is_stated",
        claims=[
            says("pledge", "DE", 14, on="05-02", source="gazette"),
            says("pledge", "DE", 18, on="05-03", source="courier"),
        ],
        lines={"DE leopard-2": "pledged 14..18(18), pledges 1"},
        problems={"conflict"},
    ),
    Scenario(
        name="of_two_figures_the_better_source_is_stated",
        claims=[
            says("pledge", "DE", 14, on="05-02", source="wire", source_kind="agency"),
            says("pledge", "DE", 18, on="05-03", source="courier", source_kind="aggregator"),
            says("pledge", "DE", 16, on="05-03", article="c", source="blog", source_kind="aggregator"),
        ],
        lines={"DE leopard-2": "pledged 14..18(14), pledges 1"},
        problems={"conflict"},
    ),
    Scenario(
        name="two_figures_that_a_third_text_adds_up_are_two",
        claims=[
            says("pledge", "DE", 14, on="05-02", article="a"),
            says("pledge", "DE", 18, on="05-02", article="b"),
            says("pledge", "DE", 14, on="05-03", article="c"),
            says("pledge", "DE", 18, on="05-03", article="c"),
        ],
        lines={"DE leopard-2": "pledged 18..32(18), pledges 2"},
        problems={"possible_double"},
    ),
    Scenario(
        name="a_figure_that_adds_is_no_other_figure_of_the_day",
        claims=[
            says("pledge", "DE", 14, on="05-02", article="a"),
            says("pledge", "DE", "+18", on="05-02", article="b"),
        ],
        lines={"DE leopard-2": "pledged 32, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="more_of_two_papers_is_one_announcement",
        claims=[
            says("pledge", "DE", 14, on="03-02"),
            says("pledge", "DE", "+18", on="05-02", article="a", source="wire"),
            says("pledge", "DE", "+16", on="05-03", article="b", source="courier"),
        ],
        lines={"DE leopard-2": "pledged 30..32(30), pledges 2"},
        problems={"conflict"},
    ),
    Scenario(
        name="more_of_a_paper_gives_way_to_more_of_the_ministry",
        claims=[
            says("pledge", "DE", "+18", on="05-02", article="a", source="wire"),
            says("pledge", "DE", "+20", on="05-03", article="b", source="ministry", source_kind="official"),
        ],
        lines={"DE leopard-2": "pledged 20"},
        problems=set(),
    ),
    Scenario(
        name="more_twice_of_one_paper_is_two",
        claims=[
            says("pledge", "DE", "+18", on="05-02", article="a", source="wire"),
            says("pledge", "DE", "+16", on="05-03", article="b", source="wire"),
        ],
        lines={"DE leopard-2": "pledged 34, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="two_figures_of_two_days_are_no_hull",
        claims=[
            says("pledge", "DE", 14, on="05-09", announced="05-02"),
            says("pledge", "DE", 18, on="05-10", announced="05-09"),
        ],
        lines={"DE leopard-2": "pledged 18..32(18), pledges 2"},
        problems={"possible_double"},
    ),
    Scenario(
        name="two_cuts_told_of_one_day_are_one",
        claims=[
            says("pledge", "DE", 20, on="01-02"),
            says("cancellation", "DE", 4, on="05-02", article="a"),
            says("cancellation", "DE", 6, on="05-02", article="b"),
        ],
        lines={"DE leopard-2": "outstanding 14..16"},
        problems={"conflict"},
    ),
    Scenario(
        name="dozens_are_the_seventy_two_told_next_day",
        claims=[says("pledge", "US", "*24", "M777", on="04-24"), says("pledge", "US", 72, "M777", on="04-25")],
        lines={"US m777": "pledged 72, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="dozens_are_the_seventy_two_told_weeks_later",
        claims=[says("pledge", "US", "*24", "M777", on="04-24"), says("pledge", "US", 72, "M777", on="05-25")],
        lines={"US m777": "pledged 72, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="at_least_twenty_four_is_no_vague_word",
        claims=[says("pledge", "US", ">=24", "M777", on="04-24"), says("pledge", "US", 72, "M777", on="05-25")],
        lines={"US m777": "pledged 72..(72), pledges 2"},
        problems={"possible_double"},
    ),
    Scenario(
        name="at_least_twenty_five_is_told_apart_as_twenty_four_is",
        claims=[says("pledge", "US", ">=25", "M777", on="04-24"), says("pledge", "US", 72, "M777", on="05-25")],
        lines={"US m777": "pledged 72..(72), pledges 2"},
        problems={"possible_double"},
    ),
    Scenario(
        name="at_least_twenty_five_and_seventy_two_of_one_day_are_one",
        claims=[says("pledge", "US", ">=25", "M777", on="04-24"), says("pledge", "US", 72, "M777", on="04-25")],
        lines={"US m777": "pledged 72, pledges 1"},
        problems=set(),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_stands_in_place_of_what_it_replaces(scenario: Scenario) -> None:
    play(scenario)


def test_keeps_what_was_replaced_and_says_by_what() -> None:
    (line,) = ledger_of(Scenario(name="raised", claims=[FORTY, SIXTY], lines={})).lines
    by_number = {one.number.low: one for one in line.pledges}
    assert by_number[40].replaced_by == by_number[60].id
    assert by_number[40].counted is not None and by_number[40].counted.zero


def test_names_both_sides_of_a_conflict_and_no_others() -> None:
    sides = [says("pledge", "DE", 14, on="05-02"), says("pledge", "DE", 18, on="05-03")]
    other = says("pledge", "DE", "+3", on="06-03")
    ledger = ledger_of(Scenario(name="two", claims=[*sides, other], lines={}))
    (conflict,) = ledger.problems
    assert set(conflict.claims) == {one.claim_id for one in sides}
