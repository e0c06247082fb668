"""A sheet is rows of text, whatever wrote it: CSV in three encodings, or the cells of a workbook."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import openpyxl

from pledges.registers.documents import RegisterError

ZIP = b"PK\x03\x04"
SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row's number, from 1, and its cells as text on one line, single blanks; an empty cell is ''."""

    number: int
    cells: tuple[str, ...]


def sheets_of(data: bytes) -> Iterator[list[SheetRow]]:
    """The sheets of a file: one of a CSV, all of a workbook. Raises RegisterError for what is neither."""
    if data.startswith(ZIP):
        yield from _workbook(data)
    else:
        yield _csv(decoded(data))


def decoded(data: bytes) -> str:
    """Text in UTF-8, with its mark or without; else in cp1252, of which Latin-1's letters are a part."""
    for encoding in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegisterError("the file is no text")  # never: every byte is Latin-1


def _csv(text: str) -> list[SheetRow]:
    """Rows by the separator that parts the most cells of the fullest line."""
    lines = text.splitlines()[:200]
    separator = max(SEPARATORS, key=lambda sign: max((line.count(sign) for line in lines), default=0))
    rows: list[SheetRow] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(SheetRow(number=len(rows) + 1, cells=tuple(_line(cell) for cell in row)))
    except csv.Error as error:
        raise RegisterError(f"row {len(rows) + 1} can't be read: {error}") from None
    if rows and _ends_in_quotes(text, separator):
        raise RegisterError(f"row {rows[-1].number} opens a quotation mark that is never closed: what follows is lost")
    return rows


def _ends_in_quotes(text: str, separator: str) -> bool:
    """Whether the last cell swallowed the rest of the file: its quotation mark is never closed."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _workbook(data: bytes) -> Iterator[list[SheetRow]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise RegisterError(f"the workbook can't be opened: {error}") from None
    try:
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True)
            yield [SheetRow(number=n, cells=tuple(_text(cell) for cell in row)) for n, row in enumerate(rows, 1)]
    finally:
        book.close()


def _text(cell: object) -> str:
    """A cell as it reads: days as ISO has them, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _line(str(cell))


def _line(text: str) -> str:
    """Line breaks, tabs, no-break blanks and bytes of nothing are single blanks."""
    return " ".join(text.replace("\0", " ").split())


def folded(header: str) -> str:
    """A header to look up: lower case, single blanks."""
    return " ".join(header.casefold().split())
