"""What a person saves in the catalogue is kept from the seeds, checked, and takes effect at once."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pledges.models import Account, Category, Donor, Job, Source, System
from pledges.queries.catalogue import current_catalogue
from pledges.seed_files import load_catalogue
from pledges.services.seeding import load_seeds
from tests.pledges import stories


def names(rows: list[dict[str, str]], *, initial: int = 0) -> dict[str, str]:
    """The inline form of names, with new rows after the stored ones."""
    data = {"names-TOTAL_FORMS": str(initial + len(rows)), "names-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(rows, start=initial):
        data |= {f"names-{number}-{field}": value for field, value in row.items()}
    return data


def add_system(desk: Client, **values: str) -> Any:
    data = {"slug": "krab-2", "name": "Krab 2", "category": "self-propelled-howitzer", "item_is": "vehicle"}
    data |= {"codes": "{}", "example": "Poland sent a Krab 2."}
    rows = [{"name": values.pop("alias"), "guarded": ""}] if "alias" in values else []
    return desk.post(reverse("admin:pledges_system_add"), data | names(rows) | values)


def test_adds_a_system_that_is_known_at_once_and_survives_the_seeds(seeded: None, desk: Client) -> None:
    assert "krab-2" not in current_catalogue().systems
    assert add_system(desk, alias="AHS Krab 2").status_code == 302
    assert current_catalogue().systems["krab-2"].aliases == ("AHS Krab 2",)
    assert System.objects.get(pk="krab-2").edited
    load_seeds(catalogue=load_catalogue(), sources=[])
    assert System.objects.get(pk="krab-2").name == "Krab 2"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"alias": "Leopard 2"}, "is another system", id="a name that is another's"),
        pytest.param({"alias": "leopard 2 a4"}, "is a name of", id="an alias that is another's"),
        pytest.param({"alias": "K"}, "two characters", id="a name too short"),
        pytest.param({"name": "Leopard 2"}, "already exists", id="a system that exists"),
        pytest.param({"codes": "[1"}, "Enter a valid JSON", id="codes that are none"),
    ],
)
def test_refuses_a_system_with(seeded: None, desk: Client, values: dict[str, str], words: str) -> None:
    answer = add_system(desk, **values)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not System.objects.filter(pk="krab-2").exists()


def change_system(desk: Client, row: System, **values: str) -> Any:
    data = {"name": row.name, "category": row.category_id, "variant_of": row.variant_of_id or ""}
    data |= {"item_is": row.item_is, "codes": "{}", "example": row.example}
    stored = list(row.names.all())
    inline = {"names-TOTAL_FORMS": str(len(stored)), "names-INITIAL_FORMS": str(len(stored))}
    for number, name in enumerate(stored):
        inline |= {f"names-{number}-id": str(name.pk), f"names-{number}-system": row.pk}
        inline |= {f"names-{number}-name": name.name} | ({f"names-{number}-guarded": "on"} if name.guarded else {})
    return desk.post(reverse("admin:pledges_system_change", args=[row.pk]), data | inline | values)


def test_asks_for_a_rebuild_when_a_system_moves(seeded: None, desk: Client) -> None:
    row = System.objects.get(pk="leopard-2a4")
    assert change_system(desk, row, example="Another sentence.").status_code == 302
    assert not Job.objects.filter(kind="rebuild").exists()
    assert change_system(desk, row, variant_of="").status_code == 302
    assert Job.objects.get(kind="rebuild").subject == "all"
    row.refresh_from_db()
    assert row.edited
    assert row.variant_of is None


def test_refuses_a_circle_of_variants(seeded: None, desk: Client) -> None:
    answer = change_system(desk, System.objects.get(pk="leopard-2"), variant_of="leopard-2a4")
    assert "variant of its own variant" in answer.content.decode()


def test_keeps_the_name_that_claims_use(seeded: None, desk: Client) -> None:
    version = stories.article()
    stories.read(version, stories.story_claims(version))
    answer = change_system(desk, System.objects.get(pk="leopard-2"), name="Leopard Two")
    assert "Claims name it" in answer.content.decode()
    assert System.objects.get(pk="leopard-2").name == "Leopard 2"


def test_refuses_a_circle_of_categories(seeded: None, desk: Client) -> None:
    row = Category.objects.get(pk="howitzer")
    data = {"name": row.name, "parent": "towed-howitzer", "words": "", "unroca": "", "sipri": "", "kiel": ""}
    answer = desk.post(reverse("admin:pledges_category_change", args=[row.pk]), data)
    assert "below itself" in answer.content.decode()


def test_lets_one_name_stand_for_one_donor(seeded: None, desk: Client) -> None:
    data = {"code": "RU-X", "name": "Ruritania", "kind": "state"}
    empty = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    answer = desk.post(
        reverse("admin:pledges_donor_add"), data | empty | names([{"name": "Berlin", "kind": "capital"}])
    )
    assert "stands for Germany already" in answer.content.decode()
    good = names([{"name": "Strelsau", "kind": "capital"}])
    assert desk.post(reverse("admin:pledges_donor_add"), data | empty | good).status_code == 302
    assert Donor.objects.get(pk="RU-X").edited
    assert current_catalogue().donors["RU-X"].capitals == ("Strelsau",)


def test_folds_anew_what_names_a_group_when_its_members_change(seeded: None, desk: Client) -> None:
    version = stories.article()
    first, *others = stories.story_claims(version)
    stories.read(version, [replace(first, donors=("EU",)), *others])
    unconcerned = Account.objects.create(recipient="UA", category="drone")
    group = Donor.objects.get(pk="EU")
    members = list(group.memberships.all())
    inline = {"memberships-TOTAL_FORMS": str(len(members)), "memberships-INITIAL_FORMS": str(len(members))}
    for number, one in enumerate(members):
        inline |= {f"memberships-{number}-id": str(one.pk), f"memberships-{number}-group": "EU"}
        inline |= {f"memberships-{number}-member": one.member_id}
        inline |= {f"memberships-{number}-{end}": str(getattr(one, end) or "") for end in ("start", "end")}
    stored = list(group.names.all())
    inline |= {"names-TOTAL_FORMS": str(len(stored)), "names-INITIAL_FORMS": str(len(stored))}
    for number, name in enumerate(stored):
        inline |= {f"names-{number}-id": str(name.pk), f"names-{number}-donor": "EU"}
        inline |= {f"names-{number}-name": name.name, f"names-{number}-kind": name.kind}
    address = reverse("admin:pledges_donor_change", args=["EU"])
    data = {"name": group.name, "kind": group.kind}
    assert desk.post(address, data | inline).status_code == 302
    assert not Job.objects.filter(kind="rebuild").exists()
    assert desk.post(address, data | inline | {"memberships-0-end": "2023-02-01"}).status_code == 302
    job = Job.objects.get(kind="rebuild")
    assert job.payload == {"accounts": [Account.objects.exclude(pk=unconcerned.pk).get().pk]}


def test_says_how_official_a_source_is(seeded: None, desk: Client) -> None:
    row = Source.objects.create(slug="ruritanian-ministry", name="Ruritanian ministry")
    data = {"name": row.name, "kind": "official", "aliases": "", "domains": ""}
    assert desk.post(reverse("admin:pledges_source_change", args=[row.pk]), data).status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.edited) == ("official", True)


@pytest.mark.parametrize("model", ["donor", "system", "category", "source"])
def test_drops_no_row_that_claims_may_lean_on(seeded: None, chief: Client, model: str) -> None:
    source = Source.objects.create(slug="ruritanian-ministry", name="Ruritanian ministry")
    key = {"donor": "PL", "system": "leopard-2", "category": "drone", "source": source.pk}[model]
    assert chief.post(reverse(f"admin:pledges_{model}_delete", args=[key]), {"post": "yes"}).status_code == 403
