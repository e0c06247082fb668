"""One offer's trouble is its own: whatever it raises becomes its intake's error, and the rest goes on."""

import logging
from collections.abc import Iterator

from django.utils import timezone

from extraction.articles.offers import Offered, Refused
from extraction.articles.places import offers_at
from extraction.fitting import KEY, LOCATOR, fitted, given
from extraction.ingestion import take_in
from pledges.models import Intake, IntakeOutcome, Job, Priority

ERROR = 2000  # characters that are kept of one
log = logging.getLogger(__name__)


def offers_of(place: str, *, said: Offered | None = None) -> Iterator[Offered]:
    """What a place offers. Where it can't be listed to its end, the last offer is the place itself, with the error.

    Raises Refused when there is nothing at the place.
    """
    try:
        yield from offers_at(place, said=said)
    except Refused:
        raise
    except Exception as error:  # a defect of ours, told as the place's error
        log.exception("%s could not be listed to its end", place)
        yield Offered(locator=place, error=told(place, error))


def take_in_alone(*, offered: Offered, priority: Priority = Priority.NEWS) -> tuple[Intake, Job | None]:
    """As `take_in`, whatever is offered: what it raises is kept as the error of the offer."""
    try:
        return take_in(offered=offered, priority=priority)
    except Exception as error:  # a defect of ours or of the offer: its own error, not the end of all others
        log.exception("%s could not be taken in", fitted(offered.locator, 200))
        return _failed(offered, told(offered.locator, error)), None


def told(locator: str, error: Exception) -> str:
    """One line about an error that nobody foresaw."""
    return fitted(f"{fitted(locator, 200)}: {type(error).__name__}: {error}", ERROR)


def _failed(offered: Offered, error: str) -> Intake:
    """The row of an offer that failed, in words that the database can hold."""
    where = {"locator": fitted(offered.locator, LOCATOR), "key": fitted(offered.key, KEY)}
    failed = {"outcome": IntakeOutcome.FAILED, "error": error, "finished_at": timezone.now()}
    return Intake.objects.update_or_create(**where, defaults=failed | {"given": given(offered)})[0]
