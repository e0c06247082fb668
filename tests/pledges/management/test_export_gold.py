"""The folder of an export is written whole or not at all."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from pledges.management.commands import export_gold
from pledges.models import Claim, Decision
from pledges.services.judging import judge
from tests.pledges import stories

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.fixture
def judged(seeded: None, editor: User) -> None:
    version = stories.article()
    stories.read(version, stories.story_claims(version))
    judge(claim=Claim.objects.get(quote__contains="four"), decision=Decision.ACCEPTED, by=editor)


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_writes_texts_gold_and_manifest_alike_each_time(judged: None, tmp_path: Path) -> None:
    call_command("export_gold", "--out", tmp_path / "one")
    (tmp_path / "two").mkdir()
    call_command("export_gold", "--out", tmp_path / "two")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert {name.partition("/")[0] for name in files_of(tmp_path / "one")} == {"texts", "gold", "manifest.jsonl"}


def test_keeps_what_is_there(judged: None, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_gold", "--out", tmp_path)
    assert files_of(tmp_path) == {"kept.txt": b"mine"}


def test_says_what_is_wrong(seeded: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no editor has accepted"):
        call_command("export_gold", "--out", tmp_path / "out")
    with pytest.raises(CommandError, match="cannot be written: No such file"):
        call_command("export_gold", "--out", tmp_path / "none" / "out")
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_breaks_off_leaves_nothing(
    judged: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(found: Any) -> Any:
        yield "texts/a.txt", b"half of it"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_gold, "gold_files", broken)
    with pytest.raises(CommandError, match="No space left"):
        call_command("export_gold", "--out", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
