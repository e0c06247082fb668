"""Days and windows as an editor types them; phrases ("by the end of March") are read as the article's would be."""

import re
from collections.abc import Callable
from datetime import date

from pledges.domain.claims import window_to_json
from pledges.domain.entry.errors import EntryError
from pledges.domain.values import Window

type Phrases = Callable[[str, date], Window | None]
"""What a phrase of time means, told on a day; None for no phrase of time."""

_FORMS = "A day is 2023-03-07, 7 March 2023, 7.3.2023 or a phrase such as by the end of March."
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def day(text: str, *, published: date, phrases: Phrases) -> str | None:
    """A day in ISO 8601; None for nothing or "-". Raises EntryError for what is no single day."""
    text = text.strip()
    if text in ("", "-"):
        return None
    plain = _plain_day(text)
    if plain is not None:
        return plain.isoformat()
    found = phrases(text, published)
    if found is None or found.start is None or found.start != found.end:
        raise EntryError(f"{text!r} is no single day. {_FORMS}")
    return found.start.isoformat()


def window(text: str, *, published: date, phrases: Phrases) -> dict[str, str | None] | None:
    """The days of a transfer: a day, two with "to" between, "by"/"since" one, or a phrase. Raises EntryError."""
    text = text.strip()
    if text in ("", "-"):
        return None
    for word, ends in (("by ", ("to",)), ("until ", ("to",)), ("since ", ("from",)), ("from ", ("from",))):
        rest = text[len(word) :]
        if text.casefold().startswith(word) and (bound := _plain_day(rest)) is not None:
            return {"from": None, "to": None} | dict.fromkeys(ends, bound.isoformat())
    first, last = _ends(text)
    if first is not None and last is not None:
        if first > last:
            raise EntryError(f"{last} lies before {first}: type the earlier day first.")
        return window_to_json(Window(start=first, end=last))
    found = phrases(text, published)
    if found is None:
        raise EntryError(f"{text!r} is no time. {_FORMS}")
    return window_to_json(found)


def _ends(text: str) -> tuple[date | None, date | None]:
    one = _plain_day(text)
    if one is not None:
        return one, one
    spanned = re.fullmatch(r"(.+?) ?(?:–|\bto\b|\.\.| - ) ?(.+)", text)
    return (_plain_day(spanned[1]), _plain_day(spanned[2])) if spanned else (None, None)


def _plain_day(text: str) -> date | None:
    """A day in figures; None for other words. Raises EntryError where it can't be, or where two days are meant."""
    text = text.strip()
    if _ISO.fullmatch(text):
        return _made(text, *map(int, text.split("-")))
    if dotted := _DOTTED.fullmatch(text):
        return _made(text, int(dotted[3]), int(dotted[2]), int(dotted[1]))
    if slashed := _SLASHED.fullmatch(text):
        one, other = int(slashed[1]), int(slashed[2])
        if one <= 12 and other <= 12 and one != other:
            raise EntryError(f"{text!r} may be two days: type it as {slashed[3]}-{one:02}-{other:02} or the other way.")
        return _made(text, int(slashed[3]), min(one, other) if one > 12 or other > 12 else one, max(one, other))
    return None


def _made(text: str, year: int, month: int, of_month: int) -> date:
    try:
        return date(year, month, of_month)
    except ValueError:
        raise EntryError(f"There is no day {text!r}. {_FORMS}") from None
