"""What was promised before is told by a clause on it: who promised, when, and which part of it has moved since."""

from datetime import date

import pytest

from tests.extraction.reading.conftest import Read, told

GIVERS = {
    "the parser takes who promised for what arrived": (
        "Five of the 12 Zuzana 2 howitzers that the Slovak government promised in May have reached Ukraine, Vik said.",
        ["delivery SK 5 Zuzana 2", "pledge SK 12 Zuzana 2"],
    ),
    "another speaks": (
        "Three of the 14 Leopard 2s that Spain announced in May had reached Ukraine, Norway's defence minister said.",
        ["delivery ES 3 Leopard 2", "pledge ES 14 Leopard 2"],
    ),
    "another's capital": (
        "Five of the 20 Leopard 2s Spain offered in February have crossed into Ukraine, officials in Warsaw said.",
        ["pledge ES 20 Leopard 2", "delivery ES 5 Leopard 2"],
    ),
    "no link, and a passive behind": (
        "The 14 Leopard 2s Spain pledged were sent to Ukraine on Monday.",
        ["delivery ES 14 Leopard 2"],
    ),
    "beside another promise": (
        "Norway promised ten tanks, and the 14 Leopard 2s Spain pledged were sent to Ukraine on Monday.",
        ["pledge NO 10 main-battle-tank", "delivery ES 14 Leopard 2"],
    ),
    "through a third state": (
        "Six of the 18 M109 howitzers that Spain promised will be sent to Ukraine from Poland in June.",
        ["pledge ES 18 M109", "pledge ES 6 M109"],
    ),
    "like another's": (
        "Six of the 18 M109 howitzers that Spain promised have reached Ukraine, like the tanks from Norway.",
        ["pledge ES 18 M109", "delivery ES 6 M109"],
    ),
    "a noun behind the name": (
        "Twelve of the 40 M113 carriers that Spain promised have arrived in Ukraine, the minister of Norway said.",
        ["pledge ES 40 M113", "delivery ES 12 M113"],
    ),
    "promised by": (
        "Twelve of the 40 M113 carriers pledged by Spain have arrived in Ukraine, Norway said.",
        ["pledge ES 40 M113", "delivery ES 12 M113"],
    ),
    "in front": (
        "Of the 40 M113 carriers Spain promised in May, twelve were delivered to Ukraine, Norway said.",
        ["pledge ES 40 M113", "delivery ES 12 M113"],
    ),
    "out of": ("Spain has delivered four out of eight Leopard 2 tanks to Ukraine.",
        ["delivery ES 4 Leopard 2", "pledge ES 8 Leopard 2"],
    ),
    "the recipient before the number": (
        "Spain has delivered to Ukraine four of the eight Leopard 2 tanks promised in May.",
        ["delivery ES 4 Leopard 2", "pledge ES 8 Leopard 2"],
    ),
    "a member of a group promises": (
        "NATO member Norway promised Ukraine ten Leopard 2 tanks.", ["pledge NO 10 Leopard 2"],
    ),
}  # fmt: skip
DAYS = {
    "a month is no day, and Monday is that of the arrival": (
        "Ten of the 30 M113 carriers that Spain promised in January have reached Ukraine, the ministry said on Monday.",
        {"pledge": None, "delivery": date(2023, 3, 6)},
    ),
    "none is told": (
        "Ten of the 30 M113 carriers that Spain promised have reached Ukraine, the ministry said on Monday.",
        {"pledge": None, "delivery": date(2023, 3, 6)},
    ),
    "a day of the promise": (
        "Ten of the 30 M113 carriers that Spain promised on 12 February have reached Ukraine, Robles said on Monday.",
        {"pledge": date(2023, 2, 12), "delivery": date(2023, 3, 6)},
    ),
    "a participle": (
        "Ten of the 30 M113 carriers promised by Spain on 12 February have reached Ukraine, Robles said on Monday.",
        {"pledge": date(2023, 2, 12), "delivery": date(2023, 3, 6)},
    ),
    "all of them are still to come": (
        "Spain said on Monday that it will send Ukraine the 30 M113 carriers that it promised on 12 February.",
        {"pledge": date(2023, 2, 12)},
    ),
    "a whole that only its part tells": (
        "Spain said on Monday that it has delivered ten of the 30 M113 carriers to Ukraine.",
        {"pledge": None, "delivery": date(2023, 3, 6)},
    ),
    "a promise that is the news": (
        "On Monday Spain promised Ukraine 30 M113 carriers.",
        {"pledge": date(2023, 3, 6)},
    ),
    "a package and what it holds": (
        "A package announced by Spain on Monday includes 30 M113 carriers for Ukraine.",
        {"pledge": date(2023, 3, 6)},
    ),
}
PARTS = {
    "they left": (
        "Ten of the 30 M113 carriers that Spain promised are on their way to Ukraine. They left by rail last week.",
        ["pledge ES 30 M113", "dispatch ES 10 M113"],
    ),
    "they will arrive": (
        "Ten of the 30 M113 carriers that Spain promised are on their way to Ukraine. They will arrive in May.",
        ["pledge ES 30 M113", "dispatch ES 10 M113"],
    ),
    "of which": (
        "Spain promised Ukraine 30 M113 carriers, of which ten left on Monday. They arrived in Ukraine on Tuesday.",
        ["pledge ES 30 M113", "dispatch ES 10 M113", "delivery ES 10 M113"],
    ),
    "what became of the part is no claim": (
        "Ten of the 30 M113 carriers promised by Spain have been loaded onto trains. They left for Ukraine on Monday.",
        ["pledge ES 30 M113", "dispatch ES 10 M113"],
    ),
    "all of them": (
        "Spain promised Ukraine 30 M113 carriers. They arrived on Monday.",
        ["pledge ES 30 M113", "delivery ES 30 M113"],
    ),
}
ORIGINS = {
    "stocks": ("Spain will give Ukraine ten Leopard 2 tanks. They come from army stocks.", ["pledge ES 10 Leopard 2"]),
    "parts of them": (
        "Spain will give Ukraine ten Leopard 2 tanks. Six of them come from army stocks, four from industry.",
        ["pledge ES 10 Leopard 2"],
    ),
    "another state long ago": (
        "Spain will give Ukraine ten Leopard 2 tanks. They had come from Germany in the 1990s.",
        ["pledge ES 10 Leopard 2"],
    ),
    "an arrival": ("Ten Leopard 2 tanks came to Ukraine from Norwegian stocks.", ["delivery NO 10 Leopard 2"]),
}


@pytest.mark.parametrize(("text", "expected"), GIVERS.values(), ids=GIVERS.keys())
def test_who_promised_gives(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(told(claim) for claim in read(text)) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), DAYS.values(), ids=DAYS.keys())
def test_a_promise_told_again_keeps_its_day(read: Read, text: str, expected: dict[str, date | None]) -> None:
    said = {claim.kind.value: claim.announced for claim in read(text) if claim.item.category != "funding"}
    assert said == expected


@pytest.mark.parametrize(("text", "expected"), PARTS.values(), ids=PARTS.keys())
def test_they_are_the_part_that_was_told(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(told(claim) for claim in read(text)) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), ORIGINS.values(), ids=ORIGINS.keys())
def test_where_things_are_from_is_no_arrival(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The first four of 18 M109 guns promised by Spain have arrived in Ukraine, Minister Olsen wrote on Monday.",
        "Ten Leopard 2s from Norway have reached Ukraine, the minister tweeted on Monday.",
    ],
)
def test_whoever_speaks_last_says_when(read: Read, sentence: str) -> None:
    (arrival,) = [claim for claim in read(sentence, published=date(2023, 3, 8)) if claim.kind == "delivery"]
    assert arrival.announced == date(2023, 3, 6)
