"""Show how one text is read: `manage.py explain FILE [--published DATE]`. It needs no database and no setting."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from extraction.explain import explain, lines
from extraction.management.arguments import day
from extraction.management.readers import reader_with
from extraction.reading import Document, TextTooLong
from pledges.seed_files import SeedError, load_catalogue


class Command(BaseCommand):
    help = "Print a text with its mentions and claims, each field with its words and its rule."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a text in UTF-8, or - for standard input")
        parser.add_argument("--published", type=day, help="the article's day, for its times (default: today)")
        parser.add_argument("--title", default="", help="its headline, where that is not in the text")
        parser.add_argument("--publisher", default="", help="who published it; a government speaks for itself")
        parser.add_argument("--model", help="a spaCy model by package name or path (default: the packaged one)")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["file"]
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            text = raw.decode("utf-8")
            catalogue = load_catalogue()
        except UnicodeDecodeError as error:
            raise CommandError(f"{name}: not UTF-8 at byte {error.start}") from error
        except OSError as error:
            raise CommandError(f"{name}: cannot be read: {error.strerror}") from error
        except SeedError as error:
            raise CommandError(str(error)) from error
        document = Document(
            article=name,
            text=text,
            published=options["published"] or date.today(),
            title=options["title"],
            publisher=options["publisher"],
        )
        try:
            trace = reader_with(catalogue=catalogue, model=options["model"]).trace(document)
        except TextTooLong as error:
            raise CommandError(str(error)) from error
        for line in lines(explain(trace)):
            self.stdout.write(line)
