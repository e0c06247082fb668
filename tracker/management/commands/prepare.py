"""Bring a database to what this version needs: migrate, load the seeds, make the users, gather static files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, OperationalError

from tracker.health import broker_answers, database_answers
from tracker.users import make_users


class Command(BaseCommand):
    """Run before the processes of a copy start; running it again changes nothing."""

    help = "Migrate, load the seeds, create the admin and the editor, collect static files."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to keep the passwords; without it no user is made."""
        parser.add_argument("--credentials", type=Path, help="file for the generated passwords of the first users")
        parser.add_argument("--no-seeds", action="store_true", help="leave the catalogue as it is")
        parser.add_argument("--no-static", action="store_true", help="do not collect static files")

    def handle(self, *args: Any, **options: Any) -> None:
        """Each step in turn; a server that fails gets one line."""
        self.ask_servers()
        try:
            call_command("migrate", interactive=False, verbosity=0)
            if not options["no_seeds"]:
                call_command("load_seeds", stdout=self.stdout)
            if options["credentials"]:
                make_users(options["credentials"])
        except OperationalError as error:
            raise CommandError(f"The database failed: {first_line(error)}") from None
        if not options["no_static"]:
            Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
            call_command("collectstatic", interactive=False, verbosity=0)

    def ask_servers(self) -> None:
        """Both must answer before anything is done."""
        if not settings.DATABASES.get("default", {}).get("NAME"):
            raise CommandError("DATABASE_URL is not set.")
        try:
            database_answers()
        except DatabaseError as error:
            raise CommandError(f"The database of DATABASE_URL does not answer: {first_line(error)}") from None
        try:
            broker_answers()
        except (redis.RedisError, ValueError) as error:
            raise CommandError(f"The broker of REDIS_URL does not answer: {first_line(error)}") from None


def first_line(error: Exception) -> str:
    """What the driver said, without its further lines."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
