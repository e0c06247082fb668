"""Fill a database with made-up articles and claims, to see how it works at size."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.models import System
from pledges.services.demo_data import NotEmpty, make_demo_data


class Command(BaseCommand):
    help = (
        "Make a plausible large database: articles of some six claims each, read, judged here and there, and "
        "projected. Accounts follow Zipf's law; the largest holds 1 % of the claims."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--claims", type=int, required=True, help="How many claims to make.")
        parser.add_argument("--seed", type=int, default=1, help="The same seed makes the same claims.")
        parser.add_argument("--workers", type=int, default=1, help="Processes that project at once; 1 when not given.")
        parser.add_argument("--add", action="store_true", help="Add to a database that holds articles already.")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in ("claims", "workers"):
            if options[name] < 1:
                raise CommandError(f"--{name} accepts a number above 0.")
        if not System.objects.exists():
            raise CommandError("The catalogue is empty: run load_seeds first.")
        began = last = time.monotonic()
        made = None
        try:
            for made in make_demo_data(**{name: options[name] for name in ("claims", "seed", "add", "workers")}):
                if time.monotonic() - last > 30:
                    last = time.monotonic()
                    self.stdout.write(f"{made.articles} articles, {made.claims} claims, {made.accounts} accounts ...")
        except NotEmpty as error:
            raise CommandError(f"{error} Use --add to add made-up ones to them.") from None
        if made is not None:
            rate = made.claims / (time.monotonic() - began)
            self.stdout.write(
                f"Made {made.articles} articles with {made.claims} claims in {made.accounts} accounts, "
                f"{rate:.0f} claims a second."
            )
