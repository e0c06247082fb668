"""A score comes with its reasons."""

import pytest

from pledges.domain.accounts import LedgerClaim
from pledges.domain.policy import DEFAULT
from pledges.domain.resolution import PairScore, compare
from pledges.domain.tellings import tellings_of
from tests.pledges.domain.telling import CATALOGUE, says

PLEDGE = says("pledge", "DE", 14, on="01-25")

CASES = [
    ("the_same", says("pledge", "DE", 14, on="01-26"), True, "the same number"),
    ("a_variant", says("pledge", "DE", 14, "Leopard 2A6", on="01-26"), True, "one is a variant of the other"),
    ("a_type_alone", says("pledge", "DE", 14, "main-battle-tank", on="01-26"), True, "one names a type only"),
    ("another_number", says("pledge", "DE", 18, on="01-26"), False, "the numbers differ"),
    ("a_recap_a_year_later", says("pledge", "DE", 14, on="2024-01-26"), True, "told 366 days apart"),
    ("an_open_number_a_year_later", says("pledge", "DE", ">=10", on="2024-01-26"), False, "told too far apart"),
    ("an_addition_later", says("pledge", "DE", "+14", on="03-26"), False, "says that it adds"),
    ("another_kind", says("delivery", "DE", 14, on="01-26"), False, "different kind, donors or unit"),
    ("another_donor", says("pledge", "PL", 14, on="01-26"), False, "different kind, donors or unit"),
]


def score(other: LedgerClaim) -> PairScore:
    (left,) = tellings_of([PLEDGE], catalogue=CATALOGUE)
    (right,) = tellings_of([other], catalogue=CATALOGUE)
    return compare(left, right, catalogue=CATALOGUE, policy=DEFAULT)


@pytest.mark.parametrize(("other", "same", "reason"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_scores_with_reasons(other: LedgerClaim, same: bool, reason: str) -> None:
    found = score(other)
    assert found.same is same
    assert any(reason in one for one in found.reasons)


def test_what_is_told_nearer_scores_higher() -> None:
    assert score(says("pledge", "DE", 14, on="01-26")).score > score(says("pledge", "DE", 14, on="06-26")).score
