"""Every row of the lexicon carries an example, and the example holds its word."""

from pathlib import Path

import pytest

from extraction.reading.lexicon import LexiconError, Row, load

ROWS = [row for name in ("verbs", "nouns", "governors") for row in load(name)]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.rule}-{row.particle or row.role}" for row in ROWS])
def test_its_example_holds_its_word(row: Row) -> None:
    words = row.example.lower().replace(",", " ").replace(".", " ").split()
    assert set(row.forms) & set(words)
    assert f" {row.particle} " in f" {' '.join(words)} " or not row.particle


@pytest.mark.parametrize(
    "line", ["- {word: send, sense: give}", "- {sense: give, example: x}", '- {word: send, example: "x"}']
)
def test_a_row_without_word_role_or_example_does_not_load(tmp_path: Path, line: str) -> None:
    (tmp_path / "verbs.yml").write_text(line)
    with pytest.raises(LexiconError, match="row 1"):
        load("verbs", folder=tmp_path)
