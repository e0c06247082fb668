"""However a list is paged, forth or back, each row comes once and in order."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.api.errors import BadParameter
from pledges.api.paging import Cursor, page_items


def rows(values: list[Any]) -> list[dict[str, Any]]:
    return [{"id": str(number), "value": value} for number, value in enumerate(values)]


def ids(row: dict[str, Any]) -> str:
    return str(row["id"])


@given(st.lists(st.none() | st.integers() | st.dates().map(str)), st.integers(1, 5), st.booleans())
def test_meets_every_row_once_forth_and_back(values: list[Any], size: int, down: bool) -> None:
    order = "-value" if down else "value"
    whole = page_items(rows(values), order=order, ident=ids, cursor=None, size=1000).rows
    forth: list[Any] = []
    back: list[Any] = []
    cursor: str | None = None
    while True:
        page = page_items(rows(values), order=order, ident=ids, cursor=cursor, size=size)
        forth += page.rows
        if page.next is None:
            break
        cursor = page.next
    assert forth == whole
    while True:
        back = [*page.rows, *back]
        if page.previous is None:
            break
        page = page_items(rows(values), order=order, ident=ids, cursor=page.previous, size=size)
    assert back == whole


def test_puts_unknown_values_last_either_way() -> None:
    for order in ("value", "-value"):
        found = page_items(rows([2, None, 1]), order=order, ident=ids, cursor=None).rows
        assert found[-1]["value"] is None


def test_goes_on_where_it_was_when_rows_come_and_go() -> None:
    first = page_items(rows([1, 2, 3, 4]), order="value", ident=ids, cursor=None, size=2)
    fewer = [row for row in rows([1, 2, 3, 4]) if row["value"] != 2]
    second = page_items(fewer, order="value", ident=ids, cursor=first.next, size=2)
    assert [row["value"] for row in second.rows] == [3, 4]


@given(st.text(max_size=30))
def test_refuses_any_cursor_that_was_not_written_here(text: str) -> None:
    with pytest.raises(BadParameter):
        Cursor.read(text, order=("value", "id"))
