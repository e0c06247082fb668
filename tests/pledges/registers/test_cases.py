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

# Further cases of each kind, judged by hand before they were weighed.
FURTHER = {
    "C01,Wagon,Spain,vehicle,20,20,20,20,20,20,agree,": Verdict.AGREE,
    "C02,Wagon,Spain,vehicle,,,24,24?,25?,24,agree,": Verdict.AGREE,
    "C03,Wagon,Spain,vehicle,10,4,10,6+4,10,10,agree,all there by the last report": Verdict.AGREE,
    "C04,Wagon,Spain,vehicle,4,4,12,12,12,4,as_of,": Verdict.AS_OF,
    "C05,Wagon,Spain,vehicle,20,0,60,35,30,35,as_of,a level told twice on the way": Verdict.AS_OF,
    "C06,Wagon,Spain,vehicle,,,30,30,0,,partial,": Verdict.PARTIAL,
    "C07,Wagon,Spain,vehicle,25,5,25,25,10,,partial,more has come and some is missing": Verdict.PARTIAL,
    "C08,Wagon,Spain (financier) / Portugal (supplier),vehicle,,,4,4,4,4,role,": Verdict.ROLE,
    "C09,Wagon,Spain,vehicle,,,30,18+12,18+12?,,role,18 its own and 12 (supplier Portugal)": Verdict.ROLE,
    "C10,Wagon,Spain,vehicle,,,7,7 (supplier Portugal),7,,role,": Verdict.ROLE,
    "C11,Wagon,Spain,battery,2,1,2,2,2,2 batteries + 8 launchers,unit,": Verdict.UNIT,
    "C12,Wagon,Spain (sale),vehicle,,,,9,9,,scope,": Verdict.SCOPE,
    "C13,Wagon,Spain,vehicle,12,12,12,20,20,,scope,12 given beside 20 sold to the army": Verdict.SCOPE,
    "C14,Wagon,Spain,vehicle,undisclosed,,,15,15,,vague,": Verdict.VAGUE,
    "C15,Wagon,Spain,vehicle,,,40+,44,44,,vague,over forty beside a number": Verdict.VAGUE,
    "C16,Wagon,Spain,vehicle,,,10,14,14,14,conflict,the last tells of less": Verdict.CONFLICT,
    "C17,Wagon,Spain,vehicle,11,3,27,25,25?,19,conflict,four levels and none told twice": Verdict.CONFLICT,
    "C18,Wagon,Spain+Italy (financiers) / Portugal (supplier),vehicle,,,4+4,9,1,9,conflict,": Verdict.CONFLICT,
    "C19,Wagon,Spain,battery,,,2,2,2,2 batteries,agree,": Verdict.AGREE,
    "C20,Wagon,Spain,vehicle,over 40,,,60,60,,vague,": Verdict.VAGUE,
}


@pytest.mark.parametrize(("row", "expected"), FURTHER.items(), ids=[row[:3] for row in FURTHER])
def test_further_cases_lead_to_the_verdict(row: str, expected: Verdict) -> None:
    case = next(read_cases(HEADER + row + "\n"))
    assert compare(case.told).verdict is expected is case.expected


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
