"""The page shows ours, theirs, why they differ, and leads to the claims of both."""

import pytest
from django.test import Client

from pledges.models import Claim
from pledges.pages import comparison
from pledges.services.registers import import_register
from tests.pledges import stories
from tests.pledges.registers.files import deal, sipri

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture(autouse=True)
def both_told() -> None:
    """Poland's story of 14 Leopard 2, and a register with 14 of which 6 are there."""
    version = stories.article()
    stories.read(version, stories.story_claims(version))
    rows = deal("Poland", "Leopard-2A4", ordered="14", delivered="6"), deal("Denmark", ordered="3")
    import_register(register="sipri", data=sipri(*rows))


def page(client: Client, address: str = "/compare/sipri/", **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_shows_both_sides_a_verdict_and_the_claims(client: Client) -> None:
    shown = page(client, donor="PL")
    assert "Poland" in shown
    assert '<span class="status">partial</span>' in shown
    for claim in Claim.objects.filter(donors=["PL"]):
        assert f'href="/claims/{claim.pk}/"' in shown


def test_keeps_to_what_is_asked_for(client: Client) -> None:
    assert '<th scope="row">Denmark' not in page(client, donor="PL")
    assert '<th scope="row">Poland' not in page(client, system="Leopard 1")
    assert '<th scope="row">Poland' not in page(client, verdict="conflict")


def test_a_register_with_nothing_imported_says_how(client: Client) -> None:
    assert "import_register kiel FILE" in page(client, "/compare/kiel/", donor="DK")


def test_asks_for_a_donor_where_the_table_is_too_long(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "MOST_ENTRIES", 0)
    assert "choose a donor or a system" in page(client)
    assert "choose a donor or a system" not in page(client, donor="PL")


@pytest.mark.parametrize(("address", "status"), [("/compare/oryx/", 404), ("/compare/sipri/?donor=XX", 400)])
def test_refuses_what_it_does_not_know(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status
