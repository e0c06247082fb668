"""An item finds its clause where the words of giving stand above, below, before or beside it."""

import pytest

from tests.extraction.reading.conftest import Read, told

CLAUSES = {
    "a batch that was handed over": (
        (
            "Norway has handed over a new batch of aid that includes eight Leopard 2 tanks. "
            "The batch also contained 5,000 rounds of 155mm ammunition."
        ),
        ["delivery NO 8 Leopard 2", "delivery NO 5000 artillery-ammunition"],
    ),
    "a package made up of": (
        "Norway unveiled a package worth 40 million euros ($43 million), made up of demining vehicles and NASAMS.",
        ["pledge NO funding 40000000 EUR", "pledge NO ? engineering-vehicle", "pledge NO ? NASAMS"],
    ),
    "what came with a shipment": (
        "The British embassy said a ninth planeload of hardware had landed in Kyiv, including NLAW missiles.",
        ["delivery GB ? NLAW"],
    ),
    "overhauled and to be delivered": (
        "Croatia's minister said that 14 Mi-8 helicopters had been overhauled and would be delivered to Ukraine.",
        ["pledge HR 14 Mi-8"],
    ),
    "who permits": ("Germany allowed Poland to send 14 Leopard 2 tanks to Ukraine.", ["intent DE 14 Leopard 2"]),
    "who gives permission": (
        "Washington gave the Netherlands permission to send F-16s to Ukraine.",
        ["intent US ? F-16 Fighting Falcon"],
    ),
    "who does not permit": (
        "Switzerland would not permit Germany to pass on Swiss-made Gepard ammunition to Ukraine.",
        ["cancellation CH ? ammunition"],
    ),
    "who turns down requests": (
        "Israel has turned down every Ukrainian request for Iron Dome.",
        ["cancellation IL ? Iron Dome"],
    ),
    "not going to part with": ("Cyprus is not going to part with its S-300 systems.", ["cancellation CY ? S-300"]),
    "did give": ("North Macedonia did give Ukraine four Su-25 planes.", ["delivery MK 4 Su-25"]),
    "did not send": ("Spain did not send the six Leopard 2 tanks.", []),
    "already there": ("Poland's PT-91 tanks are already in Ukraine.", ["delivery PL ? PT-91 Twardy"]),
    "a headline without its verb": ("Poland's PT-91s already in Ukraine", ["delivery PL ? PT-91 Twardy"]),
    "in hands": (
        "Storm Shadow missiles from Britain are now in the hands of the Ukrainian air force.",
        ["delivery GB ? Storm Shadow"],
    ),
    "taught": (
        "Estonian instructors intend to teach at least 2,000 Ukrainians.",
        ["pledge EE 2000.. training"],
    ),
    "that ships itself": ("The first ten Harpoon missiles could ship to Ukraine by October.", ["intent - 10 Harpoon"]),
    "for its own forces": ("Poland signed contracts for 648 K9 howitzers for the Polish army.", []),
    "what is expected": (
        "Kyiv expects two more IRIS-T SLM systems from Germany this spring.",
        ["pledge DE 2 IRIS-T SLM"],
    ),
    "asked of its own parliament": (
        "Biden asked Congress for $20 billion in military aid for Ukraine.",
        ["intent US funding 20000000000 USD"],
    ),
    "urged by a third party": ("Lawmakers urged Biden to send ATACMS to Ukraine.", ["intent US ? ATACMS"]),
    "needed by his country": (
        "Ukraine's air force chief said his country needed 128 F-16s.",
        ["request - 128 F-16 Fighting Falcon"],
    ),
    "understood to be discussing": (
        "London and Washington are understood to be discussing the supply of long-range missiles to Ukraine.",
        ["intent GB+US ? missile"],
    ),
    "a list with what one is for": (
        (
            "Norway is sending Ukraine weapons, including AIM-9M missiles for air defence, artillery rounds and more "
            "than 3 million rounds of small arms ammunition."
        ),
        ["pledge NO ? AIM-9M Sidewinder", "pledge NO ? artillery-ammunition", "pledge NO 3000000.. ammunition"],
    ),
    "wants to donate": ("The Danish government wants to donate 20 howitzers to Ukraine.", ["intent DK 20 howitzer"]),
    "sped up": ("Western partners have agreed to speed up deliveries of NASAMS to Ukraine.", ["pledge - ? NASAMS"]),
    "to the plan of another": (
        "Luxembourg will contribute 16 million euros to the Czech ammunition plan for Ukraine.",
        ["pledge LU funding 16000000 EUR"],
    ),
    "unnamed allies": (
        "Eastern European countries have also been sending heavy weapons (including howitzers) to Ukraine.",
        ["delivery - ? howitzer"],
    ),
    "what reached the recipient": (
        "The first of the promised Leopard 2 tanks have reached Ukraine, an official said.",
        ["delivery - ? Leopard 2"],
    ),
    "its plea": ("Zelensky renewed his plea for fighter jets.", ["request - ? combat-aircraft"]),
    "talks about": (
        "The Netherlands is in talks with Switzerland about buying back 96 Leopard 1 tanks for Ukraine.",
        ["intent NL 96 Leopard 1"],
    ),
    "a tranche that contains": (
        "The latest tranche from Berlin contains additional GMLRS rockets and IRIS-T SLM missiles.",
        ["pledge DE ? GMLRS", "pledge DE ? IRIS-T missile"],
    ),
    "what another is for": ("The Danish package includes bridges to move tanks.", ["pledge DK ? engineering-vehicle"]),
    "the recipient before a list of gifts": (
        (
            "Latvia has handed over to Ukraine ten M113 armoured personnel carriers, 80 drones and 3,000 winter "
            "uniforms, the ministry said."
        ),
        ["delivery LV 10 M113", "delivery LV 80 drone", "delivery LV 3000 protective-equipment"],
    ),
    "the recipient before gifts of two sorts": (
        "Norway handed to Kyiv 22 M109 howitzers and 5,000 shells, the army said.",
        ["delivery NO 22 M109", "delivery NO 5000 artillery-ammunition"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CLAUSES.values(), ids=CLAUSES.keys())
def test_finds_its_clause(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text, title="Allies and the war in Ukraine")] == expected
