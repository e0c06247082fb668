"""After a colon a clause goes on as a list: its items take the clause's kind, and the donor that opens their part."""

import re
from collections.abc import Sequence

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.givers import giver_for
from extraction.reading.composing.layout import givers_named
from extraction.reading.composing.outcome import NOTHING, Outcome
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import Giver, giver_of_names
from extraction.reading.excluding.clauses import not_a_gift
from extraction.reading.framing.frames import Frames
from extraction.reading.kinds.given import GIVEN
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.worth import Sum

_COLON = re.compile(r":(?=\s)")


def after_colon(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: Sequence[ItemPhrase],
    frames: Frames,
    money: Sequence[Sum],
) -> Outcome:
    """ "listed what had come from Germany: 13 Bergepanzer, three Gepards", "new pledges: Canada, 50 LAV; Oslo, ..."."""
    counted = phrase.quantity is not None or phrase.slug is not None
    colon = _colon_before(scene, phrase) if counted else None
    if colon is None or any(_is_counted_before(colon, other) for other in phrases):
        return NOTHING
    frame = frames.sole()
    if frame is None or frame.trigger.i > colon or frame.kind not in GIVEN:
        return NOTHING
    giver = _opener(scene, phrase, colon) or giver_for(thread, scene, frame, None)
    if not_a_gift(scene, frame, giver) is not None:
        return NOTHING
    outcome = draft_of(thread, scene, phrase, phrases, frame, giver, frame.kind, money)
    rule = f"kinds.colon:{frame.rule}"
    return outcome.then(lambda draft: draft.by_rule("kind", rule).marked("frame.linear"))


def _is_counted_before(colon: int, other: ItemPhrase) -> bool:
    return other.last < colon and other.category is not None and other.quantity is not None


def _colon_before(scene: Scene, phrase: ItemPhrase) -> int | None:
    """The last colon before an item, where no finite verb stands between them."""
    start = scene.doc[phrase.first].idx
    found = [match.start() for match in _COLON.finditer(scene.sentence.text, 0, start)]
    if not found:
        return None
    colon = scene.at[found[-1]]
    between = scene.doc[colon + 1 : phrase.first]
    return None if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in between) else colon


def _opener(scene: Scene, phrase: ItemPhrase, colon: int) -> Giver | None:
    """The donor that opens the item's part of the list: after the colon, a semicolon, or right before a bracket."""
    place = phrase.first - 1
    while place > colon and scene.doc[place].text not in (";", "("):
        place -= 1
    opened = scene.doc[place].text
    end, beside = (1, place - 1) if opened == "(" else (0, place + 1)
    names = [name for name in givers_named(scene) if scene.tokens(name.start, name.end)[end] == beside]
    return giver_of_names(scene, names, "donors.part", scene.at[names[0].start]) if names else None
