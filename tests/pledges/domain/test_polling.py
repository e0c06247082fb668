"""When a source and its pages are asked again."""

from datetime import UTC, datetime, timedelta

import pytest

from pledges.domain.polling import (
    TRIES,
    is_asked_at_once,
    next_fetch,
    next_interval,
    pause_after_failures,
    retry_of_page,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)
WEEK = [HOUR, DAY, 3 * DAY, 7 * DAY]


@pytest.mark.parametrize(
    ("previous", "brought", "expected"),
    [
        pytest.param(60 * MINUTE, True, 40 * MINUTE, id="a third shorter where something new came"),
        pytest.param(60 * MINUTE, False, 90 * MINUTE, id="longer by half where not"),
        pytest.param(16 * MINUTE, True, 15 * MINUTE, id="not below the shortest"),
        pytest.param(20 * HOUR, False, DAY, id="not above the longest"),
        pytest.param(30 * DAY, True, DAY, id="within bounds that an editor narrowed"),
    ],
)
def test_adapts_the_interval_within_bounds(previous: timedelta, brought: bool, expected: timedelta) -> None:
    assert next_interval(previous, brought=brought, shortest=15 * MINUTE, longest=DAY) == expected


@pytest.mark.parametrize(
    ("failures", "retry_after", "expected"),
    [
        pytest.param(1, None, 30 * MINUTE, id="doubles at once"),
        pytest.param(3, None, 2 * HOUR, id="doubles each time"),
        pytest.param(50, None, DAY, id="ends at the longest"),
        pytest.param(10_000, None, DAY, id="however long it lasts"),
        pytest.param(1, 5 * HOUR, 5 * HOUR, id="waits as the host says"),
        pytest.param(1, MINUTE, 30 * MINUTE, id="is not hurried by the host"),
        pytest.param(1, 3 * DAY, 3 * DAY, id="waits as the host says beyond the longest"),
    ],
)
def test_backs_off_from_a_source_that_fails(failures: int, retry_after: timedelta | None, expected: timedelta) -> None:
    pause = pause_after_failures(failures, shortest=15 * MINUTE, longest=DAY, retry_after=retry_after)
    assert pause == expected


def test_gives_a_page_up_after_some_tries() -> None:
    pauses = [retry_of_page(failures) for failures in range(1, TRIES)]
    assert pauses == sorted(pause for pause in pauses if pause is not None)
    assert retry_of_page(TRIES) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(NOON, (NOON + HOUR, 0), id="an hour after the first fetch"),
        pytest.param(NOON + HOUR, (NOON + DAY, 1), id="then a day after it"),
        pytest.param(NOON + HOUR + 10 * MINUTE, (NOON + DAY, 1), id="counted from the first, not from the last"),
        pytest.param(NOON + 4 * DAY, (NOON + 7 * DAY, 3), id="leaving out what was missed"),
        pytest.param(NOON + 8 * DAY, (None, 4), id="and never after the end"),
    ],
)
def test_fetches_again_on_a_widening_schedule(now: datetime, expected: tuple[datetime | None, int]) -> None:
    assert next_fetch(NOON, now, WEEK) == expected


@pytest.mark.parametrize(
    ("updated", "fetched", "changed", "expected"),
    [
        pytest.param(NOON - MINUTE, NOON - 2 * HOUR, NOON - 2 * HOUR, True, id="updated since it was fetched"),
        pytest.param(NOON - 3 * HOUR, NOON - 2 * HOUR, NOON - 2 * HOUR, False, id="updated before"),
        pytest.param(None, NOON - 2 * HOUR, NOON - 2 * HOUR, False, id="says nothing"),
        pytest.param(NOON - MINUTE, None, None, False, id="not fetched yet: its job waits"),
        pytest.param(NOON + DAY, NOON - 2 * HOUR, NOON - 2 * HOUR, False, id="updated tomorrow"),
        pytest.param(NOON - MINUTE, NOON - 2 * MINUTE, NOON - 2 * MINUTE, False, id="once an hour at most"),
        pytest.param(NOON - MINUTE, NOON - 2 * HOUR, NOON - DAY, False, id="once a day where nothing had changed"),
    ],
)
def test_follows_a_listing_that_says_updated(
    updated: datetime | None, fetched: datetime | None, changed: datetime | None, expected: bool
) -> None:
    assert is_asked_at_once(updated, now=NOON, fetched=fetched, changed=changed) is expected
