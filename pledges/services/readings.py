"""What a run read is recorded once, when it ends; claims that were read before keep their rows."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pledges.domain.claims import Claim as ClaimValue
from pledges.domain.claims import words_to_json
from pledges.domain.values import Span
from pledges.models import Article, ArticleVersion, Claim, Reading, Run
from pledges.models.claim_rows import evidence_to_json, row_from_claim
from pledges.services.standing import refresh_article, refresh_articles
from pledges.services.transactions import in_one_transaction


@in_one_transaction
def record_run(
    *,
    version: ArticleVersion,
    claims: Sequence[ClaimValue],
    extractor: str,
    catalogue: str,
    started_at: datetime,
) -> Run:
    """Store one finished run over a version and bring the ledger up to date.

    Safe to repeat: the same extractor and catalogue over the same version is one run, whoever ends it first
    (the article's row is locked meanwhile).
    """
    run = _write_run(version=version, claims=claims, extractor=extractor, catalogue=catalogue, started_at=started_at)
    refresh_article(article=version.article)
    return run


@in_one_transaction
def record_runs(
    *,
    readings: Sequence[tuple[ArticleVersion, Sequence[ClaimValue]]],
    extractor: str,
    catalogue: str,
    started_at: datetime,
) -> list[Run]:
    """As `record_run` for many versions in one transaction: the ledger follows once, at the end of it."""
    keys = [version.article_id for version, _ in readings]
    list(Article.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    runs = [
        _write_run(version=version, claims=claims, extractor=extractor, catalogue=catalogue, started_at=started_at)
        for version, claims in readings
    ]
    refresh_articles(articles=keys)
    return runs


def _write_run(
    *,
    version: ArticleVersion,
    claims: Sequence[ClaimValue],
    extractor: str,
    catalogue: str,
    started_at: datetime,
) -> Run:
    """The run with its claims and readings, or the one that stands; the ledger is not touched."""
    article = Article.objects.select_for_update().get(pk=version.article_id)
    done = Run.objects.filter(version=version).order_by("-id").first()
    if done is not None and (done.extractor, done.catalogue) == (extractor, catalogue):
        return done
    run = Run.objects.create(version=version, extractor=extractor, catalogue=catalogue, started_at=started_at)
    blanked = [Span(start=r.start, end=r.end) for r in version.redactions.all()]
    distinct = {claim.id: claim for claim in claims if not _touches(claim.evidence, blanked)}
    known = set(Claim.objects.filter(pk__in=distinct).values_list("pk", flat=True))
    Claim.objects.bulk_create(
        [
            row_from_claim(claim, article=article, quote=quote_of(claim, version.text), extractor=extractor)
            for key, claim in distinct.items()
            if key not in known
        ]
    )
    Reading.objects.bulk_create(
        [
            Reading(
                run=run,
                version=version,
                claim_id=key,
                evidence=evidence_to_json(claim.evidence),
                words=words_to_json(claim.words),
                confidence=claim.confidence,
            )
            for key, claim in distinct.items()
        ]
    )
    if done is not None and blanked:
        _carry_over(run=run, earlier=done, blanked=blanked)
    return run


def _carry_over(*, run: Run, earlier: Run, blanked: Sequence[Span]) -> None:
    """What was read in words that are blank now can't be read again, and stands."""
    for reading in earlier.readings.all():
        if _touches([Span(start=start, end=end) for start, end in reading.evidence], blanked):
            reading.pk, reading.run, reading._state.adding = None, run, True
            reading.save(force_insert=True)


def _touches(evidence: Iterable[Span], blanked: Sequence[Span]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in evidence for other in blanked)


def quote_of(claim: ClaimValue, text: str) -> str:
    """The words of the evidence, span by span."""
    return " … ".join(text[span.start : span.end] for span in claim.evidence)
