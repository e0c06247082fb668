"""What is nearly a claim: its kind, donors, item and worth are exact, or there is none."""

import pytest

from tests.extraction.reading.conftest import Read, told

TIME_TO_COME = {
    "delivers in a headline": ("Norway delivers eight Leopard 2 tanks to Ukraine", ["delivery NO 8 Leopard 2"]),
    "hands over in a headline": ("Norway hands over eight Leopard 2 tanks to Ukraine", ["delivery NO 8 Leopard 2"]),
    "hands over next month": (
        "Norway hands over eight Leopard 2 tanks to Ukraine next month.",
        ["pledge NO 8 Leopard 2"],
    ),
    "once it hands over": (
        "Ukraine will be safer once Norway hands over eight Leopard 2 tanks to it.",
        ["pledge NO 8 Leopard 2"],
    ),
    "gets next week": ("Ukraine gets ten Leopard 2 tanks from Spain next week.", ["pledge ES 10 Leopard 2"]),
    "follow in a year to come": (
        (
            "The Netherlands will give Ukraine 18 F-16 jets. The first six should arrive in the spring;"
            " seven more follow in 2025 and the remaining five in 2026."
        ),
        [
            "pledge NL 18 F-16 Fighting Falcon",
            "pledge NL 6 F-16 Fighting Falcon",
            "pledge NL 7 F-16 Fighting Falcon",
            "pledge NL 5 F-16 Fighting Falcon",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TIME_TO_COME.values(), ids=TIME_TO_COME.keys())
def test_takes_no_time_to_come_for_a_delivery(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected
