"""Have articles read again after the extractor or the catalogue changed: `manage.py reread`."""

import sys
from argparse import ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from extraction.judging.judge import judge_of
from extraction.management.arguments import day
from extraction.management.waiting import WaitingCommand
from extraction.reading.reader import version_with
from extraction.rereading import Wanted, count_outdated, queue_outdated, version_number
from extraction.waking import wake_workers
from pledges.models import Article
from pledges.queries.catalogue import current_catalogue


def version(text: str) -> str:
    """An extractor's version for an argument."""
    try:
        version_number(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
    return text


class Command(WaitingCommand):
    help = (
        "Queue the articles that were not read by the present extractor with the present catalogue. "
        "New claims take the place of those that nobody judged; decisions stay. Safe to stop and to repeat."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--version-before", type=version, metavar="V", help="only those last read by an extractor before version V"
        )
        parser.add_argument(
            "--article", action="append", default=[], metavar="ID", help="only this one; may be repeated"
        )
        parser.add_argument("--since", type=day, metavar="DATE", help="only those published on this day or later")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be read again, and queue nothing")
        parser.add_argument(
            "--wait", action="store_true", help="queue a batch once the one before is read, and show what is read"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Wanted(
            extractor=version_with(judge_of(settings.JUDGE_WEIGHTS)),
            catalogue=current_catalogue().revision,
            before=options["version_before"],
            articles=self.known(options["article"]),
            since=options["since"],
        )
        total = self.tell(wanted)
        if options["dry_run"] or not total:
            return
        quarantined = self.queue(wanted, total, wait=options["wait"])
        if quarantined:
            sys.exit(1)

    def known(self, keys: list[str]) -> tuple[str, ...]:
        """The keys, if each is an article's."""
        stored = set(Article.objects.filter(key__in=keys).values_list("key", flat=True))
        if missing := [key for key in keys if key not in stored]:
            raise CommandError(f"there is no article {', '.join(map(repr, missing))}")
        return tuple(keys)

    def tell(self, wanted: Wanted) -> int:
        """Say what is to be read again and by what it was read; how many articles."""
        self.stdout.write(f"the extractor is {wanted.extractor}, the catalogue {wanted.catalogue}")
        groups = count_outdated(wanted)
        for one in groups:
            by = f"extractor {one.extractor}, catalogue {one.catalogue}" if one.extractor else "nobody yet"
            self.stdout.write(f"{one.articles} last read by {by}")
        total = sum(one.articles for one in groups)
        self.stdout.write(f"{total} articles to read again")
        return total

    def queue(self, wanted: Wanted, total: int, *, wait: bool) -> int:
        """Queue batch by batch; how many jobs were set aside, as far as it waited for them."""
        queued = waited = quarantined = 0
        for batch in queue_outdated(wanted):
            if wait and batch.jobs:
                quarantined += self.wait(batch.jobs, done=queued, of=total)
            queued, waited = queued + len(batch.jobs), waited + batch.waited
            if not wait:
                self.stdout.write(f"queued {queued} of {total}")
        if wait:
            self.wait_for_folding(wake_workers)
        if waited:
            self.stdout.write(f"{waited} waited to be read already")
        return quarantined
