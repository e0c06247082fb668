"""Items that stand in one list make a row: what is between two neighbours is a list's comma and words of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Span

from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, tense
from extraction.reading.words import words_of

LONGEST_GAP = 14  # words between two items of one list
_LINKS = words_of(", ; and or plus & as along including with")
_PLAIN = words_of("CD DT JJ JJR NN NNS NNP VBN HYPH PRP$ RB IN `` '' -LRB- -RRB- , CC :")
_OPEN = words_of("infinitive participle gerund")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The items of one list in their order. `close`: nothing but a list's own words stands between them."""

    phrases: tuple[ItemPhrase, ...]
    close: bool

    def has(self, phrase: ItemPhrase | None) -> bool:
        """Whether this very phrase stands in it."""
        return any(one is phrase for one in self.phrases)


def rows_of(scene: Scene, phrases: Iterable[ItemPhrase]) -> list[Row]:
    """The lists of a sentence; an item of none is a row by itself."""
    rows: list[Row] = []
    for phrase in sorted(phrases, key=lambda one: one.first):
        last = rows[-1].phrases[-1] if rows else None
        between = scene.doc[last.last + 1 : phrase.first] if last is not None and last.last < phrase.first else None
        if between is not None and _in_one_list(between):
            plain = all(token.tag_ in _PLAIN or token.lower_ in _LINKS for token in between)
            rows[-1] = Row(phrases=(*rows[-1].phrases, phrase), close=rows[-1].close and plain)
        else:
            rows.append(Row(phrases=(phrase,), close=True))
    return rows


def row_with(phrase: ItemPhrase | None, rows: Iterable[Row]) -> Row | None:
    """The row that a phrase stands in; a sum's phrase is of none."""
    return next((row for row in rows if row.has(phrase)), None)


def _in_one_list(between: Span) -> bool:
    """Whether words part two items of a list: a comma or "and" among them, no finite verb and no stop."""
    words = list(between)
    if len(words) > LONGEST_GAP or not any(token.lower_ in _LINKS for token in words):
        return False
    if any(token.text in ".;:" for token in words):
        return False
    return not any(is_verb(token) and tense(token) not in _OPEN for token in words)
