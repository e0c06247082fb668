"""A course is the subject of its own verb: "Training for 60 soldiers concluded", "lessons will begin in August"."""

from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.tenses import DONE
from extraction.reading.lexicon import Lexicon
from extraction.reading.phrases import ItemPhrase
from extraction.reading.syntax import is_verb, negated, tense
from extraction.reading.words import words_of
from pledges.domain.values import Kind

_OVER = words_of("conclude concludes concluded end ends ended finish finishes finished completed")
_RUNS = words_of("begin begins began begun start starts started continue continues continued resume resumes resumed")


def course_frame(item: ItemPhrase, lexicon: Lexicon) -> Frame | None:
    """Training that is over was delivered; training that has begun, goes on or is to come is a pledge."""
    noun = item.head
    verb = noun.head
    if (
        noun.dep_ not in ("nsubj", "nsubjpass")
        or not is_verb(verb)
        or verb.lower_ not in _OVER | _RUNS
        or negated(verb)
    ):
        return None
    time = tense(verb)
    kind = Kind.INTENT if time in ("may", "should") else Kind.PLEDGE
    if time in DONE and verb.lower_ in _OVER:
        kind = Kind.DELIVERY
    row = lexicon.verbs["train"][0]
    return Frame(trigger=verb, row=row, kind=kind, rule=f"{row.rule}:course", chain=(verb,))
