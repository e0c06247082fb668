"""One reader for all tests of reading: the model and the seeds are loaded once."""

from collections.abc import Callable
from datetime import date

import pytest

from extraction.reading import Document, Reader
from pledges.domain.claims import Claim
from pledges.domain.posts import Post
from pledges.domain.values import Basis
from pledges.seed_files import load_catalogue

PUBLISHED = date(2023, 3, 8)  # a Wednesday
Read = Callable[..., list[Claim]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.build(catalogue=load_catalogue())


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    def read_text(
        text: str,
        *,
        publisher: str = "",
        title: str = "Ukraine war: what we know today",
        published: date | None = PUBLISHED,
        posts: tuple[Post, ...] = (),
        media_type: str = "text/plain",
    ) -> list[Claim]:
        document = Document(
            article="test", text=text, published=published, title=title, publisher=publisher, posts=posts,
            media_type=media_type,
        )  # fmt: skip
        (claims,) = reader.read([document])
        return claims

    return read_text


def number(claim: Claim) -> str:
    """ "14", "60..", "..80", "20..25" or "?"."""
    low, high = claim.quantity.low, claim.quantity.high
    if low is None and high is None:
        return "?"
    if low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def told(claim: Claim) -> str:
    """A claim in one line: "pledge DE+NL 14 Leopard 2", "pledge US funding 450000000 USD"."""
    donors = "+".join(claim.donors) or "-"
    if claim.item.category == "funding" and claim.value is not None:
        return f"{claim.kind.value} {donors} funding {claim.value.amount:f} {claim.value.currency}"
    return f"{claim.kind.value} {donors} {number(claim)} {claim.item.name or claim.item.category}"


def in_full(claim: Claim) -> str:
    """A claim in one line with its basis, worth, days and correction: "pledge NO 10 howitzer, ..2023-06-30"."""
    window, value = claim.window, claim.value if claim.item.category != "funding" else None
    said = (
        told(claim),
        claim.basis.value if claim.basis is not Basis.UNSTATED else "",
        f"{value.amount:f} {value.currency}" if value is not None else "",
        f"{window.start or ''}..{window.end or ''}" if window is not None else "",
        f"announced {claim.announced}" if claim.announced is not None else "",
        "corrected" if claim.replaces is not None else "",
    )
    return ", ".join(part for part in said if part)
