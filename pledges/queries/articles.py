"""An article is told as it reads now: its newest sighting's version, with what came before beside it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from pledges.domain.catalogue import Catalogue
from pledges.models import (
    Article,
    ArticleVersion,
    ClaimState,
    CopyLink,
    Exclusion,
    Retrieval,
    Sighting,
    Source,
)
from pledges.models.articles import day_to_order_by
from pledges.queries.claims import ClaimFilter, Keyed, condition, numbers_by_review, web_address
from pledges.queries.notes import noted, notes_of

ORDERS = ("published", "recorded_at")


def current_versions() -> QuerySet[ArticleVersion]:
    """The version of each article that it reads as now."""
    newest = Sighting.objects.filter(article=OuterRef("article")).order_by("-id").values("version")[:1]
    return ArticleVersion.objects.annotate(current=Subquery(newest)).filter(pk=F("current"))


def by_day(order: str) -> str:
    """The field that stands for an order in the database: an article without a day comes before all days."""
    return order.replace("published", "day")


def articles_at(
    wanted: ClaimFilter, catalogue: Catalogue, *, note: str | None = None, beyond: Q, order: Sequence[str], limit: int
) -> list[Keyed]:
    """Up to `limit` articles beyond a key, each with its key; those that say something of what is asked for.

    `known_at` is the day of publishing, `recorded_at` the moment of storing, `note` a kind of reading note. `order`
    has `day` for the day of publishing (`by_day`).
    """
    rows = current_versions().annotate(day=day_to_order_by()).filter(beyond)
    if note:
        rows = rows.filter(noted(note))
    if wanted.article:
        rows = rows.filter(article=wanted.article)
    if wanted.known_at:
        rows = rows.filter(published__lte=wanted.known_at)
    if wanted.recorded_at:
        rows = rows.filter(recorded_at__lte=wanted.recorded_at)
    if wanted.donor or wanted.system or wanted.category or wanted.recipient:
        said = condition(replace(wanted, article=None), catalogue)
        rows = rows.filter(Exists(ClaimState.objects.filter(said, live=True, article=OuterRef("article"))))
    fields = [name.lstrip("-") for name in order]
    told = _told(rows.order_by(*order)[:limit])
    return [(tuple(_key(row, name) for name in fields), row) for row in told]


def _key(row: dict[str, Any], name: str) -> Any:
    """What an article has of a field of the order."""
    if name == "day":
        return row["published"] or date.min
    return row["id" if name == "article" else name]


def article_of(number: int, *, with_text: bool) -> dict[str, Any] | None:
    """One article with its versions and copies; texts, and what came from where, only for who may have the text."""
    current = _told(current_versions().filter(article=number))
    if not current:
        return None
    versions = ArticleVersion.objects.filter(article=number).order_by("id").select_related("source")
    if not with_text:
        versions = versions.defer("text")
    told = current[0] | {"versions": [version_to_dict(version, with_text=with_text) for version in versions]}
    if with_text:
        told["retrievals"] = [retrieval_to_dict(one) for one in retrievals_of(number)]
    return told | {"copies": _copies(number)}


def retrievals_of(number: int) -> list[Any]:
    """The answers that brought the versions of an article, in their order, each with whether its bytes are `kept`.

    The bytes themselves are left where they are; a redaction empties them.
    """
    found = Retrieval.objects.filter(version__article=number).annotate(kept=~Q(original__body=b""))
    return list(found.select_related("original").defer("original__body").order_by("id"))


def retrieval_to_dict(one: Any) -> dict[str, Any]:
    """Which address brought a version, when, and what its bytes were."""
    return {
        "version": one.version_id,
        "asked": one.asked or None,
        "final": one.final or None,
        "status": one.status,
        "recorded_at": one.recorded_at,
        "size": one.original.size,
        "sha256": one.original_id,
        "kept": one.kept,
    }


def version_to_dict(version: ArticleVersion, *, with_text: bool) -> dict[str, Any]:
    """One version; `text` only where the reader may have it."""
    told = {
        "id": version.pk,
        "title": version.title,
        "publisher": version.publisher,
        "published": version.published,
        "day_from": version.day_from or None,
        "language": version.language or None,
        "posts": [{"start": start, "end": end, "published": day} for start, end, day in version.posts],
        "media_type": version.media_type,
        "characters": version.characters,
        "sha256": version.sha256,
        "text_sha256": version.text_sha256,
        "recorded_at": version.recorded_at,
    }
    return told | {"text": version.text} if with_text else told


def _told(versions: QuerySet[ArticleVersion]) -> list[dict[str, Any]]:
    """Articles as the API lists them, in four queries."""
    rows = list(versions.select_related("article", "source").defer("text"))
    numbers = [row.article_id for row in rows]
    claims = numbers_by_review(articles=numbers)
    notes = notes_of([row.pk for row in rows])
    excluded = set(
        Exclusion.objects.filter(article__in=numbers, withdraws__isnull=True, withdrawn_by__isnull=True).values_list(
            "article", flat=True
        )
    )
    return [
        {
            "id": row.article_id,
            "key": row.article.key,
            "title": row.title,
            "publisher": row.publisher,
            "source": {"id": row.source.slug, "name": row.source.name, "kind": row.source.kind},
            "published": row.published,
            "day_from": row.day_from or None,
            "language": row.language or None,
            "notes": notes.get(row.pk, []),
            "url": web_address(row.article.url),
            "characters": row.characters,
            "text_sha256": row.text_sha256,
            "recorded_at": row.recorded_at,
            "excluded": row.article_id in excluded,
            "claims": dict(sorted(claims.get(row.article_id, {}).items())),
            "version": row.pk,
        }
        for row in rows
    ]


def _copies(number: int) -> list[dict[str, Any]]:
    """Other articles that tell the same text."""
    links = CopyLink.objects.filter(Q(original__article=number) | Q(copy__article=number))
    found = {}
    for link in links.select_related("original__article", "copy__article").order_by("id"):
        other = link.copy if link.original.article_id == number else link.original
        found[other.article_id] = {
            "id": other.article_id,
            "key": other.article.key,
            "publisher": other.publisher,
            "published": other.published,
            "similarity": round(link.similarity, 3),
        }
    return list(found.values())


def article_id(name: str) -> int | None:
    """The number of an article from its number or its key; None when there is none."""
    by_number = Q(pk=int(name)) if name.isascii() and name.isdigit() and len(name) < 18 else Q(pk=None)
    found = list(Article.objects.filter(by_number | Q(key=name)).values_list("pk", "key"))
    found.sort(key=lambda row: row[1] != name)
    return found[0][0] if found else None


def sources() -> list[dict[str, Any]]:
    """All publishers, by name."""
    rows = Source.objects.order_by("slug").values("slug", "name", "kind", "aliases", "domains")
    return [{"id": row["slug"], **{name: value for name, value in row.items() if name != "slug"}} for row in rows]
