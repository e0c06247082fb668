"""For every item and every sum of a sentence readings are proposed: the rules', else those of a fall-back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extraction.judging.readings import Candidate, Reading, Source
from extraction.judging.rows import Row, row_with
from extraction.reading.composing.by_money import with_sum
from extraction.reading.composing.drafting import drafted
from extraction.reading.composing.givers import giver_back, giver_for
from extraction.reading.donors.adjective import in_item
from extraction.reading.donors.giver import AGGRESSORS, NO_GIVERS, Giver, giver_of_names
from extraction.reading.drafts import Draft
from extraction.reading.kinds.clause import read_frame
from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.triggers import trigger_row
from extraction.reading.phrases import ItemPhrase
from extraction.reading.stage import Stage
from extraction.reading.wording import money_phrase, words_of_giver
from extraction.reading.worth import Sum
from pledges.domain.values import Kind

REACH = 25  # words around an item in which a trigger of giving is looked for


def candidates_of(stage: Stage, drafts: Iterable[Draft], rows: Sequence[Row]) -> list[Candidate]:
    """The rules' drafts of a sentence, and the items and sums that they left for want of evidence."""
    read = list(drafts)
    found = [*(_read(stage, draft) for draft in read), *_things_left(stage, read, rows), *_sums_left(stage, read)]
    return [one for one in found if one.by_rules or not set(one.first.donors) & AGGRESSORS]


def _things_left(stage: Stage, read: Sequence[Draft], rows: Sequence[Row]) -> Iterator[Candidate]:
    told = {id(draft.phrase) for draft in read}
    for phrase in stage.phrases:
        why = _why(stage, phrase)
        if id(phrase) not in told and why is not None and phrase.category not in (None, "funding"):
            yield from _left_over(stage, phrase, why, read, rows)


def _sums_left(stage: Stage, read: Sequence[Draft]) -> Iterator[Candidate]:
    worth = [draft.words["value"].span for draft in read if "value" in draft.words]
    starts = {span.start for span in worth if span is not None}
    for amount in stage.money:
        if amount.item is None and stage.scene.sentence.start + amount.money.start not in starts:
            yield from _sum_left_over(stage, amount)


def _read(stage: Stage, draft: Draft) -> Candidate:
    readings = [Reading(source=Source.RULES, draft=draft)]
    if (
        not draft.donors
        and draft.giver.points != "many"
        and draft.kind is not Kind.REQUEST
        and draft.phrase is not None
    ):
        giver = _silent_giver(stage, draft.phrase)
        if giver.codes:
            readings.append(Reading(source=Source.BEFORE, draft=_by_another(draft, giver)))
    return Candidate(readings=tuple(readings), skipped="", near=near_of(stage, draft.phrase))


def _by_another(draft: Draft, giver: Giver) -> Draft:
    given = draft.by_words("donors", words_of_giver(giver), giver=giver)
    return given.marked("donor.back", no=frozenset({"donor.none"}))


def _left_over(
    stage: Stage, phrase: ItemPhrase, why: str, read: Sequence[Draft], rows: Sequence[Row]
) -> Iterator[Candidate]:
    near = near_of(stage, phrase)
    readings = [*_listed(stage, phrase, read, rows), *_by_clause(stage, phrase, near)]
    if readings:
        yield Candidate(readings=tuple(readings), skipped=why, near=near)


def _sum_left_over(stage: Stage, amount: Sum) -> Iterator[Candidate]:
    phrase = money_phrase(stage.scene, amount)
    near = near_of(stage, phrase)
    for reading in _by_clause(stage, phrase, near):
        reading = replace(reading, draft=with_sum(reading.draft, stage.scene, amount))
        yield Candidate(readings=(reading,), skipped="a sum that no clause of giving holds", near=near)


def _listed(stage: Stage, phrase: ItemPhrase, read: Sequence[Draft], rows: Sequence[Row]) -> Iterator[Reading]:
    """As the nearest gift of the same list."""
    row = row_with(phrase, rows)
    if row is None:
        return
    beside = [draft for draft in read if row.has(draft.phrase) and draft.category != "funding"]
    if beside:
        like = min(beside, key=lambda draft: abs(draft.phrase.first - phrase.first) if draft.phrase else 0)
        draft = drafted(
            stage.thread, stage.scene, phrase, list(stage.phrases), like.frame, like.giver, like.kind,
            list(stage.money), like.recipient,
        )  # fmt: skip
        yield Reading(source=Source.LIST, draft=draft)


def _by_clause(stage: Stage, phrase: ItemPhrase, near: Frame | None) -> Iterator[Reading]:
    """By the clause that holds it, else by the nearest trigger, or by the opening line of its list."""
    held = stage.frames.of(phrase, list(stage.phrases))
    frame = held or near
    if frame is None and stage.thread.lead is None:
        return
    giver = giver_for(stage.thread, stage.scene, frame, phrase) if frame else _silent_giver(stage, phrase)
    lead = stage.thread.lead
    kind = frame.kind if frame is not None else lead.kind if lead is not None else Kind.PLEDGE
    draft = drafted(stage.thread, stage.scene, phrase, list(stage.phrases), frame, giver, kind, list(stage.money), "UA")
    yield Reading(source=Source.CLAUSE if held is not None else Source.LINE, draft=draft)


def _why(stage: Stage, phrase: ItemPhrase) -> str | None:
    """What the rules missed in a phrase; None where they took it into another's claim, or something speaks against."""
    here = stage.scene.sentence.ordinal
    noted = [one for one in stage.thread.skipped if one.sentence == here and one.core == phrase.core]
    return noted[-1].reason if noted and all(one.open for one in noted) else None


def _silent_giver(stage: Stage, phrase: ItemPhrase) -> Giver:
    """Who gives where no clause says: the list's opener, the item's words, the only donor named, who gave before."""
    thread, scene = stage.thread, stage.scene
    if thread.lead is not None and thread.lead.giver.codes:
        return thread.lead.giver
    own = in_item(scene, phrase.first, phrase.last)
    if own.codes:
        return own
    names = [one for one in scene.donors() if one.ref not in NO_GIVERS]
    if len({one.ref for one in names}) == 1:
        return giver_of_names(scene, names[:1], "donors.sole", scene.at[names[0].start])
    before = giver_back(thread, scene, near=True)
    if before.codes or thread.official:
        return before if before.codes else thread.memory.publisher
    return thread.memory.main_giver()


def near_of(stage: Stage, phrase: ItemPhrase | None) -> Frame | None:
    """The nearest trigger before an item, else the first after it."""
    if phrase is None:
        return None
    doc, lexicon = stage.scene.doc, stage.thread.lexicon
    before = range(phrase.first - 1, max(-1, phrase.first - REACH), -1)
    after = range(phrase.last + 1, min(len(doc), phrase.last + 1 + REACH))
    for place in (*before, *after):
        row = trigger_row(doc[place], lexicon)
        if row is not None and (found := read_frame(doc[place], row, lexicon)) is not None:
            return found
    return None
