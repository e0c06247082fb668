"""Gold that is malformed is refused by name; alternatives are read as alternatives."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extraction.evaluation import InputError, load_gold, read_articles
from extraction.evaluation.floors import Floors, load_floors
from extraction.evaluation.gold import donor_key
from extraction.evaluation.scoring import score
from tests.extraction.evaluation.hand_made import claim, gold

CLAIM: dict[str, Any] = {
    "text": ["four tanks", "the tanks"],
    "kind": ["delivery", "dispatch"],
    "donors": [["PL"], []],
    "item": {"names": ["Leopard 2"], "categories": ["main-battle-tank"]},
    "quantity": [[4, 4], [None, None]],
    "unit": "item",
    "window": [{"from": "2023-02-21", "to": "2023-02-28"}, None],
    "value": {"amount": 5, "currency": "EUR"},
    "basis": ["increment"],
    "evidence": [{"start": 3, "end": 13}],
}


def write_gold(folder: Path, claims: list[Any], name: str = "a") -> Path:
    (folder / f"{name}.json").write_text(json.dumps({"article": "a", "claims": claims}), encoding="utf-8")
    return folder


def without(field: str) -> dict[str, Any]:
    return {key: value for key, value in CLAIM.items() if key != field}


def test_reads_every_alternative(tmp_path: Path) -> None:
    (read,) = load_gold(write_gold(tmp_path, [CLAIM]))["a"]
    assert read.kinds == ("delivery", "dispatch")
    assert read.donors == (frozenset({"PL"}), frozenset())
    assert read.quantities == ((4, 4), (None, None))
    assert read.units == ("item",)
    assert read.windows == ((date(2023, 2, 21), date(2023, 2, 28)), (None, None))
    assert read.values == ((5.0, "EUR"),)
    assert read.text == "four tanks / the tanks"
    assert not read.optional


def test_an_absent_window_or_basis_is_not_judged(tmp_path: Path) -> None:
    row = {key: value for key, value in CLAIM.items() if key not in ("window", "basis")}
    (read,) = load_gold(write_gold(tmp_path, [row]))["a"]
    assert (read.windows, read.bases) == (None, None)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (without("kind"), "claim 1: KeyError: 'kind'"),
        (CLAIM | {"kind": ["gift"]}, "'gift' is not a valid Kind"),
        (CLAIM | {"evidence": []}, "no evidence"),
        (CLAIM | {"evidence": [{"start": 5, "end": 5}]}, "span 5..5 is empty"),
        (CLAIM | {"quantity": [4]}, "claim 1: TypeError"),
        (CLAIM | {"window": [{"from": "May", "to": None}]}, "not an ISO date: 'May'"),
        (CLAIM | {"item": {"names": [], "categories": []}}, "no categories"),
    ],
    ids=["missing", "kind", "evidence", "span", "quantity", "date", "category"],
)
def test_a_malformed_claim_is_named(tmp_path: Path, row: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        load_gold(write_gold(tmp_path, [row]))
    assert "a.json: claim 1" in str(caught.value)


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold files"):
        load_gold(tmp_path)


def test_a_file_that_is_no_gold_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.json: not a gold file"):
        load_gold(tmp_path)


def test_two_files_for_one_article_are_refused(tmp_path: Path) -> None:
    write_gold(tmp_path, [], "a")
    with pytest.raises(InputError, match="second gold file for article 'a'"):
        load_gold(write_gold(tmp_path, [], "b"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("UK", "GB"), ("USA", "US"), ("IFU", "International Fund for Ukraine"), ("Nato", "NATO"), ("eu", "EU")],
)
def test_spellings_of_one_donor_have_one_key(one: str, other: str) -> None:
    assert donor_key(one) == donor_key(other)


@pytest.mark.parametrize(
    ("lines", "files", "message"),
    [
        (["{"], {}, "line 1: is not JSON"),
        (['{"id": "a", "file": "a.txt", "published": "soon"}'], {}, "published is not a date: 'soon'"),
        (['{"id": "a", "file": "a.txt", "published": "2023-01-01"}'], {}, r"a\.txt: No such file"),
        (['{"id": "a", "file": "a.txt", "published": "2023-01-01"}'], {"a.txt": b""}, r"a\.txt: is empty"),
        (['{"id": "a", "file": "a.txt", "published": "2023-01-01"}'], {"a.txt": b"\xff"}, r"a\.txt: is not UTF-8"),
        (['{"id": "b", "file": "a.txt", "published": "2023-01-01"}'], {}, "lacks the articles of gold: a"),
    ],
    ids=["json", "date", "missing", "empty", "encoding", "gold-without-article"],
)
def test_an_article_that_cannot_be_measured_is_named(
    tmp_path: Path, lines: list[str], files: dict[str, bytes], message: str
) -> None:
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("\n".join(lines), encoding="utf-8")
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=message):
        read_articles(manifest, gold=["a"])


def test_reads_only_articles_with_gold_or_without_aid(tmp_path: Path) -> None:
    rows = [("a", "sample"), ("b", "no-aid"), ("c", "unlabelled")]
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(
        "\n".join(
            json.dumps({"id": key, "file": "a.txt", "published": "2023-01-01", "set": subset}) for key, subset in rows
        ),
        encoding="utf-8",
    )
    (tmp_path / "a.txt").write_bytes(b"Nothing.\r\n")
    articles = read_articles(manifest, gold=["a"])
    assert [(article.id, article.no_aid) for article in articles] == [("a", False), ("b", True)]
    assert articles[0].text == "Nothing.\r\n"


def test_a_floor_can_be_raised_and_not_lowered() -> None:
    floors = Floors(claim=0.5, detect=0.6, loud=0)
    assert floors.raised(claim=0.7, detect=0.1) == Floors(claim=0.7, detect=0.6, loud=0)


def test_what_is_below_its_floor_is_named() -> None:
    result = score({"a": [gold(), gold(300, 320)]}, {"a": [claim()], "b": [claim()]}, no_aid=["b"])
    assert list(Floors(claim=0.66, detect=0.66, loud=1).shortfalls(result)) == []
    assert list(Floors(claim=0.67, loud=0).shortfalls(result)) == [
        "claim F1 0.667 is below the floor of 0.670",
        "1 articles without aid got claims, at most 0 may",
    ]


def test_a_broken_floor_file_is_named(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.jsonl"
    assert load_floors(manifest) == Floors()
    (tmp_path / "floor.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"floor\.json: not a floor file"):
        load_floors(manifest)
