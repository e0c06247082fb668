"""What is booked again after a change is what would be booked afresh: of entries that come, go and are told again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pledges.domain.accounts import LineKey
from pledges.domain.changes import Table
from pledges.domain.entries import Entry, Implied, Number
from pledges.domain.figures import ZERO
from pledges.domain.lines import Line
from pledges.domain.neighbours import Neighbours
from pledges.domain.posting import Posted
from pledges.domain.shelving import Lines
from pledges.domain.tellings import Group, Telling, tellings_of
from pledges.domain.turns import Bookings
from pledges.domain.values import Basis, Kind, Party, Role, Window
from tests.pledges.domain.telling import CATALOGUE, says
from tests.properties.ledger_words import FIRST

KINDS = {
    Group.PLEDGE: Kind.PLEDGE,
    Group.DISPATCH: Kind.DISPATCH,
    Group.DELIVERY: Kind.DELIVERY,
    Group.CANCELLATION: Kind.CANCELLATION,
}
LINES = [
    LineKey(donors=tuple(donors.split()), family=family, category="main-battle-tank", unit="item")
    for donors in ("DE", "DE NL", "NL", "EU", "")
    for family in ("leopard-2", None)
]
AROUND = [*LINES, *LINES[:1] * 8, *LINES[:4] * 2]  # most on the first, or near it
SYSTEMS = {"leopard-2": ("leopard-2", "leopard-2a4", "leopard-2a6", None), None: (None,)}
TOTALS: list[Telling] = [
    telling
    for on, number, system in (
        ("01-21", "=3", "Leopard 2"),
        ("03-02", "=5", "Leopard 2A4"),
        ("04-11", "=2", "Leopard 2"),
    )
    for telling in tellings_of([says("pledge", "DE", number, system, on=on)], catalogue=CATALOGUE)
]
NUMBERS = [(1, 1), (2, 2), (3, 3), (3, 3), (5, 5), (8, 8), (2, 5), (0, 3), (4, None), (None, None)]
PARTIES: list[tuple[Party, ...]] = [
    (Party(who="NL", role=Role.FINANCIER), Party(who="DE", role=Role.SUPPLIER)),
    (Party(who="NL", role=Role.FINANCIER),),
]
SINCE = range(0, 140, 10)  # days after the first

type Story = dict[LineKey, dict[Group, Posted]]


@st.composite
def entries(draw: DrawFn, name: str, around: Sequence[LineKey] = AROUND) -> Entry:
    """Any pledge or event of a few lines and days."""
    group = draw(st.sampled_from([Group.PLEDGE, Group.PLEDGE, Group.DELIVERY, Group.DISPATCH, Group.CANCELLATION]))
    line = draw(st.sampled_from(around))
    low, high = draw(st.sampled_from(NUMBERS))
    number = Number(low=low, high=high)
    told = FIRST + timedelta(days=draw(st.sampled_from(SINCE)))
    pledge = group is Group.PLEDGE
    due = draw(st.sampled_from([None, None, *SINCE])) if pledge else None
    counted = number.amount if number.known else None
    return Entry(
        id=f"{group}-{name}",
        group=group,
        kind=KINDS[group],
        line=line,
        system=draw(st.sampled_from(SYSTEMS[line.family])),
        category=line.category,
        number=number,
        counted=ZERO if counted is not None and draw(st.integers(0, 9)) == 0 else counted,
        window=Window(start=None, end=FIRST + timedelta(days=due)) if due is not None else None,
        day=told,
        day_stated=draw(st.integers(0, 3)) == 0,
        first_published=told + timedelta(days=draw(st.sampled_from([0, 0, 20, 60]))),
        last_published=told,
        last_told=draw(st.sampled_from([None, told])),
        basis=draw(st.sampled_from([Basis.UNSTATED, Basis.UNSTATED, Basis.INCREMENT])) if pledge else Basis.UNSTATED,
        parties=draw(st.sampled_from([(), (), (), (), *PARTIES])) if pledge else (),
        implied=Implied.TOTAL if group is not Group.CANCELLATION and draw(st.integers(0, 6)) == 0 else None,
        suspends=group is Group.CANCELLATION and draw(st.integers(0, 3)) == 0,
        claims=(f"{name}-0",),
        articles=frozenset(draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=2))),
    )


@st.composite
def told_again(draw: DrawFn, entry: Entry) -> Entry:
    """The same event with a telling more, or one less."""
    last = FIRST + timedelta(days=draw(st.sampled_from(SINCE)))
    return replace(
        entry,
        claims=(*entry.claims, f"{entry.id}-{len(entry.claims)}") if draw(st.booleans()) else entry.claims[:1],
        articles=entry.articles ^ {draw(st.sampled_from("abcdefgh"))} or entry.articles,
        first_published=draw(st.sampled_from([entry.first_published, last])),
        last_published=max(entry.last_published, last) if draw(st.booleans()) else entry.day,
        last_told=draw(st.sampled_from([entry.last_told, last])),
    )


@st.composite
def otherwise(draw: DrawFn, entry: Entry, around: Sequence[LineKey]) -> Entry:
    """The same event with one thing of it otherwise."""
    other = draw(entries("other", around))
    field = draw(st.sampled_from(["number", "line", "day", "system", "due", "basis", "implied", "parties", "suspends"]))
    if field == "number":
        return replace(entry, number=other.number, counted=other.number.amount if other.number.known else None)
    if field == "line":
        system = draw(st.sampled_from(SYSTEMS[other.line.family]))
        return replace(entry, line=other.line, system=system)
    if field == "system":
        return replace(entry, system=draw(st.sampled_from(SYSTEMS[entry.line.family])))
    if field == "suspends" or entry.group is not Group.PLEDGE:
        days = timedelta(days=draw(st.sampled_from([-20, 10])))
        return replace(entry, day=entry.day + days, suspends=other.suspends and entry.group is Group.CANCELLATION)
    if field == "due":
        return replace(entry, window=other.window)
    return replace(entry, **{field: getattr(other, field)})


@dataclass(frozen=True, slots=True)
class Moment:
    """The entries that stand, and the totals told of each line."""

    entries: tuple[Entry, ...]
    totals: Mapping[LineKey, tuple[Telling, ...]]


@st.composite
def moments(draw: DrawFn, around: Sequence[LineKey] = AROUND) -> list[Moment]:
    """What stands at some moments one after another: in each a few entries come, go, or are told otherwise."""
    standing = {f"{at}": draw(entries(f"{at}", around)) for at in range(draw(st.integers(2, 14)))}
    totals: dict[LineKey, tuple[Telling, ...]] = {line: tuple(TOTALS) for line in LINES[:1] if draw(st.booleans())}
    found = [Moment(tuple(standing.values()), dict(totals))]
    for turn in range(draw(st.integers(1, 4))):
        for at in range(draw(st.integers(1, 3))):
            name = draw(st.sampled_from([*sorted(standing), f"new-{turn}-{at}"]))
            if name not in standing:
                standing[name] = draw(entries(name, around))
            elif draw(st.integers(0, 4)) == 0:
                del standing[name]
            else:
                standing[name] = draw(st.one_of(told_again(standing[name]), otherwise(standing[name], around)))
        if draw(st.integers(0, 2)) == 0:
            line = draw(st.sampled_from(LINES[:4]))
            totals[line] = tuple(draw(st.lists(st.sampled_from(TOTALS), unique_by=id, max_size=2)))
        found.append(Moment(tuple(standing.values()), dict(totals)))
    return found


def posted_of(moment: Moment, before: Mapping[Group, Mapping[LineKey, Posted]]) -> dict[Group, dict[LineKey, Posted]]:
    """What is posted at a moment, each the same value as before where it is equal."""
    found: dict[Group, dict[LineKey, Posted]] = {group: {} for group in Group}
    for line, told in moment.totals.items():
        found[Group.PLEDGE][line] = Posted(totals=list(told))
    for entry in sorted(moment.entries, key=lambda one: one.order):
        found[entry.group].setdefault(entry.line, Posted()).entries[entry.id] = entry
    return {
        group: {line: old if (old := before[group].get(line)) == one else one for line, one in lines.items()}
        for group, lines in found.items()
    }


def lines_afresh(posted: Mapping[Group, Mapping[LineKey, Posted]]) -> Mapping[LineKey, Line]:
    bookings = Bookings(Neighbours(catalogue=CATALOGUE))
    lines = {group: set(posted[group]) for group in Group}
    made = Lines()
    made.update(bookings.update(posted, lines), Table(), posted, {}, bookings)
    return made.by_key


def is_as_afresh(story: Iterable[Moment]) -> None:
    """Hold the lines of an account that grew against those of one made afresh, moment by moment."""
    bookings, lines = Bookings(Neighbours(catalogue=CATALOGUE)), Lines()
    before: dict[Group, dict[LineKey, Posted]] = {group: {} for group in Group}
    for moment in story:
        posted = posted_of(moment, before)
        touched = {
            group: {line for line in {*before[group], *now} if before[group].get(line) is not now.get(line)}
            for group, now in posted.items()
        }
        lines.update(bookings.update(posted, touched), Table(), posted, {}, bookings)
        assert lines.by_key == lines_afresh(posted)
        before = posted


@settings(max_examples=300)
@given(moments())
def test_what_is_booked_again_is_what_is_booked_afresh(story: list[Moment]) -> None:
    is_as_afresh(story)


@settings(max_examples=150)
@given(moments(LINES[:1]))
def test_a_line_is_booked_again_as_afresh(story: list[Moment]) -> None:
    """Where all pledges, arrivals and withdrawals meet."""
    is_as_afresh(story)
