"""Training is a claim where the recipient's own learn, and somebody else is known to teach them or to be their host."""

from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import AGGRESSORS, SPONSORS, Giver
from extraction.reading.donors.host import is_learning
from extraction.reading.exclusions import speaks_of_ukraine
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.words import words_of

_NEAR = 2  # sentences before, in which the recipient is named
_POINTING = words_of("the these those our")


def bar_to_training(thread: Thread, scene: Scene, phrase: ItemPhrase, frame: Frame | None, giver: Giver) -> str | None:
    """Why a phrase of training is no claim, or None."""
    unknown = not (giver.codes or giver.points or thread.note or phrase.quantity is not None)
    if frame is not None and is_learning(frame) and unknown:
        return "nobody is known to teach them"
    if set(giver.codes) & SPONSORS and any(name.ref in AGGRESSORS for name in scene.donors()):
        return None  # "Tehran will train Russian crews"
    if thread.lead or speaks_of_ukraine(scene.sentence.text):
        return None
    return None if _of_those_before(thread, scene, phrase, giver) else "no word of the recipient"


def _of_those_before(thread: Thread, scene: Scene, phrase: ItemPhrase, giver: Giver) -> bool:
    """ "The pilots will begin lessons in May", "our soldiers", after the recipient was named right before."""
    if not thread.about_ukraine or {name.ref for name in scene.donors()} & AGGRESSORS:
        return False
    words = [scene.doc[max(0, phrase.first - 1)], *scene.doc[phrase.first : phrase.core + 2]]
    if _goes_on(thread, scene, giver):
        return True
    if not any(word.lower_ in _POINTING for word in words) and phrase.rule in ("items.train", "items.learn"):
        return False
    ordinal = scene.sentence.ordinal
    return any(speaks_of_ukraine(thread.memory.text_of(place)) for place in range(max(0, ordinal - _NEAR), ordinal))


def _goes_on(thread: Thread, scene: Scene, giver: Giver) -> bool:
    """ "It has also trained 4,000 troops", right after what the same donor gave; or it trained them before."""
    if giver.codes and any(one.category == "training" and one.donors == giver.codes for one in thread.memory.drafts):
        return True
    last = thread.memory.drafts[-1] if thread.memory.drafts else None
    near = last is not None and 0 < scene.sentence.ordinal - last.scene.sentence.ordinal <= 1
    also = any(token.lower_ in ("also", "too", "further", "addition") for token in scene.doc)
    return near and also and last is not None and bool(giver.codes) and last.donors == giver.codes
