"""The schedule of sources lives in PostgreSQL: what is due becomes a job once, and each poll says when the next is due.

A job is asked for in the transaction that moves the due moment on, so that whoever dies in between leaves both or none.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from pledges.domain.polling import UNLISTED_PACE
from pledges.models import Listing, Page, PollState
from pledges.services.asked_work import ask_to_poll
from pledges.services.fetch_turns import Asked, DelayOf, ask_in_turn, no_delay
from pledges.services.jobs import Waker
from pledges.services.poll_states import make_missing_states

AT_ONCE = 300  # sources, and pages, that one tick asks for
ASKED_AGAIN_ANYWAY = timedelta(days=1)  # where a job that was asked for left no word


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """How many polls and fetches a tick asked for."""

    polls: int
    pages: int


@transaction.atomic
def tick(*, now: datetime, wake: Waker | None = None, delay_of: DelayOf = no_delay) -> Ticked:
    """Ask for what is due, each thing once. Two ticks at once share the work; one that came twice finds nothing due."""
    make_missing_states(now)
    states = PollState.objects.select_for_update(skip_locked=True, of=("self",)).select_related("source")
    due = list(states.filter(source__paused=False, next_at__lte=now).order_by("next_at", "pk")[:AT_ONCE])
    for state in due:
        ask_to_poll(source=state.source, wake=wake)
    for pause, alike in _by_longest_interval(due).items():
        PollState.objects.filter(pk__in=alike).update(next_at=now + pause)
    pages = list(_due_pages(now))
    paces = _paces_of(pages)
    ask_in_turn([Asked(page=page, pace=paces[page.pk]) for page in pages], now=now, wake=wake, delay_of=delay_of)
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(next_at=now + ASKED_AGAIN_ANYWAY)
    return Ticked(polls=len(due), pages=len(pages))


def _by_longest_interval(states: Sequence[PollState]) -> Mapping[timedelta, Sequence[int]]:
    """The sources of states by what they have in common: many are written at once."""
    found: dict[timedelta, list[int]] = defaultdict(list)
    for state in states:
        found[state.source.longest_interval].append(state.pk)
    return found


def _due_pages(now: datetime) -> QuerySet[Page]:
    """Pages whose moment has come, but for those that only paused sources list."""
    listed = Listing.objects.filter(page=OuterRef("pk"))
    due = Page.objects.filter(next_at__lte=now).filter(Exists(listed.filter(source__paused=False)) | ~Exists(listed))
    return due.select_for_update(skip_locked=True, of=("self",)).order_by("next_at", "pk")[:AT_ONCE]


def _paces_of(pages: Sequence[Page]) -> dict[int, timedelta]:
    """At which pace each page is asked for: the longest of the sources that list it."""
    listed: dict[int, list[timedelta]] = {page.pk: [] for page in pages}
    for pk, pace in Listing.objects.filter(page__in=pages).values_list("page", "source__pace"):
        listed[pk].append(pace)
    return {pk: max(paces, default=UNLISTED_PACE) for pk, paces in listed.items()}
