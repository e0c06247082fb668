"""What a run read is recorded once, when it ends; claims that were read before keep their rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from pledges.domain.claims import Claim as ClaimValue
from pledges.domain.claims import words_to_json
from pledges.domain.notes import Note
from pledges.domain.values import Span
from pledges.models import Article, ArticleVersion, Claim, Reading, Redaction, Run
from pledges.models.claim_rows import evidence_to_json, row_from_claim
from pledges.services.articles import note
from pledges.services.copying import copy_in
from pledges.services.stale import Folding
from pledges.services.standing import refresh_articles
from pledges.services.transactions import in_one_transaction

type Read = tuple[ArticleVersion, Sequence[ClaimValue]]
type Blanked = Mapping[int, Sequence[Span]]  # by version


@in_one_transaction
def record_run(
    *,
    version: ArticleVersion,
    claims: Sequence[ClaimValue],
    extractor: str,
    catalogue: str,
    started_at: datetime,
    folding: Folding = Folding.NOW,
) -> Run:
    """Store one finished run over a version and bring the ledger up to date.

    Safe to repeat: the same extractor and catalogue over the same version is one run, whoever ends it first
    (the article's row is locked meanwhile).
    """
    (run,) = record_runs(
        readings=[(version, claims)],
        extractor=extractor,
        catalogue=catalogue,
        started_at=started_at,
        folding=folding,
    )
    return run


@in_one_transaction
def record_runs(
    *,
    readings: Sequence[Read],
    extractor: str,
    catalogue: str,
    started_at: datetime,
    folding: Folding = Folding.NOW,
    notes: Mapping[int, Sequence[Note]] | None = None,
) -> list[Run]:
    """As `record_run` for many versions in one transaction, in a number of queries that does not grow with theirs.

    The ledger follows once, at the end of it, or later for all that is recorded till then. `notes` are what has to be
    known of the readings, by version.
    """
    articles = _locked_articles({version.article_id for version, _ in readings})
    versions = {version.pk for version, _ in readings}
    last = {run.version_id: run for run in Run.objects.filter(version__in=versions).order_by("id")}
    runs = {pk: run for pk, run in last.items() if (run.extractor, run.catalogue) == (extractor, catalogue)}
    fresh = list({version.pk: (version, claims) for version, claims in readings if version.pk not in runs}.values())
    new = [
        Run(version=version, extractor=extractor, catalogue=catalogue, started_at=started_at) for version, _ in fresh
    ]
    for run in Run.objects.bulk_create(new):
        runs[run.version_id] = run
    _write(fresh, runs, last, articles)
    for version, _ in fresh:
        if told := (notes or {}).get(version.pk):
            note(version=version, notes=told)
    refresh_articles(articles=articles, folding=folding)
    return [runs[version.pk] for version, _ in readings]


def _locked_articles(keys: Collection[int]) -> dict[int, Article]:
    rows = Article.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    return {article.pk: article for article in rows}


def _write(
    fresh: Sequence[Read], runs: Mapping[int, Run], last: Mapping[int, Run], articles: Mapping[int, Article]
) -> None:
    """The claims and readings of new runs; the ledger is not touched."""
    blanked = _blanked({version.pk for version, _ in fresh})
    readings: list[Reading] = []
    claims: dict[str, Claim] = {}
    for version, found in fresh:
        kept = {one.id: one for one in found if not _touches(one.evidence, blanked.get(version.pk, ()))}
        run = runs[version.pk]
        readings += [_reading(run, key, claim) for key, claim in kept.items()]
        for key, claim in kept.items():
            if key not in claims:
                quote = quote_of(claim, version.text)
                claims[key] = row_from_claim(
                    claim, article=articles[version.article_id], quote=quote, extractor=run.extractor
                )
    for key in Claim.objects.filter(pk__in=claims).values_list("pk", flat=True):
        del claims[key]
    copy_in(list(claims.values()))
    copy_in(readings)
    for pk, spans in blanked.items():
        if pk in last:
            _carry_over(run=runs[pk], earlier=last[pk], blanked=spans)


def _reading(run: Run, claim: str, value: ClaimValue) -> Reading:
    return Reading(
        run_id=run.pk,
        version_id=run.version_id,
        claim_id=claim,
        evidence=evidence_to_json(value.evidence),
        words=words_to_json(value.words),
        confidence=value.confidence,
    )


def _blanked(versions: Collection[int]) -> Blanked:
    spans: dict[int, list[Span]] = {}
    for version, start, end in Redaction.objects.filter(version__in=versions).values_list("version", "start", "end"):
        spans.setdefault(version, []).append(Span(start=start, end=end))
    return spans


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
