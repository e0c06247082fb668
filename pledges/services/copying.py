"""Many rows go to the database in one stream, past none of its constraints and triggers."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import orjson
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Field, JSONField, Model

type Encode = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column, the attribute of a row that it holds, and how that is written; None: as psycopg does."""

    name: str
    attribute: str
    encode: Encode | None
    stamped: "Field[Any, Any] | None"  # a time that the row gets as it is written


def copy_in(rows: Sequence[Model]) -> None:
    """Insert rows of one model by COPY. What has no key gets one from the database, which the row does not learn;
    where it must, `number` the rows first.

    Raises what an INSERT would, and like it leaves nothing behind where a row is refused.
    """
    if not rows:
        return
    meta = rows[0]._meta
    columns = [one for one in _columns(type(rows[0])) if one.name != _generated(rows[0])]
    for one in columns:
        if one.stamped is not None:
            for row in rows:
                one.stamped.pre_save(row, add=True)
    quote = connection.ops.quote_name
    names = ", ".join(quote(one.name) for one in columns)
    ways = [(one.attribute, one.encode) for one in columns]
    statement = f"COPY {quote(meta.db_table)} ({names}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            values = row.__dict__
            copy.write_row([encode(values[name]) if encode else values[name] for name, encode in ways])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def number(rows: Sequence[Model]) -> None:
    """Give new rows their keys ahead, from the sequence that the database would take them from."""
    if not rows:
        return
    meta = rows[0]._meta
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [meta.db_table, meta.pk.column, len(rows)],
        )
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key


def drop(model: type[Model], column: str, keys: Collection[int]) -> None:
    """Delete the rows whose `column` is among some keys; what points at them is the caller's to delete before."""
    if not keys:
        return
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {quote(model._meta.db_table)} WHERE {quote(column)} = ANY(%s)", [list(keys)])


@cache
def _columns(model: type[Model]) -> tuple[Column, ...]:
    return tuple(
        Column(
            name=str(field.column),
            attribute=field.attname,
            encode=_encoder(field),
            stamped=field if getattr(field, "auto_now_add", False) else None,
        )
        for field in model._meta.concrete_fields
    )


def _generated(row: Model) -> str | None:
    """The column that the database fills for this row."""
    return row._meta.pk.column if row.pk is None else None


def _encoder(field: "Field[Any, Any]") -> Encode | None:
    if isinstance(field, JSONField):
        return _json
    return _array if isinstance(field, ArrayField) else None


def _json(value: Any) -> str | None:
    """As Django stores it: no value is NULL."""
    return None if value is None else orjson.dumps(value).decode()


def _array(values: Sequence[Any] | None) -> str | None:
    return None if values is None else _literal(tuple(values))


@lru_cache(maxsize=4096)
def _literal(values: tuple[str | int | None, ...]) -> str:
    return "{" + ",".join(_element(value) for value in values) + "}"


def _element(value: str | int | None) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "NULL" if value is None else str(value)
