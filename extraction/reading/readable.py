"""What a person sees of a stored text is read: marks and invisible characters go, and the rest knows where it stood."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from extraction.mentions.layout import Layout, put
from extraction.reading.cell_lists import with_lists
from extraction.reading.corrections import without_asides
from extraction.reading.markdown import MARKDOWN
from pledges.domain.values import Span

_UNSEEN = re.compile(
    # a word hyphenated at the end of a line, then all that has no width or only turns the direction of writing
    "\u00ad[ \\t]*\\r?\\n[ \\t]*(?=[a-z])"
    "|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)

type Layer = Callable[[str], Layout]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """A text as it is read. `layers` are what was cut, the first of them from the stored text."""

    text: str
    layers: tuple[Layout, ...] = ()

    def stored(self, place: int) -> int:
        """The offset in the stored text of a character of the readable one."""
        for layer in reversed(self.layers):
            place = layer.stored(place)
        return place

    def span(self, start: int, end: int) -> Span:
        """The stretch of the stored text that reads as a half-open stretch; it may hold marks."""
        return Span(start=self.stored(start), end=self.stored(end - 1) + 1)


def readable(text: str, media_type: str = "text/plain") -> Readable:
    """The readable text of a stored one; the same string where nothing is to be cut."""
    marks: tuple[Layer, ...] = MARKDOWN if media_type == "text/markdown" else ()
    layers = []
    for layer in (without_unseen, *marks, with_lists, without_asides):
        laid = layer(text)
        if laid.breaks:
            layers.append(laid)
            text = laid.running
    return Readable(text=text, layers=tuple(layers))


def without_unseen(text: str) -> Layout:
    """A text without soft hyphens, marks of direction, joiners, selectors and other characters of no width."""
    unseen = () if text.isascii() else _UNSEEN.finditer(text)
    return put(text, ((match.start(), match.end(), "") for match in unseen))
