"""A named stretch of the calendar has a first and a last day; `claims.md` says which "late March" or "summer" has."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
INVASION = date(2022, 2, 24)


@dataclass(frozen=True, slots=True)
class Period:
    """`first` to `last`, both inclusive; `precision` is day, week, month, quarter, season or year."""

    first: date
    last: date
    precision: str


def day(first: date) -> Period:
    return Period(first, first, "day")


def days(first: date, last: date) -> Period | None:
    """A run of days; None where it runs backwards."""
    return Period(first, last, "day" if first == last else "week") if first <= last else None


def week_of(inside: date, weeks: int = 0) -> Period:
    """Monday to Sunday of the week of a day, or of so many weeks later."""
    monday = inside - timedelta(days=inside.weekday()) + timedelta(weeks=weeks)
    return Period(monday, monday + timedelta(days=6), "week")


def weekend_of(inside: date, weeks: int = 0) -> Period:
    week = week_of(inside, weeks)
    return Period(week.first + timedelta(days=5), week.last, "week")


def month(year: int, number: int) -> Period:
    """The month; `number` may run past 12 or below 1 into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), "month")


def months(year: int, first: int, count: int, precision: str) -> Period:
    return Period(month(year, first).first, month(year, first + count - 1).last, precision)


def year_of(year: int) -> Period:
    return months(year, 1, 12, "year")


def quarter(year: int, number: int) -> Period:
    return months(year, 3 * number - 2, 3, "quarter")


def half(year: int, number: int) -> Period:
    return months(year, 6 * number - 5, 6, "quarter")


def season(year: int, name: str) -> Period:
    """The season that begins in a year: winter 2023 runs from December 2023."""
    return months(year, SEASONS[name], 3, "season")


def part(period: Period, which: str) -> Period:
    """The early, mid or late part of a period, or its start or end.

    Of a month: to the 10th, the 11th to the 20th, from the 21st. Of a year: its thirds, and the first and last
    month for start and end. Of a season or quarter: its months. Of a week: Monday and Tuesday, the middle, from Friday.
    """
    place = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}[which]
    first, last = period.first, period.last
    if period.precision == "month":
        bounds = ((1, 10), (11, 20), (21, last.day))[place]
        return Period(first.replace(day=bounds[0]), first.replace(day=bounds[1]), "month")
    if period.precision == "week":
        low, high = ((0, 1), (2, 3), (4, 6))[place]
        return Period(first + timedelta(days=low), min(last, first + timedelta(days=high)), "week")
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if period.precision == "year" and which in ("start", "end"):
        return month(first.year, 1) if which == "start" else month(last.year, last.month)
    if count % 3:
        return period
    third = count // 3
    return months(first.year, first.month + place * third, third, "month" if third == 1 else "quarter")


def shift(start: date, count: int, unit: str) -> date:
    """So many days, weeks, months or years later (earlier below 0); the 31st becomes the last day there is.

    Raises OverflowError beyond the calendar.
    """
    if unit == "day":
        return start + timedelta(days=count)
    if unit == "week":
        return start + timedelta(weeks=count)
    number = start.month + count * (12 if unit == "year" else 3 if unit == "quarter" else 1)
    year, number = start.year + (number - 1) // 12, (number - 1) % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError("beyond the calendar")
    return date(year, number, min(start.day, calendar.monthrange(year, number)[1]))


def around(inside: date, unit: str) -> Period:
    """The day, week, month, quarter or year that holds a day."""
    if unit == "day":
        return day(inside)
    if unit == "week":
        return week_of(inside)
    if unit == "month":
        return month(inside.year, inside.month)
    if unit == "quarter":
        return quarter(inside.year, (inside.month + 2) // 3)
    return year_of(inside.year)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
