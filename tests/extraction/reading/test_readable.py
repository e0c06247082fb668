"""Characters that nobody sees change no claim, and every word of a claim is told as it is stored."""

import pytest

from extraction.reading.readable import readable, without_unseen
from pledges.domain.claims import Claim
from tests.extraction.reading.conftest import Read, told

TEXT = "Belgium will send Ukraine 31 armoured vehicles and 9 howitzers by the end of June, its minister said."
HIDDEN = {
    "soft hyphens": "\u00ad",
    "zero-width spaces": "\u200b",
    "zero-width joiners": "\u200d",
    "byte order marks": "\ufeff",
    "marks of direction": "\u200e\u202a\u202c\u2066\u2069",
    "word joiners": "\u2060",
    "variation selectors": "\ufe0e",
    "tags": "\U000e0020",
}


def values(claim: Claim) -> tuple[object, ...]:
    return told(claim), claim.window, claim.place.sentence


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
def test_reads_through_what_nobody_sees(read: Read, hidden: str) -> None:
    stored = hidden.join(TEXT)
    plain, found = read(TEXT), read(stored)
    assert [values(claim) for claim in found] == [values(claim) for claim in plain]
    assert [claim.id for claim in found] == [claim.id for claim in plain]
    for claim, same in zip(found, plain, strict=True):
        for span, shown in zip(claim.evidence, same.evidence, strict=True):
            assert stored[span.start : span.end].replace(hidden, "") == TEXT[shown.start : shown.end]
        for name, words in claim.words.items():
            assert words.text.replace(hidden, "") == same.words[name].text
            assert words.span is None or stored[words.span.start : words.span.end] == words.text


def test_joins_a_word_that_a_soft_hyphen_parts_at_the_end_of_a_line(read: Read) -> None:
    (claim,) = read("Belgium will send Ukraine 9 how\u00ad\n  itzers, it said.")
    assert told(claim) == "pledge BE 9 howitzer"


def test_cuts_nothing_from_a_text_without_such_marks() -> None:
    shown = readable(TEXT)
    assert shown.text is TEXT
    assert shown.layers == ()


def test_keeps_letters_of_every_script() -> None:
    text = "Żółw Ľubomír Київ \U0001f1fa\U0001f1e6 naïve 東京 مرحبا"
    assert without_unseen(text).running == text


def test_tells_where_each_character_is_stored() -> None:
    stored = "\ufeffa\u00adb\u200b\u200bc"
    shown = readable(stored)
    assert shown.text == "abc"
    assert [stored[shown.stored(place)] for place in range(3)] == ["a", "b", "c"]
    assert shown.span(0, 2).end == 4
