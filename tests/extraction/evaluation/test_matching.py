"""Fields agree by their definitions, and nothing that is merely near passes."""

from datetime import date

import pytest

from extraction.evaluation.gold import GoldClaim
from extraction.evaluation.matching import compare
from pledges.domain.claims import Claim
from tests.extraction.evaluation.hand_made import claim, gold

END = date(2023, 12, 31)


@pytest.mark.parametrize(
    ("field", "wanted", "found", "agrees"),
    [
        pytest.param("overlap", gold(0, 20), claim(10, 30), True, id="half-shared"),
        pytest.param("overlap", gold(0, 20), claim(11, 31), False, id="less-than-half-shared"),
        pytest.param("overlap", gold(0, 20), claim(0, 280), True, id="longest-sentence"),
        pytest.param("overlap", gold(0, 20), claim(0, 281), False, id="paragraph"),
        pytest.param("kind", gold(kind=["delivery", "dispatch"]), claim(kind="dispatch"), True, id="either-kind"),
        pytest.param("kind", gold(), claim(kind="intent"), False, id="other-kind"),
        pytest.param("donors", gold(donors=[["UK"]]), claim(donors=("GB",)), True, id="spelling-of-a-code"),
        pytest.param("donors", gold(donors=[["DE", "NL"]]), claim(), False, id="one-of-two-donors"),
        pytest.param("donors_touch", gold(donors=[["DE", "NL"]]), claim(), True, id="a-shared-donor"),
        pytest.param("donors_touch", gold(donors=[["DE"], []]), claim(donors=()), True, id="none-on-either-side"),
        pytest.param("donors_touch", gold(), claim(donors=()), False, id="none-on-one-side"),
        pytest.param("donors", gold(donors=[["EPF"]]), claim(donors=("European Peace Facility",)), True, id="fund"),
        pytest.param("item", gold(), claim(name="Leopard 2A6"), True, id="more-specific"),
        pytest.param("item", gold(), claim(name="Leopard 1"), False, id="sibling"),
        pytest.param("item", gold(), claim(name=None), False, id="name-missed"),
        pytest.param(
            "item",
            gold(item={"names": ["Leopard 2"], "name_optional": True, "categories": ["main-battle-tank"]}),
            claim(name=None),
            True,
            id="name-optional",
        ),
        pytest.param("item", gold(), claim(name="the Leopard 2 A6 M of 2014"), False, id="name-too-long"),
        pytest.param("item", gold(), claim(category="armoured-vehicle"), False, id="other-category"),
        pytest.param("quantity", gold(), claim(low=None), False, id="bound-missed"),
        pytest.param("quantity", gold(quantity=[[None, 14], [14, 14]]), claim(low=None), True, id="alternative"),
        pytest.param("quantity", gold(unit="battalion"), claim(), False, id="other-unit"),
        pytest.param("quantity", gold(), claim(unit="battalion"), True, id="unit-not-judged"),
        pytest.param("value", gold(), claim(value=("5", "EUR")), True, id="sum-not-judged"),
        pytest.param(
            "value",
            gold(value={"amount": 1000, "currency": "EUR"}),
            claim(value=("1005", "EUR")),
            True,
            id="half-a-percent-off",
        ),
        pytest.param(
            "value",
            gold(value={"amount": 1000, "currency": "EUR"}),
            claim(value=("1006", "EUR")),
            False,
            id="more-than-half-a-percent-off",
        ),
        pytest.param(
            "value",
            gold(value={"amount": 1000, "currency": "EUR"}),
            claim(value=("1000", "USD")),
            False,
            id="other-currency",
        ),
        pytest.param("window", gold(), claim(window=(None, END)), None, id="window-not-judged"),
        pytest.param("window", gold(window=[None]), claim(), True, id="no-window"),
        pytest.param(
            "window",
            gold(window=[{"from": None, "to": "2023-12-28"}]),
            claim(window=(None, END)),
            True,
            id="three-days-off",
        ),
        pytest.param(
            "window",
            gold(window=[{"from": None, "to": "2023-12-27"}]),
            claim(window=(None, END)),
            False,
            id="four-days-off",
        ),
        pytest.param(
            "window",
            gold(window=[{"from": "2023-12-01", "to": "2023-12-31"}]),
            claim(window=(None, END)),
            False,
            id="open-end-is-no-day",
        ),
        pytest.param("basis", gold(), claim(basis="increment"), None, id="basis-not-judged"),
        pytest.param("basis", gold(basis=["cumulative"]), claim(), False, id="basis-missed"),
    ],
)
def test_judges(field: str, wanted: GoldClaim, found: Claim, agrees: bool | None) -> None:
    assert getattr(compare(wanted, found), field) is agrees


def test_a_window_that_is_wrong_leaves_the_claim_exact() -> None:
    verdict = compare(gold(window=[{"from": None, "to": "2023-12-31"}]), claim())
    assert verdict.exact
    assert verdict.window is False


@pytest.mark.parametrize(
    "found",
    [claim(kind="intent"), claim(low=None), claim(donors=("DE", "NL")), claim(name="Leopard 1")],
    ids=["kind", "number", "donors", "name"],
)
def test_a_detected_claim_with_a_wrong_field_is_not_exact(found: Claim) -> None:
    verdict = compare(gold(), found)
    assert verdict.detected
    assert not verdict.exact
