"""Labelled sets on a command line are read to examples, with a line for each of how far it is."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extraction.judging.examples import Labelled, examples_of, load_labelled
from extraction.judging.learning import Example
from extraction.reading import Reader
from pledges.seed_files import load_catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """What a judge is taught from: articles that nobody tuned on, and those that rules were written beside."""

    labelled: Labelled
    examples: Sequence[Example]
    beside: Sequence[Example]
    digests: tuple[str, ...]  # of the articles of all sets
    reader: Reader


def add_sets(parser: ArgumentParser) -> None:
    """The arguments that name labelled sets."""
    parser.add_argument(
        "--set", type=Path, required=True, help="folder with manifest.jsonl and gold/: articles that no rule saw"
    )
    parser.add_argument(
        "--beside",
        type=named_set,
        action="append",
        default=[],
        metavar="GOLD[=MANIFEST]",
        help="labels of articles that rules were written beside; what the rules say of them is hidden",
    )


def named_set(text: str) -> tuple[Path, Path]:
    """A folder of labels and its manifest, which lies in it unless it is named."""
    gold, _, manifest = text.partition("=")
    return Path(gold), Path(manifest) if manifest else Path(gold) / "manifest.jsonl"


def taught_from(folder: Path, beside: Sequence[tuple[Path, Path]], *, told: Callable[[str], object]) -> Teaching:
    """Read the sets. Raises InputError for what cannot be read."""
    labelled = load_labelled(folder / "gold", folder / "manifest.jsonl")
    others = [load_labelled(gold, manifest, beside=True) for gold, manifest in beside]
    reader = Reader.build(catalogue=load_catalogue())
    told(f"reading {len(labelled.articles)} articles, and {sum(len(one.articles) for one in others)} beside them")
    return Teaching(
        labelled=labelled,
        examples=list(examples_of(labelled, reader)),
        beside=[example for one in others for example in examples_of(one, reader)],
        digests=tuple(sorted({digest for one in (labelled, *others) for digest in one.digests.values()})),
        reader=reader,
    )
