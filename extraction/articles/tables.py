"""A table of a page becomes lines before its text is chosen: "cell | cell | cell" a row, "- item" for a list in a cell.

A table that only places things on the page (one column, tables or whole paragraphs in its cells) becomes plain blocks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from lxml.html import HtmlElement, builder

from extraction.articles.trees import in_aside, lines_of, words_of
from pledges.domain.notes import Note, NoteKind

MOST_TABLES = 500
MOST_SPANNED = 50  # columns that a cell may claim
NEAR = 10  # lines between those of one table in the chosen text
LONG_CELL = 400  # characters of a cell that is text and no entry of a table
_LAYOUT = "pledge-tracker-layout"  # marks the blocks that a layout table has become


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The lines that a table has become, in order, and the line of text before it."""

    lines: tuple[str, ...]
    before: str


@dataclass(slots=True, kw_only=True)
class _Cell:
    """What a cell says: words on one line, and the lines of a list in it."""

    words: str = ""
    items: list[str] = field(default_factory=list)


def lay_out_tables(tree: HtmlElement) -> tuple[Kept, ...]:
    """Put lines or blocks in place of every table of a tree, inner ones first; the lines of those of the article."""
    kept: list[Kept] = []
    tables = list(tree.iter("table"))[:MOST_TABLES]
    for table in reversed(tables):
        rows = _rows(table)
        if _is_layout(table, rows):
            _replace(table, [_block_of(cell) for row in rows for cell in row])
            continue
        lines = list(_lines(rows))
        caption = table.find("caption")
        title = [words_of(caption)] if caption is not None and words_of(caption) else []
        if not in_aside(table) and sum(len(line) for line in lines) > 2:
            kept.append(Kept(lines=(*title, *lines), before=_before(table)))
        _replace(table, [*(builder.P(line) for line in title), *_elements(lines)])
    return tuple(reversed(kept))


def put_back(text: str, tables: Sequence[Kept]) -> tuple[str, tuple[Note, ...]]:
    """The text with the lines that were lost when it was chosen, after those that they followed.

    A table of which nothing can be placed is told: it is no part of the text.
    """
    lines = text.split("\n")
    keys = [_key(line) for line in lines]
    lost = sum(not _placed(lines, keys, table) for table in tables)
    if not lost:
        return "\n".join(lines), ()
    told = "a table of the page is" if lost == 1 else f"{lost} tables of the page are"
    return "\n".join(lines), (Note(kind=NoteKind.TABLE_NOT_READ, detail=f"{told} not in its text and was not read"),)


def _placed(lines: list[str], keys: list[str], table: Kept) -> bool:
    """Put in the lines of a table that are not there, in their order; False where there is no place for it.

    Its lines are looked for near each other, after the line before it: another table may have the same head.
    """
    wanted = [_key(line) for line in table.lines]
    near = 2 * len(wanted) + NEAR
    before = _index(keys, _key(table.before), 0, len(keys))
    first = (
        before + 1 if before >= 0 else next((at for key in wanted if (at := _index(keys, key, 0, len(keys))) >= 0), -1)
    )
    if first < 0:
        return False
    place = first
    for line, key in zip(table.lines, wanted, strict=True):
        at = _index(keys, key, place, place + near)
        if at < 0:
            lines.insert(place, line)
            keys.insert(place, key)
            at = place
        place = at + 1
    return True


def _index(keys: list[str], key: str, start: int, end: int) -> int:
    try:
        return keys.index(key, start, end) if key else -1
    except ValueError:
        return -1


def _key(line: str) -> str:
    """A line as the chosen text has it, to be compared: without marks of a list, blanks and invisible characters."""
    visible = "".join(ch for ch in line if ch.isprintable() or ch.isspace())
    return " ".join(visible.removeprefix("- ").split())


def _before(table: HtmlElement) -> str:
    """The last line of words before a table."""
    for element in table.iterancestors():
        place = (
            table
            if element is table.getparent()
            else next(a for a in table.iterancestors() if a.getparent() is element)
        )
        for sibling in place.itersiblings(preceding=True):
            lines = lines_of(sibling) if isinstance(sibling.tag, str) else []
            if lines:
                return lines[-1]
        if element.tag in ("article", "main", "body"):
            return ""
    return ""


def _rows(table: HtmlElement) -> list[list[HtmlElement]]:
    """The cells of a table's own rows: its head first, its foot last."""
    parts = sorted(table.iterchildren("thead", "tbody", "tfoot", "tr"), key=_order)
    rows = [row for part in parts for row in ([part] if part.tag == "tr" else part.iterchildren("tr"))]
    return [list(row.iterchildren("td", "th")) for row in rows]


def _order(part: HtmlElement) -> int:
    return {"thead": 0, "tfoot": 2}.get(str(part.tag), 1)


def _is_layout(table: HtmlElement, rows: list[list[HtmlElement]]) -> bool:
    """Whether a table only places blocks on the page."""
    if table.get("role") in ("presentation", "none") or not rows:
        return True
    filled = max(sum(bool(words_of(cell)) for cell in row) for row in rows)
    return filled <= 1 or any(_holds_blocks(cell) for row in rows for cell in row)


def _holds_blocks(cell: HtmlElement) -> bool:
    holds = f".//article | .//h1 | .//h2 | .//figure | .//form | .//*[@data-was='{_LAYOUT}']"
    if cell.xpath(holds):
        return True
    paragraphs = [words for paragraph in cell.iter("p") if (words := words_of(paragraph))]
    return len(paragraphs) > 1 and sum(map(len, paragraphs)) > LONG_CELL


def _block_of(cell: HtmlElement) -> HtmlElement:
    """A layout cell as a block with all that is in it."""
    block = builder.DIV(*list(cell))
    block.text = cell.text
    block.set("data-was", _LAYOUT)
    if len(block) == 0:
        block.tag = "p"
    return block


def _lines(rows: list[list[HtmlElement]]) -> Iterator[str]:
    """A line for each row; a list in a cell follows its row's line, which then opens it."""
    spans: dict[int, int] = {}
    for row in rows:
        cells = list(_spanned(row, spans))
        several = [cell for cell in cells if cell.items]
        if len(several) > 1 and len({len(cell.items) for cell in several}) == 1 and not any(c.words for c in several):
            columns = [cell.items or [cell.words] for cell in cells]
            for entries in zip_longest(*columns, fillvalue=""):
                yield _line(entries)
            continue
        line = _line([cell.words for cell in cells])
        if line:
            yield f"{line}:" if several and line[-1].isalnum() else line
        for cell in several:
            yield from (f"- {item}" for item in cell.items)


def _line(entries: Sequence[str]) -> str:
    return " | ".join(entries).rstrip(" |") if any(entries) else ""


def _spanned(row: list[HtmlElement], spans: dict[int, int]) -> Iterator[_Cell]:
    """The cells of a row in their columns: what spans columns or rows leaves blank cells, so that columns stay true."""
    column = 0
    for cell in row:
        while spans.get(column, 0) > 0:
            spans[column] -= 1
            column += 1
            yield _Cell()
        width = _number(cell.get("colspan"))
        for place in range(width):
            spans[column] = _number(cell.get("rowspan")) - 1
            column += 1
            yield _said(cell) if place == 0 else _Cell()
    for place in range(column, max(spans, default=-1) + 1):
        if spans[place] > 0:
            spans[place] -= 1
            yield _Cell()


def _number(text: str | None) -> int:
    return min(max(int(text), 1), MOST_SPANNED) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1


def _said(cell: HtmlElement) -> _Cell:
    """A cell's words, with the items of a list, or its own lines where they are several that count, apart."""
    items = [words for item in cell.iter("li") if (words := _own_words(item))]
    if items:
        apart = {id(inner) for item in cell.iter("ul", "ol") for inner in item.iter()}
        rest = [part for inner in cell for part in ("" if id(inner) in apart else words_of(inner), inner.tail or "")]
        return _Cell(words=" ".join(" ".join([cell.text or "", *rest]).split()), items=items)
    lines = lines_of(cell)
    if len(lines) > 1 and (cell.find(".//br") is not None or cell.find(".//p") is not None) and _counts(lines):
        return _Cell(items=lines)
    return _Cell(words=" ".join(lines))


def _own_words(item: HtmlElement) -> str:
    """The words of an item without those of the lists in it, which are items of their own."""
    inner = {id(element) for nested in item.iter("ul", "ol") for element in nested.iter()}
    if not inner:
        return words_of(item)
    pieces = [item.text or ""]
    for element in item:
        pieces += [words_of(element) if id(element) not in inner else "", element.tail or ""]
    return " ".join(" ".join(pieces).split())


def _counts(lines: list[str]) -> bool:
    """Whether the lines of a cell are entries: each begins or ends with a number, or is very short."""
    return all(line[0].isdigit() or line[-1].isdigit() or len(line) <= 40 for line in lines) and any(
        ch.isdigit() for line in lines for ch in line
    )


def _elements(lines: list[str]) -> Iterator[HtmlElement]:
    """Paragraphs, and lists of what begins with "- "."""
    items: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("- "):
            items.append(line[2:])
            continue
        if items:
            yield builder.UL(*(builder.LI(item) for item in items))
            items = []
        if line:
            yield builder.P(line)


def _replace(table: HtmlElement, blocks: list[HtmlElement]) -> None:
    """Put blocks in the place of a table, which may stand within a paragraph; its tail stays."""
    box = builder.DIV(*blocks)
    box.tail = table.tail
    parent = table.getparent()
    if parent is not None:
        parent.replace(table, box)
