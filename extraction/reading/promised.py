"""What was promised before is told by a clause on it: "the 30 carriers that Norway promised in March" are no news."""

from spacy.tokens import Token

from extraction.reading.donors.joined import whole_and_part
from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.tenses import DONE
from extraction.reading.lexicon import lexicon
from extraction.reading.phrases import ItemPhrase
from extraction.reading.syntax import tense


def promise_on(frame: Frame | None, phrase: ItemPhrase) -> Token | None:
    """The verb of the clause that says that an item was promised, or that of a clause of giving which is one."""
    if frame is not None and tells_of_promise(frame.trigger):
        return frame.trigger
    clauses = (child for noun in whole_and_part(phrase.head) for child in noun.children)
    return next((clause for clause in clauses if tells_of_promise(clause)), None)


def tells_of_promise(verb: Token) -> bool:
    """ "that Norway promised", "pledged by Norway": a clause on a noun with a past verb of promising."""
    on_a_noun = verb.dep_ in ("relcl", "acl") and verb.tag_ in ("VBD", "VBN")
    promises = any(row.role == "promise" and not row.particle for row in lexicon().verbs.get(verb.lower_, ()))
    return on_a_noun and promises and tense(verb) in DONE
