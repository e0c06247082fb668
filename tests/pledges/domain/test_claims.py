"""A claim's newer fields go to JSON and back, and claims from before them keep their ids."""

from dataclasses import replace
from datetime import date

import pytest

from pledges.domain.claims import (
    Claim,
    Item,
    Place,
    claim_from_json,
    claim_to_json,
    replaced_from_json,
    replaced_to_json,
    scope_from_json,
    scope_to_json,
)
from pledges.domain.values import Extent, Kind, Quantity, Replaced, Scope, Span, Stage, Whose

PLACE = Place(article="a", sentence="0" * 64, occurrence=0, ordinal=0)
PLAIN = Claim(
    article="a",
    place=PLACE,
    kind=Kind.PLEDGE,
    donors=("DE",),
    item=Item(name="Gepard", category="air-defence-system"),
    quantity=Quantity(low=24),
    evidence=(Span(start=0, end=9),),
)
SCOPE = Scope(of=Extent.ALL_AID, whose=Whose.GROUP, start=date(2022, 2, 24), stage=Stage.GIVEN)


def test_an_id_from_before_the_newer_fields_is_the_same_today() -> None:
    assert PLAIN.id == "1e2cc3e83f5a5794f8d9ccb56b66140f"


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAIN, quantity=Quantity(low=24, vague=True)),
        replace(PLAIN, scope=SCOPE),
        replace(PLAIN, replaces=Replaced(number=40)),
        replace(PLAIN, replaces=Replaced(number=0)),
        replace(PLAIN, replaces=Replaced()),
    ],
    ids=["vague", "scope", "replaces a number", "replaces nothing", "corrects"],
)
def test_newer_fields_go_to_json_and_back_and_make_another_claim(other: Claim) -> None:
    assert claim_from_json(claim_to_json(other), place=PLACE) == other
    assert other.id != PLAIN.id


@pytest.mark.parametrize("scope", [None, SCOPE, Scope(of=Extent.PART), Scope(end=date(2023, 1, 1))])
def test_a_scope_goes_to_json_and_back(scope: Scope | None) -> None:
    assert scope_from_json(scope_to_json(scope)) == scope


@pytest.mark.parametrize("replaced", [None, Replaced(), Replaced(number=40), Replaced(number=0)])
def test_what_is_replaced_goes_to_json_and_back(replaced: Replaced | None) -> None:
    assert replaced_from_json(replaced_to_json(replaced)) == replaced


def test_a_scope_that_says_nothing_or_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="says something"):
        Scope()
    with pytest.raises(ValueError, match="is after"):
        Scope(start=date(2023, 1, 2), end=date(2023, 1, 1))
