"""A number of another scope than its donors' military gifts is no part of them; a total asserts over its own time."""

from datetime import date

from pledges.domain.catalogue import Catalogue
from pledges.domain.values import Extent, Scope, Stage, Whose

WAR_SINCE = {"UA": date(2022, 2, 24)}
"""Since when an account counts what a recipient is given; a total that ends before is history told beside it."""
NOT_YET_GIVEN = frozenset({Stage.REQUESTED, Stage.PROPOSED, Stage.APPROPRIATED, Stage.AUTHORISED})


def is_other_scope(
    scope: Scope | None, *, donors: tuple[str, ...], recipient: str, money: bool, catalogue: Catalogue
) -> bool:
    """Whether a number covers more or other than military gifts of its donors.

    With civil help in it ("40 billion in all aid"); of all donors ("the West has promised 300 tanks"), or of a group
    where one member or none is named ("with its allies, Denmark gave"); money that is asked for or appropriated and not
    allocated; a sum of years before the war ("from 2014 to 2021"). A group's own sum is its own.
    """
    if scope is None:
        return False
    of_others = scope.whose is Whose.ALL_DONORS
    if scope.whose is Whose.GROUP and len(donors) < 2:
        known = catalogue.donors.get(donors[0]) if donors else None
        of_others = known is None or not known.members
    of_before = scope.end is not None and recipient in WAR_SINCE and scope.end < WAR_SINCE[recipient]
    return scope.of is Extent.ALL_AID or of_others or of_before or (money and scope.stage in NOT_YET_GIVEN)


def spans_time(scope: Scope | None) -> bool:
    return scope is not None and (scope.start is not None or scope.end is not None)


def apart(scope: Scope | None) -> tuple[object, ...]:
    """What tells the numbers of two scopes from each other."""
    return () if scope is None else (scope.of, scope.whose, scope.stage, scope.start, scope.end)


def last_day(scope: Scope | None, told: date) -> date:
    """The last day that a total told on a day spans."""
    return min(told, scope.end) if scope is not None and scope.end is not None else told
