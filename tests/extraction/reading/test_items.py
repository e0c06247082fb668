"""What is given, and how many: names, types, references, packages and lists."""

import pytest

from tests.extraction.reading.conftest import Read, told

ITEMS = {
    "a name with a type word": (
        "Germany will send 40 Marder infantry fighting vehicles to Ukraine.",
        ["pledge DE 40 Marder"],
    ),
    "a type without a name": ("Belgium will give Ukraine 240 trucks.", ["pledge BE 240 logistics-vehicle"]),
    "calibre is no number": ("Norway will send 155mm howitzers to Ukraine.", ["pledge NO ? howitzer"]),
    "number before a calibre": ("Lithuania sent Ukraine 46 120mm mortars.", ["delivery LT 46 mortar"]),
    "a number in words": ("Sweden will supply Ukraine with eight Archer howitzers.", ["pledge SE 8 Archer"]),
    "a dozen": ("France will give Ukraine a dozen CAESAR howitzers.", ["pledge FR 12 CAESAR"]),
    "dozens": ("Poland has given Ukraine dozens of T-72 tanks.", ["delivery PL 24.. T-72"]),
    "up to": ("Denmark will send up to 19 CAESAR howitzers to Ukraine.", ["pledge DK ..19 CAESAR"]),
    "at least": ("Poland has delivered at least 200 T-72 tanks to Ukraine.", ["delivery PL 200.. T-72"]),
    "a range": (
        "Norway will send between five and ten F-16 jets to Ukraine.",
        ["pledge NO 5..10 F-16 Fighting Falcon"],
    ),
    "some of its own": ("Britain will send 14 of its Challenger 2 tanks to Ukraine.", ["pledge GB 14 Challenger 2"]),
    "a part of a number": ("Poland has handed 10 of its 40 T-72 tanks to Ukraine.", ["delivery PL 10 T-72"]),
    "a single one": ("Italy will give Ukraine a SAMP/T battery.", ["pledge IT 1 SAMP/T"]),
    "rockets of a launcher": ("The US will send Ukraine 500 HIMARS rockets.", ["pledge US 500 artillery-ammunition"]),
    "interceptors": ("Spain will send Ukraine six Patriot missiles.", ["pledge ES 6 Patriot missile"]),
    "a missile's own name": ("Norway will send Ukraine 100 AMRAAM missiles.", ["pledge NO 100 AIM-120 AMRAAM"]),
    "rounds of shells": (
        "Slovenia gave Ukraine 10,000 rounds of artillery ammunition.",
        ["delivery SI 10000 artillery-ammunition"],
    ),
    "training by its verb": ("Spain will train 400 Ukrainian soldiers this month.", ["pledge ES 400 training"]),
    "training as a noun": (
        "Spain has completed the training of 55 Ukrainian tank crew members.",
        ["delivery ES 55 training"],
    ),
    "a list": (
        "Canada will send Ukraine four M777 howitzers, 20,000 artillery shells and eight armoured vehicles.",
        ["pledge CA 4 M777", "pledge CA 20000 artillery-ammunition", "pledge CA 8 armoured-vehicle"],
    ),
    "a list after including": (
        "Finland announced a package for Ukraine, including 3 Wisent mine-clearing vehicles and 10 mortars.",
        ["pledge FI 3 Wisent 1", "pledge FI 10 mortar"],
    ),
    "a package with its worth": (
        "The US announced a $400 million package of military aid for Ukraine that includes 10 patrol boats.",
        ["pledge US funding 400000000 USD", "pledge US 10 naval-vessel"],
    ),
    "a part that has arrived": (
        "Germany pledged five Gepard anti-aircraft guns to Ukraine, two of which have already arrived.",
        ["pledge DE 5 Gepard", "delivery DE 2 Gepard"],
    ),
    "three arrived and four more on the way": (
        "Three NASAMS from Norway have arrived in Ukraine and four more are on their way.",
        ["delivery NO 3 NASAMS", "dispatch NO 4 NASAMS"],
    ),
    "helmets and vests of one number": (
        "Bulgaria will send 2,000 helmets and 2,000 bulletproof vests to Ukraine.",
        ["pledge BG 2000 protective-equipment", "pledge BG 2000 protective-equipment"],
    ),
    "the same type": (
        "Denmark gave Ukraine 20 Leopard 1A5 tanks. Belgium will send Ukraine 30 tanks of the same type.",
        ["delivery DK 20 Leopard 1A5", "pledge BE 30 Leopard 1A5"],
    ),
    "ten more": (
        "Germany has given Ukraine 10 Leopard 1A5 tanks. It will send ten more in May.",
        ["delivery DE 10 Leopard 1A5", "pledge DE 10 Leopard 1A5"],
    ),
    "its total without the name": (
        "Warsaw will send 10 extra Leopard 2 tanks to Ukraine. It had pledged 14 tanks in total.",
        ["pledge PL 10 Leopard 2", "pledge PL 14 Leopard 2"],
    ),
    "bullets under an opening line": (
        "Washington's package for Ukraine includes:\n\n- 30 howitzers;\n- 12 patrol boats; and\n- 500 Javelins.\n",
        ["pledge US 30 howitzer", "pledge US 12 naval-vessel", "pledge US 500 FGM-148 Javelin"],
    ),
    "semicolons": (
        "Norway has given Ukraine the following: 8 Leopard 2A4 tanks; 22 M109 howitzers; and 10,000 artillery shells.",
        ["delivery NO 8 Leopard 2A4", "delivery NO 22 M109", "delivery NO 10000 artillery-ammunition"],
    ),
    "a package goes on": (
        (
            "Norway announced a new package for Ukraine on Monday. It'll include 20 mortars. 5,000 rifles."
            " And 300 trucks. It also has 12 patrol boats."
        ),
        [
            "pledge NO 20 mortar",
            "pledge NO 5000 small-arms",
            "pledge NO 300 logistics-vehicle",
            "pledge NO 12 naval-vessel",
        ],
    ),
    "a package goes on without a number": (
        "Portugal announced a package of 40 howitzers for Ukraine. And this will include drones.",
        ["pledge PT 40 howitzer", "pledge PT ? drone"],
    ),
    "among the items": (
        "Norway announced $20 million in military aid for Ukraine. Among the items are 11 helicopters and 30 trucks.",
        ["pledge NO funding 20000000 USD", "pledge NO 11 helicopter", "pledge NO 30 logistics-vehicle"],
    ),
    "also in the package": (
        "Norway announced a package of 40 howitzers for Ukraine. Also in the package: 10 radars and 300 trucks.",
        ["pledge NO 40 howitzer", "pledge NO 10 radar", "pledge NO 300 logistics-vehicle"],
    ),
    "examples are no items of their own": (
        "Portugal announced a package of 40 howitzers for Ukraine. It will include 500 small arms, such as rifles.",
        ["pledge PT 40 howitzer", "pledge PT 500 small-arms"],
    ),
    "what it includes is no less sure for what it is to do": (
        (
            "Norway announced $20 million in military aid for Ukraine. It includes 800 radars to make sure the"
            " Ukrainian military can continue to — can continue to stop the planes that attack their people."
        ),
        ["pledge NO funding 20000000 USD", "pledge NO 800 radar"],
    ),
    "an army that has tanks is no package": ("The Ukrainian army also has 40 tanks.", []),
    "rounds for them, and more": (
        "Norway gave Ukraine 18 howitzers, 36,000 rounds for them and two radars.",
        ["delivery NO 18 howitzer", "delivery NO 36000 ammunition", "delivery NO 2 radar"],
    ),
    "given without a number": ("Spain is sending helmets to Ukraine.", ["pledge ES ? protective-equipment"]),
    "clauses of their own givers": (
        "Belgium gave rifles, Spain shipped grenade launchers and the Netherlands contributed Stingers.",
        ["delivery BE ? small-arms", "dispatch ES ? small-arms", "delivery NL ? FIM-92 Stinger"],
    ),
    "asked for": ("Ukraine has asked for fighter jets.", ["request - ? combat-aircraft"]),
    "help taken to a sum": (
        "Canberra will give Ukraine 30 Bushmasters. It takes Australia's help to more than A$790 million.",
        ["pledge AU 30 Bushmaster", "pledge AU funding 790000000 AUD"],
    ),
    "part of a package worth": (
        "Canberra will give Ukraine 30 Bushmasters. The gift is part of a package worth A$110 million.",
        ["pledge AU 30 Bushmaster", "pledge AU funding 110000000 AUD"],
    ),
    "the aggressor's help taken to a sum": ("Russia took its military aid to Belarus to $2 billion.", []),
    "training of no stated number": ("Australian troops will help train Ukrainians.", ["pledge AU ? training"]),
    "the first of a number": (
        "The first of the 31 Abrams tanks that the US promised in January arrived in Ukraine on Monday.",
        ["pledge US 31 M1 Abrams", "delivery US ? M1 Abrams"],
    ),
    "one of two": (
        "One of the two Patriot batteries promised by Germany has arrived in Ukraine.",
        ["pledge DE 2 MIM-104 Patriot", "delivery DE 1 MIM-104 Patriot"],
    ),
    "the first two of four": (
        "Kyiv has received the first two of four IRIS-T systems from Germany.",
        ["delivery DE 2 IRIS-T SL", "pledge DE 4 IRIS-T SL"],
    ),
    "a share in hundredths": (
        "The EU has delivered 80% of the two million artillery shells to Ukraine.",
        ["delivery EU ? artillery-ammunition", "pledge EU 2000000 artillery-ammunition"],
    ),
    "a part of what it has": (
        "Norway has given Ukraine eight of its 36 Leopard 2 tanks.",
        ["delivery NO 8 Leopard 2"],
    ),
    "promised and handed over so far": (
        "Denmark had promised Ukraine 19 jets but has so far handed over six.",
        ["pledge DK 19 combat-aircraft", "delivery DK 6 combat-aircraft"],
    ),
    "a third of a number": (
        "Kyiv has received only a third of the 1 million artillery shells promised by the EU.",
        ["delivery EU ? artillery-ammunition", "pledge EU 1000000 artillery-ammunition"],
    ),
    "not that many": (
        "France is handing over six Mirage 2000-5s to Ukraine, not 12 as reported earlier.",
        ["pledge FR 6 Mirage 2000"],
    ),
    "a number within a name that nobody knows": (
        "Norway has sent 14 Freedonian Lion 4 tanks to Ukraine.",
        ["delivery NO 14 main-battle-tank"],
    ),
    "a battery counted out": (
        "Slovakia will hand over to Ukraine a battery of RM-70 rocket launchers, that is to say six vehicles.",
        ["pledge SK 6 RM-70"],
    ),
    "a battery counted out in brackets": (
        "Poland will send Ukraine a battery of Krab howitzers (eight guns).",
        ["pledge PL 8 AHS Krab"],
    ),
    "a battery counted out in launchers": (
        "Germany will send Ukraine a battery of Patriot launchers, that is to say six launchers.",
        ["pledge DE 6 MIM-104 Patriot"],
    ),
    "a battery, or so many guns": (
        "Sweden is giving Ukraine one battery of Archer howitzers, or eight guns, and 20 trucks.",
        ["pledge SE 8 Archer", "pledge SE 20 logistics-vehicle"],
    ),
    "a battery and launchers": (
        "Germany will send Ukraine a Patriot battery and eight Patriot launchers.",
        ["pledge DE 1 MIM-104 Patriot", "pledge DE 8 MIM-104 Patriot"],
    ),
    "vehicles that are named in the next sentence": (
        (
            "More than 40 vehicles have left the port of Bremen. The shipment of 40 Marder vehicles from Germany is "
            "on its way to Ukraine."
        ),
        ["dispatch DE 40 Marder"],
    ),
    "vehicles of which another number is named": (
        (
            "Some 90 vehicles have left the port of Bremen for Ukraine. The shipment of 40 Marder vehicles from "
            "Germany is on its way to Ukraine."
        ),
        ["dispatch - 90 logistics-vehicle", "dispatch DE 40 Marder"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ITEMS.values(), ids=ITEMS.keys())
def test_finds_what_is_given(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


def test_a_headline_and_its_body_are_one_claim_with_two_pieces_of_evidence(read: Read) -> None:
    text = (
        "Norway to send eight Leopard 2 tanks to Ukraine\n\n"
        "Oslo said on Monday that it would send eight Leopard 2 tanks to Kyiv."
    )
    (claim,) = read(text)
    assert told(claim) == "pledge NO 8 Leopard 2"
    assert len(claim.evidence) >= 2


def test_a_note_of_a_donors_register_may_be_a_bare_list(read: Read) -> None:
    claims = read("20 ballistic vests and 4 Mi-24 helicopters.", publisher="Czech Republic")
    assert [told(claim) for claim in claims] == ["pledge CZ 20 protective-equipment", "pledge CZ 4 Mi-24"]


def test_we_of_an_official_speech_gives_types_without_numbers(read: Read) -> None:
    claims = read("We are sending more radar systems to Ukraine, too.", publisher="The White House")
    assert [told(claim) for claim in claims] == ["pledge US ? radar"]


def test_help_taken_to_a_sum_is_a_running_total(read: Read) -> None:
    (claim,) = read("That brings Norway's military aid to $2 billion since the invasion of Ukraine.")
    assert (told(claim), claim.basis.value) == ("pledge NO funding 2000000000 USD", "cumulative")


def test_what_moved_has_the_number_that_stands_in_a_long_sentence_before(read: Read) -> None:
    text = (
        "At a meeting of the contact group on Monday Norway said that it would give Ukraine, as one part of a larger"
        " gift, 14 Leopard 2 tanks. They arrived on Friday."
    )
    assert [told(claim) for claim in read(text)] == ["pledge NO 14 Leopard 2", "delivery NO 14 Leopard 2"]
