"""Pages are asked for in turn: each has its host's next turn kept for it, so that nobody comes in vain."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pledges.models import Page, Priority
from pledges.services.asked_work import ask_to_fetch
from pledges.services.hosts import keep_turns
from pledges.services.jobs import Waker

type DelayOf = Callable[[str], timedelta]
"""How long the host of an address wants between two requests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page that is to be fetched, at the pace of who lists it; `address` where it is not asked by its own."""

    page: Page
    pace: timedelta
    address: str = ""


def no_delay(address: str) -> timedelta:
    """Nothing is known of any host."""
    return timedelta(0)


def ask_in_turn(
    several: Sequence[Asked],
    *,
    now: datetime,
    priority: Priority = Priority.NEWS,
    wake: Waker | None,
    delay_of: DelayOf,
) -> None:
    """Have pages fetched, each at a turn of its host that is kept for it: nobody comes in vain."""
    by_host: dict[str, list[Asked]] = defaultdict(list)
    for one in several:
        by_host[one.page.host].append(one)
    turns: dict[int, datetime] = {}
    for host, alike in sorted(by_host.items()):  # in one order: two who keep turns of the same hosts lock them alike
        pace = max([delay_of(alike[0].page.address), *(one.pace for one in alike)])
        kept = keep_turns(host=host, pace=pace, now=now, count=len(alike))
        turns |= {one.page.pk: turn for one, turn in zip(alike, kept, strict=True)}
    for one in several:
        ask_to_fetch(page=one.page, asked=one.address, priority=priority, turn=turns[one.page.pk], wake=wake)
