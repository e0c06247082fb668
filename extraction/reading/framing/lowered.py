"""An item's own verb may only hold the verb of giving: "are expected to arrive", "is due to be sent"."""

from spacy.tokens import Token

from extraction.reading.framing.clauses import Clauses
from extraction.reading.phrases import ItemPhrase
from extraction.reading.syntax import SUBJECTS, children, is_verb, passive


def lowered(clauses: Clauses, token: Token, head: Token, item: ItemPhrase) -> Token | None:
    """ "are expected to arrive", "is due to be sent": the verb of giving below the item's own verb."""
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "conj", "appos", "npadvmod", "dep"):
        return None
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("on", "en", "in") and token.dep_ == "nsubj":
            for word in child.children:
                row = clauses.row(word)
                if row is not None and row.role == "leave" and word.lower_ in ("way", "route", "transit"):
                    return word
    queue = [child for child in head.children if child.dep_ in ("xcomp", "acomp", "oprd", "conj", "attr")]
    found = None
    while queue:
        child = queue.pop(0)
        if is_verb(child) and clauses.row(child) is not None:
            if token.dep_ in ("nsubj", "nsubjpass"):
                row = clauses.row(child)
                shared = child.dep_ != "conj" or (passive(child) and not any(children(child, *SUBJECTS)))
                if not shared or row is None or not (row.role in ("arrive", "leave") or passive(child)):
                    continue
                return child
            if child.i < item.first:
                found = child
        queue.extend(
            word for word in child.children if word.dep_ in ("xcomp", "conj", "prep", "pcomp") and word.i > child.i
        )
    return found
