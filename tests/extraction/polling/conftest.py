"""The schedule is driven: the clock stands, and moves to the next moment at which something is due."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import Min
from django.utils import timezone
from pytest_django import Settings as SettingsWrapper

from extraction.polling import handlers
from extraction.tasks import do
from pledges.models import Job, JobState, Lane, PolledSource, PollState
from pledges.services import jobs
from tests.extraction.polling.sites import Site, serving

MONDAY = datetime(2024, 6, 3, 12, tzinfo=UTC)


@dataclass(slots=True)
class Schedule:
    """The beat and a worker for fetching in one, on a clock that a test moves."""

    clock: time_machine.Traveller

    def run(self, *, hours: float) -> None:
        """Tick and fetch until so many hours have passed."""
        end = timezone.now() + timedelta(hours=hours)
        while timezone.now() < end:
            handlers.tick()
            self.work(until=end)
            states = PollState.objects.filter(source__paused=False).aggregate(first=Min("next_at"))["first"]
            pages = min(filter(None, self._due_pages()), default=None)
            self.clock.move_to(min(filter(None, (states, pages, end))))

    def work(self, *, until: datetime | None = None) -> None:
        """Do the jobs that ask other machines, each when its turn comes."""
        until = until or timezone.now() + timedelta(minutes=10)
        while job := self.next_job(until=until):
            do([job])

    def next_job(self, *, until: datetime | None = None) -> Job | None:
        """The job that is due now or next, leased at its moment; None where there is none until then."""
        waiting = Job.objects.filter(state=JobState.WAITING, lane=Lane.FETCH)
        following = waiting.aggregate(first=Min("next_at"))["first"]
        if following is None or (until is not None and following > until):
            return None
        self.clock.move_to(max(following, timezone.now()))
        return jobs.lease(lane=Lane.FETCH)

    def _due_pages(self) -> Iterator[datetime | None]:
        from pledges.models import Page

        yield Page.objects.filter(next_at__gt=timezone.now()).aggregate(first=Min("next_at"))["first"]


@pytest.fixture
def schedule(db: None) -> Iterator[Schedule]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Schedule(clock)


@pytest.fixture
def site(settings: SettingsWrapper) -> Iterator[Site]:
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
    with serving() as site:
        yield site


@pytest.fixture
def source(db: None, site: Site) -> Callable[..., PolledSource]:
    """Makes a source that goes on."""

    def make(address: str = "/feed", **values: Any) -> PolledSource:
        values = {"name": address, "form": "feed", "paused": False, "pace": timedelta(seconds=5)} | values
        whole = address if values["form"] == "folder" else site.url + address
        return PolledSource.objects.create(address=whole, **values)

    return make
