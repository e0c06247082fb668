"""Who trains, where no clause says it: the mission that is named, or where the lessons are."""

import re

from extraction.mentions import NameMention
from extraction.reading.donors.giver import NO_GIVERS, Giver, giver_of_names
from extraction.reading.kinds.frame import Frame
from extraction.reading.scene import Scene
from extraction.reading.syntax import passive
from extraction.reading.words import words_of

_MISSION = re.compile(r"^(?:Operation |EUMAM|Interflex|Unifier)")
_AT = words_of("in at on across")
_JOINING = words_of("and , the in &")


def is_learning(frame: Frame) -> bool:
    """Whether a frame tells of training by who learns: "pilots are learning", "recruits have been trained"."""
    return frame.row.role == "learn" or (frame.row.role == "train" and passive(frame.trigger))


def host_of(scene: Scene) -> Giver:
    """Who trains where only this tells it: "under Operation Interflex", "in Spain"."""
    names = [name for name in scene.donors() if name.ref not in NO_GIVERS]
    missions = [name for name in names if _MISSION.match(name.text)]
    if missions:
        return giver_of_names(scene, missions[:1], "donors.mission", None)
    hosts = [name for name in names if _stands_as_place(scene, name)]
    run = _with_those_after(scene, names, hosts[0]) if hosts else []
    return giver_of_names(scene, run, "donors.host", None) if run else Giver()


def _stands_as_place(scene: Scene, name: NameMention) -> bool:
    first = scene.at[name.start]
    return any(token.lower_ in _AT for token in scene.doc[max(0, first - 4) : first])


def _with_those_after(scene: Scene, names: list[NameMention], first: NameMention) -> list[NameMention]:
    """The hosts of one list: "in Britain, France and Germany"."""
    run = [first]
    for name in names:
        between = scene.doc[scene.tokens(run[-1].start, run[-1].end)[1] + 1 : scene.at[name.start]]
        if name.start > run[-1].start and all(token.lower_ in _JOINING for token in between):
            run.append(name)
    return run
