"""A sum is served as stated, and beside it in euros and dollars with the rate and its day."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from pledges.domain.claims import Item
from pledges.domain.values import Money, Quantity
from tests.pledges.stories import article, claim, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def told(client: Client, currency: str, **values: Any) -> list[dict[str, Any]]:
    """The values of the claim, of the pledge in the list, and of the pledge by itself."""
    version = article(text="They promised 3 million.", published=date(2023, 3, 7))
    funding = Item(name=None, category="funding")
    money = Money(amount=Decimal(3000000), currency=currency)
    read(version, [claim(version, "promised 3 million", item=funding, value=money, quantity=Quantity(), **values)])
    found = [client.get(f"/api/v1/{name}/").json()["results"][0] for name in ("claims", "pledges")]
    found.append(client.get(f"/api/v1/pledges/{found[1]['id']}/").json())
    return [one["value"] for one in found]


def test_takes_the_rate_of_the_day_of_announcement(client: Client) -> None:
    for value in told(client, "CAD", announced=date(2023, 3, 5)):
        assert (value["amount"], value["currency"]) == (3000000, "CAD")
        assert value["converted"]["USD"]["rate_date"] == "2023-03-03"
        assert value["converted"]["EUR"]["amount"] == pytest.approx(3000000 * value["converted"]["EUR"]["rate"])


def test_takes_the_day_of_publication_where_none_is_announced(client: Client) -> None:
    assert {value["converted"]["USD"]["rate_date"] for value in told(client, "CAD")} == {"2023-03-07"}


def test_says_why_a_sum_has_no_rate(client: Client) -> None:
    for value in told(client, "UAH"):
        assert value["converted"]["EUR"]["amount"] is None
        assert "no ECB rate of UAH" in value["converted"]["EUR"]["reason"]


def test_money_stays_out_of_the_totals_of_equipment(client: Client) -> None:
    told(client, "CAD")
    rows = client.get("/api/v1/totals/", {"group_by": "category"}).json()["results"]
    assert [(row["category"], row["unit"]) for row in rows] == [("funding", "CAD")]
