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
