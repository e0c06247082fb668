"""What became of a phrase is a value: a draft, or why there is none, and what is understood otherwise by it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from extraction.reading.composing.thread import Skipped
from extraction.reading.drafts import Draft
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The draft of a phrase, or None with the reasons.

    `phrase` is the phrase where it is understood otherwise now ("them" are the tanks); `retold` an earlier draft to
    which it only adds, before and after.
    """

    draft: Draft | None = None
    skipped: tuple[Skipped, ...] = ()
    phrase: ItemPhrase | None = None
    retold: tuple[Draft, Draft] | None = None

    def then(self, change: Callable[[Draft], Draft]) -> Self:
        """With its draft changed, where there is one."""
        return self if self.draft is None else replace(self, draft=change(self.draft))

    def after(self, tried: Self) -> Self:
        """With what an attempt before it left: its reasons, and its phrase where this one has none."""
        return replace(self, skipped=(*tried.skipped, *self.skipped), phrase=self.phrase or tried.phrase)


NOTHING = Outcome()
"""No claim, for no reason worth telling: told already, or of no sort that is read here."""


def skip(scene: Scene, phrase: ItemPhrase, reason: str, *, open: bool = False) -> Outcome:
    """No claim, and why; `open`: for want of evidence alone, so that a judge may find it enough."""
    return Outcome(skipped=(skipped_of(scene, phrase, reason, open=open),))


def skipped_of(scene: Scene, phrase: ItemPhrase | None, reason: str, *, open: bool = False) -> Skipped:
    """A phrase that is made no claim, as `explain` shows it."""
    words = scene.doc[phrase.first : phrase.last + 1].text if phrase is not None else ""
    core = phrase.core if phrase is not None else -1
    return Skipped(sentence=scene.sentence.ordinal, words=words, reason=reason, core=core, open=open)
