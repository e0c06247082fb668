"""What articles tell in plain words: things below a donor's name, on board or come, sums given, acts refused."""

import pytest

from tests.extraction.reading.conftest import Read, in_full

TELLINGS = {
    "things below a donor's name": (
        (
            "Help for Ukraine\n\nSpain\n\nThree armoured M113 vehicles, besides the five that it had promised before."
            "\n\nNorway\n\nEight howitzers."
        ),
        ["pledge ES 3 M113", "pledge ES 5 M113", "pledge NO 8 howitzer"],
    ),
    "below two donors' names": (
        (
            "Help for Ukraine\n\nSpain and Italy\n\nAt least 14 Leopard 2A4s, bought jointly from a private owner."
            "\n\nNorway\n\nEight howitzers."
        ),
        ["pledge ES+IT 14.. Leopard 2A4", "pledge NO 8 howitzer"],
    ),
    "all of which came": (
        "Oslo approved 700 rifles and 900 shells for Ukraine, all of which, it said, reached the front.",
        ["delivery NO 700 small-arms", "delivery NO 900 artillery-ammunition"],
    ),
    "which came": (
        "Norway bought two NASAMS launchers for Ukraine, which arrived in May.",
        ["delivery NO 2 NASAMS"],
    ),
    "which went elsewhere": (
        "Norway bought two NASAMS launchers for Ukraine, which were given to Spain in May.",
        ["contract NO 2 NASAMS"],
    ),
    "on a ship": ("Ten Leopard 2 tanks from Norway are on a ship.", ["dispatch NO 10 Leopard 2"]),
    "ships at sea": ("Ten frigates from Norway are at sea.", []),
    "all there": ("Norway's ten Leopard 2 tanks were all in Ukraine by Monday.", ["delivery NO 10 Leopard 2"]),
    "put at": (
        "The minister put Norway's deliveries so far at 18 Leopard 2A6 tanks.",
        ["delivery NO 18 Leopard 2A6, cumulative"],
    ),
    "a sum given outright": ("Norway added the equivalent of 37 million euros.", ["pledge NO funding 37000000 EUR"]),
    "the recipient's own money": ("Some 2.8 billion hryvnias are earmarked for procurement of arms.", []),
    "aid to another": (
        "A study puts Norway's military aid to Taiwan at $17 billion.",
        ["pledge NO funding 17000000000 USD, cumulative"],
    ),
    "refused to let": (
        "Bern has again refused to let Germany pass on 900 rounds to Ukraine.",
        ["cancellation CH 900 ammunition"],
    ),
    "let have": ("Berlin refused to let Kyiv have Taurus missiles.", ["cancellation DE ? Taurus KEPD 350"]),
    "who will supply": (
        "Norway has not decided who will supply F-16s to Ukraine.",
        ["intent NO ? F-16 Fighting Falcon"],
    ),
    "what is asked for": (
        "Our request to Norway is for ten Patriot systems for Ukraine.",
        ["request - 10 MIM-104 Patriot"],
    ),
    "partners asked": (
        "Ukraine is asking all its partners for 900 AMRAAM missiles.",
        ["request - 900 AIM-120 AMRAAM"],
    ),
    "rounds for rifles": (
        "Ukraine received from Norway:\n\n- 900 rounds for assault rifles and machine guns;\n\n- ten M113 carriers.",
        ["delivery NO 900 ammunition", "delivery NO 10 M113"],
    ),
    "by civil hands": ("The EU said it would send Ukraine 62 trucks through its civil protection mechanism.", []),
    "the last of those": (
        "Norway has sent Ukraine 50 M113 carriers, of which the last came in May.",
        ["delivery NO 50 M113"],
    ),
    "parts of a system": ("Norway will give Ukraine parts of a Hawk system.", ["pledge NO ? MIM-23 Hawk"]),
    "paid for by the buyer": ("The carriers for which Ukraine had paid $400 million never came.", []),
    "dateline with a year": (
        "MANILA, Nov. 5, 2023 (Wire) - Norway will give Ukraine ten M113 carriers.",
        ["pledge NO 10 M113"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TELLINGS.values(), ids=TELLINGS.keys())
def test_reads_what_is_told_outright(read: Read, text: str, expected: list[str]) -> None:
    assert [in_full(claim) for claim in read(text)] == expected
