"""A stage is a parsed sentence with all that the rules found in it; whoever judges its drafts is given it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from extraction.reading.composing.thread import Skipped, Thread
from extraction.reading.drafts import Draft
from extraction.reading.framing.frames import Frames
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.worth import Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A sentence, its items, sums and clauses, and what the article has told so far."""

    thread: Thread
    scene: Scene
    phrases: Sequence[ItemPhrase]
    money: Sequence[Sum]
    frames: Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The drafts that are claims, and all phrases of the article so far that were made none."""

    drafts: tuple[Draft, ...]
    skipped: tuple[Skipped, ...]


class Judging(Protocol):
    """Decides which claims a sentence makes, by the rules' drafts and by other readings of its items and sums."""

    @property
    def version(self) -> str:
        """What claims are told apart by when it changes: a hash of all that it decides with."""

    def decide(self, stage: Stage, drafts: Sequence[Draft]) -> Decided:
        """The drafts that are claims, each with the chance that it is right, and why the others are none."""
