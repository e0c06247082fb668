"""A manifest is JSON Lines; a broken line is refused by its number and the rest goes on."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extraction.articles.columns import offered_by
from extraction.articles.files import named, opened
from extraction.articles.offers import Offered, Refused

LONGEST_LINE = 12_000_000  # bytes: a document of the largest size, with JSON's escapes
_CHUNK = 1 << 20


def read_manifest(path: Path, *, below: Path | None = None) -> Iterator[Offered]:
    """The articles of a manifest or dump, in its order; a broken line comes as an `Offered` with its `error`.

    Keys: `id`, `published` (ISO date), `title`, `publisher`, and `file` (below the manifest's folder), `url` or `text`
    (see `columns.KEYS`). Within the folder `below` the manifest itself is no link.
    Raises Refused when the manifest itself can't be read.
    """
    name = named(path)
    seen: dict[bytes, int] = {}
    for number, raw in enumerate(lines_of(path, below=below), 1):
        if raw is not None and not raw.strip():
            continue
        try:
            offered = parse_line(raw, folder=path.parent, locator=f"{name}:{number}")
            fingerprint = hashlib.sha256(offered.key.encode()).digest()  # a dump has millions of long ids
            if fingerprint in seen:
                raise Refused(f"id {offered.key!r} stands on line {seen[fingerprint]} already")
            seen[fingerprint] = number
        except Refused as error:
            offered = Offered(locator=f"{name}:{number}", error=f"{name}: line {number}: {error}")
        yield offered


def lines_of(path: Path, *, below: Path | None = None) -> Iterator[bytes | None]:
    """The lines of a file, read piece by piece; None stands for one that is longer than `LONGEST_LINE`."""
    with opened(path, below=below) as descriptor, os.fdopen(os.dup(descriptor), "rb") as file:
        first = True
        while raw := file.readline(LONGEST_LINE + 1):
            if len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
                while (rest := file.readline(_CHUNK)) and not rest.endswith(b"\n"):
                    pass
                yield None
            else:
                yield raw.removeprefix(b"\xef\xbb\xbf") if first else raw
            first = False


def parse_line(raw: bytes | None, *, folder: Path, locator: str) -> Offered:
    """One line; raises Refused with what is wrong."""
    if raw is None:
        raise Refused(f"is longer than {LONGEST_LINE:,} bytes")
    try:
        row: Any = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused(f"is not UTF-8 (byte {error.start})") from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError as well
        raise Refused(f"is not JSON: {error}") from None
    if not isinstance(row, dict):
        raise Refused("is not a JSON object")
    return offered_by(row, folder=folder, locator=locator)
