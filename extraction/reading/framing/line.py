"""In the line an item belongs to the trigger before it with nothing but a list between them."""

from spacy.tokens import Token

from extraction.reading.framing.clauses import INTO, Clauses
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase
from extraction.reading.syntax import is_verb
from extraction.reading.words import words_of

_LINE_TAGS = words_of(
    "JJ JJR JJS NN NNS NNP NNPS CD DT CC , HYPH RB RBR RBS VBN PRP$ PDT : `` '' $ -LRB- -RRB- FW POS AFX SYM NFP"
)


def before(clauses: Clauses, item: ItemPhrase) -> Frame | None:
    """The trigger that stands before an item with nothing but a list between them."""
    nouns = list[Token]()
    for place in range(item.first - 1, max(-1, item.first - _FAR), -1):
        token = clauses.scene.doc[place]
        row = clauses.row(token)
        if row is not None and is_verb(token):
            return clauses.frame(token, nouns) if row.role not in ("arrive", "leave", "need", "permit") else None
        if row is not None and row.nominal:
            nouns.append(token)
        elif not _in_line(token, bool(nouns)):
            break
    return clauses.nominal(nouns)


_FAR = 70  # words from an item to the trigger before it
_LINKING = frozenset({"worth", "also", "up", "to", "for", "than", "at", "least"})


def _in_line(token: Token, named: bool) -> bool:
    """Whether a word may stand in a list; "for" and "to" lead to what is listed where a noun of giving is not yet."""
    leads = token.lower_ not in ("for", "to") or token.nbor().tag_ in ("CD", "NNP", "JJ")
    listed = token.tag_ in _LINE_TAGS or token.lower_ in INTO or token.lower_ in _LINKING
    return listed and (named or leads)


def with_in_line(clauses: Clauses, item: ItemPhrase) -> Frame | None:
    """ "to provide Ukraine with jets drew praise": the verb before "with", where the parser took the next one."""
    doc = clauses.scene.doc
    within = item.first > 1 and doc[item.first - 1].lower_ == "with"
    for place in range(item.first - 2, max(-1, item.first - 6), -1) if within else ():
        row = clauses.row(doc[place])
        if row is not None and is_verb(doc[place]):
            return clauses.frame(doc[place], []) if row.role in ("give", "equip") else None
    return None


def _says_what_for(token: Token, first: int, last: int) -> bool:
    """ "missiles for air defence, shells and drones": a purpose within a list, closed by its comma."""
    within = token.doc[token.i + 1 : last] if token.lower_ == "for" and first < token.i < last else ()
    end = next((word for word in within if word.text == "," or word.tag_[:2] not in _PURPOSE_TAGS), None)
    return end is not None and end.text == ","


_PURPOSE_TAGS = frozenset({"NN", "JJ", "VB", "HY", "DT", "PR"})


def _purposes(clauses: Clauses, first: int, last: int) -> set[int]:
    """The words of purposes and remarks that a comma closes: "masks to guard against gas, launchers", "guns that have
    proved useful, as well as". Where one tells of another act of giving there is none."""
    doc, found, start = clauses.scene.doc, set[int](), None
    for place in range(first, last):
        token = doc[place]
        if start is None and place + 1 < last and _opens_purpose(token):
            start = place
        elif start is not None and token.text == ",":
            found |= set(range(start, place))
            start = None
        elif start is not None and is_verb(token) and clauses.row(token) is not None:
            return set()
    return found


def _opens_purpose(token: Token) -> bool:
    follows = token.nbor(1)
    return (token.lower_ == "to" and follows.tag_ == "VB") or (
        token.lower_ in ("that", "which") and token.tag_ in ("WDT", "IN") and is_verb(follows)
    )


def _for_them(clauses: Clauses, token: Token) -> bool:
    """The words "for them" within a list: "18 howitzers, 36,000 rounds for them and two radars"."""
    doc, place = clauses.scene.doc, token.i - (token.lower_ in ("them", "it", "these"))
    return 0 <= place < len(doc) - 1 and doc[place].lower_ == "for" and doc[place + 1].lower_ in ("them", "it")


def in_one_list(clauses: Clauses, item: ItemPhrase, before_it: ItemPhrase) -> bool:
    """Whether nothing but a list stands between an item and the one before it."""
    first, last = before_it.last, item.first
    purposes = _purposes(clauses, first + 1, last)
    between = [
        token
        for token in clauses.scene.doc[first + 1 : last]
        if not (token.i in purposes or _says_of_one(clauses, token) or _says_what_for(token, first, last))
    ]
    joined = len(between) <= 9 and any(token.text in ",;:" or token.lower_ in _JOINING for token in between)
    return joined and all(token.tag_ in _LINE_TAGS or token.lower_ in INTO or token.text == ";" for token in between)


def _says_of_one(clauses: Clauses, token: Token) -> bool:
    """Whether a word in a list only says of one item when, for what or by whom: "donated by Norway", "in May"."""
    timed = any(time.start <= token.idx < time.end for time in clauses.scene.mentions.times)
    by_whom = token.lower_ == "by" and token.i > 0 and token.nbor(-1).tag_ == "VBN"
    return timed or by_whom or _for_them(clauses, token)


_JOINING = frozenset({"and", "or", "plus", "as", "with"})
