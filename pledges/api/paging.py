"""A page begins after a key, not at a number, so that rows which come or go meanwhile shift nothing."""

import base64
import binascii
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import total_ordering
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Q

from pledges.api.errors import BadParameter
from pledges.api.parameters import CURSOR, PAGE
from pledges.queries.keys import rows_beyond

type Key = tuple[Any, ...]
type Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where a page begins: after `key`, or, going back, before it. `order` is the order it was made for."""

    key: Key
    back: bool
    order: tuple[str, ...]

    def write(self) -> str:
        data = json.dumps([self.key, self.back, self.order], separators=(",", ":"), default=str)
        return base64.urlsafe_b64encode(data.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, *, order: Sequence[str]) -> "Cursor":
        """Raises BadParameter for what this API did not write, or wrote for another order."""
        try:
            key, back, made_for = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            cursor = cls(key=tuple(key), back=bool(back), order=tuple(made_for))
        except (ValueError, TypeError, binascii.Error):
            raise _bad_cursor("The cursor was not written here.") from None
        if cursor.order != tuple(order) or len(cursor.key) != len(order):
            raise _bad_cursor("The cursor belongs to a list in another order.")
        if not all(value is None or (isinstance(value, str | int | float) and value == value) for value in cursor.key):
            raise _bad_cursor("The cursor was not written here.")
        return cursor


def _bad_cursor(detail: str) -> BadParameter:
    return BadParameter(parameter="cursor", detail=detail, accepts=CURSOR.accepts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Rows in order, and the cursors of the pages beside them."""

    rows: Sequence[Row]
    next: str | None
    previous: str | None

    def links(self, path: str, given: Mapping[str, Any]) -> dict[str, str | None]:
        """`next` and `previous` as addresses; `given` are the parameters asked with."""
        return {
            name: f"{path}?{urlencode({**given, 'cursor': cursor})}" if cursor else None
            for name, cursor in (("next", self.next), ("previous", self.previous))
        }


def page_rows(
    fetch: Callable[[Q, Sequence[str], int], list[tuple[Key, Row]]],
    *,
    order: Sequence[str],
    cursor: str | None,
    size: int = PAGE,
) -> Page:
    """A page of database rows. `fetch` takes a condition, an order and a limit, and gives rows with their keys.

    `order` ends in a unique field.
    """
    at = Cursor.read(cursor, order=order) if cursor else None
    back = at is not None and at.back
    way = [_turned(name) for name in order] if back else list(order)
    try:
        found = fetch(rows_beyond(way, at.key) if at else Q(), way, size + 1)
    except ValidationError:  # a key that is none of the field's values
        raise _bad_cursor("The cursor was not written here.") from None
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    return _page(found, order, at, more)


def _page(found: Sequence[tuple[Key, Row]], order: Sequence[str], at: Cursor | None, more: bool) -> Page:
    back = at is not None and at.back
    has_next, has_previous = (True, more) if back else (more, at is not None)

    def cursor(key: Key, *, to_back: bool) -> str:
        return Cursor(key=tuple(_plain(value) for value in key), back=to_back, order=tuple(order)).write()

    return Page(
        rows=[row for _, row in found],
        next=cursor(found[-1][0], to_back=False) if found and has_next else None,
        previous=cursor(found[0][0], to_back=True) if found and has_previous else None,
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def page_items(
    items: Sequence[Row],
    *,
    order: str,
    ident: Callable[[Row], str],
    cursor: str | None,
    size: int = PAGE,
) -> Page:
    """A page of values in memory, by a field (unknown values last) and then by what identifies one."""
    names = (order, "id")
    at = Cursor.read(cursor, order=names) if cursor else None

    def key(row: Row) -> Key:
        return (_plain(row.get(order.lstrip("-"))), ident(row))

    down = order.startswith("-")
    ordered = sorted(items, key=lambda row: _rank(key(row), down=down))
    ranks = [_rank(key(row), down=down) for row in ordered]
    if at is None:
        start, end = 0, size
    elif at.back:
        end = bisect_left(ranks, _rank(at.key, down=down))
        start = max(0, end - size)
    else:
        start = bisect_right(ranks, _rank(at.key, down=down))
        end = start + size
    more = start > 0 if at is not None and at.back else end < len(ordered)
    return _page([(key(row), row) for row in ordered[start:end]], names, at, more)


@total_ordering
class _Down:
    """A value that sorts the other way."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Down) and bool(self.value == other.value)

    def __lt__(self, other: "_Down") -> bool:
        return bool(other.value < self.value)


def _rank(key: Key, *, down: bool) -> tuple[Any, ...]:
    """Unknown comes last either way; numbers before words, so that any two keys compare."""
    value, ident = key
    comparable = (isinstance(value, str), value if value is not None else 0)
    if down:
        return (value is None, _Down(comparable), _Down(str(ident)))
    return (value is None, comparable, str(ident))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
