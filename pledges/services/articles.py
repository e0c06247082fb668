"""The text of an article is stored as it came and never changed; the same content twice is one version."""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import orjson
from django.utils.text import slugify

from pledges.domain.notes import ABOUT_THE_DAY, GUESSES, DayFrom, Note, NoteKind
from pledges.domain.posts import Post, posts_to_json
from pledges.domain.publishing import kind_by_name
from pledges.models import (
    Article,
    ArticleVersion,
    CopyLink,
    Original,
    Sighting,
    Source,
    SourceKind,
    VersionNote,
)
from pledges.queries.days import given_day
from pledges.services.copies import link_copies
from pledges.services.transactions import in_one_transaction

type Outcome = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An article as it was offered: `key` names it for good, `text` is decoded and otherwise untouched.

    `published` is None while no day is known. `posts` are the dated parts of a live blog.
    """

    key: str
    text: str
    published: date | None
    title: str = ""
    publisher: str = ""
    url: str = ""
    media_type: str = "text/plain"
    day_from: DayFrom = DayFrom.NOWHERE
    posts: tuple[Post, ...] = ()
    language: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def sha256(self) -> str:
        """Of everything that a reading depends on: text, title, publisher and day, and what bears on these."""
        day = self.published.isoformat() if self.published else ""
        parts = [self.text, self.title, self.publisher, day]
        if self.day_from in GUESSES:
            parts.append("guessed")
        if self.posts:
            parts.append(orjson.dumps(posts_to_json(self.posts)).decode())
        if self.media_type == "text/markdown":
            parts.append(self.media_type)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@in_one_transaction
def store(*, offer: Offer) -> tuple[ArticleVersion, Outcome]:
    """Keep an offered article. Safe to repeat: the current version offered again changes nothing.

    A version that returns after another (a text put back) is sighted again, not stored again. A day that an editor
    gave counts before whatever is offered, and one that was known is not lost where nothing says it any more.
    """
    article, known = _locked(offer)
    latest = _latest(article) if known else None
    offer = _with_known_day(article, offer, latest) if known else offer
    if latest is not None and latest.sha256 == offer.sha256:
        note(version=latest, notes=offer.notes)
        return latest, "unchanged"
    back = ArticleVersion.objects.filter(article=article, sha256=offer.sha256).first() if known else None
    version = back or ArticleVersion.objects.create(article=article, sha256=offer.sha256, **_columns(offer))
    Sighting.objects.create(article=article, version=version)
    copies: list[CopyLink] = []
    if back is None and version.source.kind != SourceKind.REGISTER:  # a register's rows look alike, and are no copies
        copies = link_copies(version=version)
    note(version=version, notes=[*offer.notes, *_duplicate_of(copies)])
    return version, "new" if latest is None else "changed"


def _locked(offer: Offer) -> tuple[Article, bool]:
    """The article of an offer, under its lock, and whether it was known before."""
    rows = Article.objects.select_for_update().filter(key=offer.key)
    article = rows.first()
    if article is not None:
        return article, True
    Article.objects.bulk_create([Article(key=offer.key, url=offer.url)], ignore_conflicts=True)
    article = rows.get()
    return article, article.sightings.exists()  # somebody else may have been quicker


def _latest(article: Article) -> ArticleVersion | None:
    """The version that an article reads as now."""
    newest = article.sightings.order_by("-id").select_related("version").first()
    return newest.version if newest else None


def _columns(offer: Offer) -> dict[str, Any]:
    return {
        "text_sha256": hashlib.sha256(offer.text.encode()).hexdigest(),
        "text": offer.text,
        "title": offer.title,
        "publisher": offer.publisher[:300],
        "source": source_of(name=offer.publisher),
        "published": offer.published,
        "day_from": offer.day_from,
        "posts": posts_to_json(offer.posts),
        "language": offer.language,
        "media_type": offer.media_type,
        "characters": len(offer.text),
    }


def _with_known_day(article: Article, offer: Offer, latest: ArticleVersion | None) -> Offer:
    """The day that a person gave stands, whatever is offered. An article that no longer says its day keeps it."""
    if offer.day_from is DayFrom.PERSON:
        return offer
    given = given_day(article=article.pk)
    if given is not None:
        told = Note(kind=NoteKind.DAY_GIVEN, detail=f"an editor gave {given} as its day")
        return _dated(offer, given, DayFrom.PERSON, told)
    silent = offer.published is None or offer.day_from in GUESSES
    if not silent or latest is None or latest.published is None:
        return offer
    told_before = [Note(kind=NoteKind(one.kind), detail=one.detail) for one in latest.notes.all()]
    return _dated(offer, latest.published, DayFrom(latest.day_from), *told_before)


def _dated(offer: Offer, published: date, day_from: DayFrom, *told: Note) -> Offer:
    """An offer with another day, and what is to be told of that day in place of what was."""
    kept = [one for one in offer.notes if one.kind not in ABOUT_THE_DAY]
    of_the_day = [one for one in told if one.kind in ABOUT_THE_DAY]
    return replace(offer, published=published, day_from=day_from, notes=(*kept, *of_the_day))


def note(*, version: ArticleVersion, notes: Iterable[Note]) -> None:
    """Tell what has to be known of a version. Safe to repeat: a note is told once."""
    rows = [VersionNote(version=version, kind=one.kind, detail=one.detail[:500]) for one in sorted(set(notes))]
    if rows:
        VersionNote.objects.bulk_create(rows, ignore_conflicts=True)


def _duplicate_of(copies: Sequence[CopyLink]) -> list[Note]:
    """One note for all that tell the same text: the earliest by name, the others by number."""
    if not copies:
        return []
    link, others = copies[0], len(copies) - 1
    other = link.original
    who = f"{other.publisher or 'another publisher'}, {other.published or 'no day'}"
    more = f", and of {others} more" if others else ""
    detail = f"tells the text of {other.article.key[:300]} ({who}; {link.similarity:.0%} alike){more}"
    return [Note(kind=NoteKind.DUPLICATE_OF, detail=detail)]


def keep_original(*, body: bytes) -> str:
    """Keep the bytes of a document, compressed, once for all that came with them; their hash."""
    digest = hashlib.sha256(body).hexdigest()
    row = Original(sha256=digest, size=len(body), body=zlib.compress(body, level=6))
    Original.objects.bulk_create([row], ignore_conflicts=True)
    return digest


def source_of(*, name: str) -> Source:
    """The source with this name or alias; one that nobody knows yet is `unknown`, or official by its name."""
    name = " ".join(name.split()) or "Unknown"
    known = (
        Source.objects.filter(name__iexact=name).first()
        or Source.objects.filter(aliases__contains=[name]).first()
        or Source.objects.filter(slug=slugify(name)).first()
    )
    if known:
        return known
    slug = slugify(name)[:90] or hashlib.sha256(name.encode()).hexdigest()[:12]
    kind = kind_by_name(name) or SourceKind.UNKNOWN
    return Source.objects.get_or_create(slug=slug, defaults={"name": name[:200], "kind": kind})[0]
