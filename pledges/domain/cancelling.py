"""A cancellation takes back only what stood on its day, and only its quantity; what was told after it may stand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from pledges.domain.accounts import LineKey
from pledges.domain.books import Books, due_order
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry
from pledges.domain.figures import ZERO, Amount, Interval
from pledges.domain.neighbours import Neighbours, chain_meets
from pledges.domain.problems import ProblemType, culprits, problem, say
from pledges.domain.tellings import Group, Telling

TOLD_AGAIN = timedelta(days=2)  # a pledge told so long after its withdrawal may stand
Totals = Mapping[LineKey, Sequence[Telling]]  # the running totals told of each line's pledges


def cancel(books: Books, entry: Entry, *, totals: Totals, near: Neighbours, catalogue: Catalogue) -> None:
    """Take back what stood on that day, latest due first; a pause is lifted by later word of the transfer."""
    books.taken[entry.id] = ZERO
    if entry.suspends and _resumed(books, entry):
        return
    left = entry.number.amount.interval if entry.number.known else None  # None: all that stands
    for pledge in _standing(books, entry, near, catalogue):
        if left is not None and left.empty:
            break
        room = books.open[pledge.id]
        if room.empty:
            continue
        spare = _spare(books, pledge, entry, totals.get(pledge.line, ()), catalogue)
        room = room if spare is None else room.within(Interval(low=spare, high=spare))
        gone = room if left is None else left.within(room)
        left = None if left is None else left.beyond(room)
        if gone.empty:
            continue
        assert pledge.counted is not None
        if not entry.suspends and _told_again(pledge, entry):
            gone = Interval(low=0, high=gone.high)
            _note_told_again(books, pledge, entry, gone)
        rest = pledge.counted.less(gone)
        books.taken[entry.id] = books.taken[entry.id] + _difference(pledge.counted, rest, gone)
        books.open[pledge.id] = books.open[pledge.id].less(gone)
        books.counted[pledge.id] = rest


def _told_again(pledge: Entry, withdrawal: Entry) -> bool:
    """Whether a report tells of the pledge as of one that stands, after its withdrawal was told."""
    told, withdrawn = pledge.last_told or pledge.day, withdrawal.last_told or withdrawal.day
    return told - withdrawn > TOLD_AGAIN


def _note_told_again(books: Books, pledge: Entry, withdrawal: Entry, gone: Interval) -> None:
    sentence = f"{say(gone.low, gone.high)} were withdrawn, but a later report tells of them as if they were not."
    claims = culprits(withdrawal.claims, pledge.claims)
    causes = [withdrawal.id, pledge.id]
    one = problem(ProblemType.CONFLICT, causes, claims, sentence, effect=gone.high)
    books.note(pledge.line, withdrawal, one)


def _spare(
    books: Books, pledge: Entry, withdrawal: Entry, totals: Iterable[Telling], catalogue: Catalogue
) -> int | None:
    """How far the next running total lies below what is pledged: told later, it knows of the withdrawal."""
    after = [
        one
        for one in totals
        if (one.day > withdrawal.day or (one.day == withdrawal.day and one.articles & withdrawal.articles))
        and chain_meets(one.system, pledge.system, catalogue)
    ]
    if not after:
        return None
    told = min(after, key=lambda one: (one.day, one.lead))
    covered = (*books.pledged_on(pledge.line), *books.implied_on(pledge.line))
    stated = sum(
        one.counted.stated
        for one in covered
        if one.counted is not None and one.day <= told.day and chain_meets(told.system, one.system, catalogue)
    )
    return max(0, stated - told.stated)


def _difference(before: Amount, after: Amount, gone: Interval) -> Amount:
    """What was taken, with as much of the stated number as went."""
    stated = max(gone.low, before.stated - after.stated)
    return Amount(low=gone.low, high=gone.high, stated=stated if gone.high is None else min(stated, gone.high))


def _standing(books: Books, entry: Entry, near: Neighbours, catalogue: Catalogue) -> list[Entry]:
    """What may be taken back, in turn: the line's own pledges; a number, also those told by type or given jointly."""
    lines = [entry.line]
    if entry.number.known and entry.line.donors:
        lines += [one for one in near.wider(entry.line, entry.day) if set(entry.line.donors) <= set(one.donors)]
    standing: list[Entry] = []
    for line in lines:
        own = [one for one in books.pledged_on(line) if may_take(one, entry, catalogue)]
        standing += sorted(own, key=due_order, reverse=True)
    return standing


def may_take(pledge: Entry, withdrawal: Entry, catalogue: Catalogue) -> bool:
    """Whether a withdrawal may take a pledge back, if anything is open of it."""
    if pledge.counted is None or pledge.day > withdrawal.day:
        return False
    return chain_meets(pledge.system, withdrawal.system, catalogue)


def _resumed(books: Books, pause: Entry) -> bool:
    """Whether a later pledge, telling of the pledge, dispatch or delivery is known on the line."""
    pledges = books.pledged_on(pause.line)
    arrivals = books.events_on[pause.line]
    return any(one.last_published > pause.day for one in pledges) or any(
        one.day > pause.day and one.group is not Group.CANCELLATION for one in arrivals
    )
