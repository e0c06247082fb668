"""Small true-to-life rows for tests: an article, its sentences, and the claims read from them."""

import hashlib
import zlib
from datetime import date
from typing import Any

from django.utils import timezone

from pledges.domain.claims import Claim, Item, Place, Words
from pledges.domain.notes import Note, NoteKind
from pledges.domain.values import Basis, Kind, Quantity, Span, Window
from pledges.models import ArticleVersion, Intake, Original, Retrieval, Run
from pledges.services.articles import Offer, store
from pledges.services.readings import record_run

TEXT = (
    "Freedonia will send ten more Leopard 2 tanks this week. "
    "It has handed over four of them already. "
    "The country had promised 14 in total."
)
DAY = date(2023, 3, 7)


def article(
    *, key: str = "story", text: str = TEXT, published: date | None = DAY, publisher: str = "Reuters", **values: Any
) -> ArticleVersion:
    """A stored version."""
    usual: dict[str, Any] = {"title": "A story"} | values
    return store(offer=Offer(key=key, text=text, published=published, publisher=publisher, **usual))[0]


def undated(**values: Any) -> ArticleVersion:
    """A stored version of which nobody knows the day."""
    note = Note(kind=NoteKind.NO_DAY, detail="nothing says when it was published")
    return article(published=None, **{"notes": (note,)} | values)


def brought(version: ArticleVersion, data: bytes = b"<p>as it came</p>", *, became_it: bool = True) -> Retrieval:
    """An answer that was asked for a version, and became it or no version at all."""
    address = "https://paper.example/a"
    intake, _ = Intake.objects.get_or_create(locator=version.article.key, defaults={"version": version})
    original, _ = Original.objects.get_or_create(
        sha256=hashlib.sha256(data).hexdigest(), defaults={"size": len(data), "body": zlib.compress(data)}
    )
    return Retrieval.objects.create(
        intake=intake,
        original=original,
        asked=address,
        final=f"{address}?page=1",
        status=200,
        version=version if became_it else None,
    )


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
