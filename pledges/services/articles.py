"""The text of an article is stored as it came and never changed; the same content twice is one version."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.utils.text import slugify

from pledges.domain.notes import GUESSES, DayFrom, Note
from pledges.models import Article, ArticleVersion, Sighting, Source, SourceKind, VersionNote
from pledges.services.copies import link_copies
from pledges.services.transactions import in_one_transaction

type Outcome = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An article as it was offered: `key` names it for good, `text` is decoded and otherwise untouched."""

    key: str
    text: str
    published: date | None
    title: str = ""
    publisher: str = ""
    url: str = ""
    media_type: str = "text/plain"
    day_from: DayFrom = DayFrom.NOWHERE
    posts: list[list[Any]] = field(default_factory=list)  # as `ArticleVersion.posts`
    language: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def sha256(self) -> str:
        """Of everything that a reading depends on: text, title, publisher, day, whether that is a guess, and posts."""
        parts = [self.text, self.title, self.publisher, self.published.isoformat() if self.published else ""]
        parts += ["a guess"] if self.day_from in GUESSES else []
        parts += [repr(self.posts)] if self.posts else []
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@in_one_transaction
def store(*, offer: Offer) -> tuple[ArticleVersion, Outcome]:
    """Keep an offered article. Safe to repeat: the current version offered again changes nothing.

    A version that returns after another (a text put back) is sighted again, not stored again.
    """
    Article.objects.get_or_create(key=offer.key, defaults={"url": offer.url})
    article = Article.objects.select_for_update().get(key=offer.key)
    latest = article.sightings.order_by("-id").select_related("version").first()
    if latest is not None and latest.version.sha256 == offer.sha256:
        return latest.version, "unchanged"
    version, created = ArticleVersion.objects.get_or_create(
        article=article,
        sha256=offer.sha256,
        defaults={
            "text_sha256": hashlib.sha256(offer.text.encode()).hexdigest(),
            "text": offer.text,
            "title": offer.title,
            "publisher": offer.publisher[:300],
            "source": source_of(name=offer.publisher),
            "published": offer.published,
            "day_from": offer.day_from.value,
            "posts": offer.posts,
            "language": offer.language,
            "media_type": offer.media_type,
            "characters": len(offer.text),
        },
    )
    Sighting.objects.create(article=article, version=version)
    for note in offer.notes:
        VersionNote.objects.get_or_create(version=version, kind=note.kind.value, detail=note.detail[:500])
    if created and version.source.kind != SourceKind.REGISTER:  # a register's rows look alike, and are no copies
        link_copies(version=version)
    return version, "new" if latest is None else "changed"


def source_of(*, name: str) -> Source:
    """The source with this name or alias; one that nobody knows yet is kept with the kind `unknown`."""
    name = " ".join(name.split()) or "Unknown"
    known = (
        Source.objects.filter(name__iexact=name).first()
        or Source.objects.filter(aliases__contains=[name]).first()
        or Source.objects.filter(slug=slugify(name)).first()
    )
    if known:
        return known
    slug = slugify(name)[:90] or hashlib.sha256(name.encode()).hexdigest()[:12]
    return Source.objects.get_or_create(slug=slug, defaults={"name": name[:200]})[0]
