"""Sentences that show the worth of guards of composing which few others meet: a row each, found by the mutation run."""

import pytest

from tests.extraction.reading.conftest import Read, in_full

SHAPES = {
    "these five of a gift without a number": (
        "Norway will give Ukraine howitzers. These five howitzers will help.",
        ["pledge NO 5 howitzer"],
    ),
    "it includes, of no package": ("Norway praised help to Ukraine. It includes ten howitzers.", []),
    "it includes a sum, of no package": ("The weather was bad in Kyiv. It includes $300 million for Ukraine.", []),
    "it includes, after a gift": (
        "Norway delivered 20 howitzers to Ukraine. It includes ten radars.",
        ["delivery NO 20 howitzer", "delivery NO 10 radar"],
    ),
    "it includes, after another was named": (
        "Norway announced a new package for Ukraine. Spain smiled. It includes ten howitzers.",
        ["pledge NO 10 howitzer"],
    ),
    "brings the total to": (
        "Norway gave Ukraine ten tanks, bringing the total of its aid to $2 billion.",
        ["delivery NO 10 main-battle-tank, cumulative", "delivery NO funding 2000000000 USD, cumulative"],
    ),
    "a sum beside a state's name": ("Norway's army, worth around $625 million a year, watches Ukraine.", []),
    "a total announced since": (
        "Norway has given Ukraine a total of $2 billion in aid announced since 2022.",
        ["delivery NO funding 2000000000 USD, cumulative"],
    ),
    "a sum that is stuck": ("Military aid for Ukraine worth $300 million is stuck in Norway's parliament.", []),
    "a report worth something": (
        "Norway visited Kyiv. The report, which is worth $250 million, speaks of help to Ukraine.",
        [],
    ),
    "the worth of a dated package": (
        "Norway announced a new package for Ukraine on Monday. It is worth $300 million.",
        ["pledge NO funding 300000000 USD, announced 2023-03-06"],
    ),
    "the worth of an undated package": (
        "Norway announced a new package for Ukraine. The package is valued at $300 million.",
        ["pledge NO funding 300000000 USD"],
    ),
    "an aggressor's refusal": ("There will be no tanks for Ukraine from Russia.", []),
    "a bare fragment after a package": ("Norway announced a new package for Ukraine. And rifles.", []),
    "a schedule without numbers": (
        "Norway will give Ukraine Leopard 2 tanks by June and 20 Leopard 2 tanks by July.",
        ["pledge NO 20 Leopard 2, ..2023-07-31"],
    ),
    "the aggressor's promise": ("Six of the 24 F-16s promised by Russia have arrived in Ukraine.", []),
    "taught by a fund": (
        "The International Fund for Ukraine gave Kyiv $20 million. 200 Ukrainian soldiers learned to use tanks.",
        ["delivery International Fund for Ukraine funding 20000000 USD", "delivery - 200 training"],
    ),
    "so have others, of two givers": (
        "Norway delivered ten tanks to Ukraine, while Spain sent it eight howitzers. So have 8,000 rounds.",
        ["delivery NO 10 main-battle-tank", "delivery ES 8 howitzer"],
    ),
    "ten of a type after a name": (
        "Norway will give Ukraine NASAMS systems. It will also give ten air defence systems to Ukraine.",
        ["pledge NO ? NASAMS", "pledge NO 10 air-defence-system"],
    ),
    "only confirms six of them": (
        "Norway has promised Ukraine ten tanks. The minister confirmed six of them.",
        ["pledge NO 10 main-battle-tank"],
    ),
    "a second day for the same": (
        "Norway will give Ukraine ten tanks by June. They will arrive in April.",
        ["pledge NO 10 main-battle-tank, ..2023-06-30"],
    ),
    "trains somebody": ("Norway helps Ukraine. Norway is training 400 soldiers.", []),
    "two of a whole of nobody": (
        "The first two of four tanks have arrived in Ukraine.",
        ["delivery - 2 main-battle-tank"],
    ),
    "a counted example": (
        "Norway gave Ukraine 100 armoured vehicles such as 20 armoured vehicles.",
        ["delivery NO 100 armoured-vehicle", "delivery NO 20 armoured-vehicle"],
    ),
    "a list of the aggressor's after a colon": (
        "Russia listed what it had delivered to Ukraine's separatists: 13 T-72 tanks, three Gepards.",
        [],
    ),
    "aid for nobody named": ("The minister looked at military aid worth $300 million.", []),
    "the worth of what was delivered before a promise": (
        (
            "Norway delivered a new package to Ukraine. It has promised Ukraine ten tanks too. The package is "
            "valued at $300 million."
        ),
        ["pledge NO 10 main-battle-tank", "delivery NO funding 300000000 USD"],
    ),
    "aid that might be signed": (
        "There is talk of $300 million in military aid to Ukraine, which the council might sign.",
        ["intent - funding 300000000 USD"],
    ),
    "one says the worth of another's aid": (
        "Spain's minister said that Norway's military aid to Ukraine, worth $300 million, matters.",
        ["pledge NO funding 300000000 USD"],
    ),
    "one says the worth of another's package": (
        "Norway announced a new package for Ukraine. Spain said the package was valued at $300 million.",
        ["pledge NO funding 300000000 USD"],
    ),
    "the group after another gave": (
        (
            "The International Fund for Ukraine met. Norway gave Ukraine ten tanks. The group will give Ukraine "
            "ten howitzers."
        ),
        ["delivery NO 10 main-battle-tank", "pledge International Fund for Ukraine 10 howitzer"],
    ),
    "contents of what was delivered": (
        "Norway delivered a new package to Ukraine.\n\nContents of the package\n\n- 20 howitzers\n- 30 tanks",
        ["delivery NO 20 howitzer", "delivery NO 30 main-battle-tank"],
    ),
    "its own army after a gift": (
        "Norway gave Ukraine 20 howitzers, and this is how its own army stands now: 40 trucks, six radars.",
        ["delivery NO 20 howitzer"],
    ),
    "one says the worth of aid beside another": (
        "Spain said the military aid for Ukraine, worth $300 million, matters to Norway.",
        ["pledge ES funding 300000000 USD"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SHAPES.values(), ids=SHAPES.keys())
def test_reads_a_rare_composition(read: Read, text: str, expected: list[str]) -> None:
    assert [in_full(claim) for claim in read(text)] == expected


PUBLISHED = {
    "what Ukraine needs, by a donor": (
        "Government of Norway",
        "",
        "What Ukraine needs\n\n- 20 howitzers\n- 30 tanks",
        ["request - 20 howitzer", "request - 30 main-battle-tank"],
    ),
}


@pytest.mark.parametrize(("publisher", "title", "text", "expected"), PUBLISHED.values(), ids=PUBLISHED.keys())
def test_reads_a_rare_composition_by_its_publisher(
    read: Read, publisher: str, title: str, text: str, expected: list[str]
) -> None:
    claims = read(text, publisher=publisher, title=title or "Ukraine war: what we know today")
    assert [in_full(claim) for claim in claims] == expected
