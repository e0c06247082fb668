"""The compose file names real modules, opens no server to the outside, and gives no secret a default."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pledges.models import Lane

TEXT = (Path(__file__).resolve().parents[2] / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("prepare", "web", "fetcher", "worker", "beat")
# The keys of the compose specification that this file uses; a misspelt one would be ignored or refused there.
KEYS = {
    "build",
    "image",
    "restart",
    "environment",
    "volumes",
    "depends_on",
    "command",
    "ports",
    "stop_signal",
    "healthcheck",
}


def test_has_every_process_and_server() -> None:
    assert set(SERVICES) == {*OURS, "postgres", "valkey"}
    assert all(set(service) <= KEYS for service in SERVICES.values())


def test_only_the_web_is_published_and_to_this_machine_only() -> None:
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "web": ["127.0.0.1:8000:8000"]
    }


@pytest.mark.parametrize("name", ["SECRET_KEY", "POSTGRES_PASSWORD", "VALKEY_PASSWORD", "ALLOWED_HOSTS"])
def test_gives_no_secret_a_default(name: str) -> None:
    uses = re.findall(rf"\$\{{{name}(.*?)\}}", TEXT)
    assert uses
    assert all(use.startswith(":?") for use in uses)


@pytest.mark.parametrize("name", OURS)
def test_waits_for_what_it_needs(name: str) -> None:
    needed = SERVICES[name]["depends_on"]
    assert set(needed) == ({"postgres", "valkey"} if name == "prepare" else {"prepare"})
    for other, how in needed.items():
        assert how["condition"] == ("service_completed_successfully" if other == "prepare" else "service_healthy")


@pytest.mark.parametrize("name", ["web", "fetcher", "worker", "beat"])
def test_runs_modules_that_exist(name: str) -> None:
    command = SERVICES[name]["command"]
    named = [command[2], "tracker.gunicorn_conf", "tracker.wsgi"] if name == "web" else [command[2], "tracker.celery"]
    assert all(importlib.util.find_spec(module) for module in named)


def test_a_worker_takes_from_each_queue() -> None:
    named = {SERVICES[name]["command"][SERVICES[name]["command"].index("-Q") + 1] for name in ("fetcher", "worker")}
    assert named == {lane.value for lane in Lane}


def test_every_named_volume_is_declared() -> None:
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])
