"""Bytes become text by strict rules, or one line says why not."""

from pathlib import Path

import pytest

from extraction.articles import documents
from extraction.articles.documents import read_file
from extraction.articles.offers import Refused

PAGE = """<html><head><title>Ten more tanks</title><meta property="og:site_name" content="Sample Wire">
<meta property="article:published_time" content="2023-03-07T09:00:00Z"></head><body><nav>Home | News | Sport</nav>
<article><h1>Ten more tanks</h1><p>The ministry said on Tuesday that ten more tanks will leave for Ukraine this week,
and that four had been handed over in February, which makes fourteen in total.</p><p>The crews have finished their
training, a spokesman said, adding that spare parts and ammunition would follow by the end of the month.</p></article>
<script>alert(1)</script><footer>Cookies</footer></body></html>"""


def test_text_is_taken_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("One\r\nTwo\u00a0“x”".encode())
    assert read_file(path).text == "One\r\nTwo\u00a0“x”"


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
        ("a.txt", b"a\x00b", "NUL"),
        ("a.html", b"<html></html>", "has no article text"),
        ("a.pdf", b"%PDF\xff", "is not UTF-8 text"),
    ],
)
def test_names_the_file_that_it_refuses(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        read_file(path)
    assert str(refusal.value).startswith(str(path))
    assert says in str(refusal.value)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.txt: No such file"):
        read_file(tmp_path / "gone.txt")


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST", 10)
    path = tmp_path / "a.txt"
    path.write_text("x" * 11)
    with pytest.raises(Refused, match="larger than 10 bytes"):
        read_file(path)
