"""An offered article is stored and queued, or kept with its error."""

import json
import os
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from extraction.articles.places import offers_at
from extraction.ingestion import retry_intake, take_in
from extraction.watching import scan
from pledges.models import Article, ArticleVersion, Intake, Job

pytestmark = pytest.mark.django_db
SENTENCE = "Freedonia will send ten tanks to Ukraine this week."


def put(folder: Path, name: str, text: str = SENTENCE, *, age: float = 10.0) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def manifest(folder: Path, *rows: dict[str, str]) -> Path:
    return put(folder, "manifest.jsonl", "\n".join(json.dumps(row) for row in rows))


def ingest(*places: Path) -> list[str]:
    return [take_in(offered=offered)[0].outcome for place in places for offered in offers_at(str(place))]


def test_a_manifest_is_stored_and_queued_and_again_unchanged(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    path = manifest(tmp_path, {"id": "a", "file": "a.txt", "published": "2023-03-07"})
    assert ingest(path) == ["new"]
    assert ingest(path) == ["unchanged"]
    assert (ArticleVersion.objects.count(), Job.objects.count(), Intake.objects.count()) == (1, 1, 1)


def test_changed_text_is_a_new_version_and_is_queued(tmp_path: Path) -> None:
    path = put(tmp_path, "a-2023-03-07.txt")
    ingest(path)
    put(tmp_path, "a-2023-03-07.txt", "Another text.")
    assert ingest(path) == ["changed"]
    assert (Article.objects.count(), Job.objects.count()) == (1, 2)


def test_a_failure_is_kept_with_its_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "good.txt")
    row = {"published": "2023-03-07"}
    path = manifest(
        tmp_path,
        {"id": "gone", "file": "gone.txt"} | row,
        {"id": "undated", "file": "good.txt"},
        {"id": "good", "file": "good.txt"} | row,
    )
    assert ingest(path) == ["failed", "failed", "new"]
    errors = list(Intake.objects.filter(outcome="failed").order_by("id").values_list("error", flat=True))
    assert "gone.txt: No such file" in errors[0]
    assert "undated: published is missing" in errors[1]


def test_a_failed_offer_can_be_tried_again(tmp_path: Path) -> None:
    path = manifest(tmp_path, {"id": "late", "file": "late.txt", "published": "2023-03-07"})
    ingest(path)
    put(tmp_path, "late.txt")
    assert retry_intake(intake=Intake.objects.get()).outcome == "new"
    assert Intake.objects.get().error == ""


def test_a_file_takes_its_day_from_its_name(tmp_path: Path) -> None:
    ingest(put(tmp_path, "wire-2023-03-07.txt"))
    assert str(ArticleVersion.objects.get().published) == "2023-03-07"


def test_a_folder_gives_its_manifests_articles_and_its_other_files(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "b-2023-03-08.txt", "Another text.")
    manifest(tmp_path, {"id": "a", "file": "a.txt", "published": "2023-03-07"})
    assert ingest(tmp_path) == ["new", "new"]
    assert set(Article.objects.values_list("key", flat=True)) == {"a", "b-2023-03-08.txt"}


def test_the_command_names_what_it_refuses_and_counts_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "a.txt")
    path = manifest(tmp_path, {"id": "a", "file": "a.txt", "published": "2023-03-07"})
    with pytest.raises(SystemExit) as stop:
        call_command("ingest", str(path), str(tmp_path / "nowhere"))
    said = capsys.readouterr()
    assert stop.value.code == 1
    assert "nowhere: there is no such file or folder" in said.err
    assert "articles: 1 new, 0 changed, 0 unchanged, 1 failed" in said.out


def test_a_file_of_another_kind_is_kept_with_its_error(tmp_path: Path) -> None:
    assert ingest(put(tmp_path, "a.rtf")) == ["failed"]
    assert "a.rtf: is rich text (.rtf), which is not read" in Intake.objects.get().error


def test_a_dropped_file_is_taken_in_once(tmp_path: Path) -> None:
    put(tmp_path, "a-2023-03-07.txt")
    assert [one.outcome for one in scan(folder=str(tmp_path))] == ["new"]
    assert scan(folder=str(tmp_path)) == []


def test_a_file_that_is_still_being_written_is_left_for_the_next_look(tmp_path: Path) -> None:
    put(tmp_path, "a-2023-03-07.txt", age=0.0)
    assert scan(folder=str(tmp_path)) == []


def test_a_bad_dropped_file_is_reported_once(tmp_path: Path) -> None:
    put(tmp_path, "a-2023-03-07.txt", "")
    assert [one.outcome for one in scan(folder=str(tmp_path))] == ["failed"]
    assert scan(folder=str(tmp_path)) == []
    put(tmp_path, "a-2023-03-07.txt", SENTENCE, age=-1.0)
    os.utime(tmp_path / "a-2023-03-07.txt", (time.time() - 3, time.time() - 3))
    Intake.objects.update(finished_at="2020-01-01T00:00:00Z")
    assert [one.outcome for one in scan(folder=str(tmp_path))] == ["new"]


def test_a_missing_folder_is_no_error(tmp_path: Path) -> None:
    assert scan(folder=str(tmp_path / "none")) == []
