"""An article that tells of two million tanks, beside one that tells of fourteen."""

from datetime import date

from pledges.domain.claims import Claim
from pledges.domain.values import Quantity
from tests.pledges import stories

WORDS = "two million Leopard 2 tanks"
TEXT = f"Poland will send {WORDS}, a speaker was heard to say."
MILLIONS = Quantity(low=2_000_000, high=2_000_000)


def fourteen() -> Claim:
    """Read and stored: 14 promised by Poland."""
    version = stories.article(key="plain")
    claim = stories.claim(version, "promised 14 in total", quantity=Quantity(low=14, high=14))
    stories.read(version, [claim])
    return claim


def millions(*, key: str = "loud", publisher: str = "Reuters", text: str = TEXT, day: date = stories.DAY) -> Claim:
    """Read and stored: two million, by a publisher."""
    version = stories.article(key=key, text=text, publisher=publisher, published=day)
    claim = stories.claim(version, WORDS, quantity=MILLIONS)
    stories.read(version, [claim])
    return claim


def retold() -> Claim:
    """Read and stored: two million, by another publisher in words of its own."""
    text = f"From Warsaw, where it snowed the whole week, comes word of {WORDS} for the front. Nobody there laughed."
    return millions(key="other", publisher="The Guardian", text=text, day=date(2023, 3, 9))
