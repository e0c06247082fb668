"""Create the first users on their own, where `prepare` does more than is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tracker.users import make_users


class Command(BaseCommand):
    """A thin door to `tracker.users.make_users`."""

    help = "Create an admin and an editor with generated passwords, kept in FILE with mode 600."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file that keeps the passwords."""
        parser.add_argument("credentials", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them and print what the file holds."""
        for name, password in make_users(options["credentials"]).items():
            self.stdout.write(f"{name}  {password}")
