"""What was said before is remembered a few sentences long; a reference is resolved only where one candidate remains."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Self

from extraction.reading.donors.giver import AGGRESSORS, OTHERS, RECIPIENT, Giver, Origin, only_a_place
from extraction.reading.drafts import Draft
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from pledges.domain.catalogue import Catalogue, Trait
from pledges.domain.values import Extent

HEADED = 8  # sentences above which a sub-heading that is a donor's name stands
_OFTEN = 3  # so often a giver must have given to be the one of the whole text
REACH = 4  # sentences that a reference looks back


@dataclass(frozen=True, slots=True)
class Memory:
    """Drafts, systems and donors of an article so far, with the ordinals of their sentences and blocks."""

    catalogue: Catalogue
    publisher: Giver
    house: Giver = field(default_factory=Giver)  # whose "the government" is, where the text names no other
    drafts: tuple[Draft, ...] = ()
    givers: tuple[tuple[int, int, Giver], ...] = ()  # sentence, block, who gave
    donors_in: Callable[[int], Giver] = field(default=lambda ordinal: Giver())  # of a sentence that was not parsed
    donors_of: Callable[[int], Giver] = field(default=lambda ordinal: Giver())  # all that a heading names
    text_of: Callable[[int], str] = field(default=lambda ordinal: "")  # of a sentence by its ordinal
    heads: Callable[[int], Giver] = field(default=lambda ordinal: Giver())  # the donor whose name a heading is
    speaker: Callable[[int], Giver] = field(default=lambda ordinal: Giver())  # who says "we" in a sentence
    asks: Callable[[int], bool] = field(default=lambda ordinal: False)  # a reporter's words in a transcript
    title: Giver = field(default_factory=Giver)  # the one donor that the title names
    group: Giver = field(default_factory=Giver)  # the group or fund that was named last

    def remember(self, scene: Scene, drafts: Sequence[Draft]) -> Self:
        """With what a sentence said."""
        ordinal, block, base = scene.sentence.ordinal, scene.sentence.block.ordinal, scene.sentence.start
        givers = [(ordinal, block, draft.giver) for draft in _but_parts(drafts) if draft.donors]
        text = scene.sentence.text
        named = [
            (name.ref, (base + name.start, base + name.end)) for name in scene.donors() if not only_a_place(text, name)
        ]
        mentioned = tuple(sorted({code for code, _ in named} - {RECIPIENT} - AGGRESSORS - OTHERS))
        if len(mentioned) == 1 and not givers:
            spans = tuple(span for code, span in named if code == mentioned[0])
            givers = [(ordinal, block, Giver(codes=mentioned, spans=spans[:1], rule="donors.mentioned"))]
        groups = [one for one in named if self.catalogue.donors[one[0]].kind != "state"]
        group = Giver(codes=(groups[-1][0],), spans=(groups[-1][1],), rule="donors.group") if groups else self.group
        return replace(self, drafts=(*self.drafts, *drafts), givers=(*self.givers, *givers), group=group)

    def retold(self, before: Draft, after: Draft) -> Self:
        """With one draft told anew."""
        return replace(self, drafts=tuple(after if draft is before else draft for draft in self.drafts))

    def giver_before(self, scene: Scene, *, near: bool) -> Giver:
        """Who gave last: within reach, or (near) in the sentence before or the same paragraph."""
        ordinal, block = scene.sentence.ordinal, scene.sentence.block.ordinal
        if (named := self._named_before(ordinal)) is not None:
            return named
        for seen, seen_block, giver in reversed(self.givers):
            if ordinal - seen > (2 if near else REACH) and seen_block != block:
                break
            if block - seen_block <= 1:
                return giver
        return Giver()

    def _named_before(self, ordinal: int) -> Giver | None:
        """The donor that a heading above is, since somebody gave; else who was named right before and gave nothing.

        Nobody gives under the heading of a state that is given arms. None where the text before must tell.
        """
        latest = self.givers[-1][0] if self.givers else -1
        above = map(self.heads, range(ordinal - 1, max(latest, ordinal - HEADED), -1))
        headed = next((giver for giver in above if giver.codes), Giver())
        if headed.codes:
            return Giver() if OTHERS.issuperset(headed.codes) else headed.by("donors.heading", Origin.HEADED)
        gave = any(seen == ordinal - 1 for seen, _, _ in self.givers[-6:])
        said = Giver() if gave else self.donors_in(ordinal - 1)
        return None if OTHERS.issuperset(said.codes) else said

    def several_before(self, scene: Scene) -> Giver:
        """ "Both countries": the two or three that one of the last two sentences names together, none where one is."""
        for ordinal in range(scene.sentence.ordinal - 1, max(-1, scene.sentence.ordinal - 3), -1):
            named = self.donors_of(ordinal)
            codes = tuple(code for code in named.codes if code != RECIPIENT and code not in AGGRESSORS)
            if codes:
                several = 2 <= len(codes) <= 3
                return Giver.told_before(codes, named.spans) if several else Giver()
        return Giver()

    def only_giver(self) -> Giver:
        """The giver of all that was read so far, where it is one: the "we" of a release by nobody known."""
        codes = {giver.codes for _, _, giver in self.givers[:40]}
        return Giver.told_before(next(iter(codes))) if len(codes) == 1 else Giver()

    def main_giver(self) -> Giver:
        """Who gave most of what was read so far, where no other comes near; else the one whom the title names."""
        gave = Counter(draft.donors for draft in self.drafts if draft.donors)
        codes, times = gave.most_common(1)[0] if gave else ((), 0)
        if times >= _OFTEN and times >= 0.75 * gave.total():
            return Giver(codes=codes, rule="donors.main_of_text")
        named = self.title.codes and not OTHERS.issuperset(self.title.codes)
        return self.title if named and (not gave or set(gave) == {self.title.codes}) else Giver()

    def item_for(
        self, phrase: ItemPhrase, scene: Scene, here: Sequence[Draft], donors: tuple[str, ...]
    ) -> Draft | None:
        """The one earlier draft that a pronoun, bare number or definite word can mean; None where two remain."""
        before = [draft for draft in here if draft.phrase is not None and draft.phrase.first < phrase.first]
        things = [draft for draft in before if not self.catalogue.has(draft.category, Trait.SERVICE)]
        if phrase.refers == "elliptic" and things:
            return things[-1]
        fitting = [draft for draft in (*before, *self._of_late(scene)) if self._fits(phrase, draft)]
        nearest = _nearest(fitting)
        return _sole(_parts(nearest) or nearest if phrase.refers == "pronoun" else nearest, donors)

    def _of_late(self, scene: Scene) -> Iterator[Draft]:
        """The drafts of the sentences that a reference looks back, the last first."""
        since = scene.sentence.ordinal - REACH
        return takewhile(lambda draft: draft.scene.sentence.ordinal >= since, reversed(self.drafts))

    def _fits(self, phrase: ItemPhrase, draft: Draft) -> bool:
        if draft.category in ("funding", "training", "other") and phrase.category != draft.category:
            return False
        if phrase.category is not None:
            return self._top(phrase.category) == self._top(draft.category)
        if phrase.allowed is not None:
            return draft.category in phrase.allowed or self._top(draft.category) in phrase.allowed
        return True

    def _top(self, category: str) -> str:
        return self.catalogue.top_category(category) if category in self.catalogue.categories else category

    def name_for(self, category: str, scene: Scene, donors: tuple[str, ...]) -> str | None:
        """The system that a type word takes its name from: the only one of its type that its donor gave of late."""
        slugs = set()
        for draft in self._of_late(scene):
            same_donor = not donors or not draft.donors or set(donors) & set(draft.donors)
            if draft.slug and self._top(draft.category) == self._top(category) and same_donor:
                slugs.add(draft.slug)
        exact = {slug for slug in slugs if not any(other != slug and other.startswith(slug) for other in slugs)}
        return next(iter(exact)) if len(exact) == 1 else None  # "Leopard 2" in the headline is the "Leopard 2A4" below


def _but_parts(drafts: Sequence[Draft]) -> list[Draft]:
    """Without a part of a sum, where the whole is told beside it: what follows is of all who give that."""
    wholes = [draft for draft in drafts if draft.scope is None or draft.scope.of is not Extent.PART]
    return wholes or list(drafts)


def _nearest(drafts: Sequence[Draft]) -> list[Draft]:
    """Those of the last sentence that has one."""
    last = max((draft.scene.sentence.ordinal for draft in drafts), default=0)
    return [draft for draft in drafts if draft.scene.sentence.ordinal == last]


def _parts(drafts: Sequence[Draft]) -> list[Draft]:
    """Those that tell a part of a whole beside them: "ten of the 30", "of the 30 ten", "30, of which ten"."""
    return [draft for draft in drafts if draft.phrase is not None and _is_part(draft.phrase)]


def _is_part(phrase: ItemPhrase) -> bool:
    counted = phrase.refers == "elliptic" and phrase.quantity is not None and not phrase.quantity.additive
    return phrase.whole is not None or counted


def _sole(drafts: Sequence[Draft], donors: tuple[str, ...]) -> Draft | None:
    """The draft of the one thing that several tell of: of these donors, with a number, where any is."""
    theirs = [draft for draft in drafts if set(draft.donors) & set(donors)] or drafts
    numbered = [draft for draft in theirs if draft.quantity.known] or theirs
    return numbered[-1] if len({draft.slug or draft.category for draft in theirs}) == 1 else None
