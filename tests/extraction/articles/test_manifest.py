"""A broken line of a manifest is refused by its number and the rest goes on."""

import json
from pathlib import Path

import pytest

from extraction.articles import manifest as manifests
from extraction.articles.manifest import read_manifest
from extraction.articles.offers import Offered, Refused, offered_from_given
from pledges.domain.notes import DayFrom

GOOD = {"id": "a", "file": "a.txt", "published": "2023-03-07", "title": "T", "publisher": "P"}


def manifest(tmp_path: Path, *lines: bytes) -> Path:
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(b"\n".join(lines))
    return path


def line(**changes: object) -> bytes:
    return json.dumps(GOOD | changes).encode()


def row(**values: object) -> bytes:
    return json.dumps(values).encode()


def test_reads_each_line_with_its_file_beside_the_manifest(tmp_path: Path) -> None:
    (offered,) = read_manifest(manifest(tmp_path, line()))
    assert (offered.key, offered.file, str(offered.published)) == ("a", str(tmp_path / "a.txt"), "2023-03-07")
    assert offered.day_from == DayFrom.GIVEN


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (b"{", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[1]", "is not a JSON object"),
        (b'{"id": ' + b"7" * 6000 + b"}", "is not JSON: Exceeds the limit"),
        (b'{"id": "\xff"}', "is not UTF-8"),
        (b'{"id": "a", "file": "a.txt", "published": "2023-03-07", "title": "\\ud800"}', "half of a surrogate pair"),
        (line(id=""), "id is missing"),
        (line(id=7), "id is not a string"),
        (line(id={"x": "y" * 9000}), "id is not a string: {'x': 'yyy"),
        (line(id="x" * 501), "longer than 500"),
        (line(id="a\nb"), "holds a line end"),
        (line(file=""), "neither file nor url"),
        (line(file="", url="https://example.org/" + "x" * 2990), "url is longer than 2,000 characters"),
        (line(publisher="x" * 301), "publisher is longer than 300 characters"),
        (line(title="a\x00b"), "NUL"),
        (line(published=""), "published is missing"),
        (line(published="7 March"), "published is not a date: '7 March'"),
        (line(published="2023-02-30"), "published is not a date"),
        (line(file="/etc/passwd"), "file '/etc/passwd' lies outside the manifest's folder"),
        (line(file="../a.txt"), "lies outside the manifest's folder"),
        (line(file="x/../../a.txt"), "lies outside the manifest's folder"),
        (line(file="."), "lies outside the manifest's folder"),
        (line(file="link.txt"), "is a link, and links are not followed"),
        (line(file="way/a.txt"), "is a link, and links are not followed"),
    ],
)
def test_names_the_broken_line_and_reads_the_next(tmp_path: Path, broken: bytes, says: str) -> None:
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    (tmp_path / "way").symlink_to(tmp_path.parent)
    path = manifest(tmp_path, broken, line(id="b"))
    first, second = read_manifest(path)
    assert first.error.startswith(f"{path}: line 1: ")
    assert says in first.error
    assert "\n" not in first.error
    assert len(first.error) < 500
    assert second.key == "b"


def test_a_line_without_end_is_refused_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifests, "LONGEST_LINE", 1000)
    monkeypatch.setattr(manifests, "_CHUNK", 64)
    first, second, third = read_manifest(manifest(tmp_path, line(), b'"' * 5000, line(id="c")))
    assert (first.key, third.key) == ("a", "c")
    assert "line 2: is longer than 1,000 bytes" in second.error


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    _, second = read_manifest(manifest(tmp_path, line(), line(title="other")))
    assert "line 2: id 'a' stands on line 1 already" in second.error


def test_a_missing_manifest_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"nowhere\.jsonl: No such file"):
        list(read_manifest(tmp_path / "nowhere.jsonl"))


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    (offered,) = read_manifest(manifest(tmp_path, b"\xef\xbb\xbf" + line()))
    assert offered.key == "a"


@pytest.mark.parametrize(
    ("said", "key", "publisher", "published"),
    [
        (row(id="x1", text="Words.", published="2024-05-06"), "x1", "", "2024-05-06"),
        (
            row(url="https://example.org/x", maintext="Words.", title="T", source_domain="example.org", authors=["A"],
                date_publish="2024-05-06 10:00:00", image_url=None, filename="x.json"),
            "https://example.org/x", "example.org", "2024-05-06",
        ),
        (row(url="https://example.org/x", text="Words.", domain="example.org", date="2024-05-06T01:00:00Z"),
         "https://example.org/x", "example.org", "2024-05-06"),
        (row(id="x1", text="Words.", published=None), "x1", "", "None"),
    ],
    ids=["ours", "news-please", "cc-news", "undated"],
)  # fmt: skip
def test_a_dump_carries_its_texts(tmp_path: Path, said: bytes, key: str, publisher: str, published: str) -> None:
    (offered,) = read_manifest(manifest(tmp_path, said))
    assert (offered.key, offered.text, offered.publisher, str(offered.published)) == (
        key, "Words.", publisher, published,
    )  # fmt: skip


def test_a_dumps_line_without_words_is_refused_and_not_fetched(tmp_path: Path) -> None:
    (offered,) = read_manifest(manifest(tmp_path, row(url="https://example.org/x", maintext=None)))
    assert offered.error.endswith("line 1: https://example.org/x: maintext is empty")


def test_an_offer_can_be_had_again_from_what_is_kept(tmp_path: Path) -> None:
    path = manifest(tmp_path, line(), row(id="b", text="Words.", set="s", published="2024-05-06"))
    for offered in read_manifest(path):
        assert offered_from_given(offered.locator, offered.as_given()) == offered


def test_what_is_kept_of_a_plain_offer_stays_as_it_was() -> None:
    assert set(Offered(locator="x").as_given()) == {"key", "file", "url", "title", "publisher", "published"}
