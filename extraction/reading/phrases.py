"""An item phrase says what a noun phrase gives, and whether it stands for itself or points to another."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from spacy.tokens import Token

from extraction.mentions import QuantityMention
from pledges.domain.values import Unit


class Lesson(Enum):
    """By which verb a phrase of training is told, where it is told by a verb."""

    TAUGHT = auto()  # "trains 400 soldiers"
    LEARNT = auto()  # "400 soldiers are learning"


@dataclass(frozen=True, slots=True, eq=False)
class ItemPhrase:
    """What a sentence gives by one noun phrase.

    `first`..`last` are its tokens with number and modifiers, `core` the first token of the name or type itself.
    `refers` is "" for a phrase that stands for itself, else pronoun, definite or elliptic.
    """

    first: int
    core: int
    last: int
    head: Token
    name: str | None
    slug: str | None
    category: str | None
    rule: str
    quantity: QuantityMention | None = None
    unit: Unit | None = None
    refers: str = ""
    plural: bool = False
    allowed: frozenset[str] | None = None  # top categories that a definite word may refer to
    guarded: bool = False
    whole: QuantityMention | None = None  # the 24 of "six of the 24 that it promised"
    part: QuantityMention | None = None  # the six, on the phrase of the 24
    borrowed: bool = False  # its number stands in an earlier sentence
    lesson: Lesson | None = None


def with_one(phrases: Iterable[ItemPhrase], old: ItemPhrase, new: ItemPhrase) -> list[ItemPhrase]:
    """The phrases of a sentence with one of them as it is understood now."""
    return [new if phrase is old else phrase for phrase in phrases]
