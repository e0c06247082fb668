"""A scenario is claims in, ledger out: lines by name, each with the figures that matter to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pledges.domain.accounts import LedgerClaim, LineKey
from pledges.domain.books import Elsewhere
from pledges.domain.judgements import Link
from pledges.domain.ledger import Ledger, fold
from pledges.domain.reconciliation import ReconciliationLine, reconcile
from tests.pledges.domain.telling import CATALOGUE, day, figure, show


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """`lines` maps "PL leopard-2" (donors joined by +, unit after a slash unless item) to what it shows.

    What it shows is a sentence of pairs: "pledged 14, delivered 4, outstanding 10, status partly_delivered".
    Lines that are not named must be empty of figures. `problems` are the types of all problems, each once.
    """

    name: str
    claims: Sequence[LedgerClaim]
    lines: dict[str, str]
    problems: set[str] | None = None
    links: Sequence[Link] = ()
    as_of: str | None = None
    known_at: str | None = None
    today: str = "2023-06-30"


def ledger_of(scenario: Scenario) -> Ledger:
    return fold(
        scenario.claims,
        catalogue=CATALOGUE,
        links=scenario.links,
        as_of=day(scenario.as_of) if scenario.as_of else None,
        known_at=day(scenario.known_at) if scenario.known_at else None,
    )


def name_of(key: LineKey) -> str:
    unit = "" if key.unit == "item" else f"/{key.unit}"
    return f"{'+'.join(key.donors) or '-'} {key.family or key.category}{unit}"


def shown(line: ReconciliationLine) -> dict[str, str]:
    """All that a scenario may ask of a line."""
    due = line.next_due
    return {
        "pledged": figure(line.pledged),
        "transit": figure(line.in_transit),
        "delivered": figure(line.delivered),
        "cancelled": figure(line.cancelled),
        "outstanding": show(line.outstanding.low, line.outstanding.high),
        "due": show(due.quantity.low, due.quantity.high) if due else "nothing",
        "by": str(due.window.end)[5:] if due and due.window.end else "never",
        "silent": show(line.no_delivery_reported.low, line.no_delivery_reported.high),
        "overdue": show(line.overdue.low, line.overdue.high),
        "status": line.status.value,
        "beside": " and ".join(f"{figure(one.pledged)} {one.key.unit}" for one in line.beside) or "nothing",
        "elsewhere": " and ".join(_booked(one) for one in line.elsewhere) or "nothing",
        "claims": str(len(line.claims)),
        "pledges": str(len(line.pledges)),
        "deliveries": str(len(line.deliveries)),
    }


def _booked(one: Elsewhere) -> str:
    """ "from EU 0..10?": a booking across lines; a question mark where it is only possible."""
    number = show(one.quantity.low, one.quantity.high) if one.quantity else "?"
    return f"{one.direction} {'+'.join(one.key.donors) or '-'} {number}" + ("?" if one.possible else "")


def play(scenario: Scenario) -> None:
    """Fold, reconcile, compare."""
    lines = {name_of(one.key): one for one in reconcile(ledger_of(scenario), today=day(scenario.today))}
    for name, sentence in scenario.lines.items():
        assert name in lines, f"no line {name}; there are {sorted(lines)}"
        wanted = dict(part.strip().split(" ", 1) for part in sentence.split(","))
        found = shown(lines[name])
        assert {key: found[key] for key in wanted} == wanted
    for name, line in lines.items():
        if name not in scenario.lines:
            rest = [figure(one) for one in (line.pledged, line.in_transit, line.delivered)]
            assert rest == ["0", "0", "0"], f"{name} shows {rest}"
    if scenario.problems is not None:
        assert {one.type.value for line in lines.values() for one in line.problems} == scenario.problems
