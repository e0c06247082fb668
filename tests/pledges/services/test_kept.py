"""What is let go is not left in memory for long, though its steps refer to each other."""

import gc
import weakref
from typing import Any

import pytest

from pledges.services import kept
from pledges.services.kept import Kept, Store
from tests.pledges.domain.telling import says


class Ring:
    """Refers to itself."""

    def __init__(self) -> None:
        self.ring = self


def kept_of(*articles: str) -> Kept:
    made = Kept()
    for claim in (says("pledge", "PL", "10", article=article) for article in articles):
        made.live.put(claim.claim_id, claim)
    return made


def test_what_was_let_go_is_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "COLLECTED", 2)
    first: Any = kept_of("one", "two")
    first.written = {"ring": Ring()}
    gone = weakref.ref(first.written["ring"])
    store = Store(2)
    store.put(1, first)
    del first
    gc.disable()
    try:
        assert gone() is not None
        store.put(2, kept_of("three"))
        assert gone() is None
    finally:
        gc.enable()
    assert len(store.take(1)) == 0
    assert len(store.take(2)) == 1
