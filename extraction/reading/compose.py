"""From a scene to drafts: every item phrase meets its clause, giver, number, worth and time, or falls with a reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Self

from extraction.reading.composing.beside import beside_gift
from extraction.reading.composing.by_item import is_loss, item_draft
from extraction.reading.composing.by_money import money_draft
from extraction.reading.composing.came import with_what_came
from extraction.reading.composing.layout import under_lead
from extraction.reading.composing.lists import open_list
from extraction.reading.composing.milestones import with_milestones
from extraction.reading.composing.outcome import NOTHING, Outcome, skipped_of
from extraction.reading.composing.packages import note_package
from extraction.reading.composing.thread import Skipped, Thread
from extraction.reading.composing.whole_and_part import stands_in_front, whole_of_part, whole_promised
from extraction.reading.drafts import Draft
from extraction.reading.framing.frames import Frames
from extraction.reading.headings import kind_of_list
from extraction.reading.notes.finishing import finish_note
from extraction.reading.notes.rest import left_over, note_phrases, whole_counted
from extraction.reading.phrases import ItemPhrase, with_one
from extraction.reading.replacing import cut_apart
from extraction.reading.scene import Scene
from extraction.reading.scopes import read_scope
from extraction.reading.stage import Judging, Stage
from extraction.reading.worth import Sum, sums, sums_with

_POINTING = ("pronoun", "elliptic")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """A sentence as far as it is read: what the article told, its items and sums as understood now, and its drafts."""

    thread: Thread
    scene: Scene
    frames: Frames
    phrases: tuple[ItemPhrase, ...]
    money: tuple[Sum, ...]
    drafts: tuple[Draft, ...] = ()

    def with_outcome(self, phrase: ItemPhrase | None, outcome: Outcome) -> Self:
        """With what became of a phrase, or of a sum (None)."""
        told = replace(self, thread=self.thread.skipping(*outcome.skipped))
        if phrase is not None and outcome.phrase is not None and outcome.phrase is not phrase:
            phrases = tuple(with_one(self.phrases, phrase, outcome.phrase))
            told = replace(told, phrases=phrases, money=tuple(sums_with(self.money, phrase, outcome.phrase)))
        if outcome.retold is not None:
            before, after = outcome.retold
            thread = replace(told.thread, memory=told.thread.memory.retold(before, after))
            told = replace(told, thread=thread, drafts=tuple(after if one is before else one for one in told.drafts))
        return replace(told, drafts=(*told.drafts, outcome.draft)) if outcome.draft is not None else told


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """Reads scenes of one article in their order, each with what the ones before it told."""

    find: Callable[[Scene], list[ItemPhrase]]
    judge: Judging | None = None

    def read(self, thread: Thread, scene: Scene) -> Thread:
        """What an article has told with one sentence more: its drafts are the last ones of the memory."""
        scene = thread.voiced(scene)
        found = self.find(scene)
        phrases = note_phrases(thread, scene, found) if thread.note else found
        thread = under_lead(thread, scene)
        if scene.sentence.text.rstrip().endswith("?") or thread.memory.asks(scene.sentence.ordinal):
            question = Skipped(sentence=scene.sentence.ordinal, words=scene.sentence.text[:60], reason="a question")
            return thread.skipping(question)
        frames = Frames(scene=scene, lexicon=thread.lexicon)
        money = tuple(sums(scene, phrases))
        telling = _Telling(thread=thread, scene=scene, frames=frames, phrases=tuple(phrases), money=money)
        for part in (_items, _beside, _sums, _without_losses, _as_note, _scoped):
            telling = part(telling)
        return self._remembered(telling)

    def _remembered(self, telling: _Telling) -> Thread:
        """What is judged to be claimed goes into the memory, with the list and the package that the sentence opens."""
        thread, scene, drafts = telling.thread, telling.scene, telling.drafts
        if self.judge is not None and not thread.note and not thread.register:
            stage = Stage(
                thread=thread, scene=scene, phrases=telling.phrases, money=telling.money, frames=telling.frames
            )
            decided = self.judge.decide(stage, drafts)
            thread, drafts = replace(thread, skipped=decided.skipped), decided.drafts
        drafts = tuple(sorted(drafts, key=lambda draft: (draft.spans[-1].start, draft.spans[-1].end)))
        if scene.sentence.text.rstrip().endswith(":") and kind_of_list(scene.sentence.text) is None:
            thread = open_list(thread, scene, telling.frames)
        thread = note_package(thread, scene, drafts)
        return replace(thread, memory=thread.memory.remember(scene, drafts))


def _items(telling: _Telling) -> _Telling:
    """With the drafts of the item phrases, those that point to others last."""
    for place in sorted(range(len(telling.phrases)), key=lambda one: telling.phrases[one].refers in _POINTING):
        phrase = telling.phrases[place]
        if stands_in_front(telling.scene, phrase):
            promised = whole_promised(
                telling.thread, telling.scene, replace(phrase, whole=phrase.quantity), telling.phrases, telling.frames
            )
            telling = telling.with_outcome(phrase, promised)
            continue
        outcome = item_draft(
            telling.thread, telling.scene, phrase, telling.phrases, telling.frames, telling.drafts, telling.money
        )
        telling = telling.with_outcome(phrase, outcome)
        draft, phrase = outcome.draft, telling.phrases[place]
        if draft is None and telling.thread.note:
            rest = left_over(telling.thread, telling.scene, phrase, telling.phrases, telling.drafts)
            telling = telling.with_outcome(phrase, rest)
            draft, phrase = rest.draft, telling.phrases[place]
        telling = telling.with_outcome(phrase, _whole_beside(telling, phrase, draft))
    came = with_what_came(telling.frames, telling.drafts, telling.phrases)
    return replace(telling, drafts=came)


def _whole_beside(telling: _Telling, phrase: ItemPhrase, part: Draft | None) -> Outcome:
    """The whole of which a phrase tells a part: promised in words of its own, counted in a note, or understood."""
    thread, scene, phrases = telling.thread, telling.scene, telling.phrases
    if phrase.whole is None:
        return NOTHING
    promised = whole_promised(thread, scene, phrase, phrases, telling.frames)
    if promised.draft is not None:
        return promised
    if thread.note:
        return whole_counted(thread, scene, phrase, phrases, telling.drafts).after(promised)
    return whole_of_part(thread, scene, phrase, phrases, part).after(promised) if part is not None else promised


def _beside(telling: _Telling) -> _Telling:
    """With the drafts of items that are left over in lists of what was given."""
    for place, phrase in enumerate(telling.phrases):
        outcome = beside_gift(
            telling.thread, telling.scene, phrase, telling.phrases, telling.frames, telling.drafts, telling.money
        )
        telling = telling.with_outcome(telling.phrases[place], outcome)
    return telling


def _sums(telling: _Telling) -> _Telling:
    """With the drafts of the sums."""
    for amount in telling.money:
        outcome = money_draft(telling.thread, telling.scene, amount, telling.phrases, telling.frames, telling.drafts)
        telling = telling.with_outcome(None, outcome)
    return telling


def _without_losses(telling: _Telling) -> _Telling:
    """Without the drafts that count losses."""
    lost = [draft for draft in telling.drafts if is_loss(draft, telling.scene)]
    skipped = [skipped_of(telling.scene, draft.phrase, "losses and battle counts") for draft in lost]
    kept = tuple(draft for draft in telling.drafts if draft not in lost)
    return replace(telling, thread=telling.thread.skipping(*skipped), drafts=kept)


def _as_note(telling: _Telling) -> _Telling:
    """Of a note with its sums, its donor and its evidence; of all with cuts told apart from what remains."""
    drafts: Iterable[Draft] = telling.drafts
    if telling.thread.note:
        drafts = finish_note(telling.thread, telling.scene, telling.drafts)
    return replace(telling, drafts=with_milestones([part for draft in drafts for part in cut_apart(draft)]))


def _scoped(telling: _Telling) -> _Telling:
    """With the scopes of the totals."""
    memory, ordinal = telling.thread.memory, telling.scene.sentence.ordinal
    before, beside = memory.text_of(ordinal - 1) if ordinal else "", [*memory.drafts, *telling.drafts]
    return replace(telling, drafts=tuple(read_scope(one, telling.scene, beside, before) for one in telling.drafts))
