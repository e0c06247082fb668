"""Whom "together with" names gives too: a gift of several is told with all its givers."""

import re
from dataclasses import replace

from spacy.tokens import Token

from extraction.mentions import NameMention
from extraction.reading.donors.giver import NO_GIVERS, Giver
from extraction.reading.lexicon import lexicon
from extraction.reading.scene import Scene
from pledges.domain.values import Unit

_WITH = re.compile(
    r"(?<!financed )(?<!funded )(?<!paid )(?<!made )(?<!developed )(?<!produced )"
    r"\b(?:(?:together|along|jointly) with|alongside"
    r"|in (?:close )?(?:cooperation|co-operation|collaboration|partnership|tandem|concert) with) (?:the )?$",
    re.IGNORECASE,
)
_GAVE = frozenset({"promised", "pledged", "donated", "sent", "gave", "offered", "paid", "bought", "financed", "funded"})
_GIVES = frozenset({"give", "promise", "ship"})
_UNITS = frozenset(unit.value for unit in Unit)
_STANDS_FOR_STATE = frozenset({"name", "capital", "leader"})


def with_partners(scene: Scene, giver: Giver) -> Giver:
    """The giver and those it gives together with: "Sweden, along with Denmark and Norway, gave"."""
    partners = [name for name in scene.donors() if _is_partner(scene, name)]
    partners = [one for name in partners for one in _listed(scene, name)]
    codes = {name.ref for name in partners} - set(giver.codes) - NO_GIVERS
    if not _is_named_here(scene, giver):
        return giver
    base = scene.sentence.start
    spans = (*giver.spans, *((base + name.start, base + name.end) for name in partners if name.ref in codes))
    return replace(giver, codes=tuple(sorted({*giver.codes, *codes})), spans=spans)


def _listed(scene: Scene, name: NameMention) -> list[NameMention]:
    """A name and those that commas and "and" join to it."""
    run = [name]
    for other in scene.donors():
        between = scene.sentence.text[run[-1].end : other.start].replace("the", "").replace("The", "")
        if other.start >= run[-1].end and between.strip(" ,") in ("", "and", "&"):
            run.append(other)
    return run


def _is_partner(scene: Scene, name: NameMention) -> bool:
    """Whether "together with" stands before a state that is no adjective of arms ("together with Polish tanks")."""
    after = scene.doc[scene.tokens(name.start, name.end)[1] + 1 :]
    held = len(after) > 0 and (after[0].tag_ == "POS" or after[0].tag_[:2] == "NN")
    return name.how in _STANDS_FOR_STATE and not held and bool(_WITH.search(scene.sentence.text[: name.start]))


def _is_named_here(scene: Scene, giver: Giver) -> bool:
    start, end = scene.sentence.start, scene.sentence.start + len(scene.sentence.text)
    return any(start <= first < end for first, _ in giver.spans)


def promised_by(scene: Scene, head: Token) -> Token | None:
    """The subject of the clause on an item: "the tanks that Norway promised", None where there is none.

    Also on the whole of which it is a part: "the first four of the tanks that Norway is giving".
    """
    for clause in (clause for noun in whole_and_part(head) for clause in noun.children):
        if clause.dep_ in ("relcl", "acl") and (clause.lower_ in _GAVE or _gives(clause)):
            for word in clause.children:
                if word.dep_ == "nsubj" and word.tag_[0] == "N":
                    return word
    return None


def whole_in_front(scene: Scene, first: int) -> Token | None:
    """ "Of the 14 tanks that Norway is giving, ten": the noun of the whole that opens a bare number's clause."""
    for token in scene.doc[:first]:
        opens = token.i == 0 or scene.doc[token.i - 1].text in _OPENERS
        if opens and token.lower_ == "of":
            return next((word for word in token.children if word.dep_ == "pobj" and word.i < first), None)
    return None


_OPENERS = frozenset({".", ";", ":", "—", "–", "-", "“", '"'})


def whole_and_part(head: Token) -> list[Token]:
    """A noun with the numbers and measures around it over "of": "four of the tanks", "500 of 2,000 litres of oil"."""
    found = [_noun_of(head)]
    while found[0].dep_ == "pobj" and found[0].head.lower_ == "of" and _measures(found[0].head.head):
        found.insert(0, found[0].head.head)
    while below := [word for child in found[-1].children if child.lower_ == "of" for word in child.children]:
        found.append(below[0])
    return found


def _noun_of(word: Token) -> Token:
    """The noun that a name describes: "carriers" of "M113 carriers"."""
    while word.dep_ in ("compound", "nmod") and word.head.i > word.i and word.head.tag_[:2] == "NN":
        word = word.head
    return word


def _measures(word: Token) -> bool:
    return word.tag_ == "CD" or word.lower_.removesuffix("s") in _UNITS


def _gives(verb: Token) -> bool:
    return any(row.role in _GIVES for row in lexicon().verbs.get(verb.lower_, ()))
