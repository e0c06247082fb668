"""What goes on from sentence to sentence of one article: its memory, its open list, its package, what was skipped."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from extraction.reading.discourse import Memory
from extraction.reading.donors.giver import AGGRESSORS, FIRST, RECIPIENT, Giver
from extraction.reading.exclusions import civil
from extraction.reading.lexicon import Lexicon
from extraction.reading.outline import Outline
from extraction.reading.scene import Scene
from extraction.reading.sum_words import PACKAGES
from extraction.reading.timing import Timing
from pledges.domain.claims import Words
from pledges.domain.values import Kind

_NEAR = 2  # sentences
_ENEMY = re.compile(r"\b(?:Russia|Moscow|Kremlin|Putin)")
_GIVEN = frozenset({Kind.PLEDGE, Kind.CONTRACT, Kind.DISPATCH, Kind.DELIVERY})


def _speaks_of_package(scene: Scene) -> bool:
    """ "will fund the second package, with Oslo putting in $135 million"."""
    return any(token.lower_ in PACKAGES for token in scene.doc)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A phrase that was not made a claim, and why: shown by `explain`, never silent."""

    sentence: int  # ordinal of the sentence in the document
    words: str
    reason: str
    core: int = -1  # the phrase's first token of name or type
    open: bool = False  # for want of evidence, so that a judge may find it enough; else something speaks against it


@dataclass(frozen=True, slots=True)
class Lead:
    """What an opening line gives to its bullets."""

    kind: Kind
    giver: Giver
    rule: str
    headed: bool = False  # a heading opened it, which governs what has no clause of its own
    timing: Timing = field(default_factory=Timing)  # when all of it moved or was announced, as the opener says
    time_words: Mapping[str, Words] = field(default_factory=dict)  # the words of that, by field


@dataclass(frozen=True, slots=True)
class Package:
    """The package spoken of last: "it includes", "it also has" and bare fragments are more of its items."""

    ordinal: int
    kind: Kind
    giver: Giver
    announced: date | None = None  # where the sentence that announced it says the day, with the words
    day_words: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What an article has told so far, and who publishes it: every part of composing reads it, each sentence makes the
    next one."""

    lexicon: Lexicon
    memory: Memory
    official: bool  # the publisher gives: fragments and "we" are its own voice
    about_ukraine: bool
    names_ukraine: bool = False  # its title or text does
    usual: str = "UA"  # who receives where a clause does not say
    register: bool = False  # the publisher is a state's name: a note about its own gifts
    note: bool = False  # an analyst's note: all that it counts and does not bar is read
    note_giver: Giver = field(default_factory=Giver)  # the only donor that a note names
    outline: Outline = field(default_factory=Outline)  # which line belongs to which opener
    leads: Mapping[int, Lead | None] = field(default_factory=dict)  # what each opener gives, by its ordinal
    lead: Lead | None = None  # what the opener of the list that is being read gives to its lines
    package: Package | None = None
    skipped: tuple[Skipped, ...] = ()

    def voiced(self, scene: Scene) -> Scene:
        """A scene with whom "we" means in it, and whether a donor speaks of itself: its sums are aid unless civil."""
        ours = next(iter(self.memory.speaker(scene.sentence.ordinal).codes), "")
        first = any(token.lower_ in FIRST for token in scene.doc)
        itself = first and self.about_ukraine and (self.official or ours not in ("", RECIPIENT, *AGGRESSORS))
        return replace(
            scene,
            ours=ours,
            own_voice=itself,
            about=self.about_ukraine and self.names_ukraine and not self._civil_before(scene),
            goes_on=self.about_ukraine and (self._tells_before(scene) or _speaks_of_package(scene)),
            after_enemy=self._names_enemy_before(scene),
        )

    def _names_enemy_before(self, scene: Scene) -> bool:
        ordinal = scene.sentence.ordinal
        return any(_ENEMY.search(self.memory.text_of(place)) for place in range(max(0, ordinal - _NEAR), ordinal))

    def _civil_before(self, scene: Scene) -> bool:
        """Whether the sentence before speaks of help that is no arms: the sums after it go on with that."""
        ordinal = scene.sentence.ordinal
        return bool(ordinal) and civil(self.memory.text_of(ordinal - 1))

    def _tells_before(self, scene: Scene) -> bool:
        """Whether one of the two sentences before told of a gift."""
        return any(
            0 < scene.sentence.ordinal - draft.scene.sentence.ordinal <= _NEAR and draft.kind in _GIVEN
            for draft in self.memory.drafts[-6:]
        )

    def opened(self, ordinal: int, lead: Lead | None) -> Self:
        """With what an opener gives to its lines."""
        return replace(self, leads={**self.leads, ordinal: lead})

    def skipping(self, *skipped: Skipped) -> Self:
        """With phrases that were made no claim."""
        return replace(self, skipped=(*self.skipped, *skipped)) if skipped else self
