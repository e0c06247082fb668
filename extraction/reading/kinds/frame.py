"""A frame is a clause of giving: its verb or noun, the words above it, and the kind that they make together."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from extraction.reading.lexicon import Row
from extraction.reading.syntax import is_verb, subject
from pledges.domain.values import Certainty, Kind


@dataclass(slots=True)
class Frame:
    """A clause of giving: its verb or noun, the words above it, and the kind that they make together."""

    trigger: Token
    row: Row
    kind: Kind
    rule: str
    chain: list[Token] = field(default_factory=list)  # trigger and governors, inmost first
    certainty: Certainty = Certainty.STATED
    request_to: bool = False  # a request: donors are asked, not giving
    nouns: list[Token] = field(default_factory=list)  # nouns of giving passed on the way up
    hedged: bool = False
    asker: Token | None = None  # who urges another to give
    stopped: bool = False  # a cancellation by a word of stopping ("halt"), which another word may undo
    decider: Token | None = None  # who permits or turns down is the subject of this word, not of the giving


def subject_of(frame: Frame) -> Token | None:
    """The subject of the frame's verb, its own or that of the verb that governs it."""
    for token in frame.chain:
        if is_verb(token) and (found := subject(token)) is not None:
            return found
    return None
