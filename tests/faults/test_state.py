"""The commands around a copy's folder: its passwords are shown again, and only its own files are deleted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.copies import ROOT
from tracker.embedded.environment import adopt_running_environment, write_environment
from tracker.embedded.guarded import StartError
from tracker.embedded.postgres import clear_leftover, last_trouble
from tracker.embedded.state import StateFolder
from tracker.supervisor import check_disk


def command(module: str, state: Path) -> subprocess.CompletedProcess[str]:
    """Run one of the small commands on a state folder."""
    return subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=os.environ | {"STATE_DIR": str(state)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_shows_the_passwords_again(tmp_path: Path) -> None:
    (tmp_path / "credentials").write_text(json.dumps({"admin": "one", "editor": "two"}))
    assert command("tracker.credentials", tmp_path).stdout == "admin  one\neditor  two\n"


def test_says_where_passwords_come_from_when_there_are_none(tmp_path: Path) -> None:
    done = command("tracker.credentials", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "`make run` makes it" in done.stderr


def test_reset_deletes_what_a_copy_made_and_nothing_else(tmp_path: Path) -> None:
    state = StateFolder.open(tmp_path / "state")
    state.secrets()
    os.close(state.lock)
    (tmp_path / "state" / "notes.txt").write_text("a person's own")
    done = command("tracker.reset", tmp_path / "state")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["notes.txt"]


def test_reset_leaves_a_folder_alone_that_is_no_copy(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    assert "nothing to delete" in command("tracker.reset", tmp_path).stdout
    assert (tmp_path / "postgres").exists()


def test_reset_is_refused_while_a_copy_runs(tmp_path: Path) -> None:
    state = StateFolder.open(tmp_path)
    done = command("tracker.reset", tmp_path)
    os.close(state.lock)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Another run" in done.stderr


def test_secrets_are_made_once_and_private(tmp_path: Path) -> None:
    state = StateFolder.open(tmp_path / "state")
    assert state.secrets() == state.secrets()
    assert len(set(state.secrets().values())) == 4
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0
    assert (tmp_path / "state" / "secrets.json").stat().st_mode & 0o077 == 0
    os.close(state.lock)


def test_broken_secrets_get_one_line(tmp_path: Path) -> None:
    state = StateFolder.open(tmp_path)
    (tmp_path / "secrets.json").write_text("{")
    with pytest.raises(StartError, match=r"secrets\.json cannot be used"):
        state.secrets()
    os.close(state.lock)


def test_commands_beside_a_run_take_its_addresses_and_after_it_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = StateFolder.open(tmp_path)
    write_environment(tmp_path, {"DATABASE_URL": "postgresql://running/copy"})
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.delenv("DATABASE_URL")
    adopt_running_environment()
    assert os.environ["DATABASE_URL"] == "postgresql://running/copy"

    monkeypatch.delenv("DATABASE_URL")
    os.close(state.lock)
    adopt_running_environment()
    assert "DATABASE_URL" not in os.environ


def test_a_pid_file_of_a_process_that_is_no_server_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}\n")
    clear_leftover(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()


def test_a_full_disk_is_told_before_anything_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.supervisor.LEAST_FREE_MIB", 2**40)
    with pytest.raises(StartError, match="MiB are free on the disk of"):
        check_disk(tmp_path)


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (
            "LOG:  starting\nFATAL:  could not write lock file: No space left on device\nLOG:  it is shut down\n",
            "FATAL:  could not write lock file: No space left on device",
        ),
        (
            "creating directory ... ok\ninitdb: error: could not create file\nchild exited\n",
            "error: could not create file",
        ),
        ("\n  last words \n", "last words"),
        ("", "it said nothing"),
    ],
    ids=["fatal", "initdb", "no-trouble", "empty"],
)
def test_finds_the_line_of_trouble_in_a_log(log: str, said: str) -> None:
    assert last_trouble(log) == said
