"""Print how the tracker stands, and have what failed tried again."""

from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import orjson
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from pledges.domain.ages import told
from pledges.queries.status import WEEK, Status, status
from pledges.services.retrying import retry_job, retry_kind, retry_offers

ALL, OFFERS = "all", "offers"


def what(word: str) -> str:
    """`all`, `offers`, a kind of job, or a job's number. Raises ArgumentTypeError for what can be none of these."""
    if word.isidentifier() or (word.isascii() and word.isdigit() and len(word) < 19):
        return word
    raise ArgumentTypeError(f"{word!r} is neither `all`, `offers`, a kind of job nor a job's number")


class Command(BaseCommand):
    help = (
        "What is polled, what waits, what failed and why, and what was done. Ends with status 1 when something needs "
        "a person: jobs in quarantine, sources overdue or failing, a schedule that does not tick."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="One JSON object.")
        parser.add_argument(
            "--retry",
            type=what,
            metavar="all|offers|KIND|JOB",
            help="Try again what is in quarantine: all jobs, those of a kind, or one by its number; or, with "
            "`offers`, all that was offered in the last seven days and failed.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["retry"]:
            self.stdout.write(f"{retried(options['retry'])} will be tried again")
            return
        found = status(now=timezone.now(), stale=timedelta(seconds=settings.READY_TICK_SECONDS))
        self.stdout.write(orjson.dumps(asdict(found)).decode() if options["json"] else "\n".join(lines_of(found)))
        if found.wants:
            raise SystemExit(1)


def retried(word: str) -> int:
    """How many are tried again. Raises CommandError where there is nothing of this name."""
    if word.isdigit():
        if not retry_job(number=int(word)):
            raise CommandError(f"job {word} is not in quarantine")
        return 1
    if word == ALL:
        return retry_kind()
    if word == OFFERS:
        return retry_offers(since=timezone.now() - WEEK)
    number = retry_kind(kind=word)
    if not number:
        raise CommandError(f"no job of the kind {word!r} is in quarantine")
    return number


def lines_of(found: Status) -> Iterator[str]:
    """The status for a terminal."""
    yield f"as of {found.at:%Y-%m-%d %H:%M:%S} UTC; last tick {_ago(found.tick)}, last scan {_ago(found.scan)}"
    yield from _part("what needs a person", found.wants)
    sources = found.sources
    yield from _part(
        f"sources: {sources.active} polled, {sources.paused} paused",
        (
            f"{one.name}: {_overdue(one.overdue)}, {one.failures} failures in a row, "
            f"{'never succeeded' if one.never_succeeded else f'succeeded {one.succeeded_at:%Y-%m-%d %H:%M}'}; "
            f"{one.outcome or 'not polled yet'}"
            for one in sources.troubled
        ),
    )
    yield from _part(
        "queues",
        (
            f"{one.lane} {one.kind}: {one.due} due"
            f"{f' (the oldest {told(one.oldest_due)})' if one.oldest_due is not None else ''}, "
            f"{one.later} later, {one.running} running, {one.quarantined} quarantined"
            for one in found.queues
        ),
    )
    yield from _part(
        "failures by reason, last seven days",
        (
            f"{one.kind}, {one.reason}: {one.set_aside} set aside, {one.waiting} wait to be tried again"
            for one in found.failures
        ),
    )
    yield from _part(
        "quarantine", (f"{one.id} {one.kind} {one.subject}: {_line(one.error)}" for one in found.quarantine)
    )
    yield from _part(
        "done in the last hour, day, week",
        (f"{one.what}: {one.hour}, {one.day}, {one.week}" for one in found.throughput),
    )
    yield from _part(
        "reading notes, last seven days",
        (f"{kind}: {one['texts']} texts, {one['offers']} offers" for kind, one in found.notes.items()),
    )


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield title
    said = list(lines)
    yield from (f"  {line}" for line in said or ["none"])


def _ago(seconds: int | None) -> str:
    return "never" if seconds is None else f"{told(seconds)} ago"


def _overdue(seconds: int | None) -> str:
    return "not overdue" if seconds is None else f"overdue by {told(seconds)}"


def _line(text: str) -> str:
    """A text in one line of bounded length."""
    return " ".join(text.split())[:200]
