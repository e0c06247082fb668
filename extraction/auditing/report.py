"""A line of the audit: its figures, what each entry adds and why, and the sentence under every number."""

from collections.abc import Iterable, Iterator, Mapping

from extraction.auditing.folding import Audited
from pledges.domain.accounts import AccountKey, LedgerClaim
from pledges.domain.entries import Entry
from pledges.domain.figures import ZERO, Figure, Interval
from pledges.domain.gathering import LISTED
from pledges.domain.holding import Held
from pledges.domain.lines import Line
from pledges.domain.problems import say
from pledges.domain.reconciliation import ReconciliationLine

type Quotes = Mapping[str, str]  # claim id -> the sentence that it was read from

LONGEST_QUOTE = 400


def heading(number: int, key: AccountKey, line: ReconciliationLine) -> str:
    """Which line it is."""
    donors = " + ".join(line.key.donors) or "nobody named"
    return f"{number}. {donors} -> {key.recipient}: {line.key.family or line.key.category}, in {line.key.unit}"


def figures(line: ReconciliationLine) -> Iterator[str]:
    """What the line serves, and what of it is not explained by its own numbers."""
    told = {
        "pledged": line.pledged,
        "in transit": line.in_transit,
        "delivered": line.delivered,
        "cancelled": line.cancelled,
    }
    yield "   " + ", ".join(f"{name} {_figure(one)}" for name, one in told.items() if one.entries)
    yield f"   outstanding {say(line.outstanding.low, line.outstanding.high)}; {line.status.value}"
    if line.delivered.low > (line.pledged.high if line.pledged.high is not None else line.delivered.low):
        yield "   ! more is delivered than pledged"
    if (off := unexplained(line)) is not None:
        yield f"   ! outstanding is {say(off.low, off.high)} by pledged less delivered"


def unexplained(line: ReconciliationLine) -> Interval | None:
    """What outstanding would be by the line's own figures, where it is something else and no booking across lines is
    shown that explains it; None where they agree."""
    expected = line.pledged.amount.interval.less(line.delivered.amount.interval).within(line.unmet)
    return None if expected == line.outstanding or line.elsewhere else expected


def entries(line: Line, quotes: Quotes, claims: Mapping[str, LedgerClaim]) -> Iterator[str]:
    """Each entry that counts, with its sentences; those that count nothing are told in one line each."""
    for entry in line.entries:
        yield f"   - {entry.group.value} {entry.day.isoformat()}: {_adds(entry, line)}"
        for claim in entry.claims:
            told = claims[claim]
            yield f"       {told.published} {told.source} [{claim[:8]}]: {_short(quotes[claim])}"


def elsewhere(line: ReconciliationLine) -> Iterator[str]:
    """Each booking across lines."""
    for one in line.elsewhere:
        donors = " + ".join(one.key.donors) or "nobody named"
        number = say(one.quantity.low, one.quantity.high) if one.quantity else "an unknown number"
        told = [number, *(["on its way"] if one.in_transit else []), *(["possibly"] if one.possible else [])]
        yield f"   > {', '.join(told)}, {one.direction.value} {donors}: {one.key.family or one.key.category}"


def problems(line: ReconciliationLine) -> Iterator[str]:
    """What does not balance."""
    for one in line.problems:
        yield f"   ? {one.type.value}: {one.sentence}"


def held(rows: Iterable[Held], quotes: Quotes, claims: Mapping[str, LedgerClaim]) -> Iterator[str]:
    """What is in no figure of the line, why, and its words."""
    for one in rows:
        told = claims[one.claim_id]
        yield f"   = held: {one.sentence}"
        yield f"       {told.published} {told.source} [{one.claim_id[:8]}]: {_short(quotes[one.claim_id])}"


def summary(audited: Iterable[Audited]) -> dict[str, int]:
    """How many lines there are, and in how many delivered exceeds pledged or outstanding is not explained."""
    found = list(audited)
    lines = [one.line for one in found]
    return {
        "lines": len(lines),
        "with figures": sum(bool(one.pledged.entries or one.delivered.entries) for one in lines),
        "claims held": sum(len(one.held) for one in found),
        "delivered above pledged": sum(
            one.pledged.high is not None and one.delivered.low > one.pledged.high for one in lines
        ),
        "outstanding unexplained": sum(unexplained(one) is not None for one in lines),
        "problems": sum(len(one.problems) for one in lines),
    }


def _figure(figure: Figure) -> str:
    beside = f" and {figure.undisclosed} of unknown number" if figure.undisclosed else ""
    stated = f" (stated {figure.stated:,})" if figure.stated != figure.low else ""
    return f"{say(figure.low, figure.high)}{stated}{beside}"


def _adds(entry: Entry, line: Line) -> str:
    number = say(entry.number.low, entry.number.high) if entry.number.known else "no number"
    why = f", implied by {entry.implied.value}" if entry.implied else ""
    return f"{number}, {entry.basis.value}{why}; {_counts(entry, line)}"


def _counts(entry: Entry, line: Line) -> str:
    if entry.group in LISTED:
        return "beside, in no figure"
    counted = line.transit.get(entry.id, line.taken.get(entry.id, entry.counted or ZERO))
    return f"counts {say(counted.low, counted.high) if counted != ZERO else 0}"


def _short(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]} …"
