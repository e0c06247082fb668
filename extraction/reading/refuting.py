"""What an article itself calls false or unproven is disputed, also where it says so only a paragraph later."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from extraction.reading.drafts import Draft
from extraction.reading.lexicon import FOLDER, LexiconError
from extraction.reading.segments import Sentence
from pledges.domain.values import Certainty, Replaced

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


def refuted(pieces: Sequence[Sentence], asked: Collection[int]) -> dict[int, Sentence]:
    """By the ordinal of each of the sentences asked about that the text takes back: the sentence that does so."""
    found = dict[int, Sentence]()
    for piece in pieces[:_FIRST] if asked else ():
        if _row(piece, "opens") is not None:
            found.update((told.ordinal, piece) for told in pieces if told is not piece and _row(told, "told"))
    for place, piece in enumerate(pieces):
        if piece.ordinal in asked and _row(piece, "itself") is not None:
            found[piece.ordinal] = piece
        if any(one.ordinal in asked for one in pieces[max(0, place - _REACH) : place]):
            row = _row(piece, "refutes")
            if row is not None:
                found.update((one.ordinal, piece) for one in _meant(pieces, place, row))
    return found


def note_refuted(drafts: Sequence[Draft], pieces: Sequence[Sentence]) -> list[Draft]:
    """The drafts, those of sentences that the text takes back as disputed, by the words that do so.

    What the text then says of the same gift in another number stands in place of what it took back.
    """
    taken_back = refuted(pieces, {draft.scene.sentence.ordinal for draft in drafts})
    told = [_disputed(draft, taken_back.get(draft.scene.sentence.ordinal)) for draft in drafts]
    wrong = [draft for draft in told if draft.scene.sentence.ordinal in taken_back]
    return [
        _in_place(draft, [one for one in wrong if _is_put_right(one, draft)], taken_back)
        if draft.scene.sentence.ordinal not in taken_back
        else draft
        for draft in told
    ]


def _is_put_right(wrong: Draft, draft: Draft) -> bool:
    """Whether a draft tells the gift of one that was taken back before it, in another number."""
    numbers = [(one.quantity.low, one.quantity.high) for one in (wrong, draft)]
    exact = all(low is not None and low == high for low, high in numbers) and numbers[0] != numbers[1]
    alike = [(one.kind, one.donors, one.slug, one.category, one.quantity.unit) for one in (wrong, draft)]
    return exact and alike[0] == alike[1] and wrong.scene.sentence.ordinal < draft.scene.sentence.ordinal


def _in_place(draft: Draft, wrong: Sequence[Draft], by: Mapping[int, Sentence]) -> Draft:
    if not wrong or draft.replaces is not None:
        return draft
    said = by[wrong[-1].scene.sentence.ordinal]
    replaced = Replaced(number=wrong[-1].quantity.low)
    return draft.word(
        "replaces", said.text, said.start, said.start + len(said.text), "replaces.refuted", replaces=replaced
    )


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
