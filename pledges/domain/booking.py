"""Arrivals fill the pledge due first, never one announced after them, whichever lines it may stand on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pledges.domain.accounts import LineKey
from pledges.domain.arriving import arrive
from pledges.domain.books import NEVER, Books, Fulfilment, due_order
from pledges.domain.cancelling import Totals, cancel
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry, Implied, Number, entry_id
from pledges.domain.figures import Amount, Interval
from pledges.domain.histories import Turn
from pledges.domain.neighbours import Neighbours, chain_meets
from pledges.domain.problems import ProblemType, culprits, problem, say
from pledges.domain.sides import Sides
from pledges.domain.tellings import UNITS, Group
from pledges.domain.values import Basis, Kind

TOLD_TOGETHER = timedelta(days=45)  # a plain pledge first read this long after an arrival may be older than it


def book(books: Books, entry: Entry, related: "Related", *, totals: Totals) -> None:
    """Book an arrival or a cancellation, after all that come before it (`turn`).

    `totals` are the running totals told of each line's pledges: what they say after a withdrawal, they say less it.
    """
    if entry.group is Group.CANCELLATION:
        cancel(books, entry, totals=totals, near=related.near, catalogue=related.catalogue)
    elif entry.counted is None:
        _book_unknown(books, entry, related)
    elif not entry.counted.zero:
        _book_known(books, entry, related)


def raised(pledges: Sequence[Entry], books: Books) -> list[Entry]:
    """What surely arrived of a pledge was pledged: its stated number is no less, within its bounds; and what surely
    arrived of a line's pledges, those that stood by then promised together at least."""
    known = [one for one in pledges if one.implied is not Implied.ARRIVAL]
    booked = {one.id: books.booked[one.id] for one in known}
    last = max((one.until for one in booked.values()), default=NEVER)
    if last == NEVER:
        return list(pledges)
    counted = {one.id: one.counted for one in known if one.counted is not None and _stood(one, last)}
    came = {one: _at_most(booked[one].surely, amount.high) for one, amount in counted.items()}
    missing = sum(came.values()) - sum(one.low for one in counted.values())
    more: dict[str, Amount] = {}
    for one, amount in counted.items():
        step = max(0, min(missing, came[one] - amount.low))
        missing -= step
        if step or came[one] > amount.stated:
            more[one] = replace(amount, low=amount.low + step, stated=max(amount.stated, came[one]))
    return [replace(one, counted=more[one.id]) if one.id in more else one for one in pledges]


def _stood(pledge: Entry, day: date) -> bool:
    """Whether something that came by a day may be of a pledge; one without its day may be older than its report."""
    older = not pledge.day_stated and pledge.basis is not Basis.INCREMENT
    return pledge.day <= (day + TOLD_TOGETHER if older else day)


def _at_most(number: int, high: int | None) -> int:
    return number if high is None else min(number, high)


def with_parties(arrival: Entry, booked: Iterable[Entry], gifts: Collection[LineKey]) -> Entry:
    """What a party brings of a gift that it paid for or handed over is that gift's, with its parties by role."""
    pledges = sorted(booked, key=lambda one: one.id)
    if not pledges or arrival.parties:
        return arrival
    one_gift = all(one.line in gifts and one.parties == pledges[0].parties for one in pledges)
    return replace(arrival, parties=pledges[0].parties) if one_gift else arrival


def turn(entry: Entry) -> Turn:
    """By day; on one day what left is booked before what arrived, and both before what was called off."""
    return (entry.day, {Group.DISPATCH: 0, Group.DELIVERY: 1}.get(entry.group, 2), entry.id)


class Related:
    """Where an arrival may be booked: its own line, gifts it had a part in, gifts of named donors that it is one of,
    then its donors' by name. A group's or fund's own pledge is filled by no member's arrival.

    `near` knows all lines that may have pledges, and more. `sides` has the gifts by those who had a part.
    """

    def __init__(self, near: Neighbours, sides: Sides) -> None:
        self.near, self.catalogue, self.sides = near, near.catalogue, sides
        self._lines: dict[LineKey, Sequence[LineKey]] = {}

    def forget(self, lines: Iterable[LineKey]) -> None:
        """Find anew what some lines have around them."""
        for line in lines:
            self._lines.pop(line, None)

    def own(self, line: LineKey) -> Sequence[LineKey]:
        """The line itself and the gifts it had a part in: what comes beyond these was promised too often."""
        return [line, *self.sides.of(line)]

    def of(self, line: LineKey, day: date) -> Sequence[LineKey]:
        """Where it surely is booked: of lines that name all its donors, no line holds another by membership."""
        if line not in self._lines:  # so it is the same on every day
            wider = [one for one in self.near.wider(line, day) if set(one.donors).issuperset(line.donors)]
            named = [one for one in self.near.inside(line, day) if one.donors == line.donors]
            self._lines[line] = [*self.own(line), *wider, *named]
        return self._lines[line]

    def maybe(self, line: LineKey, day: date) -> Sequence[LineKey]:
        """Whose pledges it may be of: some of its donors', or, of equipment, those that name no donor.

        What nobody is named for may be of no one's.
        """
        if not line.donors:
            return ()
        inner = [one for one in self.near.inside(line, day) if one.donors != line.donors]
        unnamed = [one for one in self.near.wider(line, day) if not one.donors] if line.unit in UNITS else []
        return [*inner, *unnamed]


def bookable(pledge: Entry, arrival: Entry, catalogue: Catalogue) -> bool:
    """Not announced after the arrival. A plain pledge without its day may be older than its first report."""
    if not chain_meets(pledge.system, arrival.system, catalogue) or _adds_to(pledge, arrival):
        return False
    if pledge.day <= arrival.day or pledge.implied is Implied.TOTAL:
        return True
    if pledge.day_stated or pledge.basis is Basis.INCREMENT:
        return False
    if not pledge.articles.isdisjoint(arrival.articles):
        return True
    return pledge.day <= arrival.first_published and pledge.day - arrival.day <= TOLD_TOGETHER


def _adds_to(pledge: Entry, so_far: Entry) -> bool:
    """Whether more is announced on the day of a total so far, which is none of it: "10 more", beside 240 that came; a
    package beside what was paid."""
    if so_far.implied is not Implied.TOTAL or pledge.basis is not Basis.INCREMENT or pledge.day != so_far.day:
        return False
    return pledge.line.unit not in UNITS or so_far.number.amount.stated > pledge.number.amount.stated


def makes_known(pledge: Entry, arrival: Entry) -> bool:
    """Whether a pledge of a line where an arrival may be booked is one that it could have been part of, if told by
    then."""
    return may_be_filled(pledge) and not _adds_to(pledge, arrival)


def may_be_filled(pledge: Entry) -> bool:
    """Whether anything may be booked on a pledge: what is all taken back, or was only implied, waits for nothing."""
    return (pledge.counted is None or not pledge.counted.zero) and pledge.implied is not Implied.ARRIVAL


def _candidates(books: Books, arrival: Entry, related: Related) -> tuple[list[Entry], bool]:
    """The pledges that may be what arrived, in the order of filling; and whether any pledge is known at all."""
    fitting, known = _fitting(books, arrival, related, related.of(arrival.line, arrival.day))
    books.step.known = known
    return fitting, known


def _fitting(books: Books, arrival: Entry, related: Related, lines: Iterable[LineKey]) -> tuple[list[Entry], bool]:
    known = False
    fitting: list[Entry] = []
    for line in lines:
        pledges = [one for one in books.pledged_on(line) if may_be_filled(one)]
        known = known or any(makes_known(one, arrival) for one in pledges)
        fitting += sorted((one for one in pledges if bookable(one, arrival, related.catalogue)), key=_filling_order)
    return fitting, known


def _filling_order(pledge: Entry) -> tuple[bool, tuple[date, date, str]]:
    """What is due first; a pledge without an upper end, which would take in everything, after those that have one."""
    open_ended = pledge.counted is not None and pledge.counted.high is None
    return open_ended, due_order(pledge)


def _book_unknown(books: Books, arrival: Entry, related: Related) -> None:
    """An arrival of no number: tied to the pledge due first, or to an implied one of no number."""
    pledges, known = _candidates(books, arrival, related)
    pledge = pledges[0] if pledges else _imply(books, arrival, None, known=known)
    transit = arrival.group is Group.DISPATCH
    books.fulfil(Fulfilment(arrival=arrival.id, pledge=pledge.id, quantity=None, in_transit=transit))


def _book_known(books: Books, arrival: Entry, related: Related) -> None:
    """Fill pledges in turn; what no line has room for was promised too often, or by no one that is known."""
    assert arrival.counted is not None
    left = arrival.counted.interval
    if arrival.group is Group.DISPATCH:
        books.transit[arrival.id] = left
    else:
        left = arrive(books, arrival, left)
    fitting, known = _candidates(books, arrival, related)
    pledges = [pledge for pledge in fitting if pledge.counted is not None]
    own = related.own(arrival.line)
    owed = [pledge for pledge in pledges if pledge.line in own]
    for pledge in pledges:
        if left.empty or (left.low == 0 and pledge.line not in own and pledge is not pledges[0]):
            return
        left = _fill(books, arrival, pledge, left)
    if left.empty or (pledges and left.low == 0):
        return
    room = _book_possible(books, arrival, related, left)
    beyond = left.beyond(room)
    if owed and beyond.low > 0:
        _note_too_many(books, arrival, owed, beyond)
    told = bool(owed) or not room.empty or len(fitting) > len(pledges)
    counted = _implied_amount(arrival.counted, left, room)
    pledge = _imply(books, arrival, counted, known=known and not pledges, promised=told)
    _fill(books, arrival, pledge, left)
    books.open[pledge.id] = Interval()  # it is what arrived, however much that is


def _implied_amount(arrived: Amount, left: Interval, room: Interval) -> Amount:
    """What no source pledged of an arrival: all that is left of it, less what `room` may hold."""
    low = left.beyond(room).low
    stated = arrived.stated - (arrived.low - left.low)
    stated = max(low, 0 if room.high is None else stated - room.high)
    return Amount(low=low, high=left.high, stated=stated if left.high is None else min(stated, left.high))


def _book_possible(books: Books, arrival: Entry, related: Related, left: Interval) -> Interval:
    """What several donors report, and none of their common pledges holds, may be of what one of them pledged; and what
    a donor brings, of what was pledged with no donor named.

    Each such pledge is shown with 0 to as much as it is open for. A member's stays open, since who reports for all says
    nothing of one. Returns how much of it they hold together.
    """
    room = Interval()
    transit = arrival.group is Group.DISPATCH
    fitting, _ = _fitting(books, arrival, related, related.maybe(arrival.line, arrival.day))
    for pledge in fitting:
        most = left.within(books.open[pledge.id]).high
        if pledge.counted is None or most == 0:
            continue
        may_be = Interval(low=0, high=most)
        room = room + books.open[pledge.id]
        if not transit:
            books.may_fill(pledge, may_be)
        books.fulfil(
            Fulfilment(arrival=arrival.id, pledge=pledge.id, quantity=may_be, in_transit=transit, possible=True)
        )
    return room


def _note_too_many(books: Books, arrival: Entry, owed: Sequence[Entry], left: Interval) -> None:
    assert arrival.counted is not None
    sentence = (
        f"{say(arrival.counted.low, arrival.counted.high)} arrived, "
        f"{say(left.low, left.high)} more than was pledged by then."
    )
    causes = [arrival.id, *(pledge.id for pledge in owed)]
    claims = culprits(arrival.claims, *(pledge.claims for pledge in owed))
    one = problem(ProblemType.OVER_DELIVERY, causes, claims, sentence, effect=left.low)
    books.note(arrival.line, arrival, one)


def _fill(books: Books, arrival: Entry, pledge: Entry, left: Interval) -> Interval:
    """Book as much as the pledge is open for; return what is left."""
    room = books.open[pledge.id]
    booked, rest = left.within(room), left.beyond(room)
    books.open[pledge.id] = room.less(booked)
    if not booked.empty:
        books.book(pledge.id, booked.low, until=arrival.day)
        transit = arrival.group is Group.DISPATCH
        books.fulfil(Fulfilment(arrival=arrival.id, pledge=pledge.id, quantity=booked, in_transit=transit))
    return rest


def _imply(books: Books, arrival: Entry, counted: Amount | None, *, known: bool, promised: bool = False) -> Entry:
    """What arrived was pledged: the pledge that no source states, and the problem that says so.

    Where one of no number was `promised` there is no problem; that one stays beside the total.
    """
    implied = replace(
        arrival,
        id=entry_id("implied", arrival.id),
        group=Group.PLEDGE,
        kind=Kind.PLEDGE,
        number=Number(low=counted.low, high=counted.high) if counted else Number(),
        counted=counted,
        window=None,
        day_stated=False,
        implied=Implied.ARRIVAL,
        mentions=(),
    )
    books.imply(implied)
    if promised:
        return implied
    verb = "left the donor" if arrival.group is Group.DISPATCH else "arrived"
    number = say(counted.low, counted.high) if counted else "An unknown number"
    kind = ProblemType.UNMATCHED_DELIVERY if known else ProblemType.IMPLIED
    why = "every known pledge was announced later" if known else "no source states the pledge"
    effect = counted.stated if counted else None
    one = problem(kind, [arrival.id], arrival.claims, f"{number} {verb}, but {why}.", effect=effect)
    books.note(arrival.line, arrival, one)
    return implied
