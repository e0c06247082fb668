"""What an offer carries becomes a document, or one line says why not."""

from pathlib import Path

import pytest

from extraction.articles import files
from extraction.articles.documents import read_file, read_offered
from extraction.articles.offers import Offered, Refused
from pledges.domain.notes import NoteKind

PAGE = """<html><head><title>Ten more tanks</title><meta property="og:site_name" content="Sample Wire">
<meta property="article:published_time" content="2023-03-07T09:00:00Z"></head><body><nav>Home | News | Sport</nav>
<article><h1>Ten more tanks</h1><p>The ministry said on Tuesday that ten more tanks will leave for Ukraine this week,
and that four had been handed over in February, which makes fourteen in total.</p><p>The crews have finished their
training, a spokesman said, adding that spare parts and ammunition would follow by the end of the month.</p></article>
<script>alert(1)</script><footer>Cookies</footer></body></html>"""


def test_text_is_taken_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("One\r\nTwo\u00a0“x”".encode())
    assert read_file(path, strict=True).text == read_file(path).text == "One\r\nTwo\u00a0“x”"


def test_a_page_gives_its_main_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    taken = read_file(path)
    assert "ten more tanks will leave" in taken.text
    assert "alert" not in taken.text
    assert "Cookies" not in taken.text
    assert (taken.publisher, str(taken.published)) == ("Sample Wire", "2023-03-07")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t ", "is empty"),
        ("a.txt", "Zürich".encode("latin-1"), "is not UTF-8 text"),
        ("a.md", "Zürich".encode("latin-1"), "is not UTF-8 text"),
        ("a.txt", b"a\x00b", "NUL"),
        ("a.html", b"<html></html>", "has no article text"),
        ("a.pdf", b"%PDF\xff", "is no PDF"),
        ("a.pdf", b"%PDF-1.7\n\xff", "is a damaged PDF"),
        ("a.docx", b"PK\x03\x04", "is a damaged Word document"),
        ("a.rtf", b"{\\rtf1}", "is rich text (.rtf), which is not read"),
        ("a.xyz", b"words", "has the ending .xyz, which is not read"),
    ],
)
def test_names_the_file_that_it_refuses(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        read_file(path, strict=True)
    assert str(refusal.value).startswith(str(path))
    assert says in str(refusal.value)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.txt: No such file"):
        read_file(tmp_path / "gone.txt")


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    path = tmp_path / "a.txt"
    path.write_text("x" * 11)
    with pytest.raises(Refused, match="larger than 10 bytes"):
        read_file(path)


def test_an_offer_may_carry_its_text() -> None:
    taken = read_offered(Offered(locator="dump.jsonl:1", key="a", text="Latvia sent 9 guns.", title="Guns"))
    assert (taken.text, taken.title, taken.media_type) == ("Latvia sent 9 guns.", "Guns", "text/plain")


def test_the_language_of_a_carried_text_is_told() -> None:
    text = (
        "Die Regierung in Berlin hat am Montag mitgeteilt, dass sie der Ukraine weitere neun Haubitzen liefern will. "
        * 2
    )
    (note,) = read_offered(Offered(locator="dump.jsonl:1", key="a", text=text)).notes
    assert (note.kind, note.detail) == (NoteKind.NOT_ENGLISH, "the text is not English (de) and was not read")


@pytest.mark.parametrize(
    ("offered", "says"),
    [
        (Offered(locator="m:1", error="m: line 1: is broken"), "m: line 1: is broken"),
        (Offered(locator="m:2", key="b", url="https://example.org/b"), "m:2: b: names no file"),
    ],
)
def test_an_offer_without_a_document_is_refused(offered: Offered, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_offered(offered)
    assert str(refusal.value) == says
