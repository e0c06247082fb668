"""The environment is read here and nowhere else; a value that cannot be right gets one clear line."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str = "") -> str:
    """The value of `name`, stripped; `default` when it is not set or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """A switch: 1, true, yes, on, or 0, false, no, off."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; it accepts 1 or 0.")


def integer(name: str, default: int, *, least: int = 0) -> int:
    """A whole number, `least` or more."""
    value = text(name)
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; it accepts a whole number.") from None
    if number < least:
        raise ImproperlyConfigured(f"{name} is {number}; it accepts {least} or more.")
    return number


def fraction(name: str, default: float) -> float:
    """A number from 0 to 1."""
    value = text(name)
    try:
        number = float(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; it accepts a number from 0 to 1.") from None
    if not 0.0 <= number <= 1.0:
        raise ImproperlyConfigured(f"{name} is {number}; it accepts a number from 0 to 1.")
    return number


def listing(name: str, default: str = "") -> list[str]:
    """Words parted by commas; empty ones are dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def choice(name: str, default: str, accepted: tuple[str, ...]) -> str:
    """One of `accepted`."""
    value = text(name, default)
    if value not in accepted:
        raise ImproperlyConfigured(f"{name} is {value!r}; it accepts {', '.join(accepted)}.")
    return value


def database(name: str, *, pool_size: int) -> dict[str, dict[str, Any]]:
    """Django's DATABASES from `postgresql://user:password@host:port/name?sslmode=...`.

    Without the variable there is no database: commands that need none run, and the first query of any other
    fails. `pool_size` above 0 lets that many connections a process serve its threads; 0 keeps one a thread.
    """
    url = text(name)
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} accepts postgresql://user:password@host:port/database.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    if pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or options.pop("host", "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 0 if pool_size else 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    }
