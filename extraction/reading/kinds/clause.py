"""The kind of a clause is its trigger seen through tense, modality, negation and all that governs it."""

from spacy.tokens import Token

from extraction.reading.kinds.climb import through_governors
from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.own import own_kind
from extraction.reading.kinds.triggers import governor_row
from extraction.reading.lexicon import Lexicon, Row
from extraction.reading.syntax import conditional, doubted, subject, tense
from pledges.domain.values import Kind


def read_frame(trigger: Token, row: Row, lexicon: Lexicon, nouns: list[Token] | None = None) -> Frame | None:
    """The frame of a trigger; None where the clause denies, doubts away or only describes the act."""
    nouns = nouns or []
    kind, settled = own_kind(trigger, row, nouns)
    frame = Frame(trigger=trigger, row=row, kind=Kind.PLEDGE, rule=row.rule, chain=[trigger], nouns=nouns)
    frame.stopped = kind == "cancellation" and row.role == "refuse"
    if kind == "none":
        return None
    if _open_question(trigger, lexicon):
        return None
    if (conditional(trigger) or doubted(trigger)) and kind in (None, "delivery", "pledge"):
        kind, settled = "intent", True
    result = through_governors(frame, kind, settled, lexicon)
    if result in (None, "none"):
        return None
    frame.kind = Kind(result)
    frame.rule = f"{row.rule}:{tense(trigger)}" + "".join(f"<{token.lower_}" for token in frame.chain[1:])
    return frame


def _open_question(trigger: Token, lexicon: Lexicon) -> bool:
    """ "would not say whether Spain will send": neither said nor considered."""
    if trigger.dep_ != "ccomp" or not conditional(trigger) or subject(trigger) is None:
        return False
    row = governor_row(trigger.head, lexicon)
    return row is None or row.role in ("say", "claim", "deny", "refuse", "request")
