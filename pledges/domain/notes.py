"""What is told of how a document was read, in place of silence: a note has a type and one sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NoteKind(StrEnum):
    """What a reader of the article, or of the thing offered, has to know."""

    NOT_ENGLISH = "not_english"  # stored and not read: no claims is no finding of none
    NO_DAY = "no_day"  # its day is unknown: its claims wait for one
    DAY_GUESSED = "day_guessed"  # its day is no statement of its publisher: times counted from it stay unresolved
    DAY_IMPOSSIBLE = "day_impossible"  # a day in the future, or before there was such news: not believed
    DAY_GIVEN = "day_given"  # a person gave its day
    CONSENT_PAGE = "consent_page"
    ERROR_PAGE = "error_page"
    CUT_OFF = "cut_off"  # a teaser before a paywall
    TABLE_NOT_READ = "table_not_read"
    BYTES_REPLACED = "bytes_replaced"  # some bytes were no text in its charset
    NOT_TAKEN = "not_taken"  # a thing of a folder or list that is no readable document
    LEFT_OUT = "left_out"  # the filters of the source that listed it leave it out
    DUPLICATE_OF = "duplicate_of"  # a near-copy of another article's text


KEEPS_UNREAD = frozenset({NoteKind.NOT_ENGLISH})
"""A version with one of these is stored and never read."""

NO_ARTICLE = frozenset({NoteKind.CONSENT_PAGE, NoteKind.ERROR_PAGE})
"""A page with one of these is no article: its offer fails and can be tried again."""


ABOUT_THE_DAY = frozenset({NoteKind.NO_DAY, NoteKind.DAY_GUESSED, NoteKind.DAY_IMPOSSIBLE, NoteKind.DAY_GIVEN})
"""What a day that a person gives answers."""

EARLIEST = date(1990, 1, 1)
"""No article of this field is older; an earlier day is a slip (0203) or an empty clock (1970)."""


class DayFrom(StrEnum):
    """Where the day of publication was found."""

    GIVEN = "given"  # a manifest, the command line
    PERSON = "person"  # an editor, in the admin
    FEED = "feed"
    JSON_LD = "json_ld"
    META = "meta"
    TEXT = "text"  # the page prints it
    FRONT_MATTER = "front_matter"
    URL = "url"
    FILE_NAME = "file_name"
    FILE_CLOCK = "file_clock"
    NOWHERE = ""


GUESSES = frozenset({DayFrom.FILE_CLOCK})
"""Days that nobody stated: no time is counted from them."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Note:
    """One thing to know. `detail` is a sentence for people that names what it speaks of."""

    kind: NoteKind
    detail: str


def notes_to_json(notes: Iterable[Note]) -> list[dict[str, str]]:
    """For a JSON column and the API, in a stable order."""
    return [{"kind": note.kind.value, "detail": note.detail} for note in sorted(set(notes))]


def notes_from_json(rows: Iterable[dict[str, str]]) -> tuple[Note, ...]:
    """The inverse of `notes_to_json`."""
    return tuple(Note(kind=NoteKind(row["kind"]), detail=row["detail"]) for row in rows)
