"""What a package, its announcer and the words around a list make of items without numbers of their own."""

import pytest

from tests.extraction.reading.conftest import Read, told

REST = "\n\n" + " ".join(["The night was cold and the trains ran late, people in the town said."] * 40)  # no short note

READ = {
    "money that includes arms": (
        "Norway will give Ukraine 300 million crowns in arms. The money includes 260 AIM-7 missiles.",
        ["pledge NO funding 300000000 NOK", "pledge NO 260 AIM-7 Sparrow"],
    ),
    "the number that was given": (
        "Portugal will give Ukraine three M113 carriers, in addition to the five that it had promised before.",
        ["pledge PT 3 M113", "pledge PT 5 M113"],
    ),
    "the number that was ordered": (
        "Germany has delivered six IRIS-T SLM batteries to Ukraine, out of a total of 12 that were ordered for Kyiv.",
        ["delivery DE 6 IRIS-T SLM", "contract DE 12 IRIS-T SLM"],
    ),
    "a second before a time": (
        "Spain gave Ukraine a Patriot battery. Italy added a second last year.",
        ["delivery ES 1 MIM-104 Patriot", "pledge IT 1 MIM-104 Patriot"],
    ),
    "whoever announces a package gives what it will provide": (
        "Oslo announced help. Norway is announcing a package of military aid that will provide mortars and radars.",
        ["pledge NO ? mortar", "pledge NO ? radar"],
    ),
    "a range of weapons is no distance": (
        "Norway will provide Ukraine with a range of new arms, including 12 howitzers and dozens of radars.",
        ["pledge NO 12 howitzer", "pledge NO 24.. radar"],
    ),
    "what is only potentially given is an intent": (
        "Norway's plan includes potentially providing Ukraine with 12 howitzers.",
        ["intent NO 12 howitzer"],
    ),
    "support that has included providing was given": (
        "Norway's support for Ukraine has included providing 12 howitzers.",
        ["delivery NO 12 howitzer"],
    ),
    "two names of one list are two items": (
        "Norway has sent S-125, S-300 and S-300V systems to Ukraine.",
        ["delivery NO ? S-125 Neva", "delivery NO ? S-300", "delivery NO ? S-300V"],
    ),
    "a member of a group gives alone": (
        "NATO member Norway has sent 12 howitzers to Ukraine.",
        ["delivery NO 12 howitzer"],
    ),
    "who made what is needed is not asked": (
        "Ukraine needs seven U.S.-made howitzers, its minister said.",
        ["request - 7 howitzer"],
    ),
    "an administration that requests money is no recipient": (
        "The US administration is requesting $20 billion in military aid for Ukraine.",
        ["intent US funding 20000000000 USD"],
    ),
}


@pytest.mark.parametrize(("text", "claims"), READ.values(), ids=READ)
def test_reads(read: Read, text: str, claims: list[str]) -> None:
    assert [told(claim) for claim in read(text + REST)] == claims
