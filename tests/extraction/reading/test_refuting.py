"""What an article itself calls false or unproven is disputed, in the same sentence, the next or a later paragraph."""

from pathlib import Path

import pytest

from extraction.reading.lexicon import LexiconError
from extraction.reading.refuting import RefutingRow, refuting_rows
from pledges.domain.values import Certainty
from tests.extraction.reading.conftest import Read

DISPUTED = {
    "the next sentence": "A post says that Latvia gave Ukraine 30 CVR(T) carriers. That is false.",
    "with no word of who spread it": "Latvia gave Ukraine 30 CVR(T) carriers. This is not true.",
    "a paragraph later": (
        "Users of Telegram claim that Latvia gave Ukraine 30 CVR(T) carriers.\n\nThe post was shared 2,000 times."
        "\n\nWe found no proof of this."
    ),
    "no such gift": (
        "A video says that Latvia has sent Ukraine 30 CVR(T) carriers.\n\nRiga has confirmed no such gift."
    ),
    "denied": "Rumours say that Latvia has sent Ukraine 30 CVR(T) carriers. Its defence ministry denied this.",
    "called fake": (
        "A picture is said to show that Latvia has sent Ukraine 30 CVR(T) carriers. Riga called the picture a fake."
    ),
    "a verdict": (
        "Web sites wrote that Latvia has sent Ukraine 30 CVR(T) carriers.\n\nVerdict: False. Nothing is right."
    ),
    "the headline": (
        "No, Latvia has not sent its carriers\n\nA clip says that Latvia has sent Ukraine 30 CVR(T) carriers."
    ),
    "the sentence itself": "Channels falsely claim that Latvia has sent Ukraine 30 CVR(T) carriers.",
}
STATED = {
    "another rumour": (
        "Latvia has sent Ukraine 30 CVR(T) carriers.\n\nA post tells of a bomb in Riga. There is no proof of this."
    ),
    "no evidence of something else": (
        "Latvia has sent Ukraine 30 CVR(T) carriers. There is no evidence that any of them was hit."
    ),
    "a true post": "The minister posted that Latvia has sent Ukraine 30 CVR(T) carriers. The report is true.",
}


@pytest.mark.parametrize("text", DISPUTED.values(), ids=DISPUTED.keys())
def test_disputes_what_the_text_takes_back(read: Read, text: str) -> None:
    claims = [claim for claim in read(text) if claim.quantity.low == 30]
    assert [claim.certainty for claim in claims] == [Certainty.DISPUTED]


def test_names_the_words_that_take_it_back(read: Read) -> None:
    (claim,) = read(DISPUTED["a paragraph later"])
    assert claim.words["certainty"].text == "We found no proof of this."


@pytest.mark.parametrize("text", STATED.values(), ids=STATED.keys())
def test_leaves_what_the_text_stands_by(read: Read, text: str) -> None:
    claims = [claim for claim in read(text) if claim.quantity.low == 30]
    assert [claim.certainty for claim in claims] == [Certainty.STATED]


@pytest.mark.parametrize("row", refuting_rows(), ids=lambda row: f"{row.of}: {row.example}")
def test_a_row_of_the_lexicon_finds_its_example_and_nothing_more(row: RefutingRow) -> None:
    assert row.words.search(row.example)
    assert not [text for text in row.no if row.words.search(text)]


@pytest.mark.parametrize(
    "line", ["- {of: told, words: x}", "- {of: luck, words: x, example: x}", "- {of: told, example: x}"]
)
def test_refuses_a_row_that_says_too_little(tmp_path: Path, line: str) -> None:
    (tmp_path / "refuting.yml").write_text(line)
    with pytest.raises(LexiconError, match="row 1"):
        refuting_rows(tmp_path / "refuting.yml")
