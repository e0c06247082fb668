"""Every character of what is shown is shown once, in the piece that it belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.queries.highlights import highlight

TEXT = "Some words before. Poland will send 14 tanks. Some words after."


def words(start: int, end: int) -> dict[str, dict[str, object]]:
    return {"donors": {"text": TEXT[start:end], "start": start, "end": end, "rule": "a rule"}}


def test_cuts_the_text_at_evidence_and_words() -> None:
    pieces = highlight(TEXT, evidence=[[19, 45]], words=words(19, 25))
    assert [(p.text, p.evidence, p.fields) for p in pieces] == [
        ("Some words before. ", False, ""),
        ("Poland", True, "donors"),
        (" will send 14 tanks.", True, ""),
        (" Some words after.", False, ""),
    ]
    assert pieces[1].rules == "donors: a rule"


def test_leaves_out_what_is_far_and_says_so() -> None:
    pieces = highlight(TEXT, evidence=[[19, 45]], words={}, context=1)
    assert "".join(piece.text for piece in pieces) == TEXT[18:46]
    assert [piece.gap for piece in pieces] == [True, False, False, True]


def test_names_every_field_of_shared_words() -> None:
    both = words(19, 25) | {"kind": {"text": "Poland will", "start": 19, "end": 30, "rule": "r"}}
    pieces = highlight(TEXT, evidence=[[19, 45]], words=both)
    assert [(p.text, p.fields) for p in pieces if p.marks] == [("Poland", "donors, kind"), (" will", "kind")]


@pytest.mark.parametrize("start", [None, 500])
def test_marks_no_default_and_nothing_outside_the_text(start: int | None) -> None:
    odd = {"terms": {"text": "", "start": start, "end": start, "rule": "default"}}
    assert not any(piece.marks for piece in highlight(TEXT, evidence=[[19, 45]], words=odd))


spans = st.tuples(st.integers(0, 80), st.integers(1, 20)).map(lambda pair: [pair[0], pair[0] + pair[1]])


@given(st.text(max_size=80), st.lists(spans, max_size=4), st.lists(spans, max_size=4), st.integers(0, 30))
def test_shows_all_evidence_once_and_in_order(
    text: str, evidence: list[list[int]], fields: list[list[int]], context: int
) -> None:
    marks = {str(n): {"text": "", "start": s, "end": e, "rule": "r"} for n, (s, e) in enumerate(fields)}
    pieces = highlight(text, evidence=evidence, words=marks, context=context)
    shown = "".join(piece.text for piece in pieces)
    places = {place for start, end in evidence for place in range(start, min(end, len(text)))}
    told = sum(len(piece.text) for piece in pieces if piece.evidence)
    assert told == len(places)
    assert len(shown) <= len(text)
    whole = highlight(text, evidence=evidence, words=marks, context=200)
    assert "".join(piece.text for piece in whole) == (text if whole else "")
