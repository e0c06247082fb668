"""What is due becomes a job once, whoever ticks and however often."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from pledges.models import Job, Listing, Page, PolledSource, PollState
from pledges.services.listings import Found, take_listing
from pledges.services.poll_states import record_failure, record_poll
from pledges.services.polling import AT_ONCE, Ticked, tick

NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def source(name: str = "a", **values: object) -> PolledSource:
    values = {"paused": False, "address": f"https://{name}.example/feed"} | values
    return PolledSource.objects.create(name=name, **values)


def page(name: str, **values: object) -> Page:
    return Page.objects.create(address=f"https://a.example/{name}", host="a.example:443", **values)


@pytest.mark.django_db
def test_asks_for_what_is_due_and_not_again() -> None:
    due, later, paused = source("due"), source("later"), source("paused", paused=True)
    PollState.objects.create(source=later, next_at=NOON + HOUR, interval=HOUR)
    PollState.objects.create(source=paused, next_at=NOON - HOUR, interval=HOUR)
    page("due", next_at=NOON)
    page("later", next_at=NOON + HOUR)
    page("never")
    assert tick(now=NOON) == Ticked(polls=1, pages=1)
    assert tick(now=NOON) == Ticked(polls=0, pages=0)
    assert set(Job.objects.values_list("kind", "lane")) == {("poll", "fetch"), ("fetch_page", "fetch")}
    assert Job.objects.get(kind="poll").payload == {"source": due.pk}


@pytest.mark.django_db
def test_asks_for_the_pages_of_a_host_one_after_another() -> None:
    slow = source("slow", pace=timedelta(seconds=20))
    for number in range(3):
        Listing.objects.create(source=slow, page=page(str(number), next_at=NOON))
    page("unlisted", next_at=NOON)
    tick(now=NOON, delay_of=lambda address: timedelta(seconds=30))
    waiting = Job.objects.filter(kind="fetch_page").order_by("next_at")
    turns = [NOON + number * timedelta(seconds=30) for number in range(4)]
    assert [job.next_at for job in waiting] == turns
    assert [job.payload["turns"] for job in waiting] == [{"a.example:443": turn.isoformat()} for turn in turns]


@pytest.mark.django_db
def test_asks_for_what_a_source_lists_at_its_pace() -> None:
    found = [Found(address=f"https://a.example/{n}", asked=f"https://a.example/{n}", host="a.example") for n in "123"]
    take_listing(source=source(pace=timedelta(seconds=7)), found=found, now=NOON)
    assert [job.next_at for job in Job.objects.order_by("pk")] == [NOON + n * timedelta(seconds=7) for n in range(3)]


@pytest.mark.django_db
def test_leaves_pages_that_only_paused_sources_list() -> None:
    waiting, shared = page("waiting", next_at=NOON), page("shared", next_at=NOON)
    paused, going = source("paused", paused=True), source("going")
    for lists, listed in ((paused, waiting), (paused, shared), (going, shared)):
        Listing.objects.create(source=lists, page=listed)
    tick(now=NOON)
    assert Job.objects.get(kind="fetch_page").payload["page"] == shared.pk


@pytest.mark.django_db
def test_asks_for_some_hundred_at_once() -> None:
    Page.objects.bulk_create(
        Page(address=f"https://a.example/{number}", host="a.example:443", next_at=NOON) for number in range(AT_ONCE + 1)
    )
    assert [tick(now=NOON).pages, tick(now=NOON).pages] == [AT_ONCE, 1]


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_ask_for_each_thing_once() -> None:
    for number in range(20):
        source(f"s{number}")
        page(str(number), next_at=NOON)
    ticked: list[Ticked] = []

    def once() -> None:
        try:
            ticked.append(tick(now=NOON))
        finally:
            connection.close()

    threads = [threading.Thread(target=once) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    ticked.append(tick(now=NOON))
    assert (sum(one.polls for one in ticked), sum(one.pages for one in ticked)) == (20, 20)
    assert Job.objects.count() == 40


@pytest.mark.django_db
def test_the_same_listing_twice_asks_for_nothing_more() -> None:
    found = [
        Found(address=f"https://a.example/{n}", asked=f"https://a.example/{n}", host="a.example:443") for n in "xy"
    ]
    lists = source()
    assert take_listing(source=lists, found=found, now=NOON).new == 2
    assert take_listing(source=lists, found=found, now=NOON).new == 0
    assert Job.objects.count() == Page.objects.count() == Listing.objects.count() == 2


@pytest.mark.django_db
def test_a_success_ends_a_row_of_failures() -> None:
    lists = source(shortest_interval=HOUR)
    for _ in range(3):
        failed = record_failure(source=lists, now=NOON, error="answered 500")
    assert (failed.failures, failed.next_at, failed.succeeded_at) == (3, NOON + 8 * HOUR, None)
    went = record_poll(source=lists, now=NOON, brought=False, outcome="0 listed")
    assert (went.failures, went.next_at, went.succeeded_at) == (0, NOON + 1.5 * HOUR, NOON)
