"""What an article itself calls false or unproven is disputed, also where it says so only a paragraph later."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from extraction.reading.drafts import Draft
from extraction.reading.lexicon import FOLDER, LexiconError
from extraction.reading.segments import Sentence
from pledges.domain.values import Certainty

FILE = FOLDER / "refuting.yml"
_OF = frozenset({"told", "itself", "refutes", "opens"})
_REACH = 6  # sentences that a refutation looks back for what was told
_FIRST = 2  # sentences, title and headline, that may take back what follows
_QUESTION = re.compile(r"\?\W*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefutingRow:
    """Words of a sentence that tells what others spread, calls that false itself, takes back, or opens a fact check."""

    of: str
    alone: bool
    words: re.Pattern[str]
    example: str
    no: tuple[str, ...]


@cache
def refuting_rows(path: Path = FILE) -> tuple[RefutingRow, ...]:
    """The rows of the lexicon. Raises LexiconError on a row without its `of`, words or example."""
    found = []
    for number, row in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), 1):
        if row.get("of") not in _OF or not row.get("words") or not row.get("example"):
            raise LexiconError(
                f"{path.name}: row {number} needs of (told, itself, refutes or opens), words and an example"
            )
        words = re.compile(row["words"], re.IGNORECASE)
        alone, no = bool(row.get("alone")), tuple(row.get("no", ()))
        found.append(RefutingRow(of=row["of"], alone=alone, words=words, example=row["example"], no=no))
    return tuple(found)


def refuted(pieces: Sequence[Sentence]) -> dict[int, Sentence]:
    """By the ordinal of each sentence that the text takes back: the sentence that does so."""
    found = dict[int, Sentence]()
    for piece in pieces[:_FIRST]:
        if _row(piece, "opens") is not None:
            found.update((told.ordinal, piece) for told in pieces if told is not piece and _row(told, "told"))
    for place, piece in enumerate(pieces):
        if _row(piece, "itself") is not None:
            found[piece.ordinal] = piece
        row = _row(piece, "refutes")
        if row is not None:
            found.update((one.ordinal, piece) for one in _meant(pieces, place, row))
    return found


def note_refuted(drafts: Sequence[Draft], pieces: Sequence[Sentence]) -> list[Draft]:
    """The drafts, those of sentences that the text takes back as disputed, by the words that do so."""
    taken_back = refuted(pieces)
    return [_disputed(draft, taken_back.get(draft.scene.sentence.ordinal)) for draft in drafts]


def _disputed(draft: Draft, by: Sentence | None) -> Draft:
    if by is None:
        return draft
    end = by.start + len(by.text)
    return draft.word("certainty", by.text, by.start, end, "certainty.refuted", certainty=Certainty.DISPUTED)


def _meant(pieces: Sequence[Sentence], place: int, row: RefutingRow) -> Iterator[Sentence]:
    """What a refutation is about: what others are said to spread shortly before, else the sentence right before."""
    before = [piece for piece in pieces[max(0, place - _REACH) : place] if _QUESTION.search(piece.text) is None]
    told = [piece for piece in before if _row(piece, "told") is not None and _row(piece, "refutes") is None]
    if told:
        yield from told
    elif row.alone:
        yield from before[-1:]


def _row(piece: Sentence, of: str) -> RefutingRow | None:
    return next((row for row in refuting_rows() if row.of == of and row.words.search(piece.text) is not None), None)
