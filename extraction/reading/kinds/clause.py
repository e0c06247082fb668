"""The kind of a clause is its trigger seen through tense, modality, negation and all that governs it."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from extraction.reading.kinds.climb import closed, through_governors
from extraction.reading.kinds.frame import Climb, Frame
from extraction.reading.kinds.own import own_kind
from extraction.reading.kinds.triggers import governor_row
from extraction.reading.lexicon import Lexicon, Row
from extraction.reading.syntax import conditional, doubted, subject, tense
from pledges.domain.values import Kind


def read_frame(trigger: Token, row: Row, lexicon: Lexicon, nouns: Sequence[Token] = ()) -> Frame | None:
    """The frame of a trigger; None where the clause denies, doubts away or only describes the act."""
    kind, settled = own_kind(trigger, row, nouns)
    if kind == "none" or _open_question(trigger, lexicon):
        return None
    stopped = kind == "cancellation" and row.role == "refuse"
    if (conditional(trigger) or doubted(trigger)) and kind in (None, "delivery", "pledge"):
        kind, settled = "intent", True
    bare = Frame(
        trigger=trigger, row=row, kind=Kind.PLEDGE, rule=row.rule, chain=(trigger,), nouns=tuple(nouns), stopped=stopped
    )
    way = through_governors(Climb(bare, kind, settled), lexicon)
    result = closed(way) if way is not None else None
    if way is None or result in (None, "none"):
        return None
    above = "".join(f"<{token.lower_}" for token in way.frame.chain[1:])
    return replace(way.frame, kind=Kind(result), rule=f"{row.rule}:{tense(trigger)}{above}")


def _open_question(trigger: Token, lexicon: Lexicon) -> bool:
    """ "would not say whether Spain will send": neither said nor considered."""
    if trigger.dep_ != "ccomp" or not conditional(trigger) or subject(trigger) is None:
        return False
    row = governor_row(trigger.head, lexicon)
    return row is None or row.role in ("say", "claim", "deny", "refuse", "request")
