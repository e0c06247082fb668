"""A process loads the model once, follows the catalogue, and reads for several threads at once as for one."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
import pytest_django
import spacy
from django.test import Client
from django.urls import reverse

from extraction import work
from extraction.reading.reader import Trace
from extraction.work import explain_version, extract_version, reader_for, trace
from pledges.models import System
from pledges.queries.catalogue import current_catalogue
from tests.pledges import stories
from tests.workers import ROOT, environment_of_tests

pytestmark = pytest.mark.django_db
TEXT = "Norway will send {} Freedonian Lion 4 tanks to Ukraine. "


@pytest.fixture
def loads(seeded: None, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A process that has loaded nothing yet, and the models that it loads."""
    load, seen = spacy.load, list[Any]()

    def noted(name: Any, **options: Any) -> Any:
        seen.append(name)
        return load(name, **options)

    monkeypatch.setattr(spacy, "load", noted)
    monkeypatch.setattr(work, "_HELD", work._Held())
    return seen


def test_loads_the_model_once_and_follows_the_catalogue(loads: list[Any]) -> None:
    first = extract_version(version_id=stories.article(key="a", text=TEXT.format(14)).pk)
    System.objects.create(slug="lion-4", name="Freedonian Lion 4", category_id="main-battle-tank", example="A Lion 4.")
    second = extract_version(version_id=stories.article(key="b", text=TEXT.format(14)).pk)
    named = [run.readings.get().claim.item_name for run in (first, second)]
    assert named == [None, "Freedonian Lion 4"]
    assert second.catalogue == current_catalogue().revision != first.catalogue
    assert len(loads) == 1


def test_the_web_starts_without_the_libraries_of_the_model() -> None:
    asked = "import sys, django; django.setup(); import tracker.urls; print('spacy' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=environment_of_tests(), capture_output=True)
    assert answer.stdout == b"False\n", answer.stderr.decode()


def test_keeps_the_reader_while_the_catalogue_stands(loads: list[Any]) -> None:
    assert reader_for(current_catalogue()) is reader_for(current_catalogue())


def test_loads_nothing_before_it_is_needed(loads: list[Any], admin_client: Client) -> None:
    version = stories.article(text=TEXT.format(14))
    assert admin_client.get(reverse("admin:pledges_article_change", args=[version.article_id])).status_code == 200
    assert loads == []


def test_threads_of_one_process_explain_as_one_alone_would(loads: list[Any]) -> None:
    catalogue = current_catalogue()
    documents = [work.document_of(stories.article(key=f"a{n}", text=TEXT.format(n + 2) * (n + 1))) for n in range(8)]
    alone = [ids(trace(document, catalogue)) for document in documents]
    work._HELD.reader = None
    loads.clear()
    with ThreadPoolExecutor(max_workers=4) as pool:
        assert [ids(one) for one in pool.map(partial(trace, catalogue=catalogue), documents)] == alone
    assert len(loads) == 1


def ids(told: Trace) -> list[str]:
    return [claim.id for claim in told.claims]


def test_a_page_says_that_the_model_cannot_be_loaded(
    loads: list[Any], admin_client: Client, settings: pytest_django.Settings
) -> None:
    settings.SPACY_MODEL = "no_such_model"
    version = stories.article(text=TEXT.format(14))
    answer = admin_client.get(reverse("extraction:explained", args=[version.article_id]))
    assert answer.status_code == 503
    assert "the model cannot be loaded" in answer.content.decode()
    settings.SPACY_MODEL = ""
    assert explain_version(version)[0].claims
