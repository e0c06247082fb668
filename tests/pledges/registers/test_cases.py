"""Figures of several sources are read off the cells as they are written."""

import pytest

from pledges.domain.comparison import Deal, Verdict, compare
from pledges.domain.values import Terms, Unit
from pledges.registers.cases import deals_of, read_cases

HEADER = (
    "case,system,donor,unit,kiel_r07_committed,kiel_r07_delivered,kiel_r29_allocated,"
    "sipri_ordered,sipri_delivered,oryx_2023_11,agreement,explanation\n"
)
ROWS = {
    "B01,Airship,Denmark,howitzer,,,14,14,14,14,agree,": Verdict.AGREE,
    "B02,Airship,Denmark,howitzer,10,4,20,20,20,20,as_of,": Verdict.AS_OF,
    "B03,Airship,Denmark,howitzer,,,9,9,2,,partial,": Verdict.PARTIAL,
    "B04,Airship,Denmark (financier) / Norway (supplier),howitzer,,,9,9,9,,role,": Verdict.ROLE,
    "B05,Airship,Denmark,howitzer,,,20,12+8,12+8,,role,12 own and 8 (supplier Norway)": Verdict.ROLE,
    "B06,Airship,Denmark,system,3,,,5,,2 systems + 9 launchers,unit,": Verdict.UNIT,
    "B07,Airship,Denmark,howitzer,,,18,40,,,scope,18 given and 40 sold": Verdict.SCOPE,
    "B08,Airship,Denmark,howitzer,0 (units '.'),,,40,,,vague,": Verdict.VAGUE,
    "B09,Airship,Denmark,howitzer,6,,6,6,,14,conflict,": Verdict.CONFLICT,
}


@pytest.mark.parametrize(("row", "expected"), ROWS.items(), ids=[row[:3] for row in ROWS])
def test_cells_lead_to_the_verdict(row: str, expected: Verdict) -> None:
    case = next(read_cases(HEADER + row + "\n"))
    assert compare(case.told).verdict is expected is case.expected


@pytest.mark.parametrize(
    ("cell", "deals"),
    [
        ("", []),
        ("8", [Deal(low=8, high=8)]),
        ("6?", [Deal(low=6, high=6, approximate=True)]),
        ("14+7?+0", [Deal(low=14, high=14), Deal(low=7, high=7, approximate=True), Deal(low=0, high=0)]),
        ("19 (supplier Norway)", [Deal(low=19, high=19, elsewhere=True)]),
        ("(in Norway 60: paid by many)", [Deal(low=0, high=60, elsewhere=True)]),
        (
            "8 systems + 22 SLS launchers",
            [Deal(low=8, high=8, unit=Unit.SYSTEM), Deal(low=22, high=22, unit=Unit.LAUNCHER)],
        ),
        ("0 (units '.'; EUR 5)", [Deal()]),
    ],
)
def test_reads_a_cell(cell: str, deals: list[Deal]) -> None:
    assert deals_of(cell, Unit.ITEM) == deals


def test_a_cell_without_a_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="no figure"):
        deals_of("some", Unit.ITEM)


def test_a_donors_sale_is_a_sale() -> None:
    case = next(read_cases(HEADER + "B10,Airship,Norway (sale),howitzer,,,,8,8,,scope,\n"))
    assert {deal.terms for one in case.told for deal in one.pledged} == {Terms.SALE}
