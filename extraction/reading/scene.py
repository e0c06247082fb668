"""A scene is one parsed sentence with what was found in it; mentions and tokens share the sentence's own offsets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from spacy.tokens import Doc

from extraction.mentions import Mentions, NameMention
from extraction.reading.reparsed import mended
from extraction.reading.segments import Sentence


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A sentence, its parse, its mentions and where they stand on tokens."""

    sentence: Sentence
    doc: Doc
    mentions: Mentions
    at: tuple[int, ...]  # character offset -> token index
    own_voice: bool = False  # a donor speaks of itself in a text about the recipient
    goes_on: bool = False  # the sentences right before told of gifts to the recipient, or this one of a package
    about: bool = False  # the text is about the recipient
    after_enemy: bool = False  # the sentences right before name the aggressor
    ours: str = ""  # the code of whom "we" means where the text tells who speaks

    @classmethod
    def of(cls, sentence: Sentence, doc: Doc, mentions: Mentions) -> Self:
        """A parsed sentence as nobody's voice yet."""
        at = _places(doc)
        names = [(at[name.start], at[name.end - 1]) for name in mentions.names if name.kind == "donor"]
        return cls(sentence=sentence, doc=mended(doc, names), mentions=mentions, at=at)

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """First and last token of a character span of the sentence."""
        return self.at[start], self.at[max(start, end - 1)]

    def donors(self) -> Iterator[NameMention]:
        """The names of donors in the sentence."""
        return (name for name in self.mentions.names if name.kind == "donor")

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the stored text from one token to another, both included."""
        base = self.sentence.start
        return base + self.doc[first].idx, base + self.doc[last].idx + len(self.doc[last])


def _places(doc: Doc) -> tuple[int, ...]:
    """By each character of a sentence the token that it stands in; by its end the number of tokens."""
    at: list[int] = []
    for token in doc:
        at += [token.i] * len(token.text_with_ws)
    return (*at, len(doc))
