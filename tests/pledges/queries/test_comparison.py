"""The ledger stands beside a register, each figure with its claims."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from pledges.domain.claims import Item
from pledges.domain.values import Basis, Kind, Party, Quantity, Role, Terms, Unit
from pledges.queries.comparison import compare_with
from pledges.services.registers import import_register
from tests.pledges.registers.files import arrival, deal, gift, kiel_csv, sipri, sipri_yearly
from tests.pledges.stories import article, claim, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
EDITION = date(2024, 2, 5)  # of the made-up file


def register(*rows: list[str]) -> None:
    import_register(register="sipri", data=sipri(*rows))


def news(number: int | None, *, day: date = date(2023, 5, 1), key: str = "news", **values: Any) -> None:
    """A story in which Denmark (unless said) promises so many Leopard 1A5."""
    version = article(key=key, published=day, text=f"{key}: they promised {number} of them.")
    defaults: dict[str, Any] = {
        "quantity": Quantity(low=number, high=number),
        "donors": ("DK",),
        "item": Item(name="Leopard 1A5", category="main-battle-tank"),
    }
    told = claim(version, "promised", **(defaults | values))
    read(version, [told])


def verdict(**chosen: str) -> str:
    rows = compare_with("sipri", **(chosen or {"donor": "DK"}))
    assert len(rows) == 1
    return str(rows[0]["verdict"])


def test_agrees_with_the_claims_of_both_behind_it() -> None:
    news(10)
    register(deal(ordered="10", delivered=""))
    row = compare_with("sipri")[0]
    assert (row["donor"], row["system"]["id"], row["verdict"]) == ("DK", "leopard-1", "agree")
    assert (row["ours"]["pledged"]["low"], row["theirs"]["pledged"]["high"]) == (10, 10)
    assert (len(row["ours"]["claims"]), len(row["theirs"]["claims"])) == (1, 1)


def test_takes_variants_together_as_lines_do() -> None:
    news(10, item=Item(name="Leopard 1", category="main-battle-tank"))
    register(deal(ordered="6", delivered=""), deal(ordered="4", delivered="", year="2022"))
    assert verdict(system="leopard-1a5") == "agree"


def test_more_after_the_edition_is_as_of() -> None:
    news(10)
    news(8, day=date(2024, 3, 1), key="more", announced=date(2024, 3, 1), basis=Basis.INCREMENT)
    register(deal(ordered="10", delivered=""))
    row = compare_with("sipri")[0]
    assert (row["verdict"], row["ours_then"]["pledged"]["low"], row["ours"]["pledged"]["low"]) == ("as_of", 10, 18)


def test_a_deal_that_another_paid_for_is_a_matter_of_role() -> None:
    news(10, donors=("DE",))
    register(deal("Denmark", ordered="10", delivered="", comment="Financed by Germany as aid"))
    assert verdict(donor="DE") == "role"
    assert {row["donor"]: row["verdict"] for row in compare_with("sipri")} == {"DE": "role", "DK": "role"}


def test_our_parties_stand_beside_the_registers_supplier() -> None:
    parties = (Party(who="DE", role=Role.FINANCIER), Party(who="DK", role=Role.SUPPLIER))
    news(10, donors=("DE",), parties=parties)
    register(deal("Denmark", ordered="10", delivered="", comment="Aid"))
    assert verdict(donor="DK") == "role"


def test_what_is_sold_is_out_of_scope() -> None:
    news(10)
    register(deal(ordered="10", delivered=""), deal(ordered="54", delivered="", comment="", year="2024"))
    assert verdict() == "scope"


def test_a_sale_in_the_news_is_no_gift_either() -> None:
    news(10, terms=Terms.SALE)
    register(deal(ordered="10", delivered=""))
    assert verdict() == "scope"


def test_undisclosed_is_vague_and_another_number_a_conflict() -> None:
    news(None)
    register(deal(ordered="10", delivered=""))
    assert verdict() == "vague"


def test_another_number_is_a_conflict() -> None:
    news(14)
    register(deal(ordered="10", delivered=""))
    assert verdict() == "conflict"


def test_another_unit_is_told() -> None:
    news(2, quantity=Quantity(low=2, high=2, unit=Unit.BATTALION))
    register(deal(ordered="10", delivered=""))
    assert verdict() == "unit"


def test_part_delivered_is_partial_and_a_delivery_here_too() -> None:
    news(10)
    register(deal(ordered="10", delivered="4"))
    assert verdict() == "partial"
    news(10, kind=Kind.DELIVERY, key="there", day=date(2024, 4, 1))
    assert verdict() == "agree"


def test_kiel_is_compared_likewise() -> None:
    news(10)
    import_register(register="kiel", data=kiel_csv(gift(units="10"), gift("DKM2", item="helmets", units="undisclosed")))
    rows = {(row["category"], row["verdict"]) for row in compare_with("kiel")}
    assert rows == {("main-battle-tank", "agree"), ("protective-equipment", "vague")}


def test_what_only_one_tells_is_part_of_it_or_told_since() -> None:
    news(10)
    register(deal("Poland", ordered="3", delivered=""))
    assert {row["donor"]: row["verdict"] for row in compare_with("sipri")} == {"DK": "partial", "PL": "partial"}
    news(8, donors=("NO",), key="since", day=date(2024, 3, 1), announced=date(2024, 3, 1))
    assert verdict(donor="NO") == "as_of"


def test_ours_tells_of_the_day_of_our_last_report() -> None:
    news(10, day=date(2023, 5, 1))
    news(3, donors=("NO",), key="last", day=date(2023, 8, 9))
    register(deal(ordered="10", delivered=""))
    assert {row["ours"]["day"] for row in compare_with("sipri")} == {"2023-08-09"}


def test_what_the_register_tells_of_later_days_is_no_conflict() -> None:
    news(10, day=date(2023, 5, 1))
    register(deal(ordered="10", delivered="", year="2022"), deal(ordered="30", delivered="", year="2024"))
    row = compare_with("sipri")[0]
    assert (row["verdict"], row["theirs"]["pledged"]["low"], row["theirs_then"]["pledged"]["low"]) == ("as_of", 40, 10)


def test_what_the_register_told_of_by_then_is_a_conflict_if_it_differs() -> None:
    news(10, day=date(2023, 5, 1))
    register(deal(ordered="18", delivered="", year="2022"), deal(ordered="30", delivered="", year="2024"))
    assert verdict() == "conflict"


def test_what_only_the_register_tells_of_after_our_last_report_is_as_of() -> None:
    news(10, day=date(2023, 5, 1))
    register(deal("Poland", ordered="3", delivered="", year="2024"), deal("Norway", ordered="3", year="2022"))
    assert {row["donor"]: row["verdict"] for row in compare_with("sipri")} == {
        "DK": "partial",
        "NO": "partial",
        "PL": "as_of",
    }


def test_kiel_is_asked_again_by_its_days_of_announcement() -> None:
    news(10, day=date(2023, 5, 1))
    later = gift("DKM2", day="2024-02-07", units="30")
    import_register(register="kiel", data=kiel_csv(gift(units="10"), later))
    assert compare_with("kiel")[0]["verdict"] == "as_of"


def test_a_register_of_arrivals_alone_is_held_against_ours() -> None:
    news(10, kind=Kind.DELIVERY)
    news(8, donors=("NO",), key="promise")
    news(8, donors=("PL",), key="less")
    rows = [arrival("1", delivered="6", year="2022"), arrival("1", delivered="4", year="2023")]
    others = [arrival("2", "Norway", delivered="5", year="2022"), arrival("3", "Poland", delivered="30", year="2022")]
    import_register(register="sipri", data=sipri_yearly(*rows, *others))
    assert {row["donor"]: row["verdict"] for row in compare_with("sipri")} == {
        "DK": "agree",
        "NO": "partial",
        "PL": "conflict",
    }


def test_the_command_prints_a_line_a_row_and_its_claims() -> None:
    news(10)
    register(deal(ordered="10", delivered="4"), deal("Poland"))
    out, err = StringIO(), StringIO()
    call_command("compare", "sipri", "--donor", "DK", "--claims", stdout=out, stderr=err)
    first, ours, theirs = out.getvalue().splitlines()
    assert first.split("\t") == ["DK", "Leopard 1", "ours: 10 / 0 item", "sipri: 10 / 4 item", "partial"]
    assert (len(ours.split()), len(theirs.split())) == (2, 3)
    assert "1 rows" in err.getvalue()


def test_the_command_weighs_cases_and_fails_where_one_differs(tmp_path: Path) -> None:
    header = "case,system,donor,unit,kiel_r07_committed,kiel_r07_delivered,kiel_r29_allocated,"
    header += "sipri_ordered,sipri_delivered,oryx_2023_11,agreement,explanation\n"
    path = tmp_path / "cases.csv"
    path.write_text(header + "C1,X,Y,tank,,,14,14,14,14,agree,\nC2,X,Y,tank,,,14,15,15,,agree,\n", encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="1 verdicts differ"):
        call_command("compare", "cases", str(path), stdout=out)
    assert "C2: conflict, but the file states agree\n1 of 2 verdicts as stated" in out.getvalue()
