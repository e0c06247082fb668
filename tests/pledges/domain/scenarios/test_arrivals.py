"""What came, what is on its way, and what is left open."""

import pytest

from tests.pledges.domain.scenarios.stage import Scenario, play
from tests.pledges.domain.telling import says

SCENARIOS = [
    Scenario(
        name="the_first_three_of_fifteen",
        claims=[
            says("pledge", "NO", 15, "M777", article="a", on="05-02"),
            says("delivery", "NO", 3, "M777", article="a", on="05-02"),
        ],
        lines={"NO m777": "pledged 15, delivered 3, outstanding 12, status partly_delivered"},
        problems=set(),
    ),
    Scenario(
        name="up_to_eight_with_three_delivered",
        claims=[says("pledge", "NL", "<=8", "PzH 2000", on="04-02"), says("delivery", "NL", 3, "PzH 2000", on="05-02")],
        lines={"NL pzh-2000": "pledged 3..8(8), delivered 3, outstanding 0..5, status partly_delivered"},
        problems=set(),
    ),
    Scenario(
        name="at_least_twenty_four_leaves_stated_readable",
        claims=[says("pledge", "US", ">=24", "HIMARS", on="04-02")],
        lines={"US himars": "pledged 24..(24), outstanding 24.."},
    ),
    Scenario(
        name="what_has_no_upper_end_is_filled_after_what_has_one",
        claims=[
            says("pledge", "DE", ">=5", on="2023-01-05"),
            says("pledge", "DE", "+10", on="2023-01-25"),
            says("delivery", "DE", 10, on="2023-03-25"),
        ],
        lines={"DE leopard-2": "pledged 15..(15), delivered 10"},
    ),
    Scenario(
        name="an_undisclosed_number_stays_beside_the_total",
        claims=[
            says("pledge", "SE", None, "Patriot", on="04-02"),
            says("pledge", "SE", "+2", "IRIS-T SLM", on="04-02"),
        ],
        lines={"SE patriot": "pledged 0+1?, outstanding 0, status pledged", "SE iris-t": "pledged 2"},
        problems=set(),
    ),
    Scenario(
        name="an_undisclosed_number_disappears_when_one_is_told",
        claims=[says("pledge", "SE", None, "Patriot", on="04-02"), says("pledge", "SE", 2, "Patriot", on="05-02")],
        lines={"SE patriot": "pledged 2, claims 2"},
    ),
    Scenario(
        name="a_rate_is_no_total",
        claims=[says("pledge", "US", "90/month", "HIMARS", on="04-02")],
        lines={"US himars": "pledged 0+1?"},
    ),
    Scenario(
        name="what_is_delivered_was_pledged",
        claims=[says("delivery", "PL", 200, "T-72", on="04-30")],
        lines={"PL t-72": "pledged 200, delivered 200, outstanding 0, status delivered"},
        problems={"implied"},
    ),
    Scenario(
        name="a_pledge_announced_after_the_delivery_is_not_filled_by_it",
        claims=[
            says("delivery", "PL", 4, when="02-01..02-10", on="02-12"),
            says("pledge", "PL", 10, on="03-20", announced="03-19"),
        ],
        lines={"PL leopard-2": "pledged 14, delivered 4, outstanding 10"},
        problems={"unmatched_delivery"},
    ),
    Scenario(
        name="a_recap_of_the_pledge_beside_the_delivery_is_older_than_it",
        claims=[
            says("pledge", "PL", 14, article="recap", on="03-07"),
            says("delivery", "PL", 4, when="02-21..02-28", article="recap", on="03-07"),
        ],
        lines={"PL leopard-2": "pledged 14, delivered 4, outstanding 10"},
        problems=set(),
    ),
    Scenario(
        name="more_came_than_was_pledged",
        claims=[says("pledge", "DE", 14, on="01-25"), says("delivery", "DE", 18, on="03-25")],
        lines={"DE leopard-2": "pledged 18, delivered 18, outstanding 0, status over_delivered"},
        problems={"over_delivery"},
    ),
    Scenario(
        name="the_pledge_due_first_is_filled_first",
        claims=[
            says("pledge", "DE", 6, on="01-25", when="09-01..09-30"),
            says("pledge", "DE", "+4", on="02-25", when="04-01..04-30"),
            says("delivery", "DE", 4, on="04-25"),
        ],
        today="05-15",
        lines={"DE leopard-2": "pledged 10, delivered 4, due 6, by 09-30, silent 0"},
        problems=set(),
    ),
    Scenario(
        name="a_dispatch_is_in_transit_and_no_delivery",
        claims=[says("pledge", "DE", 14, on="01-25"), says("dispatch", "DE", 6, on="03-20")],
        lines={"DE leopard-2": "pledged 14, transit 6, delivered 0, outstanding 14, status in_transit"},
        problems={"stale"},
        today="2023-08-30",
    ),
    Scenario(
        name="what_was_on_its_way_arrives",
        claims=[
            says("pledge", "DE", 14, on="01-25"),
            says("dispatch", "DE", 6, on="03-20"),
            says("delivery", "DE", 4, on="03-28"),
        ],
        lines={"DE leopard-2": "pledged 14, transit 2, delivered 4, outstanding 10"},
    ),
    Scenario(
        name="three_arrived_and_four_on_their_way",
        claims=[
            says("delivery", "DE", 3, article="a", on="03-20"),
            says("dispatch", "DE", 4, article="a", on="03-20"),
        ],
        lines={"DE leopard-2": "pledged 7, transit 4, delivered 3, outstanding 4"},
        problems={"implied"},
        today="05-01",
    ),
    Scenario(
        name="a_contract_is_the_pledge_it_signs",
        claims=[says("pledge", "DE", 18, "PzH 2000", on="01-25"), says("contract", "DE", 18, "PzH 2000", on="03-25")],
        lines={"DE pzh-2000": "pledged 18, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="a_contract_alone_stands_as_a_pledge",
        claims=[says("contract", "DE", 18, "PzH 2000", on="03-25")],
        lines={"DE pzh-2000": "pledged 18, status pledged"},
    ),
    Scenario(
        name="the_tanks_arrived_speaks_of_the_leopards_pledged",
        claims=[says("pledge", "DE", 14, on="01-10"), says("delivery", "DE", None, "main-battle-tank", on="03-10")],
        lines={"DE leopard-2": "pledged 14, delivered 0+1?, outstanding 14, status unclear"},
        problems=set(),
    ),
    Scenario(
        name="intents_and_requests_are_listed",
        claims=[says("intent", "DE", 14, on="01-10"), says("request", "US", 31, on="01-10")],
        lines={"DE leopard-2": "pledged 0, status listed, claims 1", "US leopard-2": "pledged 0, status listed"},
        problems=set(),
    ),
    Scenario(
        name="a_sale_is_no_aid",
        claims=[
            says("pledge", "PL", 18, "AHS Krab", on="05-29"),
            says("pledge", "PL", 54, "AHS Krab", on="06-07", terms="sale"),
        ],
        lines={"PL ahs-krab": "pledged 18, outstanding 18"},
        problems=set(),
    ),
    Scenario(
        name="a_gift_that_another_calls_a_sale_is_a_matter_of_scope",
        claims=[
            says("pledge", "PL", 18, "AHS Krab", on="05-29"),
            says("pledge", "PL", 18, "AHS Krab", on="06-07", terms="sale"),
        ],
        lines={"PL ahs-krab": "pledged 18"},
        problems={"scope"},
    ),
    Scenario(
        name="what_a_fact_check_doubts_is_never_counted",
        claims=[says("delivery", "SE", 10, "CAESAR", certainty="disputed")],
        lines={},
    ),
    Scenario(
        name="what_is_due_next_is_due_until_its_last_day",
        claims=[says("pledge", "PL", 10, on="03-07", when="03-06..03-12")],
        today="03-12",
        lines={"PL leopard-2": "due 10, by 03-12, silent 0"},
        problems=set(),
    ),
    Scenario(
        name="what_was_due_next_is_silent_the_day_after",
        claims=[says("pledge", "PL", 10, on="03-07", when="03-06..03-12")],
        today="03-13",
        lines={"PL leopard-2": "due nothing, silent 10"},
        problems={"no_delivery_reported"},
    ),
    Scenario(
        name="what_is_due_next_is_asked_of_the_first_clock_not_of_today",
        claims=[says("pledge", "PL", 10, on="03-07", when="03-06..03-12")],
        as_of="03-10",
        today="2024-03-13",
        lines={"PL leopard-2": "due 10, by 03-12, silent 0"},
        problems=set(),
    ),
    Scenario(
        name="the_day_has_passed_without_a_report",
        claims=[says("pledge", "PT", 3, "Leopard 2A6", on="02-08", when="03-01..03-31")],
        lines={"PT leopard-2": "pledged 3, silent 3, overdue 0, due nothing, status pledged"},
        problems={"no_delivery_reported"},
        today="04-15",
    ),
    Scenario(
        name="overdue_only_where_a_source_says_so",
        claims=[says("pledge", "PT", 3, "Leopard 2A6", on="02-08", when="03-01..03-31", late=True)],
        lines={"PT leopard-2": "silent 3, overdue 3"},
        problems={"no_delivery_reported", "overdue"},
        today="04-15",
    ),
    Scenario(
        name="nothing_was_heard_for_a_year",
        claims=[says("pledge", "PT", 3, "Leopard 2A6", on="02-08")],
        lines={"PT leopard-2": "pledged 3"},
        problems={"stale"},
        today="2024-04-15",
    ),
    Scenario(
        name="as_of_a_day_hides_what_happened_later",
        claims=[says("pledge", "DE", 14, on="01-25"), says("delivery", "DE", 4, when="03-20..03-22", on="04-25")],
        as_of="03-19",
        lines={"DE leopard-2": "pledged 14, delivered 0, outstanding 14"},
    ),
    Scenario(
        name="as_of_a_day_within_the_window_it_may_have_happened",
        claims=[says("pledge", "DE", 14, on="01-25"), says("delivery", "DE", 4, when="03-20..03-28", on="04-25")],
        as_of="03-24",
        lines={"DE leopard-2": "pledged 14, delivered 0..4(4), outstanding 10..14"},
    ),
    Scenario(
        name="known_at_a_day_hides_what_was_told_later",
        claims=[says("pledge", "DE", 14, on="01-25"), says("delivery", "DE", 4, when="03-20..03-22", on="04-25")],
        known_at="04-24",
        lines={"DE leopard-2": "pledged 14, delivered 0"},
    ),
    Scenario(
        name="funding_is_counted_in_its_currency",
        claims=[
            says("pledge", "US", None, "funding", money="450000000 USD", on="06-23"),
            says("pledge", "US", None, "funding", money="450000000 USD", on="06-24"),
            says("pledge", "US", None, "funding", money="<100000000 EUR", on="06-24"),
        ],
        lines={"US funding/USD": "pledged 450000000", "US funding/EUR": "pledged 0..100000000(100000000)"},
        problems=set(),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_books(scenario: Scenario) -> None:
    play(scenario)
