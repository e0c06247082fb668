"""A host is asked by one at a time and never sooner than its pace, by however many workers: its row is the clock.

Whoever finds the host free goes. Whoever does not is given a turn of its own; turns follow one another at the pace.
One that nobody uses costs time and nothing else. Who asks for many at once keeps their turns at once (`keep_turns`).

What a row says of time is a value: it is read, its successor worked out, and written where the row says the same
still. Of several who come at once one writes, and the others look again.
"""

from datetime import datetime, timedelta
from typing import NamedTuple, Self

from django.db import transaction

from pledges.models import Host

ROBOTS_KEPT = timedelta(days=1)
ROBOTS_RETRIED = timedelta(minutes=15)  # where robots.txt could not be had
HELD = timedelta(seconds=30)  # a turn holds for so long (or for one pace) after its moment, then it lapses


class Times(NamedTuple):
    """The columns of a host's row that say when it was and may be asked."""

    asked_at: datetime | None
    next_turn_at: datetime | None
    not_before: datetime | None

    @classmethod
    def of(cls, row: Host) -> Self:
        """Those of a row that was read."""
        return cls(row.asked_at, row.next_turn_at, row.not_before)

    def free_from(self, pace: timedelta, now: datetime) -> datetime:
        """The first moment, now or later, at which the host's pace and its own wish allow a request."""
        paced = now if self.asked_at is None else self.asked_at + pace
        return max(now, paced, self.not_before or now)

    def lapsed(self, reserved: datetime, pace: timedelta, now: datetime) -> bool:
        """A turn that was missed, or that the host's wish overtook, is no turn: many would come at one moment."""
        return reserved + max(pace, HELD) < now or (self.not_before is not None and reserved < self.not_before)

    def claimed(self, pace: timedelta, now: datetime, reserved: datetime | None) -> tuple[datetime, Self]:
        """The caller's turn, and the times as they are then. At a turn of `now` it goes, and that is noted."""
        turn = self.free_from(pace, now)
        if turn <= now:
            return now, self._replace(asked_at=now, next_turn_at=max(self.next_turn_at or now, now + pace))
        if reserved is None or self.lapsed(reserved, pace, now):
            return self.kept(pace, now, 1)
        return turn, self

    def kept(self, pace: timedelta, now: datetime, count: int) -> tuple[datetime, Self]:
        """The first of so many turns that nobody has, and the times once they are kept."""
        free = self.free_from(pace, now)
        first = max(free, self.next_turn_at or free)
        return first, self._replace(next_turn_at=first + count * pace)


def claim_turn(
    *, host: str, pace: timedelta, now: datetime, reserved: datetime | None = None, seen: Host | None = None
) -> datetime | None:
    """None when the request may go now, which is noted; else the moment of the turn that is kept for the caller.

    `reserved` is the turn that the caller was given before: coming back with it, it waits at most for those that are
    late. Distinct callers get distinct turns. The pace is the caller's own: between the last request, whoever made it,
    and this one lies at least `pace`. `seen` is the host's row where the caller has just read it.
    """
    times = Times.of(seen) if seen is not None else _times_of(host)
    while True:
        turn, then = times.claimed(pace, now, reserved)
        if then == times or _replaced(host, times, then):
            return turn if turn > now else None
        times = _times_of(host)


def keep_turns(*, host: str, pace: timedelta, now: datetime, count: int) -> list[datetime]:
    """So many turns for the caller, the first at `now` where the host is free: each is to be claimed as `reserved`.

    In the caller's transaction others who ask the host wait for its end; who keeps turns of several hosts takes
    them in the order of their names.
    """
    while True:
        times = _times_of(host)
        first, then = times.kept(pace, now, count)
        if _replaced(host, times, then):
            return [first + number * pace for number in range(count)]


@transaction.atomic
def back_off(*, host: str, until: datetime) -> None:
    """The host asked to be left alone until then; turns that were given for sooner are void."""
    row = _locked(host)
    row.not_before = max(row.not_before or until, until)
    row.next_turn_at = max(row.next_turn_at or until, until)
    row.save(update_fields=["not_before", "next_turn_at"])


def robots_of(*, host: str, now: datetime) -> Host | None:
    """The host's row where its robots.txt is known well enough to go by; None when it has to be asked for (again)."""
    row = Host.objects.filter(name=host, robots_at__isnull=False).first()
    if row is None or row.robots_at is None:
        return None
    unknown = row.robots_status is None or row.robots_status >= 500
    return row if now - row.robots_at < (ROBOTS_RETRIED if unknown else ROBOTS_KEPT) else None


def keep_robots(*, host: str, now: datetime, status: int | None, text: str = "") -> Host:
    """What a host's robots.txt said; `status` None where nothing answered."""
    known = {"robots_at": now, "robots_status": status, "robots": text.replace("\0", "")}
    rows = Host.objects.filter(name=host)
    if not rows.update(**known):
        Host.objects.bulk_create([Host(name=host)], ignore_conflicts=True)
        rows.update(**known)
    return rows.get()


def _locked(host: str) -> Host:
    Host.objects.bulk_create([Host(name=host)], ignore_conflicts=True)
    return Host.objects.select_for_update().get(name=host)


def _times_of(host: str) -> Times:
    """As they stand; of a host that nobody asked yet a row is made."""
    rows = Host.objects.filter(name=host).values_list(*Times._fields)
    known = rows.first()
    if known is None:
        Host.objects.bulk_create([Host(name=host)], ignore_conflicts=True)
        known = rows.get()
    return Times(*known)


def _replaced(host: str, before: Times, then: Times) -> bool:
    """Write the times, if the row says still what it said before."""
    return bool(Host.objects.filter(name=host, **before._asdict()).update(**then._asdict()))
