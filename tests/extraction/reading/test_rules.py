"""Every rule of every table fires on its examples and leaves its counterexamples alone."""

from typing import Any

import pytest

from extraction.reading.rule_tables import TABLES
from extraction.reading.rules import Rule, Table
from tests.extraction.reading.conftest import Read
from tests.extraction.reading.watching import watched

ROWS = [pytest.param(table, rule, id=f"{table.name}: {rule.id}") for table in TABLES for rule in table.rules]


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_a_rule_fires_on_its_examples_alone(read: Read, table: Table[Any, Any], rule: Rule[Any, Any]) -> None:
    assert [text for text in rule.examples if rule.id not in _fired(read, table, text)] == []
    assert [text for text in rule.counterexamples if rule.id in _fired(read, table, text)] == []


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_a_rule_says_both_what_it_is_for_and_what_it_is_not(table: Table[Any, Any], rule: Rule[Any, Any]) -> None:
    assert rule.examples
    assert rule.counterexamples


def test_rules_of_a_table_are_told_apart_by_their_ids() -> None:
    for table in TABLES:
        assert len({rule.id for rule in table.rules}) == len(table.rules)


def _fired(read: Read, table: Table[Any, Any], text: str) -> set[str]:
    with watched(table) as fired:
        read(text)
    return fired
