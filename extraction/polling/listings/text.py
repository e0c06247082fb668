"""A listing is unpacked and decoded here, once: no parser chooses a charset, meets a DOCTYPE or opens a gzip."""

import codecs
import re
import zlib

from extraction.articles.offers import Refused

LARGEST = 50 * 1024 * 1024  # bytes unpacked: what sitemaps.org allows a sitemap
GZIP = b"\x1f\x8b"
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
BEFORE_ROOT = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def unpacked(data: bytes, *, name: str, largest: int = LARGEST) -> bytes:
    """The bytes of a listing, out of their gzip where they are in one. Raises Refused for more than `largest`."""
    if not data.startswith(GZIP):
        if len(data) > largest:
            raise Refused(f"{name}: is larger than {largest:,} bytes")
        return data
    parts, size = [], 0
    while data.startswith(GZIP):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            parts.append(unpacker.decompress(data, largest + 1 - size))
        except zlib.error as error:
            raise Refused(f"{name}: its gzip is damaged ({error})") from None
        size += len(parts[-1])
        if size > largest:
            raise Refused(f"{name}: unpacks to more than {largest:,} bytes")
        if not unpacker.eof:
            raise Refused(f"{name}: its gzip is cut off")
        data = unpacker.unused_data
    return b"".join(parts)


def decoded(data: bytes, *, charset: str = "") -> str:
    """The text of a listing: by its BOM, the answer's charset or its XML declaration, else UTF-8.

    A byte that is none in it becomes U+FFFD, a charset that nobody knows is taken for UTF-8.
    """
    for bom, known in BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(known, "replace")
    found = DECLARED.match(data[:300])
    for named in (charset, found.group(1).decode("ascii") if found else ""):
        if named and _is_text_codec(named):
            return data.decode(named, "replace")
    return data.decode("utf-8", "replace")


def plain_xml(text: str, *, name: str) -> bytes:
    """XML as UTF-8 without declaration or characters that XML has not. Raises Refused for a DOCTYPE.

    A DOCTYPE can define entities that unpack to gigabytes or name files of this machine; no listing needs one.
    """
    text = DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    place = 0
    while found := BEFORE_ROOT.match(text, place):
        place = found.end()
    if text.startswith("<!", place):
        raise Refused(f"{name}: has a DOCTYPE, which is refused in listings")
    return NOT_XML.sub("", text[place:]).encode("utf-8", "replace")


def _is_text_codec(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding and codecs.lookup(name).name not in ("idna", "punycode", "utf-7")
    except (LookupError, ValueError):
        return False
