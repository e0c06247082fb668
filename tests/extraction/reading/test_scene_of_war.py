"""Ukraine as the place of the war names nobody who receives; as who is given to it does."""

import pytest

from extraction.reading.recipients import names_recipient

SCENES = [
    "the war in Ukraine",
    "Russia's invasion of Ukraine",
    "since Moscow attacked Ukraine",
    "the conflict in eastern Ukraine",
    "the Ukraine war",
]
RECEIVES = [
    "tanks for the war in Ukraine",
    "Ukraine",
    "the attack on Ukraine's grid",
    "help to Kyiv after the invasion",
]


@pytest.mark.parametrize("words", SCENES)
def test_the_place_of_the_war_receives_nothing(words: str) -> None:
    assert not names_recipient(words)


@pytest.mark.parametrize("words", RECEIVES)
def test_who_is_given_to_is_named(words: str) -> None:
    assert names_recipient(words)
