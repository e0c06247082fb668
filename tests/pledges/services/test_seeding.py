"""Loading seeds again changes nothing, and what a person edited is left alone."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pledges.models import PolledSource
from pledges.seed_files import SeedError, load_catalogue, load_polled_sources, load_sources
from pledges.services.seeding import SeedReport, load_seeds

GOOD = {"name": "A", "publisher": "reuters", "form": "feed", "address": "https://a.example/feed"}


def load() -> SeedReport:
    return load_seeds(catalogue=load_catalogue(), sources=load_sources(), polled=load_polled_sources())


@pytest.mark.django_db
def test_loads_polled_sources_paused_and_twice_as_once() -> None:
    count = load().written["polled sources"]
    first = list(PolledSource.objects.values())
    assert load().written["polled sources"] == count == len(first) >= 40
    assert list(PolledSource.objects.values()) == first
    assert all(row["paused"] and row["publisher_id"] for row in first)


@pytest.mark.django_db
def test_leaves_polled_sources_that_a_person_edited() -> None:
    load()
    edited, running = PolledSource.objects.all()[:2]
    PolledSource.objects.filter(pk=edited.pk).update(address="https://moved.example/", edited=True)
    PolledSource.objects.filter(pk=running.pk).update(paused=False, pace=timedelta(seconds=60))
    assert f"polled source {edited.name}" in load().left_alone
    assert PolledSource.objects.get(pk=edited.pk).address == "https://moved.example/"
    running.refresh_from_db()
    assert (running.paused, running.pace) == (False, timedelta(seconds=60))


@pytest.mark.django_db
def test_leaves_an_address_that_a_person_gave_another_name() -> None:
    seed = load_polled_sources()[0]
    PolledSource.objects.create(name="Ours", form=seed.form, address=seed.address)
    load_seeds(
        catalogue=load_catalogue(),
        sources=load_sources(),
        polled=[seed, replace(seed, name="B", address="https://b.example")],
    )
    assert sorted(PolledSource.objects.values_list("name", flat=True)) == ["B", "Ours"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param({"publisher": "nobody"}, "publisher 'nobody' is no source", id="publisher"),
        pytest.param({"form": "folder"}, "form 'folder' is none of", id="form"),
        pytest.param({"address": "a.example"}, "is no http", id="address"),
        pytest.param({"longest_hours": "0"}, "is no number of hours", id="hours"),
        pytest.param({"pace": "1"}, "unknown key 'pace'", id="key"),
    ],
)
def test_names_the_row_that_is_wrong(tmp_path: Path, changed: dict[str, str], told: str) -> None:
    (tmp_path / "sources.yml").write_text("- {slug: reuters, name: Reuters, kind: agency}")
    row = ", ".join(f'{key}: "{value}"' for key, value in (GOOD | changed).items())
    (tmp_path / "polled_sources.yml").write_text(f"- {{{row}}}")
    with pytest.raises(SeedError, match=told):
        load_polled_sources(tmp_path)
