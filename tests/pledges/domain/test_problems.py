"""A problem is the same as long as the same events cause it, wherever they stand and however often they are told."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from pledges.domain.accounts import LedgerClaim
from pledges.domain.catalogue import Catalogue, Counting
from pledges.domain.ledger import fold
from pledges.domain.problems import MOST, ProblemType
from pledges.domain.reconciliation import reconcile
from tests.pledges.domain.telling import CATALOGUE, day, says

TODAY = day("2023-06-30")
ARRIVED = says("delivery", "DE", 3000, on="03-01")
PLEDGED = [says("pledge", "DE", 100 + at, on=f"01-{at:02}", article=f"a{at}") for at in range(1, MOST + 3)]

STORIES = {
    ProblemType.OVER_DELIVERY: [*PLEDGED, ARRIVED],
    ProblemType.POSSIBLE_DOUBLE: [says("pledge", "DE", 14, on="01-20"), says("pledge", "DE", 18, on="02-20")],
    ProblemType.CONFLICT: [
        says("pledge", "DE", 14, on="01-20", source="one"),
        says("pledge", "DE", 18, on="01-20", article="other", source="two"),
    ],
    ProblemType.IMPLIED: [says("delivery", "DE", 8, on="01-20")],
    ProblemType.NO_DELIVERY_REPORTED: [
        says("pledge", "DE", 8, on="01-20", when="..03-31"),
        says("pledge", "DE", "=12", on="01-25", when="..04-30"),
    ],
    ProblemType.SCOPE: [says("pledge", "DE", 8, on="01-20"), says("pledge", "DE", 8, on="01-22", terms="sale")],
    ProblemType.STALE: [says("pledge", "DE", 8, on="2021-01-20")],
}
ELSEWHERE = [says("pledge", "PL", 60, on="01-22"), says("delivery", "PL", 70, on="01-28")]
ONE_UNIT = Counting(main="launcher", same=("item",), why="as if tanks were launchers")
TANK = replace(CATALOGUE.categories["main-battle-tank"], counting=ONE_UNIT)
OTHER_LINES = replace(CATALOGUE, categories={**CATALOGUE.categories, TANK.slug: TANK})


def ids(claims: Iterable[LedgerClaim], kind: ProblemType, catalogue: Catalogue = CATALOGUE) -> set[str]:
    """Those of a sort on the lines of Germany."""
    lines = reconcile(fold(claims, catalogue=catalogue), today=TODAY)
    return {one.id for line in lines if line.key.donors == ("DE",) for one in line.problems if one.type is kind}


EACH_SORT = pytest.mark.parametrize("kind", STORIES, ids=str)


@EACH_SORT
def test_stays_itself_when_its_line_is_called_otherwise(kind: ProblemType) -> None:
    before = ids(STORIES[kind], kind)
    assert len(before) == 1
    assert ids(STORIES[kind], kind, OTHER_LINES) == before


@EACH_SORT
def test_stays_itself_beside_what_others_promise_and_bring(kind: ProblemType) -> None:
    assert ids([*ELSEWHERE, *STORIES[kind]], kind) == ids(STORIES[kind], kind)


@EACH_SORT
def test_stays_itself_when_its_causes_are_told_again(kind: ProblemType) -> None:
    told = STORIES[kind]
    again = [
        replace(
            one,
            claim=replace(one.claim, article=f"{one.claim.article}-again"),
            claim_id=one.claim_id[::-1],
            published=one.published + timedelta(days=1),
            source="another paper",
        )
        for one in told
    ]
    assert ids([*told, *again], kind) == ids(told, kind)


@pytest.mark.parametrize(
    ("kind", "culprit"),
    [
        (ProblemType.OVER_DELIVERY, says("pledge", "DE", 40, on="01-30")),  # the ninth; six are named
        (ProblemType.POSSIBLE_DOUBLE, says("pledge", "DE", 20, on="01-10")),
        (ProblemType.CONFLICT, says("pledge", "DE", 16, on="01-20", article="third", source="three")),
        (ProblemType.NO_DELIVERY_REPORTED, says("pledge", "DE", "=14", on="01-26", when="..05-31")),
    ],
    ids=str,
)
def test_is_another_once_a_further_event_causes_it(kind: ProblemType, culprit: LedgerClaim) -> None:
    assert ids([*STORIES[kind], culprit], kind).isdisjoint(ids(STORIES[kind], kind))
