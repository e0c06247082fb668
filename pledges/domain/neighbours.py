"""Lines that may hold a line's units, or have theirs among its own, are found by unit and family, not by a search."""

from collections.abc import Iterable, Sequence
from datetime import date

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue


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


def covers(wide: Sequence[str], narrow: Sequence[str], *, day: date, catalogue: Catalogue) -> bool:
    """Whether a set of donors holds another; groups by their members of the day, funds by none; no donor named holds
    all."""
    if not wide:
        return True
    if not narrow:
        return False
    inside = set(wide)
    if inside.issuperset(narrow):
        return True
    for code in wide:
        donor = catalogue.donors.get(code)
        if donor is not None and donor.counts_members:
            inside |= catalogue.members_on(code, day)
    return inside.issuperset(narrow)


def is_inside(narrow: LineKey, wide: LineKey, *, day: date, catalogue: Catalogue) -> bool:
    """Whether a line's units may be among those of another line."""
    if narrow.unit != wide.unit or (wide.family is not None and narrow.family != wide.family):
        return False
    own = narrow.donors == wide.donors
    if own and (wide.family is not None or narrow.family is None):
        return False
    if wide.family is None and not category_meets(wide.category, narrow.category, catalogue):
        return False
    both_types = wide.family is None and narrow.family is None
    if both_types and narrow.category in _above(wide.category, catalogue):
        return False
    return own or covers(wide.donors, narrow.donors, day=day, catalogue=catalogue)


def breadth(line: LineKey, catalogue: Catalogue) -> tuple[object, ...]:
    """Narrow lines first: named before unnamed, few donors before many, groups after states, no donor last."""
    size = 0
    for code in line.donors:
        donor = catalogue.donors.get(code)
        size += 1 + (len(donor.members) if donor is not None and donor.counts_members else 0)
    return (size if line.donors else 10**6, line.family is None, line.sort_key)


class Neighbours:
    """Some lines of an account, each filed once; what is asked for comes narrow lines first (`breadth`)."""

    def __init__(self, lines: Iterable[LineKey], *, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._breadth: dict[LineKey, tuple[object, ...]] = {}
        self._of_unit: dict[str, list[LineKey]] = {}
        self._of_family: dict[tuple[str, str | None], list[LineKey]] = {}
        for line in lines:
            self.add(line)

    def add(self, line: LineKey) -> None:
        """File a line; one that is known stays."""
        if line not in self._breadth:
            self._breadth[line] = breadth(line, self.catalogue)
            self._of_unit.setdefault(line.unit, []).append(line)
            self._of_family.setdefault((line.unit, line.family), []).append(line)

    def in_order(self) -> list[LineKey]:
        return self._ordered(self._breadth)

    def wider(self, line: LineKey, day: date) -> list[LineKey]:
        """The lines that it may be inside of: of its family, or of a type alone."""
        families = dict.fromkeys((line.family, None))
        found = [one for family in families for one in self._of_family.get((line.unit, family), ())]
        return self._ordered(one for one in found if is_inside(line, one, day=day, catalogue=self.catalogue))

    def inside(self, line: LineKey, day: date) -> list[LineKey]:
        """The lines that may be inside of it: of its family; of a type alone, of any."""
        named = line.family is not None
        found = self._of_family.get((line.unit, line.family), ()) if named else self._of_unit.get(line.unit, ())
        return self._ordered(one for one in found if is_inside(one, line, day=day, catalogue=self.catalogue))

    def _ordered(self, lines: Iterable[LineKey]) -> list[LineKey]:
        return sorted(lines, key=self._breadth.__getitem__)
