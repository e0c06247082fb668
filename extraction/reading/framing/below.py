"""Below an item hangs the clause that tells of it: "systems donated by Italy", "the missiles that Norway sent"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.reading.framing.clauses import Clauses
from extraction.reading.framing.copula import arrived_by_copula
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase
from extraction.reading.syntax import passive


def below(clauses: Clauses, item: ItemPhrase) -> Frame | None:
    """ "systems donated by Italy", "the missiles that Norway sent", "two of which have arrived"."""
    if item.category is None:
        return None
    if item.head.dep_ in ("ROOT", "conj", "ccomp") and (there := arrived_by_copula(clauses, item.head)) is not None:
        return there
    for token in (*clauses.scene.doc[item.core : item.last + 1], *_counts(item)):
        for child in token.children:
            if child.dep_ in ("relcl", "acl") and child.i > item.core:
                row = clauses.row(child)
                if row is None:
                    continue
                if row.role in ("give", "ship", "promise", "order", "pay"):
                    placed = any(word.dep_ in ("agent", "prep", "dative", "npadvmod") for word in child.children)
                    if child.dep_ == "relcl" or (passive(child) and placed):
                        return clauses.frame(child, [])
                if row.role in ("arrive", "leave"):
                    return clauses.frame(child, [])
    return None


def _counts(item: ItemPhrase) -> Iterator[Token]:
    """The noun that only counts an item, on which the parser may hang its clause: "the number of tanks promised by"."""
    above = item.head.head
    if item.head.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in _COUNTING:
        yield above.head


_COUNTING = frozenset({"number", "total", "tally", "count"})
