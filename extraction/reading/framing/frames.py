"""An item belongs to the nearest clause of giving above it in the parse, or right before it in the line."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from extraction.reading.framing.above import above
from extraction.reading.framing.below import below
from extraction.reading.framing.clauses import Clauses
from extraction.reading.framing.courses import course_frame
from extraction.reading.framing.line import before, in_one_list, with_in_line
from extraction.reading.kinds.clause import read_frame
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase, Lesson
from extraction.reading.promised import tells_of_promise
from extraction.reading.syntax import is_verb
from extraction.reading.training import comes, taught_to
from pledges.domain.values import Kind


class Frames(Clauses):
    """The frames of one sentence, asked by item."""

    def of(self, item: ItemPhrase, others: Sequence[ItemPhrase]) -> Frame | None:
        """The frame of an item: its own verb or course, the clause above it, that on it, else the one before it."""
        if item.lesson is Lesson.TAUGHT:
            return self.frame(item.head, [])
        if item.lesson is Lesson.LEARNT:
            return self._learning(item)
        if item.category == "training" and (course := course_frame(item, self.lexicon)) is not None:
            return course
        found, stopped = above(self, item, others)
        if found is not None:
            return None if taught_to(found.trigger) else found
        if (hanging := below(self, item)) is not None and (item.whole is None or not tells_of_promise(hanging.trigger)):
            return hanging  # "twelve of the 40 that Norway promised": of the 40
        return self._in_line(item, stopped=stopped)

    def _learning(self, item: ItemPhrase) -> Frame | None:
        """ "200 soldiers are learning": what is still to come of it is promised."""
        found = read_frame(item.head, self.lexicon.verbs["learn"][0], self.lexicon)
        ahead = found is not None and found.kind is Kind.DELIVERY and comes(item.head)
        return replace(found, kind=Kind.PLEDGE) if found is not None and ahead else found

    def _in_line(self, item: ItemPhrase, *, stopped: bool) -> Frame | None:
        """The frame of an item that no clause of the parse holds."""
        if stopped and item.head.dep_ in ("nsubj", "nsubjpass") and item.head.head.i > item.last:
            return with_in_line(self, item)
        taught = (item.head, self.scene.doc[item.core]) if item.category == "training" else ()
        for token in taught:  # "complete training as many as 300 troops"
            if self.row(token) is not None:
                own = self.frame(token, [])
                return own if own is not None and self._led(own) else None
        listed = item.head.dep_ == "conj" and item.quantity is not None and item.category is not None
        return before(self, item) if listed or not stopped else None

    def beside(self, item: ItemPhrase, before_it: ItemPhrase) -> bool:
        """Whether nothing but a list stands between an item and the one before it."""
        return in_one_list(self, item, before_it)

    def promised(self, item: ItemPhrase) -> Frame | None:
        """The clause of promising on an item of which only a part moved: "of the 24 F-16s promised by"."""
        found = below(self, item)
        return found if found is not None and found.kind.value == "pledge" else None

    def sole(self) -> Frame | None:
        """The first frame of the sentence: what opens a list, or what a fragment's writer left to be understood."""
        nouns: list[Token] = []
        for token in self.scene.doc:
            row = self.row(token)
            if row is None:
                continue
            if not is_verb(token):
                nouns.append(token)
            elif (found := self.frame(token, [noun for noun in nouns if noun.i < token.i][-1:])) is not None:
                return found
        return self.nominal(nouns[:1])

    def _led(self, frame: Frame) -> bool:
        """Whether a word that the lexicon knows stands above a noun: "completed the training", not "training helps"."""
        return any(
            word.lower_ in self.lexicon.governors or word.lower_ in self.lexicon.verbs for word in frame.chain[1:]
        )
