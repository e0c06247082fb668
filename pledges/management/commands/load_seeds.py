"""Fill the catalogue from `seeds/`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.seed_files import SEEDS, SeedError, load_catalogue, load_polled_sources, load_sources
from pledges.services.seeding import load_seeds


class Command(BaseCommand):
    help = "Load donors, systems, categories and sources. Loading again changes nothing; edited rows are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SEEDS)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            report = load_seeds(
                catalogue=load_catalogue(folder), sources=load_sources(folder), polled=load_polled_sources(folder)
            )
        except SeedError as error:
            raise CommandError(str(error)) from None
        counts = ", ".join(f"{count} {name}" for name, count in report.written.items())
        self.stdout.write(f"Catalogue: {counts}.")
        for row in report.left_alone:
            self.stdout.write(f"  left alone, a person edited it: {row}")
