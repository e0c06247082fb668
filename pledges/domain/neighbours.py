"""Lines that may hold a line's units, or have theirs among its own, are found by unit and family, not by a search."""

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue

type Donors = tuple[str, ...]
MOST_DAYS = 10_000  # days of groups whose members are remembered


def category_meets(general: str, special: str, catalogue: Catalogue) -> bool:
    """Whether a word for the one type may mean the other: the same, or one above the other in the tree."""
    return general == special or general in _above(special, catalogue) or special in _above(general, catalogue)


def chain_meets(left: str | None, right: str | None, catalogue: Catalogue) -> bool:
    """Whether one is the other or a variant of it; a type alone may be anything."""
    if left is None or right is None or left == right:
        return True
    return left in catalogue.ancestry(right) or right in catalogue.ancestry(left)


def _above(slug: str, catalogue: Catalogue) -> list[str]:
    above: list[str] = []
    current = catalogue.categories.get(slug)
    while current is not None and current.parent is not None and current.parent not in above:
        above.append(current.parent)
        current = catalogue.categories.get(current.parent)
    return above


def covers_on(wide: Sequence[str], narrow: Sequence[str], *, day: date, catalogue: Catalogue) -> bool:
    """Whether a set of donors holds another; groups by their members of the day, funds by none; no donor named
    holds all."""
    return covers(wide, narrow, members=lambda code: members_on(code, day, catalogue))


def covers(wide: Sequence[str], narrow: Sequence[str], *, members: Callable[[str], Iterable[str]]) -> bool:
    """Whether a set of donors holds another, by what each group's `members` are; no donor named holds all."""
    if not wide:
        return True
    if not narrow:
        return False
    inside = set(wide)
    if inside.issuperset(narrow):
        return True
    for code in wide:
        inside.update(members(code))
    return inside.issuperset(narrow)


def members_on(code: str, day: date, catalogue: Catalogue) -> frozenset[str]:
    """Who belongs to a group on a day; nobody to what is no group."""
    donor = catalogue.donors.get(code)
    return catalogue.members_on(code, day) if donor is not None and donor.counts_members else frozenset()


def is_equipment_inside(narrow: LineKey, wide: LineKey, catalogue: Catalogue) -> bool:
    """Whether a line's units may be among those of another line whose donors are the same or hold its own."""
    if narrow.unit != wide.unit or (wide.family is not None and narrow.family != wide.family):
        return False
    if narrow.donors == wide.donors and (wide.family is not None or narrow.family is None):
        return False
    if wide.family is None and not category_meets(wide.category, narrow.category, catalogue):
        return False
    both_types = wide.family is None and narrow.family is None
    return not (both_types and narrow.category in _above(wide.category, catalogue))


def breadth(line: LineKey, catalogue: Catalogue) -> tuple[object, ...]:
    """Narrow lines first: named before unnamed, few donors before many, groups after states, no donor last."""
    size = 0
    for code in line.donors:
        donor = catalogue.donors.get(code)
        size += 1 + (len(donor.members) if donor is not None and donor.counts_members else 0)
    return (size if line.donors else 10**6, line.family is None, line.sort_key)


class Neighbours:
    """The lines that an account ever had, each filed once with those that it may be inside of on some day.

    It says nothing of what is known of a line, so it may grow from fold to fold and tells each the same. What is asked
    for comes narrow lines first (`breadth`).
    """

    def __init__(self, lines: Iterable[LineKey] = (), *, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.breadth: dict[LineKey, tuple[object, ...]] = {}
        self.news: list[LineKey] = []  # the lines that were filed, and those that a line filed later may meet, in turn
        self._of_family: dict[tuple[str, str | None], list[LineKey]] = {}
        self._of_unit: dict[str, list[LineKey]] = {}
        self._wider: dict[LineKey, list[LineKey]] = {}
        self._inside: dict[LineKey, list[LineKey]] = {}
        self._ever: dict[tuple[Donors, Donors], bool] = {}
        self._members: dict[tuple[str, date], frozenset[str]] = {}
        for line in lines:
            self.add(line)

    def add(self, line: LineKey) -> None:
        """File a line; one that is known stays."""
        if line in self.breadth:
            return
        self.breadth[line] = breadth(line, self.catalogue)
        self._wider[line], self._inside[line] = [], []
        self.news.append(line)
        for other in self._of_alike(line, named=line.family is not None):
            if self._may_be_inside(line, other):
                self._relate(line, other, news=other)
            if self._may_be_inside(other, line):
                self._relate(other, line, news=other)
        self._of_unit.setdefault(line.unit, []).append(line)
        self._of_family.setdefault((line.unit, line.family), []).append(line)

    def _of_alike(self, line: LineKey, *, named: bool) -> list[LineKey]:
        """The lines filed so far whose unit and family a line could meet: its own family's and types alone, or all."""
        if not named:
            return self._of_unit.get(line.unit, [])
        return [one for family in (line.family, None) for one in self._of_family.get((line.unit, family), ())]

    def _relate(self, narrow: LineKey, wide: LineKey, *, news: LineKey) -> None:
        insort(self._wider[narrow], wide, key=self.breadth.__getitem__)
        insort(self._inside[wide], narrow, key=self.breadth.__getitem__)
        self.news.append(news)

    def _may_be_inside(self, narrow: LineKey, wide: LineKey) -> bool:
        """Whether it is inside on any day, by all who were ever members."""
        pair = (wide.donors, narrow.donors)
        ever = self._ever.get(pair)
        if ever is None:
            ever = self._ever[pair] = covers(*pair, members=self._ever_members)
        return (ever or narrow.donors == wide.donors) and is_equipment_inside(narrow, wide, self.catalogue)

    def _ever_members(self, code: str) -> frozenset[str]:
        donor = self.catalogue.donors.get(code)
        counts = donor is not None and donor.counts_members
        return frozenset(one.member for one in donor.members) if donor is not None and counts else frozenset()

    def all_wider(self, line: LineKey) -> Sequence[LineKey]:
        """The lines that it may be inside of on some day."""
        return self._wider.get(line, ())

    def all_inside(self, line: LineKey) -> Sequence[LineKey]:
        """The lines that may be inside of it on some day."""
        return self._inside.get(line, ())

    def wider(self, line: LineKey, day: date) -> list[LineKey]:
        """The lines that it may be inside of: of its family, or of a type alone."""
        return [one for one in self._wider.get(line, ()) if self._holds(one.donors, line.donors, day)]

    def inside(self, line: LineKey, day: date) -> list[LineKey]:
        """The lines that may be inside of it: of its family; of a type alone, of any."""
        return [one for one in self._inside.get(line, ()) if self._holds(line.donors, one.donors, day)]

    def _holds(self, wide: Donors, narrow: Donors, day: date) -> bool:
        return not wide or narrow == wide or covers(wide, narrow, members=lambda code: self._members_on(code, day))

    def _members_on(self, code: str, day: date) -> frozenset[str]:
        known = self._members.get((code, day))
        if known is None:
            if len(self._members) > MOST_DAYS:
                self._members.clear()
            known = self._members[code, day] = members_on(code, day, self.catalogue)
        return known
