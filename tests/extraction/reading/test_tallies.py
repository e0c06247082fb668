"""What a tally stands at is the running total of what it is of."""

import pytest

from pledges.domain.values import Basis
from tests.extraction.reading.conftest import Read, told

TALLIES = {
    "stands at": (
        "The number of Gepard anti-aircraft guns that Berlin has delivered to Kyiv now stands at 52 in total.",
        "delivery DE 52 Gepard",
    ),
    "has risen to": (
        "The number of M113 armoured personnel carriers delivered to Ukraine by Lithuania has risen to 62.",
        "delivery LT 62 M113",
    ),
    "reaches": (
        "With the latest shipment the total number of CV90 vehicles that Sweden has given Ukraine reaches 50.",
        "delivery SE 50 CV90",
    ),
    "promised": (
        "The number of Leopard 2 tanks promised to Ukraine by Norway has reached 14.",
        "pledge NO 14 Leopard 2",
    ),
    "is now": ("The number of Leopard 2 tanks promised to Ukraine by Norway is now 14.", "pledge NO 14 Leopard 2"),
}
OTHERS = {
    "countries": "The number of countries that have promised Ukraine Leopard 2 tanks now stands at 12.",
    "soldiers": "The number of soldiers killed by the Leopard 2 tanks that Germany gave Ukraine is 300.",
    "losses": "The number of Leopard 2 tanks destroyed in Ukraine now stands at 12.",
}


@pytest.mark.parametrize(("text", "claim"), TALLIES.values(), ids=TALLIES.keys())
def test_a_tally_is_a_running_total(read: Read, text: str, claim: str) -> None:
    (found,) = read(text)
    assert (told(found), found.basis) == (claim, Basis.CUMULATIVE)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_a_tally_of_something_else_counts_no_gift(read: Read, text: str) -> None:
    assert not any(claim.quantity.known for claim in read(text))
