"""Whether a tracker reads better for being used: `python -m tests.benchmarks.bench_verdicts [FOLDER] [own|in-use]`.

FOLDER holds labelled articles (default: ../shared/eval/train). They are taken into a database of its own and read with
a judge that knows `tests/golden/own` alone, as a tracker without labelled articles would have it. For each of five
folds by article an editor who knows the labels judges 300 claims of the other articles: accepts what is right, corrects
what is about the same gift, rejects the rest. `export_gold` and `train --gold` then make weights of them, and the fold,
which neither these nor the first weights saw, is scored with both. `in-use` begins with the weights of this version
instead: where these were taught by FOLDER they have seen every fold, and the table says nothing of unseen articles.
"""

from __future__ import annotations

import io
import os
import secrets
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from extraction.evaluation.alignment import Outcome
    from extraction.judging.examples import Labelled
    from extraction.judging.weights import Weights
    from extraction.reading import Reader

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

FOLDER = ROOT / ".." / "shared" / "eval" / "train"
VERDICTS = 300


def main() -> int:
    """On servers of its own; the exit status is 1 where the mean claim F1 did not rise."""
    words = sys.argv[1:]
    base = words.pop() if words and words[-1] in ("own", "in-use") else "own"
    folder = Path(words[0]) if words else FOLDER
    from tracker.embedded.servers import EmbeddedServers
    from tracker.embedded.state import StateFolder

    with tempfile.TemporaryDirectory(prefix="pledge-tracker-bench-") as place:
        for name in ("DATABASE_URL", "REDIS_URL"):
            os.environ.pop(name, None)
        with EmbeddedServers(StateFolder.open(Path(place))) as servers:
            os.environ.update(servers.addresses)
            os.environ.update({"SECRET_KEY": secrets.token_urlsafe(48), "HTTPS": "0", "PLAIN_STATIC_FILES": "1"})
            os.environ.update({"DJANGO_SETTINGS_MODULE": "tracker.settings", "LOG_LEVEL": "WARNING"})
            os.environ["JUDGE_WEIGHTS"] = str(Path(place) / "base.json")
            import django

            django.setup()
            return measure(folder, base, Path(place))


def measure(folder: Path, base: str, place: Path) -> int:
    """A line for each fold, and one for all."""
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from extraction.judging.crossing import folds_of
    from extraction.judging.examples import load_labelled
    from extraction.judging.weights import load, save
    from extraction.reading import Reader
    from pledges.seed_files import load_catalogue

    reader = Reader.build(catalogue=load_catalogue())
    start = base_weights(base, reader)
    save(start, place / "base.json")
    call_command("migrate", verbosity=0)
    call_command("load_seeds", stdout=io.StringIO())
    labelled = load_labelled(folder / "gold", folder / "manifest.jsonl")
    take_in_all(folder)
    editor = User.objects.create_user(username="editor")
    before, after = list[Any](), list[Any]()
    for number, kept in enumerate(folds_of([one.id for one in labelled.articles]), 1):
        given, refused = teach(labelled, kept, editor, place, number)
        taught = start if refused else load(place / f"taught{number}.json")
        told = ", ".join(f"{count} {name}" for name, count in sorted(given.items()))
        first, second = read_fold(start, kept, labelled, reader), read_fold(taught, kept, labelled, reader)
        before, after = [*before, *first], [*after, *second]
        say(f"fold {number}  ({told}; least {taught.least:.2f}){'  REFUSED: ' + refused if refused else ''}")
        say(f"  before  {figures(first)}\n  after   {figures(second)}")
    say(f"all folds\n  before  {figures(before)}\n  after   {figures(after)}")
    from extraction.evaluation.scoring import count_claims

    return int(count_claims(after).f1 <= count_claims(before).f1)


def base_weights(base: str, reader: Reader) -> Weights:
    """What the tracker begins with."""
    from extraction.judging.crossing import weights_from
    from extraction.judging.examples import examples_of, load_labelled
    from extraction.judging.weights import load

    if base == "in-use":
        return load()
    own = ROOT / "tests" / "golden" / "own"
    labelled = load_labelled(own, own / "manifest.jsonl", beside=True)
    return weights_from(list(examples_of(labelled, reader)), card={"texts": sorted(labelled.texts.values())})


def take_in_all(folder: Path) -> None:
    """Every article of the manifest, stored and read as a worker does it."""
    from extraction.articles.manifest import read_manifest
    from extraction.ingestion import take_in
    from extraction.work import extract_version

    for offered in read_manifest(folder / "manifest.jsonl"):
        row, _ = take_in(offered=offered)
        if row.version_id is not None:
            extract_version(version_id=row.version_id)


def teach(labelled: Labelled, kept: frozenset[str], editor: User, place: Path, number: int) -> tuple[Counter[str], str]:
    """Judge, export and train, and take the verdicts back; how many were given, and why weights were refused, if so."""
    from django.core.management import CommandError, call_command
    from django.db import transaction

    with transaction.atomic():
        given = judge_all(labelled, kept, editor)
        call_command("export_gold", "--out", place / f"gold{number}", stdout=io.StringIO())
        transaction.set_rollback(True)
    out, base = place / f"taught{number}.json", place / "base.json"
    arguments = ["--gold", place / f"gold{number}", "--out", out, "--start", base, "--in-use", base]
    try:
        call_command("train", *arguments, stdout=io.StringIO(), stderr=io.StringIO())
    except CommandError as error:
        return given, str(error)
    return given, ""


def judge_all(labelled: Labelled, kept: frozenset[str], editor: User) -> Counter[str]:
    """Judge claims of the articles that are not kept, article by article by chance, until VERDICTS are given."""
    import random

    from extraction.evaluation.alignment import align
    from pledges.models import ClaimState
    from pledges.models.claim_rows import claim_from_row

    given: Counter[str] = Counter()
    keys = sorted({one.id for one in labelled.articles} - kept)
    random.Random(0).shuffle(keys)
    for key in keys:
        states = ClaimState.objects.filter(article__key=key, review="pending").select_related("claim__article")
        rows = {state.claim_id: state for state in states}
        claims = [claim_from_row(one.claim, key=key, evidence=one.evidence) for one in rows.values()]
        claims.sort(key=lambda one: one.evidence[0].start)
        for outcome in align(key, labelled.labels[key].claims, claims):
            if outcome.claim is not None and given.total() < VERDICTS:
                given[decide(outcome, rows[outcome.claim.id].claim, editor)] += 1
    return given


def decide(outcome: Outcome, claim: Any, editor: User) -> str:
    """What the editor does with a claim, by the labels."""
    from pledges.models import Decision
    from pledges.services.judging import correct, judge

    if outcome.label in ("RIGHT", "OPTIONAL", "REPEAT"):
        judge(claim=claim, decision=Decision.ACCEPTED, by=editor)
        return "accepted"
    if outcome.gold is not None:
        try:
            correct(claim=claim, values=corrected(outcome.gold, claim), by=editor, why="as labelled")
            return "corrected"
        except ValueError:  # the labels differ in nothing that can be corrected
            pass
    judge(claim=claim, decision=Decision.REJECTED, by=editor)
    return "rejected"


def corrected(gold: Any, claim: Any) -> dict[str, Any]:
    """The values of a label, its first alternatives; what the claim says already, where that is one of them."""
    from pledges.models.claim_rows import values_of_row

    values = values_of_row(claim)
    low, high = gold.quantities[0]
    unit = values["quantity"]["unit"] if not gold.units else gold.units[0]
    money = {"amount": gold.values[0][0], "currency": gold.values[0][1], "qualifier": "exact"} if gold.values else None
    return {
        "kind": values["kind"] if values["kind"] in gold.kinds else gold.kinds[0],
        "donors": sorted(gold.donors[0]),
        "item": {
            "name": gold.names[0] if gold.names else None,
            "category": values["item"]["category"]
            if values["item"]["category"] in gold.categories
            else gold.categories[0],
        },
        "quantity": values["quantity"] | {"low": low, "high": high, "unit": unit},
        "value": money or values["value"],
    }


def read_fold(weights: Weights, kept: frozenset[str], labelled: Labelled, reader: Reader) -> list[Any]:
    """The outcomes of the kept articles, as a judge with these weights reads them."""
    from extraction.judging.crossing import read_by

    return list(read_by(weights, [one for one in labelled.articles if one.id in kept], labelled, reader))


def figures(outcomes: Sequence[Outcome]) -> str:
    """Claim F1 with precision and recall, detect F1, and how far the confidence was from the share that was right."""
    from extraction.evaluation.calibration import judged_predictions, reliability
    from extraction.evaluation.scoring import count_claims, count_detections

    claim, detect = count_claims(outcomes), count_detections(outcomes)
    return (
        f"claim F1 {claim.f1:.3f} (precision {claim.precision:.3f}, recall {claim.recall:.3f})"
        f"  detect F1 {detect.f1:.3f}  calibration error {reliability(judged_predictions(outcomes)).error:.3f}"
    )


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
