"""A draft is a claim in the making: what was read, by which words, and what was still open when it was read."""

from dataclasses import dataclass, field
from datetime import date

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


@dataclass(slots=True)
class Draft:
    """The fields of a claim as read from one sentence; merging and placing come after."""

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
    spans: list[Span] = field(default_factory=list)
    words: dict[str, Words] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)  # features for confidence, by name
    tellings: int = 1
    chance: float | None = None  # of being right, where a judge gave it
    why: dict[str, float] = field(default_factory=dict)  # what counted most for that chance

    @property
    def donors(self) -> tuple[str, ...]:
        return self.giver.codes

    def word(self, field_name: str, text: str, start: int, end: int, rule: str) -> None:
        """Note the words that a field was read from (offsets in the stored text)."""
        self.words[field_name] = Words(text=text, span=Span(start=start, end=end) if end > start else None, rule=rule)
