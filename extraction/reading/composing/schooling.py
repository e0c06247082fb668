"""Training is a claim where the recipient's own learn, and somebody else is known to teach them or to be their host."""

from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import AGGRESSORS, SPONSORS, Giver
from extraction.reading.exclusions import speaks_of_ukraine
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.words import words_of

_NEAR = 2  # sentences before, in which the recipient is named
_POINTING = words_of("the these those our")


def bar_to_training(thread: Thread, scene: Scene, phrase: ItemPhrase, giver: Giver) -> str | None:
    """Why a phrase of training is no claim, or None."""
    sponsored = set(giver.codes) & SPONSORS and any(name.ref in AGGRESSORS for name in scene.donors())
    theirs = thread.lead or speaks_of_ukraine(scene.sentence.text) or _of_those_before(thread, scene, phrase, giver)
    return None if theirs or sponsored else "no word of the recipient"  # "Tehran will train Russian crews"


def _of_those_before(thread: Thread, scene: Scene, phrase: ItemPhrase, giver: Giver) -> bool:
    """ "The pilots will begin lessons in May", "our soldiers", after the recipient was named right before."""
    words = [scene.doc[max(0, phrase.first - 1)], *scene.doc[phrase.first : phrase.core + 2]]
    if _goes_on(thread, scene, giver):
        return True
    if phrase.lesson is not None and not any(word.lower_ in _POINTING for word in words):
        return False
    ordinal = scene.sentence.ordinal
    return any(speaks_of_ukraine(thread.memory.text_of(place)) for place in range(max(0, ordinal - _NEAR), ordinal))


def _goes_on(thread: Thread, scene: Scene, giver: Giver) -> bool:
    """ "It has also trained 4,000 troops", right after what the same donor gave; or it trained them before."""
    before = [one for one in thread.memory.drafts if giver.codes and one.donors == giver.codes]
    last = [one for one in thread.memory.drafts[-1:] if one in before]
    near = any(0 < scene.sentence.ordinal - one.scene.sentence.ordinal <= 1 for one in last)
    also = any(token.lower_ in ("also", "too", "further", "addition") for token in scene.doc)
    return (near and also) or any(one.category == "training" for one in before)
