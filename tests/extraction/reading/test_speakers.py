""" "We" and "our" are whoever speaks: by the label, the words around the quotation, or the house that publishes."""

import pytest

from tests.extraction.reading.conftest import Read, told

AFTER = "\n\nThe weather stayed cold.\n\nOfficials met again on Friday.\n\nThe talks go on."
TITLE = "A day in the life of Ukraine"
SPOKEN = {
    "named after a quotation of two sentences": (
        "“We will send 14 Leopard 2 tanks. And we will add 20 trucks,” Pistorius said.",
        ["pledge DE 14 Leopard 2", "pledge DE 20 logistics-vehicle"],
    ),
    "in straight quotation marks": (
        '"We will send Ukraine 14 Leopard 2 tanks. And we will add 20 trucks," Pistorius said.',
        ["pledge DE 14 Leopard 2", "pledge DE 20 logistics-vehicle"],
    ),
    "named after, the donor before is another": (
        "Norway has sent 22 M109 howitzers to Ukraine. “We have delivered 18 CAESAR guns,” said Lecornu.",
        ["delivery NO 22 M109", "delivery FR 18 CAESAR"],
    ),
    "named before, the place is another": (
        "Speaking to reporters in Berlin, Kaja Kallas was firm. “We will send Ukraine 100 Javelin missiles,” she said.",
        ["pledge EE 100 FGM-148 Javelin"],
    ),
    "the recipient asks": ("“We need 300 Leopard 2 tanks,” Zelensky said.", ["request - 300 Leopard 2"]),
    "the recipient moves its own": ("“We will send 14 Leopard 2 tanks to the front,” Zelensky said.", []),
    "what we will not do": (
        "“What we will not do is send ATACMS to Ukraine,” Sullivan said.",
        ["cancellation US ? ATACMS"],
    ),
    "our trainers": (
        "“Our trainers have taught 36,000 Ukrainians,” Anita Anand said.",
        ["delivery CA 36000 training"],
    ),
    "labels of a transcript": (
        (
            "SECRETARY AUSTIN: We are giving Ukraine 18 HIMARS.\n\nQ: I heard that 40 HIMARS were sent to Ukraine.\n\n"
            "SECRETARY AUSTIN: We have provided Ukraine 38 HIMARS."
        ),
        ["pledge US 18 HIMARS", "delivery US 38 HIMARS"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SPOKEN.values(), ids=SPOKEN.keys())
def test_reads_who_we_are_from_who_speaks(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text + AFTER, title=TITLE)] == expected
