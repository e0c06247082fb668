"""One pace per host holds however many workers ask."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from pledges.models import Host
from pledges.services.hosts import ROBOTS_KEPT, ROBOTS_RETRIED, back_off, claim_turn, keep_robots, keep_turns, robots_of

NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)
PACE = timedelta(seconds=5)
HOST = "news.example:443"


def turn(seconds: float = 0, *, reserved: datetime | None = None, pace: timedelta = PACE) -> float | None:
    """The turn that is given at so many seconds after noon, in seconds after noon; None for now."""
    given = claim_turn(host=HOST, pace=pace, now=at(seconds), reserved=reserved)
    return None if given is None else (given - NOON).total_seconds()


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.django_db
def test_lets_the_first_go_and_gives_each_other_a_turn_of_its_own() -> None:
    assert [turn() for _ in range(4)] == [None, 5, 10, 15]


@pytest.mark.django_db
def test_lets_each_go_at_its_turn() -> None:
    turn(), turn(), turn()
    assert turn(5, reserved=at(5)) is None
    assert turn(10, reserved=at(10)) is None


@pytest.mark.django_db
def test_keeps_the_pace_behind_one_that_came_late() -> None:
    turn(), turn(), turn()
    assert turn(8, reserved=at(5)) is None
    assert turn(10, reserved=at(10)) == 13
    assert turn(13, reserved=at(13)) is None


@pytest.mark.django_db
def test_wastes_no_time_on_turns_that_nobody_uses() -> None:
    turn(), turn(), turn()
    assert turn(60) is None


@pytest.mark.django_db
def test_spreads_those_whose_turns_were_missed() -> None:
    turn(), turn(), turn(), turn()
    assert turn(100, reserved=at(5)) is None
    assert [turn(100, reserved=at(10)), turn(100, reserved=at(15))] == [105, 110]


@pytest.mark.django_db
def test_takes_the_longer_pace_of_who_asks() -> None:
    turn()
    assert turn(5, pace=timedelta(seconds=30)) == 30
    assert turn(5) is None


@pytest.mark.django_db
def test_leaves_a_host_alone_that_asked_for_it() -> None:
    turn()
    reserved = turn()
    back_off(host=HOST, until=at(120))
    back_off(host=HOST, until=at(60))  # an earlier wish shortens nothing
    assert reserved == 5
    assert [turn(5, reserved=at(5)), turn(6)] == [120, 125]
    assert turn(120, reserved=at(120)) is None


@pytest.mark.django_db
def test_keeps_a_pace_for_each_host() -> None:
    assert turn() is None
    assert claim_turn(host="other.example:443", pace=PACE, now=NOON) is None


@pytest.mark.django_db
def test_keeps_turns_for_many_who_then_come_to_them_and_wait_for_nobody() -> None:
    assert seconds(keep_turns(host=HOST, pace=PACE, now=NOON, count=3)) == [0, 5, 10]
    assert seconds(keep_turns(host=HOST, pace=PACE, now=at(1), count=2)) == [15, 20]
    assert [turn(second, reserved=at(second)) for second in (0, 5, 10, 15, 20)] == [None] * 5


@pytest.mark.django_db
def test_keeps_turns_behind_a_request_and_behind_the_wish_of_a_host() -> None:
    turn()
    assert seconds(keep_turns(host=HOST, pace=PACE, now=at(2), count=1)) == [5]
    back_off(host=HOST, until=at(60))
    assert seconds(keep_turns(host=HOST, pace=PACE, now=at(2), count=1)) == [60]


@pytest.mark.django_db
def test_believes_no_row_that_has_changed_since_it_was_read() -> None:
    turn(-60)
    seen = Host.objects.get(name=HOST)
    assert turn() is None
    assert claim_turn(host=HOST, pace=PACE, now=NOON, seen=seen) == at(5)


def seconds(turns: list[datetime]) -> list[float]:
    return [(turn - NOON).total_seconds() for turn in turns]


@pytest.mark.django_db(transaction=True)
def test_gives_no_turn_twice_to_workers_that_ask_at_once() -> None:
    given: list[datetime | None] = []

    def ask() -> None:
        try:
            for _ in range(10):
                given.append(claim_turn(host=HOST, pace=PACE, now=NOON))
        finally:
            connection.close()

    workers = [threading.Thread(target=ask) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(one or NOON for one in given) == [NOON + number * PACE for number in range(40)]
    assert given.count(None) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "kept"),
    [
        pytest.param(200, ROBOTS_KEPT, id="rules for a day"),
        pytest.param(404, ROBOTS_KEPT, id="no rules for a day"),
        pytest.param(503, ROBOTS_RETRIED, id="out of order until it is tried again"),
        pytest.param(None, ROBOTS_RETRIED, id="no answer until it is tried again"),
    ],
)
def test_keeps_the_rules_of_a_host_for_a_time(status: int | None, kept: timedelta) -> None:
    assert robots_of(host=HOST, now=NOON) is None
    keep_robots(host=HOST, now=NOON, status=status, text="User-agent: *\0")
    assert robots_of(host=HOST, now=NOON + kept - PACE) == Host.objects.get(name=HOST)
    assert robots_of(host=HOST, now=NOON + kept) is None
