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
}


@pytest.mark.parametrize(("text", "expected"), CLAUSES.values(), ids=CLAUSES.keys())
def test_finds_its_clause(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected
