"""Small true-to-life rows for tests: an article, its sentences, and the claims read from them."""

import hashlib
from datetime import date
from typing import Any

from django.utils import timezone

from pledges.domain.claims import Claim, Item, Place, Words
from pledges.domain.values import Basis, Kind, Quantity, Span, Window
from pledges.models import ArticleVersion, Run
from pledges.services.articles import Offer, store
from pledges.services.readings import record_run

TEXT = (
    "Freedonia will send ten more Leopard 2 tanks this week. "
    "It has handed over four of them already. "
    "The country had promised 14 in total."
)
DAY = date(2023, 3, 7)


def article(
    *, key: str = "story", text: str = TEXT, published: date = DAY, publisher: str = "Reuters"
) -> ArticleVersion:
    """A stored version."""
    return store(offer=Offer(key=key, text=text, published=published, publisher=publisher, title="A story"))[0]


def claim(version: ArticleVersion, words: str, **values: Any) -> Claim:
    """A claim whose evidence is the first place of `words` in the version's text."""
    start = version.text.index(words)
    span = Span(start=start, end=start + len(words))
    sentence = hashlib.sha256(words.casefold().encode()).hexdigest()
    defaults: dict[str, Any] = {
        "kind": Kind.PLEDGE,
        "donors": ("PL",),
        "item": Item(name="Leopard 2", category="main-battle-tank"),
        "quantity": Quantity(low=10, high=10),
        "evidence": (span,),
        "confidence": 0.9,
        "words": {"kind": Words(text=words, span=span, rule="test")},
    }
    place = Place(article=version.article.key, sentence=sentence, occurrence=0, ordinal=0)
    return Claim(article=version.article.key, place=place, **(defaults | values))


def story_claims(version: ArticleVersion) -> list[Claim]:
    """Ten more this week, four handed over, 14 in total."""
    return [
        claim(
            version,
            "ten more Leopard 2 tanks this week",
            basis=Basis.INCREMENT,
            window=Window(start=date(2023, 3, 6), end=date(2023, 3, 12)),
        ),
        claim(
            version,
            "handed over four of them already",
            kind=Kind.DELIVERY,
            quantity=Quantity(low=4, high=4),
            window=Window(start=date(2023, 2, 21), end=date(2023, 2, 28)),
        ),
        claim(version, "promised 14 in total", quantity=Quantity(low=14, high=14), basis=Basis.CUMULATIVE),
    ]


def read(version: ArticleVersion, claims: list[Claim], *, extractor: str = "test-1", catalogue: str = "c") -> Run:
    """A finished run over a version."""
    return record_run(
        version=version, claims=claims, extractor=extractor, catalogue=catalogue, started_at=timezone.now()
    )
