"""What a phrase of time means, typed by a person and read as an article's would be."""

from datetime import date

from extraction.mentions import Gazetteer, find_mentions
from pledges.domain.catalogue import Catalogue
from pledges.domain.values import Window

_NOTHING = Gazetteer.build(Catalogue(donors={}, categories={}, systems={}))
_LINKING = frozenset(["the", "by", "on", "in", "at", "of", "since", "until", "from", "for", "about", "around"])


def window_of(phrase: str, published: date) -> Window | None:
    """The days that a phrase means on the day of publication; None where it holds other words, or no time at all."""
    found = find_mentions(phrase, published=published, gazetteer=_NOTHING).times
    if len(found) != 1:
        return None
    rest = phrase[: found[0].start] + phrase[found[0].end :]
    return found[0].window if set(rest.casefold().split()) <= _LINKING else None
