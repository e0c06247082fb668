"""Write what editors decided about claims as labelled articles: `manage.py export_gold --out FOLDER`."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.queries.gold import exported, gold_files


class Command(BaseCommand):
    help = (
        "Write the editors' verdicts and corrections as gold, with the articles' texts, for `manage.py train --gold`."
        " The folder is written whole or not at all. It holds texts of publishers: keep it to yourself."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="a folder that does not exist yet, or is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
            raise CommandError(f"{out}: is there already; name a new folder")
        try:
            beside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".new", dir=out.parent))
        except OSError as error:
            raise CommandError(f"{out}: cannot be written: {error.strerror or error}") from error
        try:
            articles, decisions = write(beside)
            if not articles:
                raise CommandError(
                    "no editor has accepted, corrected or rejected a claim yet: there is nothing to write"
                )
            beside.rename(out)
        except OSError as error:
            raise CommandError(f"{out}: cannot be written: {error.strerror or error}") from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        self.stdout.write(f"{out}: {decisions} decisions on {articles} articles")


def write(folder: Path) -> tuple[int, int]:
    """Write an export into a folder; how many articles it has, and how many decisions."""
    articles, decisions = 0, 0

    def counted() -> Any:
        nonlocal articles, decisions
        for one in exported():
            articles, decisions = articles + 1, decisions + len(one.claims) + len(one.rejected)
            yield one

    for name, content in gold_files(counted()):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return articles, decisions
