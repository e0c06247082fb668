"""An offered article is stored and queued, or kept with its error."""

import json
import os
import time
import zlib
from pathlib import Path

import pytest
from django.core.management import call_command

from extraction.articles.places import offers_at
from extraction.ingestion import retry_intake, take_in
from extraction.tasks import work
from extraction.watching import scan
from extraction.work import document_of
from pledges.models import Article, ArticleVersion, ClaimState, Intake, Job, Lane, Original

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


def test_the_claims_of_a_text_that_is_put_back_count_again(tmp_path: Path) -> None:
    for number in (14, 15, 14):
        put(tmp_path, "a-2023-03-07.txt", f"Norway will send {number} Leopard 2A4 tanks to Ukraine.")
        ingest(tmp_path / "a-2023-03-07.txt")
        work(lane=Lane.READ)
    counting = ClaimState.objects.filter(live=True).select_related("claim")
    assert [state.claim.quantity_low for state in counting] == [14]
    assert ArticleVersion.objects.count() == 2


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


def test_each_file_of_a_folder_that_is_not_taken_has_its_line_and_its_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "note-2025-02-10.txt")
    put(tmp_path, "sheet.pdf", "%PDF-1.4 and no more")
    put(tmp_path, "letter.docx", "PK no more")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "note-2025-02-10.txt")
    with pytest.raises(SystemExit):
        call_command("ingest", str(tmp_path))
    said = capsys.readouterr()
    assert "articles: 1 new, 0 changed, 0 unchanged, 4 failed" in said.out
    failed = Intake.objects.filter(outcome="failed")
    assert {Path(one.locator).name for one in failed} == {"sheet.pdf", "letter.docx", "pipe.txt", "link.txt"}
    assert all([note["kind"] for note in one.notes] == ["not_taken"] for one in failed)
    assert all(Path(one.locator).name in said.err for one in failed)


def test_what_an_offer_raises_is_its_own_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "good.txt")
    row = {"file": "good.txt", "published": "2023-03-07"}
    path = put(
        tmp_path,
        "manifest.jsonl",
        "\n".join(
            [
                json.dumps({"id": "long", "url": "https://news.example/" + "a" * 3_000, "published": "2023-03-07"}),
                '{"id": "number", "published": ' + "9" * 6_000 + "}",
                json.dumps({"id": "out", "file": "/etc/passwd", "published": "2023-03-07"}),
                json.dumps({"id": "up", "file": "../" * 9 + "etc/passwd", "published": "2023-03-07"}),
                json.dumps({"id": "good"} | row),
            ]
        ),
    )
    assert ingest(path) == ["failed", "failed", "failed", "failed", "new"]
    assert Article.objects.get().key == "good"


class TestDays:
    """A day that nobody stated is told, and one that cannot be is not believed."""

    PAGE = (
        "<!DOCTYPE html><html lang=en><head><title>Riga sends guns</title></head><body><article>"
        "<h1>Riga sends guns</h1>"
        "<p>The cabinet met for an hour and agreed on the plan for the roads, the schools and the winter ahead.</p>"
        "<p>Latvia will send Ukraine 21 M109 howitzers by the end of the month, a spokesman for the army said.</p>"
        "</article></body></html>"
    )

    def test_the_clock_of_a_file_is_a_guess_that_is_told(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = put(tmp_path, "page.html", self.PAGE)
        os.utime(path, (1_577_836_800, 1_577_836_800))
        call_command("ingest", str(path))
        version = ArticleVersion.objects.get()
        assert (str(version.published), version.day_from) == ("2020-01-01", "file_clock")
        assert [note.kind for note in version.notes.all()] == ["day_guessed"]
        assert "2020-01-01 was taken from the file's clock" in capsys.readouterr().out

    def test_no_time_is_counted_from_a_guess(self, tmp_path: Path) -> None:
        ingest(put(tmp_path, "page.html", self.PAGE))
        assert document_of(ArticleVersion.objects.get()).published is None

    @pytest.mark.parametrize("day", ["2031-04-01", "0203-04-01"])
    def test_a_day_that_cannot_be_waits_for_a_person(self, tmp_path: Path, day: str) -> None:
        put(tmp_path, "a.txt")
        ingest(manifest(tmp_path, {"id": "a", "file": "a.txt", "published": day}))
        version = ArticleVersion.objects.get()
        assert version.published is None
        assert {note.kind for note in version.notes.all()} == {"day_impossible", "no_day"}
        assert f"published {day}" in version.notes.get(kind="day_impossible").detail


def test_a_text_that_is_not_english_is_stored_told_and_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "Das Ministerium teilte mit, dass die Regierung in Kürze weitere Haubitzen an die Ukraine liefern werde. "
        "Der Sprecher sagte, die Gespräche über den Winter würden in der kommenden Woche in Brüssel fortgesetzt. "
        "Die Opposition begrüßte die Entscheidung und verlangte eine Liste der übrigen Bestände des Heeres."
    )
    call_command("ingest", str(put(tmp_path, "a-2025-02-10.txt", text)))
    assert "not English (de)" in capsys.readouterr().out
    version = ArticleVersion.objects.get()
    assert version.language == "de"
    assert [note["kind"] for note in Intake.objects.get().notes] == ["not_english"]
    assert not Job.objects.exists()


def test_files_of_one_name_in_two_folders_are_two_articles(tmp_path: Path) -> None:
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        put(tmp_path / name, "a-2023-03-07.txt", f"{SENTENCE} So says the {name}.")
    assert ingest(tmp_path / "north", tmp_path / "south") == ["new", "new"]
    put(tmp_path / "south", "a-2023-03-07.txt", "It says so no more.")
    assert ingest(tmp_path / "north", tmp_path / "south") == ["unchanged", "changed"]
    keys = Article.objects.order_by("id").values_list("key", flat=True)
    assert list(keys) == ["a-2023-03-07.txt", "south/a-2023-03-07.txt"]


def test_a_file_that_was_moved_is_no_second_article(tmp_path: Path) -> None:
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        put(tmp_path / name, "a-2023-03-07.txt")
    assert ingest(tmp_path / "north", tmp_path / "south") == ["new", "unchanged"]


def test_the_bytes_of_a_document_are_kept_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a-2023-03-07.txt")
    ingest(path)
    ingest(path)
    (original,) = Original.objects.all()
    assert zlib.decompress(original.body) == path.read_bytes()
    assert original.retrievals.count() == 1


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
