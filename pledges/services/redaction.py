"""The one audited way to take words out of a stored text: they are blanked, hashes and offsets stay."""

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import F, Q, QuerySet

from pledges.models import (
    Article,
    ArticleVersion,
    Claim,
    ClaimState,
    Exclusion,
    Intake,
    Original,
    Reading,
    Redaction,
    Retrieval,
)
from pledges.services.standing import refresh_article
from pledges.services.transactions import in_one_transaction

BLANK = "█"


@in_one_transaction
def redact(*, version: ArticleVersion, start: int, end: int, by: User, why: str) -> Redaction:
    """Blank [start, end) of a version's text, and the quotes and raw words taken from it; figures stand.

    The bytes that its article was read from are emptied whole, since nothing can be blanked in them. Raises ValueError
    when the span lies outside the text or no reason is given.
    """
    if not why.strip():
        raise ValueError("a redaction needs its reason")
    list(Article.objects.select_for_update(no_key=True).filter(pk=version.article_id))  # before all rows that follow it
    version = ArticleVersion.objects.select_for_update().get(pk=version.pk)
    if not 0 <= start < end <= len(version.text):
        raise ValueError(f"redaction {start}..{end} lies outside the text of {len(version.text)} characters")
    redaction = Redaction.objects.create(version=version, start=start, end=end, by=by, why=why)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pledges.redaction', %s, true)", [str(redaction.pk)])
        gone = version.text[start:end]
        version.text = version.text[:start] + BLANK * (end - start) + version.text[end:]
        if gone.strip() and version.title and (gone in version.title or version.title in gone):
            version.title = BLANK * len(version.title)
        version.save(update_fields=["text", "title"])
        touched = [r for r in version.readings.select_related("claim") if overlaps(r, start, end)]
        for reading in touched:
            blank_reading(reading, start=start, end=end)
        originals_of(article_id=version.article_id).exclude(body=b"").update(body=b"")
        cursor.execute("SELECT set_config('pledges.redaction', '', true)")
    return redaction


def originals_of(*, article_id: int) -> QuerySet[Original]:
    """The bytes that came for an article: those that a version of it was read from, and all others of its offers."""
    offers = Intake.objects.filter(Q(version__article=article_id) | Q(page__article=article_id))
    brought = Retrieval.objects.filter(Q(version__article=article_id) | Q(intake__in=offers.values("pk")))
    return Original.objects.filter(pk__in=brought.values("original"))


def overlaps(reading: Reading, start: int, end: int) -> bool:
    """Whether a reading's evidence or words touch the redacted span."""
    spans = [
        *reading.evidence,
        *([w["start"], w["end"]] for w in reading.words.values() if w["start"] is not None),
    ]
    return any(s < end and start < e for s, e in spans)


def blank_reading(reading: Reading, *, start: int, end: int) -> None:
    """Blank the raw words of the fields that touch the span, and the claim's quote, which holds them."""
    for words in reading.words.values():
        if words["start"] is not None and words["start"] < end and start < words["end"]:
            words["text"] = BLANK * len(words["text"])
    reading.save(update_fields=["words"])
    claim: Claim = reading.claim
    claim.quote = BLANK * len(claim.quote)
    for name, words in claim.words.items():
        if name in reading.words and BLANK in reading.words[name]["text"]:
            words["text"] = BLANK * len(words["text"])
    claim.save(update_fields=["quote", "words"])
    ClaimState.objects.filter(claim=claim).update(confidence=F("confidence"))  # what is kept of the claim is read again


@in_one_transaction
def exclude(*, version: ArticleVersion, by: User, why: str) -> Exclusion:
    """Leave an article out of every figure. Repeating it returns the exclusion that stands."""
    standing = standing_exclusion(article_id=version.article_id)
    if standing:
        return standing
    exclusion = Exclusion.objects.create(article=version.article, by=by, why=why)
    refresh_article(article=version.article)
    return exclusion


@in_one_transaction
def include_again(*, version: ArticleVersion, by: User, why: str) -> Exclusion | None:
    """Take an exclusion back; None when the article was not excluded."""
    standing = standing_exclusion(article_id=version.article_id)
    if standing is None:
        return None
    withdrawal = Exclusion.objects.create(article=version.article, withdraws=standing, by=by, why=why)
    refresh_article(article=version.article)
    return withdrawal


def standing_exclusion(*, article_id: int) -> Exclusion | None:
    """The exclusion of an article that nobody has taken back."""
    return (
        Exclusion.objects.filter(article_id=article_id, withdraws__isnull=True, withdrawn_by__isnull=True)
        .order_by("-id")
        .first()
    )
