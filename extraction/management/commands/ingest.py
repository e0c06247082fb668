"""Take articles in: `manage.py ingest PLACE...`, where a place is a manifest, a folder, a file or a URL."""

import sys
from typing import Any

from django.core.management.base import CommandParser

from extraction.articles.offers import Offered, Refused
from extraction.articles.places import offers_at
from extraction.ingestion import take_in
from extraction.management.arguments import day
from extraction.management.waiting import WaitingCommand
from pledges.models import IntakeOutcome
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
        outcomes = dict.fromkeys(IntakeOutcome, 0)
        jobs: list[int] = []
        for place in options["places"]:
            said = Offered(
                locator=place,
                key=options["id"],
                title=options["title"],
                publisher=options["publisher"],
                published=options["published"],
            )
            try:
                for offered in offers_at(place, said=said):
                    intake, job = take_in(offered=offered)
                    outcomes[IntakeOutcome(intake.outcome)] += 1
                    jobs += [job.pk] if job else []
                    if intake.error and intake.outcome == IntakeOutcome.FAILED:
                        self.stderr.write(intake.error)
            except Refused as refusal:
                outcomes[IntakeOutcome.FAILED] += 1
                self.stderr.write(str(refusal))
        quarantined = self.wait(jobs) if options["wait"] else 0
        self.sum_up(outcomes, queued=len(jobs), waited=options["wait"])
        if outcomes[IntakeOutcome.FAILED] or quarantined:
            sys.exit(1)

    def sum_up(self, outcomes: dict[IntakeOutcome, int], *, queued: int, waited: bool) -> None:
        told = (IntakeOutcome.NEW, IntakeOutcome.CHANGED, IntakeOutcome.UNCHANGED, IntakeOutcome.FAILED)
        self.stdout.write("articles: " + ", ".join(f"{outcomes[o]} {o.value}" for o in told))
        if not waited:
            self.stdout.write(f"{queued} queued for reading")
            return
        now = counts()
        self.stdout.write(f"claims: {now.claims}; pledges: {now.pledges}; deliveries: {now.deliveries}")
