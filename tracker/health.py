"""Healthy means that the database and the broker answer; ready means that beside it work gets done.

Both pages are public: they name the part that fails, and tell ages, but no error.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import redis
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pledges.queries.readiness import Limits, Readiness, readiness, states

TIMEOUT_SECONDS = 2.0
OK, FAILING, NEVER = "ok", "failing", "never"


def database_answers() -> None:
    """One trivial query; raises what the driver raises."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def broker_answers() -> None:
    """One PING; raises what the client raises."""
    client = redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
    )
    with client:
        client.ping()


CHECKS: dict[str, Callable[[], None]] = {"database": database_answers, "broker": broker_answers}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with `ok` for each part, or 503 naming the part that fails (and no more: the page is public)."""
    return _answer(_checked())


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """As `healthz`, with whether the jobs of each lane, the schedule and the watched folder get their turn in time.

    `seconds_since` has ages in whole seconds (`never`: it has not happened yet), `oldest_due_job` those of each
    lane's jobs (null: none is due), where those of bulk loads are told apart.
    """
    parts = _checked()
    if parts["database"] != OK:
        return _answer(parts)
    try:
        found = readiness(now=timezone.now())
    except Exception:  # the database went away meanwhile: that is the answer
        return _answer(parts | {"database": FAILING})
    parts |= {name: OK if well else FAILING for name, well in states(found, _limits()).items()}
    return _answer(parts, **_told(found))


def _checked() -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, check in CHECKS.items():
        try:
            check()
            parts[name] = OK
        except Exception:  # any failure of a part is the answer, not an error of this page
            parts[name] = FAILING
    return parts


def _limits() -> Limits:
    return Limits(
        oldest_job=timedelta(seconds=settings.READY_OLDEST_JOB_SECONDS),
        tick=timedelta(seconds=settings.READY_TICK_SECONDS),
        scans=bool(settings.WATCHED_FOLDER),
    )


def _told(found: Readiness) -> dict[str, object]:
    since = {
        "tick": found.tick,
        "scan": found.scan,
        "last_article": found.last_article,
        "last_claim": found.last_claim,
    }
    return {
        "oldest_due_job": dict(found.oldest_due),
        "oldest_due_bulk_job": dict(found.oldest_due_bulk),
        "seconds_since": {name: NEVER if seconds is None else seconds for name, seconds in since.items()},
        "quarantined_jobs": found.quarantined,
    }


def _answer(parts: dict[str, str], **beside: object) -> JsonResponse:
    well = all(state == OK for state in parts.values())
    return JsonResponse({"status": OK if well else FAILING, **parts, **beside}, status=200 if well else 503)
