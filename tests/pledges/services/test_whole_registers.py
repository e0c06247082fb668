"""A whole register's sums, by donor, item, unit and currency, come back from the database to the unit.

REGISTER_ROWS=8000 makes the files as long as a whole register; without it they are short enough for every run.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command

from pledges.domain.catalogue import Catalogue
from pledges.models import Claim
from pledges.registers import READERS, RegisterFile, kiel
from pledges.registers.documents import Bounds, Sums, Thing
from pledges.services import registers
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
    **{f"kiel {name}": ("kiel", partial(kiel_sheet, ROWS, header=header)) for name, header in RELEASES.items()},
    "kiel workbook": ("kiel", partial(kiel_workbook, ROWS, header=KIEL_2024, seed=8)),
    "sipri older": ("sipri", partial(sipri_older, ROWS)),
    "sipri newer": ("sipri", partial(sipri_newer, ROWS)),
}


def stored(name: str) -> dict[Key, tuple[Decimal, Decimal]]:
    """Lowest and highest sums of the rows of claims, read from the table and added up here; zeros left out."""
    sums: dict[Key, list[Decimal]] = {}
    for claim in Claim.objects.all():
        if (claim.kind == "delivery") is not (name == "delivered"):
            continue
        key = ("".join(claim.donors), claim.item_name or claim.words["item"]["text"], claim.unit)
        low, high = claim.quantity_low, claim.quantity_high
        bounds = None if low is None or high is None else (Decimal(low), Decimal(high))
        if claim.category == "funding" and claim.value_amount is not None:
            key, bounds = (key[0], "funding", claim.value_currency or ""), (claim.value_amount, claim.value_amount)
        if bounds is not None:
            one = sums.setdefault(key, [Decimal(0), Decimal(0)])
            one[0], one[1] = one[0] + bounds[0], one[1] + bounds[1]
    return numbered(sums)


def numbered(sums: Mapping[Key, list[Decimal]]) -> dict[Key, tuple[Decimal, Decimal]]:
    return {key: (low, high) for key, (low, high) in sums.items() if high}


@pytest.mark.parametrize(("register", "make"), FILES.values(), ids=FILES)
def test_a_whole_registers_sums_come_back_to_the_unit(register: str, make: Callable[[], Made]) -> None:
    made = make()
    done = import_register(register=register, data=made.data, published=DAY)
    assert stored("pledged") == numbered(made.truth.pledged)
    assert stored("delivered") == numbered(made.truth.delivered)
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
    monkeypatch.setitem(READERS, "kiel", forgetful)
    with pytest.raises(
        CommandError, match=r"DK funding EUR: the file's cells add up to 1200 pledged .* to 900 pledged"
    ):
        call_command("import_register", "kiel", str(path), stdout=StringIO())


def test_a_file_that_was_read_worse_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = kiel_csv(gift(value="900"), gift(item="M113", value="300", day="2023-08-01"))
    with monkeypatch.context() as before:
        before.setitem(READERS, "kiel", forgetful)
        before.setattr(registers, "EXTRACTOR", "register-{register}-1")
        assert len(import_register(register="kiel", data=data).lost) == 1
    assert import_register(register="kiel", data=data).lost == ()


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


def test_rows_that_are_broken_are_stored_as_far_as_they_go() -> None:
    rows = [
        gift("X" * 600, units="3"),
        gift("DKM2", donor="slipped " * 40, units="4"),
        gift("DKM3", item="tank\0top " * 60, units="5"),
        gift("DKM4", units="9" * 60, value="8" * 60),
        gift("DKM5", day="2023-13-45", units="6")[:12],
    ]
    done = import_register(register="kiel", data=kiel_csv(*rows))
    assert (done.lost, len(done.file.documents)) == ((), 5)
    assert {one.row for one in done.file.unread} >= {3, 5, 6}


def test_a_file_of_many_broken_rows_loses_no_other() -> None:
    dice = Random(3)
    rows = [gift(f"DKM{n}", units="7", value="100") for n in range(60)]
    for row in rows[::3]:
        row[dice.randrange(2, len(row))] = dice.choice(["-1", "", "#REF!", "1e400", "\0", "'; DROP TABLE", "ⅷ", "٣"])
    done = import_register(register="kiel", data=kiel_csv(*rows))
    pledged = done.sums[Thing("DK", "Leopard 1A5", "item")].pledged
    assert done.lost == () and pledged is not None and pledged.low >= 7 * 40
