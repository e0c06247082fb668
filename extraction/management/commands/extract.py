"""Print the claims of a manifest's articles: `manage.py extract --manifest FILE`. It needs no database, no setting."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from extraction.management.manifests import ManifestReading, seed_catalogue
from extraction.reading.documents import LONGEST_TEXT
from pledges.domain.claims import claim_to_json


class Command(BaseCommand):
    help = "Print one JSON object per claim of the articles in a manifest; exit 1 if any of them could not be read."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--manifest", type=Path, required=True, help="JSON Lines: id, file, title, publisher, published"
        )
        parser.add_argument("--model", help="a spaCy model by package name or path (default: the packaged one)")
        parser.add_argument("--limit", type=int, default=LONGEST_TEXT, help="longest text, in characters")

    def handle(self, *args: Any, **options: Any) -> None:
        reading = ManifestReading(
            manifest=options["manifest"],
            catalogue=seed_catalogue(),
            complain=self._complain,
            model=options["model"],
            limit=options["limit"],
        )
        for _, claims in reading.read():
            try:
                for claim in claims:
                    self.stdout.write(json.dumps(claim_to_json(claim), ensure_ascii=False))
            except BrokenPipeError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                raise SystemExit(1) from None
        if reading.failed:
            raise SystemExit(1)

    def _complain(self, message: str) -> None:
        self.stderr.write(" ".join(message.split()))
