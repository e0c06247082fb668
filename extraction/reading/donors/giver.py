"""A giver is one or more donors with the words that name them; words that only point back keep which way they point."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Self

from spacy.tokens import Token

from extraction.mentions import NameMention
from extraction.reading.scene import Scene

RECIPIENT = "UA"

FIRST = frozenset({"we", "our", "us", "i", "my"})  # words of whoever speaks

AGGRESSORS = frozenset({"RU", "BY"})
OTHERS = frozenset({"IL", "TW", "MD", "GE", "AM", "PH"})  # other states that are given arms; for any else it is a swap
SPONSORS = frozenset({"IR", "KP", "CN"})  # third states whose gifts to the aggressor are claims

NO_GIVERS = AGGRESSORS | {RECIPIENT}


class Origin(Enum):
    """Where who gives was found."""

    HERE = auto()  # in words of the clause, its sentence or the text's head
    APART = auto()  # in words beside the subject: "by Norway", "Norwegian-supplied", "thanked Norway for"
    SAID = auto()  # with a verb of saying: who gives is only who says so
    PUBLISHER = auto()  # in the publisher's name: its own voice
    BEFORE = auto()  # in what the text told before
    HEADED = auto()  # in a heading above
    PACKAGE = auto()  # with the package spoken of last


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives, by which words and rule; `points` marks words that only point back (a pronoun, "the country")."""

    codes: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()  # characters of the stored text
    rule: str = "donors.none"
    points: str = ""  # "", "we", "third"
    how: str = ""  # the manner of its first name: "name", "capital", "leader", "adjective"
    register: bool = False  # a publisher that is a state by its name alone keeps a register of its gifts
    first: int | None = None  # first token of the words, None where they stand elsewhere
    origin: Origin = Origin.HERE

    def by(self, rule: str, origin: Origin = Origin.HERE) -> Self:
        """The same donors as another rule found them."""
        return replace(self, rule=rule, origin=origin)

    def at(self, origin: Origin) -> Self:
        """The same, with where it was found; nobody is found nowhere."""
        return replace(self, origin=origin) if self.told else self

    @classmethod
    def told_before(cls, codes: tuple[str, ...], spans: tuple[tuple[int, int], ...] = ()) -> Self:
        """Donors whom only what the text told before names; nobody where it names none."""
        return cls(codes=codes, spans=spans, rule="donors.before", origin=Origin.BEFORE) if codes else cls()

    @property
    def told(self) -> bool:
        """Whether it names who gives, or at least points to them."""
        return bool(self.codes or self.points)

    @property
    def named_apart(self) -> bool:
        """Whether words beside the subject name who gives: "by Norway", "from Norway", "thanked Norway for"."""
        return self.origin is Origin.APART

    @property
    def said(self) -> bool:
        """Whether who gives is only who says so."""
        return self.origin is Origin.SAID


def first_named(givers: Iterable[Giver]) -> Giver:
    """The first that names who gives; none where nobody is named."""
    return next((giver for giver in givers if giver.codes), Giver())


_PLACE = re.compile(r"\b(?:in|near|through|via|across|inside)(?: the)? $", re.IGNORECASE)


def only_a_place(text: str, name: NameMention) -> bool:
    """ "reached a port in Poland": a state where something happens, of which no more is said."""
    return name.how == "name" and _PLACE.search(text, max(0, name.start - 14), name.start) is not None


def mentions_in(scene: Scene, first: int, last: int) -> list[NameMention]:
    """Donor names that lie within a run of tokens."""
    return [
        name
        for name in scene.donors()
        if first <= scene.tokens(name.start, name.end)[0] and scene.tokens(name.start, name.end)[1] <= last
    ]


def token_range(scene: Scene, name: NameMention) -> tuple[int, int]:
    first, last = scene.tokens(name.start, name.end)
    return first, last + 1


def giver_of_names(scene: Scene, names: list[NameMention], rule: str, first: int | None) -> Giver:
    base = scene.sentence.start
    codes = tuple(sorted({name.ref for name in names}))
    if len(codes) > 1:
        codes = tuple(code for code in codes if code not in AGGRESSORS) or codes
    return Giver(
        codes=codes,
        spans=tuple((base + name.start, base + name.end) for name in names),
        rule=f"{rule}.{names[0].how}",
        how=names[0].how,
        first=first,
    )


def is_recipient(scene: Scene, token: Token) -> bool:
    """Whether a noun phrase is the recipient: Ukraine, Kyiv, its army, its soldiers."""
    if scene.ours == RECIPIENT and (token.lower_ in FIRST or any(word.lower_ in FIRST for word in token.children)):
        return True
    names = mentions_in(scene, token.left_edge.i, token.i)
    return bool(names) and all(name.ref == RECIPIENT for name in names)
