"""Which rules of a table fire while a text is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from extraction.reading.rules import Rule, Table


@contextmanager
def watched(table: Table[Any, Any]) -> Iterator[set[str]]:
    """The ids of the rules that had something to say, as they do."""
    fired: set[str] = set()
    with instead(table, tuple(_noting(rule, fired) for rule in table.rules)):
        yield fired


@contextmanager
def without(table: Table[Any, Any], rule: Rule[Any, Any]) -> Iterator[None]:
    """A table in which one rule is switched off."""
    with instead(table, tuple(one for one in table.rules if one is not rule)):
        yield


@contextmanager
def instead(table: Table[Any, Any], rules: tuple[Rule[Any, Any], ...]) -> Iterator[None]:
    kept = table.rules
    object.__setattr__(table, "rules", rules)  # a table is a value everywhere else
    try:
        yield
    finally:
        object.__setattr__(table, "rules", kept)


def _noting(rule: Rule[Any, Any], fired: set[str]) -> Rule[Any, Any]:
    def apply(*given: Any, **named: Any) -> Any:
        found = rule.apply(*given, **named)
        if found is not None:
            fired.add(rule.id)
        return found

    return replace(rule, apply=apply)
