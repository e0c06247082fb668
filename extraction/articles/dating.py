"""Which day an article is of, and how sure that is: what its giver says, else what the document says, else a guess."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from extraction.articles.offers import Offered, Taken
from pledges.domain.notes import EARLIEST, DayFrom, Note, NoteKind

AHEAD = timedelta(days=1)
"""It may be tomorrow already where the publisher is."""

type Candidate = tuple[date, DayFrom]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day, where it was found, and what has to be known of it. `published` is None where none can be believed."""

    published: date | None
    day_from: DayFrom
    notes: tuple[Note, ...]


def dated(*, offered: Offered, taken: Taken, today: date, clock_of_file: Callable[[], date] | None) -> Dated:
    """The first believable of: the giver's day, the document's own, a listing's, the clock of the file.

    A day that cannot be is told. Where the giver stated one, the file's clock is not asked in its place: a person
    has to say the day.
    """
    told = _told(offered, taken)
    believable = [(day, where) for day, where in told if is_possible(day, today=today)]
    notes = [impossible(day, today=today) for day, _ in told if not is_possible(day, today=today)]
    if believable:
        day, where = believable[0]
        return Dated(published=day, day_from=where, notes=tuple(notes))
    if clock_of_file is not None and not (offered.published and notes):
        guess = clock_of_file()
        if is_possible(guess, today=today):
            return Dated(published=guess, day_from=DayFrom.FILE_CLOCK, notes=(*notes, guessed(guess)))
    return Dated(published=None, day_from=DayFrom.NOWHERE, notes=(*notes, NO_DAY))


def _told(offered: Offered, taken: Taken) -> list[Candidate]:
    """What is said of the day, the surest first: a listing's day comes after the page's own."""
    own = [(taken.published, taken.day_from)] if taken.published else []
    if offered.published is None:
        return own
    said = (offered.published, offered.day_from or DayFrom.GIVEN)
    return [*own, said] if offered.day_from is DayFrom.FEED else [said, *own]


def is_possible(day: date, *, today: date) -> bool:
    """Whether an article can be of a day, as of `today` (UTC)."""
    return EARLIEST <= day <= today + AHEAD


def impossible(day: date, *, today: date) -> Note:
    """Why a day is not believed."""
    why = "lies in the future" if day > today else f"is earlier than {EARLIEST}"
    return Note(kind=NoteKind.DAY_IMPOSSIBLE, detail=f"published {day} {why}")


def guessed(day: date) -> Note:
    """A day from the file's clock."""
    detail = f"no day is named; {day} was taken from the file's clock, and no time is counted from it"
    return Note(kind=NoteKind.DAY_GUESSED, detail=detail)


NO_DAY = Note(
    kind=NoteKind.NO_DAY, detail="no day of publication is known; its claims count nowhere until an editor gives it"
)
