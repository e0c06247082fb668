"""From a scene to drafts: every item phrase meets its clause, giver, number, worth and time, or falls with a reason."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from extraction.reading.basis import read_basis, read_money_basis, read_sharing
from extraction.reading.discourse import Memory
from extraction.reading.donors.addressed import thanked
from extraction.reading.donors.adjective import by_adjective, in_item
from extraction.reading.donors.by_and_from import attached
from extraction.reading.donors.clause import giver_of
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver, is_recipient, mentions_in
from extraction.reading.donors.phrase import from_phrase
from extraction.reading.donors.position import sole_before
from extraction.reading.drafts import Draft
from extraction.reading.exclusions import (
    aggressors_item,
    civil,
    elsewhere,
    not_a_gift,
    recipient_of,
    speaks_of_ukraine,
)
from extraction.reading.framing.frames import Frames
from extraction.reading.items import GENERIC
from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.triggers import trigger_row
from extraction.reading.lexicon import Lexicon
from extraction.reading.parties import parties_of
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, subject
from extraction.reading.timing import timing_of
from extraction.reading.wording import (
    countable,
    evidence_of,
    features_of,
    money_phrase,
    note_item,
    note_times,
    quantity_of,
    stored_at,
)
from extraction.reading.words import words_of
from extraction.reading.worth import Sum, raised_to, sums
from pledges.domain.claims import Words
from pledges.domain.values import Basis, Certainty, Kind, Quantity, Span, Terms

_REPORTED = re.compile(
    r"\breportedly|\bunofficial|\bunconfirmed|\brumou?r|anonym|\bmedia reports?\b|\bsources? (?:said|"
    r"told|close|familiar)|"
    r"\baccording to (?:\w+ ){0,3}(?:reports?|sources?|media|officials familiar)|\bis said to\b|"
    r"\bwas said to\b|\bapparently\b|\breports that\b",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"^\W*(?:that|this|it|the (?:claim|post|report|story))(?:’s| is|'s| was| are) (?:false|not true|"
    r"untrue|wrong|misleading|fake|a hoax|fabricated)",
    re.IGNORECASE,
)
_LOSSES = re.compile(r"\b(?:killed|destroyed|losses|lost|shot down|casualties|wounded|intercepted)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|but not|and not|unlike)\b")
_TOTAL_TO = re.compile(
    r"\b(?:bring|tak|rais|mak|push)\w* (?:the|its|their|his|our)? ?(?:\w+ ){0,3}(?:total|number|"
    r"count|tally|pledge|commitment|contribution|gift)(?: \w+){0,6}?"
    r"(?: to| of)?(?: (?:about|around|nearly|over))? ?$"
)
_DUAL = frozenset({"maintenance", "other", "medical", "power-generation", "logistics-vehicle", "fuel", "training"})
_SAME_TYPE = re.compile(r"of (?:the|this|that) (?:same )?(?:type|kind|model|variant)\b")
_NAMES_CARRY = frozenset({"main-battle-tank", "combat-aircraft", "infantry-fighting-vehicle", "rocket-artillery"})


_AMOUNTS = words_of(
    "comes come came amounts amounted totals totaled totalled totaling totalling stands stood reached reaches exceeds"
    " exceeded brings brought bringing bring equals rises raises raising is was"
)


_GIVEN = frozenset({Kind.PLEDGE, Kind.DELIVERY, Kind.DISPATCH})


@dataclass(slots=True)
class Skipped:
    """A phrase that was not made a claim, and why: shown by `explain`, never silent."""

    sentence: int  # ordinal of the sentence in the document
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Lead:
    """What an opening line gives to its bullets."""

    kind: Kind
    giver: Giver
    rule: str


@dataclass(frozen=True, slots=True)
class Package:
    """The package spoken of last: "it includes", "it also has" and bare fragments are more of its items."""

    ordinal: int
    kind: Kind
    giver: Giver


@dataclass(slots=True)
class Composer:
    """Reads scenes of one article in their order."""

    lexicon: Lexicon
    find: Callable[[Scene], list[ItemPhrase]]
    memory: Memory
    official: bool  # the publisher gives: fragments and "we" are its own voice
    about_ukraine: bool
    register: bool = False  # the publisher is a state's name: a note about its own gifts
    lead: Lead | None = None  # the sentence that opened a list of bullets
    package: Package | None = None
    skipped: list[Skipped] = field(default_factory=list)
    scene: Scene | None = None  # the sentence being read
    following: Callable[[int], str] = field(default=lambda ordinal: "")  # the text of the sentence after one

    def read(self, scene: Scene) -> list[Draft]:
        """The drafts of one sentence."""
        self.scene = scene
        phrases = self.find(scene)
        frames = Frames(scene=scene, lexicon=self.lexicon)
        if scene.sentence.block.kind != "bullet" and not scene.sentence.text.rstrip().endswith((";", ",", "and")):
            self.lead = None
        if scene.sentence.text.rstrip().endswith("?"):
            self.skipped.append(
                Skipped(sentence=scene.sentence.ordinal, words=scene.sentence.text[:60], reason="a question")
            )
            return []
        money = sums(scene, phrases)
        drafts: list[Draft] = []
        for phrase in sorted(phrases, key=lambda phrase: phrase.refers in ("pronoun", "elliptic")):
            draft = self._item(scene, phrase, phrases, frames, drafts, money)
            if draft is not None:
                drafts.append(draft)
            if phrase.whole is not None and (whole := self._whole(scene, phrase, phrases, frames)) is not None:
                drafts.append(whole)
        for amount in money:
            draft = self._funding(scene, amount, phrases, frames)
            if draft is not None:
                drafts.append(draft)
        drafts = [draft for draft in drafts if not self._loss(draft, scene)]
        drafts.sort(key=lambda draft: (draft.spans[-1].start, draft.spans[-1].end))
        if scene.sentence.text.rstrip().endswith(":"):
            self._open_list(scene, frames)
        self._note_package(scene, drafts)
        self.memory.remember(scene, drafts)
        return drafts

    def _note_package(self, scene: Scene, drafts: list[Draft]) -> None:
        """Keep the package that a sentence speaks of; the gift of another donor ends it."""
        if not drafts and scene.sentence.block.kind != "heading":
            self._announced_package(scene)
        for draft in drafts:
            frame = draft.frame
            words = [] if frame is None else [frame.trigger, *frame.nouns]
            rows = [row for word in words if (row := trigger_row(word, self.lexicon)) is not None]
            held = frame is not None and frame.row.role == "contain"
            if held or draft.category == "funding" or any(row.role == "package" for row in rows):
                if draft.donors and draft.kind in _GIVEN:
                    self.package = Package(ordinal=scene.sentence.ordinal, kind=draft.kind, giver=draft.giver)
            elif self.package is not None and draft.giver.rule == "donors.package":
                self.package = replace(self.package, ordinal=scene.sentence.ordinal)
            elif self.package is not None and draft.donors != self.package.giver.codes:
                self.package = None

    def _announced_package(self, scene: Scene) -> None:
        """ "Norway announced a new package": it is itself no claim, but what follows may tell its items."""
        frames = Frames(scene=scene, lexicon=self.lexicon)
        for token in scene.doc:
            if token.lower_ not in ("package", "tranche", "drawdown") or token.dep_ != "dobj":
                continue
            row = trigger_row(token.head, self.lexicon)
            frame = frames.frame(token.head, [token]) if row is not None and row.role in ("promise", "give") else None
            if frame is None or frame.kind is not Kind.PLEDGE:
                continue
            giver = giver_of(scene, frame)
            if giver.codes and not_a_gift(scene, frame, giver) is None:
                self.package = Package(ordinal=scene.sentence.ordinal, kind=frame.kind, giver=giver)

    def _of_package(self, scene: Scene, reach: int) -> Giver | None:
        """Who gives the package spoken of within so many sentences."""
        if self.package is None or not 0 < scene.sentence.ordinal - self.package.ordinal <= reach:
            return None
        return replace(self.package.giver, rule="donors.package", first=None)

    def _whole(self, scene: Scene, phrase: ItemPhrase, phrases: list[ItemPhrase], frames: Frames) -> Draft | None:
        """ "six of the 24 F-16s promised by the Netherlands": the pledge of 24 beside the six."""
        frame = frames.promised(phrase)
        if frame is None or phrase.category is None:
            return None
        giver = self._giver(scene, frame, phrase)
        if not_a_gift(scene, frame, giver) is not None:
            return None
        return self._draft(
            scene, replace(phrase, quantity=phrase.whole, whole=None), phrases, frame, giver, frame.kind, []
        )

    def _open_list(self, scene: Scene, frames: Frames) -> None:
        """ "Capabilities in this package include:" gives its kind and donors to the bullets that follow."""
        frame = frames.sole()
        if frame is not None:
            giver = self._giver(scene, frame, None)
            if not_a_gift(scene, frame, giver) is None:
                self.lead = Lead(kind=frame.kind, giver=replace(giver, rule="donors.lead"), rule=frame.rule)

    def _loss(self, draft: Draft, scene: Scene) -> bool:
        if draft.donors or not _LOSSES.search(scene.sentence.text):
            return False
        self._skip(draft.phrase, "losses and battle counts")
        return True

    def _beside(self, phrase: ItemPhrase, phrases: list[ItemPhrase], frames: Frames, here: list[Draft]) -> Draft | None:
        """The draft of the item before in a list, for an item that the parser hung elsewhere."""
        before = [other for other in phrases if other.last < phrase.first and other.category is not None]
        for other in reversed(before[-2:]):
            if not frames.beside(phrase, other):
                return None
            found = next((draft for draft in here if draft.phrase is other and draft.frame is not None), None)
            if found is not None:
                return found
        return None

    def _item(
        self,
        scene: Scene,
        phrase: ItemPhrase,
        phrases: list[ItemPhrase],
        frames: Frames,
        here: list[Draft],
        money: list[Sum],
    ) -> Draft | None:
        if phrase.category == "funding" or (phrase.category == "other" and not countable(scene, phrase)):
            return None
        if _INSTEAD.search(scene.doc[max(0, phrase.core - 5) : phrase.core].text):
            return self._skip(phrase, "not this one is given")
        if self._example_of(phrase, phrases):
            return self._skip(phrase, "an example of what is counted before it")
        if (
            phrase.slug is None
            and phrase.quantity is None
            and phrase.head.dep_ == "appos"
            and phrase.category is not None
        ) and any(other.first <= phrase.head.head.i <= other.last and other.slug for other in phrases):
            return self._skip(phrase, "describes the item before it")
        if aggressors_item(scene, phrase):
            return self._skip(phrase, "the aggressor's, captured or none")
        frame = frames.of(phrase, phrases)
        if phrase.refers == "elliptic" and (draft := self._new_total(scene, phrase, here)) is not None:
            return draft
        if (
            frame is None
            and phrase.refers == "definite"
            and phrase.quantity is not None
            and self._count_before(scene, phrase)
        ):
            return None
        if frame is None:
            neighbour = self._beside(phrase, phrases, frames, here) if phrase.category is not None else None
            if neighbour is not None and neighbour.frame is not None:
                own = in_item(scene, phrase.first, phrase.last)
                if not own.codes and neighbour.giver.rule.startswith("donors.adjective"):
                    own = by_adjective(scene, phrase.first, phrase.last)
                giver = own if own.codes else neighbour.giver
                draft = self._draft(scene, phrase, phrases, neighbour.frame, giver, neighbour.kind, money)
                if draft is not None:
                    draft.marks.add("frame.linear")
                return draft
            if (
                phrase.category is not None
                and (draft := self._listed(scene, phrase, phrases, frames, money)) is not None
            ):
                return draft
            frame_reason = "no clause of giving"
            supplied = in_item(scene, phrase.first, phrase.last)
            if not supplied.codes or phrase.category is None:
                return self._skip(phrase, frame_reason)
            return self._draft(scene, phrase, phrases, None, supplied, Kind.DELIVERY, money)
        if frame.row.role == "contain" and not self._package_before(scene, frame):
            return self._skip(phrase, "what holds it is no package")
        giver = self._giver(scene, frame, phrase)
        reason = not_a_gift(scene, frame, giver) or elsewhere(scene, frame, phrase, giver)
        if reason is not None:
            return self._skip(phrase, reason)
        if phrase.category is None:
            return self._reference(scene, phrase, phrases, frame, giver, here, money)
        return self._draft(scene, phrase, phrases, frame, giver, frame.kind, money)

    def _listed(
        self, scene: Scene, phrase: ItemPhrase, phrases: list[ItemPhrase], frames: Frames, money: list[Sum]
    ) -> Draft | None:
        """A bullet under an opening line, or a fragment in the note of a donor's own register."""
        before = scene.doc[max(0, phrase.first - 1)]
        if (
            self.lead is not None
            and scene.sentence.block.kind != "heading"
            and before.lower_ not in ("for", "on", "with")
        ):
            draft = self._draft(scene, phrase, phrases, None, self.lead.giver, self.lead.kind, money)
            if draft is not None:
                draft.marks |= {"frame.linear"}
                draft.words["kind"] = Words(text="", span=None, rule=f"kinds.lead:{self.lead.rule}")
            return draft
        verbless = not any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in scene.doc)
        of_package = self._of_package(scene, 1)
        if of_package is not None and self.package is not None and self._fragment(scene, phrase):
            draft = self._draft(scene, phrase, phrases, None, of_package, self.package.kind, money)
            if draft is not None:
                draft.words["kind"] = Words(text="", span=None, rule="kinds.package")
            return draft
        if not self.register or not verbless or phrase.quantity is None or phrase.quantity.low is None:
            return None
        draft = self._draft(scene, phrase, phrases, None, self.memory.publisher, Kind.PLEDGE, money)
        if draft is not None:
            draft.words["kind"] = Words(text="", span=None, rule="kinds.note")
        return draft

    def _fragment(self, scene: Scene, phrase: ItemPhrase) -> bool:
        """ "And 5,000 rifles.": no verb, a number, and the sentence before told of a package."""
        if phrase.quantity is None or phrase.quantity.low is None or scene.sentence.block.kind == "heading":
            return False
        if any(token.tag_[:2] in ("VB", "MD") or token.lower_ in ("for", "from", "by") for token in scene.doc):
            return False
        return scene.sentence.text.rstrip()[-1:] in ".;," and not scene.sentence.text.lstrip().startswith(('"', "“"))

    def _package_before(self, scene: Scene, frame: Frame) -> bool:
        """Whether a pronoun that "includes" stands for a package: one was spoken of right before. Its kind is taken."""
        word = subject(frame.trigger) if is_verb(frame.trigger) else None
        if frame.rule.endswith(":among"):
            word = scene.doc[frame.trigger.i]
        elif word is None or word.lower_ not in ("it", "this", "that", "these", "they"):
            return True
        if frame.trigger.dep_ == "relcl" and any(
            row.role == "package" for token in scene.doc[: frame.trigger.i] if (row := trigger_row(token, self.lexicon))
        ):
            return True
        if self.package is not None and self._of_package(scene, 4) is not None:
            frame.kind = self.package.kind if frame.kind is Kind.PLEDGE else frame.kind
            return True
        near = [d for d in self.memory.drafts if 0 < scene.sentence.ordinal - d.scene.sentence.ordinal <= 2]
        if near and frame.kind is Kind.PLEDGE:
            frame.kind = near[-1].kind
        return bool(near)

    def _example_of(self, phrase: ItemPhrase, phrases: list[ItemPhrase]) -> bool:
        """ "100 vehicles, including trucks": the trucks are among the hundred."""
        if phrase.quantity is not None or phrase.slug is not None:
            return False
        before = [o for o in phrases if o.last < phrase.first and o.quantity is not None]
        if before and before[-1].category == phrase.category and self.scene is not None:
            between = self.scene.doc[before[-1].last + 1 : phrase.first].text.lower()
            if "such as" in between or any(dash in between for dash in ("—", "–", " - ")):
                return True
        if phrase.head.dep_ != "pobj":
            return False
        if phrase.head.head.lower_ not in ("including", "like", "as"):
            return False
        above = phrase.head.head.head.i
        return any(
            o.first <= above <= o.last and o.quantity is not None and o.category == phrase.category for o in phrases
        )

    def _count_before(self, scene: Scene, phrase: ItemPhrase) -> bool:
        """ "These five systems will help": the number of what the sentence before gave without one."""
        if phrase.quantity is None or phrase.quantity.low is None or phrase.category is None:
            return False
        for draft in reversed(self.memory.drafts):
            if scene.sentence.ordinal - draft.scene.sentence.ordinal > 2:
                return False
            if draft.category == phrase.category and not draft.quantity.known and draft.slug == phrase.slug:
                draft.quantity = quantity_of(phrase)
                start, end = scene.sentence.start + phrase.quantity.start, scene.sentence.start + phrase.quantity.end
                draft.word("quantity", phrase.quantity.text, start, end, phrase.quantity.rule)
                first, last = scene.span(phrase.first, phrase.last)
                draft.spans.append(Span(start=first, end=last))
                draft.marks.discard("quantity.unknown")
                draft.marks.add("quantity.exact")
                return True
        return False

    def _skip(self, phrase: ItemPhrase | None, reason: str) -> Draft | None:
        words = (
            self.scene.doc[phrase.first : phrase.last + 1].text if phrase is not None and self.scene is not None else ""
        )
        ordinal = self.scene.sentence.ordinal if self.scene is not None else 0
        self.skipped.append(Skipped(sentence=ordinal, words=words, reason=reason))
        return None

    def _giver(self, scene: Scene, frame: Frame, phrase: ItemPhrase | None) -> Giver:
        """The donors of a clause; where it only points or is silent, the last who gave."""
        if phrase is not None:
            for found in (in_item(scene, phrase.first, phrase.last), attached(scene, phrase.head)):
                if found.codes:
                    return found
        thanks = [
            token for token in frame.chain[1:] if token.lower_ in ("thanked", "thank", "thanks", "praised", "grateful")
        ]
        if thanks and (thanked_one := thanked(scene, thanks[0])).codes:
            return thanked_one
        giver = giver_of(scene, frame)
        if giver.codes:
            return giver
        if giver.points == "we":
            if self.memory.publisher.codes and not (is_verb(frame.trigger) and frame.kind in _GIVEN):
                return self.memory.publisher
            if self.memory.publisher.codes:
                return replace(self.memory.publisher, rule="donors.publisher.we")
            near = self._back(scene, near=True)
            return near if near.codes else self.memory.only_giver()
        if giver.points == "many":
            return Giver(rule=giver.rule)
        if giver.points == "group":
            return self.memory.group
        if frame.row.role == "contain" and (of_package := self._of_package(scene, 4)) is not None:
            return of_package
        if giver.points == "third":
            found = self._back(scene, near=True)
            return found if found.codes else Giver()
        if frame.kind is Kind.REQUEST:
            return Giver()
        if frame.row.role in ("get", "arrive", "leave"):
            for token in frame.chain[1:]:
                word = subject(token) if is_verb(token) else None
                if word is not None and (said := from_phrase(scene, word, "donors.said")).codes:
                    return said
        if frame.row.role in ("get", "arrive") and phrase is not None:
            made = by_adjective(scene, phrase.first, phrase.last)
            if made.codes:
                return made
        if frame.row.role not in ("get", "arrive", "leave") and (sole := sole_before(scene, frame)).codes:
            return sole
        found = self._back(scene, near=True)
        if found.codes:
            return found
        return self.memory.publisher if self.official else found

    def _back(self, scene: Scene, *, near: bool) -> Giver:
        found = self.memory.giver_before(scene, near=near)
        if not found.codes:
            return found
        return Giver(codes=found.codes, spans=found.spans, rule="donors.before")

    def _reference(
        self,
        scene: Scene,
        phrase: ItemPhrase,
        phrases: list[ItemPhrase],
        frame: Frame,
        giver: Giver,
        here: list[Draft],
        money: list[Sum],
    ) -> Draft | None:
        """A pronoun, definite word or bare number takes what it refers to, and the number where it has none."""
        if phrase.refers == "pronoun" and (
            (phrase.core == 0 and scene.doc[0].lower_ in ("it", "this", "that"))
            or frame.row.role not in ("arrive", "leave", "give", "ship", "get")
        ):
            return self._skip(phrase, "pronoun of no thing given")
        core, after = scene.doc[phrase.core], scene.doc[phrase.last + 1 : phrase.last + 2].text.lower()
        if phrase.refers == "pronoun" and core.lower_ == "them" and after == "what":
            return self._skip(phrase, "who receives, no thing given")
        if (
            phrase.refers in ("pronoun", "elliptic")
            and frame.row.role in ("promise", "consider")
            and is_verb(frame.trigger)
        ) and frame.trigger.lower_[:7] in ("confirm", "declare", "reveale", "covered", "conside", "discuss", "signed"):
            return self._skip(phrase, "a number of something else")
        if phrase.refers == "pronoun" and scene.doc[phrase.core].lower_ in ("it", "that", "which", "one", "all"):
            return self._skip(phrase, "pronoun of no thing given")
        before = self.memory.item_for(phrase, scene, here, giver.codes)
        if before is None and self._named_here(phrase, phrases):
            return self._draft(scene, phrase, phrases, frame, giver, frame.kind, money)
        if before is None:
            return self._skip(phrase, "no single thing that it can mean")
        if before.frame is not None and phrase.quantity is None and frame.kind is before.kind:
            self._add_telling(scene, before, frame, phrase, phrases)
            return None
        if giver.rule == "donors.before" or not giver.codes:
            giver = Giver(codes=before.donors, spans=before.giver.spans, rule="donors.before")
        phrase.name, phrase.slug, phrase.category = before.name, before.slug, before.category
        if phrase.quantity is None and frame.kind in (Kind.DELIVERY, Kind.DISPATCH) and phrase.refers == "pronoun":
            phrase.quantity = before.phrase.quantity if before.phrase is not None and before.quantity.known else None
        draft = self._draft(scene, phrase, phrases, frame, giver, frame.kind, money)
        if draft is None:
            return None
        draft.marks.add("item.reference")
        if (
            before.scene is not scene
            and phrase.quantity is not None
            and "quantity" in before.words
            and before.phrase is not None
        ) and phrase.quantity is before.phrase.quantity:
            draft.words["quantity"] = before.words["quantity"]
        if before.scene is not scene:
            draft.spans = [*before.spans[-1:], *draft.spans]
        return draft

    def _new_total(self, scene: Scene, phrase: ItemPhrase, here: list[Draft]) -> Draft | None:
        """ "30 more, bringing the total to 90": a running total of what was just given."""
        before = [draft for draft in here if draft.category not in ("funding", "training")] or self.memory.drafts[-1:]
        if not before or not _TOTAL_TO.search(scene.doc[: phrase.first].text[-90:]):
            return None
        last = before[-1]
        phrase.name, phrase.slug, phrase.category = last.name, last.slug, last.category
        draft = self._draft(
            scene, phrase, [phrase], last.frame if last.scene is scene else None, last.giver, last.kind, []
        )
        if draft is not None:
            draft.basis, draft.window = Basis.CUMULATIVE, None
            draft.words.pop("window", None)
            draft.marks.add("item.reference")
        return draft

    def _named_here(self, phrase: ItemPhrase, phrases: list[ItemPhrase]) -> bool:
        """Whether "dozens of them" can mean but one system named before it in the sentence; takes its name."""
        named = {other.slug: other for other in phrases if other.slug and other.last < phrase.first}
        if len(named) != 1 or (phrase.refers == "pronoun" and phrase.quantity is None):
            return False
        (other,) = named.values()
        phrase.name, phrase.slug, phrase.category = other.name, other.slug, other.category
        return True

    def _add_telling(
        self, scene: Scene, before: Draft, frame: Frame, phrase: ItemPhrase, phrases: list[ItemPhrase]
    ) -> None:
        """ "The tanks will arrive this week" dates the pledge of the sentence before."""
        timing = timing_of(scene, frame, phrase, phrases, before.kind)
        if before.window is None and timing.window is not None:
            before.window = timing.window
            note_times(before, scene, timing)
            before.spans.extend(evidence_of(scene, frame, phrase, None))

    def _draft(
        self,
        scene: Scene,
        phrase: ItemPhrase,
        phrases: list[ItemPhrase],
        frame: Frame | None,
        giver: Giver,
        kind: Kind,
        money: list[Sum],
    ) -> Draft | None:
        assert phrase.category is not None
        recipient = recipient_of(scene, frame, phrase, giver) if frame is not None else "UA"
        if recipient is None:
            return self._skip(phrase, "goes to another state")
        if phrase.category == "training" and not self.lead and not speaks_of_ukraine(scene.sentence.text):
            return self._skip(phrase, "no word of the recipient")
        if phrase.slug is None and phrase.category in _DUAL and civil(scene.sentence.text):
            return self._skip(phrase, "civil help")
        if not self._relevant(scene, recipient, giver):
            return self._skip(phrase, "no word of the recipient")
        draft = Draft(
            scene=scene, frame=frame, phrase=phrase, kind=kind, giver=giver,
            name=phrase.name, slug=phrase.slug, category=phrase.category, quantity=quantity_of(phrase),
            recipient=recipient,
        )  # fmt: skip
        draft.spans = evidence_of(scene, frame, phrase, giver)
        self._name_from_before(draft, scene)
        timing = timing_of(scene, frame, phrase, phrases, kind)
        draft.window, draft.announced = timing.window, timing.announced
        note_times(draft, scene, timing)
        for amount in money:
            if amount.item is phrase:
                draft.value = amount.money.money
                draft.word(
                    "value",
                    amount.money.text,
                    *stored_at(scene, amount.money.start, amount.money.end),
                    amount.money.rule,
                )
        read_basis(draft, scene, phrase, timing)
        self._finish(draft, scene, frame, giver)
        return self._worth_telling(draft, phrase)

    def _worth_telling(self, draft: Draft, phrase: ItemPhrase) -> Draft | None:
        """A bare type with neither number nor giver of its own says nothing that an editor could book."""
        held = draft.frame is not None and draft.frame.row.role == "contain"
        holder = subject(draft.frame.trigger) if held and draft.frame is not None else None
        row = trigger_row(holder, self.lexicon) if holder is not None else None
        if held and not draft.donors and draft.category != "funding" and (row is None or row.role != "package"):
            return self._skip(phrase, "what holds it is no package")
        if draft.quantity.known or draft.value is not None or draft.category == "funding":
            return draft
        if (
            phrase.refers == "definite"
            and draft.slug is None
            and not (draft.window and draft.kind is Kind.PLEDGE)
            and draft.kind not in (Kind.DELIVERY, Kind.DISPATCH, Kind.CANCELLATION)
        ):
            return self._skip(phrase, "only speaks of a thing named before")
        if self._asked_by_recipient(draft) or (held and draft.giver.rule == "donors.package"):
            return draft
        if draft.slug is None and "donor.direct" not in draft.marks:
            return self._skip(phrase, "a bare type, nobody gives it")
        nominal = draft.frame is not None and draft.frame.row.rule.startswith("nouns.")
        if nominal and "donor.back" in draft.marks:
            return self._skip(phrase, "a noun of giving, with neither number nor giver of its own")
        if not draft.donors and (draft.kind is not Kind.REQUEST or draft.slug is None):
            return self._skip(phrase, "no number and no giver")
        return draft

    def _asked_by_recipient(self, draft: Draft) -> bool:
        """ "Ukraine has asked for fighter jets": the recipient itself asks in a verb, for a type it names."""
        if draft.frame is None or draft.frame.row.role != "ask" or draft.category in ("other", "ammunition"):
            return False
        word = subject(draft.frame.trigger) if is_verb(draft.frame.trigger) else None
        return word is not None and is_recipient(draft.scene, word)

    def _name_from_before(self, draft: Draft, scene: Scene) -> None:
        """ "14 tanks" after "Leopard 2" of the same donor are Leopard 2; "15 vehicles" after CV90s are CV90s."""
        phrase = draft.phrase
        if (
            phrase is not None
            and draft.slug is None
            and scene.doc[phrase.core].lower_ in ("vehicles", "vehicle", "guns", "launchers")
            and scene.doc[max(0, phrase.core - 1)].lower_ not in ("operations", "support", "logistics", "command")
        ):
            as_word = replace(
                phrase,
                category=None,
                refers="definite",
                allowed=GENERIC[scene.doc[phrase.core].lower_.removesuffix("s")],
            )
            before = self.memory.item_for(as_word, scene, [], draft.donors)
            if before is not None and before.slug is not None:
                draft.name, draft.slug, draft.category = before.name, before.slug, before.category
                draft.marks.add("item.reference")
                return
        if phrase is None or draft.slug is not None or phrase.refers == "possessed":
            return
        same_type = _SAME_TYPE.search(scene.doc[phrase.first :].text[:120])
        if draft.category not in _NAMES_CARRY and phrase.refers != "definite" and not same_type:
            return
        slug = self.memory.name_for(draft.category, scene, () if same_type else draft.donors)
        if slug is not None:
            system = self.memory.catalogue.systems[slug]
            draft.slug, draft.name, draft.category = slug, system.name, system.category
            draft.marks.add("item.reference")

    def _relevant(self, scene: Scene, recipient: str, giver: Giver) -> bool:
        if recipient != "UA" or self.official:
            return True
        return self.about_ukraine or speaks_of_ukraine(scene.sentence.text)

    def _funding(self, scene: Scene, amount: Sum, phrases: list[ItemPhrase], frames: Frames) -> Draft | None:
        """A sum for no named item: "$450 million in military aid", "a package worth up to $2.6 billion"."""
        if amount.item is not None:
            return None
        anchor = money_phrase(scene, amount)
        if amount.aid is None and (raised := self._raised(scene, amount, anchor)) is not None:
            return raised
        frame = frames.of(anchor, [])
        if frame is None and amount.aid is not None:
            frame = frames.of(amount.aid, [])
        if frame is None:
            frame = self._total(scene, amount, frames)
        if frame is None:
            return self._fund(scene, amount, anchor, phrases)
        giver = self._giver(scene, frame, amount.aid or anchor)
        if not_a_gift(scene, frame, giver) is not None:
            return None
        if amount.aid is None and frame.row.role in ("get", "ask", "need"):
            return None
        if frame.row.role == "contain" and not self._package_before(scene, frame):
            return None
        draft = self._draft(scene, anchor, phrases, frame, giver, frame.kind, [])
        if draft is None:
            return None
        self._sum_words(draft, scene, amount)
        return draft

    def _total(self, scene: Scene, amount: Sum, frames: Frames) -> Frame | None:
        """ "the assistance that Norway has sent comes to $2 billion", "bringing the total of aid to $2 billion"."""
        token = scene.doc[amount.last]
        for _ in range(12):
            if token.lower_ in _AMOUNTS and is_verb(token):
                break
            if token.head.i == token.i:
                return None
            token = token.head
        else:
            return None
        best: Frame | None = None
        for child in token.children:
            if child.dep_ in ("nsubj", "dobj"):
                for word in child.subtree:
                    row = trigger_row(word, self.lexicon)
                    if (
                        row is not None
                        and row.role in ("give", "promise", "package", "ship")
                        and (best is None or is_verb(word))
                    ):
                        best = frames.frame(word, []) or best
        return best

    def _raised(self, scene: Scene, amount: Sum, anchor: ItemPhrase) -> Draft | None:
        """ "It takes Norway's help to more than $790 million": the running total of what a donor gave or promised."""
        match = raised_to(scene, amount.first)
        if match is None:
            return None
        base = scene.sentence.start
        start = scene.at[match.start(1)]
        names = [name for name in mentions_in(scene, start, amount.first) if name.ref != RECIPIENT]
        if names:
            spans = [(base + name.start, base + name.end) for name in names]
            giver = Giver(codes=tuple(sorted({name.ref for name in names})), spans=spans, rule="donors.noun.name")
        else:
            giver = self._back(scene, near=True)
            giver = giver if giver.codes or not self.official else self.memory.publisher
        if not giver.codes or set(giver.codes) & AGGRESSORS:
            return None
        given = re.search(r"\b(?:provided|given|sent|delivered|spent|donated)\b", match.group())
        draft = self._draft(scene, anchor, [], None, giver, Kind.DELIVERY if given else Kind.PLEDGE, [])
        if draft is None:
            return None
        self._sum_words(draft, scene, amount)
        draft.basis = Basis.CUMULATIVE
        first = base + match.start()
        draft.word("kind", match.group(), first, base + match.end(), "kinds.raised")
        draft.spans = [Span(start=scene.span(start, amount.last)[0], end=scene.span(start, amount.last)[1])]
        return draft

    def _fund(self, scene: Scene, amount: Sum, anchor: ItemPhrase, phrases: list[ItemPhrase]) -> Draft | None:
        """A fund and its worth: "the Fund, worth around $625 million"."""
        for name in scene.donors():
            _, last = scene.tokens(name.start, name.end)
            if self.memory.catalogue.donors[name.ref].kind != "fund" or not last < amount.first <= last + 9:
                continue
            if not any(token.lower_ in ("worth", "valued", "of") for token in scene.doc[last + 1 : amount.first]):
                continue
            base = scene.sentence.start
            giver = Giver(codes=(name.ref,), spans=[(base + name.start, base + name.end)], rule="donors.fund")
            draft = self._draft(scene, anchor, phrases, None, giver, Kind.PLEDGE, [])
            if draft is not None:
                start, _ = scene.span(scene.at[name.start], scene.at[name.start])
                draft.spans = [Span(start=start, end=stored_at(scene, amount.money.start, amount.money.end)[1])]
                self._sum_words(draft, scene, amount)
            return draft
        return None

    def _sum_words(self, draft: Draft, scene: Scene, amount: Sum) -> None:
        draft.quantity = Quantity()
        draft.value = amount.money.money
        draft.words.pop("quantity", None)
        draft.word(
            "value", amount.money.text, *stored_at(scene, amount.money.start, amount.money.end), amount.money.rule
        )
        read_money_basis(draft, scene, amount)
        draft.marks -= {"quantity.exact", "quantity.unknown", "item.other"}
        draft.marks.add("funding")

    def _finish(self, draft: Draft, scene: Scene, frame: Frame | None, giver: Giver) -> None:
        """Sharing, terms, certainty, the words behind kind, donors and item, and the features of confidence."""
        base = scene.sentence.start
        if _FALSE.search(self.following(scene.sentence.ordinal)):
            draft.certainty = Certainty.DISPUTED
        draft.parties = parties_of(scene, frame, draft)
        if len(draft.donors) > 1:
            draft.sharing = read_sharing(draft, scene)
        if frame is not None:
            draft.certainty = draft.certainty if draft.certainty is Certainty.DISPUTED else frame.certainty
            rows = [
                frame.row.terms,
                *(self.lexicon.nouns[n.lower_].terms for n in frame.nouns if n.lower_ in self.lexicon.nouns),
            ]
            for terms in rows:
                if terms:
                    draft.terms = Terms(terms)
            first, last = frame.trigger.idx, frame.trigger.idx + len(frame.trigger)
            draft.word("kind", frame.trigger.text, base + first, base + last, frame.rule)
        else:
            draft.words["kind"] = Words(text="", span=None, rule="kinds.supplied")
        if draft.certainty is not Certainty.DISPUTED and (match := _REPORTED.search(scene.sentence.text)):
            draft.certainty = Certainty.REPORTED
            draft.word("certainty", match.group(), base + match.start(), base + match.end(), "certainty.reported")
        if giver.spans:
            start, end = giver.spans[0]
            draft.word("donors", "", start, end, giver.rule)
        else:
            draft.words["donors"] = Words(text="", span=None, rule=giver.rule)
        note_item(draft, scene)
        draft.marks |= set(features_of(draft, scene, frame, giver))
