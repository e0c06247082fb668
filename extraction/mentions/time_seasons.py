"""Seasons, quarters, halves and feasts come every year, so the year is read from beside them or left open."""

import re
from collections.abc import Callable
from datetime import date

from extraction.mentions import periods
from extraction.mentions.periods import Period
from extraction.mentions.time_words import (
    OF_YEAR,
    ORDER,
    ORDER_BEFORE,
    WHICH_BEFORE,
    YEAR_AFTER,
    Core,
    before_head,
    sole,
    with_part,
    year_named,
    yearly,
)

_THIS_WAR = re.compile(
    r"(?:the )?(?:(?:start|beginning|outbreak|onset|launch|first day|early days) of )?(?:the |its |moscow's |"
    r"the kremlin's |russia's |russian |putin's |vladimir putin's |full-scale |full scale |large-scale |"
    r"unprovoked |current |latest |all-out |ukraine |illegal |brutal |in ukraine |president |vladimir )*$"
    r"|(?:russia|moscow|putin|the kremlin|russian forces|russian troops|it) (?:first |fully |launched (?:its |a |"
    r"the )?(?:full-scale )?)?$"
)


_WORN = re.compile(
    r"[ -](?:weather )?(?:cloth|uniform|gear|kit|boot|jacket|coat|suit|tyre|tire|camouflage|equipment|outfit|sleeping"
    r"|sock|glove|hat|parka|tent|fuel)"
)  # "20,000 sets of winter clothing": a season's things, at no time


def season_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    name, start, end = head.group("season"), head.start(), head.end()
    after = YEAR_AFTER.match(folded, end)
    year = year_named(after, published)
    if year is not None and after is not None:
        return with_part(folded, sole(start, after.end(), periods.season(year, name), "time.season"), published)
    before = before_head(folded, start)
    if name == "fall" and re.match(r" (?:of|in|under|to|into|from|back|short|behind)\b", folded[end : end + 8]):
        return None
    if _WORN.match(folded, end):
        return None
    which = WHICH_BEFORE.search(before)
    if (
        which
        and which.group("which") == "the"
        and not re.search(
            r"\b(?:in|by|until|till|during|since|before|early|mid|late|of|from|and|to|this|through|over) the $", before
        )
    ):
        return None
    choices = [periods.season(year, name) for year in range(published.year - 2, published.year + 3)]
    if which is None:
        if not re.search(
            r"\b(?:in|by|until|till|during|since|before|early|mid|late|of|from|and|to|this|through)[ -]$", before
        ):
            return None
        core = yearly(start, end, choices, published, "time.season.open")
    else:
        start -= 0 if which.group("which") in ("the", "a", "each", "every", "per") else len(which.group())
        core = _which_season(start, end, which.group("which"), choices, published, name)
    return with_part(folded, core, published) if core else None


def _which_season(start: int, end: int, which: str, choices: list[Period], published: date, name: str) -> Core | None:
    """ "last spring", "next winter", "this summer", "the coming autumn", "the winter"."""
    if which == "the":
        return yearly(start, end, choices, published, "time.season.open")
    sign = next((sign for words, sign in _WHICH if which in words), None)
    if sign is None:
        return None
    begun = [period for period in choices if period.first <= published]
    ahead = [period for period in choices if period.first > published]
    season = {
        "last": next(period for period in reversed(choices) if period.last < published),
        "next": next(period for period in ahead if period.first.year > published.year or name == "winter"),
        "this": begun[-1] if begun[-1].last >= published else periods.season(published.year, name),
        "coming": ahead[0],
    }
    return sole(start, end, season[sign], "time.season.which")


_WHICH = (
    (frozenset({"last", "the last", "the past", "past", "this past", "previous", "the previous"}), "last"),
    (frozenset({"next", "the next", "following", "the following"}), "next"),
    (frozenset({"this", "the current", "current"}), "this"),
    (frozenset({"this coming", "the coming", "coming"}), "coming"),
)


def quarter_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    """ "Q2 2024", "H1", "2Q of next year"."""
    name = head.group("qn")
    number = int(re.sub(r"\D", "", name))
    make = periods.half if name.startswith("h") else periods.quarter
    return numbered(folded, head.start(), head.end(), make, number, published)


def numbered(
    folded: str, start: int, end: int, make: Callable[[int, int], Period], number: int, published: date
) -> Core | None:
    after = OF_YEAR.match(folded, end)
    if after is not None:
        year = (
            int(after.group("year"))
            if after.group("year")
            else published.year + {"next": 1, "last": -1}.get(after.group("which"), 0)
        )
        return sole(start, after.end(), make(year, number), "time.quarter")
    choices = [make(year, number) for year in range(published.year - 1, published.year + 2)]
    return yearly(start, end, choices, published, "time.quarter.no-year")


def half_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    order = ORDER_BEFORE.search(before_head(folded, head.start(), 20))
    if order is None or ORDER[order.group("order")] > 2 or not OF_YEAR.match(folded, head.end()):
        return None  # "half of March" is read at March
    start = head.start() - len(order.group())
    return numbered(folded, start, head.end(), periods.half, ORDER[order.group("order")], published)


def feast_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    name = head.group("feast")
    years = range(published.year - 1, published.year + 2)
    if not re.search(
        r"\b(?:by|before|until|till|since|after|at|over|around|the|on|in) $", before_head(folded, head.start(), 12)
    ):
        return None
    if name == "easter":
        choices = [periods.day(periods.easter(year)) for year in years]
    elif name == "christmas":
        choices = [periods.day(date(year, 12, 25)) for year in years]
    else:
        if re.search(r"\bin the $", before_head(folded, head.start(), 12)):
            return None  # "in the new year" has no end
        choices = [periods.day(date(year, 1, 1)) for year in range(published.year - 1, published.year + 3)]
    return yearly(head.start(), head.end(), choices, published, "time.feast")


def war_core(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    """ "since the start of the war", "since Russia invaded": the day of the invasion, from then on."""
    before = before_head(folded, head.start(), 90)
    since = before.rfind("since ")
    if since < 0 or published < periods.INVASION or not _THIS_WAR.fullmatch(before, since + 6):
        return None
    if re.match(r" of (?!ukraine|its neighbo|the country|russia)", folded[head.end() : head.end() + 24]):
        return None
    if re.match(
        r" (?:in|on|against) (?:gaza|iraq|syria|israel|georgia|crimea|yemen|afghanistan|the gaza)",
        folded[head.end() : head.end() + 24],
    ):
        return None
    tail = re.compile(
        r"(?: of (?:ukraine|its neighbou?r|the country)| ukraine| in ukraine| against ukraine)?(?: (?:began|"
        r"started|broke out))?"
        r"(?:,? (?:on |in |last )?(?:late |early )?(?:february|feb\.?)(?: \d{1,2}(?!\d))?(?:,? (?:2022|"
        r"last year))?| on \d{1,2} february(?: 2022)?| in 2022)?"
    ).match(folded, head.end())
    end = tail.end() if tail else head.end()
    start = max(0, head.start() - 90) + since + 6
    if re.search(r"2014", folded[head.end() : head.end() + 30]):
        return None
    return sole(start, end, periods.day(periods.INVASION), "time.invasion")
