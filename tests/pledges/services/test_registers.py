"""An import loses nothing, adds nothing the second time, and moves no figure."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import override_settings

from pledges.models import Account, Article, Claim, ClaimState, CopyLink, Decision, LedgerEntry, Run
from pledges.queries.review import next_to_review, waiting
from pledges.registers import RegisterError
from pledges.registers.documents import Bounds, Thing
from pledges.services.judging import judge
from pledges.services.registers import BATCH, Imported, import_register
from tests.pledges.registers.files import deal, gift, kiel_csv, many_deals, sipri

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def take(*rows: list[str], whole: bool = False, published: date | None = None) -> Imported:
    return import_register(register="sipri", data=sipri(*rows), whole=whole, published=published)


def plain_sums(rows: list[list[str]]) -> tuple[int, int]:
    """The sums of both columns, added up by hand: doubts and words aside."""

    def number(text: str) -> int:
        text = text.replace(",", "")
        return int(text) if text.isdigit() else 0

    return sum(number(row[4]) for row in rows), sum(number(row[8]) for row in rows)


def test_rows_of_three_batches_lose_no_unit() -> None:
    rows = many_deals(2 * BATCH + 100)
    done = take(*rows)
    assert (done.lost, done.file.rows, dict(done.outcomes)) == ((), len(rows), {"new": len(rows)})
    told = [[getattr(one, name) for one in done.sums.values()] for name in ("pledged", "delivered")]
    assert tuple(sum(one.low for one in numbers if one) for numbers in told) == plain_sums(rows)
    assert Claim.objects.filter(kind="delivery").count() == sum(row[8] not in ("", "0") for row in rows)
    assert Claim.objects.exclude(kind="delivery").count() == len(rows)
    many = [one for one in done.file.unread if one.text == "many"]
    assert len(many) == sum(row[4] == "many" for row in rows) > 0


def test_again_changes_nothing() -> None:
    rows = many_deals(50)
    take(*rows)
    before = [model.objects.count() for model in (Article, Run, Claim, ClaimState)]
    done = take(*reversed(rows), published=date(2025, 1, 1))
    assert dict(done.outcomes) == {"unchanged": 50}
    assert [model.objects.count() for model in (Article, Run, Claim, ClaimState)] == before


def test_rows_that_look_alike_are_no_copies() -> None:
    take(*(deal(ordered=str(n)) for n in range(10, 20)))
    assert CopyLink.objects.count() == 0


def test_a_register_moves_no_figure_and_waits_for_no_editor() -> None:
    take(deal())
    assert LedgerEntry.objects.count() == 0
    assert (waiting(), next_to_review()) == (0, None)
    assert set(ClaimState.objects.values_list("live", "reviewed")) == {(False, False)}


def test_what_an_editor_accepts_counts(editor: User) -> None:
    take(deal())
    judge(claim=Claim.objects.get(kind="pledge"), decision=Decision.ACCEPTED, by=editor)
    assert LedgerEntry.objects.filter(type="pledge", standing="reviewed").count() == 1


@override_settings(KEPT_APART=frozenset())
def test_registers_count_where_the_settings_say_so() -> None:
    take(*many_deals(60))
    assert LedgerEntry.objects.filter(standing="live").exists()
    assert set(Account.objects.filter(entries__isnull=False).values_list("revision", flat=True)) == {1}


def test_a_changed_row_is_a_new_version_of_its_deal() -> None:
    take(deal(ordered="10"))
    done = take(deal(ordered="12"))
    assert dict(done.outcomes) == {"changed": 1}
    assert (Article.objects.count(), done.lost) == (1, ())
    assert list(
        ClaimState.objects.filter(review="pending", claim__kind="pledge").values_list("claim__quantity_low")
    ) == [(12,)]


def test_what_a_whole_file_lacks_loses_its_claims() -> None:
    take(deal(), deal("Poland"))
    kept = take(deal())
    assert (kept.missing, kept.retired) == (1, 0)
    gone = take(deal(), whole=True)
    assert (gone.missing, gone.retired) == (1, 1)
    standing = ClaimState.objects.filter(review="pending").select_related("claim")
    assert [state.claim.donors for state in standing] == [["DK"], ["DK"]]
    assert take(deal()).missing == 0


def test_a_kiel_sheet_goes_the_same_way() -> None:
    data = kiel_csv(gift(delivered="4", value="50000000"), gift(item="M113", units="undisclosed"), gift("DKM2"))
    done = import_register(register="kiel", data=data)
    assert (done.lost, dict(done.outcomes), done.published) == ((), {"new": 2}, date(2023, 2, 7))
    assert done.sums[Thing("DK", "Leopard 1A5", "item")].pledged == Bounds.exactly(20)
    assert done.sums[Thing("DK", "funding", "EUR")].pledged == Bounds.exactly(50_000_000)
    assert dict(import_register(register="kiel", data=data).outcomes) == {"unchanged": 2}


def test_blanks_of_any_sort_lose_nothing() -> None:
    data = kiel_csv(gift(item="pistol vz.\xa082", units="150"), gift("DKM2", item="field\nkitchen  stove", units="3"))
    done = import_register(register="kiel", data=data)
    assert done.lost == ()
    assert done.sums[Thing("DK", "field kitchen stove", "item")].pledged == Bounds.exactly(3)


def test_a_file_without_a_day_needs_one() -> None:
    with pytest.raises(RegisterError, match="--published"):
        import_register(register="sipri", data=sipri(deal(), preamble=""))


def test_the_command_tells_what_it_did_and_could_not_read(tmp_path: Path) -> None:
    path, out = tmp_path / "register.csv", StringIO()
    path.write_bytes(sipri(deal(), deal("Atlantis")))
    call_command("import_register", "sipri", str(path), "--sums", stdout=out)
    told = out.getvalue()
    assert "2 documents with 4 claims: 2 new, 0 changed, 0 unchanged" in told
    assert "row 7, Supplier: 'Atlantis' is no name that the catalogue knows: kept as it stands" in told
    assert "DK\tLeopard 1A5\t10\t4\titem" in told


@pytest.mark.parametrize(("name", "content"), [("missing.csv", None), ("other.csv", b"a,b\n")])
def test_the_command_refuses_a_bad_file_in_one_line(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=name):
        call_command("import_register", "sipri", str(path))
