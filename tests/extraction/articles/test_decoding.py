"""A declared charset decides, in a fixed order; a broken byte is told and loses no page."""

import pytest

from extraction.articles.decoding import codec_of, declared_in, decode
from extraction.articles.offers import Refused
from pledges.domain.notes import NoteKind

WORDS = "Minister Häkkänen said – “soon” – that Łódź would send 7 guns. " * 3
WESTERN = "Minister Häkkänen said – “soon” – that Malmö would send 7 guns. " * 3
META = '<html><head><meta charset="{}"></head><body>'


@pytest.mark.parametrize(
    ("data", "charset", "codec"),
    [
        (WESTERN.encode("cp1252"), "iso-8859-1", "cp1252"),
        (WESTERN.encode("cp1252"), "latin1", "cp1252"),
        (WESTERN.encode("cp1252"), "us-ascii", "cp1252"),
        ((META.format("windows-1252") + WESTERN).encode("cp1252"), "", "cp1252"),
        ((META.format("utf-8") + WESTERN).encode("cp1252"), "windows-1252", "cp1252"),
        ((META.format("windows-1252") + WESTERN).encode("cp1252"), "utf-8", "cp1252"),
        ((META.format("iso-8859-2") + WORDS.replace("–", "-").replace("“", "").replace("”", "")).encode("iso-8859-2"),
         "", "iso8859-2"),
        ((META.format("utf-16") + WORDS).encode(), "", "utf-8"),
        (b"\xef\xbb\xbf" + (META.format("windows-1252") + WORDS).encode(), "iso-8859-1", "utf-8"),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), "", "utf-16-le"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-8", "utf-16-be"),
        ((META.format("utf-8") + WORDS).encode(), "iso-8859-1", "utf-8"),
        (b'<?xml version="1.0" encoding="windows-1252"?><html>' + WESTERN.encode("cp1252"), "", "cp1252"),
        (WORDS.encode(), "", "utf-8"),
        (WORDS.encode("utf-16-le"), "utf-16", "utf-16-le"),
    ],
)  # fmt: skip
def test_reads_every_letter_without_a_word(data: bytes, charset: str, codec: str) -> None:
    decoded = decode(data, name="a", charset=charset, html=True)
    assert (decoded.charset, decoded.notes) == (codec, ())
    assert "Häkkänen" in decoded.text


def test_a_broken_byte_is_replaced_and_told_with_its_place() -> None:
    data = WORDS.encode().replace(b"said", b"sa\xefd", 1)
    decoded = decode(data, name="a", charset="utf-8")
    assert decoded.text.count("\ufffd") == 1
    (note,) = decoded.notes
    assert note.kind == NoteKind.BYTES_REPLACED
    assert note.detail == "1 byte is no UTF-8, the first at 22: replaced by U+FFFD"


def test_what_declares_nothing_and_has_one_broken_byte_is_utf8() -> None:
    decoded = decode(WORDS.encode().replace(b"guns", b"g\xe4ns", 1), name="a")
    assert decoded.charset == "utf-8"
    assert "Łódź" in decoded.text


@pytest.mark.parametrize(
    ("charset", "says"), [("", "it was read as cp125"), ("x-klingon", "the charset 'x-klingon' is unknown")]
)
def test_a_charset_that_is_found_by_its_letters_is_told(charset: str, says: str) -> None:
    decoded = decode((WESTERN * 5).encode("cp1252"), name="a", charset=charset)
    assert "Häkkänen" in decoded.text
    assert says in decoded.notes[0].detail


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (bytes(range(256)) * 40, "utf-8"),
        (bytes(range(1, 256)) * 40, "utf-8"),
        (bytes(range(1, 32)) * 40 + b"words" * 40, "windows-1252"),
        (bytes(range(1, 32)) * 40, ""),
        (b"\x00" * 100, ""),
        (WORDS.encode("utf-16-le"), "utf-8"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, charset: str) -> None:
    with pytest.raises(Refused, match=r"^a: "):
        decode(data, name="a", charset=charset)


@pytest.mark.parametrize("label", ["zip", "base64", "utf-7", "unicode_escape", "idna", "../x", "", "a" * 500])
def test_knows_no_charset_where_python_has_a_codec_of_another_kind(label: str) -> None:
    assert codec_of(label) == ""


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "windows-1252"),
        (b"<META CHARSET = 'Big5' >", "Big5"),
        (b'<!-- <meta charset="big5"> --><meta charset=koi8-r>', "koi8-r"),
        (b"<p>charset=big5</p>", ""),
        (b" " * 5000 + b'<meta charset="big5">', ""),
    ],
)
def test_finds_what_a_page_declares(head: bytes, label: str) -> None:
    assert declared_in(head) == label
