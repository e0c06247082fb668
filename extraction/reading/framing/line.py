"""In the line an item belongs to the trigger before it with nothing but a list between them."""

from spacy.tokens import Token

from extraction.reading.framing.above import blocks
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
    doc, nouns = clauses.scene.doc, list[Token]()
    for place in range(item.first - 1, max(-1, item.first - 70), -1):
        token = doc[place]
        row = clauses.row(token)
        if blocks(token):
            return None
        if row is not None and is_verb(token):
            if token.dep_ in ("amod", "compound") or (token.tag_ == "VBN" and token.dep_ in ("acl",)):
                continue
            return clauses.frame(token, nouns) if row.role not in ("arrive", "leave", "need", "permit") else None
        if row is not None and row.rule.startswith("nouns."):
            nouns.append(token)
            continue
        if token.lower_ == "by" and place and doc[place - 1].tag_ == "VBN" and doc[place - 1].dep_ == "acl":
            continue
        if _for_them(clauses, token):
            continue
        if (
            token.tag_ in _LINE_TAGS
            or token.lower_ in INTO
            or token.lower_ in ("worth", "also", "up", "to", "for", "than", "at", "least")
        ):
            if token.lower_ in ("for", "to") and not nouns and doc[place + 1].tag_ not in ("CD", "NNP", "JJ"):
                return None
            continue
        break
    return clauses.nominal(nouns)


def with_in_line(clauses: Clauses, item: ItemPhrase) -> Frame | None:
    """ "to provide Ukraine with jets drew praise": the verb before "with", where the parser took the next one."""
    doc = clauses.scene.doc
    if item.first < 2 or doc[item.first - 1].lower_ != "with":
        return None
    for place in range(item.first - 2, max(-1, item.first - 6), -1):
        row = clauses.row(doc[place])
        if row is not None and is_verb(doc[place]):
            return clauses.frame(doc[place], []) if row.role in ("give", "equip") else None
        if doc[place].tag_[:2] not in ("NN", "DT", "JJ", "PR", "PO"):
            return None
    return None


def _says_what_for(token: Token, first: int, last: int) -> bool:
    """ "missiles for air defence, shells and drones": a purpose within a list, closed by its comma."""
    if token.lower_ != "for" or not first < token.i < last:
        return False
    for other in token.doc[token.i + 1 : last]:
        if other.text == ",":
            return True
        if other.tag_[:2] not in ("NN", "JJ", "VB", "HY", "DT", "PR"):
            return False
    return False


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
    timed = {
        place
        for time in clauses.scene.mentions.times
        for place in range(clauses.scene.at[time.start], clauses.scene.tokens(time.start, time.end)[1] + 1)
    }
    timed |= _purposes(clauses, before_it.last + 1, item.first)
    between = [
        token
        for token in clauses.scene.doc[before_it.last + 1 : item.first]
        if not (token.lower_ == "by" and token.i and clauses.scene.doc[token.i - 1].tag_ == "VBN")
        and token.i not in timed
        and not _for_them(clauses, token)
        and not _says_what_for(token, before_it.last, item.first)
    ]
    if len(between) > 9 or not any(
        token.text in ",;:" or token.lower_ in ("and", "or", "plus", "as", "with") for token in between
    ):
        return False
    return all(token.tag_ in _LINE_TAGS or token.lower_ in INTO or token.text == ";" for token in between)
