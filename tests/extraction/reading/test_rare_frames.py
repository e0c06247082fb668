"""Sentences that show the worth of guards of framing which few others meet: a row each, found by the mutation run."""

import pytest

from tests.extraction.reading.conftest import Read, in_full

SHAPES = {
    "who makes them": ("Norway will give Ukraine the manufacturer of ten tanks.", []),
    "like ten of what was provided": (
        "Norway, like other states, praised systems provided by Spain like ten Leopard 2 tanks for Ukraine.",
        ["delivery ES 10 Leopard 2"],
    ),
    "comes with ten tanks": ("The minister arrived with ten tanks from Norway in Kyiv.", []),
    "leaves with ten tanks": ("The train has left Norway with ten tanks for Ukraine.", []),
}


@pytest.mark.parametrize(("text", "expected"), SHAPES.values(), ids=SHAPES.keys())
def test_reads_a_rare_frame(read: Read, text: str, expected: list[str]) -> None:
    assert [in_full(claim) for claim in read(text)] == expected
