"""Have the sample site of `make run` polled: `manage.py poll_samples ADDRESS`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pledges.services.poll_states import keep_sample_source


class Command(BaseCommand):
    help = "Keep the sample feed of `make run` among the polled sources, at its address of today."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="of the feed")

    def handle(self, *args: Any, **options: Any) -> None:
        source = keep_sample_source(address=options["address"])
        self.stdout.write(f"{source.name}: {'paused' if source.paused else 'polled'} at {source.address}")
