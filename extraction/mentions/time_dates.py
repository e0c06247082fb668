"""A day, a month or a year is read with the words that place it: "the 7th of", "late", "last", "this year"."""

import re
from datetime import date, timedelta

from extraction.mentions import periods
from extraction.mentions.time_words import (
    ALSO_WORDS,
    MONTH,
    MONTH_NAMES,
    MONTH_WHICH,
    PREPOSITION,
    SHORT,
    WEEKDAY,
    YEAR_AFTER,
    Core,
    before_head,
    sole,
    with_part,
    year_named,
    yearly,
)

_RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_DAY_AFTER = re.compile(
    r"\.? (?:the )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: ?(?:-|to|and|or) ?(?P<to>[0-3]?\d)(?:st|nd|rd|"
    r"th)?)?(?![\d%]|[.,:]\d|-[a-z]| ?mm| ?(?:percent|million|billion|thousand))"
)
_DAY_BEFORE = re.compile(
    r"(?<![\d.,:/$€£])(?<!\d-)(?:(?P<from>[0-3]?\d)(?:st|nd|rd|th)?(?: ?(?:-|to|and|"
    r"or) ?))?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)?[ -]$"
)
_DATE_AFTER = re.compile(
    r",? (?:the )?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:"
    + "|".join(MONTH_NAMES)
    + r")\b|(?:"
    + "|".join(MONTH_NAMES)
    + r")\.? \d)"
)
_WEEKDAY_BEFORE = re.compile(r"(?:" + "|".join(WEEKDAY) + r"),? (?:the )?(?:\w+ of )?$")
_OF_PERIOD = re.compile(
    r"\b(?:end|beginning|start|middle|half|quarter|course|spring|summer|autumn|fall|winter|days|weeks|months|"
    r"rest|remainder|part|much|most|all|turn) of $"
)
_YEAR_PREPOSITION = re.compile(
    r"\b(?:in|by|since|until|till|during|from|before|after|through|throughout|to|and|between|end|early|mid|late|"
    r"of|around|starting|beginning|into|summer|spring|autumn|fall|winter|for|as of|as early as)[ -]$"
)


def month_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    name, start, end = head.group("month"), head.start(), head.end()
    if not text[start].isupper():
        return None
    if folded[end : end + 1] == "." and name in SHORT:
        end += 1
    before = before_head(folded, start)
    day_before, day_after = _DAY_BEFORE.search(before), _DAY_AFTER.match(folded, end)
    if day_before and not 1 <= int(day_before.group("day")) <= 31:
        day_before = None
    if day_before:
        after = YEAR_AFTER.match(folded, end)
        return _days(
            folded, start - len(day_before.group()), after.end() if after else end, MONTH[name],
            int(day_before.group("from") or day_before.group("day")), int(day_before.group("day")),
            year_named(after, published), published,
        )  # fmt: skip
    if day_after and 1 <= int(day_after.group("day")) <= 31 and not _counts_items(folded, before, day_after):
        after = YEAR_AFTER.match(folded, day_after.end())
        return _days(
            folded, start, after.end() if after else day_after.end(), MONTH[name],
            int(day_after.group("day")), int(day_after.group("to") or day_after.group("day")),
            year_named(after, published), published,
        )  # fmt: skip
    return _bare_month(folded, start, end, name, published)


def _counts_items(folded: str, before: str, day: re.Match[str]) -> bool:
    """ "In March 14 tanks were sent": the number counts tanks."""
    return (
        bool(re.search(r"\bin $", before))
        and bool(re.match(r" [a-z]", folded[day.end() : day.end() + 2]))
        and not day.group("to")
    )


def _days(
    folded: str, start: int, end: int, month: int, first: int, last: int, year: int | None, published: date
) -> Core | None:
    weekday = _WEEKDAY_BEFORE.search(before_head(folded, start, 24))
    if weekday:
        start -= len(weekday.group())
    if first > last:
        first = last
    if year is not None:
        run = periods.days(date(year, month, first), date(year, month, last))
        return sole(start, end, run, "time.date") if run else None
    runs = []
    for candidate in range(published.year - 4, published.year + 5):
        try:
            runs.append(periods.days(date(candidate, month, first), date(candidate, month, last)))
        except ValueError:
            continue
    return yearly(start, end, [run for run in runs if run], published, "time.date.no-year")


def _bare_month(folded: str, start: int, end: int, name: str, published: date) -> Core | None:
    number = MONTH[name]
    after = YEAR_AFTER.match(folded, end)
    year = year_named(after, published)
    if year is not None and after is not None:
        return with_part(folded, sole(start, after.end(), periods.month(year, number), "time.month"), published)
    before = before_head(folded, start)
    which = MONTH_WHICH.search(before)
    if which:
        core = _which_month(start - len(which.group()), end, which.group("which"), number, published)
        return with_part(folded, core, published)
    if name in SHORT or (name in ALSO_WORDS and not PREPOSITION.search(before)):
        return None
    choices = [periods.month(year, number) for year in range(published.year - 1, published.year + 2)]
    core_or_none = yearly(start, end, choices, published, "time.month.no-year")
    return with_part(folded, core_or_none, published) if core_or_none else None


def _which_month(start: int, end: int, which: str, number: int, published: date) -> Core:
    this = published.month
    if which in ("last", "this past", "the past", "past"):
        year = published.year if number < this else published.year - 1
    elif which in ("next", "this coming", "coming"):
        year = published.year if number > this else published.year + 1
    else:
        year = published.year
    return sole(start, end, periods.month(year, number), "time.month.which")


def weekday_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    if not text[head.start()].isupper():
        return None
    if _DATE_AFTER.match(folded, head.end()):
        return None  # read at the month
    number, start, end = WEEKDAY[head.group("weekday")], head.start(), head.end()
    behind = published - timedelta(days=(published.weekday() - number) % 7)
    ahead = published + timedelta(days=(number - published.weekday()) % 7)
    tail = re.compile(r" (?:morning|afternoon|evening|night)\b").match(folded, end)
    end = tail.end() if tail else end
    which = MONTH_WHICH.search(before_head(folded, start))
    if which is None:
        return Core(start=start, end=end, past=periods.day(behind), ahead=periods.day(ahead), rule="time.weekday")
    start -= len(which.group())
    word = which.group("which")
    if word in ("last", "this past", "the past", "past"):
        found = behind if behind < published else behind - timedelta(days=7)
    elif word == "next":
        found = periods.week_of(published, 1).first + timedelta(days=number)
    elif word == "this":
        found = periods.week_of(published).first + timedelta(days=number)
    else:
        found = ahead
    return sole(start, end, periods.day(found), "time.weekday.which")


def relative_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    word, start = head.group("relative"), head.start()
    found = published + timedelta(days=_RELATIVE[word])
    before = before_head(folded, start, 16)
    if before.endswith("usa ") and text[start].isupper():
        return None  # the newspaper
    beyond = re.search(r"(?:the )?day (?P<way>before|after) $", before)
    if beyond and word in ("yesterday", "tomorrow"):
        start -= len(beyond.group())
        found += timedelta(days=1 if beyond.group("way") == "after" else -1)
    return sole(start, head.end(), periods.day(found), "time.relative")


def iso_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    return sole(head.start(), head.end(), periods.day(date.fromisoformat(head.group("iso"))), "time.iso")


def dotted_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    """ "6.04.2022" is the sixth of April; "6/17/2022" the seventeenth of June; "7/2/2023" could be either: no time."""
    first, second, year = (int(piece) for piece in re.split(r"[./]", head.group("dotted")))
    slashed = "/" in head.group("dotted")
    if slashed and first <= 12 and second <= 12 and first != second:
        return None
    day, number = (second, first) if slashed and second > 12 else (first, second)
    return sole(head.start(), head.end(), periods.day(date(year, number, day)), "time.numeric")


def year_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    start, end, year = head.start(), head.end(), int(head.group("year"))
    before = before_head(folded, start)
    if re.search(r"\b(?:to|and|through) $", before) and not re.search(
        r"\b(?:from|between)\b[^.]{0,24}(?:\d{4}|" + "|".join(MONTH_NAMES) + r") \w+ $", before
    ):
        return None
    if before.endswith(" of ") and not _OF_PERIOD.search(before):
        return None
    if not _YEAR_PREPOSITION.search(before) or re.search(
        r"\b(?:fiscal(?: year)?|fy|budget|resolution|agenda|version of|of the|strategy)[ -]$", before
    ):
        return None
    if re.match(
        r" (?:[a-z]+s|budget|fiscal|defen[cs]e|election|war|summit|invasion|olympic)\b", folded[end : end + 20]
    ) and not re.search(r"\b(?:in|by|since) $", before):
        return None
    return with_part(folded, sole(start, end, periods.year_of(year), "time.year"), published)


def years_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    """ "In 2024-25", "for 2023/2024", "over 2024-2026": from the first day of the one to the last of the other."""
    words = head.group("years")
    first, second = int(words[:4]), int(words[:2] + words[-2:])
    if not first < second <= first + 12 or not _YEAR_PREPOSITION.search(before_head(folded, head.start())):
        return None
    period = periods.Period(date(first, 1, 1), date(second, 12, 31), "year")
    return sole(head.start(), head.end(), period, "time.years")
