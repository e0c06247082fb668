"""A line of a list belongs to the line that opens it: one that ends in a colon, or a heading that tells of aid."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

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
    """By the ordinal of a list line's sentence: the ordinal of its opener, and of the sub-heading nearest above it."""

    openers: Mapping[int, int] = field(default_factory=dict)
    headings: Mapping[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """The list that is open: its opener, whether that is a heading, and the sub-heading now in force."""

    opener: int
    heading: bool
    below: int | None = None
    broken: bool = False  # a paragraph has come between: only lines that open with a label go on


def outline(pieces: Sequence[Sentence], text: str) -> Outline:
    """The lists of a text: bullets, lines that go on with a semicolon, plain lines with a number or right below one."""
    openers: dict[int, int] = {}
    headings: dict[int, int] = {}
    now: _Open | None = None
    section: _Open | None = None  # the heading that opened the section, for a list after a paragraph of its own
    runs = [list(run) for _, run in groupby(pieces, key=lambda piece: piece.block.ordinal)]
    for place, run in enumerate(runs):
        before, after = runs[place - 1][-1] if place else None, runs[place + 1][0] if place + 1 < len(runs) else None
        words, last = run[0].text, run[-1]
        if len(run) == 1 and kind_of_list(words) is not None:
            now = section = _Open(opener=last.ordinal, heading=True)
        elif last.text.rstrip().endswith(":"):
            if now is not None and now.heading and len(words.split()) <= 5:
                now.below = last.ordinal
            else:
                now = _Open(opener=last.ordinal, heading=False)
        elif now is not None and _is_line(now, run, (before, after), text):
            openers.update(dict.fromkeys((piece.ordinal for piece in run), now.opener))
            if now.below is not None:
                headings.update(dict.fromkeys((piece.ordinal for piece in run), now.below))
        elif run[0].block.kind == "heading":
            if now is not None and after is not None and (after.block.kind != "body" or _opens_line(after.text)):
                now.below = run[0].ordinal
            else:
                now = section = None
        elif now is not None and not now.heading:
            now = section or replace(now, broken=True)
    return Outline(openers=openers, headings=headings)


def _opens_line(words: str) -> bool:
    """Whether a paragraph opens as a line of a list does: with a number, or with a label."""
    return LABELLED.match(words) is not None or ((count := _COUNTED.match(words)) is not None and count.start() == 0)


def _is_line(now: _Open, run: list[Sentence], beside: tuple[Sentence | None, Sentence | None], text: str) -> bool:
    """Whether a block under an opener is one of its lines."""
    block, words, (before, after) = run[0].block, run[-1].text, beside
    if now.broken:
        return len(run) == 1 and LABELLED.match(words) is not None
    if block.kind == "bullet":
        return True
    if block.kind == "body":
        goes_on = before is not None and before.block.kind == "body" and _GOES_ON.search(before.text) is not None
        bare = len(run) == 1 and (goes_on or LABELLED.match(words) is not None)
        below = now.heading and before is not None and before.ordinal == now.below and _opens_line(run[0].text)
        return _GOES_ON.search(words) is not None or bare or below
    if _COUNTED.search(words) is not None:
        return True
    if now.heading or before is None or "bullet" in (before.block.kind, after.block.kind if after else ""):
        return False
    right_below = before.ordinal == now.opener or text.count("\n", before.end, block.start) <= 1
    return right_below or (after is not None and after.block.kind == "heading")
