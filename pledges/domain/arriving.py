"""What was on its way arrives: a dispatch's bookings become the delivery's, and nothing is booked twice."""

from dataclasses import replace

from pledges.domain.books import Books, Fulfilment
from pledges.domain.entries import Entry
from pledges.domain.figures import Interval


def arrive(books: Books, delivery: Entry, left: Interval) -> Interval:
    """What was on its way before arrives first: its bookings become the delivery's."""
    for dispatch_id in books.left.get(delivery.line, ()):
        dispatch = books.events[dispatch_id]
        moving = books.transit[dispatch_id]
        if (
            dispatch.day >= delivery.day
            or moving.empty
            or left.empty
            or not dispatch.articles.isdisjoint(delivery.articles)
        ):
            continue
        room = moving.within(_booked(books, dispatch_id))  # what is on its way beyond all pledges still looks for one
        arrived, left = left.within(room), left.beyond(room)
        books.transit[dispatch_id] = moving.less(arrived)
        _rebook(books, dispatch_id, delivery.id, arrived)
    return left


def _booked(books: Books, arrival: str) -> Interval:
    whole = Interval()
    for one in books.by_arrival.get(arrival, ()):
        if one.quantity is not None and not one.possible:
            whole = whole + one.quantity
    return whole


def _rebook(books: Books, dispatch_id: str, delivery_id: str, arrived: Interval) -> None:
    kept: tuple[Fulfilment, ...] = ()
    came, rest = Interval(low=0, high=arrived.high), Interval(low=0, high=books.transit[dispatch_id].high)
    for one in books.by_arrival.get(dispatch_id, ()):
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
        books.booked[pledge] = books.booked.get(pledge, 0) + surely
