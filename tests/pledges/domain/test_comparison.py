"""Two figures agree, or differ for a reason with a name; a conflict is what no reason explains."""

from datetime import date
from typing import Any

import pytest

from pledges.domain.comparison import Deal, Told, Verdict, compare
from pledges.domain.values import Terms, Unit

EARLY, LATER, LAST = date(2022, 6, 1), date(2023, 6, 1), date(2024, 6, 1)


def of(*numbers: int, **values: Any) -> tuple[Deal, ...]:
    """A deal a number."""
    return tuple(Deal(low=n, high=n, **values) for n in numbers)


def told(source: str, *deals: Deal, day: date = LAST, arrived: tuple[Deal, ...] | None = None) -> Told:
    return Told(source=source, day=day, pledged=deals, delivered=arrived)


CASES: dict[str, tuple[Any, ...]] = {  # the verdict, and what the sources tell
    "the same number": (Verdict.AGREE, told("a", *of(14)), told("b", *of(14))),
    "the same sum in other parts": (Verdict.AGREE, told("a", *of(10, 4)), told("b", *of(14))),
    "an approximate number within a tenth": (
        Verdict.AGREE,
        told("a", *of(40)),
        told("b", *of(43, approximate=True)),
    ),
    "an exact number within a tenth": (Verdict.CONFLICT, told("a", *of(40)), told("b", *of(43))),
    "an approximate number beyond a tenth": (
        Verdict.CONFLICT,
        told("a", *of(40)),
        told("b", *of(46, approximate=True)),
    ),
    "a figure that one source told earlier, and two tell now": (
        Verdict.AS_OF,
        told("a", *of(20), day=EARLY),
        told("b", *of(60), day=LATER),
        told("c", *of(60)),
    ),
    "ours as the register's day knew it": (
        Verdict.AS_OF,
        told("ours then", *of(14), day=LATER),
        told("b", *of(14), day=LATER),
        told("ours", *of(18)),
    ),
    "growth that nobody confirms": (Verdict.CONFLICT, told("a", *of(20), day=EARLY), told("b", *of(60))),
    "a figure that rose and fell": (
        Verdict.CONFLICT,
        told("a", *of(6), day=EARLY),
        told("b", *of(14), day=LATER),
        told("c", *of(6)),
    ),
    "arrivals alone that are the other's arrivals": (
        Verdict.AGREE,
        told("a", *of(20), arrived=of(8)),
        told("b", arrived=of(3, 5)),
    ),
    "arrivals alone that are part of a promise": (Verdict.PARTIAL, told("a", *of(20)), told("b", arrived=of(8))),
    "arrivals alone beyond the promise": (Verdict.CONFLICT, told("a", *of(6)), told("b", arrived=of(8))),
    "arrivals of no number": (Verdict.VAGUE, told("a", *of(6), arrived=of(6)), told("b", arrived=(Deal(),))),
    "all promised and none arrived": (Verdict.PARTIAL, told("a", *of(49)), told("b", *of(49), arrived=())),
    "part arrived, as both say": (
        Verdict.AGREE,
        told("a", *of(20), arrived=of(8), day=LATER),
        told("b", *of(20), arrived=of(8)),
    ),
    "part had arrived by an earlier day": (
        Verdict.AGREE,
        told("a", *of(8), arrived=of(5), day=EARLY),
        told("b", *of(8), arrived=of(8)),
    ),
    "filed under who handed over": (Verdict.ROLE, told("a", *of(3)), told("b", *of(3, elsewhere=True))),
    "with what another handed over": (
        Verdict.ROLE,
        told("a", *of(26)),
        told("b", *of(14), *of(12, elsewhere=True)),
    ),
    "without what another handed over": (
        Verdict.ROLE,
        told("a", *of(14)),
        told("b", *of(14), *of(12, elsewhere=True)),
    ),
    "a share that nobody states": (
        Verdict.ROLE,
        told("a", *of(1)),
        told("b", Deal(low=0, high=60, elsewhere=True)),
    ),
    "a unit lost in thirds, whoever files it": (
        Verdict.CONFLICT,
        told("a", *of(5, 5, 5)),
        told("b", *of(16, elsewhere=True)),
    ),
    "a sale beside a gift": (Verdict.SCOPE, told("a", *of(18)), told("b", *of(54, terms=Terms.SALE))),
    "a gift, and a gift with a sale": (
        Verdict.SCOPE,
        told("a", *of(18)),
        told("b", *of(18), *of(54, terms=Terms.SALE)),
    ),
    "a sale that one source tells": (Verdict.SCOPE, told("a", *of(8, terms=Terms.SALE))),
    "a sale that both tell": (
        Verdict.AGREE,
        told("a", *of(18), *of(5, terms=Terms.SALE)),
        told("b", *of(18), *of(5, terms=Terms.SALE)),
    ),
    "systems and launchers": (
        Verdict.UNIT,
        told("a", *of(2, unit=Unit.SYSTEM)),
        told("b", *of(2, unit=Unit.LAUNCHER)),
    ),
    "undisclosed beside a number": (Verdict.VAGUE, told("a", Deal()), told("b", *of(14))),
    "part undisclosed, that may be the rest": (Verdict.VAGUE, told("a", *of(10), Deal()), told("b", *of(14))),
    "part undisclosed, and already more": (Verdict.CONFLICT, told("a", *of(10), Deal()), told("b", *of(8))),
    "bounds around the number": (Verdict.VAGUE, told("a", Deal(low=18, high=32)), told("b", *of(24))),
    "bounds beyond the number": (Verdict.CONFLICT, told("a", Deal(low=18, high=32)), told("b", *of(14))),
    "undisclosed beside two that agree": (
        Verdict.AGREE,
        told("a", Deal()),
        told("b", *of(14)),
        told("c", *of(14)),
    ),
    "only one tells": (Verdict.PARTIAL, told("a", *of(14)), told("b")),
    "only one tells, and states no number": (Verdict.VAGUE, told("a", Deal()), told("b")),
    "only one tells, of what another handed over": (Verdict.ROLE, told("a", *of(14, elsewhere=True)), told("b")),
    "only one tells, since the other's day": (
        Verdict.AS_OF,
        told("ours then", day=LATER),
        told("b", day=LATER),
        told("ours", *of(14)),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_weighs(case: tuple[Any, ...]) -> None:
    expected, *tellings = case
    assert compare(tellings).verdict is expected
    assert compare(reversed(tellings)).verdict is expected


def test_every_verdict_has_a_case_and_a_sentence() -> None:
    assert {case[0] for case in CASES.values()} == set(Verdict)
    assert all(compare(told).sentence for _, *told in CASES.values())
