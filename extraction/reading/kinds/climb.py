"""An open verb takes its kind from the words above it, step by step; a finite one takes only their doubt."""

from spacy.tokens import Token

from extraction.reading.kinds.frame import Climb
from extraction.reading.kinds.governors import governed
from extraction.reading.kinds.own import own_kind
from extraction.reading.kinds.tenses import OPEN
from extraction.reading.kinds.triggers import governor_row, trigger_row
from extraction.reading.lexicon import Lexicon, Row
from extraction.reading.syntax import governor, is_verb, negated, tense

_CLIMB = frozenset(
    {"xcomp", "ccomp", "advcl", "acl", "pcomp", "pobj", "dobj", "prep", "nsubjpass", "nsubj", "conj", "appos", "attr",
     "dep", "acomp", "oprd", "csubj", "csubjpass", "compound", "relcl", "agent", "dative", "parataxis"}
)  # fmt: skip


def through_governors(way: Climb, lexicon: Lexicon) -> Climb | None:
    """Follow the words above the trigger; an open verb takes its kind from them, a finite one only their doubt."""
    token = way.frame.trigger
    while token.dep_ in _CLIMB or token.lower_ == "short":  # "stopped short of saying"
        head = governor(token)
        if head is None or (token.dep_ == "relcl" and way.settled):
            break
        row = governor_row(head, lexicon)
        if row is not None and row.role == "refuse" and _told_beside(token):
            break
        turned = _under(way, token, head, row, lexicon)
        if turned is None:
            return None
        ends = row is None and is_verb(head) and _ends_at(token, head, open_before=not way.settled, lexicon=lexicon)
        way, token = turned, head
        if ends:
            break
    return way


def _under(way: Climb, token: Token, head: Token, row: Row | None, lexicon: Lexicon) -> Climb | None:
    """The way up after one word: one that governs, another verb of giving, or a verb of neither sort."""
    if row is not None:
        turned = governed(way, head, row)
    elif way.settled or not is_verb(head):
        return way
    elif (verb_row := trigger_row(head, lexicon)) is not None:
        turned = _under_trigger(way, head, verb_row)
    else:
        turned = _under_verb(way, head)
    return turned.under(head) if turned is not None else None


def _under_verb(way: Climb, head: Token) -> Climb:
    """Under a verb that the lexicon does not know."""
    if _puts_at(way, head):
        return way.turned("delivery")
    turned = _by_tense(way, head)
    if any(child.dep_ == "csubj" and negated(child) for child in head.children):
        turned = way.turned("cancellation")  # "what we will not do is send tanks"
    return turned.turned(turned.kind, turned.settled or tense(head) not in OPEN)


def _puts_at(way: Climb, head: Token) -> bool:
    """ "put its deliveries so far at 18 tanks": what has been counted has come."""
    counted = way.frame.trigger.lower_ in _COUNTABLE and way.frame.row.role == "give"
    return counted and head.lower_ in ("put", "puts") and any(child.lower_ == "at" for child in head.children)


_COUNTABLE = frozenset({"deliveries", "shipments", "supplies", "transfers"})


def _ends_at(token: Token, head: Token, *, open_before: bool, lexicon: Lexicon) -> bool:
    """Whether no word above a verb that governs nothing can say more: of an open kind at the main verb, of a settled
    one where it only stands beside it."""
    main = head.dep_ in ("ROOT", "relcl") and trigger_row(head, lexicon) is None
    return main if open_before else token.dep_ in ("advcl", "nsubj", "relcl", "acl")


def _told_beside(token: Token) -> bool:
    """ "refused to send tanks, promising helmets": an act told beside the refusal, which does not govern it."""
    own = token.dep_ == "advcl" and token.tag_ == "VBG"
    return own and not any(child.dep_ in ("mark", "prep") and child.i < token.i for child in token.children)


def _under_trigger(way: Climb, head: Token, row: Row) -> Climb | None:
    """An open trigger below another verb of giving: its modality, or its whole kind; None where it denies the act."""
    held = way.frame.row.role == "contain" and row.role != "contain"  # "handed over a batch that includes"
    if row.role in _SERVED or (row.role in _MOVED and not held):
        return _by_tense(way, head)
    if is_verb(way.frame.trigger) and not held and row.role in _GIVEN:
        return _under_giving(way, head, row)
    above, fixed = own_kind(head, row, ())
    kept = above is None or (row.role == "contain" and above != "none")
    return way if kept else way.turned(above, fixed)


def _under_giving(way: Climb, head: Token, row: Row) -> Climb:
    """Its tense; "that support has included providing tanks": what is held has been done."""
    turned = _by_tense(way, head)
    included = turned.kind is None and row.role == "contain" and tense(head) == "perfect"
    return turned.turned("delivery" if included else turned.kind, turned.settled or tense(head) not in OPEN)


_MOVED = frozenset({"arrive", "leave", "get"})
_SERVED = frozenset({"train", "equip", "need"})
_GIVEN = frozenset({"give", "ship", "pay", "contain"})


def closed(way: Climb) -> str | None:
    """The kind at the end of the way up; None where it denies the act."""
    if way.kind == "not":
        return None
    if way.kind == "would":
        said = any(token.tag_ == "VBD" for token in way.frame.chain[1:])
        return "pledge" if said else "intent"
    return "pledge" if way.kind in (None, "promise", "due") else way.kind


def _by_tense(way: Climb, head: Token) -> Climb:
    """An open verb under a verb that the lexicon does not know follows its modality; "has yet to" leaves it open."""
    if any(child.lower_ == "yet" and child.i > head.i for child in head.children):
        return way.turned("intent")
    if tense(head) == "would":
        return way.turned("would", settled=False)  # "said they would fund it, with Oslo putting in $90 million"
    if tense(head) in ("may", "should"):
        return way.turned("intent")
    if negated(head):
        return way.turned("none")
    if way.kind is None and head.lower_ in ("was", "were", "became", "been") and _first_to(head):
        return way.turned("delivery")
    return way.turned(way.kind, settled=False)


def _first_to(copula: Token) -> bool:
    """ "was the first to send": done, though the verb has no tense."""
    return any(child.dep_ == "attr" and any(w.lower_ == "first" for w in child.subtree) for child in copula.children)
