"""A publisher's note on its own mistake makes no claim; news that follows it, and news under "Update", does."""

from pathlib import Path

import pytest

from extraction.reading import Reader
from extraction.reading.corrections import CORRECTION, CorrectionRow, correction_rows, opens_correction
from extraction.reading.documents import Document
from extraction.reading.lexicon import LexiconError
from pledges.domain.values import Replaced
from tests.extraction.reading.conftest import PUBLISHED, Read, told

NEWS = "Finland will send Ukraine 26 Patria 6x6 carriers, its defence ministry said."
NOTES = {
    "a label at the end": f"{NEWS}\n\nCorrection: an earlier version of this article said that Finland would send 16.",
    "a label at the top": f"Correction (7 March): Finland will send Ukraine 16 fewer.\n\n{NEWS}",
    "a label in capitals": f"{NEWS}\n\nCORRECTION, March 8: Finland will send Ukraine 16 Patria 6x6 carriers less.",
    "a clarification": f"{NEWS}\n\nClarification: Finland will send Ukraine 16 Patria carriers from its own stocks.",
    "a note in italics": f"{NEWS}\n\n_Editor's note: Finland will send Ukraine 16 Patria 6x6 carriers, we first said._",
    "an amendment": (
        f"{NEWS}\n\nThis story was amended on 7 March because an earlier version misstated the number. Finland will"
        " send Ukraine 16 Patria 6x6 carriers, it said."
    ),
    "a report of another version": f"{NEWS} An earlier version of this report said it would send Ukraine 16 M113.",
    "in brackets": f"(This article has been corrected. It said that Finland would send Ukraine 16 M113.) {NEWS}",
    "in brackets within a sentence": NEWS.replace(
        " carriers", " carriers (an earlier version of this story said 16 carriers)"
    ),
    "a list under a heading": (
        f"{NEWS}\n\nCorrections and clarifications\n\n• Finland will send Ukraine 16 M113 carriers.\n"
        "• Sweden will send Ukraine 3 M109."
    ),
    "an agency's note": f"(Corrects number of carriers to 26 instead of 16 in first paragraph)\n\n{NEWS}",
}  # fmt: skip


@pytest.mark.parametrize("text", NOTES.values(), ids=NOTES)
@pytest.mark.parametrize("title", ["", "Ukraine war: what we know today"], ids=["as a note", "as an article"])
def test_reads_the_news_alone(read: Read, text: str, title: str) -> None:
    assert [told(claim) for claim in read(text, title=title)] == ["pledge FI 26 Patria 6x6"]


@pytest.mark.parametrize(
    "text",
    [
        "Update: Finland will send Ukraine 26 Patria 6x6 carriers.",
        "This story has been updated. Finland will send Ukraine 26 Patria 6x6 carriers.",
        "Finland corrected its plans and will send Ukraine 26 Patria 6x6 carriers.",
        "Finland will send Ukraine 26 Patria 6x6 carriers of an earlier version.",
    ],
    ids=["an update", "a story updated", "plans corrected", "a version of a vehicle"],
)
def test_goes_on_reading_what_is_no_correction(read: Read, text: str) -> None:
    assert [told(claim) for claim in read(text)] == ["pledge FI 26 Patria 6x6"]


PUT_RIGHT = {
    "we wrote": (
        "Correction. In yesterday's report we wrote that Finland will send Ukraine 16 Patria 6x6 carriers. The correct "
        "number is 26."
    ),
    "an earlier version": (
        "Correction: An earlier version of this article said that Finland would send Ukraine 16 Patria 6x6 carriers. "
        "The figure should have been 26."
    ),
    "under a heading": (
        "Clarification\n\nOur report of Tuesday said that Finland will send Ukraine 16 Patria 6x6 carriers. The right "
        "number was 26, the ministry has told us."
    ),
}


@pytest.mark.parametrize("text", PUT_RIGHT.values(), ids=PUT_RIGHT)
def test_what_a_note_repeats_is_told_with_the_right_number(read: Read, text: str) -> None:
    (claim,) = read(text, title="")
    assert (told(claim), claim.replaces) == ("pledge FI 26 Patria 6x6", Replaced(number=16))


def test_tells_which_sentences_it_passed_over(reader: Reader) -> None:
    trace = reader.trace(Document(article="a", text=NOTES["a label at the end"], published=PUBLISHED))
    assert trace.unread == {1: CORRECTION}


@pytest.mark.parametrize("row", correction_rows(), ids=lambda row: row.example)
def test_a_row_of_the_lexicon_finds_its_example_and_nothing_more(row: CorrectionRow) -> None:
    assert opens_correction(row.example)
    assert not [words for words in row.no if opens_correction(words)]


def test_refuses_a_row_without_an_example(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yml"
    path.write_text("- {where: label, words: oops}\n")
    with pytest.raises(LexiconError, match=r"corrections\.yml: row 1 needs"):
        correction_rows(path)
