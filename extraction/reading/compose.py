"""From a scene to drafts: every item phrase meets its clause, giver, number, worth and time, or falls with a reason."""

from collections.abc import Callable
from dataclasses import dataclass

from extraction.reading.composing.beside import beside_gifts
from extraction.reading.composing.by_item import is_loss, item_draft
from extraction.reading.composing.by_money import money_draft
from extraction.reading.composing.layout import lead_for
from extraction.reading.composing.lists import open_list
from extraction.reading.composing.packages import note_package
from extraction.reading.composing.thread import Skipped, Thread
from extraction.reading.composing.whole_and_part import whole_of_part, whole_promised
from extraction.reading.drafts import Draft
from extraction.reading.framing.frames import Frames
from extraction.reading.headings import kind_of_list
from extraction.reading.notes.finishing import finish_note
from extraction.reading.notes.rest import left_over, note_phrases, whole_counted
from extraction.reading.phrases import ItemPhrase
from extraction.reading.replacing import cut_apart
from extraction.reading.scene import Scene
from extraction.reading.scopes import read_scope
from extraction.reading.stage import Judging, Stage
from extraction.reading.worth import sums


@dataclass(slots=True, kw_only=True)
class Composer(Thread):
    """Reads scenes of one article in their order."""

    find: Callable[[Scene], list[ItemPhrase]]
    judge: Judging | None = None

    def read(self, scene: Scene) -> list[Draft]:
        """The drafts of one sentence."""
        self.scene = scene = self.voiced(scene)
        phrases = self.find(scene)
        if self.note:
            phrases = note_phrases(self, scene, phrases)
        frames = Frames(scene=scene, lexicon=self.lexicon)
        self.lead = lead_for(self, scene)
        if scene.sentence.text.rstrip().endswith("?") or self.memory.asks(scene.sentence.ordinal):
            self.skipped.append(
                Skipped(sentence=scene.sentence.ordinal, words=scene.sentence.text[:60], reason="a question")
            )
            return []
        money = sums(scene, phrases)
        drafts: list[Draft] = []
        for phrase in sorted(phrases, key=lambda phrase: phrase.refers in ("pronoun", "elliptic")):
            draft = item_draft(self, scene, phrase, phrases, frames, drafts, money)
            if draft is None and self.note:
                draft = left_over(self, scene, phrase, phrases, drafts)
            if draft is not None:
                drafts.append(draft)
            if (whole := self._whole_beside(scene, phrase, phrases, frames, draft, drafts)) is not None:
                drafts.append(whole)
        drafts.extend(beside_gifts(self, scene, phrases, frames, drafts, money))
        for amount in money:
            draft = money_draft(self, scene, amount, phrases, frames, drafts)
            if draft is not None:
                drafts.append(draft)
        drafts = [draft for draft in drafts if not is_loss(self, draft, scene)]
        if self.note:
            drafts = finish_note(self, scene, drafts)
        drafts = [part for draft in drafts for part in cut_apart(draft)]
        before = self.memory.text_of(scene.sentence.ordinal - 1) if scene.sentence.ordinal else ""
        for draft in drafts:
            read_scope(draft, scene, [*self.memory.drafts, *drafts], before)
        if self.judge is not None and not self.note and not self.register:
            stage = Stage(thread=self, scene=scene, phrases=phrases, money=money, frames=frames)
            drafts = self.judge.decide(stage, drafts)
        drafts.sort(key=lambda draft: (draft.spans[-1].start, draft.spans[-1].end))
        if scene.sentence.text.rstrip().endswith(":") and kind_of_list(scene.sentence.text) is None:
            open_list(self, scene, frames)
        note_package(self, scene, drafts)
        self.memory.remember(scene, drafts)
        return drafts

    def _whole_beside(
        self,
        scene: Scene,
        phrase: ItemPhrase,
        phrases: list[ItemPhrase],
        frames: Frames,
        part: Draft | None,
        drafts: list[Draft],
    ) -> Draft | None:
        """The whole of which a phrase tells a part: promised in words of its own, counted in a note, or understood."""
        if phrase.whole is None:
            return None
        promised = whole_promised(self, scene, phrase, phrases, frames)
        if promised is not None:
            return promised
        if self.note:
            return whole_counted(self, scene, phrase, phrases, drafts)
        return whole_of_part(self, scene, phrase, phrases, part) if part is not None else None
