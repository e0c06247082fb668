"""Weights are plain data: a number for each feature, and what is done with their sum; a file of them can be read."""

import hashlib
import json
import math
import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extraction.judging.calibrating import Bend

FILE = Path(__file__).resolve().parent / "weights.json"
FORMAT = 1
BASE = ""  # stands for the base among the features


class WeightsError(ValueError):
    """A file of weights that cannot be used; the text names it and says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The chance of a reading is the logistic function of `base` and the weights of its features.

    `least`: the chance from which a reading is a claim that the rules did not accept; what they accepted stands, with
    its chance. `bend`: how a chance is calibrated. `card`: what the weights were learned from and how good they are.
    `sure`: how sure each feature's weight is, by which whoever learns on keeps to it (`learning.fit`); BASE has the
    base's.
    """

    base: float
    features: Mapping[str, float]
    least: float
    card: Mapping[str, Any]
    bend: Bend = field(default_factory=Bend)
    sure: Mapping[str, float] = field(default_factory=dict)

    def confidence(self, chance: float) -> float:
        """A chance as it is told: of the claims at 0.9, nine in ten are right."""
        return self.bend(chance)

    def chance(self, features: Iterable[str]) -> float:
        """How likely a reading with these features is right, before it is calibrated."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.sum(features)))))

    def sum(self, features: Iterable[str]) -> float:
        """Log-odds; in the order of the names, so that it is the same in every process."""
        return self.base + math.fsum(self.features.get(name, 0.0) for name in features)

    def reasons(self, features: Iterable[str], *, most: int) -> dict[str, float]:
        """What the features that count most add to the log-odds, the largest first."""
        known = [(name, self.features[name]) for name in features if name in self.features]
        known.sort(key=lambda one: (-abs(one[1]), one[0]))
        return {name: round(weight, 2) for name, weight in known[:most]}

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits of all that decides."""
        content = json.dumps(
            [FORMAT, self.base, self.least, self.bend.slope, self.bend.shift, sorted(self.features.items())]
        )
        return hashlib.sha256(content.encode()).hexdigest()[:8]


def load(path: Path = FILE) -> Weights:
    """Raises WeightsError for a file that is missing, of another form, or holds a number that is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise WeightsError(f"{path}: format {data['format']!r}, where this version reads {FORMAT}")
        weights = Weights(
            base=float(data["base"]),
            features={str(name): float(weight) for name, weight in data["features"].items()},
            least=float(data["least"]),
            card=dict(data["card"]),
            bend=Bend(slope=float(data["bend"]["slope"]), shift=float(data["bend"]["shift"])),
            sure={str(name): float(sure) for name, sure in data.get("sure", {}).items()},
        )
    except WeightsError:
        raise
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsError(f"{path}: no file of weights: {type(error).__name__}: {error}") from error
    single = (weights.base, weights.least, weights.bend.slope, weights.bend.shift)
    if not all(math.isfinite(one) for one in (*single, *weights.features.values(), *weights.sure.values())):
        raise WeightsError(f"{path}: holds a number that is not finite")
    if any(sure <= 0 for sure in weights.sure.values()):
        raise WeightsError(f"{path}: is sure of a weight by a number that is not above 0")
    return weights


def save(weights: Weights, path: Path) -> None:
    """Write a file whole or not at all: killed at any moment, the old one stands."""
    content = {
        "format": FORMAT,
        "card": dict(weights.card),
        "bend": {"slope": weights.bend.slope, "shift": weights.bend.shift},
        "least": weights.least,
        "base": weights.base,
        "features": dict(sorted(weights.features.items())),
        "sure": dict(sorted(weights.sure.items())),
    }
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    beside = Path(name)  # of its own name, so that two who write at once never share a file
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())  # the words before the name: a machine that stops must not leave an empty file
        beside.chmod(_mode(path))
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _keep_names(path.parent)


def _mode(path: Path) -> int:
    """Who may read a file: as before; a new one by all, since the trackers' processes may run as others."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o644


def _keep_names(folder: Path) -> None:
    """Have the new name outlast a machine that stops, where folders can be asked for it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
