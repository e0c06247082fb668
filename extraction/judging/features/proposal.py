"""How a reading came about: by which source and rules, and what the rules found wanting."""

from collections.abc import Iterator

from extraction.judging.readings import Candidate, Reading
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT


def of_proposal(reading: Reading, candidate: Candidate) -> Iterator[str]:
    draft, source = reading.draft, reading.source.value
    yield f"source={source}"
    yield f"source={source}|kind={draft.kind.value}"
    yield f"source={source}|giver={_family(draft.giver.rule)}"
    yield f"source={source}|donors={min(len(draft.donors), 2)}"
    yield f"kind={draft.kind.value}"
    yield f"why={_family(draft.words['kind'].rule)}" if "kind" in draft.words else "why="
    if candidate.skipped:
        yield f"skipped={candidate.skipped}"
        yield f"skipped={candidate.skipped}|source={source}"
    for mark in draft.marks:
        yield f"mark={mark}"
        yield f"mark={mark}|rules={candidate.by_rules}"
    yield f"certainty={draft.certainty.value}"
    yield f"terms={draft.terms.value}"
    yield f"basis={draft.basis.value}"
    if set(draft.donors) & AGGRESSORS:
        yield "donors=aggressor"
    if RECIPIENT in draft.donors:
        yield "donors=recipient"


def _family(rule: str) -> str:
    """The first two names of a rule: "donors.subject.name" is of the family "donors.subject"."""
    return ".".join(rule.split(":")[0].split(".")[:2])
