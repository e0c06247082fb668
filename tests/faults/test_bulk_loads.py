"""Two bulk loads, single articles and a fold, all at once, leave the ledger that a fresh rebuild makes."""

import random
import time
from collections.abc import Sequence
from itertools import batched
from typing import Any

import pytest
from django.db import connections

from pledges.models import Claim, ClaimState, EntryClaim, StaleAccount
from pledges.services.articles import Offer, store
from pledges.services.demo_stories import Story
from pledges.services.readings import record_runs
from pledges.services.rebuilding import fold_stale, rebuild_all
from pledges.services.stale import Folding
from tests.faults.test_two_writers import begin, ledger, processes, stories

NUMBER = 240
BATCH = 10
PATIENCE = 240.0  # seconds for all of them


def load(told: Sequence[Story], catalogue: str, folding: Folding, together: int) -> None:
    """One writer's work: some articles in each transaction."""
    for some in batched(told, together):
        readings = []
        for story in some:
            offer = Offer(key=story.key, text=story.text, published=story.published, publisher=story.publisher)
            readings.append((store(offer=offer)[0], story.claims))
        now = readings[0][0].recorded_at
        record_runs(readings=readings, extractor="test", catalogue=catalogue, started_at=now, folding=folding)


def keep_folding(ended: Any) -> None:
    """Fold whatever is marked, again and again, until the writers have ended."""
    while not ended.is_set():
        fold_stale(seconds=60)
        time.sleep(random.uniform(0.0, 0.05))


def states() -> list[Any]:
    return list(ClaimState.objects.order_by("claim").values_list("claim", "account", "live", "reviewed", "review"))


@pytest.mark.django_db(transaction=True)
def test_end_in_the_ledger_that_a_fresh_rebuild_makes() -> None:
    catalogue = begin()
    told = stories(catalogue)[:NUMBER]
    revision = catalogue.revision
    connections.close_all()
    ended = processes.Event()
    works = [
        (load, (told[0::3], revision, Folding.LATER, BATCH)),
        (load, (told[1::3], revision, Folding.LATER, BATCH)),
        (load, (told[2::3], revision, Folding.NOW, 1)),
    ]
    writers = [processes.Process(target=work, args=arguments) for work, arguments in works]
    folder = processes.Process(target=keep_folding, args=(ended,))
    deadline = time.monotonic() + PATIENCE
    for process in (*writers, folder):
        process.start()
    for writer in writers:
        writer.join(max(0.1, deadline - time.monotonic()))
    ended.set()
    folder.join(max(0.1, deadline - time.monotonic()))
    for process in (*writers, folder):
        if process.exitcode is None:
            process.kill()
    assert [process.exitcode for process in (*writers, folder)] == [0, 0, 0, 0]

    assert fold_stale(seconds=PATIENCE)
    assert not StaleAccount.objects.exists()
    assert set(Claim.objects.values_list("pk", flat=True)) == {claim.id for story in told for claim in story.claims}
    assert EntryClaim.objects.exists()
    together, stood = ledger(), states()
    rebuild_all()
    assert states() == stood
    for name, rows in ledger().items():
        assert together[name] == rows, name
