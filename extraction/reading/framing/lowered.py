"""An item's own verb may only hold the verb of giving: "are expected to arrive", "is due to be sent"."""

from collections import deque

from spacy.tokens import Token

from extraction.reading.framing.clauses import Clauses
from extraction.reading.phrases import ItemPhrase
from extraction.reading.syntax import SUBJECTS, children, is_verb, passive

_LOWER = frozenset({"xcomp", "acomp", "oprd", "conj", "attr"})
_LOWER_STILL = frozenset({"xcomp", "conj", "prep", "pcomp"})


def lowered(clauses: Clauses, token: Token, head: Token, item: ItemPhrase) -> Token | None:
    """ "are expected to arrive", "is due to be sent": the verb of giving below the item's own verb."""
    if token.dep_ == "nsubj" and (way := _way_on(clauses, head)) is not None:
        return way
    found = None
    queue = deque(child for child in head.children if child.dep_ in _LOWER)
    while queue:
        child = queue.popleft()
        giving = is_verb(child) and clauses.row(child) is not None
        if giving and token.dep_ in ("nsubj", "nsubjpass"):
            if _takes_its_subject(clauses, child):
                return child
            continue
        found = child if giving and child.i < item.first else found
        queue.extend(word for word in child.children if word.dep_ in _LOWER_STILL and word.i > child.i)
    return found


def _way_on(clauses: Clauses, verb: Token) -> Token | None:
    """ "are on their way", "is in transit": the noun of leaving."""
    links = (child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("on", "en", "in"))
    ways = (word for link in links for word in link.children if word.lower_ in ("way", "route", "transit"))
    return next((word for word in ways if (row := clauses.row(word)) is not None and row.role == "leave"), None)


def _takes_its_subject(clauses: Clauses, verb: Token) -> bool:
    """Whether what stands above a verb of giving is what comes or is given by it."""
    row = clauses.row(verb)
    shared = verb.dep_ != "conj" or (passive(verb) and not any(children(verb, *SUBJECTS)))
    return shared and row is not None and (row.role in ("arrive", "leave") or passive(verb))
