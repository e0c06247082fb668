"""Where the parser lets a relative clause swallow the main verb, its tree is mended before anything is read of it.

"Five of the 12 guns that Norway promised in May have arrived": the parser takes "Norway, promised in May" for the subject
of "have arrived", and that for the clause on the guns. Then nobody promised, and nothing arrived.
"""

from spacy.tokens import Doc, Token

from extraction.reading.syntax import children
from extraction.reading.words import words_of

_PROMISED = words_of("promised pledged offered announced committed donated earmarked")
_SUBJECTS = ("nsubj", "nsubjpass")
_LINKS = words_of("that which")


def with_whole_clauses(doc: Doc) -> Doc:
    """A parse in which a clause of promising on a noun ends before the verb that tells what became of the noun."""
    for promised in (token for token in doc if token.lower_ in _PROMISED and token.dep_ == "acl"):
        giver, verb = promised.head, promised.head.head
        if not _swallows(promised, giver, verb) or (noun := _noun_before(giver)) is None:
            continue
        _part(promised, giver, verb, noun)
    return doc


def _swallows(promised: Token, giver: Token, verb: Token) -> bool:
    """Whether a promise stands between its giver and a finite verb, with no agent of its own: "that Oslo promised"."""
    finite = verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(children(verb, "aux", "auxpass"))
    between = giver.dep_ in _SUBJECTS and giver.i < promised.i < verb.i and verb.dep_ in ("relcl", "acl")
    return between and finite and not any(children(promised, "agent", "dobj", "nsubj"))


def _noun_before(giver: Token) -> Token | None:
    """The noun right before "that Norway" or "Norway", on which the clause is."""
    place = giver.left_edge.i - 1
    place -= place > 0 and giver.doc[place].lower_ in _LINKS
    return giver.doc[place] if place >= 0 and giver.doc[place].tag_[:2] in ("NN", "CD") else None


def _part(promised: Token, giver: Token, verb: Token, noun: Token) -> None:
    """Hang the promise on its noun, and the noun, or what counts it, on its verb."""
    top = noun
    while top.head.i < top.i or (top.head.i > top.i and top.dep_ in ("compound", "nmod", "nummod", "amod")):
        top = top.head
    above, held = top.head, top.head.i != top.i
    passive = giver.dep_ == "nsubjpass" or any(children(verb, "auxpass"))
    links = [child for child in verb.children if child.lower_ in _LINKS and child.i < giver.i]
    verb.head, verb.dep_ = (above, "ccomp") if held else (verb, "ROOT")
    top.head, top.dep_ = verb, "nsubjpass" if passive else "nsubj"
    promised.head, promised.dep_ = noun, "relcl"
    giver.head, giver.dep_ = promised, "nsubj"
    for link in links:
        link.head, link.dep_ = promised, "dobj"
