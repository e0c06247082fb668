"""A whole register's sums, by donor, item, unit and currency, come back from the database to the unit.

REGISTER_ROWS=8000 makes the files as long as a whole register; without it they are short enough for every run.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pledges.domain.catalogue import Catalogue
from pledges.models import Claim
from pledges.registers import READERS, RegisterFile, kiel
from pledges.registers.documents import Bounds, Sums, Thing
from pledges.services.registers import import_register
from tests.pledges.registers.files import gift, kiel_csv
from tests.pledges.registers.workbooks import (
    KIEL_2024,
    RELEASES,
    Key,
    Made,
    kiel_sheet,
    kiel_workbook,
    sipri_newer,
    sipri_older,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
ROWS = int(os.environ.get("REGISTER_ROWS", "250"))
DAY = date(2025, 1, 1)
FILES: dict[str, tuple[str, Callable[[], Made]]] = {
    **{
        f"kiel {name}": ("kiel", lambda header=header: kiel_sheet(ROWS, header=header))
        for name, header in RELEASES.items()
    },
    "kiel workbook": ("kiel", lambda: kiel_workbook(ROWS, header=KIEL_2024, seed=8)),
    "sipri older": ("sipri", lambda: sipri_older(ROWS)),
    "sipri newer": ("sipri", lambda: sipri_newer(ROWS)),
}


def stored() -> dict[Key, dict[str, list[Decimal]]]:
    """Lowest and highest sums of the rows of claims, read from the table and added up here."""
    sums: dict[Key, dict[str, list[Decimal]]] = {}
    for claim in Claim.objects.all():
        item = claim.item_name or claim.words["item"]["text"]
        if claim.category == "funding":
            assert claim.value_currency is not None
            key, low, high = (
                ("".join(claim.donors), "funding", claim.value_currency),
                claim.value_amount,
                claim.value_amount,
            )
        else:
            key, low, high = ("".join(claim.donors), item, claim.unit), claim.quantity_low, claim.quantity_high
        if low is None or high is None:
            continue
        side = sums.setdefault(key, {}).setdefault(
            "delivered" if claim.kind == "delivery" else "pledged", [Decimal(0)] * 2
        )
        side[0], side[1] = side[0] + low, side[1] + high
    return sums


@pytest.mark.parametrize(("register", "make"), FILES.values(), ids=FILES)
def test_a_whole_registers_sums_come_back_to_the_unit(register: str, make: Callable[[], Made]) -> None:
    made = make()
    done = import_register(register=register, data=made.data, published=DAY)
    kept = stored()
    for name, truth in (("pledged", made.truth.pledged), ("delivered", made.truth.delivered)):
        assert {key: tuple(sides[name]) for key, sides in kept.items() if name in sides and any(sides[name])} == {
            key: tuple(bounds) for key, bounds in truth.items() if any(bounds)
        }
    assert (done.file.rows, done.lost) == (made.rows, ())
    assert dict(import_register(register=register, data=made.data, published=DAY).outcomes) == {
        "unchanged": len(done.file.documents)
    }


def forgetful(data: bytes, *, catalogue: Catalogue, today: date) -> RegisterFile:
    """A reader with the fault that the check is for: of the worths of a package it keeps the first."""
    file = kiel.read(data, catalogue=catalogue, today=today)
    documents = []
    for document in file.documents:
        worths = [one for one in document.claims if one.value is not None]
        kept = tuple(one for one in document.claims if one not in worths[1:])
        documents.append(replace(document, claims=kept))
    return replace(file, documents=tuple(documents))


def test_an_import_that_loses_money_fails_and_says_what_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(kiel_csv(gift(value="900"), gift(item="M113", value="300", day="2023-08-01")))
    monkeypatch.setitem(READERS, "kiel", forgetful)  # type: ignore[arg-type]
    with pytest.raises(
        CommandError, match=r"DK funding EUR: the file's cells add up to 1200 pledged .* to 900 pledged"
    ):
        call_command("import_register", "kiel", str(path), stdout=StringIO())


def test_sums_are_printed_with_unit_and_currency_and_what_no_cell_numbers_is_unknown(tmp_path: Path) -> None:
    path, out = tmp_path / "sheet.csv", StringIO()
    rows = [gift(value="900.50", units="2.667"), gift("DKM2", item="M113", units="undisclosed", delivered="3")]
    path.write_bytes(kiel_csv(*rows, gift("DKM3", item="thingamajig", units="0"), gift("DKM4", item="whatsit")))
    call_command("import_register", "kiel", str(path), "--sums", "--examples", "1", stdout=out)
    told = out.getvalue().splitlines()
    assert told[-5:] == [
        "DK\tLeopard 1A5\t2..3\tunknown\titem",
        "DK\tM113\tunknown\t3\titem",
        "DK\tfunding\t900.50\tunknown\tEUR",
        "DK\tthingamajig\t0\tunknown\titem",
        "DK\twhatsit\t10\tunknown\titem",
    ]
    at = told.index("  2 x names no system and no type: kept under 'other'")
    assert told[at + 1 : at + 3] == [
        "    row 4, (item): 'thingamajig' names no system and no type: kept under 'other'",
        "    and 1 more",
    ]


def test_a_part_adds_up_with_other_parts_to_bounds_that_hold_the_gift() -> None:
    rows = [gift(f"DKM{n}", units="5.333333333333333") for n in range(3)]
    done = import_register(register="kiel", data=kiel_csv(*rows))
    assert done.sums[Thing("DK", "Leopard 1A5", "item")] == Sums(pledged=Bounds(low=Decimal(15), high=Decimal(18)))
