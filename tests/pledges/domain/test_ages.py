"""An age is told in a unit that it fills twice."""

import pytest

from pledges.domain.ages import told


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "never"),
        (0, "0 s"),
        (119, "119 s"),
        (120, "2 min"),
        (7_199, "119 min"),
        (7_200, "2 h"),
        (172_799, "47 h"),
        (172_800, "2 d"),
        (10**9, "11574 d"),
    ],
)
def test_tells(seconds: int | None, said: str) -> None:
    assert told(seconds) == said
