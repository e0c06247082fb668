"""A broken line of a manifest is refused by its number and the rest goes on."""

import json
from pathlib import Path

import pytest

from extraction.articles.manifest import read_manifest
from extraction.articles.offers import Refused

GOOD = {"id": "a", "file": "a.txt", "published": "2023-03-07", "title": "T", "publisher": "P"}


def manifest(tmp_path: Path, *lines: bytes) -> Path:
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(b"\n".join(lines))
    return path


def line(**changes: object) -> bytes:
    return json.dumps(GOOD | changes).encode()


def test_reads_each_line_with_its_file_beside_the_manifest(tmp_path: Path) -> None:
    (offered,) = read_manifest(manifest(tmp_path, line()))
    assert (offered.key, offered.file, str(offered.published)) == ("a", str(tmp_path / "a.txt"), "2023-03-07")


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (b"{", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[1]", "is not a JSON object"),
        (b'{"id": "\xff"}', "is not UTF-8"),
        (line(id=""), "id is missing"),
        (line(id=7), "id is not a string"),
        (line(id="x" * 501), "longer than 500"),
        (line(file=""), "neither file nor url"),
        (line(title="a\x00b"), "NUL"),
        (line(published=""), "published is missing"),
        (line(published="7 March"), "published is not a date: '7 March'"),
        (line(published="2023-02-30"), "published is not a date"),
    ],
)
def test_names_the_broken_line_and_reads_the_next(tmp_path: Path, broken: bytes, says: str) -> None:
    path = manifest(tmp_path, broken, line(id="b"))
    first, second = read_manifest(path)
    assert first.error.startswith(f"{path}: line 1: ")
    assert says in first.error
    assert "\n" not in first.error
    assert second.key == "b"


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    _, second = read_manifest(manifest(tmp_path, line(), line(title="other")))
    assert "line 2: id 'a' stands on line 1 already" in second.error


def test_a_missing_manifest_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"nowhere\.jsonl: No such file"):
        list(read_manifest(tmp_path / "nowhere.jsonl"))
