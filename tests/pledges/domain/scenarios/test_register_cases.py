"""Cases on which registers disagree, told as claims: what each source leaves out shows as a line or a problem."""

import pytest

from tests.pledges.domain.scenarios.stage import Scenario, play
from tests.pledges.domain.telling import says

SIDES = "DE:financier DK:financier NO:financier SK:supplier"

SCENARIOS = [
    Scenario(
        name="eight_howitzers_over_two_packages_five_delivered",
        claims=[
            says("pledge", "NL", 5, "PzH 2000", on="04-20"),
            says("delivery", "NL", 5, "PzH 2000", on="06-20"),
            says("pledge", "NL", "+3", "PzH 2000", on="06-28"),
        ],
        lines={"NL pzh-2000": "pledged 8, delivered 5, outstanding 3, status partly_delivered"},
        problems=set(),
    ),
    Scenario(
        name="three_packages_of_twenty_then_a_pledge_to_120_in_total",
        claims=[
            says("pledge", "US", "+20", "HIMARS", on="04-08", announced="04-08"),
            says("pledge", "US", "+20", "HIMARS", on="05-19", announced="05-19"),
            says("pledge", "US", "+20", "HIMARS", on="07-04", announced="07-04"),
            says("pledge", "US", "=120", "HIMARS", on="12-04"),
        ],
        lines={"US himars": "pledged 120, pledges 4"},
        problems=set(),
        today="2023-12-31",
    ),
    Scenario(
        name="the_first_three_packages_alone_as_known_in_october",
        claims=[
            says("pledge", "US", "+20", "HIMARS", on="04-08", announced="04-08"),
            says("pledge", "US", "+20", "HIMARS", on="05-19", announced="05-19"),
            says("pledge", "US", "+20", "HIMARS", on="07-04", announced="07-04"),
            says("pledge", "US", "=120", "HIMARS", on="12-04"),
        ],
        known_at="10-03",
        lines={"US himars": "pledged 60, pledges 3"},
    ),
    Scenario(
        name="four_four_four_eighteen_one_undisclosed_then_over_forty",
        claims=[
            says("pledge", "US", "+4", "HIMARS", on="2022-06-01", announced="2022-06-01"),
            says("pledge", "US", "+4", "HIMARS", on="2022-06-23", announced="2022-06-23"),
            says("pledge", "US", "+4", "HIMARS", on="2022-07-08", announced="2022-07-08"),
            says("pledge", "US", "+18", "HIMARS", on="2022-09-28", announced="2022-09-28"),
            says("pledge", "US", "+", "HIMARS", on="2023-04-04", announced="2023-04-04"),
            says("pledge", "US", "=>=40", "HIMARS", on="2023-06-14"),
        ],
        lines={"US himars": "pledged 40..(40)+1?"},
        problems={"stale"},
    ),
    Scenario(
        name="rows_of_one_register_add_and_an_article_that_tells_one_of_them_does_not",
        claims=[
            says("pledge", "DE", 14, on="01-25", source="kiel", source_kind="register", article="k1"),
            says("pledge", "DE", 14, on="03-25", source="kiel", source_kind="register", article="k2"),
            says("pledge", "DE", 6, on="03-25", source="kiel", source_kind="register", article="k2"),
            says("pledge", "DE", 14, on="03-26"),
        ],
        lines={"DE leopard-2": "pledged 34, pledges 3, claims 4"},
        problems=set(),
    ),
    Scenario(
        name="own_stock_financed_elsewhere_and_new_build_are_three_pledges",
        claims=[
            says("pledge", "DE", 14, "PzH 2000", on="2022-05-06"),
            says("pledge", "DE", "+12", "PzH 2000", on="2023-03-01", parties="DE:financier SK:supplier"),
            says("pledge", "DE", "+18", "PzH 2000", on="2023-05-01", when="2026-01-01..2027-12-31"),
            says("delivery", "DE", "=21", "PzH 2000", on="2023-06-01"),
        ],
        lines={"DE pzh-2000": "pledged 44, delivered 21, outstanding 23, due 18, by 12-31"},
        problems=set(),
    ),
    Scenario(
        name="sixteen_in_thirds_beside_a_sale_of_eight",
        claims=[
            says("pledge", "DE DK NO", 16, "Zuzana 2", on="2022-10-02", parties=SIDES),
            says("pledge", "SK", 8, "Zuzana 2", on="2022-06-02", terms="sale"),
            says("delivery", "SK", 2, "Zuzana 2", on="2023-06-02"),
        ],
        lines={"DE+DK+NO zuzana-2": "pledged 16, outstanding 14", "SK zuzana-2": "delivered 2, pledged 0"},
    ),
    Scenario(
        name="systems_launchers_and_vague_counts_stand_beside_each_other",
        claims=[
            says("pledge", "DE", 8, "IRIS-T SLM", unit="system", on="03-01"),
            says("pledge", "DE", 22, "IRIS-T SLM", unit="launcher", on="03-02"),
            says("pledge", "DE", None, "IRIS-T SLM", on="03-03"),
        ],
        lines={"DE iris-t": "pledged 8, claims 2", "DE iris-t/launcher": "pledged 22"},
        problems={"unit_clash"},
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_shows_what_registers_disagree_on(scenario: Scenario) -> None:
    play(scenario)
