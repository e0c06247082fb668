"""A register's row is a document: its columns written out line by line, so that every claim points at its cells."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim, Item, Place, Words
from pledges.domain.values import Kind, Quantity, Span

SHOWN = 80  # characters of a cell that a message shows
LONGEST_KEY = 400


class RegisterError(ValueError):
    """A file that is no such register, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What of a file could not be read, and what became of it. Rows count from 1, as a spreadsheet shows them.

    `why` is its kind: the same words for every cell of which the same is to be said.
    """

    row: int
    column: str
    text: str
    why: str

    def __str__(self) -> str:
        text = self.text if len(self.text) <= SHOWN else f"{self.text[:SHOWN]}…"
        return f"row {self.row}, {self.column}: {text!r} {self.why}"


def key_for(register: str, name: str) -> str:
    """A document's key; a name that is longer than any (of a broken row) stands in it as its hash."""
    fits = len(name) <= LONGEST_KEY
    return f"{register}:{name if fits else hashlib.sha256(name.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterDocument:
    """One article to be: `key` names it for good, `rows` are the rows of the file that it holds."""

    key: str
    title: str
    text: str
    claims: tuple[Claim, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A sum, at least `low` and at most `high`: of units, or of a currency. A part of a gift makes them differ."""

    low: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, number: Decimal | int) -> "Bounds":
        return cls(low=Decimal(number), high=Decimal(number))

    def __add__(self, other: "Bounds") -> "Bounds":
        return Bounds(low=self.low + other.low, high=self.high + other.high)

    def __str__(self) -> str:
        """ "22", "15..18"."""
        low, high = (format(one.quantize(Decimal("0.01")), "f").removesuffix(".00") for one in (self.low, self.high))
        return low if low == high else f"{low}..{high}"


NOTHING = Bounds.exactly(0)


def told(number: Bounds | None) -> str:
    """A sum as it is printed; where no number is stated it is unknown, and no zero."""
    return "unknown" if number is None else str(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What is pledged (ordered, allocated) and delivered; None where no number is stated, which is no zero."""

    pledged: Bounds | None = None
    delivered: Bounds | None = None

    def __str__(self) -> str:
        return f"{told(self.pledged)} pledged and {told(self.delivered)} delivered"

    def equal(self, other: "Sums") -> bool:
        """Whether both say the same numbers; to have none stated and to state zero is no difference of numbers."""
        pairs = ((self.pledged, other.pledged), (self.delivered, other.delivered))
        return all((one or NOTHING) == (two or NOTHING) for one, two in pairs)


class Thing(NamedTuple):
    """What is summed: the donor's code, the system's name (or a nameless thing's words), and the unit or currency."""

    donor: str
    item: str
    unit: str


FUNDING = "funding"  # the item of a package's worth


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFile:
    """A file as it was read. `published` is None where the file does not say.

    `sums` are those of the file's own cells, added up apart from the claims; `civil` counts rows of civil aid, which
    is no claim.
    """

    documents: tuple[RegisterDocument, ...]
    unread: tuple[Unread, ...]
    sums: Mapping[Thing, Sums]
    published: date | None
    rows: int
    civil: int = 0


class Reader(Protocol):
    """Bytes of a file to its documents; no day in it may be later than `today`.

    Raises RegisterError when it is no such register.
    """

    def __call__(self, data: bytes, *, catalogue: Catalogue, today: date) -> RegisterFile: ...


@dataclass(slots=True)
class Tally:
    """Sums as rows are read. A number of None is not stated and adds nothing."""

    pledged: dict[Thing, Bounds] = field(default_factory=dict)
    delivered: dict[Thing, Bounds] = field(default_factory=dict)

    def add(self, thing: Thing, *, pledged: Bounds | None = None, delivered: Bounds | None = None) -> None:
        for sums, number in ((self.pledged, pledged), (self.delivered, delivered)):
            if number is not None:
                sums[thing] = sums.get(thing, NOTHING) + number

    def sums(self) -> dict[Thing, Sums]:
        """Things of which anything is numbered, in order."""
        things = sorted({*self.pledged, *self.delivered})
        return {one: Sums(pledged=self.pledged.get(one), delivered=self.delivered.get(one)) for one in things}


class Paper:
    """Rows written one beneath the other, a line a column; it knows where each cell stands."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._seen: Counter[str] = Counter()

    @property
    def text(self) -> str:
        return "".join(self._lines)

    def write(self, cells: Iterable[tuple[str, str]]) -> "WrittenRow":
        """Write a row: (column, value) pairs, empty values left out. A blank line parts it from the row before."""
        if self._lines:
            self._put("\n")
        start = self._length
        lines: dict[str, Span] = {}
        values: dict[str, Span] = {}
        for column, value in cells:
            clean = " ".join(value.split())
            if not clean:
                continue
            at = self._length
            self._put(f"{column}: {clean}\n")
            lines.setdefault(column, Span(start=at, end=self._length - 1))
            values.setdefault(column, Span(start=at + len(column) + 2, end=self._length - 1))
        paragraph = "".join(self._lines)[start:]
        digest = hashlib.sha256(" ".join(paragraph.casefold().split()).encode()).hexdigest()
        self._seen[digest] += 1
        return WrittenRow(lines=lines, values=values, sentence=digest, occurrence=self._seen[digest] - 1)

    def _put(self, piece: str) -> None:
        self._lines.append(piece)
        self._length += len(piece)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRow:
    """Where a row's columns stand: whole lines, and the values in them."""

    lines: Mapping[str, Span]
    values: Mapping[str, Span]
    sentence: str
    occurrence: int

    def evidence(self, columns: Iterable[str]) -> tuple[Span, ...]:
        """The lines of these columns, neighbours joined."""
        joined: list[Span] = []
        for span in sorted({self.lines[one] for one in columns if one in self.lines}):
            if joined and span.start <= joined[-1].end + 1:
                joined[-1] = Span(start=joined[-1].start, end=span.end)
            else:
                joined.append(span)
        return tuple(joined)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafter:
    """Makes the claims of one row. `columns` leads from a claim's field to the column that it is read from.

    `beside` are columns whose words are kept for a field, but prove nothing: a year of order is no announcement.
    """

    article: str
    register: str
    row: WrittenRow
    text: str
    columns: Mapping[str, str]
    beside: Mapping[str, str] = field(default_factory=dict)

    def claim(
        self,
        *,
        kind: Kind,
        ordinal: int,
        item: Item,
        quantity: Quantity,
        number: str,
        remark: str = "",
        **values: Any,
    ) -> Claim:
        """A claim with its words and evidence; `number` is the column that its quantity (or value) is read from.

        `remark` tells how the number was read, where that needs telling.
        """
        measured = "value" if "value" in values else "quantity"
        columns = {**self.columns, "kind": number, measured: number}
        words = {name: self._words(column) for name, column in {**self.beside, **columns}.items()}
        if remark:
            words[measured] = replace(words[measured], rule=f"{words[measured].rule}, {remark}")
        return Claim(
            article=self.article,
            place=Place(
                article=self.article, sentence=self.row.sentence, occurrence=self.row.occurrence, ordinal=ordinal
            ),
            kind=kind,
            item=item,
            quantity=quantity,
            evidence=self.row.evidence(columns.values()),
            words=words,
            **values,
        )

    def _words(self, column: str) -> Words:
        """The cell that a field was read from; an empty one is words of its own: nothing."""
        span = self.row.values.get(column)
        return Words(
            text=self.text[span.start : span.end] if span else "",
            span=span,
            rule=f"{self.register}: {column}",
        )
