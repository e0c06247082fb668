"""Who trains, where no clause says it: the mission that is named, whose instructors teach, where the lessons are."""

import re

from extraction.mentions import NameMention
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver, giver_of_names
from extraction.reading.kinds.frame import Frame
from extraction.reading.scene import Scene
from extraction.reading.syntax import passive
from extraction.reading.words import words_of

_MISSION = re.compile(r"^(?:Operation |EUMAM|Interflex|Unifier)")
_TEACHERS = words_of("instructors trainers soldiers troops officers teachers experts personnel specialists")
_AT = words_of("in at on across")
_JOINING = words_of("and , the in &")


def is_learning(frame: Frame) -> bool:
    """Whether a frame tells of training by who learns: "pilots are learning", "recruits have been trained"."""
    return frame.row.role == "learn" or (frame.row.role == "train" and passive(frame.trigger))


def host_of(scene: Scene) -> Giver:
    """Who trains where only this tells it: "under Operation Interflex", "with Danish instructors", "in Spain"."""
    names = [name for name in scene.donors() if name.ref != RECIPIENT and name.ref not in AGGRESSORS]
    for name in names:
        if _MISSION.match(name.text):
            return giver_of_names(scene, [name], "donors.mission", None)
    for name in names:
        first, last = scene.tokens(name.start, name.end)
        if last + 1 < len(scene.doc) and scene.doc[last + 1].lower_ in _TEACHERS:
            return giver_of_names(scene, [name], "donors.teachers", first)
    for name in names:
        first, last = scene.tokens(name.start, name.end)
        if any(token.lower_ in _AT for token in scene.doc[max(0, first - 4) : first]):
            return giver_of_names(scene, _with_those_after(scene, names, name), "donors.host", None)
    return Giver()


def _with_those_after(scene: Scene, names: list[NameMention], first: NameMention) -> list[NameMention]:
    """The hosts of one list: "in Britain, France and Germany"."""
    run = [first]
    for name in names:
        between = scene.doc[scene.tokens(run[-1].start, run[-1].end)[1] + 1 : scene.at[name.start]]
        if name.start > run[-1].start and all(token.lower_ in _JOINING for token in between):
            run.append(name)
    return run
