"""What became of an article, in a few lines, so that whoever reads a log sees where two readings of one web part."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q

from pledges.models import Article, ArticleVersion, ClaimState, CopyLink, Job, Page
from pledges.services.asked_work import EXTRACT, FETCH_PAGE, subject_of_page
from tests.simulation.stored import keys_of
from tests.simulation.world import World

MOST_ARTICLES = 5
MOST_LINES = 15  # of one article on one side
LONGEST = 400  # characters of a line
CLAIM = re.compile(r"\b[0-9a-f]{32}\b")

type Histories = Mapping[str, Sequence[str]]  # by the key of an article, or the address of a page that has none
type Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def histories() -> Histories:
    """Of every article and page: how it was fetched, its versions in the order of their sightings, and its claims."""
    told: dict[str, list[str]] = defaultdict(list)
    for page in Page.objects.select_related("article").order_by("pk"):
        told[page.article.key if page.article else page.address] += _of_page(page)
    for article in Article.objects.order_by("pk"):
        told[article.key] += _of_article(article)
    return told


def _of_page(page: Page) -> Iterator[str]:
    listed = ", ".join(page.listings.order_by("pk").values_list("source__name", flat=True))
    seen = f"etag {page.etag[:12]!r}, modified {page.last_modified!r}, bytes {page.sha256[:8]}"
    yield f"page {page.pk} {page.address}: fetched {_moment(page.fetched_at)}, next {_moment(page.next_at)}, {seen}"
    yield f"  listed by {listed or 'nobody'}; {_jobs(FETCH_PAGE, subject_of_page(page))}"


def _of_article(article: Article) -> Iterator[str]:
    sightings = list(article.sightings.order_by("pk").values_list("version", "recorded_at"))
    yield "sightings: " + ", ".join(f"version {version} at {_moment(at)}" for version, at in sightings)
    for version in article.versions.order_by("pk"):
        yield from _of_version(version)
    states = ClaimState.objects.filter(article=article).order_by("version", "claim")
    for state in states.select_related("claim"):
        yield f"  claim {state.claim_id} live={state.live} of version {state.version_id}: {state.claim.quote}"


def _of_version(version: ArticleVersion) -> Iterator[str]:
    runs = ", ".join(f"{run.pk} at {_moment(run.recorded_at)}" for run in version.runs.order_by("pk"))
    links = CopyLink.objects.filter(Q(original=version) | Q(copy=version)).values_list("original", "copy")
    alike = ", ".join(f"{one}-{other}" for one, other in links)
    what = f"of {version.published}, {version.characters} characters, text {version.text_sha256[:8]}"
    yield f"version {version.pk} {what}, stored {_moment(version.recorded_at)}; copies {alike or 'none'}"
    yield f"  runs {runs or 'none'}; {_jobs(EXTRACT, f'version:{version.pk}')}"


def _jobs(kind: str, subject: str) -> str:
    rows = Job.objects.filter(kind=kind, subject=subject).order_by("pk")
    told = [
        f"{job.pk} {job.state} after {job.attempts}, asked {_moment(job.created_at)}, done {_moment(job.finished_at)}"
        for job in rows
    ]
    return f"jobs: {'; '.join(told) or 'none'}"


def _moment(at: Any) -> str:
    return f"{at:%H:%M:%S.%f}"[:-3] if at else "never"


def articles_told_apart(one: Tables, other: Tables) -> list[str]:
    """The keys of the articles behind the rows that are in one ledger alone, those of its claims first."""
    article_of = {row["claim"]: row["claim__article__key"] for side in (one, other) for row in side["claims"]}
    found: dict[str, None] = {}
    for name, rows in one.items():
        mine, theirs = ({json.dumps(row, sort_keys=True) for row in table} for table in (rows, other[name]))
        for row in sorted(mine ^ theirs):
            found |= {article_of[claim]: None for claim in CLAIM.findall(row) if claim in article_of}
    return list(found)


def told_side_by_side(keys: Collection[str], world: World, sides: Mapping[str, Histories]) -> Iterator[str]:
    """Lines about the first of some articles: the story, and what each side did with it."""
    stories = keys_of(world)
    for key in list(keys)[:MOST_ARTICLES]:
        story = stories.get(key)
        yield f"ARTICLE {key}"
        if story is not None:
            since = ", ".join(f"{text.since:%H:%M:%S.%f}"[:-3] for text in story.texts)
            form = world.site_of(story).form
            yield f"  story {story.number} of group {story.group}, listed by {form}, texts: {since}"
        for name, side in sides.items():
            lines = side.get(key, ["nothing is known of it"])
            yield from (f"  {name}: {line[:LONGEST]}" for line in lines[:MOST_LINES])
            if len(lines) > MOST_LINES:
                yield f"  {name}: and {len(lines) - MOST_LINES} lines more"
    if len(keys) > MOST_ARTICLES:
        yield f"and {len(keys) - MOST_ARTICLES} articles more: {', '.join(list(keys)[MOST_ARTICLES:])[:LONGEST]}"
