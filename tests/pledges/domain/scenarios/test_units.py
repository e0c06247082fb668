"""One figure in the main unit of its equipment; what nothing converts stands beside it."""

import pytest

from tests.pledges.domain.scenarios.stage import Scenario, play
from tests.pledges.domain.telling import says

SCENARIOS = [
    Scenario(
        name="launchers_and_systems_of_one_vehicle_are_one_figure",
        claims=[
            says("pledge", "US", 4, "HIMARS", unit="system", on="03-01"),
            says("pledge", "US", "+8", "HIMARS", unit="launcher", on="04-20"),
            says("delivery", "US", 6, "HIMARS", on="05-20"),
        ],
        lines={"US himars": "pledged 12, delivered 6, outstanding 6, beside nothing"},
        problems=set(),
    ),
    Scenario(
        name="one_gift_told_in_three_units_is_one_gift",
        claims=[
            says("pledge", "GB", 6, "HIMARS", unit="launcher", on="03-01"),
            says("pledge", "GB", 6, "HIMARS", unit="system", on="03-03"),
            says("pledge", "GB", 6, "HIMARS", on="03-06"),
        ],
        lines={"GB himars": "pledged 6, pledges 1, claims 3"},
        problems=set(),
    ),
    Scenario(
        name="one_number_of_one_article_in_two_units_is_told_once",
        claims=[
            says("pledge", "US", "+4", "HIMARS", on="03-01", article="a"),
            says("pledge", "US", "+4", "HIMARS", unit="system", on="03-01", article="a"),
        ],
        lines={"US himars": "pledged 4, pledges 1, claims 2"},
        problems=set(),
    ),
    Scenario(
        name="one_number_of_one_article_in_units_that_differ_is_told_twice",
        claims=[
            says("pledge", "US", "+4", "HIMARS", on="03-01", article="a"),
            says("pledge", "US", "+4", "HIMARS", unit="battery", on="03-01", article="a"),
        ],
        lines={"US himars": "pledged 4, claims 1", "US himars/battery": "pledged 4, claims 1"},
        problems={"unit_clash"},
    ),
    Scenario(
        name="a_type_alone_is_counted_as_its_kind",
        claims=[
            says("pledge", "NO", 11, "rocket-artillery", unit="launcher", on="03-01"),
            says("delivery", "NO", 11, "rocket-artillery", unit="system", on="05-01"),
        ],
        lines={"NO rocket-artillery": "pledged 11, delivered 11, outstanding 0, status delivered"},
        problems=set(),
    ),
    Scenario(
        name="a_type_told_in_launchers_resolves_to_the_system_that_is_pledged",
        claims=[
            says("pledge", "DE", 5, "HIMARS", on="03-01"),
            says("delivery", "DE", 5, "rocket-artillery", unit="launcher", on="05-01"),
        ],
        lines={"DE himars": "pledged 5, delivered 5, outstanding 0"},
        problems=set(),
    ),
    Scenario(
        name="a_system_and_a_battery_of_one_gift_are_one",
        claims=[
            says("pledge", "DE", 1, "Patriot", unit="battery", on="03-01"),
            says("delivery", "DE", 1, "Patriot", unit="system", on="05-01"),
        ],
        lines={"DE patriot": "pledged 1, delivered 1, outstanding 0, status delivered"},
        problems=set(),
    ),
    Scenario(
        name="launchers_beside_a_system_that_holds_several_are_a_figure_of_their_own",
        claims=[
            says("pledge", "NL", 1, "Patriot", unit="system", on="03-01"),
            says("pledge", "NL", 2, "Patriot", unit="launcher", on="03-02"),
        ],
        lines={
            "NL patriot": "pledged 1, beside 2 launcher",
            "NL patriot/launcher": "pledged 2, beside 1 item",
        },
        problems={"unit_clash"},
    ),
    Scenario(
        name="batteries_of_guns_are_bounds",
        claims=[says("pledge", "FR", 2, "CAESAR", unit="battery", on="03-01")],
        lines={"FR caesar": "pledged 8..16(8), outstanding 8..16"},
        problems=set(),
    ),
    Scenario(
        name="guns_fill_the_battery_that_was_promised",
        claims=[
            says("pledge", "FR", 1, "CAESAR", unit="battery", on="03-01"),
            says("delivery", "FR", 6, "CAESAR", on="05-01"),
        ],
        lines={"FR caesar": "pledged 6..8(6), delivered 6, outstanding 0..2"},
        problems=set(),
    ),
    Scenario(
        name="a_battery_that_no_row_knows_stays_a_battery",
        claims=[
            says("pledge", "SE", 1, "IRIS-T SLM", unit="battery", on="03-01"),
            says("pledge", "SE", 3, "IRIS-T SLM", unit="system", on="03-02"),
        ],
        lines={"SE iris-t": "pledged 3, beside 1 battery", "SE iris-t/battery": "pledged 1, beside 3 item"},
        problems={"unit_clash"},
    ),
    Scenario(
        name="a_battalion_is_no_number_of_tanks",
        claims=[
            says("pledge", "PL", 1, unit="battalion", on="03-01"),
            says("pledge", "PL", 14, on="03-02"),
        ],
        lines={"PL leopard-2": "pledged 14", "PL leopard-2/battalion": "pledged 1, beside 14 item"},
        problems={"unit_clash"},
    ),
    Scenario(
        name="a_total_in_systems_asserts_over_launchers",
        claims=[
            says("pledge", "US", 4, "HIMARS", unit="launcher", on="03-01"),
            says("pledge", "US", "=20", "HIMARS", unit="system", on="05-01"),
        ],
        lines={"US himars": "pledged 20"},
        problems=set(),
    ),
    Scenario(
        name="no_number_of_launchers_is_said_of_the_systems_pledged",
        claims=[
            says("pledge", "US", 4, "HIMARS", unit="system", on="03-01"),
            says("pledge", "US", None, "HIMARS", unit="launcher", on="03-09"),
        ],
        lines={"US himars": "pledged 4, claims 2"},
        problems=set(),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_counts_in_one_unit(scenario: Scenario) -> None:
    play(scenario)
