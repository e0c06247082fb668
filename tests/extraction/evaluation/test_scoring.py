"""The figures are those that a person counts by hand on a page of gold and predictions."""

import pytest

from extraction.evaluation import score
from extraction.evaluation.alignment import align
from extraction.evaluation.scoring import Counts, Score
from tests.extraction.evaluation.hand_made import claim, gold

HEADLINE_AND_BODY = [{"start": 0, "end": 20}, {"start": 200, "end": 220}]

# Article a. Required gold: A (headline and body), B 4 delivered, C 8 howitzers, D 450 million. Optional: E, F.
GOLD_A = (
    gold(evidence=HEADLINE_AND_BODY, basis=["increment"]),
    gold(300, 320, kind=["delivery"], quantity=[[4, 4]], window=[{"from": None, "to": "2023-12-31"}]),
    gold(400, 420, item={"names": [], "categories": ["howitzer"]}, quantity=[[8, 8]]),
    gold(
        500,
        520,
        item={"names": [], "categories": ["funding"]},
        quantity=[[None, None]],
        value=[{"amount": 450_000_000, "currency": "USD"}],
        donors=[["US"]],
    ),
    gold(600, 620, optional=True),
    gold(700, 720, optional=True),
)
PREDICTIONS_A = (
    claim(0, 20, basis="increment", confidence=0.9),  # A, right
    claim(200, 220, basis="increment", confidence=0.9),  # A again: a repeat, costs nothing
    claim(300, 320, kind="delivery", low=5, high=5, confidence=0.7),  # B, wrong number and window
    # C is missed
    claim(  # D, right
        500,
        520,
        donors=("US",),
        name=None,
        category="funding",
        low=None,
        high=None,
        value=("450000000", "USD"),
        confidence=0.7,
    ),
    claim(600, 620, kind="intent", confidence=0.3),  # E, optional but wrong
    claim(900, 920, confidence=0.3),  # nothing of the kind: spurious
)


@pytest.fixture
def scored() -> Score:
    """Article b is quiet and stays so; article c is quiet and is read aloud."""
    return score({"a": GOLD_A}, {"a": PREDICTIONS_A, "c": [claim()]}, no_aid=["b", "c"])


def test_counts_right_wrong_missed_and_spurious_claims(scored: Score) -> None:
    """Right: A, D. Wrong: B (false and missed), E (false), one spurious. Missed: C."""
    assert scored.claim == Counts(tp=2, fp=3, fn=2)
    assert scored.claim.precision == pytest.approx(2 / 5)
    assert scored.claim.recall == pytest.approx(2 / 4)
    assert scored.claim.f1 == pytest.approx(4 / 9)


def test_detects_what_is_about_the_same_transfer(scored: Score) -> None:
    """Detected: A, B, D. Spurious: one. Missed: C. Optional ones count neither way."""
    assert scored.detect == Counts(tp=3, fp=1, fn=1)


def test_slots_count_over_the_detected_pairs(scored: Score) -> None:
    shares = {slot: (share.part, share.of) for slot, share in scored.slots.items()}
    assert shares == {
        "kind": (3, 3),
        "donors": (3, 3),
        "item": (3, 3),
        "quantity": (2, 3),
        "value": (1, 1),
        "window": (0, 1),
        "basis": (1, 1),
    }


def test_invented_names_and_sums_count_where_gold_has_none(scored: Score) -> None:
    """Only D has no name, and none was read; A and B have no sum, and none was read."""
    assert {what: (share.part, share.of) for what, share in scored.invented.items()} == {
        "name": (0, 1),
        "value": (0, 2),
    }
    invented = score(
        {"a": [gold(item={"names": [], "categories": ["main-battle-tank"]})]},
        {"a": [claim(value=("7", "EUR"))]},
    ).invented
    assert (invented["name"].part, invented["value"].part) == (1, 1)


def test_kinds_get_their_own_precision_and_recall(scored: Score) -> None:
    """Pledges: A and D right, one spurious, C missed. Delivery: B false and missed. Intent: E false."""
    assert scored.kinds == {
        "delivery": Counts(tp=0, fp=1, fn=1),
        "intent": Counts(tp=0, fp=1, fn=0),
        "pledge": Counts(tp=2, fp=1, fn=1),
    }


def test_fields_get_their_own_precision_and_recall(scored: Score) -> None:
    """Over A, B, D and the missed C: numbers are stated for A, B, C, and A's alone is right."""
    assert scored.fields["quantity"] == Counts(tp=1, fp=1, fn=2)
    assert scored.fields["name"] == Counts(tp=2, fp=0, fn=0)
    assert scored.fields["category"] == Counts(tp=3, fp=0, fn=1)
    assert scored.fields["window"] == Counts(tp=0, fp=0, fn=1)
    assert scored.fields["basis"] == Counts(tp=1, fp=0, fn=0)
    assert scored.fields["value"] == Counts(tp=1, fp=0, fn=0)


def test_quiet_articles_that_got_claims_are_named(scored: Score) -> None:
    assert scored.no_aid == 2
    assert scored.loud == ("c",)


def test_labels_tell_what_became_of_each_claim() -> None:
    labels = [outcome.label for outcome in align("a", GOLD_A, PREDICTIONS_A)]
    assert labels == ["RIGHT", "WRONG", "MISSED", "RIGHT", "OPTIONAL?", "UNREAD", "REPEAT", "SPURIOUS"]


def test_the_exact_partner_wins_over_the_first_one() -> None:
    """Two predictions on one sentence: the one with the right number is the pair, the other is spurious."""
    outcomes = align("a", [gold()], [claim(low=4, high=4), claim()])
    assert [outcome.label for outcome in outcomes] == ["RIGHT", "SPURIOUS"]


def test_one_prediction_answers_for_one_gold_claim() -> None:
    outcomes = align("a", [gold(), gold()], [claim()])
    assert [outcome.label for outcome in outcomes] == ["RIGHT", "MISSED"]


def test_a_repeat_outside_the_evidence_is_spurious() -> None:
    outcomes = align("a", [gold()], [claim(), claim(200, 220)])
    assert [outcome.label for outcome in outcomes] == ["RIGHT", "SPURIOUS"]


def test_more_repeats_than_pieces_of_evidence_are_spurious() -> None:
    twice_told = gold(evidence=HEADLINE_AND_BODY)
    outcomes = align("a", [twice_told], [claim(), claim(200, 220), claim(200, 221)])
    assert [outcome.label for outcome in outcomes] == ["RIGHT", "REPEAT", "SPURIOUS"]


def test_no_predictions_score_nothing_and_divide_by_nothing() -> None:
    empty = score({"a": GOLD_A}, {})
    assert empty.claim == Counts(tp=0, fp=0, fn=4)
    assert empty.claim.f1 == 0
    assert all(share.rate is None for share in empty.slots.values())


def test_the_order_of_predictions_changes_no_figure() -> None:
    forward = score({"a": GOLD_A}, {"a": PREDICTIONS_A})
    backward = score({"a": GOLD_A}, {"a": PREDICTIONS_A[::-1]})
    assert (forward.claim, forward.detect, forward.slots) == (backward.claim, backward.detect, backward.slots)
