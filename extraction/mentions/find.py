"""Spans are ranked, so that no character is read twice: system over date over money over quantity."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from extraction.mentions.changes import settle_changes
from extraction.mentions.fold import readable
from extraction.mentions.gazetteer import Gazetteer
from extraction.mentions.layout import Layout, lay_out
from extraction.mentions.money import find_money
from extraction.mentions.ordinals import find_ordinals
from extraction.mentions.quantities import find_quantities
from extraction.mentions.singles import find_unnumbered
from extraction.mentions.taken import Taken
from extraction.mentions.times import find_times, find_times_of_no_day
from extraction.mentions.values import Change, Mentions, MoneyMention, NameMention, QuantityMention, TimeMention
from pledges.domain.values import Span


def find_mentions(text: str, *, published: date | None, gazetteer: Gazetteer, currency: str = "") -> Mentions:
    """All mentions of a text, offsets in its code points; times are resolved against the day of publication.

    Where that day is None, times that are counted from it have no window. `currency`: of the sum named right before.
    Takes a whole article or any piece of one. Never raises for a text, however odd.
    """
    layout = lay_out(text)
    running = layout.running
    folded = readable(running)
    names = gazetteer.find_in(running, folded)
    systems = Taken((name.start, name.end) for name in names if name.kind == "system")
    if published is None:
        times = list(find_times_of_no_day(running, folded, taken=systems))
    else:
        times = list(find_times(running, folded, published=published, taken=systems))
    dated = systems.joined((time.start, time.end) for time in times)
    money, vague = find_money(running, folded, taken=dated, currency=currency)
    paid = [(total.start, total.end) for total in money] + vague
    items = Taken((name.start, name.end) for name in names if name.kind != "donor")
    counted = list(find_quantities(folded, taken=dated.joined(paid), items=items))
    read = dated.joined(paid + [(quantity.start, quantity.end) for quantity in counted])
    more = [*find_unnumbered(folded, taken=read, items=items), *find_ordinals(folded, taken=read)]
    counted, money = settle_changes(folded, [*counted, *more], money, items)
    quantities = sorted(counted, key=lambda quantity: quantity.start)
    in_money = Taken(paid)
    return Mentions(
        names=_placed((name for name in names if not in_money.touches(name.start, name.end)), layout, text),
        quantities=_placed(quantities, layout, text),
        money=_placed(money, layout, text),
        times=_placed(times, layout, text),
    )


def _placed[M: (NameMention, QuantityMention, MoneyMention, TimeMention)](
    mentions: Iterable[M], layout: Layout, text: str
) -> tuple[M, ...]:
    """Mentions of the running text at their places in the stored one."""
    return tuple(_place(mention, layout, text) for mention in mentions)


def _place[M: (NameMention, QuantityMention, MoneyMention, TimeMention)](mention: M, layout: Layout, text: str) -> M:
    if not layout.breaks and mention.text == text[mention.start : mention.end]:
        return mention
    start, end = _ends(layout, mention.start, mention.end)
    moved = replace(mention, start=start, end=end, text=text[start:end])
    if isinstance(moved, QuantityMention | MoneyMention):
        moved = replace(moved, marker=_moved(moved.marker, layout), change=_placed_change(moved.change, layout))
    if isinstance(moved, NameMention):
        moved = replace(moved, head=_moved(moved.head, layout))
    return moved


def _placed_change(change: Change | None, layout: Layout) -> Change | None:
    if change is None:
        return None
    words = _moved(change.words, layout)
    assert words is not None
    return replace(change, words=words, stated=_moved(change.stated, layout))


def _moved(span: Span | None, layout: Layout) -> Span | None:
    if span is None:
        return None
    start, end = _ends(layout, span.start, span.end)
    return Span(start=start, end=end)


def _ends(layout: Layout, start: int, end: int) -> tuple[int, int]:
    return layout.stored(start), layout.stored(end - 1) + 1
