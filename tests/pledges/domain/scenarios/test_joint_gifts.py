"""A gift of several donors stays one gift, and a figure for many checks the figures of each."""

import pytest

from tests.pledges.domain.scenarios.stage import Scenario, play
from tests.pledges.domain.telling import says

OWN = [
    says("pledge", "PL", 14, on="01-25"),
    says("pledge", "DE", 14, on="01-25"),
    says("pledge", "CA", 4, on="01-27"),
]
INITIATIVE = [
    says("pledge", "DE DK NL", ">=100", "Leopard 1A5", on="02-09", article="osw", announced="02-07"),
    says("pledge", "DE DK NL", "=<=25", "Leopard 1A5", on="02-09", article="osw", when="06-01..08-31"),
    says("pledge", "DE DK NL", "=<=80", "Leopard 1A5", on="02-09", article="osw", when="..12-31"),
    says("pledge", "DE DK NL", "=<=100", "Leopard 1A5", on="02-09", article="osw", when="..2024-06-30"),
]
SIXTEEN = says(
    "pledge",
    "DE DK NO",
    16,
    "Zuzana 2",
    on="10-02",
    parties="DE:financier DK:financier NO:financier SK:supplier",
)

SCENARIOS = [
    Scenario(
        name="together_thirty_two_over_their_own_adds_nothing",
        claims=[*OWN, says("pledge", "CA DE PL", 32, on="02-09")],
        lines={
            "PL leopard-2": "pledged 14",
            "DE leopard-2": "pledged 14",
            "CA leopard-2": "pledged 4",
            "CA+DE+PL leopard-2": "pledged 0, outstanding 0, claims 1",
        },
        problems=set(),
    ),
    Scenario(
        name="together_thirty_two_told_before_their_own_adds_nothing",
        claims=[says("pledge", "CA DE PL", 32, on="01-09"), *OWN],
        lines={
            "PL leopard-2": "pledged 14",
            "DE leopard-2": "pledged 14",
            "CA leopard-2": "pledged 4",
            "CA+DE+PL leopard-2": "pledged 0",
        },
        problems=set(),
    ),
    Scenario(
        name="together_thirty_two_leaves_what_no_line_has",
        claims=[*OWN[:2], says("pledge", "CA DE PL", 32, on="02-09")],
        lines={"PL leopard-2": "pledged 14", "DE leopard-2": "pledged 14", "CA+DE+PL leopard-2": "pledged 4"},
        problems=set(),
    ),
    Scenario(
        name="less_together_than_each_adds_nothing_and_is_doubted",
        claims=[*OWN, says("pledge", "CA DE PL", 20, on="02-09")],
        lines={
            "PL leopard-2": "pledged 14",
            "DE leopard-2": "pledged 14",
            "CA leopard-2": "pledged 4",
            "CA+DE+PL leopard-2": "pledged 0",
        },
        problems={"possible_double"},
    ),
    Scenario(
        name="what_one_adds_later_is_beyond_the_sum",
        claims=[*OWN, says("pledge", "CA DE PL", 32, on="02-09"), says("pledge", "CA", "+4", on="04-09")],
        lines={
            "PL leopard-2": "pledged 14",
            "DE leopard-2": "pledged 14",
            "CA leopard-2": "pledged 8",
            "CA+DE+PL leopard-2": "pledged 0",
        },
    ),
    Scenario(
        name="have_each_sent_six_is_eighteen",
        claims=[says("delivery", "FR DE NL", 6, "PzH 2000", sharing="each", on="05-01")],
        lines={
            "FR pzh-2000": "delivered 6",
            "DE pzh-2000": "delivered 6",
            "NL pzh-2000": "delivered 6",
        },
    ),
    Scenario(
        name="have_all_sent_howitzers_links_no_lines",
        claims=[
            says("delivery", "CA FR NO", None, "howitzer", sharing="unclear", on="05-01"),
            says("delivery", "FR", 6, "CAESAR", on="04-20"),
        ],
        lines={
            "FR caesar": "delivered 6, claims 2",
            "CA howitzer": "delivered 0+1?, pledged 0+1?, status unclear",
            "NO howitzer": "delivered 0+1?, pledged 0+1?, status unclear",
        },
        problems={"implied"},
    ),
    Scenario(
        name="a_joint_schedule_caps_and_does_not_add",
        claims=INITIATIVE,
        as_of="02-09",
        lines={"DE+DK+NL leopard-1": "pledged 100..(100), outstanding 100.., due 0..25, by 08-31, status pledged"},
        problems=set(),
    ),
    Scenario(
        name="a_joint_schedule_with_its_first_date_past",
        claims=INITIATIVE,
        as_of="09-30",
        lines={"DE+DK+NL leopard-1": "pledged 100..(100), silent 0..25, due 0..80, by 12-31"},
        problems={"no_delivery_reported"},
    ),
    Scenario(
        name="a_member_permitting_up_to_178_leaves_the_joint_hundred",
        claims=[*INITIATIVE, says("pledge", "DE", "<=178", "Leopard 1A5", on="02-09", article="osw")],
        lines={"DE+DK+NL leopard-1": "pledged 100..(100)", "DE leopard-1": "pledged 0..178(178)"},
    ),
    Scenario(
        name="a_joint_gift_told_by_its_supplier_is_one",
        claims=[SIXTEEN, says("pledge", "SK", 16, "Zuzana 2", on="10-05")],
        lines={"DE+DK+NO zuzana-2": "pledged 16, claims 2"},
    ),
    Scenario(
        name="what_a_fund_pays_back_of_a_gift_told_with_its_parties_adds_nothing",
        claims=[
            says("pledge", "EPF", 9, "Zuzana 2", on="10-02", parties="EPF:financier SK:supplier"),
            says("pledge", "SK", 16, "Zuzana 2", on="10-05", parties="EPF:financier SK:supplier"),
        ],
        lines={"SK zuzana-2": "pledged 16, claims 2"},
        problems=set(),
    ),
    Scenario(
        name="a_fund_that_pays_for_more_than_the_donor_told_of_adds_the_rest",
        claims=[
            says("pledge", "SK", 9, "Zuzana 2", on="10-02", parties="EPF:financier SK:supplier"),
            says("pledge", "EPF", "=16", "Zuzana 2", on="10-05", parties="EPF:financier SK:supplier"),
        ],
        lines={"SK zuzana-2": "pledged 16, claims 2"},
        problems=set(),
    ),
    Scenario(
        name="a_joint_gift_handed_over_by_its_supplier_is_filled",
        claims=[SIXTEEN, says("delivery", "SK", 2, "Zuzana 2", on="12-05")],
        lines={"DE+DK+NO zuzana-2": "pledged 16, outstanding 14", "SK zuzana-2": "delivered 2, pledged 0"},
        problems=set(),
        today="2023-12-31",
    ),
    Scenario(
        name="a_member_arriving_first_fills_the_joint_pledge",
        claims=[says("pledge", "DK NL", 14, "Leopard 2A4", on="04-20"), says("delivery", "DK", 4, on="06-01")],
        lines={"DK+NL leopard-2": "pledged 14, outstanding 10", "DK leopard-2": "delivered 4, pledged 0"},
        problems=set(),
    ),
    Scenario(
        name="a_group_asserts_over_its_members",
        claims=[
            says("pledge", "PL", 14, on="01-25"),
            says("pledge", "US", 31, "main-battle-tank", on="01-25"),
            says("pledge", "EU", 60, "main-battle-tank", on="02-25"),
        ],
        lines={
            "PL leopard-2": "pledged 14",
            "US main-battle-tank": "pledged 31",
            "EU main-battle-tank": "pledged 46",
        },
    ),
    Scenario(
        name="a_former_member_is_outside_the_group",
        claims=[
            says("pledge", "GB", 14, "Challenger 2", on="01-25"),
            says("pledge", "EU", 60, "main-battle-tank", on="02-25"),
        ],
        lines={"GB challenger-2": "pledged 14", "EU main-battle-tank": "pledged 60"},
    ),
    Scenario(
        name="what_ukraine_received_in_total_holds_what_each_sent",
        claims=[
            says("delivery", "PL", 14, on="03-25"),
            says("delivery", "", "=20", on="04-25"),
        ],
        lines={"PL leopard-2": "delivered 14", "- leopard-2": "delivered 6"},
    ),
    Scenario(
        name="what_nobody_is_named_for_fills_no_named_donors_pledge",
        claims=[
            says("pledge", "DE", 14, on="01-25"),
            says("delivery", "", ">=200", "main-battle-tank", on="04-25"),
        ],
        lines={"DE leopard-2": "pledged 14, outstanding 14", "- main-battle-tank": "delivered 200..(200)"},
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_conserves_joint_gifts(scenario: Scenario) -> None:
    play(scenario)
