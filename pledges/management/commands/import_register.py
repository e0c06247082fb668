"""Read a register's file as claims: SIPRI's trade register, or Kiel's main data."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.registers import READERS, RegisterError, Unread
from pledges.registers.documents import FUNDING, Bounds, Sums, Thing, told
from pledges.services.registers import Imported, import_register

EXAMPLES = 5  # cells of one kind of message that are shown


class Command(BaseCommand):
    help = (
        "Read a SIPRI trade register (CSV, either form) or a Kiel main-data sheet (CSV, XLSX): a document a deal or "
        "package, with claims whose evidence is the row. Again changes nothing. What can't be read is listed by row "
        "and column. Fails where the sums of the stored claims by donor, item, unit and currency are not the file's."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("register", choices=sorted(READERS))
        parser.add_argument("file", type=Path)
        parser.add_argument("--published", type=date.fromisoformat, help="The edition's day (YYYY-MM-DD).")
        parser.add_argument(
            "--whole", action="store_true", help="The file is all of the register: what it lacks loses its claims."
        )
        parser.add_argument(
            "--sums", action="store_true", help="Print the sums: donor, item, pledged, delivered, unit or currency."
        )
        parser.add_argument(
            "--examples", type=int, default=EXAMPLES, help=f"Cells shown of each kind of message (default {EXAMPLES})."
        )

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
        self.stdout.write("\n".join(_lines(done, said_day=options["published"] is not None)))
        self.stdout.write("\n".join(_grouped(done.file.unread, options["examples"])))
        if options["sums"]:
            self.stdout.write("\n".join(_sums(done)))
        if done.lost:
            lost = "".join(f"\n  {one}" for one in done.lost)
            raise CommandError(f"{len(done.lost)} sums of the stored claims are not those of the file's cells:{lost}")


def _lines(done: Imported, *, said_day: bool) -> Iterator[str]:
    """What came of the rows, and the sums."""
    counts: Counter[str] = Counter(done.outcomes)
    yield f"{done.file.rows} rows ({done.file.civil} of civil aid, which is no claim) as of {done.published}" + (
        "" if said_day else ", the day that the file itself gives"
    )
    outcomes = ", ".join(f"{counts[name]} {name}" for name in ("new", "changed", "unchanged"))
    yield f"{len(done.file.documents)} documents with {done.claims} claims: {outcomes}"
    units = _whole(sums for thing, sums in done.sums.items() if thing.item != FUNDING)
    yield f"{len(done.sums)} sums by donor, item, unit and currency; units: {units}"
    currencies = sorted({thing.unit for thing in done.sums if thing.item == FUNDING})
    for currency in currencies:
        worth = _whole(sums for thing, sums in done.sums.items() if (thing.item, thing.unit) == (FUNDING, currency))
        yield f"  {currency} {told(worth.pledged)} in packages"
    yield f"{len(done.lost)} of them differ from the file's own cells"
    if done.missing:
        after = "their claims no longer stand" if done.retired else "kept; --whole says that they are gone"
        yield f"{done.missing} documents of earlier files are not in this one: {after}"


def _whole(parts: Iterable[Sums]) -> Sums:
    """All sums in one; unknown where none states a number."""
    pledged: Bounds | None = None
    delivered: Bounds | None = None
    for part in parts:
        pledged = _plus(pledged, part.pledged)
        delivered = _plus(delivered, part.delivered)
    return Sums(pledged=pledged, delivered=delivered)


def _plus(one: Bounds | None, other: Bounds | None) -> Bounds | None:
    return other if one is None else one if other is None else one + other


def _grouped(unread: Iterable[Unread], examples: int) -> Iterator[str]:
    """The cells that could not be read, by what is to be said of them, the most frequent first, with some of each."""
    kinds: dict[str, list[Unread]] = defaultdict(list)
    for one in unread:
        kinds[one.why].append(one)
    count = sum(len(cells) for cells in kinds.values())
    yield f"{count} cells could not be read, or not fully, for {len(kinds)} reasons:"
    for why, cells in sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield f"  {len(cells)} x {why}"
        yield from (f"    {one}" for one in cells[:examples])
        if len(cells) > examples:
            yield f"    and {len(cells) - examples} more"


def _sums(done: Imported) -> Iterator[str]:
    for thing, sums in sorted(done.sums.items()):
        yield _row(thing, sums)


def _row(thing: Thing, sums: Sums) -> str:
    """A sum in a line: what no cell numbers is unknown."""
    return "\t".join([thing.donor, thing.item, told(sums.pledged), told(sums.delivered), thing.unit])
