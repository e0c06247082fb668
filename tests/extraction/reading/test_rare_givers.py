"""Sentences that show the worth of what finds a giver and few others meet: a row each, found by the mutation run."""

import pytest

from tests.extraction.reading.conftest import Read, told

GIVERS = {
    "whom the recipient's need names": ("Ukraine needs ten tanks from Norway.", ["request NO 10 main-battle-tank"]),
    "where the lessons are, not who tells": (
        "Denmark said 40 Ukrainian pilots are being trained in Spain.",
        ["pledge ES 40 training"],
    ),
    "who hosts those that come for a course": (
        "200 Ukrainian soldiers arrived in Spain for a course.",
        ["pledge ES 200 training"],
    ),
    "together with another, elsewhere": (
        "Norway sent ten tanks. Together with Denmark, it also sent six howitzers to Ukraine.",
        ["delivery NO 10 main-battle-tank", "delivery NO 6 howitzer"],
    ),
    "a group, and who tells": (
        "This group will give Ukraine ten tanks, Norway said.",
        ["pledge - 10 main-battle-tank"],
    ),
    "of two names that of the relative clause": (
        "Denmark met with Norway, which is sending ten tanks to Ukraine.",
        ["pledge NO 10 main-battle-tank"],
    ),
    "from where a passive sends": ("Ten tanks were sent to Ukraine from Norway.", ["delivery NO 10 main-battle-tank"]),
    "who gives together, not which of them says so": (
        "Of the eight howitzers that Latvia and Estonia are giving together, three have been handed over, Riga said.",
        ["pledge EE+LV 8 howitzer", "delivery EE+LV 3 howitzer"],
    ),
    "who promised them, not who made them and says so": (
        "Ten of the 16 Zuzana 2 howitzers that Denmark and Norway promised have been handed over, Bratislava said.",
        ["pledge DK+NO 16 Zuzana 2", "delivery DK+NO 10 Zuzana 2"],
    ),
    "one of those who give together": (
        "Of the 14 Leopard 2 tanks that Denmark and Spain are giving, ten have been handed over by Spain, Berlin said.",
        ["pledge DK+ES 14 Leopard 2", "delivery ES 10 Leopard 2"],
    ),
    "whoever had them last": (
        "Ten tanks that Spain once sold Canada have been given to Ukraine, Ottawa said.",
        ["delivery CA 10 main-battle-tank"],
    ),
    "they, and a leader who tells": (
        "They have given Ukraine 650 tanks, Austin said.",
        ["delivery - 650 main-battle-tank"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), GIVERS.values(), ids=GIVERS.keys())
def test_finds_a_rare_giver(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


def test_our_gift_in_a_release_is_the_publishers(read: Read) -> None:
    text = "Our gift to Ukraine, like that of Denmark, is ten howitzers."
    (claim,) = read(text, publisher="Government of Norway")
    assert claim.donors == ("NO",)
