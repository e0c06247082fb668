"""A number counts over its own scope only; any other is listed beside, and asserts nothing."""

import pytest

from pledges.domain.accounts import LedgerClaim
from pledges.domain.tellings import Group
from tests.pledges.domain.scenarios.stage import Scenario, ledger_of, play
from tests.pledges.domain.telling import says

BILLION = 10**9


def sum_of(
    billions: float, on: str, *, donor: str = "US", basis: str = "=", scope: str | None = None, kind: str = "pledge"
) -> LedgerClaim:
    money = f"{round(billions * BILLION)} USD"
    return says(kind, donor, basis, "funding", on=on, money=money, scope=scope, announced=on if basis == "+" else None)


PACKAGES = [sum_of(1, "2022-08-24", basis="+"), sum_of(2, "2023-01-10", basis="+"), sum_of(3, "2023-05-10", basis="+")]
LISTED = "pledged 0, status listed"

SCENARIOS = [
    Scenario(
        name="forty_billion_in_all_aid_beside_military_packages",
        claims=[*PACKAGES, sum_of(40, "05-20", scope="all_aid 2022-02-24..")],
        lines={"US funding/USD": "pledged 6000000000, pledges 3, claims 4"},
        problems=set(),
    ),
    Scenario(
        name="all_military_aid_asserts_over_packages",
        claims=[*PACKAGES, sum_of(8, "05-20", scope="military 2022-02-24..")],
        lines={"US funding/USD": "pledged 8000000000, pledges 4"},
        problems=set(),
    ),
    Scenario(
        name="what_all_allies_gave_is_not_what_one_of_them_gave",
        claims=[
            says("delivery", "DE", 18, on="03-25"),
            says("delivery", "DE", "=300", on="04-25", scope="all_donors"),
        ],
        lines={"DE leopard-2": "delivered 18, pledged 18, claims 2"},
        problems={"implied"},
    ),
    Scenario(
        name="a_group_that_one_member_is_named_of",
        claims=[says("pledge", "DK", 6, on="03-25"), says("pledge", "DK", 100, on="04-25", scope="group")],
        lines={"DK leopard-2": "pledged 6"},
        problems=set(),
    ),
    Scenario(
        name="a_group_of_which_nobody_is_named",
        claims=[says("pledge", "DK", 6, on="03-25"), says("pledge", "", 100, on="04-25", scope="group")],
        lines={"DK leopard-2": "pledged 6"},
        problems=set(),
    ),
    Scenario(
        name="a_group_that_is_named_gives_as_itself",
        claims=[says("pledge", "EU", 100, on="04-25", scope="group")],
        lines={"EU leopard-2": "pledged 100"},
        problems=set(),
    ),
    Scenario(
        name="a_sum_of_the_years_before_the_war_is_listed",
        claims=[*PACKAGES, sum_of(2.7, "05-20", basis="", scope="military 2014-01-01..2021-12-31")],
        lines={"US funding/USD": "pledged 6000000000, pledges 3"},
        problems=set(),
    ),
    Scenario(
        name="a_sum_that_goes_on_into_the_war_counts",
        claims=[*PACKAGES, sum_of(8, "05-20", scope="military 2022-01-01..2023-04-30")],
        lines={"US funding/USD": "pledged 11000000000, pledges 4"},
    ),
    Scenario(
        name="what_is_asked_of_parliament_is_listed",
        claims=[*PACKAGES, sum_of(60, "05-20", basis="", scope="requested")],
        lines={"US funding/USD": "pledged 6000000000"},
        problems=set(),
    ),
    Scenario(
        name="an_appropriation_is_no_package",
        claims=[*PACKAGES, sum_of(14, "05-20", basis="", scope="appropriated"), sum_of(5, "05-21", scope="authorised")],
        lines={"US funding/USD": "pledged 6000000000"},
        problems=set(),
    ),
    Scenario(
        name="what_is_allocated_counts",
        claims=[sum_of(14, "05-20", basis="", scope="allocated")],
        lines={"US funding/USD": "pledged 14000000000"},
        problems=set(),
    ),
    Scenario(
        name="what_is_allocated_so_far_takes_nothing_off_what_was_promised",
        claims=[sum_of(6, "05-10", basis="+"), sum_of(2, "05-20", scope="allocated")],
        lines={"US funding/USD": "pledged 6000000000"},
        problems=set(),
    ),
    Scenario(
        name="more_was_allocated_than_is_known_to_be_promised",
        claims=[sum_of(6, "05-10", basis="+"), sum_of(8, "05-20", scope="allocated")],
        lines={"US funding/USD": "pledged 8000000000..(8000000000)"},
        problems=set(),
    ),
    Scenario(
        name="items_that_are_authorised_are_promised",
        claims=[says("pledge", "US", 31, "M777", on="05-20", scope="authorised")],
        lines={"US m777": "pledged 31"},
        problems=set(),
    ),
    Scenario(
        name="a_total_of_one_year_leaves_other_years_alone",
        claims=[*PACKAGES, sum_of(6, "2024-01-10", scope="military 2023-01-01..2023-12-31")],
        lines={"US funding/USD": "pledged 7000000000"},
        today="2024-01-31",
    ),
    Scenario(
        name="a_year_and_all_years_are_the_larger",
        claims=[
            *PACKAGES,
            sum_of(6, "2024-01-10", scope="military 2023-01-01..2023-12-31"),
            sum_of(9, "2024-01-20", scope="military 2022-02-24.."),
        ],
        lines={"US funding/USD": "pledged 9000000000"},
        today="2024-01-31",
    ),
    Scenario(
        name="a_year_told_after_all_years_is_among_them",
        claims=[
            *PACKAGES,
            sum_of(9, "2024-01-10", scope="military 2022-02-24.."),
            sum_of(6, "2024-01-20", scope="military 2023-01-01..2023-12-31"),
        ],
        lines={"US funding/USD": "pledged 9000000000"},
        today="2024-01-31",
    ),
    Scenario(
        name="a_year_within_what_was_told_of_all_may_be_among_it",
        claims=[
            sum_of(20, "06-10"),
            sum_of(5, "07-10", scope="military 2023-01-01.."),
        ],
        lines={"US funding/USD": "pledged 20000000000..25000000000(20000000000)"},
        problems=set(),
        today="2023-08-01",
    ),
    Scenario(
        name="a_plain_sum_of_a_year_is_a_total_of_it",
        claims=[sum_of(4, "2023-12-20", basis="", scope="2023-01-01..2023-12-31"), *PACKAGES],
        lines={"US funding/USD": "pledged 5000000000"},
        today="2024-01-31",
    ),
    Scenario(
        name="two_other_scopes_stand_beside_each_other",
        claims=[sum_of(40, "05-20", scope="all_aid"), sum_of(60, "05-21", basis="", scope="requested")],
        lines={"US funding/USD": f"{LISTED}, claims 2"},
        problems=set(),
    ),
    Scenario(
        name="a_cut_of_all_aid_takes_nothing_from_military_packages",
        claims=[*PACKAGES, sum_of(5, "05-20", basis="", scope="all_aid", kind="cancellation")],
        lines={"US funding/USD": "pledged 6000000000, cancelled 0"},
        problems=set(),
    ),
]

TOOLS = "protective-equipment"
VESTS = says("pledge", "SE", 5000, TOOLS, article="a", sentence="both", called="bullet-proof vests")
HELMETS = says("pledge", "SE", 5000, TOOLS, article="a", sentence="both", called="helmets")

TWO_ITEMS = [
    Scenario(
        name="as_many_vests_as_helmets_are_both",
        claims=[VESTS, HELMETS],
        lines={"SE protective-equipment": "pledged 10000, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="and_told_by_two_papers_they_are_both",
        claims=[
            VESTS,
            HELMETS,
            says("pledge", "SE", 5000, TOOLS, on="03-08", article="b", sentence="b", called="helmets"),
            says("pledge", "SE", 5000, TOOLS, on="03-08", article="b", sentence="b", called="protective vests"),
        ],
        lines={"SE protective-equipment": "pledged 10000, pledges 2, claims 4"},
        problems=set(),
    ),
    Scenario(
        name="more_vests_than_helmets_are_both",
        claims=[
            VESTS,
            says("pledge", "SE", 3000, TOOLS, article="a", sentence="both", called="helmets"),
        ],
        lines={"SE protective-equipment": "pledged 8000, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="three_things_of_which_two_add_up_to_the_third_are_three",
        claims=[
            VESTS,
            says("pledge", "SE", 3000, TOOLS, article="a", sentence="both", called="helmets"),
            says("pledge", "SE", 2000, TOOLS, article="a", sentence="both", called="boots"),
        ],
        lines={"SE protective-equipment": "pledged 10000, pledges 3"},
        problems=set(),
    ),
    Scenario(
        name="and_the_number_of_one_told_again_adds_nothing",
        claims=[
            VESTS,
            says("pledge", "SE", 3000, TOOLS, article="a", sentence="both", called="helmets"),
            says("pledge", "SE", 3000, TOOLS, on="04-07", called="combat helmets"),
        ],
        lines={"SE protective-equipment": "pledged 8000, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="one_number_in_headline_and_body_is_one",
        claims=[
            VESTS,
            says("pledge", "SE", 5000, TOOLS, article="a", sentence="headline", called="vests"),
        ],
        lines={"SE protective-equipment": "pledged 5000, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="a_copy_of_both_is_no_news",
        claims=[
            says("delivery", "SE", 5000, TOOLS, article="w", copy_of="w", sentence="x", called="vests"),
            says("delivery", "SE", 5000, TOOLS, article="w", copy_of="w", sentence="x", called="helmets"),
            says("delivery", "SE", 5000, TOOLS, on="05-07", article="c", copy_of="w", sentence="x", called="vests"),
            says("delivery", "SE", 5000, TOOLS, on="05-07", article="c", copy_of="w", sentence="x", called="helmets"),
        ],
        lines={"SE protective-equipment": "delivered 10000, pledged 10000, deliveries 2"},
    ),
    Scenario(
        name="vests_of_one_paper_and_helmets_of_another_are_no_two_figures_of_one_thing",
        claims=[
            says("pledge", "SE", 5000, TOOLS, article="a", called="vests"),
            says("pledge", "SE", 3000, TOOLS, article="b", called="helmets"),
        ],
        lines={"SE protective-equipment": "pledged 5000..8000(5000), pledges 2"},
        problems={"possible_double"},
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_counts_over_its_own_scope(scenario: Scenario) -> None:
    play(scenario)


@pytest.mark.parametrize("scenario", TWO_ITEMS, ids=lambda one: one.name)
def test_tells_two_items_of_one_sentence_apart(scenario: Scenario) -> None:
    play(scenario)


def test_lists_what_is_of_another_scope() -> None:
    told = sum_of(40, "05-20", scope="all_aid 2022-02-24..")
    (line,) = ledger_of(Scenario(name="all", claims=[told], lines={})).lines
    (entry,) = line.listed
    assert entry.group is Group.OTHER_SCOPE
    assert entry.scope == told.claim.scope
    assert line.totals == ()
