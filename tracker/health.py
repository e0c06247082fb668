"""Healthy means that the database and the broker answer: figures can be served, articles queued."""

from __future__ import annotations

from collections.abc import Callable

import redis
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

TIMEOUT_SECONDS = 2.0


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
    parts: dict[str, str] = {}
    for name, check in CHECKS.items():
        try:
            check()
            parts[name] = "ok"
        except Exception:  # any failure of a part is the answer, not an error of this page
            parts[name] = "failing"
    healthy = all(state == "ok" for state in parts.values())
    return JsonResponse({"status": "ok" if healthy else "failing", **parts}, status=200 if healthy else 503)
