"""A document's charset is what declares it, in a fixed order; a broken byte is replaced and told, never the page lost.

The order: a byte order mark (it beats what is declared, as in the WHATWG standard), the answer's header, the page's
`<meta>`, the XML declaration, UTF-8 where it fits, detection.
"""

import codecs
import re
from dataclasses import dataclass

from extraction.articles.offers import Refused
from pledges.domain.notes import Note, NoteKind

PRESCAN = 4096  # bytes of a page that are searched for its <meta charset>
MOST_REPLACED = 0.03  # share of characters; above it the bytes are no text of that charset
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})[\"']")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)

# Labels that the web uses for more than they name (WHATWG Encoding, section 4.2).
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "utf-16": "utf-16-le",
}

_NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"})
_ONE_BYTE = frozenset({"cp1252", "cp1250", "iso8859-15", "iso8859-2"})  # in which any UTF-8 can be spelt by mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, the charset that it was read in, and what has to be known of it."""

    text: str
    charset: str
    notes: tuple[Note, ...] = ()


def decode_strictly(data: bytes, *, name: str) -> str:
    """UTF-8 as it stands. Raises Refused, naming the file, where it is not."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(f"{name}: is not UTF-8 text ({error})") from None
    return _checked(text, name=name)


def decode(data: bytes, *, name: str, charset: str = "", html: bool = False) -> Decoded:
    """The text of a document. `charset` is the one that the answer's header names; `html` looks into the page.

    A byte that the charset lacks becomes U+FFFD and a note. Raises Refused where the bytes are no text.
    """
    marked = next(((mark, codec) for mark, codec in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        return _read(data.removeprefix(marked[0]), marked[1], name=name)
    labels = [label for label in (charset, declared_in(data) if html else "") if label]
    codecs_named = [codec for label in labels if (codec := codec_of(label)) and _may_be(codec, data)]
    if codecs_named:
        return _read_as_declared(data, codecs_named, name=name)
    unknown = tuple(_note(f"the charset {label!r} is unknown or cannot be") for label in labels[:1])
    if _is_utf8(data) or _mostly_utf8(data):
        return _read(data, "utf-8", name=name, notes=unknown)
    found = detect(data)
    if not found:
        raise Refused(f"{name}: is no text (no charset fits its bytes)")
    told = unknown or (_note(f"names no charset and is not UTF-8: it was read as {found}"),)
    return _read(data, found, name=name, notes=told)


def _read_as_declared(data: bytes, named: list[str], *, name: str) -> Decoded:
    """The first declared charset that fits every byte; else the first, with what is broken replaced.

    What is UTF-8 beyond ASCII to the last byte is UTF-8, whatever a server's default says.
    """
    if not data.isascii() and named[0] in _ONE_BYTE and _is_utf8(data):
        return _read(data, "utf-8", name=name)
    return _read(data, next((codec for codec in named if _fits(data, codec)), named[0]), name=name)


def declared_in(data: bytes) -> str:
    """The charset that a page's own `<meta>` or XML declaration names; empty when none."""
    head = _COMMENT.sub(b"", data[:PRESCAN])
    found = _META.search(head) or _XML.match(head)
    label = found.group(1).decode("ascii", "replace") if found else ""
    # A page whose <meta> could be read byte by byte is not UTF-16, whatever it says (WHATWG prescan).
    return "utf-8" if label.lower().startswith("utf-16") else label


def codec_of(label: str) -> str:
    """Python's codec for a charset's label, as the web means it; empty for an unknown one."""
    try:
        name = codecs.lookup(label.strip().lower().removeprefix("x-")).name if label else ""
        "".encode(name or "utf-8")  # refuses codecs of bytes to bytes (zip, base64)
    except (LookupError, ValueError):
        return ""
    if name in _NO_CHARSETS:
        return ""
    return "utf-8" if name == "utf-8-sig" else _WIDER.get(name, name)


def detect(data: bytes) -> str:
    """The likeliest charset of bytes that declare none and are not UTF-8 (charset-normalizer); empty when none fits."""
    from charset_normalizer import from_bytes  # only for the few documents that need it

    best = from_bytes(data[:200_000]).best()
    codec = codec_of(best.encoding) if best is not None else ""
    return "" if codec.startswith("utf-8") else codec


def _read(data: bytes, codec: str, *, name: str, notes: tuple[Note, ...] = ()) -> Decoded:
    # A codec may have no name for the five bytes that windows-1252 leaves open: they are replaced and told as well.
    text = data.decode(codec, "replace")
    replaced = text.count("\ufffd") - data.count("\ufffd".encode()) * (codec == "utf-8")
    if replaced > max(3, MOST_REPLACED * len(text)):
        raise Refused(f"{name}: is not {codec.upper()} text ({replaced:,} of {len(text):,} characters are broken)")
    if replaced > 0:
        place = _first_broken(data, codec)
        told = f"{replaced} {'byte is' if replaced == 1 else 'bytes are'} no {codec.upper()}, the first at {place:,}"
        notes = (*notes, _note(f"{told}: replaced by U+FFFD"))
    return Decoded(text=_checked(text, name=name), charset=codec, notes=notes)


def _first_broken(data: bytes, codec: str) -> int:
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few bytes alone are broken in what else is UTF-8 with letters beyond ASCII."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(ch > "\x7f" for ch in text) - broken > 2 * broken


def _may_be(codec: str, data: bytes) -> bool:
    """UTF-16 of Latin text is half NULs: bytes without any were labelled wrongly."""
    return not codec.startswith(("utf-16", "utf-32")) or b"\x00" in data[:PRESCAN]


def _is_utf8(data: bytes) -> bool:
    return _fits(data, "utf-8")


def _fits(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _checked(text: str, *, name: str) -> str:
    """The text itself. Raises Refused where its characters are those of a program or picture."""
    if "\x00" in text:
        raise Refused(f"{name}: holds NUL characters and is no text")
    if len(_CONTROLS.findall(text)) > max(3, MOST_REPLACED * len(text)):
        raise Refused(f"{name}: is mostly control characters and is no text")
    return text


def _note(detail: str) -> Note:
    return Note(kind=NoteKind.BYTES_REPLACED, detail=detail)
