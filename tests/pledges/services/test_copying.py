"""A row that was copied in is the row that an INSERT would have stored."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from pledges.models import Account, Article, LedgerEntry, Rollup
from pledges.services.copying import copy_in, drop, number

pytestmark = pytest.mark.django_db

ODD = ['quote " and \\ back', "tab\tand\nline", "{braces, commas}", "NULL", "\\N", "Żółć", ""]


def account() -> Account:
    return Account.objects.create(recipient="UA", category="main-battle-tank")


def entry(of: Account, key: str, **values: Any) -> LedgerEntry:
    defaults: dict[str, Any] = {
        "standing": "live",
        "line": "a line",
        "type": "pledge",
        "donors": ODD,
        "category": "tab\there",
        "unit": "item",
        "announced": date(2023, 3, 7),
        "last_published": date(2023, 3, 8),
        "givers": {"financier": ODD, "supplier": []},
        "measure": "pledged",
        "low": 14,
        "high": None,
        "stated": 14,
        "body": {"id": key, "words": ODD, "none": None, "share": 0.5, "deep": [{"a": [1, 2]}]},
    }
    return LedgerEntry(account=of, entry=key, **(defaults | values))


def stored(key: str) -> dict[str, Any]:
    return LedgerEntry.objects.filter(entry=key).values().get() | {"id": None, "entry": None, "body": None}


def test_keeps_every_value_as_an_insert_does() -> None:
    of = account()
    copied, inserted = entry(of, "copied"), entry(of, "inserted")
    copy_in([copied])
    inserted.save()
    assert stored("copied") == stored("inserted")
    assert LedgerEntry.objects.get(entry="copied").body == {**inserted.body, "id": "copied"}
    assert LedgerEntry.objects.get(entry="copied").donors == ODD


def test_gives_keys_that_no_later_row_gets() -> None:
    of = account()
    rows = [entry(of, f"{place}") for place in range(5)]
    number(rows)
    copy_in(rows)
    later = entry(of, "later")
    later.save()
    assert len({row.pk for row in (*rows, later)}) == 6
    assert set(LedgerEntry.objects.values_list("pk", flat=True)) == {row.pk for row in (*rows, later)}


def test_stamps_the_time_of_storing() -> None:
    before = timezone.now()
    copy_in([Article(key="a story")])
    assert before <= Article.objects.get().recorded_at <= timezone.now()


def test_refuses_what_a_constraint_refuses_and_stores_nothing_of_it() -> None:
    of = account()
    copy_in([entry(of, "there")])
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_in([entry(of, "new"), entry(of, "there")])
    assert list(LedgerEntry.objects.values_list("entry", flat=True)) == ["there"]


def test_copies_and_drops_nothing_of_nothing() -> None:
    copy_in([])
    number([])
    drop(Rollup, "account_id", [])


def test_drops_the_rows_of_some_keys_only() -> None:
    of = account()
    other = Account.objects.create(recipient="UA", category="drone")
    copy_in([entry(of, "gone"), entry(other, "kept")])
    drop(LedgerEntry, "account_id", [of.pk])
    assert list(LedgerEntry.objects.values_list("entry", flat=True)) == ["kept"]
