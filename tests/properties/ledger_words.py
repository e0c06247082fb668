"""What stories are told with: few donors and systems, so that they meet; numbers and days of every kind."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

FIRST = date(2023, 1, 2)
STATES = ("PL", "DE", "DK", "NL")
SETS = ("PL", "DE", "DK", "DE PL", "DE DK NL", "EU", "")
NAMES = ("Leopard 2", "Leopard 2A4", "Leopard 2A6", "T-72")
ITEMS = (*NAMES, "main-battle-tank")
PLAIN = st.integers(2, 40).map(str)
NUMBERS: SearchStrategy[str | None] = st.one_of(
    PLAIN,
    st.sampled_from(["14", "10", "4"]),
    st.integers(2, 30).map(lambda n: f"+{n}"),
    st.integers(2, 60).map(lambda n: f"={n}"),
    st.integers(2, 30).map(lambda n: f">={n}"),
    st.integers(2, 30).map(lambda n: f"<={n}"),
    st.integers(2, 30).map(lambda n: f"~{n}"),
    st.integers(2, 30).map(lambda n: f"{n}-{n + 5}"),
    st.sampled_from(["=>=20", "=<=30"]),
    st.none(),
)


def on(after: int) -> str:
    """The day so many days after the first, as tests write it."""
    return (FIRST + timedelta(days=after)).isoformat()


def span(start: int, days: int) -> str:
    return f"{on(start)}..{on(start + days)}"


DAYS = st.integers(0, 120)
