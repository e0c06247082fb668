"""Progress is told with its rate and the time that is left, often on a terminal and seldom in a log."""

from io import StringIO

import pytest
from django.core.management.base import OutputWrapper

from extraction.management.meter import Meter, told


@pytest.mark.parametrize(
    ("done", "of", "seconds", "before", "line"),
    [
        (0, 5000, 0.0, 0, "stored 0 of 5,000"),
        (120, 5000, 1.5, 0, "stored 120 of 5,000 (80 a second, about 1 min left)"),
        (30, 100, 20.0, 0, "stored 30 of 100 (1.5 a second, about 47 s left)"),
        (130, 200, 20.0, 100, "stored 130 of 200 (1.5 a second, about 47 s left)"),
        (1000, 500_000, 100.0, 0, "stored 1,000 of 500,000 (10 a second, about 13.9 h left)"),
        (5000, 5000, 100.0, 0, "stored 5,000 of 5,000 (50 a second)"),
    ],
    ids=["at the start", "minutes", "seconds", "where some were done before", "hours", "at the end"],
)
def test_tells(done: int, of: int, seconds: float, before: int, line: str) -> None:
    assert told("stored", done=done, of=of, seconds=seconds, before=before) == line


def test_a_log_gets_a_first_line_and_the_last_and_few_between() -> None:
    out = StringIO()
    meter = Meter(out=OutputWrapper(out), verb="read", of=1000)
    for done in range(1, 1001):
        meter.show(done)
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("read 1 of 1,000")
    assert lines[-1].startswith("read 1,000 of 1,000")
    assert len(lines) == 2
