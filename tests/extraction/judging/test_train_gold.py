"""Verdicts teach: judged in the database, exported, learned by the command, on the labelled articles of our own."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from extraction.evaluation.alignment import align
from extraction.evaluation.predictions import document_of
from extraction.judging.crossing import weights_from
from extraction.judging.examples import Labelled, examples_of, load_labelled
from extraction.judging.judge import Judge
from extraction.judging.weights import Weights, load, save
from extraction.reading import Reader
from pledges.models import Claim, Decision
from pledges.seed_files import load_catalogue
from pledges.services.articles import Offer, store
from pledges.services.judging import judge
from pledges.services.readings import record_run

OWN = Path(__file__).resolve().parents[2] / "golden" / "own"
JUDGED = 6  # articles; the others taught the weights in use


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.build(catalogue=load_catalogue())


@pytest.fixture(scope="module")
def own() -> Labelled:
    return load_labelled(OWN, OWN / "manifest.jsonl", beside=True)


@pytest.fixture(scope="module")
def in_use(reader: Reader, own: Labelled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weights of a tracker, taught by the articles that nobody judges here."""
    path = tmp_path_factory.mktemp("weights") / "in_use.json"
    others = replace(own, articles=own.articles[JUDGED:])
    save(weights_from(list(examples_of(others, reader)), card={"texts": sorted(others.texts.values())}), path)
    return path


@pytest.fixture
def export(seeded: None, reader: Reader, own: Labelled, in_use: Path, tmp_path: Path) -> Path:
    """Articles that the tracker read, each claim accepted or rejected by somebody who knows the labels."""
    editor = User.objects.create_user(username="editor")
    reading = replace(reader, judge=Judge(weights=load(in_use)))
    for article in own.articles[:JUDGED]:
        offer = Offer(
            key=article.id, text=article.text, published=article.published, title=article.title,
            publisher=article.publisher,
        )  # fmt: skip
        version = store(offer=offer)[0]
        (claims,) = reading.read([document_of(article)])
        record_run(version=version, claims=claims, extractor=reading.version, catalogue="c", started_at=timezone.now())
        for outcome in align(article.id, own.labels[article.id].claims, claims):
            if outcome.claim is not None:
                right = outcome.label in ("RIGHT", "OPTIONAL", "REPEAT")
                decision = Decision.ACCEPTED if right else Decision.REJECTED
                judge(claim=Claim.objects.get(pk=outcome.claim.id), decision=decision, by=editor)
    call_command("export_gold", "--out", tmp_path / "gold")
    return tmp_path / "gold"


def train(export: Path, out: Path, *, in_use: Path, start: Path | None = None, force: bool = False) -> Weights:
    arguments = ["--gold", export, "--out", out, "--in-use", in_use, "--date", "2026-01-31"]
    arguments += ["--start", start] if start else []
    call_command("train", *arguments, *(["--force"] if force else []))
    return load(out)


def test_the_same_verdicts_give_the_same_bytes(export: Path, in_use: Path, own: Labelled, tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    weights = train(export, one, in_use=in_use, force=True)  # six articles may teach what is worse: no matter here
    train(export, two, in_use=in_use, force=True)
    assert one.read_bytes() == two.read_bytes()
    before = load(in_use)
    assert weights.digest != before.digest
    assert weights.features.keys() >= before.features.keys(), "it learned on"
    assert weights.card["started_from"] == before.digest
    assert weights.card["texts"] == sorted(own.texts.values()), "it saw what its start saw, and the judged articles"


def test_refuses_what_is_worse_and_what_was_learned_before(export: Path, in_use: Path, tmp_path: Path) -> None:
    learned, better, out = tmp_path / "learned.json", tmp_path / "better.json", tmp_path / "out.json"
    weights = train(export, learned, in_use=in_use, force=True)
    scores = weights.card["cross_validation"] | {"loss": 0.0}  # as if no chance of those in use had been off
    save(replace(weights, card={**weights.card, "cross_validation": scores}), better)
    with pytest.raises(CommandError, match=r"nothing was written: .*log loss \(which decides\) is"):
        train(export, out, in_use=better, start=in_use)
    assert not out.exists()
    with pytest.raises(CommandError, match="nothing can be learned"):
        train(export, out, in_use=in_use, start=learned)
    assert not out.exists()
    assert train(export, out, in_use=better, start=in_use, force=True).digest == weights.digest


def test_an_export_that_was_damaged_is_named_by_file_and_claim(export: Path, in_use: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    gold = sorted((export / "gold").iterdir())[0]
    data = json.loads(gold.read_text())
    whole = data["claims"][0]
    for broken, said in (
        (whole | {"kind": ["gift"]}, "claim 1: ValueError: 'gift' is not a valid Kind"),
        (whole | {"at": {"start": 0, "end": 10**6}}, "claim 1: 0..1000000 lies outside the text"),
        ({name: value for name, value in whole.items() if name != "donors"}, "claim 1: KeyError: 'donors'"),
    ):
        gold.write_text(json.dumps(data | {"claims": [broken]}))
        with pytest.raises(CommandError) as caught:
            train(export, out, in_use=in_use)
        assert f"{gold}: {said}" in str(caught.value)
    gold.write_text(json.dumps(data))
    text = sorted((export / "texts").iterdir())[0]
    text.unlink()
    with pytest.raises(CommandError, match=rf"{text.name}: No such file"):
        train(export, out, in_use=in_use)
    shutil.rmtree(export / "gold")
    with pytest.raises(CommandError, match="no gold files"):
        train(export, out, in_use=in_use)
    assert not out.exists()


def test_says_which_arguments_go_together(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--beside and --unseen go with --set"):
        call_command("train", "--gold", tmp_path, "--beside", str(OWN), "--out", tmp_path / "out.json")
    with pytest.raises(CommandError, match="--start goes with --gold"):
        call_command("train", "--set", tmp_path, "--start", tmp_path, "--out", tmp_path / "out.json")
