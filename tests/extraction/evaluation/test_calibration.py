"""The calibration error is the gap between promise and outcome, weighted by how often it was promised."""

import pytest

from extraction.evaluation import judged_predictions, reliability
from extraction.evaluation.alignment import align
from tests.extraction.evaluation.hand_made import claim, gold


def test_counts_the_gap_of_each_bin_by_its_claims() -> None:
    """Ten at 0.9 with eight right: gap 0.1. Five at 0.5 with four right: gap 0.3. (10 x 0.1 + 5 x 0.3) / 15."""
    judged = [(0.9, index < 8) for index in range(10)] + [(0.5, index < 4) for index in range(5)]
    table = reliability(judged)
    assert [(row.low, row.high, row.count) for row in table.bins] == [(0.5, 0.6, 5), (0.9, 1.0, 10)]
    assert table.bins[1].right == pytest.approx(0.8)
    assert table.error == pytest.approx(2.5 / 15)
    assert table.levels == 2


@pytest.mark.parametrize(("confidence", "low"), [(0.0, 0.0), (0.3, 0.3), (0.7, 0.7), (0.79, 0.7), (1.0, 0.9)], ids=str)
def test_a_confidence_falls_into_its_bin(confidence: float, low: float) -> None:
    (row,) = reliability([(confidence, True)]).bins
    assert row.low == pytest.approx(low)


def test_a_promise_that_is_kept_has_no_error() -> None:
    assert reliability([(1.0, True), (0.0, False)]).error == 0


def test_nothing_judged_has_no_error_and_no_bins() -> None:
    table = reliability([])
    assert (table.bins, table.error, table.count) == ((), 0.0, 0)


def test_repeats_are_not_judged_and_spurious_claims_are_wrong() -> None:
    spans = [{"start": 0, "end": 20}, {"start": 200, "end": 220}]
    outcomes = align("a", [gold(evidence=spans)], [claim(), claim(200, 220), claim(900, 920, confidence=0.2)])
    assert judged_predictions(outcomes) == [(0.9, True), (0.2, False)]
