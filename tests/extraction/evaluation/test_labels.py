"""Labels that decide phrases alone: what was read elsewhere counts nothing, and what is malformed is named."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extraction.evaluation import InputError, load_gold
from extraction.evaluation.alignment import align
from extraction.evaluation.calibration import judged_predictions
from extraction.evaluation.labels import load_labels
from extraction.evaluation.scoring import count_claims, count_detections, score
from extraction.judging.examples import load_labelled
from pledges.domain.claims import Claim, Words
from pledges.domain.posts import Post
from pledges.domain.values import Span
from tests.extraction.evaluation.hand_made import claim, gold
from tests.extraction.evaluation.test_gold import CLAIM

TEXT = "Poland sent four Leopard 2 tanks and two Krab howitzers."
AT = {"start": 12, "end": 32}


def write(folder: Path, **fields: Any) -> Path:
    """A set of one article."""
    (folder / "gold").mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "manifest.jsonl").write_text('{"id": "a", "file": "a.txt", "published": "2023-03-01"}\n')
    data = {"article": "a", "read": "part", "claims": []} | fields
    (folder / "gold" / "a.json").write_text(json.dumps(data), encoding="utf-8")
    return folder


def counting(start: int, end: int, **fields: Any) -> Claim:
    """A claim on the words at 0 to 20 that counts those at start to end."""
    return replace(claim(**fields), words={"item": Words(text="", span=Span(start=start, end=end), rule="test")})


def test_reads_what_was_decided(tmp_path: Path) -> None:
    write(
        tmp_path,
        claims=[CLAIM | {"at": AT}],
        rejected=[CLAIM | {"kind": ["pledge"]}, {"start": 37, "end": 55}],
        posts=[[0, 30, "2023-03-02"]],
        media_type="text/markdown",
    )
    labels = load_labels(tmp_path / "gold")["a"]
    assert labels.claims[0].at == Span(start=12, end=32)
    assert [one.claim is None for one in labels.rejected] == [False, True]
    assert labels.decided == (Span(start=12, end=32), Span(start=3, end=13), Span(start=37, end=55))
    (article,) = load_labelled(tmp_path / "gold", tmp_path / "manifest.jsonl").articles
    assert article.media_type == "text/markdown"
    assert [(post.start, post.end) for post in article.posts] == [(0, 30)]
    assert isinstance(article.posts[0], Post)


def test_gold_that_says_nothing_of_it_was_read_to_its_end(tmp_path: Path) -> None:
    path = write(tmp_path, claims=[CLAIM]) / "gold" / "a.json"
    path.write_text(json.dumps({"article": "a", "claims": [CLAIM]}), encoding="utf-8")
    assert load_labels(path.parent)["a"].decided is None
    assert len(load_gold(path.parent)["a"]) == 1


def test_what_was_read_in_part_measures_nothing(tmp_path: Path) -> None:
    write(tmp_path, claims=[CLAIM])
    with pytest.raises(InputError, match=r"a\.json: was read in part: it can teach"):
        load_gold(tmp_path / "gold")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"claims": [CLAIM | {"kind": ["gift"]}]}, "claim 1: ValueError: 'gift' is not a valid Kind"),
        ({"claims": [CLAIM, CLAIM | {"at": {"start": 5}}]}, "claim 2: KeyError: 'end'"),
        ({"claims": [CLAIM | {"at": {"start": "5", "end": 9}}]}, "claim 1: TypeError: offsets are no whole numbers"),
        ({"claims": [CLAIM | {"at": {"start": 9, "end": 5}}]}, r"claim 1: ValueError: span 9\.\.5 is empty"),
        ({"claims": ["no claim"]}, "claim 1: TypeError"),
        ({"claims": None}, "not a gold file: TypeError"),
        ({"rejected": [CLAIM | {"kind": ["gift"]}]}, "rejected 1: ValueError: 'gift' is not a valid Kind"),
        ({"rejected": [{"start": 1}]}, "rejected 1: KeyError: 'end'"),
        ({"read": "half"}, "read is 'half', where 'whole' or 'part' is meant"),
        ({"posts": [[0, 5, "soon"]]}, "posts: ValueError"),
        ({"article": 7}, "not a gold file: TypeError: article is not a string"),
    ],
)
def test_what_is_malformed_is_named(tmp_path: Path, fields: dict[str, Any], message: str) -> None:
    write(tmp_path, **fields)
    with pytest.raises(InputError, match=message) as caught:
        load_labels(tmp_path / "gold")
    assert "a.json: " in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"claims": [CLAIM, CLAIM | {"at": {"start": 50, "end": 57}}]}, r"a\.json: claim 2: 50\.\.57 lies outside"),
        ({"claims": [CLAIM | {"evidence": [{"start": 0, "end": 99}]}]}, r"a\.json: claim 1: 0\.\.99 lies outside"),
        ({"rejected": [{"start": 60, "end": 61}]}, r"a\.json: rejected 1: 60\.\.61 lies outside the text of 56"),
        ({"article": "b"}, "lacks the articles of gold: b"),
    ],
)
def test_a_place_that_the_text_lacks_is_named(tmp_path: Path, fields: dict[str, Any], message: str) -> None:
    write(tmp_path, **fields)
    with pytest.raises(InputError, match=message):
        load_labelled(tmp_path / "gold", tmp_path / "manifest.jsonl")


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "a.txt").unlink()
    with pytest.raises(InputError, match=r"a\.txt: No such file"):
        load_labelled(tmp_path / "gold", tmp_path / "manifest.jsonl")


def test_the_phrase_tells_two_claims_of_one_sentence_apart() -> None:
    first, second = gold(at={"start": 2, "end": 6}), gold(at={"start": 10, "end": 14})
    outcomes = align("a", [first, second], [counting(10, 14)])
    assert [outcome.label for outcome in outcomes] == ["MISSED", "RIGHT"]


def test_what_nobody_judged_counts_nothing() -> None:
    golds, decided = [gold(at={"start": 2, "end": 6})], [Span(start=2, end=6), Span(start=10, end=14)]
    read = [counting(2, 6), counting(10, 14, kind="delivery"), counting(16, 19)]
    outcomes = align("a", golds, read, decided=decided)
    assert [outcome.label for outcome in outcomes] == ["RIGHT", "SPURIOUS", "UNJUDGED"]
    assert (count_claims(outcomes).fp, count_detections(outcomes).fp) == (1, 1)
    assert [right for _, right in judged_predictions(outcomes)] == [True, False]
    assert score({"a": golds}, {"a": read}, decided={"a": decided}).claim == count_claims(outcomes)
