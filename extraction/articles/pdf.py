"""A PDF's text is read in a process of its own, which has bounded memory and time: a PDF may lie about all it holds."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from extraction.articles.offers import Refused, Taken
from extraction.articles.raw import Raw

SECONDS = 60.0
MEMORY = 1_500_000_000  # bytes of address space
PAGES = 2_000
CHARACTERS = 5_000_000
_PROGRAM = Path(__file__).with_name("pdf_program.py")


def take_pdf(raw: Raw) -> Taken:
    """The words of a PDF, page by page, and the title that it gives itself; no day (its clock is a machine's).

    Raises Refused, naming the file: damaged, encrypted, without text (a scan), too long, or beyond memory or time.
    """
    command = [sys.executable, "-I", str(_PROGRAM), *map(str, (PAGES, CHARACTERS, MEMORY, int(SECONDS)))]
    try:
        done = subprocess.run(command, input=raw.data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Refused(f"{raw.name}: took longer than {SECONDS:.0f} seconds to read as PDF") from None
    try:
        answer: Any = json.loads(done.stdout)
    except ValueError:
        raise Refused(f"{raw.name}: can't be read as PDF (its reader ended with {done.returncode})") from None
    if "error" in answer:
        raise Refused(f"{raw.name}: {answer['error']}")
    return Taken(text=answer["text"], media_type="application/pdf", title=answer["title"])
