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
    if item.head.dep_ in ("ROOT", "conj", "ccomp") and (there := arrived_by_copula(clauses, item.head)) is not None:
        return there
    holders = (*clauses.scene.doc[item.core : item.last + 1], *_described(item), *_counts(item))
    hanging = [child for token in holders for child in token.children if child.dep_ in ("relcl", "acl")]
    told = next((child for child in hanging if child.i > item.core and _tells_of_it(clauses, child)), None)
    if told is None:
        inner = (_governed(clauses, child) for child in hanging if child.dep_ == "relcl" and child.i > item.core)
        told = next((verb for verb in inner if verb is not None), None)
    return clauses.frame(told, []) if told is not None else None


def _governed(clauses: Clauses, verb: Token) -> Token | None:
    """The act below the verb of a relative clause, which has no object of its own beside what the clause is on.

    "the tanks that Norway plans to send", "jets, which are expected to be sent", "guns that Oslo said it would give".
    """
    below_it = [verb]
    for word in below_it:
        if any(child.dep_ == "neg" or (child.dep_ == "dobj" and child.tag_ != "WDT") for child in word.children):
            return None
        row = clauses.row(word) if word is not verb else None
        if row is not None and row.role in (*_GIVES, "arrive", "leave"):
            return word
        below_it += [child for child in word.children if child.dep_ in ("xcomp", "ccomp", "acomp", "oprd")]
    return None


def _tells_of_it(clauses: Clauses, verb: Token) -> bool:
    """Whether a clause on an item says that it is given or comes; a participle alone must say by, for or when."""
    row = clauses.row(verb)
    placed = any(word.dep_ in ("agent", "prep", "dative", "npadvmod") for word in verb.children)
    whole = verb.dep_ == "relcl" or (passive(verb) and placed)
    return row is not None and (row.role in ("arrive", "leave") or (whole and row.role in _GIVES))


_GIVES = frozenset({"give", "ship", "promise", "order", "pay"})


def _described(item: ItemPhrase) -> Iterator[Token]:
    """The noun right behind a name, on which its clause hangs: "M113 carriers that Norway promised"."""
    noun = item.head.head
    if item.head.i == item.last and item.head.dep_ in ("compound", "nmod") and noun.i == item.last + 1:
        yield noun


def _counts(item: ItemPhrase) -> Iterator[Token]:
    """The noun that only counts an item, on which the parser may hang its clause: "the number of tanks promised by"."""
    above = item.head.head
    if item.head.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in _COUNTING:
        yield above.head


_COUNTING = frozenset({"number", "total", "tally", "count"})
