"""Truth as values: what was stored and judged up to a moment, for the domain to weigh."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q

from pledges.domain import judgements
from pledges.domain.catalogue import Catalogue
from pledges.domain.judgements import StoredClaim
from pledges.domain.posts import day_at, posts_from_json
from pledges.models import Claim, Exclusion, Link, Reading, Run, Sighting, Verdict
from pledges.models.claim_rows import COLUMNS, claim_from_columns
from pledges.queries.days import given_days

type Moment = datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Everything that decides how the claims of some articles stand; `readings` by claim, the one that counts."""

    stored: tuple[StoredClaim, ...]
    verdicts: tuple[judgements.Verdict, ...]
    exclusions: tuple[judgements.Exclusion, ...]
    readings: dict[str, "ReadAt"]


class ReadAt(NamedTuple):
    """Where and how surely a claim was read: a Reading, and what counts of its version. A person's has no run.

    `published` is the day of the post that holds the claim, else the day that a person gave, else the version's.
    """

    claim: str
    run: int | None
    version: int
    article: int
    evidence: list[list[int]]
    confidence: float
    published: date
    source: str
    source_kind: str


def truth_of(*, articles: Collection[int], catalogue: Catalogue, recorded_at: Moment = None) -> Truth:
    """The truth about some articles, in seven queries, as it was known at a moment (None: now)."""
    runs = live_runs(articles=articles, recorded_at=recorded_at)
    readings = _readings(articles=articles, runs=runs, recorded_at=recorded_at)
    rows = Claim.objects.filter(_by(recorded_at), article__in=articles)
    told = rows.values_list("pk", "article__key", "recorded_at", "author", "corrects", *COLUMNS)
    return Truth(
        stored=tuple(_stored(row, readings[row[0]], runs, catalogue) for row in told if row[0] in readings),
        verdicts=tuple(verdicts_where(Q(claim__article__in=articles) & _by(recorded_at))),
        exclusions=tuple(_exclusions(articles)),
        readings=readings,
    )


def live_runs(*, articles: Collection[int], recorded_at: Moment = None) -> set[int]:
    """The newest finished run on the newest version of each article; while that one is unread, on the one before."""
    versions: dict[int, list[int]] = defaultdict(list)
    sightings = Sighting.objects.filter(_by(recorded_at), article__in=articles).order_by("-id")
    for article, version in sightings.values_list("article_id", "version_id"):
        versions[article].append(version)
    newest: dict[int, int] = {}
    runs = Run.objects.filter(_by(recorded_at), version__article__in=articles).order_by("id")
    for run, version in runs.values_list("id", "version_id"):
        newest[version] = run
    live = (next((newest[v] for v in seen if v in newest), None) for seen in versions.values())
    return {run for run in live if run is not None}


def _readings(*, articles: Collection[int], runs: set[int], recorded_at: Moment) -> dict[str, ReadAt]:
    """For each claim the reading that counts: that of a live run, else a person's, else the last.

    A reading whose day nobody knows waits for one and never counts: a claim that was never read with a day is left
    out, and one that was read with a day before stands as it was read then.
    """
    given = given_days(articles=articles, recorded_at=recorded_at)
    chosen: dict[str, ReadAt] = {}
    found = Reading.objects.filter(_by(recorded_at), claim__article__in=articles).order_by("id")
    of_version = ("version__source__slug", "version__source__kind", "version__published", "version__posts")
    for row in found.values_list("claim", "run", "version", "version__article", "evidence", "confidence", *of_version):
        claim, run, version, article, evidence, confidence, source, kind, day, posts = row
        published = _published(evidence, given.get(article, day), posts)
        if published is None:
            continue
        reading = ReadAt(claim, run, version, article, evidence, confidence, published, source, kind)
        current = chosen.get(reading.claim)
        if current is None or current.run not in runs:
            chosen[reading.claim] = reading
    return chosen


def _published(evidence: Sequence[Sequence[int]], day: date | None, posts: Sequence[Sequence[Any]]) -> date | None:
    """The day on which words were published: that of the post of a live blog that they stand in, else the article's."""
    return day_at(posts_from_json(posts), evidence[0][0], day) if posts and evidence else day


def _stored(row: Sequence[Any], reading: ReadAt, runs: set[int], catalogue: Catalogue) -> StoredClaim:
    claim_id, key, recorded_at, author, corrects, *columns = row
    claim = claim_from_columns(columns, key=key, evidence=reading.evidence, confidence=reading.confidence)
    return StoredClaim(
        claim=claim,
        claim_id=claim_id,
        published=reading.published,
        source=reading.source,
        source_kind=reading.source_kind,
        recorded_at=recorded_at,
        system=catalogue.slug_by_name.get(claim.item.name or ""),
        live=author is not None or reading.run in runs,
        by_person=author is not None,
        corrects=corrects,
    )


def verdicts_where(condition: Q) -> Iterable[judgements.Verdict]:
    """The verdicts of a condition, with their withdrawals, as values; their ids sort as they were stored."""
    for row in Verdict.objects.filter(condition).order_by("id"):
        yield judgements.Verdict(
            id=f"{row.pk:020d}",
            claim_id=row.claim_id,
            kind=judgements.VerdictKind(row.decision),
            at=row.recorded_at,
            withdraws=f"{row.withdraws_id:020d}" if row.withdraws_id else None,
        )


def _exclusions(articles: Collection[int]) -> Iterable[judgements.Exclusion]:
    rows = Exclusion.objects.filter(article__in=articles, withdraws__isnull=True)
    for row in rows.select_related("article", "withdrawn_by"):
        withdrawal = getattr(row, "withdrawn_by", None)
        yield judgements.Exclusion(
            article=row.article.key,
            at=row.recorded_at,
            lifted_at=withdrawal.recorded_at if withdrawal else None,
        )


def links_among(*, claims: Collection[str]) -> list[judgements.Link]:
    """The editors' links that touch these claims, those taken back too, with their times."""
    return _links(Q(first__in=claims) | Q(second__in=claims))


def links_in(*, accounts: Collection[int]) -> list[judgements.Link]:
    """`links_among` the claims that belong to some accounts, whether they count or not."""
    return _links(Q(first__state__account__in=accounts) | Q(second__state__account__in=accounts))


def _links(condition: Q) -> list[judgements.Link]:
    rows = Link.objects.filter(condition, withdraws__isnull=True)
    return [
        judgements.Link(
            left=row.first_id,
            right=row.second_id,
            kind=judgements.LinkKind(row.relation),
            at=row.recorded_at,
            withdrawn_at=row.withdrawn_by.recorded_at if hasattr(row, "withdrawn_by") else None,
        )
        for row in rows.select_related("withdrawn_by").order_by("id")
    ]


def _by(moment: Moment) -> Q:
    """Recorded by a moment."""
    return Q(recorded_at__lte=moment) if moment else Q()
