"""Labelled sets on a command line are read to examples, with a line for each of how far it is."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extraction.evaluation.corpus import InputError
from extraction.judging.crossing import Crossed, cross
from extraction.judging.examples import Labelled, examples_of, load_labelled
from extraction.judging.learning import Example
from extraction.judging.weights import Weights
from extraction.reading import Reader
from pledges.seed_files import load_catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """What a judge is taught from: articles that nobody tuned on, and those that rules were written beside.

    `unseen`: articles by whose misreadings no rule was mended. They teach too, and show how far a chance holds on
    articles that nobody has seen. `start`: the weights that it learns on from, None: from nothing.
    """

    labelled: Labelled
    others: tuple[Labelled, ...]
    examples: Sequence[Example]
    beside: Sequence[Example]
    reader: Reader
    start: Weights | None = None
    unseen: Labelled | None = None
    of_unseen: Sequence[Example] = ()

    @property
    def always(self) -> list[Example]:
        """What teaches whichever of the labelled articles are kept away."""
        return [*self.beside, *self.of_unseen]

    def crossed(self, *, told: Callable[[str], object]) -> Crossed:
        """The cross-validation over the labelled articles."""
        return cross(self.labelled, self.examples, self.always, self.reader, start=self.start, told=told)

    def crossed_unseen(self, *, told: Callable[[str], object]) -> Crossed | None:
        """The cross-validation over those that no rule saw; None where there are none."""
        if self.unseen is None:
            return None
        return cross(self.unseen, self.of_unseen, [*self.examples, *self.beside], self.reader, told=told)


def add_sets(parser: ArgumentParser, *, or_gold: bool = False) -> None:
    """The arguments that name labelled sets; `or_gold`: or else an export of verdicts."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--set", type=Path, help="folder with manifest.jsonl and gold/: articles that no rule saw")
    if or_gold:
        which.add_argument(
            "--gold",
            type=Path,
            help="folder that `export_gold` wrote: learn on from the weights in use",
        )
    parser.add_argument(
        "--beside",
        type=named_set,
        action="append",
        default=[],
        metavar="GOLD[=MANIFEST]",
        help="labels of articles that rules were written beside; what the rules say of them is hidden",
    )
    parser.add_argument(
        "--unseen",
        type=named_set,
        metavar="GOLD[=MANIFEST]",
        help="labels of articles by which no rule was mended: they teach, and calibrate the chances with the others",
    )


def named_set(text: str) -> tuple[Path, Path]:
    """A folder of labels and its manifest, which lies in it unless it is named."""
    gold, _, manifest = text.partition("=")
    return Path(gold), Path(manifest) if manifest else Path(gold) / "manifest.jsonl"


def taught_from(
    folder: Path,
    beside: Sequence[tuple[Path, Path]],
    unseen: tuple[Path, Path] | None,
    *,
    told: Callable[[str], object],
) -> Teaching:
    """Read the sets. Raises InputError for what cannot be read."""
    fresh = load_labelled(*unseen) if unseen is not None else None
    labelled = load_labelled(folder / "gold", folder / "manifest.jsonl")
    others = tuple(load_labelled(gold, manifest, beside=True) for gold, manifest in beside)
    reader = Reader.build(catalogue=load_catalogue())
    told(f"reading {len(labelled.articles)} articles, and {sum(len(one.articles) for one in others)} beside them")
    return Teaching(
        labelled=labelled,
        others=others,
        examples=list(examples_of(labelled, reader)),
        beside=[example for one in others for example in examples_of(one, reader)],
        reader=reader,
        unseen=fresh,
        of_unseen=list(examples_of(fresh, reader)) if fresh is not None else [],
    )


def taught_on(folder: Path, *, start: Weights, told: Callable[[str], object]) -> Teaching:
    """Read an export of verdicts, to learn on from `start`; an article that it has learned from teaches nothing new.

    Raises InputError for what cannot be read, and where nothing is left that teaches.
    """
    exported = load_labelled(folder / "gold", folder / "manifest.jsonl")
    labelled = exported.without(start.card.get("texts", ()))
    known = len(exported.articles) - len(labelled.articles)
    told(f"reading {len(labelled.articles)} articles; {known} are left out, as what this starts from learned from them")
    reader = Reader.build(catalogue=load_catalogue())
    examples = list(examples_of(labelled, reader))
    if not examples:
        raise InputError(f"{folder}: no verdict in it is on a phrase that this version reads: nothing can be learned")
    return Teaching(labelled=labelled, others=(), examples=examples, beside=(), reader=reader, start=start)
