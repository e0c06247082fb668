"""Reading notes of articles as they read now, and of what was offered: shown, asked for by kind, and counted."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from pledges.domain.notes import Note, NoteKind, notes_to_json
from pledges.models import Sighting, VersionNote

OFFERS = """
    SELECT kind, (SELECT count(*) FROM pledges_intake
                  WHERE notes @> jsonb_build_array(jsonb_build_object('kind', kind)))
    FROM unnest(%s::text[]) AS kinds(kind)
"""

RECENT_OFFERS = """
    SELECT note->>'kind', count(DISTINCT id) FROM pledges_intake, jsonb_array_elements(notes) AS told(note)
    WHERE finished_at >= %s AND notes <> '[]' GROUP BY 1
"""


def notes_of(versions: Collection[int]) -> dict[int, list[dict[str, str]]]:
    """The notes of each of some versions, as the API tells them; one query."""
    found: dict[int, set[Note]] = defaultdict(set)
    rows = VersionNote.objects.filter(version__in=versions)
    for version, kind, detail in rows.values_list("version", "kind", "detail"):
        found[version].add(Note(kind=NoteKind(kind), detail=detail))
    return {version: notes_to_json(notes) for version, notes in found.items()}


def noted(kind: str, *, version: str = "pk") -> Q:
    """A condition: the version has a note of a kind. `version` names it in the rows that are asked."""
    return Q(Exists(VersionNote.objects.filter(version=OuterRef(version), kind=kind)))


def offered_with(kind: str) -> Q:
    """A condition on Intake: the last time, the offer had a note of a kind. Answered from an index."""
    return Q(notes__contains=[{"kind": kind}])


def articles_by_note() -> dict[str, int]:
    """How many articles have each kind of note as they read now; kinds that none has are left out."""
    rows = _of_current_versions().values("kind").annotate(articles=Count("version", distinct=True))
    return dict(rows.order_by("kind").values_list("kind", "articles"))


def _of_current_versions() -> QuerySet[Any]:
    newest = Sighting.objects.filter(article=OuterRef("version__article")).order_by("-id").values("version")[:1]
    return VersionNote.objects.annotate(current=Subquery(newest)).filter(version=F("current"))


def offers_by_note() -> dict[str, int]:
    """How many offers had each kind of note the last time; kinds that none had are left out."""
    with connection.cursor() as cursor:
        cursor.execute(OFFERS, [[kind.value for kind in NoteKind]])
        return {kind: number for kind, number in cursor.fetchall() if number}


def recent_offers_by_note(*, since: datetime) -> dict[str, int]:
    """How many of the offers that were taken since a moment had each kind of note."""
    with connection.cursor() as cursor:
        cursor.execute(RECENT_OFFERS, [since])
        return dict(cursor.fetchall())


def counts_by_note() -> list[dict[str, Any]]:
    """Every kind of note with the number of articles and of offers that have it."""
    articles, offers = articles_by_note(), offers_by_note()
    return [
        {"kind": kind.value, "articles": articles.get(kind.value, 0), "offers": offers.get(kind.value, 0)}
        for kind in NoteKind
    ]
