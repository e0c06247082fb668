"""What persons decided holds until they take it back."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pledges.domain.judgements import (
    Exclusion,
    Standing,
    StoredClaim,
    Verdict,
    VerdictKind,
    stand,
    standing_verdicts,
)
from tests.pledges.domain.telling import says

NOON = datetime(2023, 3, 7, 12, tzinfo=UTC)


def at(hour: int) -> datetime:
    return NOON.replace(hour=hour)


def stored(name: str, number: int = 14, *, place_of: StoredClaim | None = None, **values: Any) -> StoredClaim:
    """A claim stored at eight, by a short name; at the place of another if asked."""
    one = says("pledge", "PL", number, note=name)
    claim = replace(one.claim, place=place_of.claim.place) if place_of else one.claim
    defaults: dict[str, Any] = {"published": one.published, "source": "tester", "source_kind": "newspaper"}
    defaults |= {"recorded_at": at(8), "claim": claim, "claim_id": name, **values}
    return StoredClaim(**defaults)


def verdict(claim: str, kind: str, hour: int, *, withdraws: str | None = None, name: str | None = None) -> Verdict:
    return Verdict(
        id=name or f"{claim}-{hour}", claim_id=claim, kind=VerdictKind(kind), at=at(hour), withdraws=withdraws
    )


A, B = stored("a"), stored("b")
UNSURE_READING = replace(stored("low"), claim=replace(A.claim, confidence=0.3, place=stored("low").claim.place))
CHANGED = stored("changed", 18, place_of=A)
CORRECTION = stored("correction", 18, place_of=A, by_person=True, corrects="a", live=False)
AGAIN = stored("again", 20, place_of=A, by_person=True, corrects="correction", live=False, recorded_at=at(11))
SECOND = stored("second", 19, place_of=A, by_person=True, corrects="a", live=False, recorded_at=at(10))


def ids(claims: list[StoredClaim], **values: Any) -> set[str]:
    return {one.claim_id for one in stand(claims, **values)}


CASES = [
    ("pending_counts_as_live", [A, B], [], {}, {"a", "b"}),
    ("pending_does_not_count_as_reviewed", [A, B], [], {"standing": Standing.REVIEWED}, set()),
    (
        "accepted_counts_as_reviewed",
        [A, B],
        [verdict("a", "accepted", 9)],
        {"standing": Standing.REVIEWED},
        {"a"},
    ),
    ("rejected_never_counts", [A, B], [verdict("a", "rejected", 9)], {}, {"b"}),
    ("unsure_counts_as_pending", [A], [verdict("a", "unsure", 9)], {}, {"a"}),
    ("below_the_threshold_waits", [A, UNSURE_READING], [], {}, {"a"}),
    ("below_the_threshold_counts_once_accepted", [UNSURE_READING], [verdict("low", "accepted", 9)], {}, {"low"}),
    ("no_longer_read_does_not_count", [replace(A, live=False)], [], {}, set()),
    ("no_longer_read_counts_once_accepted", [replace(A, live=False)], [verdict("a", "accepted", 9)], {}, {"a"}),
    ("the_last_verdict_holds", [A], [verdict("a", "rejected", 9), verdict("a", "accepted", 10)], {}, {"a"}),
    (
        "a_withdrawn_verdict_gives_way_to_the_one_before",
        [A],
        [
            verdict("a", "accepted", 9),
            verdict("a", "rejected", 10, name="no"),
            verdict("a", "withdrawn", 11, withdraws="no"),
        ],
        {},
        {"a"},
    ),
    (
        "a_withdrawn_withdrawal_restores_the_verdict",
        [A],
        [
            verdict("a", "rejected", 9, name="no"),
            verdict("a", "withdrawn", 10, withdraws="no", name="back"),
            verdict("a", "withdrawn", 11, withdraws="back"),
        ],
        {},
        set(),
    ),
    ("a_verdict_to_come_does_not_hold", [A], [verdict("a", "rejected", 9)], {"recorded_at": at(8)}, {"a"}),
    ("what_was_stored_later_is_hidden", [A, SECOND], [], {"recorded_at": at(9)}, {"a"}),
    ("a_correction_replaces_what_it_corrects", [A, CORRECTION], [], {}, {"correction"}),
    ("at_most_one_correction_stands", [A, CORRECTION, SECOND], [], {}, {"second"}),
    ("a_rejected_correction_frees_the_claim", [A, CORRECTION], [verdict("correction", "rejected", 9)], {}, {"a"}),
    ("a_correction_of_a_correction_stands_for_both", [A, CORRECTION, AGAIN], [], {}, {"again"}),
    ("a_correction_of_a_correction_takes_the_place_of_its_siblings", [A, CORRECTION, SECOND, AGAIN], [], {}, {"again"}),
    ("what_corrects_a_refused_correction_still_stands", [A, CORRECTION, AGAIN],
     [verdict("a", "accepted", 9), verdict("correction", "rejected", 12)], {}, {"again"}),
    ("each_refusal_leaves_the_correction_before", [A, CORRECTION, SECOND, AGAIN], [verdict("again", "rejected", 12)],
     {}, {"second"}),
    ("all_refused_free_the_claim", [A, CORRECTION, AGAIN],
     [verdict("again", "rejected", 12), verdict("correction", "rejected", 12)], {}, {"a"}),
    ("a_correction_of_what_was_rejected_counts", [A, CORRECTION], [verdict("a", "rejected", 7)], {}, {"correction"}),
    ("an_accepted_claim_that_was_corrected_gives_way", [A, CORRECTION], [verdict("a", "accepted", 12)], {},
     {"correction"}),
    ("the_judged_reading_counts", [A, CHANGED], [verdict("a", "accepted", 9)], {}, {"a"}),
    ("a_rejected_reading_is_not_replaced", [A, CHANGED], [verdict("a", "rejected", 9)], {}, set()),
    ("a_changed_reading_counts_once_accepted", [A, CHANGED], [verdict("changed", "accepted", 9)], {}, {"changed"}),
    ("a_correction_outlives_a_new_reading", [A, CHANGED, CORRECTION], [], {}, {"correction"}),
    ("a_person's_own_claim_counts_as_reviewed", [stored("own", by_person=True, live=False)], [],
     {"standing": Standing.REVIEWED}, {"own"}),
    ("an_excluded_article_counts_nowhere", [A, B], [verdict("a", "accepted", 9)],
     {"exclusions": [Exclusion(article=A.claim.article, at=at(9))]}, set()),
    ("an_exclusion_can_be_lifted", [A], [],
     {"exclusions": [Exclusion(article=A.claim.article, at=at(9), lifted_at=at(10))]}, {"a"}),
    ("an_exclusion_held_in_its_time", [A], [],
     {"exclusions": [Exclusion(article=A.claim.article, at=at(9), lifted_at=at(11))], "recorded_at": at(10)}, set()),
    ("disputed_never_counts", [replace(A, claim=replace(says("pledge", "PL", 1, certainty="disputed").claim))],
     [verdict("a", "accepted", 9)], {}, set()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "verdicts", "values", "standing"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_claims_stand(
    claims: list[StoredClaim], verdicts: list[Verdict], values: dict[str, object], standing: set[str]
) -> None:
    assert ids(claims, verdicts=verdicts, **values) == standing
    assert ids(claims[::-1], verdicts=verdicts[::-1], **values) == standing


def test_says_whether_a_person_accepted_it() -> None:
    judged = stand([A, B], verdicts=[verdict("a", "accepted", 9)])
    assert {one.claim_id: one.reviewed for one in judged} == {"a": True, "b": False}


def test_names_the_verdict_that_holds() -> None:
    history = [verdict("a", "accepted", 9), verdict("a", "rejected", 10)]
    assert standing_verdicts(history) == {"a": VerdictKind.REJECTED}
    assert standing_verdicts(history, recorded_at=at(9)) == {"a": VerdictKind.ACCEPTED}
