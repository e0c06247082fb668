"""A kill in the midst of taking in a page leaves it known by the text that its article has."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections

from extraction.tasks import sweep
from extraction.waking import wake_workers
from pledges.models import Article, Job, JobState, Page
from pledges.services.asked_work import ask_to_fetch
from pledges.services.holders import Holder
from tests.extraction.polling.sites import Site, serving
from tests.workers import worker

PATIENCE = 120.0
SIX = "Norway will send six more howitzers to Ukraine, the minister of defence said in Oslo on Monday morning."
EIGHT = SIX.replace("six", "eight")


def wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, list(Job.objects.values("kind", "state", "attempts", "last_error"))
        sweep()
        time.sleep(0.2)


def fetched(page: Page) -> None:
    """Have a page fetched, and wait until that is done."""
    ask_to_fetch(page=page, wake=wake_workers)
    wait(lambda: not Job.objects.filter(lane="fetch").exclude(state=JobState.DONE).exists())


@contextmanager
def locked(page: Page) -> Iterator[None]:
    """Nobody writes a page's row meanwhile."""
    other = connections.create_connection("default")
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {Page._meta.db_table} WHERE id = %s FOR UPDATE", [page.pk])
        yield
    finally:
        other.rollback()
        other.close()


def somebody_waits_for_a_row() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchall())


def kill_the_holder() -> None:
    holder = Holder.of(Job.objects.get(lane="fetch", state=JobState.RUNNING).leased_by)
    assert holder is not None
    os.kill(holder.pid, signal.SIGKILL)
    wait(holder.is_gone)


def current(site: Site) -> str:
    """The text as which the article reads now."""
    newest = Article.objects.get(key=f"{site.url}/guns").sightings.order_by("-id").select_related("version")[0]
    return newest.version.text


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_put_back_after_the_kill_reads_as_it_is() -> None:
    with serving() as site, worker(queues="fetch", FETCH_PRIVATE_NETWORKS="127.0.0.0/8"):
        page = Page.objects.create(address=f"{site.url}/guns", host=site.url.removeprefix("http://"))
        site.article("/guns", SIX, ETag='"six"')
        fetched(page)
        assert "six" in current(site)
        site.article("/guns", EIGHT, ETag='"eight"')
        with locked(page):
            ask_to_fetch(page=page, wake=wake_workers)
            wait(somebody_waits_for_a_row)
            kill_the_holder()
            site.article("/guns", SIX, ETag='"six"')
        fetched(page)
        assert "six" in current(site)
        fetched(page)
        assert "six" in current(site)
        assert site.asked("/guns")[-1].headers["if-none-match"] == '"six"'
    connection.close()
