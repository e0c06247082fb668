"""Line ends, runs of blanks and wrapped lines are layout: found in running text, mentions are placed in the stored."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_RUNS = re.compile(
    r"[ \t\u00a0]{2,}|(?<=[^\W\d_]|,)[ \t]*\r?\n[ \t]*(?=[a-z0-9$€£(])|(?<=\d)[ \t]*\r?\n[ \t]*(?=[a-z])|"
    r"(?P<line>\r\n?)"
)
_NEEDED = re.compile(r"[ \t\u00a0]{2}|(?:[^\W\d_]|,)[ \t]*\r?\n[ \t]*[a-z0-9$€£(]|\d[ \t]*\r?\n[ \t]*[a-z]|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`running` is the text with each run of blanks made one blank and wrapped lines joined.

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
    pieces, breaks, shifts = [], [], []
    place = length = shift = 0
    for match in _RUNS.finditer(text):
        blank = "\n" if match.group("line") else " "
        pieces += [text[place : match.start()], blank]
        length += match.start() - place + 1
        shift += len(match.group()) - 1
        place = match.end()
        breaks.append(length)
        shifts.append(shift)
    pieces.append(text[place:])
    return Layout(running="".join(pieces), breaks=tuple(breaks), shifts=tuple(shifts))
