"""Whatever a person points at becomes offers: a manifest, a folder, a file or a URL; nothing of it goes missing."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from extraction.articles.files import LARGEST, absolute, kind_of, named
from extraction.articles.formats import by_ending, unread_ending
from extraction.articles.manifest import read_manifest
from extraction.articles.offers import Offered, Refused
from pledges.domain.notes import DayFrom

MANIFEST_ENDINGS = {".jsonl", ".ndjson"}
LONGEST_KEY = 500
DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


def offers_at(place: str, *, said: Offered | None = None) -> Iterator[Offered]:
    """Every article at a place. `said` holds what the command line says of them (title, publisher, published).

    A folder gives its manifests' articles, and an offer for each other file in it, hidden ones excepted; what can't
    be taken comes with its `error`. Folders within it are places of their own and not looked into.
    Raises Refused when there is nothing at the place.
    """
    said = said or Offered(locator=place)
    if said.published and not said.day_from:
        said = replace(said, day_from=DayFrom.GIVEN)
    if place.startswith(("http://", "https://")):
        yield replace(said, locator=place, url=place, key=said.key or place)
        return
    path = Path(place)
    if not os.path.lexists(path):
        raise Refused(f"{place}: there is no such file or folder, and it is no http(s) URL")
    if path.is_dir():
        yield from offers_in_folder(path, said=said)
    elif path.suffix.lower() in MANIFEST_ENDINGS:
        yield from read_manifest(path)
    else:
        yield offer_of_file(path, said=said, follow=True)


def offers_in_folder(folder: Path, *, said: Offered) -> Iterator[Offered]:
    """Manifests first, then the things that they do not name; in order of name."""
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise Refused(f"{named(folder)}: {error.strerror or error}") from None
    paths = [path for path in paths if path.is_symlink() or not path.is_dir()]
    manifests = [path for path in paths if path.suffix.lower() in MANIFEST_ENDINGS]
    spoken_for = set()
    for path in manifests:
        try:
            for offered in read_manifest(path, below=folder):
                spoken_for.add(absolute(offered.file) if offered.file else None)
                yield offered
        except Refused as refusal:
            yield replace(said, locator=named(path), key=key_of(path), error=str(refusal))
    for path in paths:
        if path not in manifests and absolute(path) not in spoken_for:
            yield offer_of_file(path, said=said)


def offer_of_file(path: Path, *, said: Offered, follow: bool = False) -> Offered:
    """A thing of a folder: its key is its name, its day what is said, or stands in its name; else left open.

    What can't be taken has its `error`. `follow`: a person points at it, and may point at a link.
    """
    name = named(path)
    offered = replace(
        said,
        locator=name,
        file=str(path),
        folder="" if follow else str(path.parent),
        key=said.key or key_of(path),
        published=said.published or day_in_name(path.name),
        day_from=said.day_from or (DayFrom.FILE_NAME if day_in_name(path.name) else DayFrom.NOWHERE),
    )
    wrong = _what_is_wrong(path, follow=follow)
    return replace(offered, file="" if name != str(path) else str(path), error=wrong and f"{name}: {wrong}")


def key_of(path: Path) -> str:
    """A file's name as a key; the end of a longer one, which holds its day and ending."""
    return named(Path(path.name))[-LONGEST_KEY:]


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


def _what_is_wrong(path: Path, *, follow: bool) -> str:
    """Why a thing can't be taken, as far as its kind, its size and its ending say."""
    try:
        found = path.stat() if follow else path.lstat()
    except (OSError, ValueError) as error:
        return str(getattr(error, "strerror", None) or error)
    wrong = kind_of(found.st_mode)
    if wrong:
        return wrong
    if by_ending(path.suffix) is None:
        return unread_ending(path.suffix)
    if found.st_size > LARGEST:
        return f"is larger than {LARGEST:,} bytes"
    if named(path) != str(path):
        return "has a name that is no UTF-8: rename it"
    return ""
