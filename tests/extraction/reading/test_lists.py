"""Lists as governments and newsrooms print them: bullets, bare rows under headings, packages that go on."""

from datetime import date
from pathlib import Path

import pytest

from extraction.reading.headings import is_row, kind_of_list
from extraction.reading.lexicon import LexiconError
from extraction.reading.needs import NeedRow, need_rows
from pledges.domain.values import Kind, Window
from tests.extraction.reading.conftest import Read, told

HEADINGS = {
    "Delivered military support": Kind.DELIVERY,
    "Equipment handed over so far:": Kind.DELIVERY,
    "Military support already provided to Ukraine": Kind.DELIVERY,
    "Military support in planning or in execution": Kind.PLEDGE,
    "Pledged:": Kind.PLEDGE,
    "To be delivered:": Kind.PLEDGE,
    "Suspended deliveries:": Kind.CANCELLATION,
    "Refused:": Kind.CANCELLATION,
    "Ukraine's most urgent needs": Kind.REQUEST,
    "Wish list": Kind.REQUEST,
    "What Kyiv wants most": Kind.REQUEST,
    "Military support for Ukraine": None,
    "Ukraine needs tanks, and Norway has them": None,
    "Germany delivered tanks to Ukraine": None,
    "Delivered military support gave the army new hope, soldiers told us": None,
}


@pytest.mark.parametrize(("heading", "kind"), HEADINGS.items())
def test_a_heading_says_what_became_of_the_lines_under_it(heading: str, kind: Kind | None) -> None:
    assert kind_of_list(heading) is kind


@pytest.mark.parametrize("line", ["4 trucks 8x8", "up to 18 howitzers", "155mm ammunition: 90,000 rounds"])
def test_a_row_has_its_number_first_or_last(line: str) -> None:
    assert is_row(line)


@pytest.mark.parametrize("line", ["Air defence", "The overview is updated.", "Armoured vehicles"])
def test_a_line_of_words_is_no_row(line: str) -> None:
    assert not is_row(line)


ROWS = """Military support for Ukraine

Delivered military support

Armoured vehicles
10 Marder infantry fighting vehicles
155mm ammunition: 90,000 rounds
4 trucks 8x8 HX81 and 3 semi-trailers
30 main battle tanks Leopard 1A5* (with Denmark)
17,000 rounds of ammunition 155 mm

Military support in planning

up to 18 wheeled howitzers RCH 155
8 Zuzana 2 howitzers

Reading notes

The list is updated every week.
"""


def test_rows_under_headings_are_delivered_or_promised(read: Read) -> None:
    assert [told(claim) for claim in read(ROWS, publisher="Bundesregierung")] == [
        "delivery DE 10 Marder",
        "delivery DE 90000 artillery-ammunition",
        "delivery DE 4 MAN HX",
        "delivery DE 3 logistics-vehicle",
        "delivery DE 30 Leopard 1A5",
        "delivery DE 17000 artillery-ammunition",
        "pledge DE ..18 RCH 155",
        "pledge DE 8 Zuzana 2",
    ]


LISTS = {
    "bullets under a heading that names its donor": (
        "Norwegian weapons sent to Ukraine so far:\n\n- 22 M109 howitzers\n- about 100 Mistral missiles\n",
        ["delivery NO 22 M109", "delivery NO 100 Mistral"],
    ),
    "bullets under a bare heading after a package": (
        "Norway announced a new package for Ukraine on Monday.\n\nPackage contents:\n- 10 trucks\n- 5,000 helmets\n",
        ["pledge NO 10 logistics-vehicle", "pledge NO 5000 protective-equipment"],
    ),
    "losses in rows under no such heading": (
        "Losses of the week in Ukraine\n\n- 22 tanks\n- 14 howitzers\n",
        [],
    ),
    "a batch that was handed over": (
        (
            "Germany has handed over a fresh batch of aid that includes eight Leopard 1A5 tanks to Ukraine."
            " The batch also contained 12 radars."
        ),
        ["delivery DE 8 Leopard 1A5", "delivery DE 12 radar"],
    ),
    "together with": (
        "Hundreds of drones will go to Ukraine's army from Britain, together with radar systems and anti-tank mines.",
        ["pledge GB 200.. drone", "pledge GB ? radar", "pledge GB ? ammunition"],
    ),
    "a schedule without its noun": (
        "Denmark will hand over 19 F-16s to Ukraine: six this year, eight in 2024 and five in 2025.",
        [
            "pledge DK 19 F-16 Fighting Falcon",
            "pledge DK 6 F-16 Fighting Falcon",
            "pledge DK 8 F-16 Fighting Falcon",
            "pledge DK 5 F-16 Fighting Falcon",
        ],
    ),
    "a clause after the list": (
        "A list speaks of 62 tanks, 131 armoured vehicles and four helicopters, donated to Ukraine in May.",
        ["delivery - 62 main-battle-tank", "delivery - 131 armoured-vehicle", "delivery - 4 helicopter"],
    ),
    "together with what is lost": ("Ukraine destroyed 20 tanks together with 15 howitzers.", []),
    "a package that is to come": (
        "Norway will send a package to Ukraine that includes 10 tanks. The package also contains 20 trucks.",
        ["pledge NO 10 main-battle-tank", "pledge NO 20 logistics-vehicle"],
    ),
    "after a colon": (
        "The ministry in Kyiv listed what had come from Germany: 13 Biber, three Gepards and 10 radars.",
        ["delivery DE 13 Brückenlegepanzer Biber", "delivery DE 3 Gepard", "delivery DE 10 radar"],
    ),
    "givers with their brackets": (
        "All announced gifts to Ukraine: Denmark (19 Caesars), Norway (eight Leopard 2s) and Sweden (12 Archers).",
        ["pledge DK 19 CAESAR", "pledge NO 8 Leopard 2", "pledge SE 12 Archer"],
    ),
    "givers before their items": (
        "Among the new pledges for Ukraine: Canada, 50 LAV; Lithuania, 30 M113; Finland, three Leopard 2 tanks.",
        ["pledge CA 50 LAV", "pledge LT 30 M113", "pledge FI 3 Leopard 2"],
    ),
    "a toll after a colon": ("The toll of the week in Ukraine: 40 tanks, 20 howitzers and 300 men.", []),
    "a vehicle's protection is no mine": (
        "The US will give Ukraine:\n\n- 37 Cougar Mine Resistant Ambush Protected (MRAP) vehicles;\n- 4 boats.\n",
        ["pledge US 37 Cougar", "pledge US 4 naval-vessel"],
    ),
}


OPENED = {
    "the following, passive": (
        "The following have been handed over to Ukraine by Latvia this month:\n\n- 42 CVR(T) carriers\n- 9 trucks",
        ["delivery LV 42 CVR(T)", "delivery LV 9 logistics-vehicle"],
    ),
    "these, with a bare type": (
        "These guns were given to Kyiv by Latvia in March:\n\n- 6 M109 howitzers",
        ["delivery LV 6 M109"],
    ),
    "to come": (
        "The following will be sent to Ukraine by Latvia:\n\n- 6 M109 howitzers",
        ["pledge LV 6 M109"],
    ),
    "suspended": ("Suspended deliveries:\n\n- 6 howitzers from Latvia", ["cancellation LV 6 howitzer"]),
    "it is vital that": (
        "It is vital for Ukraine to carry out the following plans:\n\n- a further 6 M109 howitzers\n- 40 trucks",
        ["request - 6 M109", "request - 40 logistics-vehicle"],
    ),
    "a wish list": ("Zelensky handed over a wish list:\n\n- 6 M109 howitzers", ["request - 6 M109"]),
    "needs": ("Ukraine's needs\n\n- 6 M109 howitzers", ["request - 6 M109"]),
    "another's purchase": ("The Latvian army will get the following:\n\n- 6 M109 howitzers", []),
}


@pytest.mark.parametrize(("text", "expected"), OPENED.values(), ids=OPENED.keys())
def test_lines_take_kind_and_giver_of_what_opens_them(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


def test_lines_take_the_time_of_what_opens_them(read: Read) -> None:
    text = "The following were handed over to Ukraine by Latvia in January:\n\n- 42 trucks\n- 9 tanks (in February)"
    windows = [claim.window for claim in read(text)]
    assert windows == [
        Window(start=date(2023, 1, 1), end=date(2023, 1, 31)),
        Window(start=date(2023, 2, 1), end=date(2023, 2, 28)),
    ]


NEEDS = {
    "is in need of": "Ukraine is in urgent need of 300 tanks.",
    "has need for": "Kyiv's need for 300 tanks is great.",
    "must get": "Ukraine must get 300 tanks, the president said.",
}


@pytest.mark.parametrize("text", NEEDS.values(), ids=NEEDS.keys())
def test_what_the_recipient_needs_is_a_request(read: Read, text: str) -> None:
    assert [told(claim) for claim in read(text)] == ["request - 300 main-battle-tank"]


def test_what_another_needs_is_no_request(read: Read) -> None:
    assert read("Poland is in need of 300 tanks after all it gave to Ukraine.") == []


@pytest.mark.parametrize("row", need_rows(), ids=lambda row: row.example)
def test_a_row_of_need_finds_its_example_and_nothing_more(row: NeedRow) -> None:
    assert row.words.search(row.example)
    assert not [line for line in row.no if row.words.search(line)]


@pytest.mark.parametrize("line", ["- {words: x}", "- {example: x}"])
def test_refuses_a_row_of_need_that_says_too_little(tmp_path: Path, line: str) -> None:
    (tmp_path / "needs.yml").write_text(line)
    with pytest.raises(LexiconError, match="row 1"):
        need_rows(tmp_path / "needs.yml")


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS.keys())
def test_finds_the_items_of_a_list(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(told(claim) for claim in read(text)) == sorted(expected)
