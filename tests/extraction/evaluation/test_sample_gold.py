"""The sample articles and their gold hold together: every quoted word stands where its offsets say."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extraction.articles.documents import read_file
from extraction.evaluation import Article, load_gold, read_articles
from extraction.evaluation.floors import load_floors
from pledges.domain.values import Basis, Kind, Unit
from pledges.seed_files import SEEDS, load_catalogue

SAMPLES = SEEDS / "articles"
MANIFEST = SAMPLES / "manifest.jsonl"
GOLD_FILES = sorted((SAMPLES / "gold").glob("*.json"))
ROWS = [json.loads(line) for line in MANIFEST.read_text(encoding="utf-8").splitlines()]
FILE_OF = {row["id"]: SAMPLES / row["file"] for row in ROWS}


def gold_rows(path: Path) -> Iterator[dict[str, Any]]:
    yield from json.loads(path.read_text(encoding="utf-8"))["claims"]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return read_articles(MANIFEST, gold=load_gold(SAMPLES / "gold"))


def test_every_sample_is_read_and_has_gold_or_none_to_find(articles: list[Article]) -> None:
    assert [article.id for article in articles] == [row["id"] for row in ROWS]
    assert sum(article.no_aid for article in articles) == 2
    assert len(articles) >= 16


def test_every_file_of_the_folder_is_in_the_manifest() -> None:
    on_disk = {path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".html")}
    assert on_disk == set(FILE_OF.values())


def test_publishers_say_that_they_are_samples() -> None:
    assert all(row["publisher"].startswith("Sample ") for row in ROWS)


@pytest.mark.parametrize("path", GOLD_FILES, ids=lambda path: path.stem)
def test_gold_evidence_is_the_text_at_its_offsets(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    text = read_file(FILE_OF[data["article"]]).text
    for row in data["claims"]:
        quotes = row["text"] if isinstance(row["text"], list) else [row["text"]]
        assert [text[span["start"] : span["end"]] for span in row["evidence"]] == quotes


@pytest.mark.parametrize("path", GOLD_FILES, ids=lambda path: path.stem)
def test_gold_is_dated_as_its_article(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["article"] == path.stem
    assert data["published"] == next(row["published"] for row in ROWS if row["id"] == data["article"])


def test_gold_uses_the_words_of_the_catalogue() -> None:
    """Every category is known, and of a claim's names the catalogue has at least one."""
    catalogue = load_catalogue()
    spellings = {
        spelling.casefold()
        for system in catalogue.systems.values()
        for spelling in (system.name, *system.aliases, *system.guarded)
    }
    unknown = []
    for path in GOLD_FILES:
        for row in gold_rows(path):
            unknown += [slug for slug in row["item"]["categories"] if slug not in catalogue.categories]
            names = row["item"]["names"]
            if names and not any(name.casefold() in spellings for name in names):
                unknown.append(names[0])
    assert unknown == []


def test_the_samples_show_every_kind_and_the_hard_cases() -> None:
    rows = [row for path in GOLD_FILES for row in gold_rows(path)]
    kinds = {kind for row in rows for kind in row["kind"]}
    assert kinds == {kind.value for kind in Kind}
    bases = {basis for row in rows for basis in row.get("basis", ())}
    assert bases == {Basis.INCREMENT.value, Basis.CUMULATIVE.value}
    units = {unit for row in rows for unit in row.get("unit", ())}
    assert units <= {unit.value for unit in Unit}
    assert {"round", "person", "launcher", "battery"} <= units
    assert any(len(row["donors"][0]) >= 3 for row in rows), "a joint gift"
    assert any([None, 15] in row["quantity"] for row in rows), "up to"
    assert any([60, None] in row["quantity"] for row in rows), "no fewer than"
    assert sum(not row.get("optional") for row in rows) >= 80


def test_the_syndicated_copy_is_nearly_the_first_text_and_the_retelling_is_not() -> None:
    copied = set(read_file(FILE_OF["s03-syndicated-copy"]).text.split("\n"))
    agency = set(read_file(FILE_OF["s02-agency-retelling"]).text.split("\n"))
    blog = set(read_file(FILE_OF["s01-live-blog"]).text.split("\n"))
    assert len(copied & agency) >= 4  # title and paragraphs
    assert blog & agency == {""}


def test_the_saved_page_keeps_its_line_ends_and_hard_spaces() -> None:
    data = FILE_OF["s14-saved-web-page"].read_bytes()
    assert b"\r\n" in data
    assert "14\u00a0of" in data.decode("utf-8")


def test_the_floor_is_committed_beside_the_manifest() -> None:
    floors = load_floors(MANIFEST)
    assert floors.claim >= 0.45
    assert floors.detect >= 0.65
    assert floors.loud == 0
