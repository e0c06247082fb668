"""A number that covers more or other than one gift says so: what, whose, since when, and how far it has come."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extraction.mentions import TimeMention
from extraction.mentions.times import resolve
from extraction.reading.basis import FIRST_SINCE, in_other_clause, of_another_sum
from extraction.reading.donors.giver import Origin
from extraction.reading.drafts import Draft
from extraction.reading.marking import Marked, numbers_in
from extraction.reading.plain_aid import is_plain
from extraction.reading.scene import Scene
from extraction.reading.scope_words import ScopeRow, scope_rows
from extraction.reading.timing import of_clause
from pledges.domain.values import Basis, Extent, Kind, Scope, Span, Stage, Whose

_OPEN = frozenset({Kind.INTENT, Kind.REQUEST})
_HOUSE = re.compile(
    r"\b(?:congress|house|senate|lawmakers|parliament|bundestag|riksdag|storting|folketing|sejm)\b", re.I
)
_SPANNING = frozenset({"year", "open"})
_SPANNING_TOTALS = frozenset({"week", "month"})  # "to $1 billion this week": of a running total alone
_LONG_DAYS = 180  # a stretch of half a year is no time of one gift
_TOLD_BEFORE = 2  # sentences in which the whole of a part may stand


@dataclass(frozen=True, slots=True)
class _Around:
    """What is told around a draft: the drafts so far, the sentence `before`, and whether its number is a `total`."""

    beside: Sequence[Draft]
    before: str
    total: bool


def read_scope(draft: Draft, scene: Scene, beside: Sequence[Draft], before: str) -> Draft:
    """A draft with its scope and the words of that, where its number has one.

    `beside` are the drafts told so far, `before` is the sentence before.
    """
    own = _number(draft)
    if own is None or not _may_span(draft, scene):
        return draft
    marked = Marked.of(scene.sentence.text, own, numbers_in(scene.mentions))
    time = _span_of(draft, scene, own)
    around = _Around(beside, before, total=time is not None or draft.basis is Basis.CUMULATIVE)
    found = dict(_fields(draft, marked, around))
    if time is None and all(row.quiet for row, _ in found.values()):
        return draft
    spans = [span for _, span in found.values()] + ([Span(start=time.start, end=time.end)] if time else [])
    said = {name: row.value for name, (row, _) in found.items()}
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    base = scene.sentence.start
    rule = "scope." + "+".join([*sorted(said.values()), *(["time"] if time is not None else [])])
    words = scene.sentence.text[start:end]
    return draft.word("scope", words, base + start, base + end, rule, scope=_scope(said, time))


def _may_span(draft: Draft, scene: Scene) -> bool:
    counts = draft.category == "funding" or draft.quantity.known
    return counts and draft.kind is not Kind.CANCELLATION and draft.scene is scene


def _scope(said: Mapping[str, str], time: TimeMention | None) -> Scope:
    window = time.window if time is not None else None
    return Scope(
        of=Extent(said["of"]) if "of" in said else None,
        whose=Whose(said["whose"]) if "whose" in said else None,
        stage=Stage(said["stage"]) if "stage" in said else None,
        start=window.start if window is not None else None,
        end=window.end if window is not None else None,
    )


def _fields(draft: Draft, marked: Marked, around: _Around) -> Iterator[tuple[str, tuple[ScopeRow, Span]]]:
    """The first row of each field that matches and whose needs are met."""
    done: set[str] = set()
    for row in scope_rows():
        of_money = row.field != "whose"
        if row.field in done or (of_money and draft.value is None) or not _met(row.needs, draft, around):
            continue
        span = marked.search(row.words)
        if span is not None and not (row.field == "whose" and _is_donor(draft, span)):
            done.add(row.field)
            yield row.field, (row, span)


def _met(needs: str, draft: Draft, around: _Around) -> bool:
    """Whether what a row needs is so."""
    return _NEEDS[needs](draft, around) if needs else True


def _is_firm(draft: Draft, around: _Around) -> bool:
    return draft.kind not in _OPEN


def _is_of_a_house(draft: Draft, around: _Around) -> bool:
    """Whether who gives was told before, with its parliament."""
    return _is_firm(draft, around) and draft.giver.origin is Origin.BEFORE and bool(_HOUSE.search(around.before))


def _is_plain(draft: Draft, around: _Around) -> bool:
    return draft.category == "funding" and is_plain(draft.scene.sentence.text, around.before)


def _whole_told(draft: Draft, beside: Sequence[Draft]) -> bool:
    """Whether a larger sum of the same currency stands in this sentence or shortly before."""
    value, ordinal = draft.value, draft.scene.sentence.ordinal
    return any(
        value is not None
        and draft.category == "funding"
        and other is not draft
        and other.value is not None
        and other.category == "funding"
        and other.value.currency == value.currency
        and other.value.amount > value.amount
        and 0 <= ordinal - other.scene.sentence.ordinal <= _TOLD_BEFORE
        for other in beside
    )


_NEEDS: Mapping[str, Callable[[Draft, _Around], bool]] = {
    "total": lambda draft, around: around.total,
    "plain": lambda draft, around: around.total and _is_plain(draft, around),
    "unarmed": _is_plain,
    "whole": lambda draft, around: _whole_told(draft, around.beside),
    "open": lambda draft, around: not _is_firm(draft, around),
    "firm": _is_firm,
    "house": _is_of_a_house,
}
"""What a row may need to be so."""


def _is_donor(draft: Draft, span: Span) -> bool:
    """Whether words of a group name the donor itself: "NATO allies have given" is NATO's."""
    words, base = draft.words.get("donors"), draft.scene.sentence.start
    if words is None or words.span is None:
        return False
    return span.start <= words.span.start - base < span.start + 3


def _number(draft: Draft) -> Span | None:
    """Where the draft's sum or number stands in its sentence."""
    words = draft.words.get("value") if draft.category == "funding" else draft.words.get("quantity")
    base = draft.scene.sentence.start
    if words is None or words.span is None or words.span.start < base:
        return None
    return Span(start=words.span.start - base, end=words.span.end - base)


def _span_of(draft: Draft, scene: Scene, own: Span) -> TimeMention | None:
    """The time that a total spans: "since the invasion", and of money "in 2023"; that of the act comes first."""
    sums_up = draft.kind not in _OPEN and (draft.basis is Basis.CUMULATIVE or draft.category == "funding")
    times = [time for time in _looking_back(scene.mentions.times) if sums_up and _spans(draft, time)]
    times = [time for time in times if _is_of(draft, scene, own, time)]
    return min(times, key=lambda time: (time.window != draft.window, _distance(time, own)), default=None)


def _is_of(draft: Draft, scene: Scene, own: Span, time: TimeMention) -> bool:
    """Whether a time belongs to a number: in its clause, with no other number of which it is."""
    text = scene.sentence.text
    others = [one for one in numbers_in(scene.mentions) if one.start >= own.end or one.end <= own.start]
    in_clause = draft.frame is None or time.role == "since" or of_clause(scene, time, draft.frame)
    of_other = of_another_sum(text, Span(start=time.start, end=time.end), own, others)
    return in_clause and not of_other and not _parted(text, time, own) and not FIRST_SINCE.search(text[: time.start])


def _looking_back(times: Iterable[TimeMention]) -> Iterator[TimeMention]:
    for time in times:
        past = resolve(time, future=False)
        if past.window is not None and past.future is not True and past.role not in ("by", "until"):
            yield past


def _spans(draft: Draft, time: TimeMention) -> bool:
    if time.role in ("since", "duration"):
        return draft.basis is Basis.CUMULATIVE or time.role == "duration" or draft.kind is Kind.DELIVERY
    if time.precision in _SPANNING_TOTALS and _this(time):
        return draft.basis is Basis.CUMULATIVE
    if _is_long(time):
        return True
    if time.precision not in _SPANNING:
        return False
    return draft.kind is Kind.DELIVERY or draft.basis is Basis.CUMULATIVE or draft.window is None


def _is_long(time: TimeMention) -> bool:
    """ "between January 2022 and May 2023"."""
    window = resolve(time, future=False).window
    start, end = (window.start, window.end) if window is not None else (None, None)
    return start is not None and end is not None and (end - start).days >= _LONG_DAYS


def _this(time: TimeMention) -> bool:
    return time.text.casefold().split()[0] in ("this", "just")


def _parted(text: str, time: TimeMention, own: Span) -> bool:
    between = text[time.end : own.start] if time.end <= own.start else text[own.end : time.start]
    return ";" in between or ". " in between or (own.end <= time.start and in_other_clause(between))


def _distance(time: TimeMention, own: Span) -> int:
    return own.start - time.end if time.end <= own.start else time.start - own.end
