"""A text is shown in stretches: put together they are the text, and each says all that stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.explain import Explanation, Found, Passage
from extraction.marked import shown, stretches

TEXT = "  • about 6,000 rounds came.\r\n\r\nIt rained.  "


def found(start: int, end: int, kind: str, text: str = TEXT) -> Found:
    return Found(start=start, end=end, text=text[start:end], kind=kind, means="meaning", rule="rule")


def passage(start: int, end: int, *mentions: Found, text: str = TEXT) -> Passage:
    return Passage(
        ordinal=0, start=start, end=end, text=text[start:end], unread=None, mentions=mentions, claims=(), left_out=()
    )


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        pytest.param([], [("about 6,000 rounds came.", "", False)], id="nothing"),
        pytest.param(
            [found(4, 22, "number")],
            [("about 6,000 rounds", "number", True), (" came.", "", False)],
            id="one mention",
        ),
        pytest.param(
            [found(4, 22, "number"), found(16, 22, "category")],
            [("about 6,000 ", "number", False), ("rounds", "number name", True), (" came.", "", False)],
            id="a name within a number",
        ),
        pytest.param(
            [found(4, 9, "donor"), found(4, 9, "system")],
            [("about", "name", True), (" 6,000 rounds came.", "", False)],
            id="two readings of the same words",
        ),
        pytest.param(
            [found(4, 15, "time"), found(15, 22, "money")],
            [("about 6,000", "time", True), (" rounds", "money", True), (" came.", "", False)],
            id="side by side",
        ),
    ],
)
def test_cuts_where_the_meaning_changes(mentions: list[Found], expected: list[tuple[str, str, bool]]) -> None:
    cut = stretches(passage(4, 28, *mentions))
    assert [(one.text, one.groups, one.ends) for one in cut] == expected


def test_tells_each_mention_with_its_meaning_and_rule() -> None:
    (_, both, _) = stretches(passage(4, 28, found(4, 22, "number"), found(16, 22, "category")))
    assert both.means == "number meaning (rule); category meaning (rule)"


def test_shows_what_stands_before_between_and_after_the_sentences() -> None:
    parts = list(shown(Explanation(text=TEXT, passages=(passage(4, 28), passage(32, 42)))))
    assert [part.before for part in parts] == ["  • ", "\r\n\r\n", "  "]
    assert [part.passage is None for part in parts] == [False, False, True]


@given(st.data())
def test_loses_no_character_and_shows_none_twice(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=60))
    place = st.integers(0, len(text))
    edges = sorted(data.draw(st.lists(place, max_size=6, unique=True)))
    passages = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        spans = data.draw(st.lists(st.tuples(st.integers(start, end), st.integers(start, end)), max_size=5))
        mentions = [found(min(span), max(span), "donor", text) for span in spans if span[0] != span[1]]
        passages.append(passage(start, end, *mentions, text=text))
    parts = list(shown(Explanation(text=text, passages=tuple(passages))))
    assert "".join(part.before + "".join(one.text for one in part.stretches) for part in parts) == text
