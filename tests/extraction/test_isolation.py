"""Whatever one offer raises becomes its own error, and the others are taken in."""

import json
import os
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from extraction.articles.offers import Offered
from extraction.fitting import LOCATOR, fitted
from extraction.ingestion import take_in
from extraction.watching import scan
from pledges.models import Article, Intake, Job, Priority

pytestmark = pytest.mark.django_db
SENTENCE = "Freedonia will send ten tanks to Ukraine this week."


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - 10, time.time() - 10))
    return path


def inbox(folder: Path, *bad: str) -> Path:
    """A folder with lines of a manifest, between two good ones."""
    put(folder, "a.txt", SENTENCE)
    put(folder, "b.txt", SENTENCE + " It said so twice.")
    good = [json.dumps({"id": name, "file": f"{name}.txt", "published": "2023-03-07"}) for name in "ab"]
    put(folder, "manifest.jsonl", "\n".join([good[0], *bad, good[1]]))
    return folder


LONG_ID = json.dumps({"id": "i" * 3010, "file": "a.txt", "published": "2023-03-07"})
NUL = json.dumps({"id": "nul", "file": "a.txt", "published": "2023-03-07", "publisher": "The\0Paper"})
SURROGATE = '{"id": "half", "file": "a.txt", "published": "2023-03-07", "title": "half a sign \\ud83d"}'


@pytest.mark.parametrize("line", [LONG_ID, NUL, SURROGATE], ids=["an endless id", "a NUL", "half a sign"])
@pytest.mark.parametrize("door", ["scan", "ingest"])
def test_a_bad_line_stops_nothing(line: str, door: str, tmp_path: Path) -> None:
    folder = inbox(tmp_path, line)
    if door == "scan":
        scan(folder=str(folder))
    else:
        with pytest.raises(SystemExit):
            call_command("ingest", str(folder))
    assert set(Article.objects.values_list("key", flat=True)) >= {"a", "b"}
    assert Intake.objects.filter(outcome="failed").count() == 1
    assert scan(folder=str(folder)) == []


def test_a_number_of_six_thousand_digits_is_an_error_and_not_the_end(tmp_path: Path) -> None:
    folder = inbox(tmp_path, '{"id": "n", "file": "a.txt", "published": ' + "9" * 6000 + "}")
    assert "failed" in {one.outcome for one in scan(folder=str(folder))}


def test_two_long_addresses_stay_two(tmp_path: Path) -> None:
    for end in "xy":
        address = f"https://news.example/{'a' * 3000}{end}"
        intake, job = take_in(offered=Offered(locator=address, key=address, error="is refused"))
        assert (intake.outcome, intake.error, job) == ("failed", "is refused", None)
        assert len(intake.locator.encode()) == LOCATOR
    assert Intake.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [("short", "short"), ("x" * 40, "x" * 40), ("a\0b", None), ("half \ud83d", None), ("x" * 41, None)],
    ids=["short", "just fits", "NUL", "half a sign", "too long"],
)
def test_fits_a_name_to_its_column(text: str, told: str | None) -> None:
    found = fitted(text, 40)
    assert len(found.encode()) <= 40
    assert "\0" not in found
    found.encode()
    assert found == told if told else "…" in found


def test_many_new_files_are_a_bulk_load_and_few_are_news(tmp_path: Path) -> None:
    for number in range(11):
        put(tmp_path, f"{number}-2023-03-07.txt", f"{SENTENCE} Number {number}.")
    scan(folder=str(tmp_path))
    assert set(Job.objects.values_list("priority", flat=True)) == {Priority.BULK}
    put(tmp_path, "new-2023-03-08.txt", "Another text.")
    scan(folder=str(tmp_path))
    assert Job.objects.latest("id").priority == Priority.NEWS


def test_a_file_whose_clock_is_ahead_is_taken_in_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a-2023-03-07.txt", "")
    os.utime(path, (time.time() + 86400, time.time() + 86400))
    time.sleep(2.1)
    assert [one.outcome for one in scan(folder=str(tmp_path))] == ["failed"]
    assert scan(folder=str(tmp_path)) == []
