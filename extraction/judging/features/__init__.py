"""What a judge sees of a reading, as names: how it was proposed, its item, its clause, its sentence, its company."""

from collections.abc import Iterator, Sequence

from extraction.judging.features.clause import of_clause, of_way
from extraction.judging.features.company import of_company, of_holder, of_row
from extraction.judging.features.item import of_item
from extraction.judging.features.path import of_path
from extraction.judging.features.proposal import of_proposal
from extraction.judging.features.sentence import of_sentence
from extraction.judging.features.shape import of_shape
from extraction.judging.features.thread import of_thread
from extraction.judging.readings import Candidate, Reading
from extraction.judging.rows import Row
from extraction.reading.stage import Stage

__all__ = ["features"]


def features(
    reading: Reading, candidate: Candidate, stage: Stage, company: Sequence[Candidate], rows: Sequence[Row]
) -> frozenset[str]:
    """The names of all that holds of a reading."""
    return frozenset(_features(reading, candidate, stage, company, rows))


def _features(
    reading: Reading, candidate: Candidate, stage: Stage, company: Sequence[Candidate], rows: Sequence[Row]
) -> Iterator[str]:
    yield from of_proposal(reading, candidate)
    yield from of_item(reading.draft)
    yield from of_clause("held", reading.draft.frame, stage)
    yield from of_clause("near", candidate.near, stage)
    yield from of_way(reading.draft, candidate.near)
    yield from of_path(reading.draft, stage)
    yield from of_shape(reading.draft, stage)
    yield from of_sentence(reading.draft)
    yield from of_thread(reading.draft, stage)
    yield from of_company(candidate, company)
    yield from of_holder(candidate, company)
    yield from of_row(candidate, company, rows)
