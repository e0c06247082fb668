"""Work out every figure anew from the stored claims and what editors decided of them."""

import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.models import ClaimState
from pledges.services.rebuilding import rebuild_all

MOST = 4  # what a database beside takes too


class Command(BaseCommand):
    help = (
        "Drop and rebuild every projection, account by account, while the tracker may run. Changes nothing unless "
        "rows were damaged, or the fold or its settings changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        known = min(MOST, os.cpu_count() or 1)
        parser.add_argument("--workers", type=int, default=known, help=f"Processes at once; {known} when not given.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["workers"] < 1:
            raise CommandError("--workers accepts a number above 0.")
        began = time.monotonic()
        accounts = rebuild_all(workers=options["workers"])
        claims, took = ClaimState.objects.count(), time.monotonic() - began
        self.stdout.write(
            f"Rebuilt {accounts} accounts with {claims} claims in {took:.1f} s, {claims / took:.0f} claims a second."
        )
