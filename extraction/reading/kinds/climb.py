"""An open verb takes its kind from the words above it, step by step; a finite one takes only their doubt."""

from spacy.tokens import Token

from extraction.reading.kinds.frame import Frame
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


def through_governors(frame: Frame, kind: str | None, settled: bool, lexicon: Lexicon) -> str | None:
    """Follow the words above the trigger; an open verb takes its kind from them, a finite one only their doubt."""
    token, steps = frame.trigger, 0
    while steps < 12 and (token.dep_ in _CLIMB or token.lower_ == "short"):  # "stopped short of saying"
        head = governor(token)
        if head is None:
            break
        steps += 1
        if token.dep_ in ("relcl",) and settled:
            break
        row = governor_row(head, lexicon)
        if row is not None and row.role == "refuse" and _told_beside(token):
            break
        verb_row = trigger_row(head, lexicon) if row is None else None
        if row is not None:
            outcome = governed(kind, settled, head, row, frame)
            if outcome is None:
                return None
            kind, settled = outcome
            frame.chain.append(head)
        elif not settled and verb_row is not None and is_verb(head):
            outcome = _under_trigger(kind, settled, head, verb_row, frame)
            if outcome is None:
                return None
            kind, settled = outcome
            frame.chain.append(head)
        elif not settled and is_verb(head):
            kind, settled = _by_tense(kind, head)
            if any(child.dep_ == "csubj" and negated(child) for child in head.children):
                kind, settled = "cancellation", True  # "what we will not do is send tanks"
            settled = settled or tense(head) not in OPEN
            frame.chain.append(head)
            if head.dep_ in ("ROOT", "relcl"):
                break
        elif is_verb(head) and settled and token.dep_ in ("advcl", "nsubj", "relcl", "acl"):
            break
        token = head
    return _close(kind, frame)


def _told_beside(token: Token) -> bool:
    """ "refused to send tanks, promising helmets": an act told beside the refusal, which does not govern it."""
    own = token.dep_ == "advcl" and token.tag_ == "VBG"
    return own and not any(child.dep_ in ("mark", "prep") and child.i < token.i for child in token.children)


def _under_trigger(
    kind: str | None, settled: bool, head: Token, row: Row, frame: Frame
) -> tuple[str | None, bool] | None:
    """An open trigger below another verb of giving: its modality, or its whole kind; None where it denies the act."""
    held = frame.row.role == "contain" and row.role != "contain"  # "handed over a batch that includes": as the batch
    moved = held and row.role in ("arrive", "leave", "get")
    if head.dep_ == "acl" and tense(head) == "participle" and frame.trigger.tag_ == "VBG":
        return kind, settled  # "an increase in the help given to Kyiv by training": what governs the help decides
    if not moved and row.role in ("arrive", "leave", "get", "train", "equip", "need"):
        return _by_tense(kind, head)
    if is_verb(frame.trigger) and not held and row.role in ("give", "ship", "pay", "contain"):
        kind, settled = _by_tense(kind, head)
        if kind is None and row.role == "contain" and tense(head) == "perfect":
            kind = "delivery"  # "that support has included providing tanks"
        return kind, settled or tense(head) not in OPEN
    above, fixed = own_kind(head, row, [])
    if above == "none":
        return None
    if above is not None and row.role != "contain":
        return above, fixed
    return kind, settled


def _close(kind: str | None, frame: Frame) -> str | None:
    if kind == "not":
        return None
    if kind == "would":
        said = any(token.tag_ == "VBD" for token in frame.chain[1:])
        return "pledge" if said else "intent"
    if kind in (None, "promise", "due"):
        return "pledge"
    return kind


def _by_tense(kind: str | None, head: Token) -> tuple[str | None, bool]:
    """An open verb under a verb that the lexicon does not know follows its modality; "has yet to" leaves it open."""
    if any(child.lower_ == "yet" and child.i > head.i for child in head.children):
        return "intent", True
    time = tense(head)
    if time in ("may", "would", "should"):
        return "intent", True
    if negated(head):
        return "none", True
    if kind is None and head.lower_ in ("was", "were", "became", "been") and _first_to(head):
        return "delivery", True
    return kind, False


def _first_to(copula: Token) -> bool:
    """ "was the first to send": done, though the verb has no tense."""
    return any(child.dep_ == "attr" and any(w.lower_ == "first" for w in child.subtree) for child in copula.children)
