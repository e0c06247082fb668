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
    lead, of_part = before[: which.start()], PART_BEFORE.search(before[: which.start()] + "the ") is not None
    if name in _SPANNING and word in _UNIT and _DURING.search(lead):
        return _length(start, head.end(), 1, word, name in _AHEAD, published)
    if word == "day" or name in _OTHER_WAYS or (name == "the" and not of_part):
        return None
    if name == "the":
        bare = PART_BEFORE.search(before_head(folded, head.start(), 30))
        start = head.start() if bare else head.start() - len("the ")
    return with_part(folded, sole(start, head.end(), _unit_of(published, name, word), f"time.{word}"), published)


_BEHIND = frozenset({"last", "previous", "the previous", "past", "this past", "the past", "the last"})
_AHEAD = frozenset({"next", "the next", "following", "the following", "coming", "the coming"})
_SPANNING = frozenset({"the next", "the coming", "the past", "the last", "the following"})
_OTHER_WAYS = frozenset({"that", "each", "every", "a", "per", "the same", "day"})
_DURING = re.compile(r"\b(?:over|in|within|during|for|throughout) $")


def _unit_of(published: date, name: str, word: str) -> Period:
    """The weekend, month, week, quarter or year that "last", "this" or "next" names."""
    offset = 1 if name in _AHEAD else -1 if name in _BEHIND else 0
    if word == "weekend":
        return _weekend(published, offset, name)
    day = published.replace(day=1) if word == "month" else published
    return periods.around(periods.shift(day, offset, word), word)


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
    count, word = _COUNT_BEFORE.search(before), head.group("unit").rstrip("s")
    number = _count(count.group("number")) if count is not None and word in _UNIT else None
    if count is None or number is None or (number == 1 and head.group("unit").endswith("s")):
        return None
    start, end, lead = head.start() - len(count.group()), head.end(), before[: count.start()]
    if re.match(r" ago\b", folded[end : end + 5]):
        period = periods.around(periods.shift(published, -number, word), "month" if word == "year" else word)
        return sole(start, end + 4, period, "time.ago")
    if word == "month" and (run := _months_of_year(folded, start, end, lead, number, published)) is not None:
        return run
    if window := re.search(r"(?:the |its |his )?(?P<which>next|coming|following|past|last|previous) $", lead):
        ahead = window.group("which") in ("next", "coming", "following")
        return _length(start - len(window.group()), end, number, word, ahead, published)
    if re.search(r"\bwithin $", lead):
        return _length(start, end, number, word, True, published)
    until = _in_so_long(folded, start, end, lead)
    period = periods.around(periods.shift(published, number, word), word)
    return sole(start, until, period, "time.in") if until is not None else None


_FROM_NOW = re.compile(r"'?(?: from now| from today|'? time)\b")
_FIRST_IN = re.compile(
    r"\b(?:first|time|largest|biggest|once|second|third|\w+est)\b[^.]{0,40}\bin (?:about |around |"
    r"roughly |some |nearly |almost )?$"
)


def _in_so_long(folded: str, start: int, end: int, lead: str) -> int | None:
    """Where "two weeks from now" or "in two weeks" ends; None for "two weeks of", "the first time in two years"."""
    if (ahead := _FROM_NOW.match(folded, end)) is not None:
        return ahead.end()
    in_it = re.search(r"\bin (?:about |around |roughly |some )?$", lead)
    of_it = re.match(r"'? (?:of|on|at|as|since|to)\b", folded[end : end + 6])
    first = _FIRST_IN.search(folded[max(0, start - 60) : start])
    return end if in_it and not of_it and not first else None


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
