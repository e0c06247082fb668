"""A line of a list belongs to the line that opens it: one that ends in a colon, or a heading that tells of aid."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from extraction.reading.donors.giver import Giver
from extraction.reading.headings import kind_of_list
from extraction.reading.segments import Sentence

_COUNTED = re.compile(
    r"^\W*(?:(?:about|around|some|over|more than|up to|at least|nearly|approximately|another|an?|additional) )*"
    r"(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|several)\b)"
    r"|\S\W+\d[\d,. ]*\W*$|^\W*[A-Z][^:\d]{2,40}(?::| [–—-]) \S|[|\t]",
    re.IGNORECASE,
)
LABELLED = re.compile(r"\W*(?:the )?[A-Z][\w.’' -]{1,40}(?:: | [–—] )\S")
_GOES_ON = re.compile(r"(?:[;,]|\band|\bplus)\s*$")


@dataclass(frozen=True, slots=True)
class Outline:
    """By the ordinal of a list line's sentence: the ordinal of its opener, and of the sub-heading nearest above it.

    `sections`: by the ordinal of a sentence, who gives in its part of an overview by country.
    """

    openers: Mapping[int, int] = field(default_factory=dict)
    headings: Mapping[int, int] = field(default_factory=dict)
    sections: Mapping[int, Giver] = field(default_factory=dict)

    def holds(self, ordinal: int) -> bool:
        """Whether a sentence is a line of a list or stands in a donor's part: it may give without a word of giving."""
        return ordinal in self.openers or ordinal in self.sections


@dataclass(frozen=True, slots=True)
class _Open:
    """The list that is open: its opener, whether that is a heading, and the sub-heading now in force."""

    opener: int
    heading: bool
    below: int | None = None
    broken: bool = False  # a paragraph has come between: only lines that open with a label go on


@dataclass(frozen=True, slots=True)
class _Lists:
    """The list that is open, and the heading that opened the section, for a list after a paragraph of its own."""

    now: _Open | None = None
    section: _Open | None = None

    def below(self, ordinal: int) -> "_Lists":
        """With the sub-heading of that ordinal in force."""
        assert self.now is not None
        now = replace(self.now, below=ordinal)
        return _Lists(now, now if self.section is self.now else self.section)


def outline(pieces: Sequence[Sentence], text: str) -> Outline:
    """The lists of a text: bullets, lines that go on with a semicolon, plain lines with a number or right below one."""
    openers: dict[int, int] = {}
    headings: dict[int, int] = {}
    lists = _Lists()
    runs = [list(run) for _, run in groupby(pieces, key=lambda piece: piece.block.ordinal)]
    for place, run in enumerate(runs):
        before, after = runs[place - 1][-1] if place else None, runs[place + 1][0] if place + 1 < len(runs) else None
        opened = _opened(lists, run)
        if opened is not None:
            lists = opened
        elif lists.now is not None and _is_line(lists.now, run, (before, after), text):
            openers.update(dict.fromkeys((piece.ordinal for piece in run), lists.now.opener))
            if lists.now.below is not None:
                headings.update(dict.fromkeys((piece.ordinal for piece in run), lists.now.below))
        else:
            lists = _parted(lists, run, after)
    return Outline(openers=openers, headings=headings)


def _opened(lists: _Lists, run: list[Sentence]) -> _Lists | None:
    """What is open after a block that opens a list: a heading of aid, a line with a colon; None for another block."""
    last = run[-1]
    if len(run) == 1 and kind_of_list(run[0].text) is not None:
        heading = _Open(opener=last.ordinal, heading=True)
        return _Lists(heading, heading)
    if not last.text.rstrip().endswith(":"):
        return None
    if lists.now is not None and lists.now.heading and len(run[0].text.split()) <= 5:
        return lists.below(last.ordinal)
    return replace(lists, now=_Open(opener=last.ordinal, heading=False))


def _parted(lists: _Lists, run: list[Sentence], after: Sentence | None) -> _Lists:
    """What is still open after a block that is no line: a heading may be one of parts, a paragraph breaks a list."""
    now = lists.now
    if run[0].block.kind == "heading":
        goes_on = after is not None and (after.block.kind != "body" or _opens_line(after.text))
        return lists.below(run[0].ordinal) if now is not None and goes_on else _Lists()
    if now is None or now.heading:
        return lists
    return replace(lists, now=lists.section or replace(now, broken=True))


def _opens_line(words: str) -> bool:
    """Whether a paragraph opens as a line of a list does: with a number, or with a label."""
    return LABELLED.match(words) is not None or ((count := _COUNTED.match(words)) is not None and count.start() == 0)


def _is_line(now: _Open, run: list[Sentence], beside: tuple[Sentence | None, Sentence | None], text: str) -> bool:
    """Whether a block under an opener is one of its lines."""
    block, labelled = run[0].block, len(run) == 1 and LABELLED.match(run[-1].text) is not None
    if now.broken:
        return labelled
    if block.kind == "body":
        return labelled or _goes_on_in_body(now, run, beside[0])
    counted = block.kind == "bullet" or _COUNTED.search(run[-1].text) is not None
    return counted or (not now.heading and _stands_in_list(now, run, beside, text))


def _goes_on_in_body(now: _Open, run: list[Sentence], before: Sentence | None) -> bool:
    """Whether a paragraph goes on with a list: by its end, by that of the one before, or right below a sub-heading."""
    goes_on = before is not None and before.block.kind == "body" and _GOES_ON.search(before.text) is not None
    below = now.heading and before is not None and before.ordinal == now.below and _opens_line(run[0].text)
    return _GOES_ON.search(run[-1].text) is not None or (goes_on and len(run) == 1) or below


def _stands_in_list(
    now: _Open, run: list[Sentence], beside: tuple[Sentence | None, Sentence | None], text: str
) -> bool:
    """Whether a plain line without a number stands right below its opener or another line, beside no bullet."""
    before, after = beside
    if before is None or "bullet" in (before.block.kind, after.block.kind if after else ""):
        return False
    right_below = before.ordinal == now.opener or text.count("\n", before.end, run[0].block.start) <= 1
    return right_below or (after is not None and after.block.kind == "heading")
