"""Overviews by country: what stands under a donor's name, without a clause, that donor gives."""

import pytest

from tests.extraction.reading.conftest import Read, told

OVERVIEWS = {
    "headings of names": (
        (
            "Help for Ukraine, country by country\n\nNorway\n12 howitzers and a field hospital.\n\n"
            "Denmark and Latvia\nAt least 14 Leopard 2A4s, bought jointly from a private owner, from May.\n\n"
            "Spain\nWinter training for 40 soldiers in the autumn."
        ),
        [
            "pledge NO 12 howitzer",
            "pledge NO ? medical",
            "pledge DK+LV 14.. Leopard 2A4",
            "pledge ES 40 training",
        ],
    ),
    "labels of names": (
        "The ministers met for Ukraine.\n\nNorway: 12 howitzers and three radars.\n\nSpain – six Leopard 2A4s.",
        ["pledge NO 12 howitzer", "pledge NO 3 radar", "pledge ES 6 Leopard 2A4"],
    ),
    "what others buy is not theirs": (
        "Help for Ukraine\n\nNorway\n40 rifles and a gift to a fund that buys radars.\n\nSpain\nSix M113s.",
        ["pledge NO 40 small-arms", "pledge ES 6 M113"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), OVERVIEWS.values(), ids=[str(key) for key in OVERVIEWS])
def test_a_donors_part_lists_what_it_gives(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Help for Ukraine\n\nNorway\n12 howitzers stand in a barracks.\n\nSpain\nSix M113s were seen there.",
        "Help for Ukraine\n\nNorway\n12 howitzers and three radars.\n\nThe meeting\nSix M113s and a lorry.",
        "Arms of Ukraine's foe\n\nRussia\n12 howitzers and three radars.\n\nBelarus\nSix BMP-1s.",
    ],
    ids=["a sentence of its own", "one part alone", "the aggressor's"],
)
def test_nothing_is_given_in_other_parts(read: Read, text: str) -> None:
    assert read(text) == []
