"""A draft is a claim in the making: what was read, by which words, and what was still open when it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from extraction.mentions.values import Change
from extraction.reading.donors.giver import Giver
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from pledges.domain.claims import Words
from pledges.domain.values import (
    Basis,
    Certainty,
    Kind,
    Money,
    Party,
    Quantity,
    Replaced,
    Scope,
    Sharing,
    Span,
    Terms,
    Window,
)


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """The fields of a claim as read from one sentence; merging and placing come after. Told anew it is another one."""

    scene: Scene
    frame: Frame | None
    phrase: ItemPhrase | None
    kind: Kind
    giver: Giver
    name: str | None
    slug: str | None
    category: str
    quantity: Quantity
    basis: Basis = Basis.UNSTATED
    sharing: Sharing | None = None
    parties: tuple[Party, ...] = ()
    value: Money | None = None
    scope: Scope | None = None
    replaces: Replaced | None = None
    change: Change | None = None  # the earlier number that the sentence tells of
    window: Window | None = None
    announced: date | None = None
    terms: Terms = Terms.DONATION
    certainty: Certainty = Certainty.STATED
    recipient: str = "UA"
    spans: tuple[Span, ...] = ()
    words: Mapping[str, Words] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()  # features for confidence, by name
    tellings: int = 1
    chance: float | None = None  # of being right, where a judge gave it
    why: Mapping[str, float] = field(default_factory=dict)  # what counted most for that chance

    @property
    def donors(self) -> tuple[str, ...]:
        return self.giver.codes

    def word(self, field_name: str, text: str, start: int, end: int, rule: str, **changes: Any) -> Self:
        """With the words that a field was read from (offsets in the stored text), and other changes."""
        span = Span(start=start, end=end) if end > start else None
        return self.by_words(field_name, Words(text=text, span=span, rule=rule), **changes)

    def by_rule(self, field_name: str, rule: str) -> Self:
        """With the rule of a field that no words of its own state."""
        return self.by_words(field_name, Words(text="", span=None, rule=rule))

    def by_words(self, field_name: str, words: Words, **changes: Any) -> Self:
        """With the words of a field, and other changes."""
        return replace(self, words={**self.words, field_name: words}, **changes)

    def without(self, *field_names: str, **changes: Any) -> Self:
        """Without the words of some fields, and with other changes."""
        words = {name: words for name, words in self.words.items() if name not in field_names}
        return replace(self, words=words, **changes)

    def marked(self, *marks: str, no: frozenset[str] = frozenset()) -> Self:
        """With some features of confidence, and without others."""
        return replace(self, marks=(self.marks - no) | set(marks))
