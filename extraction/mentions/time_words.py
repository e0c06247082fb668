"""What every reader of times needs: the names of months, days and units, and the period that was read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from extraction.mentions import periods
from extraction.mentions.periods import Period

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december"]  # fmt: skip
SHORT = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
ALSO_WORDS = ("may", "march", "april", "june", "august")
MONTH = {name: number for number, name in enumerate(_MONTHS, start=1)} | SHORT
WEEKDAY = {
    name: number for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday"])
}  # fmt: skip
ORDER = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
    "final": 4,
}
MONTH_NAMES = sorted(MONTH, key=len, reverse=True)
YEAR_AFTER = re.compile(
    r"(?:\.? (?:of )?|, ?|/| in )(?P<year>(?:19|20)\d\d)(?![\d]|[.,]\d)(?!-\d)|,? (?:of )?(?P<which>this|last|"
    r"next|the same|that|the current|the following|the previous) year\b"
)
PART_BEFORE = re.compile(
    r"(?P<part>early|mid|late|the end of|end of|end|the beginning of|beginning of|the start of|start of|"
    r"the middle of|middle of|earlier|later|"
    r"the first days of|the last days of|the second half of|the first half of|towards the end of|first half of|"
    r"second half of)(?: in)?(?:[ -](?:the )?| the )$"
)
WHICH_BEFORE = re.compile(
    r"\b(?P<which>this coming|this past|this|last|next|the next|the past|past|the last|the coming|coming|"
    r"the previous|previous|the following|following|the current|current|the same|that|each|every|the|a|per)[ ]$"
)
MONTH_WHICH = re.compile(r"\b(?P<which>this past|this coming|this|last|next|the past|past|coming)[ ]$")
PREPOSITION = re.compile(
    r"\b(?:in|by|since|until|till|during|from|of|for|before|after|between|and|to|through|throughout|around|late|"
    r"early|mid|end|last|next|this|"
    r"as of|as early as|as soon as|starting|beginning|over|earlier|later|every|each|on|year|than)[ -]$"
)
OF_YEAR = re.compile(r"(?: of| in|,)? (?:(?P<year>(?:19|20)\d\d)(?![\d]|[.,]\d)|(?P<which>this|next|last|the) year\b)")
ORDER_BEFORE = re.compile(r"(?:the )?(?P<order>first|second|third|fourth|last|final|1st|2nd|3rd|4th)[ -]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """A period in the text. `past` and `ahead` are its readings in either direction where the words leave it open.

    `edge` is "end" for "the end of March": a deadline there is the last day. `length` marks what spans from or to
    the day of publication ("over the next year").
    """

    start: int
    end: int
    past: Period
    ahead: Period
    rule: str
    edge: str = ""
    length: bool = False
    direction: bool | None = None

    @property
    def open(self) -> bool:
        return self.past != self.ahead


def before_head(folded: str, start: int, length: int = 40) -> str:
    return folded[max(0, start - length) : start]


def sole(start: int, end: int, period: Period, rule: str, **more: Any) -> Core:
    return Core(start=start, end=end, past=period, ahead=period, rule=rule, **more)


def yearly(start: int, end: int, choices: list[Period], published: date, rule: str) -> Core | None:
    past = [period for period in choices if period.first <= published]
    ahead = [period for period in choices if period.last >= published]
    if not past or not ahead:
        return None
    return Core(start=start, end=end, past=past[-1], ahead=ahead[0], rule=rule)


def year_named(match: re.Match[str] | None, published: date) -> int | None:
    if match is None:
        return None
    if match.group("year"):
        return int(match.group("year"))
    which = match.group("which")
    return published.year + {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(which, 0)


def _part_name(words: str) -> str:
    if "end" in words or "last days" in words:
        return "end"
    if "begin" in words or "start" in words or "first days" in words:
        return "start"
    return "mid" if "mid" in words else words


def with_part(folded: str, core: Core, published: date) -> Core:
    """Narrow a period by what stands before it: "late", "the end of", "the first half of", "earlier"."""
    match = PART_BEFORE.search(before_head(folded, core.start, 30))
    if match is None or (core.start - len(match.group()) > 0 and folded[core.start - len(match.group()) - 1].isalnum()):
        return core
    start, name = core.start - len(match.group()), _part_name(match.group("part"))
    if name in ("earlier", "later"):
        return _side(core, start, name, published)
    if "half" in name:
        number = 1 if "first" in name else 2
        return _replaced(core, start, lambda p: _half_of(p, number))
    return _replaced(core, start, lambda p: periods.part(p, name), edge="end" if name == "end" else "")


def _half_of(period: Period, number: int) -> Period:
    if period.precision == "year":
        return periods.half(period.first.year, number)
    if period.precision == "month":
        middle = period.first.replace(day=15)
        return (
            Period(period.first, middle, "month")
            if number == 1
            else Period(middle + timedelta(days=1), period.last, "month")
        )
    return period


def _side(core: Core, start: int, name: str, published: date) -> Core:
    """ "earlier this year": to the day of publication; "later this week": from it."""
    if not core.past.first <= published <= core.past.last:
        return _replaced(core, start, lambda p: p)
    period = (
        Period(core.past.first, published, core.past.precision)
        if name == "earlier"
        else Period(published, core.past.last, core.past.precision)
    )
    return Core(start=start, end=core.end, past=period, ahead=period, rule=core.rule, direction=name == "later")


def _replaced(core: Core, start: int, change: Callable[[Period], Period], edge: str = "") -> Core:
    return Core(
        start=start,
        end=core.end,
        past=change(core.past),
        ahead=change(core.ahead),
        rule=core.rule,
        edge=edge or core.edge,
        length=core.length,
        direction=core.direction,
    )
