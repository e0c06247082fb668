"""A number that counts nothing given and money or arms for others than the recipient are no claims, by their words."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extraction.mentions import Mentions
from extraction.reading.donors.giver import AGGRESSORS, OTHERS, RECIPIENT, SPONSORS
from extraction.reading.lexicon import FOLDER, LexiconError
from extraction.reading.marking import RECEIVER, STATE, Marked, marked_rows, numbers_in
from extraction.reading.recipients import names_recipient, scenes_of_war
from extraction.reading.scene import Scene
from pledges.domain.values import Span

FILE = FOLDER / "not_given.yml"
_ARMED = re.compile(r"wehr\b|\b(?:army|navy|forces?|marines?|military)\b", re.IGNORECASE)
_NO_DONORS = OTHERS | SPONSORS | AGGRESSORS | {RECIPIENT}
_OF = {"number": ("number",), "money": ("money",), "item": ("item",), "count": ("number", "item")}


@dataclass(frozen=True, slots=True, kw_only=True)
class NotGivenRow:
    """Words around a number, money or an item that make it no gift, and `why` not.

    `of` are the sorts that a row is about; `named` where it asks for the names of states.
    """

    of: tuple[str, ...]
    named: bool
    why: str
    words: re.Pattern[str]
    example: str
    no: tuple[str, ...]


@cache
def not_given_rows(path: Path = FILE) -> tuple[NotGivenRow, ...]:
    """The rows of the lexicon. Raises LexiconError on a row without its `of`, why, words or example."""
    rows = []
    for where, row, words in marked_rows(path):
        if row.get("of") not in _OF or not row.get("why"):
            raise LexiconError(f"{where} needs why, and of (number, money, item or count)")
        rows.append(
            NotGivenRow(
                of=_OF[row["of"]],
                why=row["why"],
                words=words,
                named=STATE in words.pattern,
                example=row["example"],
                no=tuple(row.get("no", ())),
            )
        )
    return tuple(rows)


def why_not_given(scene: Scene, own: Span, of: str) -> str | None:
    """Why a number, money or an item at a span of the sentence is no gift to the recipient, or None."""
    return why_words_bar(scene.sentence.text, own, scene.mentions, of)


def why_words_bar(text: str, own: Span, found: Mentions, of: str) -> str | None:
    """As `why_not_given`, of a text and what was found in it.

    Money and items are spared where the words name the recipient, unless as the place of the war.
    """
    numbers = numbers_in(found)
    plain, named = Marked.of(text, own, numbers), None
    for row in (one for one in not_given_rows() if of in one.of):
        if row.named and named is None:
            named = Marked.of(text, own, numbers, states_in(text, found))
        marked = named if row.named and named is not None else plain
        if (span := marked.search(row.words)) is None:
            continue
        if of == "number" or not names_recipient(text[span.start : span.end]):
            return row.why
    return None


def states_in(text: str, found: Mentions) -> dict[Span, str]:
    """Where a text names states that give, and the recipient as who receives; states that are given arms are neither.

    Armed forces stand for their words: the Bundeswehr is an army.
    """
    signs = dict[Span, str]()
    war = scenes_of_war(text)
    donors = (name for name in found.names if name.kind == "donor")
    for name in (one for one in donors if one.how != "institution" or not _ARMED.search(one.text)):
        span = Span(start=name.start, end=name.end)
        if name.ref == RECIPIENT and not any(one.start <= span.start < one.end for one in war):
            signs[span] = RECEIVER
        elif name.ref not in _NO_DONORS:
            signs[span] = STATE
    return signs
