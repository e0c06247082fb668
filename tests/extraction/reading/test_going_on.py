"""What is told only by what stands around it: sums after gifts, lists over purposes, packages that open a sentence."""

import pytest

from tests.extraction.reading.conftest import Read, told

SUMS = {
    "after a gift": (
        "Germany will send Ukraine shells. Denmark put in 90 million euros, Portugal 5 million.",
        ["pledge DE ? artillery-ammunition", "pledge DK funding 90000000 EUR", "pledge PT funding 5000000 EUR"],
    ),
    "of a package, by an absolute clause": (
        "Norway and Sweden said they would fund the next package for Ukraine, with Oslo putting in $135 million.",
        ["pledge NO funding 135000000 USD"],
    ),
    "outright, in a text about the recipient": (
        "Germany has a mild spring. Denmark put in 90 million euros.",
        ["pledge DK funding 90000000 EUR"],
    ),
    "after words of paying for arms": (
        "A Ukrainian workshop builds howitzers, and a fund buys the guns. Sweden adds 37 million euros.",
        ["pledge SE funding 37000000 EUR"],
    ),
    "after words of paying for food": ("A Ukrainian fund buys grain. Sweden adds 37 million euros.", []),
    "for food": (
        "Spain has pledged 12 howitzers to Ukraine. Madrid will also give 30 million euros for food.",
        ["pledge ES 12 howitzer"],
    ),
    "a part for arms": (
        "Britain has pledged 16 billion dollars in aid for Ukraine, of which 10 billion dollars is for military aid.",
        ["pledge GB funding 10000000000 USD"],
    ),
    "a part of the sum before": (
        "Norway has given Ukraine 3 billion dollars in aid. Over $2 billion of that is for weapons.",
        ["delivery NO funding 3000000000 USD", "delivery NO funding 2000000000 USD"],
    ),
    "a part for clothing": (
        "Norway promised Ukraine 100 million euros in arms. Some 30 million euros of that is for clothing.",
        ["pledge NO funding 100000000 EUR"],
    ),
    "beside a package": (
        "The final package for Ukraine, $500 million, was announced by Washington.",
        ["pledge US funding 500000000 USD"],
    ),
    "a running total and its share of GDP": (
        "Estonia signed off its package for Ukraine. It takes Tallinn's total to €370 million, some 1% of GDP.",
        ["pledge EE funding 370000000 EUR"],
    ),
}

PACKAGES = {
    "opens the sentence": (
        "Included in the latest US package for Ukraine are 20 Stryker carriers.",
        ["pledge US 20 Stryker"],
    ),
    "no package": ("Included in the latest US report on Ukraine are 20 Stryker carriers.", []),
    "inside": (
        "Washington announced a package for Ukraine. Inside are 24 howitzers.",
        ["pledge US 24 howitzer"],
    ),
    "a shipment that came": (
        "A shipment of Norwegian military aid reached Ukraine this week. It contained mortars and radios.",
        ["delivery NO ? mortar", "delivery NO ? communications"],
    ),
    "added to others": (
        "What was in the US package for Ukraine: 59 Bradleys, which come on top of others.",
        ["pledge US 59 Bradley"],
    ),
}

LISTS = {
    "over a purpose": (
        "The US package for Ukraine included helmets to guard against gas, 20 M113 carriers and 30 radars.",
        ["pledge US ? protective-equipment", "pledge US 20 M113", "pledge US 30 radar"],
    ),
    "not over another act": (
        "Norway gave Ukraine guns that Poland bought, and 20 tanks burned.",
        [],
    ),
    "gone, where gifts are told": (
        "Estonia has given Ukraine 200 million euros in arms. All of its 24 FH-70 howitzers have gone.",
        ["delivery EE funding 200000000 EUR", "delivery EE 24 FH70"],
    ),
    "gone to the workshop": (
        "Estonia has given Ukraine 200 million euros in arms. All of its 24 FH-70 howitzers have gone to a workshop.",
        ["delivery EE funding 200000000 EUR"],
    ),
    "counted after it": (
        "Norway announced radars, one hundred of them, for Ukraine.",
        ["pledge NO 100 radar"],
    ),
}

KINDS = {
    "on its soil": ("Polish PT-91 tanks are already on Ukrainian soil.", ["delivery PL ? PT-91 Twardy"]),
    "on another's": ("Polish PT-91 tanks are already on Spanish soil.", []),
    "a proposal that was approved": (
        "Norway approved a proposal to send Ukraine 20 tanks.",
        ["pledge NO 20 main-battle-tank"],
    ),
    "a proposal alone": ("Norway made a proposal to send Ukraine 20 tanks.", ["intent NO 20 main-battle-tank"]),
    "named, not asked for": (
        "Joe Biden announced 20 rocket launchers, called Himars, for Ukraine.",
        ["pledge US 20 HIMARS"],
    ),
    "asked about": ("Asked about 20 F-16s for Ukraine, Norway said nothing.", []),
    "what nobody has asked yet": ("If Kyiv were to ask for F-16s, the Dutch cabinet would look at it.", []),
    "gearing up": ("Oslo is gearing up to send Ukraine 20 tanks.", ["intent NO 20 main-battle-tank"]),
    "went ahead": ("Oslo went ahead with sending Ukraine 20 tanks.", ["pledge NO 20 main-battle-tank"]),
    "meant for": ("Twenty of its tanks are meant for Ukraine, Oslo said.", ["pledge NO 20 main-battle-tank"]),
}

GIVERS = {
    "to him": ("Russia hit the grid. Iran sent him 40 drones.", ["delivery IR 40 drone"]),
    "to him, who is no enemy": ("Ukraine hit the grid. Iran sent him 40 drones.", []),
    "a sponsor teaches": (
        "Iran will train Russian crews on drones over Ukraine.",
        ["pledge IR ? training"],
    ),
    "nobody's soldiers": ("Norway will train 40 Russian soldiers.", []),
    "asked of a sponsor": (
        "Russia is seeking 200 drones from Iran for its war in Ukraine.",
        ["request IR 200 drone"],
    ),
    "a heading over what has no subject": (
        "The jets\n\nNorway\n\nOslo gave Ukraine ten F-16s.\n\nSpain\n\nHas promised six F-16s.",
        ["delivery NO 10 F-16 Fighting Falcon", "pledge ES 6 F-16 Fighting Falcon"],
    ),
    "who receives is no giver": (
        "Israel asked for help. Some $4 billion in military aid was set aside for Iron Dome.",
        ["pledge - funding 4000000000 USD"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SUMS.values(), ids=SUMS.keys())
def test_reads_sums_by_what_stands_around_them(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), PACKAGES.values(), ids=PACKAGES.keys())
def test_reads_what_a_package_holds(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS.keys())
def test_reads_lists_to_their_end(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), KINDS.values(), ids=KINDS.keys())
def test_tells_a_kind_by_the_words_above_it(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), GIVERS.values(), ids=GIVERS.keys())
def test_finds_who_gives_and_who_receives(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected
