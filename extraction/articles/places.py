"""Whatever a person points at becomes a row of offers: a manifest, a folder, a file or a URL."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from extraction.articles.documents import HTML_ENDINGS, TEXT_ENDINGS
from extraction.articles.manifest import read_manifest
from extraction.articles.offers import Offered, Refused

MANIFEST_ENDINGS = {".jsonl", ".ndjson"}
DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


def offers_at(place: str, *, said: Offered | None = None) -> Iterator[Offered]:
    """Every article at a place. `said` holds what the command line says of them (title, publisher, published).

    A folder gives its manifests' articles, and each `.txt` and `.html` file that no manifest of it names.
    Raises Refused when there is nothing at the place.
    """
    said = said or Offered(locator=place)
    if place.startswith(("http://", "https://")):
        yield replace(said, locator=place, url=place, key=said.key or place)
        return
    path = Path(place)
    if path.is_dir():
        yield from offers_in_folder(path, said=said)
    elif path.suffix.lower() in MANIFEST_ENDINGS:
        yield from read_manifest(path)
    elif path.exists() and path.suffix.lower() not in TEXT_ENDINGS | HTML_ENDINGS:
        raise Refused(f"{place}: is no .txt or .html file, and no manifest (.jsonl)")
    elif path.exists():
        yield offer_of_file(path, said=said)
    else:
        raise Refused(f"{place}: there is no such file or folder, and it is no http(s) URL")


def offers_in_folder(folder: Path, *, said: Offered) -> Iterator[Offered]:
    """Manifests first, then the files that they do not name; in order of name."""
    paths = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    named = set()
    for path in paths:
        if path.suffix.lower() in MANIFEST_ENDINGS:
            for offered in read_manifest(path):
                named.add(Path(offered.file).resolve() if offered.file else None)
                yield offered
    for path in paths:
        if path.suffix.lower() in TEXT_ENDINGS | HTML_ENDINGS and path.resolve() not in named:
            yield offer_of_file(path, said=said)


def offer_of_file(path: Path, *, said: Offered) -> Offered:
    """A file by itself: its key is its name, its day what is said, or stands in its name; else left open."""
    return replace(
        said,
        locator=str(path),
        file=str(path),
        key=said.key or path.name,
        published=said.published or day_in_name(path.name),
    )


def day_in_name(name: str) -> date | None:
    """`dw-2023-03-07.txt` says 7 March 2023."""
    found = DAY_IN_NAME.search(name)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def day_of_file(path: Path) -> date:
    """The day a file was last written (UTC): for a dropped file that says no day itself."""
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date()
