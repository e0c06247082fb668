"""The donors of a clause by its grammar alone: each way is tried in its order, and the first that names them wins."""

from spacy.tokens import Token

from extraction.reading.donors.addressed import ASKING, asked_of
from extraction.reading.donors.by_and_from import announced_by, by_agent, come_from
from extraction.reading.donors.giver import Giver, first_named
from extraction.reading.donors.host import host_of, is_learning
from extraction.reading.donors.nouns import around_nouns
from extraction.reading.donors.subject import by_subject, decided_by
from extraction.reading.kinds.frame import Frame
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, subject

_GOT = frozenset({"get", "arrive", "leave"})


def giver_of(scene: Scene, frame: Frame) -> Giver:
    """The donors of a frame by its grammar alone."""
    apart = by_agent(scene, frame)
    if not apart.told and frame.decider is not None:
        apart = decided_by(scene, frame.decider)
    if apart.told:
        return apart
    if frame.row.role in ASKING:
        return first_named((asked_of(scene, frame), come_from(scene, frame)))
    if is_learning(frame):
        return first_named((come_from(scene, frame), host_of(scene)))
    return come_from(scene, frame) if frame.row.role in _GOT else _of_giving(scene, frame)


def _of_giving(scene: Scene, frame: Frame) -> Giver:
    """Whose a package or a noun of giving is, else who is asked, else the subject, else who announces it."""
    whose = around_nouns(scene, _nouns_of(frame))
    if whose.told:
        return whose
    if frame.request_to:
        return asked_of(scene, frame)
    found = by_subject(scene, frame)
    beside = Giver() if found.told else first_named((around_nouns(scene, frame.nouns), announced_by(scene, frame)))
    return beside if beside.codes else found


def _nouns_of(frame: Frame) -> list[Token]:
    """The noun that gives with those around it, and what holds the items of a package."""
    trigger = frame.trigger
    if frame.row.role != "contain" and not frame.row.nominal:
        return []
    holder = subject(trigger) if frame.row.role == "contain" and is_verb(trigger) else None
    return [trigger, *frame.nouns, *([holder] if holder is not None else [])]
