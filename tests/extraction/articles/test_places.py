"""Every file of a folder is offered, or says in one line why it is not taken."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from extraction.articles import places
from extraction.articles.offers import Offered, Refused
from extraction.articles.places import day_in_name, offers_at
from pledges.domain.notes import DayFrom


def test_each_file_of_a_folder_is_offered_or_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "LARGEST", 50)
    for name in ("a.txt", "b.HTML", "c.pdf", "d.md", "e.eml", "f.docx", "g.rtf", "h", ".hidden.txt"):
        (tmp_path / name).write_text("words")
    (tmp_path / "i.txt").write_text("x" * 51)
    os.mkfifo(tmp_path / "j.txt")
    (tmp_path / "k.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "inner").mkdir()
    told = {Path(offered.locator).name: offered.error for offered in offers_at(str(tmp_path))}
    errors = {name: error.partition(": ")[2] for name, error in told.items() if error}
    assert [name for name, error in told.items() if not error] == [
        "a.txt",
        "b.HTML",
        "c.pdf",
        "d.md",
        "e.eml",
        "f.docx",
    ]
    assert errors == {
        "g.rtf": "is rich text (.rtf), which is not read: save it as .docx, text or PDF",
        "h": "has no ending that says what it is",
        "i.txt": "is larger than 50 bytes",
        "j.txt": "is a pipe (fifo), not a file",
        "k.txt": "is a link, and links are not followed",
    }


def test_a_file_that_a_manifest_names_is_offered_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    said = {"id": "a", "file": "x/../a.txt", "published": "2024-05-06"}
    (tmp_path / "m.jsonl").write_text(json.dumps(said))
    (offered,) = offers_at(str(tmp_path))
    assert (offered.key, offered.folder) == ("a", str(tmp_path))


def test_a_manifest_that_is_a_pipe_is_told_and_the_rest_is_offered(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "m.jsonl")
    (tmp_path / "n.ndjson").symlink_to("/etc/passwd")
    (tmp_path / "z.txt").write_text("words")
    first, second, third = offers_at(str(tmp_path))
    assert first.error == f"{tmp_path / 'm.jsonl'}: is a pipe (fifo), not a file"
    assert second.error == f"{tmp_path / 'n.ndjson'}: is a link, and links are not followed"
    assert (third.key, third.error) == ("z.txt", "")


def test_a_name_that_is_no_utf8_is_told_in_letters_that_can_be_stored(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/z\xfc.txt"))).write_text("words")
    (offered,) = offers_at(str(tmp_path))
    assert offered.error == f"{tmp_path}/z\\xfc.txt: has a name that is no UTF-8: rename it"
    json.dumps(offered.as_given()).encode()


def test_a_file_says_its_day_in_its_name(tmp_path: Path) -> None:
    (tmp_path / "wire-2024-05-06.txt").write_text("words")
    (offered,) = offers_at(str(tmp_path))
    assert (offered.published, offered.day_from) == (date(2024, 5, 6), DayFrom.FILE_NAME)


def test_the_day_that_a_person_gives_wins_over_the_name(tmp_path: Path) -> None:
    path = tmp_path / "wire-2024-05-06.txt"
    path.write_text("words")
    said = Offered(locator="", published=date(2024, 5, 9))
    (offered,) = offers_at(str(path), said=said)
    assert (offered.published, offered.day_from) == (date(2024, 5, 9), DayFrom.GIVEN)


def test_a_url_is_offered_as_it_is() -> None:
    (offered,) = offers_at("https://example.org/a")
    assert (offered.key, offered.url, offered.file) == ("https://example.org/a", "https://example.org/a", "")


def test_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no such file or folder"):
        list(offers_at(str(tmp_path / "gone")))


@pytest.mark.parametrize(
    ("name", "day"), [("a-2023-03-07.txt", "2023-03-07"), ("a-2023-13-07.txt", "None"), ("12023-03-07", "None")]
)
def test_reads_a_day_in_a_name(name: str, day: str) -> None:
    assert str(day_in_name(name)) == day
