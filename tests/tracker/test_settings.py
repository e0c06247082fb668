"""The settings are secure unless told otherwise, hold no secret, and name what cannot be right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker.settings import env

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "postgresql://me:p%40ss@db.example:5433/figures?sslmode=require"


def in_a_fresh_process(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script with Django's settings and nothing in the environment but what is given."""
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()\nfrom django.conf import settings\n" + script],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "tracker.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_is_secure_with_nothing_set() -> None:
    done = in_a_fresh_process(
        "print(settings.DEBUG, settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE,"
        "settings.CSRF_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS > 0, '*' in settings.ALLOWED_HOSTS)"
    )
    assert done.stdout.split() == ["False", "True", "True", "True", "True", "False"], done.stderr


def test_has_no_secret_key_of_its_own() -> None:
    done = in_a_fresh_process("settings.SECRET_KEY")
    assert "SECRET_KEY setting must not be empty" in done.stderr


def test_the_web_refuses_to_start_without_a_secret_key() -> None:
    done = in_a_fresh_process("import tracker.wsgi", DATABASE_URL=DATABASE)
    assert done.returncode != 0
    assert "SECRET_KEY setting must not be empty" in done.stderr


def test_a_command_that_needs_no_server_runs_with_nothing_set() -> None:
    done = in_a_fresh_process("from django.core.management import call_command; call_command('check')")
    assert done.returncode == 0, done.stderr


def test_a_query_without_a_database_fails() -> None:
    done = in_a_fresh_process("from django.db import connection; connection.cursor()")
    assert "settings.DATABASES is improperly configured" in done.stderr


def test_a_wrong_setting_gets_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DEBUG": "maybe"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "Settings: DEBUG is 'maybe'; it accepts 1 or 0.\n")


def test_reads_a_database_address_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", DATABASE)
    read = env.database("DATABASE_URL", pool_size=0)["default"]
    assert {name: read[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "figures",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("value", ["mysql://h/d", "postgresql://host", "figures"])
def test_refuses_an_address_of_another_kind_without_repeating_it(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DATABASE_URL", value)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL accepts postgresql://") as refused:
        env.database("DATABASE_URL", pool_size=0)
    assert value not in str(refused.value)


@pytest.mark.parametrize(
    ("value", "said"),
    [("many", "it accepts a whole number"), ("-1", "it accepts 0 or more"), ("1.5", "it accepts a whole number")],
)
def test_names_a_number_that_is_none(monkeypatch: pytest.MonkeyPatch, value: str, said: str) -> None:
    monkeypatch.setenv("SOME_NUMBER", value)
    with pytest.raises(ImproperlyConfigured, match=rf"SOME_NUMBER is .*{said}"):
        env.integer("SOME_NUMBER", 3)


@pytest.mark.parametrize("value", ["1.2", "-0.1", "half"])
def test_names_a_fraction_that_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOME_SHARE", value)
    with pytest.raises(ImproperlyConfigured, match=r"SOME_SHARE is .*from 0 to 1"):
        env.fraction("SOME_SHARE", 0.5)


def test_an_empty_value_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_NUMBER", "")
    assert (env.integer("SOME_NUMBER", 3), env.listing("SOME_NUMBER", "a, b,"), env.flag("SOME_NUMBER")) == (
        3,
        ["a", "b"],
        False,
    )
