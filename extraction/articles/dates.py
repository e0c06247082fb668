"""Days as pages print them: one day, or none where two readings are possible."""

import re
from datetime import date

EARLIEST = date(1990, 1, 1)  # no page of the web is older

MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "january jan januar janvier", "february feb februar février", "march mar märz mars", "april apr avril",
            "may mai", "june jun juni juin", "july jul juli juillet", "august aug août",
            "september sep sept septembre", "october oct oktober octobre okt", "november nov novembre",
            "december dec dezember décembre dez",
        ),
        1,
    )
    for month in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(rf"(?<![\w/.-]){form}(?![\w/-])", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[ \u00a0](?:of )?(?P<name>{_MONTH})\.?,?[ \u00a0]{_YEAR}",
        rf"(?P<name>{_MONTH})\.?[ \u00a0](?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ \u00a0]{_YEAR}",
        rf"(?P<day>\d{{1,2}})\.[ \u00a0]?(?P<month>\d{{1,2}})\.[ \u00a0]?{_YEAR}",
        rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}",
        rf"{_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})",
    )
)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_TIME = re.compile(
    r"[\s,|•·–—-]*(?:at|@)?\s*\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5}|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)


def day_in(text: str) -> date | None:
    """The first day that a text prints: `28.02.2025`, `28 February 2025`, `Feb. 28, 2025`, `2025-02-28`, `28/02/2025`.

    `02/03/2025` is two days in one and counts as none.
    """
    found = [(match.start(), day) for form in _FORMS for match in form.finditer(text) if (day := _day(match))]
    return min(found)[1] if found else None


def day_alone(text: str) -> date | None:
    """The day that a text is, but for a weekday before and a time of day after it."""
    bare = _TIME.sub("", _WEEKDAY.sub("", text.strip()))
    for form in _FORMS:
        match = form.fullmatch(bare.strip())
        if match is not None:
            return _day(match)
    return None


def day_of_stamp(text: str) -> date | None:
    """The day of a machine's stamp (`2025-02-28T10:00:00+02:00`, `20250228`), in its own zone; else a printed one."""
    text = text.strip()[:60]
    stamp = re.match(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)", text)
    if stamp is not None:
        return _real(int(stamp.group(1)), int(stamp.group(2)), int(stamp.group(3)))
    return day_alone(text) or day_in(text)


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("name"):
        return _real(year, MONTHS[parts["name"].lower()], int(parts["day"]))
    if parts.get("first"):
        first, second = int(parts["first"]), int(parts["second"])
        both = {day for day in (_real(year, second, first), _real(year, first, second)) if day is not None}
        return both.pop() if len(both) == 1 else None
    return _real(year, int(parts["month"]), int(parts["day"]))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
