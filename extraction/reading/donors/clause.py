"""The donors of a clause by its grammar alone: each way is tried in its order, and the first that names them wins."""

from extraction.reading.donors.addressed import asked_of
from extraction.reading.donors.by_and_from import announced_by, by_agent, come_from
from extraction.reading.donors.giver import Giver
from extraction.reading.donors.host import host_of, is_learning
from extraction.reading.donors.nouns import around_nouns
from extraction.reading.donors.subject import by_subject, decided_by
from extraction.reading.kinds.frame import Frame
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, subject
from pledges.domain.values import Kind


def giver_of(scene: Scene, frame: Frame) -> Giver:
    """The donors of a frame by its grammar alone."""
    row, trigger = frame.row, frame.trigger
    agent = by_agent(scene, frame)
    if agent.codes:
        return agent
    if frame.decider is not None:
        found = decided_by(scene, frame.decider)
        if found.codes or found.points:
            return found
    if row.role in ("ask", "need") and frame.kind is Kind.CANCELLATION:
        return by_subject(scene, frame)
    if row.role in ("ask", "need"):
        asked = asked_of(scene, frame)
        return asked if asked.codes else come_from(scene, frame)
    if is_learning(frame):
        taught = come_from(scene, frame)
        return taught if taught.codes else host_of(scene)
    if row.role in ("get", "arrive", "leave"):
        return come_from(scene, frame)
    if row.role == "contain" or row.rule.startswith("nouns."):
        holder = subject(trigger) if row.role == "contain" and is_verb(trigger) else None
        found = around_nouns(scene, [trigger, *frame.nouns, *([holder] if holder is not None else [])])
        if found.codes or found.points:
            return found
    if frame.request_to:
        return asked_of(scene, frame)
    found = by_subject(scene, frame)
    if found.codes or found.points:
        return found
    for around in (around_nouns(scene, frame.nouns), announced_by(scene, frame)):
        if around.codes:
            return around
    return found
