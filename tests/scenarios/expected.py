"""What a story's lines should be, as its file says, and what is wrong with those that are served."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
KEPT = FOLDER / "kept"  # for measuring only: never read while anything is mended
FIGURES = ("pledged", "delivered", "outstanding")
PLACE = ("donors", "recipient", "system", "category", "unit")

type Served = Mapping[str, Any]  # a line as the API serves it, with `held`


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One story: its articles, the lines that are right, those that nobody judges, and what is wrong today."""

    kind: str
    name: str
    articles: tuple[Mapping[str, Any], ...]
    lines: tuple[Mapping[str, Any], ...]
    whatever: tuple[Mapping[str, Any], ...]
    today: str | None

    @property
    def id(self) -> str:
        """How it is called in reports."""
        return f"{self.kind}: {self.name}"


def scenarios(folder: Path = FOLDER) -> list[Scenario]:
    """All of a folder, kind by kind, in the order of their files."""
    return [
        Scenario(
            kind=path.stem,
            name=one["name"],
            articles=tuple(one["articles"]),
            lines=tuple(one["lines"]),
            whatever=tuple(one.get("whatever", ())),
            today=one.get("today"),
        )
        for path in sorted(folder.glob("*.yml"))
        for one in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def complaints(scenario: Scenario, served: Sequence[Served]) -> list[str]:
    """What of the served lines is not as expected; no line may have a figure that nobody expects."""
    wrong = [complaint for line in scenario.lines for complaint in _line(line, served)]
    asked = (*scenario.lines, *scenario.whatever)
    strange = [one for one in served if _counts(one) and not any(_is_of(place, one) for place in asked)]
    return wrong + [f"nobody expects {_says(one)}" for one in strange]


def _line(expected: Mapping[str, Any], served: Sequence[Served]) -> list[str]:
    found = [one for one in served if _is_of(expected, one)]
    if len(found) > 1:
        found = [one for one in found if _counts(one)]
    if len(found) != 1:
        return [f"{len(found)} lines for {_place(expected)}" + "".join(f"; {_says(one)}" for one in found)]
    (one,) = found
    off = [name for name in FIGURES if name in expected and _interval(one[name]) not in _intervals(expected[name])]
    if one["held"]["count"] != expected.get("held", 0):
        off.append("held")
    if one["pledged"]["undisclosed"] != expected.get("undisclosed", 0):
        off.append("undisclosed")
    types = {problem["type"] for problem in one["problems"]}
    off += [f"no {name}" for name in expected.get("with", ()) if name not in types]
    off += [f"a {name}" for name in expected.get("without", ()) if name in types]
    return [f"{', '.join(off)}: {_says(one)}"] if off else []


def _is_of(place: Mapping[str, Any], one: Served) -> bool:
    """Whether a line is the one named; a place that names no system but a category is the line of the mere type."""
    own = {"system": one["system"] and one["system"]["id"]} | {name: one[name] for name in PLACE if name != "system"}
    asked = {name: place[name] for name in PLACE if name in place}
    if "category" in asked:
        asked.setdefault("system", None)
    return all(own[name] == value for name, value in asked.items())


def _counts(one: Served) -> bool:
    return any(one[name]["high"] != 0 or one[name]["undisclosed"] for name in ("pledged", "delivered"))


def _interval(figure: Mapping[str, Any]) -> tuple[int, int | None]:
    return figure["low"], figure["high"]


def _intervals(told: int | str | Iterable[int | str]) -> list[tuple[int, int | None]]:
    """`6`, `6..8`, `6..` (open), or a list of those that are all right."""
    several = [told] if isinstance(told, int | str) else list(told)
    return [_one_interval(str(one)) for one in several]


def _one_interval(told: str) -> tuple[int, int | None]:
    low, dots, high = told.partition("..")
    if not dots:
        return int(low), int(low)
    return int(low), int(high) if high else None


def _place(place: Mapping[str, Any]) -> str:
    return " ".join(str(place[name]) for name in PLACE if name in place)


def _says(one: Served) -> str:
    """A line in few words."""
    figures = ", ".join(f"{name} {one[name]['low']}..{one[name]['high']}" for name in FIGURES)
    unknown = f", undisclosed {one['pledged']['undisclosed']}" if one["pledged"]["undisclosed"] else ""
    types = ", ".join(sorted({problem["type"] for problem in one["problems"]}))
    system = one["system"]["id"] if one["system"] else one["category"]
    donors = "+".join(one["donors"]) or "nobody"
    return f"{donors} {system} {one['unit']}: {figures}{unknown}, held {one['held']['count']} [{types}]"
