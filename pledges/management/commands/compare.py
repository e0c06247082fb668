"""Print the ledger beside a register, or weigh a file of cases against the verdicts that it states."""

from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.domain.comparison import Verdict, compare
from pledges.domain.values import bounds_in_words
from pledges.queries.comparison import compare_with
from pledges.registers import READERS
from pledges.registers.cases import read_cases

CASES = "cases"


class Command(BaseCommand):
    help = (
        "Compare the ledger with an imported register (kiel, sipri): per donor and system ours, theirs and a verdict "
        "with the claims behind it. `compare cases FILE` weighs cases of several sources against stated verdicts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("register", choices=[*sorted(READERS), CASES])
        parser.add_argument("file", nargs="?", type=Path, help="A CSV of cases, for `cases` only.")
        parser.add_argument("--donor", help="Only this donor's code.")
        parser.add_argument("--system", help="Only the family of this system (its slug).")
        parser.add_argument("--verdict", choices=[one.value for one in Verdict], help="Only this verdict.")
        parser.add_argument("--claims", action="store_true", help="Print the claims behind each row.")
        parser.add_argument("--json", action="store_true", help="One JSON object a row.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["register"] == CASES:
            self._cases(options["file"])
            return
        rows = compare_with(options["register"], donor=options["donor"], system=options["system"])
        if options["verdict"]:
            rows = [row for row in rows if row["verdict"] == options["verdict"]]
        for row in rows:
            self.stdout.write(orjson.dumps(row).decode() if options["json"] else line_of(row))
            if options["claims"] and not options["json"]:
                for side in ("ours", "theirs"):
                    self.stdout.write(f"    {side}: {' '.join(row[side]['claims']) or 'no claim'}")
        counts = ", ".join(f"{sum(row['verdict'] == one for row in rows)} {one}" for one in Verdict)
        self.stderr.write(f"{len(rows)} rows: {counts}")

    def _cases(self, path: Path | None) -> None:
        if path is None:
            raise CommandError("`compare cases` needs a file")
        try:
            cases = list(read_cases(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{path}: {error}") from None
        right = 0
        for case in cases:
            found = compare(case.told).verdict
            right += found is case.expected
            mark = "" if found is case.expected else f", but the file states {case.expected}"
            self.stdout.write(f"{case.name}: {found}{mark}")
        self.stdout.write(f"{right} of {len(cases)} verdicts as stated")
        if right < len(cases):
            raise CommandError(f"{len(cases) - right} verdicts differ from the stated ones")


def line_of(row: dict[str, Any]) -> str:
    """A row in a line: donor, system or type, ours, theirs, verdict."""
    system = row["system"]["name"] if row["system"] else f"({row['category']})"
    return "\t".join([row["donor"], system, _told(row["ours"]), _told(row["theirs"]), row["verdict"]])


def _told(side: dict[str, Any]) -> str:
    """Pledged and delivered of one side: "18 / 14", "nothing told" where it has no claim."""
    if not side["claims"]:
        return f"{side['source']}: -"
    said = " / ".join(_sum(side[name]) for name in ("pledged", "delivered"))
    return f"{side['source']}: {said} {'+'.join(side['units'])}"


def _sum(amount: dict[str, Any]) -> str:
    parts = [bounds_in_words(amount["low"], amount["high"])] if amount["low"] or amount["high"] != 0 else []
    parts += [f"{amount['undisclosed']} undisclosed"] if amount["undisclosed"] else []
    parts += [f"{amount['sold']} sold"] if amount["sold"] else []
    return " + ".join(parts) or "0"
