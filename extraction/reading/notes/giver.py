"""Who gives in a note: who gave before, the register's state, else the one donor that the note names as its own."""

import re
from collections.abc import Sequence

from extraction.mentions import NameMention
from extraction.reading.composing.givers import giver_back
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import NO_GIVERS, Giver, first_named
from extraction.reading.scene import Scene

_BESIDE = re.compile(
    r"\b(?:with|from|in|via|through|near|to|at|on|against|than|like|alongside|for|and|or)\s+(?:the\s+)?$", re.IGNORECASE
)  # "a project with Denmark": named, but not as the one whose note it is


def sole_donor(names: Sequence[NameMention], text: str, *, stored: bool = True) -> Giver:
    """The one donor that a text names, if it is named as one who acts; `stored` where the text is the article's."""
    donors = [name for name in names if name.kind == "donor" and name.ref not in NO_GIVERS]
    acting = [name for name in donors if not _BESIDE.search(text[max(0, name.start - 20) : name.start])]
    if not acting or len({name.ref for name in donors}) > 1:
        return Giver()
    spans = ((acting[0].start, acting[0].end),) if stored else ()
    return Giver(codes=(acting[0].ref,), spans=spans, rule="donors.note")


def giver_of_note(thread: Thread, scene: Scene) -> Giver:
    """Who gives where no clause says it."""
    return first_named((giver_back(thread, scene, near=False), thread.memory.publisher, thread.note_giver))
