"""How long to wait is what the server asked for, within reason."""

from datetime import UTC, datetime, timedelta

import pytest

from extraction.fetching.failures import wait_of

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        pytest.param("120", timedelta(seconds=120), id="seconds"),
        pytest.param("0", timedelta(0), id="at-once"),
        pytest.param("9" * 5_000, timedelta(days=1), id="for-ever"),
        pytest.param("604800", timedelta(days=1), id="a-week"),
        pytest.param("Tue, 24 Nov 2026 12:05:00 GMT", timedelta(minutes=5), id="date"),
        pytest.param("Tue, 24 Nov 2026 12:05:00", timedelta(minutes=5), id="date-without-zone"),
        pytest.param("Mon, 23 Nov 2026 12:00:00 GMT", timedelta(0), id="past"),
        pytest.param("Tue, 24 Nov 9999 12:00:00 GMT", timedelta(days=1), id="far-future"),
        pytest.param("-5", None, id="negative"),
        pytest.param("soon", None, id="words"),
        pytest.param("Tue, 99 Nov 2026 99:00:00 GMT", None, id="no-date"),
        pytest.param("²", None, id="odd-digit"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_reads_a_wait(text: str, wait: timedelta | None) -> None:
    assert wait_of(text, now=NOW) == wait
