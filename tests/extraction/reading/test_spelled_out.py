"""What a package holds may be spelled out with no word of giving; what there will be none of is refused."""

import pytest

from tests.extraction.reading.conftest import Read, told

AFTER = "\n\nThe weather stayed cold.\n\nOfficials met again on Friday.\n\nThe talks go on."
TITLE = "A day in the life of Ukraine"
PACKAGE = "Norway announced a new package worth 2 billion kroner for Ukraine."
TOLD = {
    "that is": (
        f"{PACKAGE} That's ten Leopard 2 tanks, 20 trucks and 3,000 shells to go with them.",
        ["pledge NO 10 Leopard 2", "pledge NO 20 logistics-vehicle", "pledge NO 3000 artillery-ammunition"],
    ),
    "are in it": (
        "Norway announced a new package for Ukraine. Boats and Javelin missiles are in it.",
        ["pledge NO ? naval-vessel", "pledge NO ? FGM-148 Javelin"],
    ),
    "on the list": (
        f"{PACKAGE} Two HIMARS launchers and 14 CV90 vehicles are on the list too.",
        ["pledge NO 2 HIMARS", "pledge NO 14 CV90"],
    ),
}
OTHER = {
    "that is why": f"{PACKAGE} That is why soldiers need ten trucks.",
    "it is a tank": f"{PACKAGE} It is not a tank.",
    "what they are for": f"{PACKAGE} Among them is ammunition of a kind used for howitzers.",
}
REFUSED = {
    "there will be none from us": (
        "“There will be no S-300s from us,” the prime minister of Greece, Kyriakos Mitsotakis, said.",
        ["cancellation GR ? S-300"],
    ),
    "none will leave our depots": (
        "“No Taurus missiles will leave our depots for Ukraine,” Olaf Scholz told parliament.",
        ["cancellation DE ? Taurus KEPD 350"],
    ),
    "who will send none": ("Athens will send no Patriot systems to Ukraine.", ["cancellation GR ? MIM-104 Patriot"]),
    "whom it points to will give none": (
        "Oslo said that it would give Ukraine no jets.",
        ["cancellation NO ? combat-aircraft"],
    ),
    "what was not sent yet is not refused": ("Athens sent no Patriot systems to Ukraine in May.", []),
    "none is going to be given, says the one of the quotation": (
        "“We arm Ukraine, and no Taurus missile is going to be given,” Olaf Scholz told parliament.",
        ["cancellation DE ? Taurus KEPD 350"],
    ),
    "nobody's": ("There will be no tanks at the parade in Ukraine this year.", []),
}
SPEECH = (
    "Last week I signed off on another $800 million. That's 72 more howitzers. The first of those howitzers landed in "
    "Ukraine yesterday."
)


@pytest.mark.parametrize(("text", "expected"), TOLD.values(), ids=TOLD.keys())
def test_spells_out_the_package_before(read: Read, text: str, expected: list[str]) -> None:
    claims = [told(claim) for claim in read(text + AFTER, title=TITLE)]
    assert [claim for claim in claims if "funding" not in claim] == expected


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER.keys())
def test_adds_nothing_to_a_package_by_another_sentence(read: Read, text: str) -> None:
    assert [told(claim) for claim in read(text + AFTER, title=TITLE)] == ["pledge NO funding 2000000000 NOK"]


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_reads_who_says_that_there_will_be_none(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text + AFTER, title=TITLE)] == expected


def test_reads_a_leaders_own_account(read: Read) -> None:
    claims = read(SPEECH + AFTER, title=TITLE, publisher="The White House")
    assert [told(claim) for claim in claims] == [
        "pledge US funding 800000000 USD",
        "pledge US 72 howitzer",
        "delivery US ? howitzer",
    ]
