"""A named share of a number has its own number, and is given as the whole is."""

import pytest

from tests.extraction.reading.conftest import Read, told

SHARES = {
    "of them": (
        "Denmark will give Ukraine 45 tanks, 30 of them Leopard 1s.",
        ["pledge DK 45 main-battle-tank", "pledge DK 30 Leopard 1"],
    ),
    "of them, and others": (
        "Denmark will give 45 tanks, 30 of them Leopard 1s and 15 T-72s, to Ukraine.",
        ["pledge DK 45 main-battle-tank", "pledge DK 30 Leopard 1", "pledge DK 15 T-72"],
    ),
    "of which": (
        "Denmark will give Ukraine 45 tanks, 30 of which are Leopard 1s.",
        ["pledge DK 45 main-battle-tank", "pledge DK 30 Leopard 1"],
    ),
    "of which are": (
        "Norway sent Ukraine 200 vehicles, of which 40 were M113s.",
        ["delivery NO 200 logistics-vehicle", "delivery NO 40 M113"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SHARES.values(), ids=SHARES.keys())
def test_counts_a_named_share_by_its_own_number(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected
