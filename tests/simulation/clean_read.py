"""What was read bit by bit must be what is read at once: the last texts, offered to an empty database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from extraction.articles.offers import Offered
from extraction.fetching import canonical
from extraction.ingestion import take_in
from pledges.models import ClaimState, IntakeOutcome, Lane, LedgerEntry, LedgerLine, LedgerProblem, Priority
from pledges.seed_files import load_catalogue, load_sources
from pledges.services.rebuilding import rebuild_all
from pledges.services.seeding import load_seeds
from tests.simulation.hands import Hands, Spent
from tests.simulation.sources import add_publishers
from tests.simulation.world import World


def ledger() -> dict[str, list[dict[str, Any]]]:
    """All that stands and is folded, in both standings, without the keys and times that the database gives."""
    tables: dict[str, Any] = {
        "claims": ClaimState.objects.filter(live=True)
        .order_by("claim")
        .values("claim", "claim__article__key", "claim__quote", "reviewed", "published"),
        "entries": LedgerEntry.objects.order_by("standing", "entry").values("standing", "entry", "body"),
        "lines": LedgerLine.objects.order_by("standing", "line").values("standing", "line", "body"),
        "problems": LedgerProblem.objects.order_by("standing", "line", "problem").values(
            "standing", "line", "type", "sentence", "claims"
        ),
    }
    return {name: json.loads(json.dumps(list(rows), default=str)) for name, rows in tables.items()}


def differences(one: dict[str, list[dict[str, Any]]], other: dict[str, list[dict[str, Any]]]) -> list[str]:
    """A line about each table that differs, with the first rows that do; empty for equal ledgers."""
    found = []
    for name, rows in one.items():
        mine, theirs = ({json.dumps(row, sort_keys=True) for row in table} for table in (rows, other[name]))
        if mine != theirs or len(rows) != len(other[name]):
            examples = [*sorted(mine - theirs)[:2], *sorted(theirs - mine)[:2]]
            counts = f"{len(rows)} and {len(other[name])} rows, {len(mine ^ theirs)} in one alone"
            found.append(f"{name} differ: {counts}, such as " + "\n    ".join(row[:1500] for row in examples))
    return found


def last_texts(texts: Mapping[int, Mapping[int, datetime]]) -> dict[int, int]:
    """For each story the text that was handed over last."""
    return {story: max(served, key=lambda text: (served[text], text)) for story, served in texts.items()}


def begin() -> None:
    """Empty the database and load the seeds."""
    call_command("flush", verbosity=0, interactive=False)
    load_seeds(catalogue=load_catalogue(), sources=load_sources())


def read_at_once(world: World, finals: Mapping[int, int], several: Hands) -> None:
    """Offer each final text of the same publishers once, then read and fold everything."""
    add_publishers(world)
    now, offers = timezone.now(), [offer_of(world, number, text) for number, text in sorted(finals.items())]
    several.share(take_all, [(offers[part :: len(several.pipes)],) for part in range(len(several.pipes))], at=now)
    several.work(Lane.READ, now)
    rebuild_all()


def offer_of(world: World, number: int, text: int) -> Offered:
    """A story's text as an article of the same key, day and publisher."""
    story = world.stories[number]
    key = canonical(world.address(story))
    return Offered(
        locator=key,
        key=key,
        text=story.words(text),
        title=story.title,
        publisher=world.site_of(story).name,
        published=story.published.date(),
    )


def take_all(offers: Sequence[Offered]) -> Spent:
    """One hand's part. Raises AssertionError for what is not new."""
    spent = Spent()
    for offered in offers:
        intake, _ = spent.on("take in", partial(take_in, offered=offered, priority=Priority.BULK))
        if intake.outcome != IntakeOutcome.NEW:
            raise AssertionError(f"{offered.key} is not new but {intake.outcome}: {intake.error}")
    return spent
