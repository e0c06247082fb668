"""Loads by weight, orders with industry, and times that belong to what was done before."""

import pytest

from tests.extraction.reading.conftest import Read, told

TITLE = "What happened in the war in Ukraine on this day and before"

TOLD = {
    "one load": (
        "The US has sent more than 78,000 tons of arms, munitions and equipment worth $10 billion to Ukraine.",
        ["delivery US 78000.. other"],
    ),
    "a load and trucks": (
        "Spain sent Ukraine 200 tonnes of military material and 30 trucks.",
        ["delivery ES 200 other", "delivery ES 30 logistics-vehicle"],
    ),
    "an order received": (
        "An order from Berlin to supply 20 Marders to Ukraine has been received by the company.",
        ["contract DE 20 Marder"],
    ),
    "a contract won": ("The firm won a contract to deliver 30 drones to Ukraine.", ["contract - 30 drone"]),
    "an order of a president": (
        "Macron signed an order to send 20 tanks to Ukraine.",
        ["pledge FR 20 main-battle-tank"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TOLD.values(), ids=TOLD.keys())
def test_reads_loads_and_orders(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text, title=TITLE)] == expected


def test_a_load_has_its_worth(read: Read) -> None:
    (claim,) = read("Norway sent Ukraine 900 tons of arms and equipment worth $10 million.", title=TITLE)
    assert claim.value is not None
    assert claim.quantity.unit.value == "tonne"
    assert claim.value.currency == "USD"


def test_what_was_delivered_before_dates_no_promise(read: Read) -> None:
    claims = read("Norway will send ten trucks to Ukraine, on top of the 20 trucks delivered in April.", title=TITLE)
    windows = {claim.kind.value: claim.window for claim in claims}
    assert windows["pledge"] is None
    assert windows["delivery"] is not None


def test_a_package_is_no_running_total_for_bringing_one(read: Read) -> None:
    text = "Finland's new package for Ukraine is worth 160 million euros, bringing the total of its aid to 1.3 billion."
    package = next(claim for claim in read(text, title=TITLE) if claim.value and claim.value.amount == 160_000_000)
    assert package.basis.value != "cumulative"
