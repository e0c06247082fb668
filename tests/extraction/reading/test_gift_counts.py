"""What a gift of one thing comprises is counted as that thing."""

import pytest

from tests.extraction.reading.conftest import Read, told

COUNTED = {
    "vehicles, after a clause on the gift": (
        "Spain's donation of M113 carriers to Ukraine that parliament approved in May comprises 20 vehicles.",
        ["pledge ES 20 M113"],
    ),
    "aircraft": (
        "The Norwegian donation of F-16 fighters comprises six aircraft.",
        ["pledge NO 6 F-16 Fighting Falcon"],
    ),
    "the type's own word": (
        "Spain's donation of Leopard 2 tanks to Ukraine approved in May consists of ten tanks.",
        ["pledge ES 10 Leopard 2"],
    ),
    "totals": ("Spain's donation of M113 carriers to Ukraine totals 20 vehicles.", ["pledge ES 20 M113"]),
    "beside what is not counted": (
        "Portugal's donation of M113 carriers comprises 28 vehicles and spare parts.",
        ["pledge PT 28 M113", "pledge PT ? maintenance"],
    ),
}
BESIDE = {
    "howitzers are no vehicles": (
        "The Dutch donation of howitzers to Ukraine comprises 98 vehicles.",
        ["pledge NL ? howitzer", "pledge NL 98 logistics-vehicle"],
    ),
    "a package of several things": (
        "The German package of Gepard guns comprises 30 tanks and 6,000 rounds.",
        ["pledge DE ? Gepard", "pledge DE 30 main-battle-tank", "pledge DE 6000 ammunition"],
    ),
}


@pytest.mark.parametrize(("text", "claims"), COUNTED.values(), ids=COUNTED.keys())
def test_a_gift_is_counted_by_what_it_comprises(read: Read, text: str, claims: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == claims


@pytest.mark.parametrize(("text", "claims"), BESIDE.values(), ids=BESIDE.keys())
def test_other_things_of_a_gift_stand_beside_it(read: Read, text: str, claims: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == claims
