"""A host is asked by one at a time and never sooner than its pace, by however many workers: its row is the clock.

Whoever finds the host free goes. Whoever does not is given a turn of its own; turns follow one another at the pace.
One that nobody uses costs time and nothing else.
"""

from datetime import datetime, timedelta

from django.db import transaction

from pledges.models import Host

ROBOTS_KEPT = timedelta(days=1)
ROBOTS_RETRIED = timedelta(minutes=15)  # where robots.txt could not be had
HELD = timedelta(seconds=30)  # a turn holds for so long (or for one pace) after its moment, then it lapses


@transaction.atomic
def claim_turn(*, host: str, pace: timedelta, now: datetime, reserved: datetime | None = None) -> datetime | None:
    """None when the request may go now, which is noted; else the moment of the turn that is kept for the caller.

    `reserved` is the turn that the caller was given before: coming back with it, it waits at most for those that are
    late. Distinct callers get distinct turns. The pace is the caller's own: between the last request, whoever made it,
    and this one lies at least `pace`.
    """
    row = _locked(host)
    turn = _free_from(row, pace, now)
    if turn <= now:
        row.asked_at = now
        row.next_turn_at = max(row.next_turn_at or now, now + pace)
    elif reserved is None or _lapsed(reserved, row, pace, now):
        turn = max(turn, row.next_turn_at or turn)
        row.next_turn_at = turn + pace
    row.save(update_fields=["asked_at", "next_turn_at"])
    return turn if turn > now else None


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
    return Host.objects.update_or_create(name=host, defaults=known)[0]


def _locked(host: str) -> Host:
    Host.objects.bulk_create([Host(name=host)], ignore_conflicts=True)
    return Host.objects.select_for_update().get(name=host)


def _free_from(row: Host, pace: timedelta, now: datetime) -> datetime:
    """The first moment, now or later, at which the host's pace and its own wish allow a request."""
    moments = [now]
    if row.asked_at is not None:
        moments.append(row.asked_at + pace)
    if row.not_before is not None:
        moments.append(row.not_before)
    return max(moments)


def _lapsed(reserved: datetime, row: Host, pace: timedelta, now: datetime) -> bool:
    """A turn that was missed, or that the host's wish overtook, is no turn: many would come at one moment."""
    return reserved + max(pace, HELD) < now or (row.not_before is not None and reserved < row.not_before)
