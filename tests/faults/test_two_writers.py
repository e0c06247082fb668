"""Two workers who add claims of the same donors at once leave the ledger that one alone would leave."""

import multiprocessing
import random
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections

from pledges.domain.catalogue import Catalogue
from pledges.models import Account, DonorTotal, LedgerEntry, LedgerLine, LedgerProblem, Rollup
from pledges.queries.catalogue import current_catalogue
from pledges.seed_files import load_catalogue
from pledges.services import transactions
from pledges.services.articles import Offer, store
from pledges.services.demo_stories import FIRST_DAY, Newsroom, Story, Zipf
from pledges.services.readings import record_run
from pledges.services.seeding import load_seeds
from pledges.services.transactions import in_one_transaction

ADDITIONS = 1000
SHARED = 100  # accounts; the rows of the donors' totals are shared by all additions
DONORS = 3
PATIENCE = 480.0  # seconds for both writers

processes = multiprocessing.get_context("fork")


def stories(catalogue: Catalogue) -> list[Story]:
    """A thousand articles of two claims each, every fifth in two accounts, all of three states."""
    newsroom = Newsroom(catalogue=catalogue, claims=2 * ADDITIONS, seed=20220224)
    newsroom.donors = Zipf(newsroom.donors.values[:DONORS], newsroom.donors.s)
    accounts, chance = newsroom.account_keys()[:SHARED], random.Random(7)
    return [
        newsroom.story(
            f"story-{number}",
            FIRST_DAY + timedelta(days=number),
            2,
            accounts=chance.sample(accounts, 1 + (number % 5 == 0)),
        )
        for number in range(ADDITIONS)
    ]


def add(told: Sequence[Story], catalogue: str) -> None:
    """One writer's work."""
    for story in told:
        offer = Offer(key=story.key, text=story.text, published=story.published, publisher=story.publisher)
        version, _ = store(offer=offer)
        claims, now = list(story.claims), version.recorded_at
        record_run(version=version, claims=claims, extractor="test", catalogue=catalogue, started_at=now)


def begin() -> Catalogue:
    load_seeds(catalogue=load_catalogue(), sources=())
    return current_catalogue()


def ledger() -> dict[str, Any]:
    """All rows of the ledger, without the keys that the database gives."""
    return {
        "entries": list(LedgerEntry.objects.order_by("standing", "entry").values("standing", "entry", "body")),
        "lines": list(LedgerLine.objects.order_by("standing", "line").values("standing", "line", "body")),
        "problems": sorted(LedgerProblem.objects.values_list("standing", "line", "problem", "sentence")),
        "rollups": sorted(Rollup.objects.values_list("standing", "rollup", "low", "high", "stated", "entries")),
        "totals": sorted(DonorTotal.objects.exclude(figures="").values_list("standing", "donors", "figures")),
    }


@pytest.mark.django_db(transaction=True)
def test_a_thousand_additions_by_two_writers_equal_those_by_one() -> None:
    told = stories(begin())
    revision = current_catalogue().revision
    connections.close_all()
    writers = [processes.Process(target=add, args=(told[part::2], revision)) for part in (0, 1)]
    deadline = time.monotonic() + PATIENCE
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(max(0.1, deadline - time.monotonic()))
        if writer.exitcode is None:
            writer.kill()
    assert [writer.exitcode for writer in writers] == [0, 0]
    together = ledger()
    assert len(together["entries"]) > ADDITIONS / 4

    call_command("flush", verbosity=0, interactive=False)
    begin()
    add(told, revision)
    alone = ledger()
    for name, rows in alone.items():
        assert together[name] == rows, name


def hold_both(first: int, second: int, barrier: Any, answer: Any) -> None:
    """Lock one account, wait until the other writer has locked the other, then ask for that one too."""
    attempts = 0

    @in_one_transaction
    def lock_both() -> None:
        nonlocal attempts
        attempts += 1
        Account.objects.select_for_update().get(pk=first)
        if attempts == 1:
            barrier.wait(10)
        Account.objects.select_for_update().get(pk=second)
        Account.objects.filter(pk__in=[first, second]).update(revision=second)

    lock_both()
    answer.put(attempts)


@pytest.mark.django_db(transaction=True)
def test_who_is_turned_away_by_a_deadlock_begins_again() -> None:
    one, other = (Account.objects.create(recipient=name, category="drone").pk for name in ("UA", "MD"))
    connections.close_all()
    barrier, answer = processes.Barrier(2), processes.Queue()
    writers = [
        processes.Process(target=hold_both, args=(*keys, barrier, answer)) for keys in ((one, other), (other, one))
    ]
    for writer in writers:
        writer.start()
    assert sorted(answer.get(timeout=20) for _ in writers) == [1, 2]
    for writer in writers:
        writer.join(10)
    assert [writer.exitcode for writer in writers] == [0, 0]


@pytest.mark.django_db(transaction=True)
def test_what_fails_otherwise_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = []

    @in_one_transaction
    def wrong() -> None:
        attempts.append(1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep('no number')")

    monkeypatch.setattr(transactions, "PAUSE", 0.0)
    with pytest.raises(Exception, match="invalid input"):
        wrong()
    assert len(attempts) == 1
