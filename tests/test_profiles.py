"""Two runs of the tests try a law on the same examples, whatever else was imported before it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

from tests.profiles import SAME, SEARCH


def drawn(profile: str) -> list[tuple[int, str]]:
    """What a law of a profile is tried on."""
    seen: list[tuple[int, str]] = []

    @settings(settings.get_profile(profile), max_examples=200)
    @given(st.integers(), st.text(max_size=5))
    def law(number: int, text: str) -> None:
        seen.append((number, text))

    law()
    return seen


def test_the_same_examples_come_again() -> None:
    assert drawn(SAME) == drawn(SAME)


def test_a_search_tries_others() -> None:
    assert drawn(SEARCH) != drawn(SEARCH)


@pytest.mark.parametrize("profile", [SAME, SEARCH])
def test_a_profile_waits_for_slow_machines_and_keeps_no_finds_aside(profile: str) -> None:
    chosen = settings.get_profile(profile)
    assert (chosen.deadline, chosen.database, chosen.print_blob) == (None, None, True)


def test_nothing_that_stands_in_our_own_modules_is_drawn() -> None:
    assert len(providers._get_local_constants()) == 0


def test_what_other_modules_say_is_what_would_change_the_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when another Hypothesis takes constants from elsewhere than `forget_the_code` knows."""
    before = drawn(SAME)
    more = Constants(integers={20220224}, strings={"Gepard"[:5]})
    monkeypatch.setattr(providers, "_get_local_constants", lambda: more)
    providers.CONSTANTS_CACHE.cache.clear()
    assert drawn(SAME) != before
    providers.CONSTANTS_CACHE.cache.clear()
