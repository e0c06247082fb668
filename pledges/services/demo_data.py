"""A large made-up database is stored in bulk, through the builders of the real rows, and projected as any other."""

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from pledges.models import (
    Account,
    Article,
    ArticleVersion,
    Claim,
    Decision,
    Reading,
    Run,
    Sighting,
    Source,
    Verdict,
)
from pledges.models.claim_rows import evidence_to_json, row_from_claim
from pledges.queries.catalogue import current_catalogue
from pledges.services.articles import Offer, source_of
from pledges.services.copying import copy_in, number
from pledges.services.demo_stories import PUBLISHERS, Newsroom, Story
from pledges.services.readings import quote_of
from pledges.services.rebuilding import rebuild_accounts
from pledges.services.standing import restate_articles

EXTRACTOR = "demo-1"
EDITOR = "demo-editor"
STORIES = 400  # at once: some 2,400 claims in memory
ACCEPTED, REJECTED = 0.05, 0.01  # shares of the claims that an editor has judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How many rows were stored."""

    articles: int
    claims: int
    accounts: int


class NotEmpty(Exception):
    """Made-up claims would mix with real ones."""


def make_demo_data(
    *, claims: int, seed: int, add: bool = False, project: bool = True, workers: int = 1
) -> Iterator[Made]:
    """Store made-up articles with `claims` claims and project them by some processes; yields how far it has come.

    Raises NotEmpty when the database holds articles and `add` is not set. Deterministic by seed and catalogue.
    """
    if Article.objects.exists() and not add:
        raise NotEmpty("The database holds articles already.")
    newsroom = Newsroom(catalogue=current_catalogue(), claims=claims, seed=seed)
    articles = told = 0
    for stories in batched(newsroom.stories(), STORIES):
        store_stories(stories, chance=random.Random(f"{seed}:{articles}"))
        articles += len(stories)
        told += sum(len(story.claims) for story in stories)
        yield Made(articles=articles, claims=told, accounts=0)
    if not project:
        return
    projected = 0
    for keys in batched(Account.objects.order_by("pk").values_list("pk", flat=True), 500):
        projected += rebuild_accounts(accounts=keys, workers=workers)
        yield Made(articles=articles, claims=told, accounts=projected)


@transaction.atomic
def store_stories(stories: Sequence[Story], *, chance: random.Random) -> None:
    """Store stories in bulk, read and judged here and there; their accounts are not folded."""
    sources = {name: source_of(name=name) for name in PUBLISHERS}
    editor, _ = User.objects.get_or_create(username=EDITOR, defaults={"is_active": False, "password": "!"})
    articles = [Article(key=story.key) for story in stories]
    _write(articles)
    versions = [_version(story, article, sources) for story, article in zip(stories, articles, strict=True)]
    _write(versions)
    now, catalogue = timezone.now(), current_catalogue().revision
    runs = [Run(version=one, extractor=EXTRACTOR, catalogue=catalogue, started_at=now) for one in versions]
    _write(runs)
    claims: list[Claim] = []
    readings: list[Reading] = []
    for story, run in zip(stories, runs, strict=True):
        told = list(_claims(story, run.version))
        claims += told
        readings += _readings(story, run, told)
    copy_in(claims)
    copy_in(readings)
    copy_in([Sighting(article=one.article, version=one) for one in versions])
    copy_in(list(_verdicts(claims, editor, chance)))
    restate_articles(articles=[article.pk for article in articles])


def _write(rows: Sequence[Model]) -> None:
    """Insert rows that others will name by their keys."""
    number(rows)
    copy_in(rows)


def _version(story: Story, article: Article, sources: dict[str, Source]) -> ArticleVersion:
    offer = Offer(key=story.key, text=story.text, published=story.published, publisher=story.publisher)
    return ArticleVersion(
        article=article,
        sha256=offer.sha256,
        text_sha256=hashlib.sha256(story.text.encode()).hexdigest(),
        text=story.text,
        title="A made-up story",
        publisher=story.publisher,
        source=sources[story.publisher],
        published=story.published,
        characters=len(story.text),
    )


def _claims(story: Story, version: ArticleVersion) -> Iterable[Claim]:
    for claim in story.claims:
        quote = quote_of(claim, story.text)
        yield row_from_claim(claim, article=version.article, quote=quote, extractor=EXTRACTOR)


def _readings(story: Story, run: Run, rows: Sequence[Claim]) -> Iterable[Reading]:
    for claim, row in zip(story.claims, rows, strict=True):
        yield Reading(
            run=run,
            version=run.version,
            claim=row,
            evidence=evidence_to_json(claim.evidence),
            words=row.words,
            confidence=claim.confidence,
        )


def _verdicts(claims: Iterable[Claim], editor: User, chance: random.Random) -> Iterable[Verdict]:
    for claim in claims:
        drawn = chance.random()
        if drawn < ACCEPTED + REJECTED:
            decision = Decision.ACCEPTED if drawn < ACCEPTED else Decision.REJECTED
            yield Verdict(claim=claim, decision=decision, by=editor, why="made up")
