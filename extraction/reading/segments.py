"""Cutting a text into blocks and sentences loses nothing: every piece is a span of the stored text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.reading.cells import rows_of
from extraction.reading.words import words_of

LONGEST_SENTENCE = 1500  # code points; what runs on longer is cut, so that work stays linear in the text

_BULLET = re.compile(r"[ \t\xa0]*(?:[•►▪●○◦‣∙·*+]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s)|#{1,6}(?=\s))[ \t\xa0]*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_ROW = re.compile(r"(?:up to|over|more than|about|around|approx\.?|approximately|some|at least) \d")
_ENDS = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|(?<=[.!?][\"”’])(?=\s)")
_STARTS = re.compile(r"\s+[\"'“‘(\[]*[^\W_a-z]")
_LAST_WORD = re.compile(r"[\w.]+$")
_ABBREVIATIONS = words_of(
    "mr mrs ms dr gen lt col maj sgt capt adm sen rep gov pres no nos vs st jan feb mar apr jun jul aug sep sept oct"
    " nov dec approx e.g i.e brig rear vice cmdr prof rev hon inc ltd co corp mt u.n dept fig est al"
)
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]|[A-Z]")
_OPENERS = words_of(
    "the it he she they we in on at a an but and this that these those however meanwhile while its his her their as"
    " after before since there if so for also when with to from according no not by both some many"
)
_DATELINE = re.compile(
    r"(?:[A-ZÀ-ɏ][\w.'’-]+(?:[ /]+[A-ZÀ-ɏ][\w.'’-]+){0,2}(?:, ?[\w .’'-]{2,30}){0,2} ?"
    r"\((?:[A-Z][\w /.’'-]{1,40}|dpa|epa|ots)\) ?(?:--|[-–—])"
    r"|[A-ZÀ-ɏ][A-ZÀ-ɏ.'’-]{2,}(?:[ /]+[A-ZÀ-ɏ][A-ZÀ-ɏ.'’-]+)*(?:, ?[A-Z][\w .’'-]{1,30}(?:, \d{4})?)?"
    r"(?: ?(?:--|[–—])| -(?= ))) ?"
    r"(?=[^\W_\d]|[\"'“‘])"
)  # "OSLO, June 12 (Wire) - ", "Oslo (Wire) — ", "OSLO — ", "OSLO - "
_FINAL = re.compile(r"[.!?:;,…][\"'”’)\]*_]*\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, bullet or heading: `start` to `end` without its bullet sign and blanks."""

    start: int
    end: int
    kind: str  # "body", "bullet" or "heading"
    ordinal: int
    row: bool = False  # a row of a table, whatever its kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a block; `text` is the stored text with every blank made a space, the same length."""

    start: int
    end: int
    text: str
    block: Block
    ordinal: int  # of the sentence in the document


def blocks(text: str) -> Iterator[Block]:
    """Paragraphs parted by empty lines, bullets, headings, and lines that were not merely wrapped."""
    ordinal, width, rows = 0, _wrap_width(text), rows_of(text)
    for chunk in _chunks(text):
        for start, end, bullet in _pieces(text, chunk, width, rows):
            row = start in rows
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if start < end:
                yield Block(start=start, end=end, kind=_kind(text, start, end, bullet), ordinal=ordinal, row=row)
                ordinal += 1


def sentences(text: str) -> Iterator[Sentence]:
    """All sentences of a text in their order."""
    ordinal = 0
    for block in blocks(text):
        spans = _no_longer_than(text, block.start, block.end) if block.row else None
        for start, end in spans or _sentence_spans(text, _after_dateline(text, block), block.end):
            plain = _plain(text[start:end])
            yield Sentence(start=start, end=end, text=plain, block=block, ordinal=ordinal)
            ordinal += 1


_BLANKS = re.compile(r"[^\S ]")


def _plain(piece: str) -> str:
    return _BLANKS.sub(" ", piece)


def _chunks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines that are not empty, each line as (start, end) without its line end."""
    lines: list[tuple[int, int]] = []
    place = 0
    while place < len(text):
        match = _LINE.match(text, place)
        assert match is not None
        end = match.end()
        stop = place + len(match.group().rstrip("\r\n"))
        if text[place:stop].strip():
            lines.append((place, stop))
        elif lines:
            yield lines
            lines = []
        place = end if end > place else place + 1
    if lines:
        yield lines


def _pieces(
    text: str, lines: list[tuple[int, int]], width: int, rows: frozenset[int]
) -> Iterator[tuple[int, int, bool]]:
    """A chunk's lines joined where the writer's editor wrapped them, parted where the writer did; rows each alone."""
    current: tuple[int, int, bool] | None = None
    last = 0
    for start, end in lines:
        sign = _BULLET.match(text, start, end) if start not in rows else None
        joins = start not in rows and (last + 25 > width or _goes_on(text[start:end].lstrip()))
        if current is not None and sign is None and joins and current[0] not in rows:
            current = (current[0], end, current[2])
        else:
            if current is not None:
                yield current
            current = (sign.end() if sign else start, end, sign is not None)
        last = end - start
    if current is not None:
        yield current


def _goes_on(line: str) -> bool:
    """Whether a line begins in the middle of a sentence and is no row of a list: "up to 18 howitzers"."""
    return line[0].islower() and not _ROW.match(line)


def _wrap_width(text: str) -> int:
    """The width at which the text's lines were wrapped; far above any line where they were not.

    A wrapped text has most of its lines at 50 to 100 characters, and several of them in a paragraph.
    """
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    wrapped = [length for length in lengths if 50 <= length <= 100]
    if len(wrapped) < 4 or 2 * len(wrapped) < len(lengths):
        return 1_000_000
    return wrapped[len(wrapped) * 9 // 10]


def _kind(text: str, start: int, end: int, bullet: bool) -> str:
    if bullet:
        return "bullet"
    return "body" if end - start > 160 or _FINAL.search(text, max(start, end - 12), end) else "heading"


def _after_dateline(text: str, block: Block) -> int:
    """Where a paragraph begins to tell: after the place, day and agency of its report."""
    line = _DATELINE.match(text, block.start, block.end) if block.kind == "body" else None
    return line.end() if line is not None else block.start


def _sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    for match in _ENDS.finditer(text, start, end):
        if match.end() <= place or not _STARTS.match(text, match.end(), end):
            continue
        if _abbreviated(text, place, match.start(), match.end(), end):
            continue
        yield from _no_longer_than(text, place, match.end())
        place = match.end()
        while place < end and text[place].isspace():
            place += 1
    if place < end:
        yield from _no_longer_than(text, place, end)


def _abbreviated(text: str, start: int, dot: int, after: int, end: int) -> bool:
    """Whether the full stop ends a shortened word: "Gen. Milley", "U.S. tanks", but not "the U.S. The"."""
    stopped = text[dot : dot + 1] == "." and after - dot <= 1
    word = _LAST_WORD.search(text, max(start, dot - 20), dot) if stopped else None
    if word is None:
        return False
    if word.group().lower() in _ABBREVIATIONS:
        return True
    if not _DOTTED.fullmatch(word.group()):
        return False
    following = text[after : min(end, after + 30)].split(maxsplit=1)
    return bool(following) and following[0].strip("\"'“‘([,").lower() not in _OPENERS


def _no_longer_than(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = max(text.rfind(";", start, start + LONGEST_SENTENCE), text.rfind("\n", start, start + LONGEST_SENTENCE))
        if cut <= start:
            cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut + 1 if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    if start < end:
        yield start, end
