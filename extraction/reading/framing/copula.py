"""Over "is", the noun of giving stands in the subject: "the main part of the package is the four launchers"."""

from spacy.tokens import Token

from extraction.reading.donors.giver import RECIPIENT
from extraction.reading.framing.clauses import Clauses
from extraction.reading.kinds.clause import read_frame
from extraction.reading.kinds.frame import Frame
from extraction.reading.syntax import is_verb
from extraction.reading.words import words_of
from pledges.domain.values import Kind

_ALREADY = words_of("already now finally")
_USED = words_of("service use action combat hands soil ground territory work")
_INCLUDED = words_of("included contained featured")
_LISTED = words_of("items weapons arms systems equipment capabilities donations gifts vehicles")


def by_copula(clauses: Clauses, verb: Token, nouns: list[Token]) -> Frame | None:
    """ "The main part of the package is the four launchers": the noun of giving stands in the subject."""
    if verb.dep_ == "auxpass" and verb.head.lower_ in _INCLUDED and (inside := _inside(clauses, verb.head)) is not None:
        return clauses.frame(inside, nouns)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("among", "in", "inside") and child.i < verb.i:
            for token in child.children:
                if token.dep_ == "pobj" and (token.lower_ in _LISTED or _is_package(clauses, token)):
                    return _among(clauses, verb)
        if child.dep_ in ("nsubj", "csubj"):
            for token in child.subtree:
                row = clauses.row(token)
                if row is None:
                    continue
                if row.rule.startswith("nouns.") and row.role in ("package", "give", "promise"):
                    return clauses.frame(token, nouns)
                if _says_of(token, child) and row.role in ("give", "ship", "promise"):
                    return clauses.frame(token, nouns)
    return clauses.nominal(nouns)


def _inside(clauses: Clauses, verb: Token) -> Token | None:
    """ "Included in the latest package are 20 carriers": the package."""
    places = (child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("in", "among"))
    return next((noun for place in places for noun in place.children if _is_package(clauses, noun)), None)


def _says_of(verb: Token, word: Token) -> bool:
    """Whether a clause hangs on a subject or on what that is a number of, and not on a noun further down.

    "The number of tanks that Oslo gave is 22", not "the number of soldiers killed by the tanks that Oslo gave is 22".
    """
    if not is_verb(verb) or verb.dep_ not in ("acl", "relcl"):
        return False
    noun = verb.head
    return noun.i == word.i or (noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.i == word.i)


def arrived_by_copula(clauses: Clauses, word: Token) -> Frame | None:
    """ "are already in Ukraine", "is now in the hands of Ukrainian gunners", "have been in service with its navy".

    "are on Ukrainian soil", "are at work in the hands of Kyiv's gunners".

    And the headline without its verb.
    """
    places = [child for child in word.children if child.dep_ == "prep" and child.lower_ in ("in", "with", "on", "at")]
    used = any(near.lower_ in _USED for place in places for near in place.children)
    for place in places:
        if not _ukraines(clauses, place):
            continue
        told = used or any(near.lower_ in _ALREADY for near in (*word.children, *place.children))
        if not told and not _are_counted_there(word):
            continue
        row = clauses.lexicon.verbs["arrive"][0]
        return read_frame(word if is_verb(word) else place, row, clauses.lexicon, [])
    return None


def _are_counted_there(verb: Token) -> bool:
    """ "All four launchers from Spain are in Ukraine", "Six of the 14 tanks are in Ukraine": what is counted as a whole
    or as a part of it, or comes from somebody, has come."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    return any(_is_part(word) or any(near.lower_ in _WHOLE for near in word.children) for word in subjects)


_WHOLE = words_of("all both from")


def _is_part(word: Token) -> bool:
    """ "six of the 14 tanks": a number of a number."""
    below = [noun for child in word.children if child.lower_ == "of" for noun in child.children]
    return word.tag_ == "CD" and any(near.tag_ == "CD" for noun in below for near in noun.children)


def _ukraines(clauses: Clauses, preposition: Token) -> bool:
    places = {token.i for token in preposition.subtree}
    return any(name.ref == RECIPIENT and clauses.scene.at[name.start] in places for name in clauses.scene.donors())


def _is_package(clauses: Clauses, token: Token) -> bool:
    row = clauses.row(token)
    return row is not None and row.role == "package"


def _among(clauses: Clauses, verb: Token) -> Frame:
    """ "Among the items are 200 carriers": what the package holds."""
    row = clauses.lexicon.verbs["include"][0]
    return Frame(trigger=verb, row=row, kind=Kind.PLEDGE, rule=f"{row.rule}:among", chain=(verb,))
