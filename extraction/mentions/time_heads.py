"""A time is read from its head outwards: the month, weekday, year or unit names the period, its neighbours place it."""

import re
from collections.abc import Callable
from datetime import date

from extraction.mentions.periods import Period
from extraction.mentions.time_dates import (
    dotted_core,
    iso_core,
    month_core,
    relative_core,
    weekday_core,
    year_core,
    years_core,
)
from extraction.mentions.time_seasons import feast_core, half_core, quarter_core, season_core, war_core
from extraction.mentions.time_units import unit_core
from extraction.mentions.time_words import MONTH_NAMES, WEEKDAY, Core

HEAD = re.compile(
    r"(?<![a-z\d])(?:(?P<month>" + "|".join(MONTH_NAMES) + r")(?:\b|(?=\d))|(?P<weekday>" + "|".join(WEEKDAY) + r")\b"
    r"|(?P<relative>today|tonight|yesterday|tomorrow)\b(?!'s)|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b|"
    r"(?P<dotted>\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)\b"
    r"|(?P<years>20\d\d(?:-|/| - )(?:20)?\d\d)(?![\d]|[,.:/-]\d)"
    r"|(?P<year>(?:19|20)\d\d)(?![\d,.:/]\d|[a-z\d]|-(?:\d|[a-z]))|(?P<season>spring|summer|autumn|fall|"
    r"winter)\b(?:time)?"
    r"|(?P<unit>days?|weeks?|months?|years?|weekend|quarter|year-?end|decade)(?!-|[a-z])|(?P<qn>q[1-4]|h[12]|[1-4]q)\b"
    r"|(?P<feast>christmas|easter|new year(?!'s eve)|new year's(?: day)?)\b|(?P<war>invasion|war|invaded|"
    r"hostilities|conflict)\b|(?P<half>half)(?= of ))"
)
"""The head word of every time that is read. Heads are few, so what is done at each may be thorough."""


def core_at(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    """The period whose head this is, with the words before and after that belong to it; None where it is no time.

    Raises nothing for days that no calendar has ("30 February"): they are no time.
    """
    try:
        return _READERS[head.lastgroup or ""](text, folded, head, published)
    except (ValueError, OverflowError):
        return None


def nearest(core: Core, published: date) -> Period:
    """The reading that lies nearer to the day of publication; the past one where both are as near."""
    if not core.open:
        return core.past
    since = (published - core.past.last).days
    until = (core.ahead.first - published).days
    return core.past if since <= until else core.ahead


_READERS: dict[str, Callable[[str, str, re.Match[str], date], Core | None]] = {
    "month": month_core,
    "weekday": weekday_core,
    "relative": relative_core,
    "iso": iso_core,
    "dotted": dotted_core,
    "years": years_core,
    "year": year_core,
    "season": season_core,
    "unit": unit_core,
    "qn": quarter_core,
    "feast": feast_core,
    "war": war_core,
    "half": half_core,
}
