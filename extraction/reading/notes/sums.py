"""A sum in a note is the worth of the item that it stands with, or funding where it stands with a package or total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from extraction.mentions import MoneyMention
from extraction.reading.basis import read_money_basis
from extraction.reading.composing.by_money import is_no_gift
from extraction.reading.composing.finishing import finish
from extraction.reading.composing.thread import Thread
from extraction.reading.drafts import Draft
from extraction.reading.notes.barred import civil_in_note, segment_of
from extraction.reading.notes.bars import bar_of_sum
from extraction.reading.notes.giver import giver_of_note
from extraction.reading.notes.rest import currency_before, kind_of_note
from extraction.reading.scene import Scene
from extraction.reading.timing import timing_of
from extraction.reading.wording import money_phrase, stored_at, timed
from extraction.reading.words import words_of
from extraction.reading.worth import Sum
from pledges.domain.values import Money, Quantity, Span

_WHOLE = words_of(
    "package packages tranche tranches drawdown drawdowns total sum amount aid assistance support help fund funds"
    " funding measure measures grant grants decree budget whole contribution contributions commitment programme program"
    " initiative credit loan shipment shipments donations exports licences deliveries line instalment batch altogether"
    " everything facility goods equipment material materials"
)
_REACH = 12  # words before a sum that may say that it is a whole


def with_sums(thread: Thread, scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the sums that were left over: each the value of the item that it stands with, else funding."""
    items, found = list(drafts), list[Draft]()
    for money in [*scene.mentions.money, *bare_sums(thread, scene, drafts)]:
        if any(draft.value == money.money for draft in items) or bar_of_sum(scene, money) is not None:
            continue
        if civil_in_note(scene.sentence.text) or _pays_for_no_gift(thread, scene, money):
            continue
        owner = _owner(scene, money, items)
        if owner is not None:
            items = [_valued(scene, draft, money) if draft is owner else draft for draft in items]
        else:
            found.append(_funding(thread, scene, money, [*items, *found]))
    return [*items, *found]


def _valued(scene: Scene, owner: Draft, money: MoneyMention) -> Draft:
    """The draft of an item with a sum as its worth."""
    start, end = stored_at(scene, money.start, money.end)
    spans = (*owner.spans, Span(start=start, end=end))
    valued = owner.word("value", money.text, start, end, money.rule, value=money.money, spans=spans)
    return valued.marked(no=frozenset({"quantity.unknown"}))


def _pays_for_no_gift(thread: Thread, scene: Scene, money: MoneyMention) -> bool:
    """ "18 launchers for its own army in a deal worth $10 billion": what the nearest thing before a sum is for."""
    first, _ = scene.tokens(money.start, money.end)
    here = [skip for skip in thread.skipped if skip.sentence == scene.sentence.ordinal and 0 <= skip.core < first]
    start, _ = segment_of(scene, money.start)
    nearest = max(here, key=lambda skip: skip.core, default=None)
    return nearest is not None and nearest.core >= scene.at[start] and is_no_gift(nearest.reason)


def bare_sums(thread: Thread, scene: Scene, drafts: Sequence[Draft]) -> Iterator[MoneyMention]:
    """ "1 billion EUR, of which 350 million stem from": a sum that takes its currency from the one before."""
    told = {draft.phrase.quantity.start for draft in drafts if draft.phrase is not None and draft.phrase.quantity}
    for quantity in scene.mentions.quantities:
        currency = currency_before(thread, scene, quantity)
        if currency is not None and quantity.low is not None and quantity.start not in told:
            money = Money(amount=Decimal(quantity.low), currency=currency)
            yield MoneyMention(
                start=quantity.start, end=quantity.end, text=quantity.text, money=money, additive=quantity.additive,
                marker=quantity.marker, rule="money.bare",
            )  # fmt: skip


def _owner(scene: Scene, money: MoneyMention, drafts: Sequence[Draft]) -> Draft | None:
    """The draft of the item that a sum stands with: the last before it in its sentence, if no word of a whole parts
    them; "its value is" takes the only item of the sentence before."""
    first, last = scene.tokens(money.start, money.end)
    things = [
        (draft, draft.phrase)
        for draft in drafts
        if draft.phrase is not None and draft.category != "funding" and draft.value is None
    ]
    nearest = max((phrase.last for _, phrase in things if phrase.last < first), default=-1)
    before = [draft for draft, phrase in things if phrase.last == nearest]
    after = [draft for draft, phrase in things if 0 <= phrase.first - last <= 4]
    owner = next(chain(before, after), None)
    return owner if not _is_of_a_whole(scene, money, nearest) else None


def _is_of_a_whole(scene: Scene, money: MoneyMention, nearest: int) -> bool:
    """Whether a word of a whole stands between a sum and the nearest thing before it, or right behind the sum."""
    first, last = scene.tokens(money.start, money.end)
    start, _ = segment_of(scene, money.start)
    low = max(scene.at[start], first - _REACH, nearest + 1)
    around = (*scene.doc[low:first], *scene.doc[last + 1 : last + 3])
    return any(token.lower_ in _WHOLE for token in around)


def _funding(thread: Thread, scene: Scene, money: MoneyMention, drafts: Sequence[Draft]) -> Draft:
    first, last = scene.tokens(money.start, money.end)
    amount = Sum(money=money, first=first, last=last, aid=None, item=None)
    phrase = money_phrase(scene, amount)
    kind, giver = kind_of_note(thread, scene, phrase, drafts), giver_of_note(thread, scene)
    (begin, end), base = segment_of(scene, money.start), scene.sentence.start
    last_place = base + len(scene.sentence.text[:end].rstrip())
    draft = Draft(
        scene=scene, frame=None, phrase=phrase, kind=kind, giver=giver, name=None, slug=None, category="funding",
        quantity=Quantity(), value=money.money, spans=(Span(start=base + begin, end=last_place),),
    )  # fmt: skip
    timing = timing_of(scene, None, phrase, [], kind)
    draft = finish(thread, timed(draft, scene, timing), scene, None, giver)
    draft = draft.word("value", money.text, *stored_at(scene, money.start, money.end), money.rule)
    draft = read_money_basis(draft, scene, amount).by_rule("kind", "kinds.note")
    return draft.marked("funding", "note.rest", no=frozenset({"quantity.exact", "quantity.unknown", "item.other"}))
