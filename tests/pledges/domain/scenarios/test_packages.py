"""Money that buys no named item is a package: one event however often, roundly or partly it is told."""

from typing import Any

import pytest

from pledges.domain.accounts import LedgerClaim
from tests.pledges.domain.scenarios.stage import Scenario, play
from tests.pledges.domain.telling import says


def worth(
    millions: float | str, on: str, *, basis: str | None = None, currency: str = "USD", **said: Any
) -> LedgerClaim:
    """A package of so many millions: `~2000` about, `>2000` more than, `<2000` up to; `basis` is `+` or `=`."""
    text = str(millions)
    mark = text[0] if text[0] in "<>~" else ""
    money = f"{mark}{round(float(text.lstrip('<>~')) * 10**6)} {currency}"
    kind, donor = said.pop("kind", "pledge"), said.pop("donor", "US")
    return says(kind, donor, basis, "funding", on=on, money=money, **said)


SCENARIOS = [
    Scenario(
        name="told_exactly_roundly_and_nearly_it_is_one",
        claims=[
            worth(1800, "12-21", article="a"),
            worth("~2000", "12-21", article="b"),
            worth(1850, "12-22", article="c"),
        ],
        lines={"US funding/USD": "pledged 1850000000, pledges 1, claims 3"},
        problems=set(),
    ),
    Scenario(
        name="about_two_billion_alone_is_two",
        claims=[worth("~2000", "12-21"), worth(2000, "12-22")],
        lines={"US funding/USD": "pledged 2000000000, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="more_than_sixty_million_is_the_sixty_two",
        claims=[worth(">60", "05-02"), worth(62, "05-03")],
        lines={"US funding/USD": "pledged 62000000, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="what_a_year_was_promised_told_again_with_no_time_is_one",
        claims=[
            worth(220, "04-11", scope="military 2023-01-01..2023-12-31", when="2023-01-01..2023-12-31"),
            worth(220, "04-12"),
        ],
        lines={"US funding/USD": "pledged 220000000, pledges 1"},
        problems=None,
    ),
    Scenario(
        name="a_sum_of_a_later_day_that_is_said_adds_to_what_a_year_was_promised",
        claims=[worth(220, "04-11", scope="military 2023-01-01..2023-12-31"), worth(220, "04-29", announced="04-28")],
        lines={"US funding/USD": "pledged 440000000, pledges 2"},
        problems=None,
    ),
    Scenario(
        name="a_sum_of_the_size_of_a_year_that_is_over_is_another",
        claims=[worth(220, "01-03", scope="military 2022-01-01..2022-12-31"), worth(220, "01-20")],
        lines={"US funding/USD": "pledged 440000000, pledges 2"},
        problems=None,
    ),
    Scenario(
        name="two_of_one_size_a_week_apart_are_two",
        claims=[worth(275, "12-09", announced="12-09"), worth(275, "12-16", announced="12-16")],
        lines={"US funding/USD": "pledged 550000000, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="another_of_that_size_of_a_later_day_is_another",
        claims=[worth(275, "12-09", announced="12-09"), worth(275, "12-16", announced="12-15", basis="+")],
        lines={"US funding/USD": "pledged 550000000, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="another_of_that_size_told_by_the_ministry_a_week_later_is_another",
        claims=[worth(275, "12-09", announced="12-09"), worth(275, "12-16", basis="+", source_kind="official")],
        lines={"US funding/USD": "pledged 550000000, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="another_of_that_size_with_no_day_may_be_that_of_the_week_before",
        claims=[worth(275, "12-09", announced="12-09"), worth(275, "12-16", basis="+")],
        lines={"US funding/USD": "pledged 275000000..550000000(275000000), pledges 2"},
        problems={"possible_double"},
    ),
    Scenario(
        name="another_of_that_size_with_no_day_three_weeks_later_is_another",
        claims=[worth(275, "12-01", announced="12-01"), worth(275, "12-22", basis="+")],
        lines={"US funding/USD": "pledged 550000000, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="told_by_several_papers_of_its_week_and_recalled_later_each_is_one",
        claims=[
            worth(275, "12-09", announced="12-09", article="a"),
            worth(275, "12-10", announced="12-09", article="b"),
            worth(275, "12-11", basis="+", article="c"),
            worth(275, "12-16", announced="12-16", article="d"),
            worth(275, "12-17", basis="+", article="e"),
            worth(275, "12-28", article="f"),
        ],
        lines={"US funding/USD": "pledged 550000000, pledges 2, claims 6"},
        problems=set(),
    ),
    Scenario(
        name="a_recap_with_no_day_is_the_last_of_that_worth",
        claims=[worth(400, "03-03", announced="03-03"), worth(400, "04-20")],
        lines={"US funding/USD": "pledged 400000000, pledges 1"},
        problems=set(),
    ),
    Scenario(
        name="the_same_worth_half_a_year_later_is_another",
        claims=[worth(400, "03-03", announced="03-03"), worth(400, "09-20")],
        lines={"US funding/USD": "pledged 800000000, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="packages_of_different_worths_and_days_add",
        claims=[worth(400, "03-03"), worth(350, "03-20"), worth(325, "04-19")],
        lines={"US funding/USD": "pledged 1075000000, pledges 3"},
        problems=set(),
    ),
    Scenario(
        name="a_part_belongs_to_the_whole_of_its_article",
        claims=[
            worth(1850, "12-21", article="a"),
            worth(850, "12-21", article="a", scope="part"),
            worth(1000, "12-21", article="a", scope="part"),
        ],
        lines={"US funding/USD": "pledged 1850000000, claims 3"},
        problems=set(),
    ),
    Scenario(
        name="a_smaller_sum_beside_the_whole_is_a_part_of_it",
        claims=[worth(1850, "12-21", article="a", basis="+"), worth(850, "12-21", article="a"), worth(850, "12-22")],
        lines={"US funding/USD": "pledged 1850000000"},
        problems=set(),
    ),
    Scenario(
        name="two_packages_that_one_article_tells_of_two_days_are_two",
        claims=[
            worth(1850, "12-23", article="a", announced="12-21"),
            worth(275, "12-23", article="a", announced="12-09"),
        ],
        lines={"US funding/USD": "pledged 2125000000, pledges 2"},
        problems=set(),
    ),
    Scenario(
        name="a_part_told_alone_is_what_it_is",
        claims=[worth(850, "12-21", scope="part")],
        lines={"US funding/USD": "pledged 850000000"},
        problems=set(),
    ),
    Scenario(
        name="its_worth_counts_once_beside_its_items",
        claims=[
            worth(400, "03-03", article="a"),
            says("pledge", "US", 4, "HIMARS", on="03-03", article="a"),
            worth(400, "03-04", article="b"),
        ],
        lines={"US funding/USD": "pledged 400000000", "US himars": "pledged 4"},
        problems=set(),
    ),
    Scenario(
        name="two_papers_that_differ_on_one_day_give_the_hull",
        claims=[worth(510, "05-02", article="a"), worth(640, "05-02", article="b", source_kind="agency")],
        lines={"US funding/USD": "pledged 510000000..640000000(640000000), pledges 1"},
        problems={"conflict"},
    ),
    Scenario(
        name="a_running_total_asserts_over_the_packages",
        claims=[
            worth(400, "03-03", announced="03-03"),
            worth(350, "03-20", announced="03-20"),
            worth(2000, "06-20", basis="="),
        ],
        lines={"US funding/USD": "pledged 2000000000, pledges 3"},
        problems=set(),
    ),
    Scenario(
        name="a_total_that_is_the_rounded_sum_adds_nothing",
        claims=[
            worth(400, "03-03", announced="03-03"),
            worth(350, "03-20", announced="03-20"),
            worth(1325, "04-19", announced="04-19"),
            worth(2100, "06-20", basis="="),
        ],
        lines={"US funding/USD": "pledged 2075000000, pledges 3"},
        problems=set(),
    ),
    Scenario(
        name="a_ministrys_figure_replaces_the_papers",
        claims=[
            worth(640, "05-02", currency="EUR", donor="DE"),
            worth(510, "05-03", currency="EUR", donor="DE", source_kind="official"),
        ],
        lines={"DE funding/EUR": "pledged 510000000"},
        problems=set(),
    ),
    Scenario(
        name="a_package_raised_is_the_new_worth",
        claims=[
            worth(500, "05-02", currency="EUR", donor="DE"),
            worth(700, "06-02", currency="EUR", donor="DE", replaces=500 * 10**6),
        ],
        lines={"DE funding/EUR": "pledged 700000000"},
        problems=set(),
    ),
    Scenario(
        name="two_rows_of_a_register_are_two_whatever_they_say",
        claims=[
            worth(10, "05-02", article="k1", announced="05-02", source="kiel", source_kind="register"),
            worth(10, "05-02", article="k1", announced="05-02", source="kiel", source_kind="register", sentence="2"),
            worth(4, "05-02", article="k1", announced="05-02", source="kiel", source_kind="register"),
            worth(9, "05-02", article="k2", announced="05-02", source="kiel", source_kind="register"),
        ],
        lines={"US funding/USD": "pledged 33000000, pledges 4"},
        problems=set(),
    ),
    Scenario(
        name="money_paid_is_booked_on_its_package",
        claims=[worth(500, "05-02", announced="05-02"), worth(500, "06-02", kind="delivery")],
        lines={"US funding/USD": "pledged 500000000, delivered 500000000, outstanding 0"},
        problems=set(),
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_counts_a_package_once(scenario: Scenario) -> None:
    play(scenario)
