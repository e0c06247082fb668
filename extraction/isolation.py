"""One offer's trouble is its own: a place that can't be listed to its end tells so, and keeps what it had listed."""

import logging
from collections.abc import Iterator

from extraction.articles.offers import Offered, Refused
from extraction.articles.places import offers_at
from extraction.fitting import fitted

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
        yield Offered(locator=place, error=fitted(f"{place}: {type(error).__name__}: {error}", 2000))
