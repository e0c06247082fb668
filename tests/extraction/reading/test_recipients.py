"""Who receives: Ukraine unless the clause says otherwise; Israel, Taiwan and a sponsor's ally are recipients too."""

import pytest

from tests.extraction.reading.conftest import Read, told

ELSEWHERE = {
    "Israel as object": ("Washington will send Israel 3,500 bombs.", "Israel", "IL", ["pledge US 3500 ammunition"]),
    "Israel after to": (
        "The United States approved the sale of 50 F-15 fighter jets to Israel.",
        "Israel",
        "IL",
        ["pledge US 50 F-15 Eagle"],
    ),
    "Israel is refused": (
        "Biden said he would not send artillery shells to Israel.",
        "Israel",
        "IL",
        ["cancellation US ? artillery-ammunition"],
    ),
    "Taiwan receives": (
        "Taiwan received 38 Abrams tanks from the United States.",
        "Taiwan",
        "TW",
        ["delivery US 38 M1 Abrams"],
    ),
    "Taiwan of a package": (
        "The Pentagon is sending Taiwan a $90 million package of arms, as it has done for Ukraine.",
        "Ukraine",
        "TW",
        ["pledge US funding 90000000 USD"],
    ),
    "Israel of a new package": (
        "Washington has approved a package for Israel worth $90 million, while Ukraine waits.",
        "Ukraine",
        "IL",
        ["pledge US funding 90000000 USD"],
    ),
    "Taiwan of a sum in no clause of giving": (
        "Beijing condemned the $90 million in US military aid to Taiwan on Tuesday.",
        "Ukraine",
        "TW",
        ["pledge US funding 90000000 USD"],
    ),
    "Moldova of a sum that others mention": (
        "Moscow condemned the 40 million euros in German military aid for Moldova.",
        "Ukraine",
        "MD",
        ["pledge DE funding 40000000 EUR"],
    ),
    "Moldova of vehicles pointed to": (
        "Germany gave Moldova three Piranha III carriers. The German gift will amount to 19 of these vehicles in all.",
        "Ukraine",
        "MD",
        ["delivery DE 3 Piranha IIIC", "pledge DE 19 Piranha IIIC"],
    ),
    "the Philippines of a text that names it in its title": (
        "Tokyo will hand over five patrol boats in May. Washington watches the war in Ukraine.",
        "Japan arms the Philippines",
        "PH",
        ["pledge JP 5 naval-vessel"],
    ),
    "Armenia of a text that never names Ukraine": (
        "Paris has transferred 50 Bastion carriers. Armenia trains its crews in Yerevan.",
        "New carriers for the army",
        "AM",
        ["delivery FR 50 Bastion APC"],
    ),
    "Ukraine where the other state is only the place": (
        "Oslo will give eight howitzers. Ukraine needs them.",
        "Leaders meet in Moldova",
        "UA",
        ["pledge NO 8 howitzer"],
    ),
    "drones to Russia": (
        "Iran has supplied Russia with hundreds of Shahed-136 drones.",
        "Ukraine",
        "RU",
        ["delivery IR 200.. Shahed-136"],
    ),
    "shells to the state beside the verb": (
        "North Korea has sent Russia 12 million artillery shells.",
        "Ukraine",
        "RU",
        ["delivery KP 12000000 artillery-ammunition"],
    ),
    "shells to its ally": (
        "North Korea has shipped its ally two million artillery shells.",
        "Ukraine",
        "RU",
        ["dispatch KP 2000000 artillery-ammunition"],
    ),
    "Moscow receives": (
        "Moscow received 400 ballistic missiles from Iran.",
        "Ukraine",
        "RU",
        ["delivery IR 400 missile"],
    ),
}


@pytest.mark.parametrize(
    ("text", "title", "recipient", "expected"), ELSEWHERE.values(), ids=[str(key) for key in ELSEWHERE]
)
def test_reads_who_receives(read: Read, text: str, title: str, recipient: str, expected: list[str]) -> None:
    claims = read(text, title=title)
    assert [told(claim) for claim in claims] == expected
    assert {claim.recipient for claim in claims} == {recipient}


@pytest.mark.parametrize(
    "text",
    [
        "Germany will deliver 14 Leopard 2 tanks to Slovakia.",
        "Poland received 116 Abrams tanks from the United States.",
        "Iran supplied 200 drones to militias in Yemen.",
    ],
)
def test_a_donor_that_is_given_arms_is_no_recipient(read: Read, text: str) -> None:
    assert read(text) == []
