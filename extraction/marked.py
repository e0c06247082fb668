"""A text is shown in stretches that say what was found in them; no character is lost, none is shown twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extraction.explain import Explanation, Found, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters in which the same mentions stand; `ends` when one of them ends here."""

    text: str
    found: tuple[Found, ...] = ()
    ends: bool = False

    @property
    def groups(self) -> str:
        """Name, number, money and time, as classes of a mark."""
        return " ".join(dict.fromkeys(one.group for one in self.found))

    @property
    def means(self) -> str:
        return "; ".join(f"{one.kind} {one.means} ({one.rule})" for one in self.found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage with what stands before it: white space, a bullet's sign. The last has no passage."""

    before: str
    passage: Passage | None = None
    stretches: tuple[Stretch, ...] = ()


def shown(explanation: Explanation) -> Iterator[Shown]:
    """The whole text in its order."""
    place = 0
    for passage in explanation.passages:
        before = explanation.text[place : passage.start]
        yield Shown(before=before, passage=passage, stretches=tuple(stretches(passage)))
        place = passage.end
    yield Shown(before=explanation.text[place:])


def stretches(passage: Passage) -> Iterator[Stretch]:
    """A passage cut at every edge of a mention; where two overlap, both are told."""
    edges = {passage.start, passage.end}
    edges |= {edge for one in passage.mentions for edge in (one.start, one.end)}
    for left, right in pairwise(sorted(edges)):
        found = tuple(one for one in passage.mentions if one.start <= left and right <= one.end)
        text = passage.text[left - passage.start : right - passage.start]
        yield Stretch(text=text, found=found, ends=any(one.end == right for one in found))
