"""What a note counts in no clause of giving is a claim too, of low confidence, unless the note bars it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, takewhile

from extraction.mentions import QuantityMention
from extraction.reading.basis import read_basis
from extraction.reading.composing.finishing import finish
from extraction.reading.composing.names import name_from_before
from extraction.reading.composing.outcome import NOTHING, Outcome
from extraction.reading.composing.thread import Thread
from extraction.reading.drafts import Draft
from extraction.reading.framing.frames import Frames
from extraction.reading.kinds.given import GIVEN
from extraction.reading.kinds.triggers import trigger_row
from extraction.reading.notes.barred import FINAL, civil_in_note, segment_of
from extraction.reading.notes.bars import bar_of
from extraction.reading.notes.giver import giver_of_note
from extraction.reading.notes.meant import Meant, right_before, thing_meant
from extraction.reading.notes.typed import of_type
from extraction.reading.notes.unnamed import bare_numbers, speaks_of_training, uncatalogued
from extraction.reading.phrases import ItemPhrase, with_one
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb
from extraction.reading.timing import timing_of
from extraction.reading.wording import evidence_of, quantity_of, timed
from pledges.domain.catalogue import Trait
from pledges.domain.values import Kind

_UNKNOWN = re.compile(
    r"\bun(?:known|disclosed|specified|stated|published)\b"
    r"|\b(?:not|never) (?:been )?(?:disclosed|known|stated|specified|published|given|itemi[sz]ed)\b"
    r"|\bclassified\b|\bsecret\b|\bseveral\b|\bnumerous\b|\bvarious\b|\b(?:no|without) (?:any )?(?:numbers?|count)\b",
    re.IGNORECASE,
)
_LISTING = frozenset({"including", "like", "as", ",", "and", "also", "with", "plus", ":", "of", "or"})


def note_phrases(thread: Thread, scene: Scene, phrases: Sequence[ItemPhrase]) -> list[ItemPhrase]:
    """The item phrases of a note's sentence: those of any text, and what only a note may count."""
    last = thread.memory.drafts[-1:]
    trained = bool(last) and speaks_of_training(last[0].scene.sentence.text)
    phrases = [
        phrase
        for phrase in phrases
        if phrase.refers != "elliptic" or phrase.quantity is None or not currency_before(thread, scene, phrase.quantity)
    ]
    more = [*uncatalogued(scene, phrases, trained_before=trained), *bare_numbers(scene, phrases)]
    together = sorted([*phrases, *more], key=lambda phrase: phrase.first)
    return _joined_to_numbers(scene, of_type(scene, together, thread.memory.catalogue))


def _joined_to_numbers(scene: Scene, phrases: Sequence[ItemPhrase]) -> list[ItemPhrase]:
    """The phrases, where a number that stands behind its item ("trucks, 30") is one phrase with it."""
    joined, taken = [], set[int]()
    for phrase in phrases:
        beside = right_before(scene, phrase, phrases)
        if beside is None:
            joined.append(phrase)
            continue
        if beside.quantity is None:
            taken.add(beside.core)
        joined.append(replace(beside, last=phrase.last, core=phrase.core, quantity=phrase.quantity, refers=""))
    return [phrase for phrase in joined if phrase.core not in taken]


def currency_before(thread: Thread, scene: Scene, quantity: QuantityMention) -> str | None:
    """The currency of a bare "350 million" with no noun: of the sum before it, else of the sum told last."""
    _, last = scene.tokens(quantity.start, quantity.end)
    counts = any(token.tag_ in ("NNS", "NNPS", "JJ", "CD") for token in scene.doc[last + 1 : last + 2])
    if counts or "illion" not in quantity.text:
        return None
    here = [money.money.currency for money in scene.mentions.money if money.end <= quantity.start]
    told = [draft.value.currency for draft in thread.memory.drafts[-3:] if draft.value is not None]
    known = [*told, *here]
    return known[-1] if known else None


def left_over(
    thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase], here: Sequence[Draft]
) -> Outcome:
    """The draft of an item that no clause of a note gives, None where it is told already or barred."""
    reason = next((skip.reason for skip in reversed(thread.skipped) if skip.core == phrase.core), None)
    if reason == "civil help" and civil_in_note(scene.sentence.text):
        return NOTHING
    if reason in FINAL or bar_of(scene, phrase) is not None:
        return NOTHING
    if not _numbered(phrase) and not _of_unknown_number(thread, scene, phrase, here):
        return NOTHING
    meant = thing_meant(thread, scene, phrase, phrases)
    if meant is None or (meant.category == "other" and phrase.quantity is None):
        return NOTHING
    draft = _draft(thread, scene, phrase, phrases, meant, here)
    return Outcome(draft=draft, phrase=draft.phrase)


def whole_counted(
    thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase], here: Sequence[Draft]
) -> Outcome:
    """The 14 of "12 of the promised 14 helicopters": a pledge beside its part."""
    meant = thing_meant(thread, scene, phrase, phrases)
    if meant is None or bar_of(scene, phrase) is not None:
        return NOTHING
    draft = _draft(thread, scene, replace(phrase, quantity=phrase.whole, whole=None), phrases, meant, here)
    return Outcome(draft=replace(draft, kind=Kind.PLEDGE))


def kind_of_note(thread: Thread, scene: Scene, phrase: ItemPhrase, drafts: Sequence[Draft]) -> Kind:
    """The kind of what stands in no clause of giving: of the verb above it, else of what stands beside or before."""
    frames = Frames(scene=scene, lexicon=thread.lexicon)
    start, end = segment_of(scene, scene.doc[phrase.first].idx)
    above = takewhile(lambda token: start <= token.idx < end, phrase.head.ancestors)
    verbs = (token for token in (phrase.head, *above) if is_verb(token) and trigger_row(token, thread.lexicon))
    own = (frame.kind for verb in verbs if (frame := frames.frame(verb, [])) is not None)
    beside = (draft.kind for draft in reversed([*thread.memory.drafts[-1:], *drafts]))
    return next((kind for kind in chain(own, beside) if kind in GIVEN), Kind.PLEDGE)


def _numbered(phrase: ItemPhrase) -> bool:
    return phrase.quantity is not None and bool(phrase.quantity.low or phrase.quantity.high)


def _of_unknown_number(thread: Thread, scene: Scene, phrase: ItemPhrase, drafts: Sequence[Draft]) -> bool:
    """ "an unknown number of FH70 guns", "mortar shells too (the number is undisclosed)", "helmets and vests"."""
    catalogue, category = thread.memory.catalogue, phrase.category
    if category is None or phrase.refers or catalogue.has(category, Trait.IN_PERSONS):
        return False
    told = any((draft.category, draft.slug) == (category, phrase.slug) for draft in drafts)
    several = phrase.plural or phrase.slug or catalogue.has(category, Trait.MASS)
    return bool(several) and not told and _is_said_or_listed(scene, phrase)


def _is_said_or_listed(scene: Scene, phrase: ItemPhrase) -> bool:
    before = scene.doc[phrase.first - 1].lower_ if phrase.first else ","
    said = phrase.quantity is not None or _UNKNOWN.search(scene.sentence.text) is not None
    return said or before in _LISTING


def _draft(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: Sequence[ItemPhrase],
    meant: Meant,
    drafts: Sequence[Draft],
) -> Draft:
    """What a phrase of no clause stands for, of a note's own kind and giver."""
    found = replace(phrase, name=meant.name, slug=meant.slug, category=meant.category)
    kind, giver = kind_of_note(thread, scene, found, drafts), giver_of_note(thread, scene)
    draft = Draft(
        scene=scene, frame=None, phrase=found, kind=kind, giver=giver, name=meant.name, slug=meant.slug,
        category=meant.category, quantity=quantity_of(found, thread.memory.catalogue),
        spans=(*meant.spans, *evidence_of(scene, None, found, giver)),
    )  # fmt: skip
    timing = timing_of(scene, None, found, with_one(phrases, phrase, found), kind)
    draft = timed(name_from_before(thread, draft, scene), scene, timing)
    draft = finish(thread, read_basis(draft, scene, found, timing), scene, None, giver)
    return draft.by_rule("kind", "kinds.note").marked("note.rest")
