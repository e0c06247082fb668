"""A time is a window of days as `claims.md` defines it; where the words leave the year or week open, both are kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extraction.mentions.periods import INVASION, Period
from extraction.mentions.periods import day as day_period
from extraction.mentions.taken import Taken
from extraction.mentions.time_heads import HEAD, core_at, nearest
from extraction.mentions.time_words import MONTH_NAMES, Core
from extraction.mentions.values import TimeMention
from pledges.domain.values import Window

_ROLE = re.compile(
    r"(?<![a-z\d])(?:(?P<by>by(?: (?:about|around|at the latest|no later than))?|no later than|not later than|"
    r"at the latest by)"
    r"|(?P<before>before|ahead of|prior to)|(?P<until>until|till|up until|up to|through)"
    r"|(?P<since>since|as from|starting(?: from| in| on| with)?|beginning(?: in| on| from)?|effective|from(?: about)?)"
    r"|(?P<after>after)|(?P<duration>over|within|during|throughout|for|in the course of)"
    r"|(?P<in>in|as early as|as soon as|some ?time in|sometime|around|about|into|at)|(?P<point>on|"
    r"as of))(?: the)?(?: about| around| late| as early as| as soon as)? $"
)
_JOINT = re.compile(r" ?- ?| to | and | or | until | through | till |-to-")
_RANGE_BEFORE = re.compile(r"(?:\b(?P<word>between|from) )(?:the )?$")
_DATELINE = re.compile(
    r"\W{0,3}(?!(?:On|In|By|Since|From|Until|After|Before|During|As)\b)[A-ZÀ-Ž][\w.'’-]*"
    r"(?:[ ,/]+(?:[A-ZÀ-Ž][\w.'’-]*|\d{1,4}|de|of|[-–—])){1,7}"
    r"(?: ?[(\[][^)\]]{1,40}[)\]])?(?: ?(?:--|[-–—:])|\.)\s"
)
_MONTH_FIRST = re.compile(r"\W*(?:" + "|".join(MONTH_NAMES) + r")\b", re.IGNORECASE)

_FAR_APART = (date(2041, 2, 13), date(2083, 9, 21))
"""Days with no weekday, season, month or decade in common, both after the start of the war that times count from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A core, or a pair of them, with the start that a range's first word gives."""

    start: int
    end: int
    core: Core
    ranged: bool = False


def find_times(text: str, folded: str, *, published: date, taken: Taken) -> Iterator[TimeMention]:
    """The times of a text in its order. `folded` is the folded `text`, of equal length; `taken` is left alone."""
    line = _DATELINE.match(text)
    after = line.end() if line is not None and not _MONTH_FIRST.match(text) else 0
    for placed in _joined(list(_cores(text, folded, published, taken)), folded):
        if placed.end < after:
            continue  # "BRNO, May 17 (Wire) -" dates the report
        mention = _mention(text, folded, placed, published)
        if mention is not None:
            yield mention


def resolve(mention: TimeMention, *, future: bool) -> TimeMention:
    """The mention with its window on the side that the verb's tense names; unchanged where the words are firm."""
    window = mention.ahead if future else mention.past
    if mention.future is not None or window is None:
        return mention
    return replace(mention, window=window, future=future)


def find_times_of_no_day(text: str, folded: str, *, taken: Taken) -> Iterator[TimeMention]:
    """The times of a text whose day is unknown: those that two days far apart read alike keep their window.

    Whether a time lies ahead is told only of those that any day reads so ("next year").
    """
    ways = [find_times(text, folded, published=day, taken=taken) for day in _FAR_APART]
    early, late = ({(time.start, time.end): time for time in way} for way in ways)
    for place in sorted(early.keys() | late.keys()):
        one, other = early.get(place), late.get(place)
        time = one or other
        assert time is not None
        if one is not None and other is not None and one.window == other.window and one.past == other.past:
            yield replace(time, future=None)
        else:
            alike = one is not None and other is not None and one.future == other.future
            yield replace(time, window=None, past=None, ahead=None, future=time.future if alike else None)


def _cores(text: str, folded: str, published: date, taken: Taken) -> Iterator[Core]:
    place = 0
    while (head := HEAD.search(folded, place)) is not None:
        place = head.end()
        if taken.touches(head.start(), head.end()):
            continue
        core = core_at(text, folded, head, published)
        if core is not None and not taken.touches(core.start, core.end):
            yield core
            place = max(place, core.end)


def _joined(cores: list[Core], folded: str) -> Iterator[_Placed]:
    """Pair "from 2024 to 2026", "between March and May", "late 2023 or early 2024", "28 February-2 March"."""
    index = 0
    while index < len(cores):
        core = cores[index]
        following = cores[index + 1] if index + 1 < len(cores) else None
        pair = _pair(core, following, folded) if following is not None else None
        if pair is not None:
            yield pair
            index += 2
        else:
            yield _Placed(start=core.start, end=core.end, core=core)
            index += 1


def _pair(first: Core, second: Core, folded: str) -> _Placed | None:
    lead = _RANGE_BEFORE.search(folded[max(0, first.start - 16) : first.start])
    if first.length or second.length or not _joins(folded, first, second, lead.group("word") if lead else ""):
        return None
    past, ahead = _spanned(first, second, second.past), _spanned(first, second, second.ahead)
    if past is None or ahead is None:
        return None
    start = first.start - (len(lead.group()) if lead else 0)
    core = Core(start=start, end=second.end, past=past, ahead=ahead, rule="time.range", edge=second.edge)
    return _Placed(start=start, end=second.end, core=core, ranged=bool(lead))


def _joins(folded: str, first: Core, second: Core, lead: str) -> bool:
    """Whether two times are joined: "and" after "between", "to" after a word that opens a range, "or" after none."""
    near = 0 < second.start - first.end <= 9
    joint = _JOINT.fullmatch(re.sub(r" the $", " ", folded[first.end : second.start])) if near else None
    fits = {"and": lead == "between", "or": not lead, "to": bool(lead)}
    return joint is not None and fits.get(joint.group().strip(), True)


def _spanned(first: Core, second: Core, end: Period) -> Period | None:
    """From the latest reading of the first period that is not after the second."""
    choices = [first.past, first.ahead]
    if first.open and (years := end.first.year - first.past.first.year):
        choices.append(_moved(first.past, years))
    fitting = [period for period in choices if period.first <= end.last]
    if not fitting:
        return None
    start = max(period.first for period in fitting)
    return Period(start, end.last, second.past.precision if (end.last - start).days > 6 else "week")


def _moved(period: Period, years: int) -> Period:
    def moved(day: date) -> date:
        return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)

    return Period(moved(period.first), moved(period.last), period.precision)


def _mention(text: str, folded: str, placed: _Placed, published: date) -> TimeMention | None:
    role, start = _role(folded, placed)
    core = _of_the_war(placed.core) if role == "since" and published >= INVASION else placed.core
    if core.rule == "time.invasion" and role != "since":
        return None
    past, ahead = _window(core, core.past, role), _window(core, core.ahead, role)
    if past is None or ahead is None:
        return None
    chosen = _chosen(core, role, folded[start : placed.end], published)
    window = past if chosen is core.past else ahead
    name = {"before": "by", "after": "since"}.get(role, role)
    return TimeMention(
        start=start,
        end=placed.end,
        text=text[start : placed.end],
        window=window,
        precision=chosen.precision,
        role="duration" if core.length else name,
        future=_future(core, window, role, published),
        past=past if core.open else None,
        ahead=ahead if core.open else None,
        rule=core.rule,
    )


def _of_the_war(core: Core) -> Core:
    """ "since 24 February", of no year, is since the invasion, however many Februaries have passed."""
    if not core.open or (core.past.first.month, core.past.first.day) != (INVASION.month, INVASION.day):
        return core
    if core.past.first != core.past.last:
        return core
    return replace(core, past=day_period(INVASION), ahead=day_period(INVASION))


def _role(folded: str, placed: _Placed) -> tuple[str, int]:
    """How the preposition places the act, and where the mention begins with it."""
    if placed.ranged:
        return "in", placed.start
    match = _ROLE.search(folded[max(0, placed.start - 32) : placed.start])
    if match is None:
        return "point", placed.start
    role, start = match.lastgroup or "point", placed.start - len(match.group())
    since = role == "since" and match.group("since").startswith("from")
    if folded.startswith("'s ", placed.end) or _is_of_a_day(folded, placed, role, since=since):
        return "point", placed.start  # "before Saturday's attack", "the package from last week"
    if since and placed.core.past.precision in ("day", "week"):
        return ("in" if placed.core.past.precision == "week" else "point"), start  # "from 7 to 9 March"
    return ("in" if role == "duration" else role), start


def _is_of_a_day(folded: str, placed: _Placed, role: str, *, since: bool) -> bool:
    """Whether "from" or "after" only says of which day something is: "the talks after Monday", "from last week"."""
    after = folded[placed.end : placed.end + 1] == "'" or placed.core.rule in ("time.weekday", "time.relative")
    named = placed.core.rule.endswith((".which", ".week", "relative", "weekday"))
    return (since and named) or (role == "after" and after)


def _window(core: Core, period: Period, role: str) -> Window | None:
    if core.length:
        return Window(start=period.first, end=period.last)
    try:
        if role == "by" or role == "until":
            return Window(end=period.last)
        if role == "before":
            return Window(end=period.last if core.edge == "end" else period.first - timedelta(days=1))
        if role == "since":
            return Window(start=period.first)
        if role == "after":
            return Window(start=period.last + timedelta(days=1))
    except OverflowError:
        return None
    return Window(start=period.first, end=period.last)


def _chosen(core: Core, role: str, words: str, published: date) -> Period:
    """The likelier reading: a deadline lies ahead, "since" looks back, a weekday in the news is the last one."""
    if role in ("by", "before", "until"):
        return core.ahead
    if role == "since" and words.startswith("since"):
        return core.past
    if core.rule in ("time.weekday", "time.weekend"):
        return core.past
    return nearest(core, published)


def _future(core: Core, window: Window, role: str, published: date) -> bool | None:
    if core.direction is not None:
        return core.direction
    if role in ("by", "before", "until"):
        return window.end is not None and window.end >= published
    if core.open:
        return None
    if role in ("since", "after"):
        return window.start is not None and window.start > published
    if window.end is not None and window.end < published:
        return False
    if window.start is not None and window.start > published:
        return True
    return None
