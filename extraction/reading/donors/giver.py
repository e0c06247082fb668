"""A giver is one or more donors with the words that name them; words that only point back keep which way they point."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from extraction.mentions import NameMention
from extraction.reading.scene import Scene

RECIPIENT = "UA"

FIRST = frozenset({"we", "our", "us", "i", "my"})  # words of whoever speaks

AGGRESSORS = frozenset({"RU", "BY"})
OTHERS = frozenset({"IL", "TW", "MD", "GE", "AM"})  # other states that are given arms; for any else it is a swap
SPONSORS = frozenset({"IR", "KP", "CN"})  # third states whose gifts to the aggressor are claims


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives, by which words and rule; `points` marks words that only point back (a pronoun, "the country")."""

    codes: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()  # characters of the stored text
    rule: str = "donors.none"
    points: str = ""  # "", "we", "third"
    first: int | None = None  # first token of the words, None where they stand elsewhere

    @property
    def named_apart(self) -> bool:
        """Whether words beside the subject name who gives: "by Norway", "from Norway", "thanked Norway for"."""
        return self.rule.startswith(("donors.agent", "donors.from", "donors.supplied", "donors.thanked"))

    @property
    def said(self) -> bool:
        """Whether who gives is only who says so."""
        return self.rule.startswith("donors.said")


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
        first=first,
    )


def is_recipient(scene: Scene, token: Token) -> bool:
    """Whether a noun phrase is the recipient: Ukraine, Kyiv, its army, its soldiers."""
    if scene.ours == RECIPIENT and (token.lower_ in FIRST or any(word.lower_ in FIRST for word in token.children)):
        return True
    names = mentions_in(scene, token.left_edge.i, token.i)
    return bool(names) and all(name.ref == RECIPIENT for name in names)
