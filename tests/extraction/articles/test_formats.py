"""Each format becomes text, with what the document says of itself; what lies is refused in one line."""

import io
import zipfile
from datetime import date
from email.message import EmailMessage

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from extraction.articles import pdf, word
from extraction.articles.formats import take
from extraction.articles.offers import Refused, Taken
from pledges.domain.notes import DayFrom, NoteKind
from tests.extraction.articles.pages import FILLING, page

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def a_pdf(*lines: str, title: str = "", password: str = "", pages: int = 1) -> bytes:
    """A PDF whose pages each print the lines."""
    writer = PdfWriter()
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
         NameObject("/BaseFont"): NameObject("/Helvetica")}
    )  # fmt: skip
    for _ in range(pages):
        sheet = writer.add_blank_page(width=600, height=800)
        stream = DecodedStreamObject()
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream.set_data(f"BT /F1 12 Tf 40 700 Td {shown}ET".encode("latin-1"))
        sheet[NameObject("/Contents")] = writer._add_object(stream)
        sheet[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_docx(body: str, *, head: str = "", core: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        if core:
            archive.writestr("docProps/core.xml", core)
    return out.getvalue()


def read(data: bytes, ending: str = "", media_type: str = "") -> Taken:
    return take(data, name="thing", ending=ending, media_type=media_type, today=date(2026, 3, 1))


def test_a_pdf_is_its_words_line_by_line() -> None:
    taken = read(a_pdf("Latvia will send 8 L119 guns", "by the end of May.", title="Gifts of Riga"), ".pdf")
    assert taken.text.split("\n") == ["Latvia will send 8 L119 guns", "by the end of May."]
    assert (taken.title, taken.media_type, taken.published) == ("Gifts of Riga", "application/pdf", None)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (a_pdf("Latvia will send guns", password="x"), "is an encrypted PDF"),
        (a_pdf(), "has no text (a scan?)"),
        (a_pdf("Latvia will send guns")[:-200], "PDF"),
        (b"%PDF-1.4\n" + b"1 0 obj << /Kids [1 0 R] /Type /Pages /Count 999999999 >> endobj\n" * 3
         + b"trailer << /Root << /Type /Catalog /Pages 1 0 R >> >>\nstartxref\n9\n%%EOF", "PDF"),
        (b"%PDF-1.4\nstartxref\n0\n%%EOF", "is a damaged PDF"),
        (a_pdf("Latvia will send guns").replace(b"/Count 1", b"/Count 8"), "PDF"),
    ],
    ids=["encrypted", "scan", "cut", "pages in a ring", "nothing", "counts wrongly"],
)  # fmt: skip
def test_a_pdf_that_lies_is_read_or_refused_in_one_line(data: bytes, says: str) -> None:
    try:
        assert "Latvia" in read(data, ".pdf").text
    except Refused as refusal:
        assert says in str(refusal)
        assert "\n" not in str(refusal)


def test_a_pdf_without_end_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = a_pdf("Latvia will send 8 L119 guns", pages=5)
    monkeypatch.setattr(pdf, "PAGES", 4)
    with pytest.raises(Refused, match="thing: has 5 pages, more than 4"):
        read(data)
    monkeypatch.setattr(pdf, "PAGES", 5)
    monkeypatch.setattr(pdf, "CHARACTERS", 50)
    with pytest.raises(Refused, match="has more than 50 characters"):
        read(data)
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    with pytest.raises(Refused, match="took longer than"):
        read(data)


def test_a_pdf_is_known_by_its_bytes() -> None:
    assert "L119" in read(a_pdf("Latvia will send 8 L119 guns"), media_type="text/html").text


def test_markdown_keeps_its_marks_and_says_what_it_is_in_its_front_matter() -> None:
    text = "---\ntitle: 'Riga: more guns'\ndate: 2025-05-06\nsource: Example Wire\n---\n# Other\n\n**8** [guns](x)\n"
    taken = read(text.encode(), ".md")
    assert (taken.text, taken.media_type) == (text, "text/markdown")
    assert (taken.title, taken.publisher) == ("Riga: more guns", "Example Wire")
    assert (str(taken.published), taken.day_from) == ("2025-05-06", DayFrom.FRONT_MATTER)


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        ("# Riga gives **more** [guns](x) #\n\nWords.", "Riga gives more guns", "None"),
        ("---\ntitle: Riga: more\ndate: 2025-05-06T10:00:00Z\n---\nWords.", "Riga: more", "2025-05-06"),
        ("---\ndate: 2025-02-30\n---\n# Head\n", "Head", "None"),
        ("---\n" + "[" * 7000 + "\n---\n# Head\n", "Head", "None"),
        ("---\n- a\n- b\n---\n# Head\n", "Head", "None"),
        ("---\na: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\ntitle: Ring\n---\nWords.", "Ring", "None"),
        ("---\nWords, and a rule above.\n\n# Head", "Head", "None"),
    ],
)
def test_front_matter_that_is_none_is_text(text: str, title: str, day: str) -> None:
    taken = read(text.encode(), ".markdown")
    assert (taken.text, taken.title, str(taken.published)) == (text, title, day)


def mail(text: str = "", html: str = "", **heads: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"Subject": "Riga gives –\n more", "From": "Press <press@mod.example>", **heads}.items():
        message[name] = value.replace("\n", "")
    if text:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html") if text else message.set_content(html, subtype="html")
    return message


def test_a_mail_is_its_plain_part_and_its_head() -> None:
    message = mail("Latvia will send 8 L119 guns.\n", html="<p>Other</p>", Date="Tue, 06 May 2025 23:30:00 -0500")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="list.pdf")
    taken = read(bytes(message), ".eml")
    assert taken.text.strip() == "Latvia will send 8 L119 guns."
    assert (taken.title, taken.publisher) == ("Riga gives – more", "Press")
    assert (str(taken.published), taken.day_from) == ("2025-05-06", DayFrom.META)
    (note,) = taken.notes
    assert (note.kind, note.detail) == (NoteKind.NOT_TAKEN, "list.pdf, attached to the mail, was not read")


def test_a_mail_of_html_alone_is_read_like_a_page() -> None:
    taken = read(
        bytes(mail(html=page("<p>Latvia will send 8 L119 guns.</p>").decode(), From="press@mod.example")), ".eml"
    )
    assert "8 L119 guns" in taken.text
    assert taken.publisher == "mod.example"


@pytest.mark.parametrize(
    "data",
    [b"no head and no end", b"Content-Type: image/png\n\nxx", b"Content-Type: multipart/mixed; boundary=a\n\n" * 500],
)
def test_what_is_no_mail_is_refused_or_empty(data: bytes) -> None:
    with pytest.raises(Refused, match=r"^thing: "):
        read(data, ".eml")


def test_a_word_document_is_its_paragraphs_items_and_rows() -> None:
    paragraph, cell = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    item = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>8 L119 </w:t></w:r><w:r><w:t>guns</w:t></w:r></w:p>"
    table = f"<w:tbl><w:tr>{cell.format('Item')}{cell.format('Sent')}</w:tr></w:tbl>"
    core = '<x xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>Gifts</d:title></x>'
    taken = read(a_docx(paragraph.format("Latvia sends:") + item + table, core=core), ".docx")
    assert (taken.text, taken.title) == ("Latvia sends:\n- 8 L119 guns\nItem | Sent", "Gifts")


def test_a_word_document_that_lies_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="thing: declares a DOCTYPE"):
        read(a_docx("<w:p/>", head='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), ".docx")
    monkeypatch.setattr(word, "LARGEST_PART", 1000)
    with pytest.raises(Refused, match="thing: unpacks to more than 1,000 bytes"):
        read(a_docx("<w:p/>" * 1000), ".docx")
    with pytest.raises(Refused, match="thing: is no Word document"):
        out = io.BytesIO()
        zipfile.ZipFile(out, "w").close()
        read(out.getvalue(), ".docx")


@pytest.mark.parametrize(
    ("media_type", "ending", "found"),
    [
        ("text/html", "", "text/html"),
        ("application/xhtml+xml", ".txt", "text/html"),
        ("", "", "text/html"),
        ("application/octet-stream", ".html", "text/html"),
        ("text/plain", ".md", "text/markdown"),
        ("", ".txt", "text/plain"),
        ("text/x-unknown", "", "text/plain"),
    ],
)
def test_chooses_the_reader(media_type: str, ending: str, found: str) -> None:
    assert read(page(), ending, media_type=media_type).media_type == found


@pytest.mark.parametrize(
    ("media_type", "ending", "says"), [("image/png", "", "is image/png"), ("", ".odt", "OpenDocument")]
)
def test_says_what_it_does_not_read(media_type: str, ending: str, says: str) -> None:
    with pytest.raises(Refused, match=f"^thing: .*{says}.*not read"):
        read(b"\x89PNG", ending, media_type=media_type)


PARAGRAPH = FILLING.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 100_000 + PARAGRAPH,
        b"<html><body>" + b"<b>" * 100_000 + PARAGRAPH + b"</b>" * 100_000,
        b"<html><body>" + b"<table><tr><td>" * 5_000 + PARAGRAPH,
        b'<!DOCTYPE html [<!ENTITY a "' + b"x" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">]><body>' + PARAGRAPH
        + b"<p>&b;&b;&b;</p>",
        b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><body>' + PARAGRAPH + b"<p>&a;</p>",
        b"<html><body><article><table>" + b"<tr><td colspan=999999999 rowspan=999999999>a<td>4</tr>" * 300 + b"</table>"
        + PARAGRAPH,
        b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script><body><article>" + PARAGRAPH,
        b"<html><body><article><div>" + b"<time datetime=2025-02-01>x</time>" * 500 + PARAGRAPH,
    ],
    ids=["deep", "deep marks", "deep tables", "entities", "outside entity", "spans", "deep notes", "times"],
)  # fmt: skip
def test_a_hostile_page_is_read_or_refused(data: bytes) -> None:
    try:
        text = read(data, ".html").text
        assert len(text) < 10 * len(data)
        assert "root:" not in text
    except Refused as refusal:
        assert str(refusal) == "thing: is nested more than 256 elements deep"
