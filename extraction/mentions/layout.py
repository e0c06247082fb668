"""Line ends, runs of blanks and wrapped lines are layout: found in running text, mentions are placed in the stored."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_RUNS = re.compile(
    r"[ \t\u00a0]{2,}|(?<=[^\W\d_]|,)[ \t]*\r?\n[ \t]*(?=[a-z0-9$€£(])|(?<=\d)[ \t]*\r?\n[ \t]*(?=[a-z])|"
    r"(?P<line>\r\n?)"
)
_NEEDED = re.compile(r"[ \t\u00a0]{2}|(?:[^\W\d_]|,)[ \t]*\r?\n[ \t]*[a-z0-9$€£(]|\d[ \t]*\r?\n[ \t]*[a-z]|\r")

type Cut = tuple[int, int, str]  # start and end in the text, and what stands in their place


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`running` is a text with stretches cut or made shorter: here runs of blanks, and the ends of wrapped lines.

    `breaks` are the places of `running` from which `shifts` (of equal length) must be added to get the stored place.
    """

    running: str
    breaks: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def stored(self, place: int) -> int:
        """The offset in the stored text of an offset in the running one."""
        index = bisect_right(self.breaks, place) - 1
        return place + self.shifts[index] if index >= 0 else place


def lay_out(text: str) -> Layout:
    """The running text of a stored one; the text itself, unchanged, where it has no runs or wraps."""
    if not _NEEDED.search(text):
        return Layout(running=text)
    return put(text, ((run.start(), run.end(), "\n" if run.group("line") else " ") for run in _RUNS.finditer(text)))


def put(text: str, cuts: Iterable[Cut]) -> Layout:
    """A text with each cut's characters put in place of its stretch: in text order, none longer than its stretch."""
    pieces, breaks, shifts = list[str](), list[int](), list[int]()
    place = length = shift = 0
    for start, end, instead in cuts:
        pieces += [text[place:start], instead]
        length += start - place + len(instead)
        shift += end - start - len(instead)
        place = end
        breaks.append(length)
        shifts.append(shift)
    if not breaks:
        return Layout(running=text)
    pieces.append(text[place:])
    return Layout(running="".join(pieces), breaks=tuple(breaks), shifts=tuple(shifts))
