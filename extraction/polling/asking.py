"""Nobody is asked but in turn and by its own rules: the pace of the host, its robots.txt, its Retry-After.

Whoever must wait is put back until its turn (`jobs.NotYet`) and sleeps nowhere. A redirect is a request too: the job
comes back for it with a turn of its own, and goes on where it was led.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from extraction.fetching import (
    AGENT_NAME,
    Answer,
    Cause,
    FetchFailed,
    allowed_by,
    ask,
    host_of,
    networks,
    robots_address,
    user_agent,
)
from pledges.models import Host
from pledges.services.hosts import ROBOTS_RETRIED, back_off, claim_turn, keep_robots, robots_of
from pledges.services.jobs import NotYet

HOPS = 5  # redirects of one address
ROBOTS_LARGEST = 2_000_000
ROBOTS_SECONDS = 20.0


@dataclass(slots=True, kw_only=True)
class Errand:
    """A job that asks hosts. `turns` (by host) and `hops` (redirects by first address) outlive a wait on its row."""

    payload: Mapping[str, Any]
    pace: timedelta
    turns: dict[str, str] = field(init=False)
    hops: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.turns = dict(self.payload.get("turns", {}))
        self.hops = {address: list(hops) for address, hops in self.payload.get("hops", {}).items()}

    def take_turn(self, host: str, pace: timedelta, *, seen: Host | None = None) -> None:
        """Go on when the host may be asked now. Raises NotYet with the turn that is kept, else."""
        said = self.turns.get(host)
        reserved = datetime.fromisoformat(said) if said else None
        turn = claim_turn(host=host, pace=pace, now=timezone.now(), reserved=reserved, seen=seen)
        if turn is None:
            self.turns.pop(host, None)
            return
        self.turns[host] = turn.isoformat()
        self.put_off(turn)

    def put_off(self, at: datetime) -> None:
        """Raises NotYet, with what is known so far kept for the next attempt."""
        raise NotYet(at=at, payload={**self.payload, "turns": self.turns, "hops": self.hops})

    def hop(self, first: str, address: str) -> None:
        """Note where a redirect leads. Raises FetchFailed for a circle, and for too many."""
        been = self.hops.setdefault(first, [])
        if address == first or address in been:
            raise FetchFailed(f"{first}: redirects in a circle, to {address}", cause=Cause.REDIRECTS)
        if len(been) >= HOPS:
            raise FetchFailed(f"{first}: redirects more than {HOPS} times", cause=Cause.REDIRECTS)
        been.append(address)


def ask_politely(
    url: str,
    *,
    errand: Errand,
    etag: str = "",
    last_modified: str = "",
    largest: int | None = None,
    accept: str | None = None,
    seconds: float | None = None,
) -> Answer:
    """The answer of an address whose host may be asked now. Raises NotYet, or FetchFailed.

    A host that says when to come back (Retry-After) is left alone by everybody until then.
    """
    given = {"largest": largest, "accept": accept, "seconds": seconds, "etag": etag, "last_modified": last_modified}
    how = {name: value for name, value in given.items() if value}
    try:
        return _follow(url, errand=errand, by_rules=True, how=how)
    except FetchFailed as failure:
        if failure.retry_after is not None and failure.status is not None:
            last = errand.hops.get(url, [url])[-1]
            back_off(host=host_of(last), until=timezone.now() + failure.retry_after)
        raise


def _follow(url: str, *, errand: Errand, by_rules: bool, how: Mapping[str, Any]) -> Answer:
    """Ask where redirects had led, or at the beginning; each address in turn, and by its host's rules."""
    start = errand.hops[url][-1] if errand.hops.get(url) else url
    begun = False

    def before_each(address: str) -> None:
        nonlocal begun
        if begun:
            errand.hop(url, address)
        begun = True
        delay, row = _permitted(address, errand) if by_rules else (timedelta(0), None)
        errand.take_turn(host_of(address), max(errand.pace, delay), seen=row)

    return ask(
        start,
        allowed=networks(settings.FETCH_PRIVATE_NETWORKS),
        agent=user_agent(settings.FETCH_CONTACT),
        before_each=before_each,
        **how,
    )


def delay_of(address: str) -> timedelta:
    """How long a host wants between two requests, by its robots.txt where that is known."""
    row = robots_of(host=host_of(address), now=timezone.now())
    permission = allowed_by(row.robots, row.robots_status, address, AGENT_NAME) if row is not None else None
    return (permission.delay if permission is not None else None) or timedelta(0)


def _permitted(address: str, errand: Errand) -> tuple[timedelta, Host]:
    """The delay that the host's robots.txt asks for, and its row. Raises FetchFailed where it does not let us ask."""
    host, now = host_of(address), timezone.now()
    row = robots_of(host=host, now=now) or _fetched_robots(address, host, errand)
    permission = allowed_by(row.robots, row.robots_status, address, AGENT_NAME)
    if permission.allowed:
        return permission.delay or timedelta(0), row
    known_since = now - row.robots_at if row.robots_at is not None else timedelta(0)
    raise FetchFailed(
        f"{address}: {permission.reason}",
        cause=Cause.STATUS,
        temporary=permission.temporary,
        retry_after=max(ROBOTS_RETRIED - known_since, timedelta(0)) if permission.temporary else None,
    )


def _fetched_robots(address: str, host: str, errand: Errand) -> Host:
    """A host's robots.txt, asked for with a turn of its own. Raises FetchFailed where the host must not be asked."""
    how = {"largest": ROBOTS_LARGEST, "seconds": ROBOTS_SECONDS, "accept": "text/plain, */*;q=0.5"}
    try:
        answer = _follow(robots_address(address), errand=errand, by_rules=False, how=how)
    except FetchFailed as failure:
        if failure.cause in (Cause.REFUSED_ADDRESS, Cause.BAD_URL):
            raise
        if failure.retry_after is not None:
            back_off(host=host, until=timezone.now() + failure.retry_after)
        unknown = failure.status is None or failure.status == 429
        return keep_robots(host=host, now=timezone.now(), status=None if unknown else failure.status)
    text = answer.body.decode("utf-8", "replace")
    return keep_robots(host=host, now=timezone.now(), status=answer.status, text=text)
