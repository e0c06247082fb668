"""The numbers of a schedule cover one another: none of them is a gift beside the largest."""

import pytest

from pledges.domain.values import Basis
from tests.extraction.reading.conftest import Read, number

SCHEDULES = {
    "the last one a total": (
        "Poland will supply Krab howitzers to Ukraine: 12 by the end of June and a total of 30 by the end of the year.",
        ["12", "30"],
    ),
    "with the thing at the first": (
        "Norway will send Ukraine ten CV90 vehicles by the end of May and a total of 24 by the end of the year.",
        ["10", "24"],
    ),
    "a season, then by days": (
        (
            "Germany and Denmark will send Leopard 1 tanks to Ukraine: 20 this summer, 60 by the end of 2023 and 90 by "
            "the second quarter of 2024."
        ),
        ["20", "60", "90"],
    ),
    "in stages": (
        (
            "Norway is to hand over CV90 vehicles to Ukraine in stages, ten by Easter, 20 by the end of August, and 30 "
            "altogether by Christmas."
        ),
        ["10", "20", "30"],
    ),
}
GIFTS = {
    "another": "Norway will send Ukraine ten CV90 vehicles in May and another 20 by July.",
    "as many again": "Norway will send Ukraine eight CV90 vehicles by May and eight by July.",
    "fewer": "Norway will send Ukraine 18 CV90 vehicles by May and eight by July.",
    "of two things": "Norway will send Ukraine eight CV90 vehicles by May and 14 M109 howitzers by July.",
}


@pytest.mark.parametrize(("text", "numbers"), SCHEDULES.values(), ids=SCHEDULES.keys())
def test_each_number_of_a_schedule_is_a_milestone(read: Read, text: str, numbers: list[str]) -> None:
    claims = read(text)
    assert [number(claim) for claim in claims] == numbers
    assert {claim.basis for claim in claims} == {Basis.CUMULATIVE}


@pytest.mark.parametrize("text", GIFTS.values(), ids=GIFTS.keys())
def test_gifts_of_two_days_are_no_schedule(read: Read, text: str) -> None:
    claims = read(text)
    assert len(claims) == 2
    assert Basis.CUMULATIVE not in {claim.basis for claim in claims}
