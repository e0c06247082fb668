"""Rows of an account in one standing that a fold looks at are told by their keys, whatever they hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class Places:
    """The keys of some rows: of lines, entries, rollups and problems, and the lines of held claims."""

    lines: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    rollups: set[str] = field(default_factory=set)
    problems: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return sum(len(getattr(self, one.name)) for one in fields(self))

    def add(self, others: "Iterable[Places]") -> None:
        """Take in the keys of others."""
        for other in others:
            for one in fields(self):
                getattr(self, one.name).update(getattr(other, one.name))

    def to_json(self) -> dict[str, list[str]]:
        """The keys by what they are of."""
        return {one.name: sorted(getattr(self, one.name)) for one in fields(self)}

    @classmethod
    def from_json(cls, keys: Mapping[str, Iterable[str]]) -> Self:
        """The inverse of `to_json`."""
        return cls(**{name: set(some) for name, some in keys.items()})
