"""A frame is a clause of giving: its verb or noun, the words above it, and the kind that they make together."""

from dataclasses import dataclass, replace
from typing import Any, Self

from spacy.tokens import Token

from extraction.reading.lexicon import Row
from extraction.reading.syntax import is_verb, subject
from pledges.domain.values import Certainty, Kind


@dataclass(frozen=True, slots=True)
class Frame:
    """A clause of giving: its verb or noun, the words above it, and the kind that they make together."""

    trigger: Token
    row: Row
    kind: Kind
    rule: str
    chain: tuple[Token, ...] = ()  # trigger and governors, inmost first
    certainty: Certainty = Certainty.STATED
    request_to: bool = False  # a request: donors are asked, not giving
    nouns: tuple[Token, ...] = ()  # nouns of giving passed on the way up
    asker: Token | None = None  # who urges another to give
    stopped: bool = False  # a cancellation by a word of stopping ("halt"), which another word may undo
    decider: Token | None = None  # who permits or turns down is the subject of this word, not of the giving


@dataclass(frozen=True, slots=True)
class Climb:
    """How far a clause is read on the way up: its frame, its kind so far, and whether words above can change that."""

    frame: Frame
    kind: str | None
    settled: bool

    def turned(self, kind: str | None, settled: bool = True, **changes: Any) -> Self:
        """With another kind, and with what the word that turned it says of the frame."""
        return replace(self, frame=replace(self.frame, **changes), kind=kind, settled=settled)

    def under(self, head: Token) -> Self:
        """One word further up."""
        return replace(self, frame=replace(self.frame, chain=(*self.frame.chain, head)))


def subject_of(frame: Frame) -> Token | None:
    """The subject of the frame's verb, its own or that of the verb that governs it."""
    for token in frame.chain:
        if is_verb(token) and (found := subject(token)) is not None:
            return found
    return None
