"""What looks like a name and is none is data: a phrase with an example each."""

from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("stop_phrases.yml")


class StopPhraseError(ValueError):
    """A row of the file that is no phrase with an example that holds it; the message names the row."""


@cache
def stop_phrases() -> tuple[tuple[str, str], ...]:
    """(phrase, example) of every row, in the order of the file. Raises StopPhraseError."""
    rows = yaml.load(FILE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for place, row in enumerate(rows, start=1):
        if set(row) != {"phrase", "example"} or row["phrase"].lower() not in row["example"].lower():
            raise StopPhraseError(f"{FILE.name}: row {place} needs a phrase and an example that holds it: {row}")
    return tuple((row["phrase"], row["example"]) for row in rows)
