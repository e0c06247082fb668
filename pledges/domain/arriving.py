"""What was on its way arrives: a dispatch's bookings become the delivery's, and nothing is booked twice."""

from dataclasses import replace

from pledges.domain.books import Books, Fulfilment
from pledges.domain.entries import Entry
from pledges.domain.figures import Interval
from pledges.domain.tellings import Group


def arrive(books: Books, delivery: Entry, left: Interval) -> Interval:
    """What was on its way before arrives first: its bookings become the delivery's."""
    under_way = [one for one in books.events_on[delivery.line] if may_arrive(one, delivery)]
    for dispatch in sorted(under_way, key=lambda one: one.order):
        if left.empty:
            break
        moving = books.transit[dispatch.id]
        if moving.empty:
            continue
        room = moving.within(_booked(books, dispatch.id))  # what is on its way beyond all pledges still looks for one
        arrived, left = left.within(room), left.beyond(room)
        books.transit[dispatch.id] = moving.less(arrived)
        _rebook(books, dispatch.id, delivery.id, arrived)
    return left


def may_arrive(dispatch: Entry, delivery: Entry) -> bool:
    """Whether what left by a dispatch of a delivery's line may be what came by it."""
    if dispatch.group is not Group.DISPATCH or dispatch.counted is None or dispatch.counted.zero:
        return False
    return dispatch.day < delivery.day and dispatch.articles.isdisjoint(delivery.articles)


def _booked(books: Books, arrival: str) -> Interval:
    whole = Interval()
    for one in books.by_arrival[arrival]:
        if one.quantity is not None and not one.possible:
            whole = whole + one.quantity
    return whole


def _rebook(books: Books, dispatch_id: str, delivery_id: str, arrived: Interval) -> None:
    kept: tuple[Fulfilment, ...] = ()
    came, rest = Interval(low=0, high=arrived.high), Interval(low=0, high=books.transit[dispatch_id].high)
    for one in books.by_arrival[dispatch_id]:
        if one.quantity is None or came.empty:
            kept += (one,)
            continue
        if one.possible:
            moved = came.within(one.quantity)
            books.may_fill(books.pledges[one.pledge], moved)
            books.fulfil(replace(one, arrival=delivery_id, quantity=moved, in_transit=False))
            kept += () if rest.empty else (replace(one, quantity=rest.within(one.quantity)),)
            continue
        if arrived.empty:
            kept += (one,)
            continue
        moved, still = arrived.within(one.quantity), one.quantity.less(arrived)
        arrived = arrived.beyond(one.quantity)
        books.fulfil(replace(one, arrival=delivery_id, quantity=moved, in_transit=False))
        if not still.empty:
            kept += (replace(one, quantity=still),)
        _settle_room(books, one.pledge, moved.low + still.low - one.quantity.low)
    books.by_arrival[dispatch_id] = kept


def _settle_room(books: Books, pledge: str, surely: int) -> None:
    """What may have been on its way has surely come: so much less is open."""
    room = books.open[pledge]
    if surely > 0 and room.high is not None:
        high = max(0, room.high - surely)
        books.open[pledge] = Interval(low=min(room.low, high), high=high)
    if surely > 0:
        books.book(pledge, surely)
