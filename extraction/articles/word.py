"""A Word document (.docx) is a ZIP of XML: its paragraphs, list items and table rows are lines of the text."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from extraction.articles.offers import Refused, Taken
from extraction.articles.raw import Raw

LARGEST_PART = 50_000_000  # bytes of one part, unpacked
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def take_word(raw: Raw) -> Taken:
    """The text of the document's body, and the title that it gives itself.

    Raises Refused, naming the file: no ZIP, no Word document, damaged, or larger than it says.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw.data)) as archive:
            root = _part(archive, "word/document.xml")
            core = _part(archive, "docProps/core.xml") if "docProps/core.xml" in archive.namelist() else None
    except Refused as refusal:
        raise Refused(f"{raw.name}: {refusal}") from None
    except Exception as error:  # zipfile, zlib and lxml raise what they like for hostile bytes
        raise Refused(f"{raw.name}: is a damaged Word document ({type(error).__name__})") from None
    body = root.find(f"{_W}body")
    text = "\n".join(lines(body)) if body is not None else ""
    title = (core.findtext(_TITLE) or "") if core is not None else ""
    return Taken(text=text, media_type="text/plain", title=" ".join(title.split())[:1000])


def lines(parent: etree._Element) -> Iterator[str]:
    """A line for each paragraph, "- " before a list's item; "cell | cell" for each row of a table."""
    for child in parent:
        if child.tag == f"{_W}p":
            words = _words(child).strip()
            item = child.find(f"{_W}pPr/{_W}numPr") is not None
            yield f"- {words}" if item and words else words
        elif child.tag == f"{_W}tbl":
            yield from (_row(row) for row in child.iterchildren(f"{_W}tr"))
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from lines(child)


def _row(row: etree._Element) -> str:
    cells = [" ".join(" ".join(lines(cell)).split()) for cell in row.iterchildren(f"{_W}tc")]
    return " | ".join(cells)


def _words(paragraph: etree._Element) -> str:
    pieces = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if any(above.tag == _FALLBACK for above in element.iterancestors()):
            continue  # the same words again, for old programs
        kind = str(element.tag).removeprefix(_W)
        pieces.append({"tab": "\t", "br": "\n", "noBreakHyphen": "-"}.get(kind) or element.text or "")
    return "".join(pieces)


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """One XML part, unpacked to a cap and parsed without DTD, entities or network."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise Refused("is no Word document") from None
    with archive.open(info) as file:
        data = file.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise Refused(f"unpacks to more than {LARGEST_PART:,} bytes")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Refused("declares a DOCTYPE, which no Word document does")
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
