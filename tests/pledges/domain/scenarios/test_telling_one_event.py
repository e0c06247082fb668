"""Which tellings are of one event: variants, types alone, vague words, copies, and what editors say."""

import pytest

from pledges.domain.judgements import Link, LinkKind
from tests.pledges.domain.scenarios.stage import Scenario, play
from tests.pledges.domain.telling import says

JANUARY = says("pledge", "DE", 14, on="01-25")
FEBRUARY = says("pledge", "DE", 18, on="02-24")
TANKS = says("pledge", "DE", 20, "main-battle-tank", on="02-24")
FOURTEEN = says("pledge", "DE", 14, "main-battle-tank", on="02-10")


def link(kind: LinkKind) -> list[Link]:
    return [Link(left=JANUARY.claim_id, right=FEBRUARY.claim_id, kind=kind)]


SCENARIOS = [
    Scenario(
        name="the_tanks_that_germany_sent_adds_nothing",
        claims=[JANUARY, says("delivery", "DE", 14, on="03-24"), says("delivery", "DE", None, on="05-01")],
        lines={"DE leopard-2": "pledged 14, delivered 14, outstanding 0, status delivered, claims 3"},
        problems=set(),
    ),
    Scenario(
        name="fourteen_tanks_are_the_fourteen_leopards",
        claims=[JANUARY, says("pledge", "DE", 14, "main-battle-tank", on="02-24")],
        lines={"DE leopard-2": "pledged 14, claims 2"},
        problems=set(),
    ),
    Scenario(
        name="fourteen_tanks_may_be_told_before_the_name",
        claims=[says("pledge", "DE", 14, "main-battle-tank", on="01-20"), JANUARY],
        lines={"DE leopard-2": "pledged 14"},
        problems=set(),
    ),
    Scenario(
        name="the_family_and_its_variant_are_one",
        claims=[says("pledge", "PL", 19, on="01-20"), says("pledge", "PL", 19, "Leopard 2A4", on="02-01")],
        lines={"PL leopard-2": "pledged 19, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="two_variants_of_one_number_stay_two",
        claims=[
            says("pledge", "PL", 19, "Leopard 2A4", on="01-20"),
            says("pledge", "PL", 19, "Leopard 2A6", on="01-20"),
        ],
        lines={"PL leopard-2": "pledged 38, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="the_family_joins_one_variant_only",
        claims=[
            says("pledge", "PL", 19, "Leopard 2A4", on="01-20"),
            says("pledge", "PL", 19, "Leopard 2A6", on="01-20"),
            says("pledge", "PL", 19, "Leopard 2", on="01-30"),
        ],
        lines={"PL leopard-2": "pledged 38, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="a_number_that_two_named_lines_have_adds_to_neither",
        claims=[
            says("pledge", "PL", 14, on="01-20"),
            says("pledge", "PL", 14, "T-72", on="01-20"),
            says("pledge", "PL", 14, "main-battle-tank", on="01-30"),
        ],
        lines={"PL leopard-2": "pledged 14", "PL t-72": "pledged 14"},
        problems=set(),
    ),
    Scenario(
        name="sixty_tanks_beside_fourteen_leopards_are_an_interval",
        claims=[says("pledge", "PL", 14, on="01-20"), says("pledge", "PL", 60, "main-battle-tank", on="01-30")],
        lines={"PL leopard-2": "pledged 14", "PL main-battle-tank": "pledged 46..60(46)"},
        problems={"possible_double"},
    ),
    Scenario(
        name="sixty_more_tanks_add",
        claims=[says("pledge", "PL", 14, on="01-20"), says("pledge", "PL", "+60", "main-battle-tank", on="01-30")],
        lines={"PL leopard-2": "pledged 14", "PL main-battle-tank": "pledged 60"},
        problems=set(),
    ),
    Scenario(
        name="tanks_in_total_assert_over_all_that_are_named",
        claims=[
            says("pledge", "PL", 14, on="01-20"),
            says("pledge", "PL", 30, "T-72", on="01-20"),
            says("pledge", "PL", "=60", "main-battle-tank", on="01-30"),
        ],
        lines={"PL leopard-2": "pledged 14", "PL t-72": "pledged 30", "PL main-battle-tank": "pledged 16"},
        problems=set(),
    ),
    Scenario(
        name="a_howitzer_may_be_a_self_propelled_one",
        claims=[says("pledge", "FR", 18, "CAESAR", on="04-20"), says("pledge", "FR", 18, "howitzer", on="05-01")],
        lines={"FR caesar": "pledged 18"},
        problems=set(),
    ),
    Scenario(
        name="a_towed_howitzer_is_no_self_propelled_one",
        claims=[
            says("pledge", "FR", 18, "CAESAR", on="04-20"),
            says("pledge", "FR", 18, "towed-howitzer", on="05-01"),
        ],
        lines={"FR caesar": "pledged 18", "FR towed-howitzer": "pledged 18"},
    ),
    Scenario(
        name="an_arrival_of_a_type_fills_the_one_pledge_it_can",
        claims=[JANUARY, says("delivery", "DE", 6, "main-battle-tank", on="03-01")],
        lines={"DE leopard-2": "pledged 14, delivered 6, outstanding 8, status partly_delivered"},
        problems=set(),
    ),
    Scenario(
        name="about_forty_and_forty_two_are_one",
        claims=[says("pledge", "US", "~40", "HIMARS", on="04-20"), says("pledge", "US", 42, "HIMARS", on="04-25")],
        lines={"US himars": "pledged 42, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="about_forty_and_fifty_are_not",
        claims=[says("pledge", "US", "~40", "HIMARS", on="04-20"), says("pledge", "US", 50, "HIMARS", on="04-25")],
        lines={"US himars": "pledged 50..90(50)"},
        problems={"possible_double"},
    ),
    Scenario(
        name="dozens_are_the_thirty_one_told_next_day",
        claims=[
            says("pledge", "US", ">=24", "main-battle-tank", on="01-24"),
            says("pledge", "US", 31, "main-battle-tank", on="01-25"),
        ],
        lines={"US main-battle-tank": "pledged 31, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="a_syndicated_copy_is_the_same_source",
        claims=[
            says("pledge", "US", "+4", "HIMARS", on="06-01", article="wire", copy_of="wire"),
            says("pledge", "US", "+4", "HIMARS", on="08-01", article="reprint", copy_of="wire"),
        ],
        lines={"US himars": "pledged 4, pledges 1, claims 2"},
        problems=set(),
    ),
    Scenario(
        name="an_editor_joins_what_looked_apart",
        claims=[JANUARY, FEBRUARY],
        links=link(LinkKind.SAME),
        lines={"DE leopard-2": "pledged 18, pledges 1"},
        problems={"conflict"},
    ),
    Scenario(
        name="an_editor_parts_what_nothing_told_apart",
        claims=[JANUARY, FEBRUARY],
        links=link(LinkKind.DIFFERENT),
        lines={"DE leopard-2": "pledged 32, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="an_editor_joins_a_type_with_a_name",
        claims=[JANUARY, TANKS],
        links=[Link(left=JANUARY.claim_id, right=TANKS.claim_id, kind=LinkKind.SAME)],
        lines={"DE leopard-2": "pledged 20, pledges 1"},
        problems={"conflict"},
    ),
    Scenario(
        name="an_editor_joins_two_by_type_of_which_one_is_told_by_name",
        claims=[JANUARY, TANKS, FOURTEEN],
        links=[Link(left=FOURTEEN.claim_id, right=TANKS.claim_id, kind=LinkKind.SAME)],
        lines={"DE leopard-2": "pledges 1, claims 3"},
        problems={"conflict"},
    ),
    Scenario(
        name="a_more_official_source_decides_between_joined_numbers",
        claims=[
            (ministry := says("pledge", "DE", 14, on="01-25", source_kind="official")),
            (blog := says("pledge", "DE", 16, on="02-24", source_kind="aggregator")),
        ],
        links=[Link(left=ministry.claim_id, right=blog.claim_id, kind=LinkKind.SAME)],
        lines={"DE leopard-2": "pledged 14"},
    ),
    Scenario(
        name="a_battery_is_no_number_of_launchers",
        claims=[
            says("pledge", "DE", 1, "Patriot", unit="battery", on="01-25"),
            says("pledge", "DE", 2, "Patriot", unit="launcher", on="01-26"),
        ],
        lines={"DE patriot": "pledged 1", "DE patriot/launcher": "pledged 2"},
        problems={"unit_clash"},
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_tells_events_apart(scenario: Scenario) -> None:
    play(scenario)
