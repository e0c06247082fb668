"""Sentences that show the worth of guards which few others meet: a row each, found by the mutation run."""

import pytest

from pledges.domain.values import Basis
from tests.extraction.reading.conftest import Read, told

SHAPES = {
    "a refusal by who is named after it": (
        "There will be no tanks for Ukraine from Austria, its minister said.",
        ["cancellation AT ? main-battle-tank"],
    ),
    "a fund and its worth": (
        "The International Fund for Ukraine, worth around $625 million, grows.",
        ["pledge International Fund for Ukraine funding 625000000 USD"],
    ),
    "a fund beside a sum that is not its worth": (
        "The International Fund for Ukraine met with ten states and $625 million came up.",
        [],
    ),
    "a package that is but proposed": (
        "The ministry proposed a new package of military aid for Ukraine valued at $300 million.",
        ["intent - funding 300000000 USD"],
    ),
    "an example of what is counted": (
        "Norway gave Ukraine 100 armoured vehicles, such as old armoured vehicles of its army.",
        ["delivery NO 100 armoured-vehicle"],
    ),
    "whose instructors teach": (
        "The training of 200 Ukrainian recruits with Danish instructors has begun.",
        ["pledge DK 200 training"],
    ),
    "others trained by the same donor": (
        "Norway trained 400 Ukrainian soldiers last year. Norway has also trained 40 medics.",
        ["delivery NO 400 training", "delivery NO 40 training"],
    ),
    "whose neighbours give": ("Poland's neighbours gave Ukraine ten tanks.", ["delivery - 10 main-battle-tank"]),
    "who turns a request down": (
        "Ukraine's request to Norway for ten tanks was turned down by Oslo.",
        ["cancellation NO 10 main-battle-tank"],
    ),
    "a group that nothing names": ("This group will give Ukraine ten howitzers.", ["pledge - 10 howitzer"]),
    "made by one and given by another": (
        "American-made HIMARS, eight in all, were given to Ukraine by Poland.",
        ["delivery PL 8 HIMARS"],
    ),
    "our delivery": (
        "Our delivery of ten howitzers to Ukraine is on its way, Norway's minister said.",
        ["dispatch NO 10 howitzer"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SHAPES.values(), ids=SHAPES.keys())
def test_reads_a_rare_shape(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


def test_the_rest_of_a_promise_adds_to_what_came(read: Read) -> None:
    (claim,) = read("Norway delivered the remaining six M109 howitzers to Ukraine on Friday.")
    assert claim.basis is Basis.INCREMENT
