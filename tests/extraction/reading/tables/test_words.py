"""Each row of the table lexicon says what its examples say, and leaves its counterexamples to others."""

from pathlib import Path

import pytest

from extraction.reading.lexicon import LexiconError
from extraction.reading.tables.words import TableWords, cell_says, head_says, table_words

SAYS = {"head": head_says, "cell": cell_says}


@pytest.mark.parametrize("row", table_words(), ids=lambda row: f"{row.of} {row.says}")
def test_a_row_says_its_examples_and_no_counterexample(row: TableWords) -> None:
    assert {SAYS[row.of](words) for words in row.examples} == {row.says}
    assert row.says not in {SAYS[row.of](words) for words in row.no}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{of: head, says: gift, words: gift, examples: [Gift]}", "row 1 needs of"),
        ("{of: foot, says: item, words: item, examples: [Item]}", "row 1 needs of"),
        ("{of: head, says: item, words: item}", r"row 1 \(item\) has no examples"),
    ],
    ids=["an unknown word", "an unknown place", "no example"],
)
def test_refuses_a_row_that_can_not_be_used(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "tables.yml"
    path.write_text(f"- {row}\n")
    with pytest.raises(LexiconError, match=message):
        table_words(path)
