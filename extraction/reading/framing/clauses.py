"""The clauses of one sentence: each trigger is read once with the nouns of giving passed below it."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from extraction.reading.kinds.clause import read_frame
from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.triggers import trigger_row
from extraction.reading.lexicon import Lexicon, Row
from extraction.reading.scene import Scene
from extraction.reading.words import words_of

INTO = words_of("of including like as with in plus alongside such between and from")


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence and the lexicon; a frame that was read is kept, for it is read alike each time."""

    scene: Scene
    lexicon: Lexicon
    _kept: dict[tuple[int, tuple[int, ...]], Frame | None] = field(default_factory=dict, repr=False, compare=False)

    def frame(self, trigger: Token, nouns: list[Token]) -> Frame | None:
        """The frame of a trigger with the nouns of giving passed below it."""
        key = (trigger.i, tuple(noun.i for noun in nouns))
        if key not in self._kept:
            row = trigger_row(trigger, self.lexicon)
            self._kept[key] = read_frame(trigger, row, self.lexicon, nouns) if row is not None else None
        return self._kept[key]

    def nominal(self, nouns: list[Token]) -> Frame | None:
        """The frame of the last noun of giving passed, None where none was."""
        return self.frame(nouns[-1], nouns[:-1]) if nouns else None

    def row(self, token: Token) -> Row | None:
        """The lexicon's row of a word, where it is a trigger."""
        return trigger_row(token, self.lexicon)
