"""A sum for no named item is funding: of its clause, of a total, of what it raises, or of a fund."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, islice

from extraction.mentions import NameMention
from extraction.reading.basis import read_money_basis
from extraction.reading.composing.by_worth import share_draft, worth_draft
from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.givers import giver_back, giver_for
from extraction.reading.composing.outcome import NOTHING, Outcome
from extraction.reading.composing.packages import of_package_before
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import AGGRESSORS, NO_GIVERS, OTHERS, RECIPIENT, Giver, mentions_in
from extraction.reading.drafts import Draft
from extraction.reading.excluding.clauses import not_a_gift
from extraction.reading.exclusions import for_own_arms_alone
from extraction.reading.framing.frames import Frames
from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.triggers import trigger_row
from extraction.reading.not_given import not_given_rows
from extraction.reading.phrases import ItemPhrase
from extraction.reading.recipients import names_recipient
from extraction.reading.replacing import note_replaced
from extraction.reading.scene import Scene
from extraction.reading.sum_words import PACKAGES, is_part, of_package, part_for_arms, raised_to
from extraction.reading.syntax import is_verb
from extraction.reading.wording import (
    money_phrase,
    stated_at,
    stored_at,
)
from extraction.reading.words import words_of
from extraction.reading.worth import Sum
from pledges.domain.values import Basis, Kind, Quantity, Span

_AMOUNTS = words_of(
    "comes come came amounts amounted totals totaled totalled totaling totalling stands stood reached reaches exceeds"
    " exceeded brings brought bringing bring equals rises raises raising is was"
)
_GIVES = frozenset({"give", "promise", "package", "ship"})
_TRADE = frozenset({"export", "re-export", "sale"})  # what is sold to all the world
_DEALS = frozenset({"deal", "agreement"})

NO_GIFT = frozenset(
    {
        "own procurement", "own use", "in place of what was given", "goes to another state", "another receives",
        "the other half of a swap", "aggressor gives", "the aggressor's, captured or none",
    }
)  # fmt: skip


def money_draft(
    thread: Thread,
    scene: Scene,
    amount: Sum,
    phrases: Sequence[ItemPhrase],
    frames: Frames,
    here: Sequence[Draft],
) -> Outcome:
    """A sum for no named item: "$450 million in military aid", "a package worth up to $2.6 billion"."""
    if amount.item is not None and _is_told_or_no_gift(thread, scene, amount.item, here):
        return NOTHING
    anchor = money_phrase(scene, amount)
    raised = _raised(thread, scene, amount, anchor, here) if amount.aid is None else NOTHING
    if raised.draft is not None:
        return raised
    if not thread.note and part_for_arms(scene, amount.first, amount.last):
        return _part(thread, scene, amount, anchor, frames)
    frame = frames.of(anchor, [])
    if frame is None and amount.aid is not None:
        frame = frames.of(amount.aid, [])
    if frame is None:
        frame = _of_what_it_is_worth(scene, amount, anchor, frames) or _total(thread, scene, amount, frames)
    if frame is None:
        outcome = _fund(thread, scene, amount, anchor, phrases)
        return (outcome if outcome.draft else _unheld(thread, scene, amount, anchor, here).after(outcome)).after(raised)
    if frame.row.role == "arrive" and is_part(scene, amount.first, amount.last):
        frame = _like_whole(frame, here)
    return _held(thread, scene, amount, anchor, phrases, frame).after(raised)


def _like_whole(frame: Frame, here: Sequence[Draft]) -> Frame:
    """ "are giving 450 million, of which 350 million comes from Oslo": the part is given as the whole is."""
    whole = next((draft for draft in reversed(here) if draft.category == "funding"), None)
    return replace(frame, kind=whole.kind) if whole is not None else frame


def _held(
    thread: Thread, scene: Scene, amount: Sum, anchor: ItemPhrase, phrases: Sequence[ItemPhrase], frame: Frame
) -> Outcome:
    """A sum in a clause of giving."""
    dealt = frame.row.nominal and frame.row.word in _DEALS and not scene.goes_on
    if for_own_arms_alone(scene.sentence.text) or (dealt and not names_recipient(scene.sentence.text)):
        return NOTHING
    giver = giver_for(thread, scene, frame, amount.aid or anchor)
    wanted = amount.aid is None and frame.row.role in ("get", "ask", "need") and frame.kind is not Kind.INTENT
    if wanted or not_a_gift(scene, frame, giver) is not None:
        return NOTHING
    told = of_package_before(thread, scene, frame) if frame.row.role == "contain" else frame
    if told is None:
        return NOTHING
    outcome = draft_of(thread, scene, anchor, phrases, told, giver, told.kind, [])
    return outcome.then(lambda draft: with_sum(draft, scene, amount))


def _part(thread: Thread, scene: Scene, amount: Sum, anchor: ItemPhrase, frames: Frames) -> Outcome:
    """The part of a sum that is for arms: of who gave the whole, as that was promised or given."""
    whole = frames.sole()
    if whole is not None and whole.trigger.i < amount.first and whole.row.role in ("give", "promise", "package", "pay"):
        giver, kind = giver_for(thread, scene, whole, None), whole.kind
    else:
        before = [one for one in thread.memory.drafts if 0 < scene.sentence.ordinal - one.scene.sentence.ordinal <= 2]
        if not before:
            return NOTHING
        whole, giver, kind = None, before[-1].giver, before[-1].kind
    if not giver.codes or (whole is not None and not_a_gift(scene, whole, giver) is not None):
        return NOTHING
    outcome = draft_of(thread, scene, anchor, [], whole, giver, kind, [])
    return outcome.then(lambda draft: with_sum(draft.by_rule("kind", "kinds.part_for_arms"), scene, amount))


def _is_told_or_no_gift(thread: Thread, scene: Scene, item: ItemPhrase, here: Sequence[Draft]) -> bool:
    """Whether the item beside a sum has it as its worth, or is no gift, so that the sum is none either."""
    told = item.quantity is not None or item.slug or any(draft.phrase is item for draft in here)
    return bool(told) or _is_of_no_gift(thread, scene, item)


def is_no_gift(reason: str) -> bool:
    """Whether an item was left out since it is no gift: the sum that pays for it is none either."""
    return reason in NO_GIFT or any("item" in row.of and row.why == reason for row in not_given_rows())


def _is_of_no_gift(thread: Thread, scene: Scene, item: ItemPhrase) -> bool:
    """ "44 tanks worth 950 million euros" for an army of its own: the sum is no help either."""
    words = scene.doc[item.first : item.last + 1].text
    return any(
        skip.sentence == scene.sentence.ordinal and skip.words == words and is_no_gift(skip.reason)
        for skip in thread.skipped
    )


def _unheld(thread: Thread, scene: Scene, amount: Sum, anchor: ItemPhrase, here: Sequence[Draft]) -> Outcome:
    """A giver's share beside other sums, or the worth of a package: sums that no clause of giving holds."""
    outcome = share_draft(thread, scene, amount, here)
    if outcome.draft is None:
        outcome = worth_draft(thread, scene, amount, anchor, here).after(outcome)
    return outcome.then(lambda draft: with_sum(draft, scene, amount))


def _of_what_it_is_worth(scene: Scene, amount: Sum, anchor: ItemPhrase, frames: Frames) -> Frame | None:
    """ "announced a package for Ukraine, which is worth $250 million": the clause of what the sum values."""
    above = list(scene.doc[amount.last].ancestors) if of_package(scene, amount.first, amount.last) else []
    clause = next((place for place, word in enumerate(above) if word.dep_ == "relcl"), len(above))
    noun = next((word for word in above[clause:] if word.lower_ in PACKAGES), None)
    meant = replace(anchor, first=noun.i, core=noun.i, last=noun.i, head=noun) if noun is not None else None
    return frames.of(meant, []) if meant is not None else None


def _total(thread: Thread, scene: Scene, amount: Sum, frames: Frames) -> Frame | None:
    """ "the assistance that Norway has sent comes to $2 billion", "bringing the total of aid to $2 billion"."""
    last = scene.doc[amount.last]
    amounts = (word for word in islice(chain((last,), last.ancestors), 12) if word.lower_ in _AMOUNTS and is_verb(word))
    parts = (child for verb in islice(amounts, 1) for child in verb.children if child.dep_ in ("nsubj", "dobj"))
    best: Frame | None = None
    for word in chain.from_iterable(part.subtree for part in parts):
        row = trigger_row(word, thread.lexicon)
        if row is not None and row.role in _GIVES and row.word not in _TRADE and (best is None or is_verb(word)):
            best = frames.frame(word, []) or best
    return best


def _raised(thread: Thread, scene: Scene, amount: Sum, anchor: ItemPhrase, here: Sequence[Draft]) -> Outcome:
    """ "It takes Norway's help to more than $790 million": the running total of what a donor gave or promised."""
    match = raised_to(scene, amount.first)
    if match is None:
        return NOTHING
    start = scene.at[match.start(1)]
    giver = _giver_of_raised(thread, scene, start, amount, here)
    if not giver.codes or set(giver.codes) & AGGRESSORS:
        return NOTHING
    given = re.search(r"\b(?:deliveries|provided|given|sent|delivered|spent|donated)\b", match.group())
    receiver = _receiver_of_raised(scene, start, amount.first)
    if receiver not in {RECIPIENT, *OTHERS}:
        return NOTHING
    outcome = draft_of(thread, scene, anchor, [], None, giver, Kind.DELIVERY if given else Kind.PLEDGE, [])
    outcome = outcome.then(lambda draft: replace(draft, recipient=receiver))
    base, (first, last) = scene.sentence.start, scene.span(start, amount.last)
    return outcome.then(
        lambda draft: with_sum(draft, scene, amount).word(
            "kind", match.group(), base + match.start(), base + match.end(), "kinds.raised",
            basis=Basis.CUMULATIVE, spans=(Span(start=first, end=last),),
        )
    )  # fmt: skip


def _giver_of_raised(thread: Thread, scene: Scene, start: int, amount: Sum, here: Sequence[Draft]) -> Giver:
    """Whose help is raised: who is named in its words, else who gave the sum before, else who gave of late."""
    base = scene.sentence.start
    names = [name for name in mentions_in(scene, start, amount.first) if name.ref not in NO_GIVERS | OTHERS]
    if not names and not here:
        names = [name for name in mentions_in(scene, 0, start) if name.ref not in NO_GIVERS | OTHERS]
        names = names[:1] if len({name.ref for name in names}) == 1 else []
    if names:
        spans = tuple((base + name.start, base + name.end) for name in names)
        return Giver(codes=tuple(sorted({name.ref for name in names})), spans=spans, rule="donors.noun.name")
    giver = here[-1].giver if here and here[-1].category == "funding" else giver_back(thread, scene, near=True)
    return giver if giver.codes or not thread.official else thread.memory.publisher


def _receiver_of_raised(scene: Scene, start: int, end: int) -> str:
    """Who is helped by the help that is raised: "puts Norway's aid to Taiwan at"."""
    named = (name.ref for name in mentions_in(scene, start, end) if _is_receiver(scene, name))
    return next(named, RECIPIENT)


def _is_receiver(scene: Scene, name: NameMention) -> bool:
    first = scene.tokens(name.start, name.end)[0]
    return name.how in ("name", "capital") and scene.doc[max(0, first - 1)].lower_ in ("to", "for")


def _fund(thread: Thread, scene: Scene, amount: Sum, anchor: ItemPhrase, phrases: Sequence[ItemPhrase]) -> Outcome:
    """A fund and its worth: "the Fund, worth around $625 million"."""
    name = next((one for one in scene.donors() if _is_fund_of(thread, scene, one, amount)), None)
    if name is None:
        return NOTHING
    base = scene.sentence.start
    giver = Giver(codes=(name.ref,), spans=((base + name.start, base + name.end),), rule="donors.fund")
    start, _ = scene.span(scene.at[name.start], scene.at[name.start])
    spans = (Span(start=start, end=stored_at(scene, amount.money.start, amount.money.end)[1]),)
    outcome = draft_of(thread, scene, anchor, phrases, None, giver, Kind.PLEDGE, [])
    return outcome.then(lambda draft: with_sum(replace(draft, spans=spans), scene, amount))


def _is_fund_of(thread: Thread, scene: Scene, name: NameMention, amount: Sum) -> bool:
    """Whether a name is a fund's, and the sum soon after it what the fund is worth."""
    _, last = scene.tokens(name.start, name.end)
    near = thread.memory.catalogue.donors[name.ref].kind == "fund" and last < amount.first <= last + 9
    return near and any(token.lower_ in ("worth", "valued", "of") for token in scene.doc[last + 1 : amount.first])


def with_sum(draft: Draft, scene: Scene, amount: Sum) -> Draft:
    """The draft of a sum: its worth and no number, what it does to sums before it, and the kind that its words make."""
    start, end = stated_at(amount.money)
    draft = draft.without("quantity", quantity=Quantity(), value=amount.money.money)
    draft = draft.word("value", scene.sentence.text[start:end], *stored_at(scene, start, end), amount.money.rule)
    draft = read_money_basis(note_replaced(draft, scene, amount.money), scene, amount)
    if draft.kind is Kind.DELIVERY and (words := _promised(draft, scene, amount)) is not None:
        draft = _of_kind(draft, scene, words, Kind.PLEDGE, "kinds.promised_package")
    if draft.kind is Kind.PLEDGE and (words := _BACKED.search(scene.sentence.text, 0, start)) is not None:
        draft = _of_kind(draft, scene, words, Kind.INTENT, "kinds.backed_proposal")
    return draft.marked("funding", no=frozenset({"quantity.exact", "quantity.unknown", "item.other"}))


def _of_kind(draft: Draft, scene: Scene, words: re.Match[str], kind: Kind, rule: str) -> Draft:
    base = scene.sentence.start
    return draft.word("kind", words.group().strip(), base + words.start(), base + words.end(), rule, kind=kind)


_BACKED = re.compile(
    r"\b(?:support|back|endors|favou?r)\w* (?:a|an|the|his|her|this|that) (?:[\w-]+ )?(?:proposal|plan|bill)\b"
    r"[^.;$€£]{0,80}\bto (?:provide|give|send|spend|grant)\b(?: \S+){0,3}\s*$",
    re.IGNORECASE,
)
"""Words before a sum that somebody is for, and nobody has passed: "he supported a proposal to provide"."""
_UNVEILED = re.compile(
    r"(?: [\w-]+){0,5}? (?:unveiled|announced|promised|pledged|approved|authori[sz]ed)\b", re.IGNORECASE
)
_THANKED = re.compile(r"\b(?:thank(?:s|ed|ing)?|prais(?:es|ed|ing)|grateful)\b", re.IGNORECASE)


def _promised(draft: Draft, scene: Scene, amount: Sum) -> re.Match[str] | None:
    """A package that is unveiled or thanked for is promised by it: "a tranche unveiled on Monday", "thanked Biden for
    providing an additional $1 billion"; a running total or a shipment is what has come."""
    if draft.basis is not Basis.INCREMENT:
        return None
    text, start = scene.sentence.text, scene.doc[amount.first].idx
    end = scene.doc[amount.last].idx + len(scene.doc[amount.last])
    thanked = _THANKED.search(text, 0, start) if draft.frame is not None and "thank" in _chain(draft.frame) else None
    return _UNVEILED.match(text, end) or thanked


def _chain(frame: Frame) -> str:
    return " ".join(token.lower_ for token in frame.chain[1:])
