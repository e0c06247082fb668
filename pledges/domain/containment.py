"""A figure for a wider set of donors, or for a type alone, asserts over the lines inside it and never adds to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry, Implied
from pledges.domain.figures import ZERO, Amount, total
from pledges.domain.posting import Posted, chain_meets
from pledges.domain.problems import Problem, ProblemType, problem, say
from pledges.domain.resolution import LinkBook
from pledges.domain.values import Basis


def category_meets(general: str, special: str, catalogue: Catalogue) -> bool:
    """Whether a word for the one type may mean the other: the same, or one above the other in the tree."""
    return general == special or general in _above(special, catalogue) or special in _above(general, catalogue)


def _above(slug: str, catalogue: Catalogue) -> list[str]:
    above: list[str] = []
    current = catalogue.categories.get(slug)
    while current is not None and current.parent is not None and current.parent not in above:
        above.append(current.parent)
        current = catalogue.categories.get(current.parent)
    return above


def covers(wide: Sequence[str], narrow: Sequence[str], *, day: date, catalogue: Catalogue) -> bool:
    """Whether a set of donors holds another; groups by their members of the day; no donor named holds all."""
    if not wide:
        return True
    if not narrow:
        return False
    inside = set(wide)
    for code in wide:
        if code in catalogue.donors:
            inside |= catalogue.members_on(code, day)
    return inside.issuperset(narrow)


def is_inside(narrow: LineKey, wide: LineKey, *, day: date, catalogue: Catalogue) -> bool:
    """Whether a line's units may be among those of another line."""
    if narrow == wide or narrow.unit != wide.unit:
        return False
    if wide.family is not None and narrow.family != wide.family:
        return False
    if wide.family is None and not category_meets(wide.category, narrow.category, catalogue):
        return False
    if narrow.donors == wide.donors:
        return wide.family is None and narrow.family is not None
    both_types = wide.family is None and narrow.family is None
    if both_types and narrow.category in _above(wide.category, catalogue):
        return False
    return covers(wide.donors, narrow.donors, day=day, catalogue=catalogue)


def breadth(line: LineKey, catalogue: Catalogue) -> tuple[object, ...]:
    """Narrow lines first: named before unnamed, few donors before many, groups after states, no donor last."""
    size = 0
    for code in line.donors:
        donor = catalogue.donors.get(code)
        size += 1 + (len(donor.members) if donor is not None else 0)
    return (size if line.donors else 10**6, line.family is None, line.sort_key)


def assert_over_lines(posted: Mapping[LineKey, Posted], *, catalogue: Catalogue, links: LinkBook) -> None:
    """Reduce each wider line's entries to what they prove beyond the lines inside it; narrow lines first."""
    lines = sorted(posted, key=lambda line: breadth(line, catalogue))
    wide = [line for line in lines if _may_hold_others(line, catalogue)]
    for line in wide:
        entries = [one for one in posted[line].entries.values() if one.counted is not None]
        if not entries:
            continue
        day = max(one.day for one in entries)
        inside = [other for other in lines if is_inside(other, line, day=day, catalogue=catalogue)]
        if inside:
            _net(posted, line, entries, inside, day=day, catalogue=catalogue, links=links)


def _may_hold_others(line: LineKey, catalogue: Catalogue) -> bool:
    if line.family is None or len(line.donors) != 1:
        return True
    donor = catalogue.donors.get(line.donors[0])
    return donor is not None and bool(donor.members)


def _net(
    posted: Mapping[LineKey, Posted],
    line: LineKey,
    entries: list[Entry],
    inside: list[LineKey],
    *,
    day: date,
    catalogue: Catalogue,
    links: LinkBook,
) -> None:
    own_donors = [other for other in inside if other.donors == line.donors]
    wider = len(own_donors) < len(inside)
    asserting = entries if wider else [one for one in entries if one.basis is not Basis.INCREMENT]
    held = [
        one
        for other in inside
        for one in posted[other].entries.values()
        if one.counted is not None and _may_be_among(one, asserting, day=day, catalogue=catalogue, links=links)
    ]
    if not asserting or not held:
        return
    known = total(one.counted for one in held if one.counted is not None)
    asserted = total(one.counted for one in asserting if one.counted is not None)
    excess = asserted.excess_over(known)
    sums_up = any(one.implied is Implied.TOTAL for one in asserting)
    plain = not wider and not posted[line].totals and not sums_up
    if plain and asserted == known and known.low == known.high:
        plain, excess = False, ZERO  # the sum of what is told by name, told once more by type
    elif plain:
        excess = Amount(low=excess.low, stated=excess.stated, high=asserted.high)
    for one in _reduced(asserting, excess):
        posted[line].entries[one.id] = one
    doubtful = plain or (asserted.high is not None and known.low > asserted.high)
    if doubtful and not known.zero and not asserted.zero:
        posted[line].problems.append(_doubt(asserting, held, asserted, known))


def _may_be_among(one: Entry, asserting: Iterable[Entry], *, day: date, catalogue: Catalogue, links: LinkBook) -> bool:
    """Not surely announced after the wider figure, of a meeting variant, and not told apart by an editor."""
    later = (one.day_stated or one.basis is Basis.INCREMENT) and one.day > day
    if later:
        return False
    return any(
        chain_meets(wide.system, one.system, catalogue) and not links.parts(wide.claims, frozenset(one.claims))
        for wide in asserting
    )


def _reduced(entries: Iterable[Entry], excess: Amount) -> list[Entry]:
    """The entries filled with the excess, newest first: its low, then what is stated beyond, then what may be."""
    low, beyond = excess.low, excess.stated - excess.low
    spare = None if excess.high is None else excess.high - excess.stated
    reduced = []
    for one in sorted(entries, key=lambda entry: entry.order, reverse=True):
        counted = one.counted or ZERO
        own_low = min(counted.low, low)
        own_stated = own_low + min(counted.stated - own_low, beyond)
        own_high = counted.high
        if spare is not None:
            room = spare if counted.high is None else min(counted.high - own_stated, spare)
            own_high, spare = own_stated + room, spare - room
        low, beyond = low - own_low, beyond - (own_stated - own_low)
        reduced.append(replace(one, counted=Amount(low=own_low, stated=own_stated, high=own_high)))
    return reduced


def _doubt(asserting: Iterable[Entry], held: Iterable[Entry], asserted: Amount, known: Amount) -> Problem:
    claims = [claim for one in (*asserting, *held) for claim in one.claims]
    return problem(
        ProblemType.POSSIBLE_DOUBLE,
        claims,
        f"{say(asserted.low, asserted.high)} in one telling may be among the {say(known.low, known.high)} "
        "that are counted line by line.",
    )
