"""A noun phrase gives if it names donors; a pronoun, "the country", "we" or "allies" in it only points."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from extraction.mentions import NameMention
from extraction.reading.donors.adjective import MADE
from extraction.reading.donors.giver import FIRST, RECIPIENT, Giver, first_named, giver_of_names, token_range
from extraction.reading.donors.lists import whole_list
from extraction.reading.scene import Scene
from extraction.reading.syntax import children
from extraction.reading.words import words_of

_INWARD = frozenset({"of", "including", "like", "and", "as", "with", "plus", "by"})

WE = FIRST

_THIRD = frozenset({"it", "they", "he", "she", "its", "their", "his", "her"})

_MANY = words_of(
    "allies partners countries nations states members supporters governments donors backers powers leaders"
    " west capitals companies lawmakers companions"
)

_STATES = words_of("countries nations states governments capitals allies neighbours neighbors ministers leaders")

_OF_OTHERS = re.compile(
    r"(?:['’]s?|s['’]) (?:[\w-]+ ){0,2}?(?:neighbou?rs?|all(?:y|ies)|partners?|friends?|critics|rivals?)\b"
)

_MEMBER = re.compile(r" (?:members?|all(?:y|ies))(?: (?:states?|countr(?:y|ies)|nations?))? ", re.IGNORECASE)

_COUNTED = frozenset({"both", "two", "three"})

_DEFINITE_STATE = frozenset(
    {"country", "nation", "government", "ministry", "alliance", "bloc", "state", "administration"}
)


HOUSES = words_of("ministry government cabinet authorities parliament officials ministers leaders lawmakers")


def from_phrase(scene: Scene, token: Token, rule: str) -> Giver:
    """The donors that a noun phrase names: "Germany, the Netherlands and Denmark", "the British prime minister"."""
    names = _names_of(scene, token)
    if names:
        names = whole_list(scene, names)
        return giver_of_names(scene, names, rule, min(scene.at[name.start] for name in names))
    if token.lower_ in WE or any(child.lower_ in WE for child in children(token, "poss")):
        return Giver(rule=f"{rule}.we", points="we", first=token.i)
    kind, points = _pointer(token)
    return Giver(rule=f"{rule}.{kind}", points=points, first=token.left_edge.i) if points else Giver()


def _names_of(scene: Scene, token: Token) -> list[NameMention]:
    """The donors that a noun phrase names as its own."""
    allowed = {word.i for word in _phrase_tokens(token)}
    return [
        name
        for name in scene.donors()
        if name.ref != RECIPIENT and allowed & set(range(*token_range(scene, name))) and not leads(scene, name)
    ]


def _pointer(token: Token) -> tuple[str, str]:
    """How a noun phrase without a name points to who gives, for people and for code; ("", "") where it does not."""
    word = token.lower_
    if word == "both" or (word in _STATES and any(child.lower_ in _COUNTED for child in token.children)):
        return "several", "several"
    if word in _MANY:
        return "unnamed", "group" if any(_said_before(child) for child in token.subtree) else "many"
    if _said_before(token):
        return "group", "group"
    return ("pronoun", "third") if word in _THIRD or word in _DEFINITE_STATE else ("", "")


def named_by(scene: Scene, words: Iterable[Token], rule: str) -> Giver:
    """The donors that the first of some noun phrases names."""
    return first_named(from_phrase(scene, word, rule) for word in words)


def leads(scene: Scene, name: NameMention) -> bool:
    """ "a British-led fund": who leads a group gives no more than others; "Norway, not Denmark"; "Oslo's allies".

    "NATO member Norway" and "American-made rockets" name a group and a maker that give nothing by that.
    """
    if MADE.match(scene.sentence.text, name.end) or _of_member(scene, name):
        return True
    if _OF_OTHERS.match(scene.sentence.text, name.end):
        return True
    if scene.sentence.text[: name.start].lower().endswith((", not ", "rather than ", "unlike ", "instead of ")):
        return True
    return scene.sentence.text[name.end : name.end + 4].lower() in ("-led", "‑led", "–led")


def _of_member(scene: Scene, name: NameMention) -> bool:
    """ "NATO member Norway": a group that only tells what the donor after it is."""
    match = _MEMBER.match(scene.sentence.text, name.end)
    return match is not None and any(other.start == match.end() for other in scene.donors())


def _phrase_tokens(token: Token) -> Iterator[Token]:
    """The words of a noun phrase without its clauses and outward prepositions."""
    yield token
    for child in token.children:
        if child.dep_ in ("relcl", "acl", "advcl", "punct", "ccomp"):
            if child.dep_ == "acl" and child.lower_ in ("led", "including"):
                yield from _phrase_tokens(child)
            continue
        if child.dep_ in ("prep", "agent") and child.lower_ not in _INWARD and not _house_in(token, child):
            continue
        yield from _phrase_tokens(child)


def _house_in(token: Token, child: Token) -> bool:
    """ "the ministry in Oslo", "officials in Rome": a house that is named by where it stands."""
    return child.lower_ == "in" and token.lower_ in HOUSES


def _said_before(token: Token) -> bool:
    """ "this group", "the coalition": one that was named before."""
    return token.lower_ in ("group", "coalition") and any(child.lower_ in ("this", "the") for child in token.children)
