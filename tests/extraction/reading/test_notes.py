"""What an analyst's note counts outside of any clause of giving, what it bars, and what is no note."""

from decimal import Decimal

import pytest

from extraction.reading.notes.voice import is_note
from extraction.reading.segments import sentences
from tests.extraction.reading.conftest import Read, told

COUNTED = {
    "an evidential verb": ("Source 2 mentions 300 Javelin missiles.", ["pledge - 300 FGM-148 Javelin"]),
    "a fragment": ("60 mortars and 4,000 helmets.", ["pledge - 60 mortar", "pledge - 4000 protective-equipment"]),
    "a thing of no known type": ("Norway gave 700 whistles.", ["delivery NO 700 other"]),
    "the same type again": (
        "Denmark handed over 12 M113 carriers in May; the four of April are listed apart.",
        ["delivery DK 12 M113", "delivery DK 4 M113"],
    ),
    "more of the same type": (
        "Greece sent two MaxxPro vehicles in May, and 11 more of the same type by June.",
        ["delivery GR 2 MaxxPro", "delivery GR 11 MaxxPro"],
    ),
    "what was said before, and the total": (
        "Italy pledged 20 M113 carriers. With the 40 that it had promised before, this makes 60 in total.",
        ["pledge IT 20 M113", "pledge IT 40 M113", "pledge IT 60 M113"],
    ),
    "the worth of an item": (
        "Eight M777 howitzers, bought for 30 million CAD.",
        ["contract - 8 M777"],
    ),
    "the worth of a package": (
        "The package is valued at 60 million EUR and holds 20 Marder vehicles.",
        ["pledge - funding 60000000 EUR", "pledge - 20 Marder"],
    ),
    "a deduced total": ("We deduce a total of 90 million SEK.", ["pledge - funding 90000000 SEK"]),
    "a sum that takes its currency from the one before": (
        "The package is worth 1 billion USD; 350 million of it are new.",
        ["pledge - funding 1000000000 USD", "pledge - funding 350000000 USD"],
    ),
    "delivered and pending": (
        "The list of June has 30 Gepard systems; the one of May had 24 delivered.",
        ["pledge - 30 Gepard", "delivery - 24 Gepard"],
    ),
    "a thing of a type": (
        "About 30 carriers of the MaxxPro type and 500 rifles of the AK-74 type are part of it.",
        ["pledge - 30 MaxxPro", "pledge - 500 AK-74"],
    ),
    "persons trained": ("The mission has trained 900 recruits.", ["delivery - 900 training"]),
    "persons who completed a course": (
        "Slovenian experts held a course; 40 sappers completed it.",
        ["pledge SI 40 training"],
    ),
    "an undisclosed number": (
        "Press reports name ten M109 howitzers and an unknown number of FH70 guns.",
        ["pledge - 10 M109", "pledge - ? FH70"],
    ),
    "rockets with their launcher": (
        "Norway sent three M270 launchers together with 400 rockets.",
        ["delivery NO 3 M270 MLRS", "delivery NO 400 artillery-ammunition"],
    ),
    "all that were counted before": (
        "Norway promised 31 trucks and 200 helmets. All 31 had arrived by May, as Source 2 says.",
        ["pledge NO 31 logistics-vehicle", "pledge NO 200 protective-equipment", "delivery NO 31 logistics-vehicle"],
    ),
    "a note that names two donors": (
        "Source 2 mentions Norway and Denmark. 60 mortars were handed over.",
        ["delivery - 60 mortar"],
    ),
    "millions that count rounds": (
        "The package is worth 1 billion USD; 2 million rounds of ammunition are new.",
        ["pledge - funding 1000000000 USD", "pledge - 2000000 ammunition"],
    ),
    "pieces of what was named": (
        "Source 2 mentions Bulldog carriers; 20 pieces came in May.",
        ["delivery - 20 FV432"],
    ),
    "things that only point": (
        "Source 2 mentions an unknown number of vehicles, and those guns.",
        ["pledge - ? logistics-vehicle"],
    ),
    "the same number again": (
        "Norway donated 500 M72 weapons on March 1 and another 500 at the end of the month.",
        ["delivery NO 500 M72 LAW", "delivery NO 500 M72 LAW"],
    ),
    "a number after its item": (
        "Spare barrels: 24. Heavy trucks (12).",
        ["pledge - 24 maintenance", "pledge - 12 logistics-vehicle"],
    ),
    "a total in brackets": (
        "The list adds 6 Wisent (12) and 2 Biber bridge layers (20).",
        [
            "pledge - 6 Wisent 1",
            "pledge - 12 Wisent 1",
            "pledge - 2 Brückenlegepanzer Biber",
            "pledge - 20 Brückenlegepanzer Biber",
        ],
    ),
    "numbers behind commas": (
        "The ship carried: howitzers, six; trucks, 30; mines, 5,000.",
        ["pledge - 6 howitzer", "pledge - 30 logistics-vehicle", "pledge - 5000 ammunition"],
    ),
    "what the recipient got": ("The recipient got 500 helmets.", ["delivery - 500 protective-equipment"]),
    "a part that is left out": (
        "30 trucks in a package of 60 million EUR, of which two million go to charities and are not counted.",
        ["pledge - 30 logistics-vehicle", "pledge - funding 60000000 EUR"],
    ),
    "a first lot of a guarded name": (
        "Tallinn had given a first lot of Javelins (the number is classified).",
        ["delivery EE ? FGM-148 Javelin"],
    ),
    "troops to be trained": ("15,000 troops are to be trained.", ["pledge - 15000 training"]),
    "some of a state's own": (
        "Of late 14 of the country's MiG-29 had been handed over.",
        ["delivery - 14 MiG-29"],
    ),
    "a part and its promised whole": (
        "Ten of the promised 12 Mi-8 helicopters had arrived by May.",
        ["pledge - 12 Mi-8", "delivery - 10 Mi-8"],
    ),
}

BARRED = {
    "civil help": "Denmark gave 100 ambulances for refugees.",
    "a sum for civil help": "Source 2: 5 million EUR are for blankets of refugees.",
    "a whole that is left out": "Source 2: Ten of the promised 12 Mi-8 helicopters are not counted.",
    "what is left out": "The 40 fire engines of two cities are not counted.",
    "what we exclude": "We exclude the 12 trucks of a charity.",
    "what was given in return": "In return for 15 Marder vehicles from Germany the state agreed.",
    "the price of one": "A comparable vehicle costs 2 million EUR per unit.",
    "a number of a source": "See Source 3 and entry 17.",
    "a number of a package": "The transfer is part of package nine.",
    "rounds of acts": "We know of two rounds of deliveries.",
    "what a weapon is equipped with": "Some are fitted with two launchers.",
    "what is denied": "The donation of seven M-84 tanks was denied by the government.",
    "what a state keeps": "The army still operates 82 T-72 tanks.",
    "who trains": "150 instructors take part in the training mission.",
    "a lower figure": "A lower figure of 200 stands in a newspaper.",
    "what was destroyed": "30 tanks were destroyed.",
}


@pytest.mark.parametrize(("text", "claims"), COUNTED.values(), ids=COUNTED)
def test_reads_what_a_note_counts(read: Read, text: str, claims: list[str]) -> None:
    assert [told(claim) for claim in read(text, title="")] == claims


@pytest.mark.parametrize("text", BARRED.values(), ids=BARRED)
def test_leaves_out_what_a_note_bars(read: Read, text: str) -> None:
    assert [told(claim) for claim in read(text, title="")] == []


def test_takes_the_price_of_an_item_as_its_value(read: Read) -> None:
    (claim,) = read("Eight M777 howitzers, bought for 30 million CAD.", title="")
    assert claim.value is not None
    assert (claim.value.amount, claim.value.currency) == (Decimal(30_000_000), "CAD")


def test_is_less_sure_of_what_no_clause_gives(read: Read) -> None:
    (given,) = read("Norway gave Ukraine 40 mortars.", title="")
    (counted,) = read("Source 2 mentions 40 mortars.", title="")
    assert counted.confidence < given.confidence


NOTES = {
    "a paragraph": ("", "Norway gave 40 mortars.", True),
    "a row of a register": ("Norway, entry 12", "Norway gave 40 mortars.", True),
    "an article under its headline": ("Norway hands over forty mortars", "Norway gave 40 mortars.", False),
    "an analyst under a headline": ("Norway hands over forty mortars", "We count 40 mortars (Source 2).", True),
    "many paragraphs": ("", "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.", False),
    "a report of battle": ("", "The army shot down 14 of 20 drones.", False),
    "a state's own purchase": ("", "Poland signed for 180 tanks for its armed forces.", False),
    "a long title, nobody speaks": ("Norway hands over forty mortars", "It gave 40 mortars. Ten came. More may.", True),
    "a heading first": ("", "Norway gives mortars\n\nForty mortars were given.", False),
    "too long": ("", "Norway gave 40 mortars. " * 200, False),
    "nothing": ("", "", False),
}


def test_tells_a_note_by_who_keeps_it() -> None:
    text = "Norway gave 40 mortars."
    assert is_note("Norway hands over forty mortars", "Ukraine Support Tracker", text, list(sentences(text)))


def test_a_press_houses_short_item_is_no_note() -> None:
    text = "Norway gave 40 mortars."
    assert not is_note("", "The Morning Post", text, list(sentences(text)))


@pytest.mark.parametrize(("title", "text", "note"), NOTES.values(), ids=NOTES)
def test_tells_a_note_from_an_article(title: str, text: str, note: bool) -> None:
    assert is_note(title, "", text, list(sentences(text))) is note
