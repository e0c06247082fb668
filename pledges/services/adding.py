"""A claim that the machine missed is added by a person: its words are the evidence, and it counts at once."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from pledges.domain.claims import Place, Words, claim_from_json
from pledges.domain.values import Span
from pledges.models import Article, ArticleVersion, Claim, Decision, Reading
from pledges.models.claim_rows import evidence_to_json, row_from_claim
from pledges.services.judging import BY_PERSON, judge, refuse_rejected
from pledges.services.readings import quote_of
from pledges.services.standing import refresh_article
from pledges.services.transactions import in_one_transaction


@in_one_transaction
def add(
    *, version: ArticleVersion, values: Mapping[str, Any], by: User, why: str = "", over: int | None = None
) -> Claim:
    """Store a claim of a person's own reading of a version; `values` are the fields of `claims.md`, evidence included.

    Raises ValueError or KeyError for a value that is none, and WasRejected where another rejected the same claim and
    `over` does not name that verdict. The same claim again is the one that stands; one that its author rejected is
    accepted.
    """
    article = Article.objects.select_for_update().get(pk=version.article_id)
    evidence = sorted((span["start"], span["end"]) for span in values["evidence"])
    data = {**values, "article": article.key, "confidence": 1.0}
    first = Span(start=evidence[0][0], end=evidence[0][1])
    said = Words(text=version.text[first.start : first.end], span=first, rule=f"{BY_PERSON}:{by.get_username()}")
    place = _place(article.key, version.text, first)
    new = claim_from_json(data, place=place, words=dict.fromkeys(("kind", "item", "quantity"), said))
    known = Claim.objects.filter(pk=new.id).first()
    if known is not None:
        refuse_rejected([known.pk], by=by, over=over)
        judge(claim=known, decision=Decision.ACCEPTED, by=by, why=why)
        return known
    row = row_from_claim(new, article=article, quote=quote_of(new, version.text), author=by, why=why)
    row.save(force_insert=True)
    Reading.objects.create(
        version=version, claim=row, evidence=evidence_to_json(new.evidence), words=row.words, confidence=1.0
    )
    refresh_article(article=article)
    return row


def _place(article: str, text: str, words: Span) -> Place:
    """Where a person's words stand. No sentence of the machine's is these words alone, so that neither displaces the
    other: `occurrence` counts the same words before them."""
    said = text[words.start : words.end]
    plain = " ".join(said.casefold().split())
    return Place(
        article=article,
        sentence=hashlib.sha256(f"{BY_PERSON}\0{plain}".encode()).hexdigest(),
        occurrence=text.count(said, 0, words.start),
        ordinal=0,
    )
