"""Run by `pdf.take_pdf` as a program: PDF bytes on standard input, JSON of its text, or of one error, on the output.

It imports nothing of this project, so that it starts quickly and can be bounded before it reads a byte.
"""

import json
import logging
import resource
import sys
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError


class Unreadable(Exception):
    """The PDF can't be read; the message says why."""


def words(data: bytes, *, pages: int, characters: int) -> dict[str, str]:
    """Text and title. Raises Unreadable."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("is no PDF, whatever its name says")
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("is an encrypted PDF")
    if len(reader.pages) > pages:
        raise Unreadable(f"has {len(reader.pages):,} pages, more than {pages:,}")
    texts, length = [], 0
    for page in reader.pages:
        text = page.extract_text().strip()
        length += len(text)
        if length > characters:
            raise Unreadable(f"has more than {characters:,} characters")
        texts.append(text)
    text = "\n\n".join(text for text in texts if text)
    clean = text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if sum(ch.isalpha() for ch in clean) < 10:
        raise Unreadable("has no text (a scan?), and pictures are not read")
    return {"text": clean, "title": _title(reader)}


def _title(reader: PdfReader) -> str:
    title: Any = reader.metadata.title if reader.metadata is not None else None
    title = " ".join(title.split()) if isinstance(title, str) else ""
    is_a_file = title.lower().endswith((".doc", ".docx", ".indd", ".pdf", ".ppt", ".pptx", ".qxd"))
    return "" if is_a_file or "\x00" in title else title[:1000].encode("utf-8", "replace").decode("utf-8")


def answer(data: bytes, *, pages: int, characters: int) -> dict[str, str]:
    """What is printed: the text, or the error; a parser that is given hostile bytes raises what it likes."""
    try:
        return words(data, pages=pages, characters=characters)
    except Unreadable as error:
        return {"error": str(error)}
    except DependencyError:
        return {"error": "is an encrypted PDF"}
    except MemoryError:
        return {"error": "needs too much memory to read as PDF"}
    except PyPdfError as error:
        return {"error": f"is a damaged PDF ({' '.join(str(error).split())[:100]})"}
    except Exception as error:
        return {"error": f"is a damaged PDF ({type(error).__name__})"}


if __name__ == "__main__":
    most_pages, most_characters, memory, seconds = map(int, sys.argv[1:5])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
    json.dump(answer(sys.stdin.buffer.read(), pages=most_pages, characters=most_characters), sys.stdout)
