"""Sums by donor, role and time keep joint gifts whole."""

from dataclasses import replace
from typing import Any

import pytest

from pledges.domain.accounts import AccountKey, LedgerClaim, account_of, line_id, partition
from pledges.domain.claims import Item
from pledges.domain.ledger import fold
from pledges.domain.totals import TotalsFilter, timeline, totals, view_of_donor
from pledges.domain.values import Role
from tests.pledges.domain.telling import CATALOGUE, day, figure, says

SIDES = "DE:financier DK:financier NO:financier SK:supplier"
THIRDS = "DE:financier:1/3 DK:financier:1/3 NO:financier:1/3 SK:supplier"
JOINT = says("pledge", "DE DK NO", 16, "Zuzana 2", on="10-02", parties=SIDES)
SHARED = says("pledge", "DE DK NO", 15, "Zuzana 2", on="10-02", parties=THIRDS)
OWN = says("pledge", "DE", 14, "PzH 2000", on="05-06")
REFUND = says(
    "pledge",
    "PL",
    14,
    "AHS Krab",
    on="05-29",
    parties="European-Peace-Facility:financier PL:supplier",
    article="refund",
)

HALF = says("pledge", "DE DK NO", 16, "Zuzana 2", on="10-02", parties="DE:financier:1/2 DK:financier NO:financier")
TOO_MUCH = says(
    "pledge", "DE DK NO", 16, "Zuzana 2", on="10-02", parties="DE:financier:1/2 DK:financier:1/2 NO:financier"
)
BY_SUPPLIER = says("pledge", "SK", 16, "Zuzana 2", on="10-09", parties=SIDES)
BOTH = "EPF:financier PL:supplier"
FUND = [
    says("pledge", "EPF", 14, "AHS Krab", on="05-29", parties=BOTH),
    says("pledge", "EPF PL", 14, "AHS Krab", on="05-30", parties=BOTH),
    says("pledge", "PL", 14, "AHS Krab", on="06-02"),
]
NAMED = [FUND[0], says("pledge", "PL", 14, "AHS Krab", on="06-02", parties=BOTH)]
PART = [
    says("pledge", "PL", None, "funding", money="200000000 EUR", on="05-29"),
    says("pledge", "EPF", None, "funding", money="100000000 EUR", on="06-29", parties=BOTH),
]


def rows(claims: list[LedgerClaim], *group_by: str, **only: Any) -> dict[str, str]:
    account = AccountKey(recipient="UA", category="howitzer")
    ledger = fold(claims, catalogue=CATALOGUE)
    found = totals([(account, ledger)], catalogue=CATALOGUE, group_by=group_by, only=TotalsFilter(**only))
    return {"/".join(row.key).removesuffix("/item"): figure(row.pledged) for row in found}


CASES: list[tuple[str, list[LedgerClaim], tuple[str, ...], dict[str, Any], dict[str, str]]] = [
    ("sixteen_by_the_group", [JOINT], ("donor",), {}, {"DE+DK+NO": "16"}),
    ("sixteen_by_financiers", [JOINT], ("donor",), {"role": Role.FINANCIER}, {"DE+DK+NO": "16"}),
    ("sixteen_by_the_supplier", [JOINT], ("donor",), {"role": Role.SUPPLIER}, {"SK": "16"}),
    ("each_donor's_view_is_open", [JOINT], (), {"donor": "DK"}, {"item": "0..16(0)"}),
    ("the_supplier's_view_is_whole", [JOINT], (), {"donor": "SK", "role": Role.SUPPLIER}, {"item": "16"}),
    ("the_supplier_financed_nothing", [JOINT], (), {"donor": "SK", "role": Role.FINANCIER}, {}),
    ("a_stated_share_is_the_view", [SHARED], (), {"donor": "DK"}, {"item": "5"}),
    ("a_view_adds_one's_own_gifts", [JOINT, OWN], (), {"donor": "DE"}, {"item": "14..30(14)"}),
    ("systems_apart", [JOINT, OWN], ("system",), {}, {"zuzana-2": "16", "pzh-2000": "14"}),
    ("months_apart", [JOINT, OWN], ("month",), {}, {"2023-10": "16", "2023-05": "14"}),
    ("quarters_and_years", [JOINT, OWN], ("year", "quarter"), {}, {"2023/2023-Q4": "16", "2023/2023-Q2": "14"}),
    ("within_days", [JOINT, OWN], (), {"start": day("09-01")}, {"item": "16"}),
    ("a_category_holds_those_below_it", [JOINT, OWN], (), {"category": "howitzer"}, {"item": "30"}),
    ("a_refund_counts_once_by_the_payer", [REFUND], ("donor",), {"role": Role.FINANCIER},
     {"European-Peace-Facility": "14"}),
    ("a_share_that_is_stated_leaves_the_rest_to_the_others", [HALF], (), {"donor": "DE"}, {"item": "8"}),
    ("a_donor_without_a_share_gave_of_the_rest", [HALF], (), {"donor": "DK"}, {"item": "0..8(0)"}),
    ("shares_beyond_the_whole_are_no_shares", [TOO_MUCH], (), {"donor": "DE"}, {"item": "0..16(0)"}),
    ("one_gift_told_by_payers_and_by_supplier", [JOINT, BY_SUPPLIER], ("donor",), {}, {"DE+DK+NO": "16"}),
    ("one_gift_told_by_supplier_by_role", [JOINT, BY_SUPPLIER], ("donor",), {"role": Role.SUPPLIER}, {"SK": "16"}),
    ("a_refund_told_by_the_fund_and_by_the_giver", FUND, ("donor",), {}, {"PL": "14"}),
    ("a_refund_told_twice_counts_once_by_the_fund", FUND, ("donor",), {"role": Role.FINANCIER}, {"EPF": "14"}),
    ("a_refund_told_twice_counts_once_by_the_giver", FUND, ("donor",), {"role": Role.SUPPLIER}, {"PL": "14"}),
    ("a_refund_is_the_givers_also_where_all_name_both", NAMED, ("donor",), {}, {"PL": "14"}),
    ("a_refund_of_a_part_counts_none_twice", PART, ("donor",), {"role": Role.SUPPLIER}, {"PL/EUR": "200000000"}),
    ("a_refund_of_what_nobody_told_stands", PART[1:], ("donor",), {"role": Role.SUPPLIER}, {"PL/EUR": "100000000"}),
    ("a_refund_counts_once_by_the_giver", [REFUND], ("donor",), {"role": Role.SUPPLIER}, {"PL": "14"}),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "group_by", "only", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sums(
    claims: list[LedgerClaim], group_by: tuple[str, ...], only: dict[str, Any], wanted: dict[str, str]
) -> None:
    assert rows(claims, *group_by, **only) == wanted


def test_what_the_supplier_brings_is_of_those_who_paid() -> None:
    arrived = [JOINT, says("delivery", "SK", 2, "Zuzana 2", on="12-02")]
    account, ledger = AccountKey(recipient="UA", category="howitzer"), fold(arrived, catalogue=CATALOGUE)
    for role, who in ((Role.FINANCIER, "DE+DK+NO"), (Role.SUPPLIER, "SK")):
        (row,) = totals([(account, ledger)], catalogue=CATALOGUE, group_by=("donor",), only=TotalsFilter(role=role))
        assert (row.key[0], figure(row.pledged), figure(row.delivered)) == (who, "16", "2")


def test_a_system_takes_its_variants_in() -> None:
    claims = [says("pledge", "PL", 14, "Leopard 2A4"), says("pledge", "PL", 3, "T-72")]
    assert rows(claims, system="leopard-2") == {"item": "14"}
    assert rows(claims, system="leopard-2a6") == {}


def test_units_are_never_summed() -> None:
    claims = [says("pledge", "DE", 1, "Patriot", unit="battery"), says("pledge", "DE", 3, "Patriot", unit="launcher")]
    assert rows(claims) == {"item": "1", "launcher": "3"}


def test_a_timeline_is_cumulative() -> None:
    claims = [
        says("pledge", "PL", 14, on="01-25"),
        says("delivery", "PL", 4, on="02-25"),
        says("pledge", "PL", "+2", on="04-01"),
    ]
    months = timeline(fold(claims, catalogue=CATALOGUE).lines)
    shown = [(month, pledged.stated, delivered.stated) for month, pledged, delivered in months]
    assert shown == [("2023-01", 14, 0), ("2023-02", 14, 4), ("2023-04", 16, 4)]


def test_a_line_shows_each_donor_its_view() -> None:
    (line,) = fold([SHARED], catalogue=CATALOGUE).lines
    assert figure(view_of_donor(line, "NO")) == "5"
    assert figure(view_of_donor(line, "PL")) == "0"


def test_claims_part_by_recipient_and_top_category() -> None:
    claims = [JOINT, says("pledge", "FR", 6, "howitzer"), says("pledge", "FR", 6, "Leopard 2")]
    parts = partition(claims, catalogue=CATALOGUE)
    assert {key.category: len(found) for key, found in parts.items()} == {"howitzer": 2, "main-battle-tank": 1}
    assert account_of(JOINT.claim, CATALOGUE) == AccountKey(recipient="UA", category="howitzer")


@pytest.mark.parametrize("category", ["no-category-of-ours", "howitzer"])
def test_no_two_accounts_have_one_line(category: str) -> None:
    """A claim that files a known system under a strange category, or one of another root, keeps it there."""
    plain = says("pledge", "PL", 14, "Leopard 2")
    strange = replace(plain.claim, item=Item(name="Leopard 2", category=category), article="strange")
    claims = [plain, replace(plain, claim=strange, claim_id=strange.id)]
    ledgers = {key: fold(part, catalogue=CATALOGUE) for key, part in partition(claims, catalogue=CATALOGUE).items()}
    lines = [line_id(line.key, key.recipient) for key, ledger in ledgers.items() for line in ledger.lines]
    assert len(ledgers) == len(set(lines)) == len(lines) == 2
