"""Claim sets of the ledger's laws as stored rows: articles, runs, copies and verdicts, through the services."""

from collections.abc import Iterable
from itertools import pairwise

from django.contrib.auth.models import User

from pledges.domain.accounts import LedgerClaim
from pledges.models import Article, ArticleVersion, Claim, CopyLink, Decision, Source, Verdict
from pledges.services.articles import Offer, store
from pledges.services.standing import refresh_article
from tests.pledges.stories import read


def tell(claims: Iterable[LedgerClaim], *, by: User) -> None:
    """Store each article with its claims, its place among copies, and the verdicts on what is reviewed."""
    articles: dict[str, list[LedgerClaim]] = {}
    for claim in claims:
        articles.setdefault(claim.claim.article, []).append(claim)
    copies: dict[str, list[ArticleVersion]] = {}
    for key, told in articles.items():
        version = _stored(key, told[0])
        if told[0].copy_of:
            copies.setdefault(told[0].copy_of, []).append(version)
            _link(copies[told[0].copy_of])
        read(version, [one.claim for one in told])
        accepted = Claim.objects.filter(pk__in=[one.claim_id for one in told if one.reviewed])
        Verdict.objects.bulk_create([Verdict(claim=claim, decision=Decision.ACCEPTED, by=by) for claim in accepted])
        if accepted:
            refresh_article(article=Article.objects.get(pk=version.article_id))


def _stored(key: str, claim: LedgerClaim) -> ArticleVersion:
    Source.objects.get_or_create(slug=claim.source_kind, name=f"The {claim.source_kind}", kind=claim.source_kind)
    offer = Offer(key=key, text=f"Text of {key}.", published=claim.published, publisher=f"The {claim.source_kind}")
    return store(offer=offer)[0]


def _link(versions: list[ArticleVersion]) -> None:
    for one, other in pairwise(versions):
        CopyLink.objects.get_or_create(original=one, copy=other, defaults={"similarity": 1.0})
