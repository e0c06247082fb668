"""A character that was read as one thing is not read as another."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Taken:
    """Sorted half-open spans, merged where they overlap; asked in logarithmic time."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def end_at(self, place: int) -> int | None:
        """The end of the span that covers a place, None where none does."""
        index = bisect_right(self._starts, place) - 1
        return self._ends[index] if index >= 0 and place < self._ends[index] else None

    def touches(self, start: int, end: int) -> bool:
        """Whether any span overlaps start to end."""
        index = bisect_left(self._ends, start + 1)
        return index < len(self._starts) and self._starts[index] < end

    def starts_within(self, start: int, end: int) -> bool:
        """Whether any span begins within start to end, the end included."""
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] <= end

    def joined(self, spans: Iterable[tuple[int, int]]) -> "Taken":
        """These spans and others."""
        return Taken([*zip(self._starts, self._ends, strict=True), *spans])
