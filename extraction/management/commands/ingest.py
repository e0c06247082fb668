"""Take articles in: `manage.py ingest PLACE...`, where a place is a manifest, a folder, a file or a URL."""

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandParser

from extraction.articles.offers import Offered, Refused
from extraction.ingestion import take_in
from extraction.isolation import offers_of
from extraction.management.arguments import day
from extraction.management.meter import Meter
from extraction.management.waiting import WaitingCommand
from extraction.waking import wake_workers
from extraction.watching import FEW
from pledges.models import Intake, IntakeOutcome, Priority
from pledges.queries.progress import counts


class Command(WaitingCommand):
    help = "Store articles and queue them for reading; with --wait, until they are read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("places", nargs="+", metavar="PLACE", help="manifest (.jsonl), folder, file or http(s) URL")
        parser.add_argument("--published", type=day, help="day of publication (YYYY-MM-DD) where the place says none")
        parser.add_argument("--publisher", default="", help="who published, where the place does not say")
        parser.add_argument("--title", default="")
        parser.add_argument("--id", default="", help="the article's key, for one file or URL")
        parser.add_argument("--wait", action="store_true", help="show progress until all is read, then sum up")

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes, notes = dict.fromkeys(IntakeOutcome, 0), Counter[str]()
        jobs = self.store(options, outcomes, notes)
        quarantined = 0
        if options["wait"]:
            quarantined = self.wait(jobs)
            self.wait_for_folding(wake_workers)
        self.sum_up(outcomes, notes, queued=len(jobs), waited=options["wait"])
        if outcomes[IntakeOutcome.FAILED] or quarantined:
            sys.exit(1)

    def store(self, options: dict[str, Any], outcomes: dict[IntakeOutcome, int], notes: Counter[str]) -> list[int]:
        """Take in every offer by itself, counting outcomes and notes; the jobs that read what is new."""
        total = sum(1 for offered in self.offers(options) if not isinstance(offered, Refused))
        priority = Priority.BULK if total > FEW else Priority.NEWS
        meter, jobs = Meter(out=self.stdout, verb="stored", of=total), list[int]()
        done = 0
        for offered in self.offers(options):
            if isinstance(offered, Refused):
                outcomes[IntakeOutcome.FAILED] += 1
                self.stderr.write(str(offered))
                continue
            intake, job = take_in(offered=offered, priority=priority)
            outcomes[IntakeOutcome(intake.outcome)] += 1
            jobs += [job.pk] if job else []
            if intake.error and intake.outcome == IntakeOutcome.FAILED:
                self.stderr.write(intake.error)
            else:
                self.tell(intake)
            notes.update(note["kind"] for note in intake.notes)
            done += 1
            if total > 1:
                meter.show(done)
        if jobs:
            wake_workers()
        return jobs

    def offers(self, options: dict[str, Any]) -> Iterator[Offered | Refused]:
        """What all places offer, in their order; in the stead of a place with nothing, why."""
        for place in options["places"]:
            said = Offered(
                locator=place,
                key=options["id"],
                title=options["title"],
                publisher=options["publisher"],
                published=options["published"],
            )
            try:
                yield from offers_of(place, said=said)
            except Refused as refusal:
                yield refusal

    def tell(self, intake: Intake) -> None:
        """A line for each thing that has to be known of what was taken in."""
        for note in intake.notes:
            self.stdout.write(f"{intake.locator}: {note['kind']}: {note['detail']}")

    def sum_up(self, outcomes: dict[IntakeOutcome, int], notes: Counter[str], *, queued: int, waited: bool) -> None:
        told = (IntakeOutcome.NEW, IntakeOutcome.CHANGED, IntakeOutcome.UNCHANGED, IntakeOutcome.FAILED)
        self.stdout.write("articles: " + ", ".join(f"{outcomes[o]} {o.value}" for o in told))
        if notes:
            self.stdout.write("notes: " + ", ".join(f"{number} {kind}" for kind, number in sorted(notes.items())))
        if not waited:
            self.stdout.write(f"{queued} queued for reading")
            return
        now = counts()
        self.stdout.write(f"claims: {now.claims}; pledges: {now.pledges}; deliveries: {now.deliveries}")
