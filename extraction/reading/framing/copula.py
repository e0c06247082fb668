"""Over "is", the noun of giving stands in the subject: "the main part of the package is the four launchers"."""

from collections.abc import Sequence

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
            if any(token.dep_ == "pobj" and _holds_items(clauses, token) for token in child.children):
                return _among(clauses, verb)
        elif child.dep_ in ("nsubj", "csubj"):
            told = next((token for token in child.subtree if _tells_of_giving(clauses, token, child)), None)
            if told is not None:
                return clauses.frame(told, nouns)
    return clauses.nominal(nouns)


def in_package(clauses: Clauses, verb: Token, nouns: list[Token]) -> Frame | None:
    """ "Ten drones are in the Danish package", "on the list of the package", "are part of the aid": the package."""
    if any(child.dep_ == "neg" for child in verb.children) or (noun := _inside(clauses, verb)) is None:
        return None
    return clauses.frame(noun, nouns)


def _inside(clauses: Clauses, verb: Token) -> Token | None:
    """ "Included in the latest package are 20 carriers": the package."""
    places = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("in", "among", "on")]
    parts = [child for child in verb.children if child.dep_ == "attr" and child.lower_ in ("part", "parts")]
    inner = [noun for place in places for noun in place.children]
    lists = [noun for noun in (*inner, *parts) if noun.lower_ in _WHAT_LISTS]
    inner += [noun for one in lists for place in one.children if place.lower_ == "of" for noun in place.children]
    return next((noun for noun in inner if _is_package(clauses, noun)), None)


_WHAT_LISTS = words_of("list lists part parts contents")


def _is_package(clauses: Clauses, noun: Token) -> bool:
    row = clauses.row(noun)
    return row is not None and row.role == "package"


def _holds_items(clauses: Clauses, noun: Token) -> bool:
    return noun.lower_ in _LISTED or _is_package(clauses, noun)


def _tells_of_giving(clauses: Clauses, word: Token, subject: Token) -> bool:
    """Whether a word of a subject is a noun of giving, or the verb of a clause on it or on what it is a number of.

    "The number of tanks that Oslo gave is 22", not "the number of soldiers killed by the tanks that Oslo gave is 22".
    """
    row, noun = clauses.row(word), word.head
    if row is None:
        return False
    if row.nominal:
        return row.role in ("package", "give", "promise")
    on_it = noun.i == subject.i or (noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.i == subject.i)
    return on_it and word.dep_ in ("acl", "relcl") and row.role in ("give", "ship", "promise", "ask", "need")


def arrived_by_copula(clauses: Clauses, word: Token) -> Frame | None:
    """ "are already in Ukraine", "is now in the hands of Ukrainian gunners", "have been in service with its navy".

    "are on Ukrainian soil", "are at work in the hands of Kyiv's gunners".

    And the headline without its verb.
    """
    places = [child for child in word.children if child.dep_ == "prep" and child.lower_ in ("in", "with", "on", "at")]
    used = any(near.lower_ in _USED for place in places for near in place.children)
    counted = used or _are_counted_there(word) or (_was_promised(clauses, word) and _is_in_ukraine(clauses, places))
    for place in (one for one in places if _ukraines(clauses, one)):
        if counted or any(near.lower_ in _ALREADY for near in (*word.children, *place.children)):
            row = clauses.lexicon.verbs["arrive"][0]
            return read_frame(word if is_verb(word) else place, row, clauses.lexicon, [])
    return None


def _are_counted_there(verb: Token) -> bool:
    """ "All four launchers from Spain are in Ukraine", "Six of the 14 tanks are in Ukraine": what is counted as a whole
    or as a part of it, or comes from somebody, has come."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if subjects and any(child.lower_ in ("all", "both") for child in verb.children):
        return True  # "Slovenia's 20 tanks are all in Ukraine"
    return any(_is_part(word) or any(near.lower_ in _WHOLE for near in word.children) for word in subjects)


def put_at(clauses: Clauses, verb: Token) -> Frame | None:
    """ "The minister put its deliveries at 18 tanks": the noun of giving that is counted."""
    things = [child for child in verb.children if child.dep_ == "dobj"] if verb.lower_ in ("put", "puts") else []
    rows = ((noun, clauses.row(noun)) for noun in things)
    noun = next((noun for noun, row in rows if row is not None and row.nominal and row.role == "give"), None)
    return clauses.frame(noun, []) if noun is not None else None


def requested_by_copula(clauses: Clauses, verb: Token) -> Frame | None:
    """ "Our request is for ten systems": the noun of asking in the subject."""
    if verb.lower_ not in ("is", "was", "remains"):
        return None
    rows = ((child, clauses.row(child)) for child in verb.children if child.dep_ == "nsubj")
    asking = (child for child, row in rows if row is not None and row.nominal and row.role in ("ask", "need"))
    noun = next(asking, None)
    return clauses.frame(noun, []) if noun is not None else None


def on_board(clauses: Clauses, verb: Token) -> Frame | None:
    """ "The 25 carriers are at sea", "Ten tanks are on a ship": what is carried is on its way."""
    if any(child.dep_ == "neg" for child in verb.children):
        return None
    nouns = {noun.lower_ for child in verb.children if child.lower_ in ("on", "aboard") for noun in child.children}
    at_sea = any(child.lower_ == "at" and child.nbor().lower_ == "sea" for child in verb.children)
    carried = any(child.dep_ == "nsubj" and child.lower_ not in _CARRIERS for child in verb.children)
    if not carried or not (at_sea or nouns & _CARRIERS):
        return None
    row = clauses.lexicon.verbs["leave"][0]
    said = (word for word in verb.ancestors if is_verb(word))
    return Frame(trigger=verb, row=row, kind=Kind.DISPATCH, rule=f"{row.rule}:aboard", chain=(verb, *said))


_CARRIERS = words_of(
    "ship ships vessel vessels boat boats ferry ferries freighter train trains plane planes lorry lorries truck trucks"
    " barge barges corvette corvettes frigate frigates destroyer destroyers submarine submarines carrier cargo"
)


def _was_promised(clauses: Clauses, verb: Token) -> bool:
    """ "The system that Oslo promised is", "the ten promised by Oslo are"."""
    near = (word for child in verb.children if child.dep_ == "nsubj" for word in child.children)
    rows = [clauses.row(word) for word in near if word.dep_ in ("relcl", "acl")]
    return any(row is not None and row.role == "promise" for row in rows)


def _is_in_ukraine(clauses: Clauses, places: Sequence[Token]) -> bool:
    """ "is in Ukraine", not "is in Ukraine's interest" or "is in demand in Ukraine"."""
    names = {clauses.scene.at[name.end - 1] for name in clauses.scene.donors() if name.ref == RECIPIENT}
    return any(word.dep_ == "pobj" and word.i in names for place in places[:1] for word in place.children)


_WHOLE = words_of("all both from")


def _is_part(word: Token) -> bool:
    """ "six of the 14 tanks": a number of a number."""
    below = [noun for child in word.children if child.lower_ == "of" for noun in child.children]
    return word.tag_ == "CD" and any(near.tag_ == "CD" for noun in below for near in noun.children)


def _ukraines(clauses: Clauses, preposition: Token) -> bool:
    places = {token.i for token in preposition.subtree}
    return any(name.ref == RECIPIENT and clauses.scene.at[name.start] in places for name in clauses.scene.donors())


def _among(clauses: Clauses, verb: Token) -> Frame:
    """ "Among the items are 200 carriers": what the package holds."""
    row = clauses.lexicon.verbs["include"][0]
    return Frame(trigger=verb, row=row, kind=Kind.PLEDGE, rule=f"{row.rule}:among", chain=(verb,))
