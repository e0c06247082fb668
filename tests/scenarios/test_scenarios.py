"""Exactly the stories that are marked `today` come out wrong: one that is mended loses its mark, none is left out."""

from collections.abc import Sequence

import pytest

from .expected import Scenario, Served, complaints, scenarios
from .serving import served_lines

ALL = scenarios()
FEWEST = 4  # stories of a kind

type ServedByName = dict[str, list[Served]]


@pytest.fixture(scope="module")
def served() -> ServedByName:
    """The lines of all stories, read by one reader."""
    return served_lines(ALL)


@pytest.mark.parametrize("scenario", ALL, ids=lambda one: one.id)
def test_a_story_comes_out_right_unless_it_is_marked(scenario: Scenario, served: ServedByName) -> None:
    found = complaints(scenario, served[scenario.id])
    if scenario.today is None:
        assert found == []
    else:
        assert found, f"comes out right: take the mark away ({scenario.today})"


def test_each_kind_has_several_stories_of_different_names() -> None:
    kinds = [one.kind for one in ALL]
    assert len(set(kinds)) == 8
    assert min(kinds.count(kind) for kind in kinds) >= FEWEST
    assert len({one.id for one in ALL}) == len(ALL)


def line(low: int, *, donors: Sequence[str] = ("NO",), held: int = 0) -> Served:
    figure = {"low": low, "high": low, "undisclosed": 0}
    nothing = {"low": 0, "high": 0, "undisclosed": 0}
    return {
        "donors": list(donors),
        "recipient": "UA",
        "system": {"id": "m109"},
        "category": "self-propelled-howitzer",
        "unit": "item",
        "pledged": figure,
        "delivered": nothing,
        "outstanding": {"low": low, "high": low},
        "problems": [{"type": "stale"}],
        "held": {"count": held},
    }


def story(**expected: object) -> Scenario:
    lines = ({"donors": ["NO"], "system": "m109"} | expected,)
    return Scenario(kind="own", name="one", articles=(), lines=lines, whatever=(), today=None)


@pytest.mark.parametrize(
    ("expected", "served_line"),
    [
        ({"pledged": 5}, line(4)),
        ({"pledged": "3..4"}, line(4)),
        ({"held": 1}, line(4)),
        ({}, line(4, held=1)),
        ({"with": ["conflict"]}, line(4)),
        ({"without": ["stale"]}, line(4)),
        ({"unit": "launcher"}, line(4)),
    ],
)
def test_what_is_not_as_expected_is_complained_of(expected: dict[str, object], served_line: Served) -> None:
    assert complaints(story(**expected), [served_line])


def test_a_line_that_nobody_expects_is_complained_of() -> None:
    assert complaints(story(pledged=4), [line(4), line(4, donors=["DK"])])
    assert complaints(story(pledged=[4, "0..4"], outstanding=4), [line(4), line(0, donors=["DK"])]) == []
