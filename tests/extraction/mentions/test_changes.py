"""Each row of the lexicon of replaced numbers reads its example, and leaves alone what replaces nothing."""

from pathlib import Path

import pytest

from extraction.mentions import Gazetteer, find_mentions
from extraction.mentions.changes import ReplacingError, ReplacingRow, replacing_rows
from pledges.seed_files import load_catalogue
from tests.extraction.mentions.test_quantities import PUBLISHED

GAZETTEER = Gazetteer.build(load_catalogue())


def changes(text: str) -> list[tuple[int | None, int]]:
    """(new, earlier) of each number of a text that takes another one's place."""
    found = find_mentions(text, published=PUBLISHED, gazetteer=GAZETTEER).quantities
    return [(one.low, one.change.earlier) for one in found if one.change is not None]


@pytest.mark.parametrize("row", replacing_rows(), ids=lambda row: row.example)
def test_a_row_reads_its_example_and_nothing_more(row: ReplacingRow) -> None:
    ((new, earlier),) = changes(row.example)
    assert {new, earlier} <= {20, 30, 40, 60}
    assert new != earlier
    assert not [text for text in row.no if changes(text)]


def test_an_earlier_number_is_no_number_of_its_own() -> None:
    found = find_mentions("Oslo raised its pledge from 40 to 60 tanks.", published=PUBLISHED, gazetteer=GAZETTEER)
    assert [(one.text, one.low, one.high) for one in found.quantities] == [("60", 60, 60)]


@pytest.mark.parametrize("line", ["- {words: x}", "- {example: x}", "- {words: x, change: [y], example: x}"])
def test_refuses_a_row_that_says_too_little(tmp_path: Path, line: str) -> None:
    (tmp_path / "replacing.yml").write_text(line)
    with pytest.raises(ReplacingError, match="row 1"):
        replacing_rows(tmp_path / "replacing.yml")
