"""Above an item the parse is climbed, word by word, as long as each relation leads from a thing given to the giving."""

from collections.abc import Callable, Mapping, Sequence

from spacy.tokens import Token

from extraction.reading.donors.giver import RECIPIENT
from extraction.reading.framing.clauses import INTO, Clauses
from extraction.reading.framing.copula import (
    arrived_by_copula,
    by_copula,
    in_package,
    on_board,
    put_at,
    requested_by_copula,
)
from extraction.reading.framing.lowered import lowered
from extraction.reading.kinds.frame import Frame
from extraction.reading.lexicon import Row
from extraction.reading.phrases import ItemPhrase
from extraction.reading.syntax import children, is_verb
from extraction.reading.words import words_of

_FOR_ROLES = frozenset({"ask", "need", "order", "promise", "pay", "contain", "permit", "consider", "refuse"})

_GIVING = frozenset({"give", "ship", "promise"})

_LIGHT = words_of(
    "help helps helped helping begin began begun beginning start started starting continue "
    "continued continues continuing complete completed completing get see need be is are was were "
    "been being"
)

_BLOCKING = words_of(
    "loss losses destruction capture attack attacks strike strikes production manufacture maker use "
    "threat wreckage"
    " crew crews operators reluctance manufacturer price cost stock stocks stockpile stockpiles shortage lack crash"
)
_LETTING = words_of("let lets letting")
_CARRYING = words_of("carrying bearing hauling bringing")
_FREIGHT = words_of("convoy convoys ship ships vessel plane planes aircraft flight train trains trucks lorries cargo")
_SEVERAL = words_of("a an wide broad full whole")

type _Found = tuple[Frame | None, bool]


def above(clauses: Clauses, item: ItemPhrase, others: Sequence[ItemPhrase]) -> _Found:
    """The clause above an item, and whether the search ends here: no clause and True means that it belongs to none."""
    token, nouns, steps, example = item.head, list[Token](), 0, False
    while token.head.i != token.i and steps < 25:
        head, steps = token.head, steps + 1
        if (told := _TOLD_BY_SUBJECT.get(token.lower_, _nothing)(clauses, head)) is not None:
            return told, True
        if not _passes(clauses, token, head, nouns):
            return clauses.nominal(nouns), True
        if _blocked(token, item, others):
            return None, True
        example = example or token.lower_ == "including"
        if _by_example(token) and (clause := _clause_on(clauses, head)) is not None:
            return clause, True
        row = clauses.row(head)
        if row is not None and is_verb(head):
            return _at_verb(clauses, token, row, (item, nouns), example=example)
        if row is not None and row.nominal and not item.first <= head.i <= item.last:
            nouns.append(head)
        elif row is not None:
            return clauses.frame(head, nouns), True
        elif (found := _at_other(clauses, token, item, nouns)) is not None:
            return found
        token = head
    return clauses.nominal(nouns), bool(nouns)


def _nothing(clauses: Clauses, head: Token) -> Frame | None:
    """Any other preposition leads to no such noun."""
    return None


_TOLD_BY_SUBJECT: Mapping[str, Callable[[Clauses, Token], Frame | None]] = {
    "for": requested_by_copula,  # "Our request is for ten systems"
    "at": put_at,  # "put its deliveries at ten systems"
}


def _at_verb(
    clauses: Clauses,
    token: Token,
    row: Row,
    seen: tuple[ItemPhrase, list[Token]],
    *,
    example: bool,
) -> _Found:
    """At a verb of giving: its clause, unless the item stands to it otherwise than a thing given does."""
    (item, nouns), head = seen, token.head
    counted = item.quantity is not None and token.dep_ == "dobj"
    if row.role in ("arrive", "get") and _comes_to_a_number(clauses, head):
        return None, True
    if not _fits(token, head, row.role) and not counted and not (example and token.dep_ == "prep"):
        return clauses.nominal(nouns), True
    return clauses.frame(head, nouns), True


def _at_other(clauses: Clauses, token: Token, item: ItemPhrase, nouns: list[Token]) -> _Found | None:
    """At a word that the lexicon does not know: the clause that it leads to, or None to climb on."""
    head = token.head
    if token.dep_ == "dobj" and head.lower_ == "have" and head.head.lower_ in _LETTING:
        return clauses.frame(head.head, nouns), True  # "let Kyiv have missiles"
    if token.dep_ == "dobj" and head.lower_ in _CARRYING and head.head.lower_ in _FREIGHT:
        return None
    if is_verb(head) and (lower := lowered(clauses, token, head, item)) is not None:
        return clauses.frame(lower, nouns), True
    if is_verb(head) and head.lower_ not in _LIGHT and token.dep_ != "conj":
        if head.lower_ == "including":
            return None
        return clauses.nominal(nouns), bool(nouns) or token.dep_ in ("dobj", "nsubj", "nsubjpass")
    if head.lower_ in ("is", "are", "was", "were", "be") and token.dep_ in ("attr", "acomp"):
        return by_copula(clauses, head, nouns), True
    if head.lower_ in ("is", "are", "were", "be", "been") and token.dep_ == "nsubj":
        there = arrived_by_copula(clauses, head)
        there = there or in_package(clauses, head, nouns) or on_board(clauses, head)
        return (there, True) if there is not None else (clauses.nominal(nouns), bool(nouns))
    return None


def _blocked(token: Token, item: ItemPhrase, others: Sequence[ItemPhrase]) -> bool:
    """Whether the word above a token is of another item, or tells of loss, making or use."""
    head = token.head
    of_other = token.dep_ == "prep" and token.lower_ not in INTO - {"from", "in"} and _inside_other(item, head, others)
    stock = head.lower_ in ("stock", "stocks", "stockpile") and head.dep_ == "dobj"  # "will donate its entire stock of"
    return of_other or (blocks(head) and not stock and not item.first <= head.i <= item.last)


def blocks(word: Token) -> bool:
    """Whether a word tells of loss, making or use; "a range of new weapons" only says that they are several."""
    if word.lower_ == "range":
        beside = {child.lower_ for child in word.children}
        return "of" not in beside or beside.isdisjoint(_SEVERAL)
    return word.lower_ in _BLOCKING


def _by_example(token: Token) -> bool:
    return token.dep_ == "prep" and token.head.tag_[0] == "N" and token.lower_ in ("including", "like", "as")


def _clause_on(clauses: Clauses, noun: Token) -> Frame | None:
    """ "the systems we provided, like the launchers": the clause on the noun that the item is an example of."""
    rows = ((child, clauses.row(child)) for child in noun.children if child.dep_ in ("relcl", "acl"))
    gives = (child for child, row in rows if row is not None and row.role in ("give", "ship", "promise", "order"))
    giving = next(gives, None)
    return clauses.frame(giving, []) if giving is not None else None


def _passes(clauses: Clauses, token: Token, head: Token, nouns: list[Token]) -> bool:
    """Whether a relation leads from a thing given towards the act of giving it."""
    if token.dep_ != "prep":
        row = clauses.row(head) if token.dep_ == "agent" else None
        return token.dep_ not in _AWAY or (row is not None and row.role == "contain")  # "headlined by launchers"
    if token.lower_ in INTO:
        return True
    row = clauses.row(head)
    if token.lower_ in _ALONG and row is not None and row.role in (*_GIVING, "arrive"):
        return True
    if token.lower_ == "for" and row is None and _is_asked(clauses, head):
        return True
    if row is None:
        return token.lower_ in ("for", "to", "towards", "toward") and (bool(nouns) or _money(clauses, head))
    if token.lower_ == "to" and _recipient_before_gift(clauses, token):
        return row.role in _GIVING
    spent = row.role == "give" and token.lower_ == "on" and head.lower_.startswith("spen")
    return token.lower_ in _FOR_WORDS and (row.role in _FOR_ROLES or spent)


def _is_asked(clauses: Clauses, noun: Token) -> bool:
    """ "asking all our partners for missiles": whoever is asked stands between."""
    row = clauses.row(noun.head) if noun.dep_ == "dobj" else None
    return row is not None and row.role == "ask"


_ALONG = frozenset({"along", "together"})  # "have gone, along with shells"
_AWAY = frozenset({"agent", "advcl", "relcl", "poss", "csubj"})
_FOR_WORDS = frozenset({"for", "on", "to", "over", "about", "towards", "toward"})


def _recipient_before_gift(clauses: Clauses, to: Token) -> bool:
    """ "handed over to Ukraine ten carriers and 80 drones": the parser takes the gift for what stands after "to"."""
    doc = to.doc
    name = next((one for one in clauses.scene.donors() if clauses.scene.at[one.start] == to.i + 1), None)
    if name is None or name.ref != RECIPIENT:
        return False
    last = clauses.scene.tokens(name.start, name.end)[1]
    counted = last + 1 < len(doc) and doc[last + 1].tag_ in ("CD", "RB", "IN") and doc[last].dep_ != "pobj"
    return counted and any(child.dep_ == "pobj" and child.i > last + 1 for child in to.children)


def _money(clauses: Clauses, token: Token) -> bool:
    place = token.idx
    return any(money.start <= place < money.end for money in clauses.scene.mentions.money)


def _inside_other(item: ItemPhrase, head: Token, others: Sequence[ItemPhrase]) -> bool:
    return any(
        other is not item and other.first <= head.i <= other.last and other.category is not None for other in others
    )


def _fits(token: Token, head: Token, role: str) -> bool:
    """Whether an item may stand to a verb as it does: object of giving, subject of arriving or of a passive."""
    if token.dep_ in ("nsubj", "csubj"):
        sails = head.lower_.startswith("ship") and not any(children(head, "dobj"))  # "the first ten could ship by May"
        return sails or role in ("arrive", "leave")
    if role in ("arrive", "leave"):
        beside = token.lower_ in _ALONG or token.lower_ == "alongside"  # "the guns have gone, along with shells"
        return beside or token.dep_ not in ("dobj", "pobj", "prep")
    return True


def _comes_to_a_number(clauses: Clauses, verb: Token) -> bool:
    """ "The total has reached 50", "Its help came to $2 billion": a number or sum is no place to arrive at."""
    if verb.lower_.startswith("reach"):
        return any(one.tag_ == "CD" and one.left_edge.i == verb.i + 1 for one in children(verb, "dobj"))
    scene = clauses.scene
    places = {to.i + 1 for to in verb.children if to.lower_ == "to"}
    starts = [one.start for one in scene.mentions.money] + [one.start for one in scene.mentions.quantities]
    return any(scene.at[start] in places for start in starts)
