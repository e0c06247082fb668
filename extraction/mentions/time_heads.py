"""A time is read from its head outwards: the month, weekday, year or unit names the period, its neighbours place it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from extraction.mentions import periods
from extraction.mentions.numbers import number_at
from extraction.mentions.periods import Period

_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_ALSO_WORDS = ("may", "march", "april", "june", "august")
MONTH = {name: number for number, name in enumerate(_MONTHS, start=1)} | _SHORT
WEEKDAY = {name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_UNIT = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year"}
_ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4, "final": 4}

_NAMES = sorted(MONTH, key=len, reverse=True)
HEAD = re.compile(
    r"(?<![a-z\d])(?:(?P<month>" + "|".join(_NAMES) + r")(?:\b|(?=\d))|(?P<weekday>" + "|".join(WEEKDAY) + r")\b"
    r"|(?P<relative>today|tonight|yesterday|tomorrow)\b(?!'s)|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b|(?P<dotted>\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)\b"
    r"|(?P<year>(?:19|20)\d\d)(?![\d,.:/]\d|[a-z\d]|-(?:\d|[a-z]))|(?P<season>spring|summer|autumn|fall|winter)\b(?:time)?"
    r"|(?P<unit>days?|weeks?|months?|years?|weekend|quarter|year-?end|decade)(?!-|[a-z])|(?P<qn>q[1-4]|h[12]|[1-4]q)\b"
    r"|(?P<feast>christmas|easter|new year(?!'s eve)|new year's(?: day)?)\b|(?P<war>invasion|war|invaded|hostilities|conflict)\b|(?P<half>half)(?= of ))"
)
"""The head word of every time that is read. Heads are few, so what is done at each may be thorough."""

_YEAR_AFTER = re.compile(r"(?:\.? (?:of )?|, ?|/| in )(?P<year>(?:19|20)\d\d)(?![\d]|[.,]\d)(?!-\d)|,? (?:of )?(?P<which>this|last|next|the same|that|the current|the following|the previous) year\b")
_DAY_AFTER = re.compile(r"\.? (?:the )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: ?(?:-|to|and|or) ?(?P<to>[0-3]?\d)(?:st|nd|rd|th)?)?(?![\d%]|[.,:]\d|-[a-z]| ?mm| ?(?:percent|million|billion|thousand))")
_DAY_BEFORE = re.compile(r"(?<![\d.,:/$€£])(?<!\d-)(?:(?P<from>[0-3]?\d)(?:st|nd|rd|th)?(?: ?(?:-|to|and|or) ?))?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)?[ -]$")
_WEEKDAY_BEFORE = re.compile(r"(?:" + "|".join(WEEKDAY) + r"),? (?:the )?(?:\w+ of )?$")
_DATE_AFTER = re.compile(r",? (?:the )?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:" + "|".join(_NAMES) + r")\b|(?:" + "|".join(_NAMES) + r")\.? \d)")
_PART_BEFORE = re.compile(
    r"(?P<part>early|mid|late|the end of|end of|end|the beginning of|beginning of|the start of|start of|the middle of|middle of|earlier|later|"
    r"the first days of|the last days of|the second half of|the first half of|towards the end of|first half of|second half of)(?: in)?(?:[ -](?:the )?| the )$"
)
_WHICH_BEFORE = re.compile(r"\b(?P<which>this coming|this past|this|last|next|the next|the past|past|the last|the coming|coming|the previous|previous|the following|following|the current|current|the same|that|each|every|the|a|per)[ ]$")
_MONTH_WHICH = re.compile(r"\b(?P<which>this past|this coming|this|last|next|the past|past|coming)[ ]$")
_PREPOSITION = re.compile(
    r"\b(?:in|by|since|until|till|during|from|of|for|before|after|between|and|to|through|throughout|around|late|early|mid|end|last|next|this|"
    r"as of|as early as|as soon as|starting|beginning|over|earlier|later|every|each|on|year|than)[ -]$"
)
_YEAR_PREPOSITION = re.compile(r"\b(?:in|by|since|until|till|during|from|before|after|through|throughout|to|and|between|end|early|mid|late|of|around|starting|beginning|into|summer|spring|autumn|fall|winter|for|as of|as early as)[ -]$")
_OF_PERIOD = re.compile(r"\b(?:end|beginning|start|middle|half|quarter|course|spring|summer|autumn|fall|winter|days|weeks|months|rest|remainder|part|much|most|all|turn) of $")
_COUNT_BEFORE = re.compile(r"(?P<number>(?:\d{1,4}(?:-\d{1,3})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty|thirty|sixty|ninety|couple of|a couple of|half a)) $")
_ORDER_BEFORE = re.compile(r"(?:the )?(?P<order>first|second|third|fourth|last|final|1st|2nd|3rd|4th)[ -]$")
_OF_YEAR = re.compile(r"(?: of| in|,)? (?:(?P<year>(?:19|20)\d\d)(?![\d]|[.,]\d)|(?P<which>this|next|last|the) year\b)")
_THIS_WAR = re.compile(
    r"(?:the )?(?:(?:start|beginning|outbreak|onset|launch|first day|early days) of )?(?:the |its |moscow's |the kremlin's |russia's |russian |putin's |vladimir putin's |full-scale |full scale |large-scale |unprovoked |current |latest |all-out |ukraine |illegal |brutal |in ukraine |president |vladimir )*$"
    r"|(?:russia|moscow|putin|the kremlin|russian forces|russian troops|it) (?:first |fully |launched (?:its |a |the )?(?:full-scale )?)?$"
)


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


def _before(folded: str, start: int, length: int = 40) -> str:
    return folded[max(0, start - length) : start]


def _sole(start: int, end: int, period: Period, rule: str, **more: object) -> Core:
    return Core(start=start, end=end, past=period, ahead=period, rule=rule, **more)  # type: ignore[arg-type]


def _year_named(match: re.Match[str] | None, published: date) -> int | None:
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


def _with_part(folded: str, core: Core, published: date) -> Core:
    """Narrow a period by what stands before it: "late", "the end of", "the first half of", "earlier"."""
    match = _PART_BEFORE.search(_before(folded, core.start, 30))
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
        return Period(period.first, middle, "month") if number == 1 else Period(middle + timedelta(days=1), period.last, "month")
    return period


def _side(core: Core, start: int, name: str, published: date) -> Core:
    """"earlier this year": to the day of publication; "later this week": from it."""
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


def _month(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    name, start, end = head.group("month"), head.start(), head.end()
    if not text[start].isupper():
        return None
    if folded[end : end + 1] == "." and name in _SHORT:
        end += 1
    before = _before(folded, start)
    day_before, day_after = _DAY_BEFORE.search(before), _DAY_AFTER.match(folded, end)
    if day_before and not 1 <= int(day_before.group("day")) <= 31:
        day_before = None
    if day_before:
        after = _YEAR_AFTER.match(folded, end)
        return _days(
            folded, start - len(day_before.group()), after.end() if after else end, MONTH[name],
            int(day_before.group("from") or day_before.group("day")), int(day_before.group("day")),
            _year_named(after, published), published,
        )  # fmt: skip
    if day_after and 1 <= int(day_after.group("day")) <= 31 and not _counts_items(folded, before, day_after):
        after = _YEAR_AFTER.match(folded, day_after.end())
        return _days(
            folded, start, after.end() if after else day_after.end(), MONTH[name],
            int(day_after.group("day")), int(day_after.group("to") or day_after.group("day")),
            _year_named(after, published), published,
        )  # fmt: skip
    return _bare_month(folded, start, end, name, published)


def _counts_items(folded: str, before: str, day: re.Match[str]) -> bool:
    """"In March 14 tanks were sent": the number counts tanks."""
    return bool(re.search(r"\bin $", before)) and bool(re.match(r" [a-z]", folded[day.end() : day.end() + 2])) and not day.group("to")


def _days(
    folded: str, start: int, end: int, month: int, first: int, last: int, year: int | None, published: date
) -> Core | None:
    weekday = _WEEKDAY_BEFORE.search(_before(folded, start, 24))
    if weekday:
        start -= len(weekday.group())
    if first > last:
        first = last
    if year is not None:
        run = periods.days(date(year, month, first), date(year, month, last))
        return _sole(start, end, run, "time.date") if run else None
    runs = []
    for candidate in range(published.year - 4, published.year + 5):
        try:
            runs.append(periods.days(date(candidate, month, first), date(candidate, month, last)))
        except ValueError:
            continue
    return _open(start, end, [run for run in runs if run], published, "time.date.no-year")


def _open(start: int, end: int, choices: list[Period], published: date, rule: str) -> Core | None:
    past = [period for period in choices if period.first <= published]
    ahead = [period for period in choices if period.last >= published]
    if not past or not ahead:
        return None
    return Core(start=start, end=end, past=past[-1], ahead=ahead[0], rule=rule)


def _bare_month(folded: str, start: int, end: int, name: str, published: date) -> Core | None:
    number = MONTH[name]
    after = _YEAR_AFTER.match(folded, end)
    year = _year_named(after, published)
    if year is not None and after is not None:
        return _with_part(folded, _sole(start, after.end(), periods.month(year, number), "time.month"), published)
    before = _before(folded, start)
    which = _MONTH_WHICH.search(before)
    if which:
        core = _which_month(start - len(which.group()), end, which.group("which"), number, published)
        return _with_part(folded, core, published)
    if name in _SHORT or name in _ALSO_WORDS and not _PREPOSITION.search(before):
        return None
    choices = [periods.month(year, number) for year in range(published.year - 1, published.year + 2)]
    core_or_none = _open(start, end, choices, published, "time.month.no-year")
    return _with_part(folded, core_or_none, published) if core_or_none else None


def _which_month(start: int, end: int, which: str, number: int, published: date) -> Core:
    this = published.month
    if which in ("last", "this past", "the past", "past"):
        year = published.year if number < this else published.year - 1
    elif which in ("next", "this coming", "coming"):
        year = published.year if number > this else published.year + 1
    else:
        year = published.year
    return _sole(start, end, periods.month(year, number), "time.month.which")


def _weekday(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    if not text[head.start()].isupper():
        return None
    if _DATE_AFTER.match(folded, head.end()):
        return None  # read at the month
    number, start, end = WEEKDAY[head.group("weekday")], head.start(), head.end()
    behind = published - timedelta(days=(published.weekday() - number) % 7)
    ahead = published + timedelta(days=(number - published.weekday()) % 7)
    tail = re.compile(r" (?:morning|afternoon|evening|night)\b").match(folded, end)
    end = tail.end() if tail else end
    which = _MONTH_WHICH.search(_before(folded, start))
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
    return _sole(start, end, periods.day(found), "time.weekday.which")


def _relative(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    word, start = head.group("relative"), head.start()
    found = published + timedelta(days=_RELATIVE[word])
    before = _before(folded, start, 16)
    if before.endswith("usa ") and text[start].isupper():
        return None  # the newspaper
    beyond = re.search(r"(?:the )?day (?P<way>before|after) $", before)
    if beyond and word in ("yesterday", "tomorrow"):
        start -= len(beyond.group())
        found += timedelta(days=1 if beyond.group("way") == "after" else -1)
    return _sole(start, head.end(), periods.day(found), "time.relative")


def _iso(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    return _sole(head.start(), head.end(), periods.day(date.fromisoformat(head.group("iso"))), "time.iso")


def _dotted(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    """"6.04.2022" is the sixth of April; "6/17/2022" the seventeenth of June; "7/2/2023" could be either: no time."""
    first, second, year = (int(piece) for piece in re.split(r"[./]", head.group("dotted")))
    slashed = "/" in head.group("dotted")
    if slashed and first <= 12 and second <= 12 and first != second:
        return None
    day, number = (second, first) if slashed and second > 12 else (first, second)
    return _sole(head.start(), head.end(), periods.day(date(year, number, day)), "time.numeric")


def _year(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    start, end, year = head.start(), head.end(), int(head.group("year"))
    before = _before(folded, start)
    if re.search(r"\b(?:to|and|through) $", before) and not re.search(r"\b(?:from|between)\b[^.]{0,24}(?:\d{4}|" + "|".join(_NAMES) + r") \w+ $", before):
        return None
    if before.endswith(" of ") and not _OF_PERIOD.search(before):
        return None
    if not _YEAR_PREPOSITION.search(before) or re.search(r"\b(?:fiscal(?: year)?|fy|budget|resolution|agenda|version of|of the|strategy)[ -]$", before):
        return None
    if re.match(r" (?:[a-z]+s|budget|fiscal|defen[cs]e|election|war|summit|invasion|olympic)\b", folded[end : end + 20]) and not re.search(r"\b(?:in|by|since) $", before):
        return None
    return _with_part(folded, _sole(start, end, periods.year_of(year), "time.year"), published)


def _season(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    name, start, end = head.group("season"), head.start(), head.end()
    after = _YEAR_AFTER.match(folded, end)
    year = _year_named(after, published)
    if year is not None and after is not None:
        return _with_part(folded, _sole(start, after.end(), periods.season(year, name), "time.season"), published)
    before = _before(folded, start)
    if name == "fall" and re.match(r" (?:of|in|under|to|into|from|back|short|behind)\b", folded[end : end + 8]):
        return None
    which = _WHICH_BEFORE.search(before)
    if which and which.group("which") == "the" and not re.search(r"\b(?:in|by|until|till|during|since|before|early|mid|late|of|from|and|to|this|through|over) the $", before):
        return None
    choices = [periods.season(year, name) for year in range(published.year - 2, published.year + 3)]
    if which is None:
        if not re.search(r"\b(?:in|by|until|till|during|since|before|early|mid|late|of|from|and|to|this|through)[ -]$", before):
            return None
        core = _open(start, end, choices, published, "time.season.open")
    else:
        start -= 0 if which.group("which") in ("the", "a", "each", "every", "per") else len(which.group())
        core = _which_season(start, end, which.group("which"), choices, published, name)
    return _with_part(folded, core, published) if core else None


def _which_season(start: int, end: int, which: str, choices: list[Period], published: date, name: str) -> Core | None:
    begun = [period for period in choices if period.first <= published]
    if which in ("last", "the last", "the past", "past", "this past", "previous", "the previous"):
        return _sole(start, end, [p for p in choices if p.last < published][-1], "time.season.which")
    if which in ("next", "the next", "following", "the following"):
        later = [p for p in choices if p.first > published and (p.first.year > published.year or name == "winter")]
        return _sole(start, end, later[0], "time.season.which")
    if which in ("this", "the current", "current"):
        this = begun[-1] if begun[-1].last >= published else periods.season(published.year, name)
        return _sole(start, end, this, "time.season.which")
    if which in ("this coming", "the coming", "coming"):
        return _sole(start, end, [p for p in choices if p.first > published][0], "time.season.which")
    if which == "the":
        return _open(start, end, choices, published, "time.season.open")
    return None


def _quarter_name(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    """"Q2 2024", "H1", "2Q of next year"."""
    name = head.group("qn")
    number = int(re.sub(r"\D", "", name))
    make = periods.half if name.startswith("h") else periods.quarter
    return _numbered(folded, head.start(), head.end(), make, number, published)


def _numbered(
    folded: str, start: int, end: int, make: Callable[[int, int], Period], number: int, published: date
) -> Core | None:
    after = _OF_YEAR.match(folded, end)
    if after is not None:
        year = int(after.group("year")) if after.group("year") else published.year + {"next": 1, "last": -1}.get(after.group("which"), 0)
        return _sole(start, after.end(), make(year, number), "time.quarter")
    choices = [make(year, number) for year in range(published.year - 1, published.year + 2)]
    return _open(start, end, choices, published, "time.quarter.no-year")


def _half(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    order = _ORDER_BEFORE.search(_before(folded, head.start(), 20))
    if order is None or _ORDER[order.group("order")] > 2 or not _OF_YEAR.match(folded, head.end()):
        return None  # "half of March" is read at March
    start = head.start() - len(order.group())
    return _numbered(folded, start, head.end(), periods.half, _ORDER[order.group("order")], published)


def _feast(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    name = head.group("feast")
    years = range(published.year - 1, published.year + 2)
    if not re.search(r"\b(?:by|before|until|till|since|after|at|over|around|the|on|in) $", _before(folded, head.start(), 12)):
        return None
    if name == "easter":
        choices = [periods.day(periods.easter(year)) for year in years]
    elif name == "christmas":
        choices = [periods.day(date(year, 12, 25)) for year in years]
    else:
        choices = [periods.day(date(year, 1, 1)) for year in range(published.year - 1, published.year + 3)]
    return _open(head.start(), head.end(), choices, published, "time.feast")


def _war(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    """"since the start of the war", "since Russia invaded": the day of the invasion, from then on."""
    before = _before(folded, head.start(), 90)
    since = before.rfind("since ")
    if since < 0 or published < periods.INVASION or not _THIS_WAR.fullmatch(before, since + 6):
        return None
    if re.match(r" of (?!ukraine|its neighbo|the country|russia)", folded[head.end() : head.end() + 24]):
        return None
    if re.match(r" (?:in|on|against) (?:gaza|iraq|syria|israel|georgia|crimea|yemen|afghanistan|the gaza)", folded[head.end() : head.end() + 24]):
        return None
    tail = re.compile(
        r"(?: of (?:ukraine|its neighbou?r|the country)| ukraine| in ukraine| against ukraine)?(?: (?:began|started|broke out))?"
        r"(?:,? (?:on |in |last )?(?:late |early )?(?:february|feb\.?)(?: \d{1,2}(?!\d))?(?:,? (?:2022|last year))?| on \d{1,2} february(?: 2022)?| in 2022)?"
    ).match(folded, head.end())
    end = tail.end() if tail else head.end()
    start = max(0, head.start() - 90) + since + 6
    if re.search(r"2014", folded[head.end() : head.end() + 30]):
        return None
    return _sole(start, end, periods.day(periods.INVASION), "time.invasion")


def _unit(text: str, folded: str, head: re.Match[str], published: date) -> Core | None:
    word = head.group("unit")
    if word.startswith("year") and word.endswith("end"):
        period = periods.part(periods.year_of(published.year), "end")
        return _sole(head.start(), head.end(), period, "time.year-end", edge="end")
    before = _before(folded, head.start())
    if word == "year" and (tail := re.compile(r"'s end\b").match(folded, head.end())):
        start = head.start() - len(re.search(r"(?:the |this )?$", before).group())  # type: ignore[union-attr]
        return _sole(start, tail.end(), periods.part(periods.year_of(published.year), "end"), "time.year-end", edge="end")
    order = _ORDER_BEFORE.search(before) if word == "quarter" else None
    if order and not re.search(r"(?:the )?last $", before):
        core = _numbered(folded, head.start() - len(order.group()), head.end(), periods.quarter, _ORDER[order.group("order")], published)
        return core
    counted = _counted(folded, head, before, published)
    if counted is not None:
        return counted
    return _which_unit(folded, head, before, published)


def _which_unit(folded: str, head: re.Match[str], before: str, published: date) -> Core | None:
    """"last week", "this month", "next year", "this weekend", "the end of the month", "over the past year"."""
    word, which = head.group("unit"), _WHICH_BEFORE.search(before)
    if which is None or word.endswith("s") or word == "decade":
        return None
    name, start = which.group("which"), head.start() - len(which.group())
    span = re.search(r"\b(?:over|in|within|during|for|throughout) $", before[: which.start()])
    if span and word != "weekend" and name in ("the next", "the coming", "the past", "the last", "the following") and word in _UNIT:
        return _length(start, head.end(), 1, word, name in ("the next", "the coming", "the following"), published)
    offset = {"last": -1, "previous": -1, "the previous": -1, "past": -1, "this past": -1, "the past": -1, "the last": -1}.get(name)
    if offset is None:
        offset = {"next": 1, "the next": 1, "following": 1, "the following": 1, "coming": 1, "the coming": 1}.get(name)
    if offset is None:
        if name in ("that", "each", "every", "a", "per", "the same", "day"):
            return None
        if name == "the" and not _PART_BEFORE.search(before[: which.start()] + "the "):
            return None
        offset = 0
    if word == "day":
        return None
    period = _weekend(published, offset, name) if word == "weekend" else periods.around(periods.shift(published, offset, word) if word != "month" else periods.shift(published.replace(day=1), offset, word), word)
    start = head.start() - len("the ") if name == "the" else start
    if name == "the" and _PART_BEFORE.search(_before(folded, start + 4, 30)):
        start += 4
    return _with_part(folded, _sole(start, head.end(), period, f"time.{word}"), published)


def _weekend(published: date, offset: int, name: str) -> Period:
    if offset == 0 and name in ("this", "the") and published.weekday() == 0:
        return periods.weekend_of(published)
    return periods.weekend_of(published, offset)


_NUMBER_WORDS = {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}
_AGO = re.compile(r"s? ago\b|s? earlier\b(?= today)")
_AHEAD = re.compile(r"'?s?'? (?:from now|from today|hence)\b|(?:'s?|s')? time\b")


def _counted(folded: str, head: re.Match[str], before: str, published: date) -> Core | None:
    """"three weeks ago", "in two weeks", "within 10 days", "over the next six months", "in the past two years"."""
    count = _COUNT_BEFORE.search(before)
    word = head.group("unit").rstrip("s")
    if count is None or word not in _UNIT:
        return None
    number = _count(count.group("number"))
    if number is None or number == 1 and head.group("unit").endswith("s"):
        return None
    start = head.start() - len(count.group())
    if re.match(r" ago\b", folded[head.end() : head.end() + 5]):
        found = periods.shift(published, -number, word)
        period = periods.around(found, "month" if word == "year" else word)
        return _sole(start, head.end() + 4, period, "time.ago")
    lead = before[: count.start()]
    window = re.search(r"(?:the |its |his )?(?P<which>next|coming|following|past|last|previous) $", lead)
    if window:
        return _length(start - len(window.group()), head.end(), number, word, window.group("which") in ("next", "coming", "following"), published)
    if re.search(r"\bwithin $", lead):
        return _length(start, head.end(), number, word, True, published)
    ahead = re.compile(r"'?(?: from now| from today|'? time)\b").match(folded, head.end())
    if ahead or (re.search(r"\bin (?:about |around |roughly |some )?$", lead) and not re.match(r"'? (?:of|on|at|as|since|to)\b", folded[head.end() : head.end() + 6])):
        found = periods.shift(published, number, word)
        end = ahead.end() if ahead else head.end()
        if not ahead and re.search(r"\b(?:first|time|largest|biggest|once|second|third|\w+est)\b[^.]{0,40}\bin (?:about |around |roughly |some |nearly |almost )?$", folded[max(0, start - 60) : start]):
            return None  # "the first time in two years"
        return _sole(start, end, periods.around(found, word), "time.in")
    return None


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


_READERS: dict[str, Callable[[str, str, re.Match[str], date], Core | None]] = {
    "month": _month,
    "weekday": _weekday,
    "relative": _relative,
    "iso": _iso,
    "dotted": _dotted,
    "year": _year,
    "season": _season,
    "unit": _unit,
    "qn": _quarter_name,
    "feast": _feast,
    "war": _war,
    "half": _half,
}
