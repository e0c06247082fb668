"""The collector is set in every process that has set Django up."""

import gc

from tracker.memory import NEW_OBJECTS


def test_the_collector_leaves_what_was_loaded_alone() -> None:
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[0] == NEW_OBJECTS
