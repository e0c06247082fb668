"""A week, month or year is placed by a pointer ("last", "next") or a count ("in two weeks", "three days ago")."""

import re
from datetime import date

from extraction.mentions import periods
from extraction.mentions.numbers import number_at
from extraction.mentions.periods import Period
from extraction.mentions.time_seasons import numbered
from extraction.mentions.time_words import (
    OF_YEAR,
    ORDER,
    ORDER_BEFORE,
    PART_BEFORE,
    WHICH_BEFORE,
    Core,
    before_head,
    sole,
    with_part,
)

_UNIT = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year"}
_COUNT_BEFORE = re.compile(
    r"(?P<number>(?:\d{1,4}(?:-\d{1,3})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"eighteen|twenty|thirty|sixty|ninety|couple of|a couple of|half a)) $"
)
_NUMBER_WORDS = {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}


def unit_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    word = head.group("unit")
    if word.startswith("year") and word.endswith("end"):
        period = periods.part(periods.year_of(published.year), "end")
        return sole(head.start(), head.end(), period, "time.year-end", edge="end")
    before = before_head(folded, head.start())
    if word == "year" and (tail := re.compile(r"'s end\b").match(folded, head.end())):
        # Every text has an end, so this always matches.
        start = head.start() - len(re.search(r"(?:the |this )?$", before).group())  # type: ignore[union-attr]
        return sole(
            start, tail.end(), periods.part(periods.year_of(published.year), "end"), "time.year-end", edge="end"
        )
    if word == "year" and (turn := re.search(r"(?:the )?turn of the $", before)):
        period = periods.part(periods.year_of(published.year), "end")
        return sole(head.start() - len(turn.group()), head.end(), period, "time.year-end", edge="end")
    if word == "weekend" and re.search(r"\b(?:over|at|during|on) the $", before):
        return _that_weekend(head, published)
    order = ORDER_BEFORE.search(before) if word == "quarter" else None
    if order and (order.group("order") != "last" or OF_YEAR.match(folded, head.end())):
        return numbered(
            folded,
            head.start() - len(order.group()),
            head.end(),
            periods.quarter,
            ORDER[order.group("order")],
            published,
        )
    counted = _counted(folded, head, before, published)
    if counted is not None:
        return counted
    return _which_unit(folded, head, before, published)


def _which_unit(folded: str, head: re.Match[str], before: str, published: date) -> Core | None:
    """ "last week", "this month", "next year", "this weekend", "the end of the month", "over the past year"."""
    word, which = head.group("unit"), WHICH_BEFORE.search(before)
    if which is None or word.endswith("s") or word == "decade":
        return None
    name, start = which.group("which"), head.start() - len(which.group())
    span = re.search(r"\b(?:over|in|within|during|for|throughout) $", before[: which.start()])
    if (
        span
        and word != "weekend"
        and name in ("the next", "the coming", "the past", "the last", "the following")
        and word in _UNIT
    ):
        return _length(start, head.end(), 1, word, name in ("the next", "the coming", "the following"), published)
    offset = {
        "last": -1,
        "previous": -1,
        "the previous": -1,
        "past": -1,
        "this past": -1,
        "the past": -1,
        "the last": -1,
    }.get(name)
    if offset is None:
        offset = {"next": 1, "the next": 1, "following": 1, "the following": 1, "coming": 1, "the coming": 1}.get(name)
    if offset is None:
        if name in ("that", "each", "every", "a", "per", "the same", "day"):
            return None
        if name == "the" and not PART_BEFORE.search(before[: which.start()] + "the "):
            return None
        offset = 0
    if word == "day":
        return None
    period = (
        _weekend(published, offset, name)
        if word == "weekend"
        else periods.around(
            periods.shift(published, offset, word)
            if word != "month"
            else periods.shift(published.replace(day=1), offset, word),
            word,
        )
    )
    start = head.start() - len("the ") if name == "the" else start
    if name == "the" and PART_BEFORE.search(before_head(folded, start + 4, 30)):
        start += 4
    return with_part(folded, sole(start, head.end(), period, f"time.{word}"), published)


def _that_weekend(head: re.Match[str], published: date) -> Core:
    """ "Over the weekend": the one that has begun last, or the one to come."""
    past = periods.weekend_of(published, 0 if published.weekday() >= 5 else -1)
    ahead = periods.weekend_of(published)
    return Core(start=head.start(), end=head.end(), past=past, ahead=ahead, rule="time.weekend")


def _weekend(published: date, offset: int, name: str) -> Period:
    if offset == 0 and name in ("this", "the") and published.weekday() == 0:
        return periods.weekend_of(published)
    return periods.weekend_of(published, offset)


def _counted(folded: str, head: re.Match[str], before: str, published: date) -> Core | None:
    """ "three weeks ago", "in two weeks", "within 10 days", "over the next six months", "in the past two years"."""
    count = _COUNT_BEFORE.search(before)
    word = head.group("unit").rstrip("s")
    if count is None or word not in _UNIT:
        return None
    number = _count(count.group("number"))
    if number is None or (number == 1 and head.group("unit").endswith("s")):
        return None
    start = head.start() - len(count.group())
    if re.match(r" ago\b", folded[head.end() : head.end() + 5]):
        found = periods.shift(published, -number, word)
        period = periods.around(found, "month" if word == "year" else word)
        return sole(start, head.end() + 4, period, "time.ago")
    lead = before[: count.start()]
    if word == "month" and (run := _months_of_year(folded, start, head.end(), lead, number, published)) is not None:
        return run
    window = re.search(r"(?:the |its |his )?(?P<which>next|coming|following|past|last|previous) $", lead)
    if window:
        return _length(
            start - len(window.group()),
            head.end(),
            number,
            word,
            window.group("which") in ("next", "coming", "following"),
            published,
        )
    if re.search(r"\bwithin $", lead):
        return _length(start, head.end(), number, word, True, published)
    ahead = re.compile(r"'?(?: from now| from today|'? time)\b").match(folded, head.end())
    if ahead or (
        re.search(r"\bin (?:about |around |roughly |some )?$", lead)
        and not re.match(r"'? (?:of|on|at|as|since|to)\b", folded[head.end() : head.end() + 6])
    ):
        found = periods.shift(published, number, word)
        end = ahead.end() if ahead else head.end()
        if not ahead and re.search(
            r"\b(?:first|time|largest|biggest|once|second|third|\w+est)\b[^.]{0,40}\bin (?:about |around |"
            r"roughly |some |nearly |almost )?$",
            folded[max(0, start - 60) : start],
        ):
            return None  # "the first time in two years"
        return sole(start, end, periods.around(found, word), "time.in")
    return None


def _months_of_year(folded: str, start: int, end: int, lead: str, number: int, published: date) -> Core | None:
    """ "The first three months of 2024", "the last six months of the year"."""
    order, year = re.search(r"(?:the )?(?P<order>first|last|final) $", lead), OF_YEAR.match(folded, end)
    if order is None or year is None or number >= 12:
        return None
    named = int(year.group("year")) if year.group("year") else published.year
    named += {"next": 1, "last": -1}.get(year.group("which") or "", 0)
    first = 1 if order.group("order") == "first" else 13 - number
    period = periods.months(named, first, number, "quarter")
    return sole(start - len(order.group()), year.end(), period, "time.months")


def _count(words: str) -> int | None:
    if words in _NUMBER_WORDS:
        return _NUMBER_WORDS[words]
    if words.startswith("half"):
        return None
    number = number_at(words.split("-")[-1], 0)
    return int(number.low) if number is not None and number.low is not None else None


def _length(start: int, end: int, number: int, unit: str, ahead: bool, published: date) -> Core:
    other = periods.shift(published, number if ahead else -number, unit)
    period = Period(published, other, unit) if ahead else Period(other, published, unit)
    return Core(start=start, end=end, past=period, ahead=period, rule="time.length", length=True, direction=ahead)
