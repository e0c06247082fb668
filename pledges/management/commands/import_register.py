"""Read a register's file as claims: SIPRI's trade register, or Kiel's main data."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.registers import READERS, RegisterError
from pledges.services.registers import Imported, import_register


class Command(BaseCommand):
    help = (
        "Read a SIPRI trade register (CSV) or a Kiel main-data sheet (CSV, XLSX): a document a deal or package, with "
        "claims whose evidence is the row. Again changes nothing. What can't be read is listed by row and column."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("register", choices=sorted(READERS))
        parser.add_argument("file", type=Path)
        parser.add_argument("--published", type=date.fromisoformat, help="The edition's day (YYYY-MM-DD).")
        parser.add_argument(
            "--whole", action="store_true", help="The file is all of the register: what it lacks loses its claims."
        )
        parser.add_argument("--sums", action="store_true", help="Print the sums by donor and system.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from None
        try:
            done = import_register(
                register=options["register"], data=data, published=options["published"], whole=options["whole"]
            )
        except RegisterError as error:
            raise CommandError(f"{options['file']}: {error}") from None
        self.stdout.write("\n".join(told(done, said_day=options["published"] is not None)))
        if options["sums"]:
            for (donor, thing), sums in done.sums.items():
                self.stdout.write(f"{donor}\t{thing}\t{sums.pledged}\t{sums.delivered}")
        if done.off:
            raise CommandError(f"the sums of {len(done.off)} things differ from the file's columns: {done.off[:5]}")


def told(done: Imported, *, said_day: bool) -> list[str]:
    """An import in lines: what came of the rows, the sums, and each cell that could not be read."""
    counts: Counter[str] = Counter(done.outcomes)
    pledged = sum(one.pledged for one in done.sums.values())
    delivered = sum(one.delivered for one in done.sums.values())
    lines = [
        f"{done.file.rows} rows ({done.file.civil} of civil aid, which is no claim) as of {done.published}"
        + ("" if said_day else ", the day that the file itself gives"),
        f"{len(done.file.documents)} documents with {done.claims} claims: "
        + ", ".join(f"{counts[name]} {name}" for name in ("new", "changed", "unchanged")),
        f"{len(done.file.sums)} sums by donor and system: {pledged} pledged, {delivered} delivered",
        f"{len(done.off)} of them differ from the file's own columns",
    ]
    if done.missing:
        after = "their claims no longer stand" if done.retired else "kept; --whole says that they are gone"
        lines.append(f"{done.missing} documents of earlier files are not in this one: {after}")
    lines.append(f"{len(done.file.unread)} cells could not be read, or not fully:")
    return lines + [f"  {one}" for one in done.file.unread]
