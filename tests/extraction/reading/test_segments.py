"""A text is cut into blocks and sentences that are spans of it: nothing is lost, and nothing is cut in two words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reading.segments import LONGEST_SENTENCE, Sentence, blocks, sentences


def cut(text: str) -> list[str]:
    return [" ".join(piece.text.split()) for piece in sentences(text)]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(text[block.start : block.end].split())) for block in blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Oslo gave six. Riga gave two.", ["Oslo gave six.", "Riga gave two."], id="full stops"),
        pytest.param("Will Oslo give? It will!  Soon…  Ten.", ["Will Oslo give?", "It will!", "Soon…", "Ten."],
                     id="other ends"),
        pytest.param("“We will give six.” Riga agreed.", ["“We will give six.”", "Riga agreed."], id="a closing quote"),
        pytest.param('"Six," he said. "Ten?" she asked.', ['"Six," he said.', '"Ten?" she asked.'],
                     id="a quotation that goes on in small letters"),
        pytest.param("OSLO, May 2 (Wire) - Ten came. Six left.", ["Ten came.", "Six left."], id="a dateline"),
        pytest.param("Oslo (dpa) — Ten tanks came.", ["Ten tanks came."], id="a dateline of an agency"),
        pytest.param("OSLO — “Ten tanks came.”", ["“Ten tanks came.”"], id="a dateline of a place"),
        pytest.param("LION (tanks) - 10 came.", ["LION (tanks) - 10 came."], id="a thing before a dash"),
        pytest.param("Gen. Olsen spoke. Lt. Col. Berg did not.", ["Gen. Olsen spoke.", "Lt. Col. Berg did not."],
                     id="ranks"),
        pytest.param("The U.S. Army left. It left six.", ["The U.S. Army left.", "It left six."], id="dotted name"),
        pytest.param("Arms came from the U.S. The rest did not.", ["Arms came from the U.S.", "The rest did not."],
                     id="dotted name that ends a sentence"),
        pytest.param("J. K. Berg paid 1.5 million. No. 4 came.", ["J. K. Berg paid 1.5 million.", "No. 4 came."],
                     id="initials, decimals and numbers"),
        pytest.param("It came on 5 Sept. 2023. All work.", ["It came on 5 Sept. 2023.", "All work."], id="months"),
        pytest.param("Oslo gave six.Riga gave two.", ["Oslo gave six.Riga gave two."], id="no white space, no end"),
        pytest.param("It cost approx. ten million euros.", ["It cost approx. ten million euros."], id="abbreviation"),
        pytest.param("Six came (two were old). Ten left.", ["Six came (two were old).", "Ten left."], id="brackets"),
        pytest.param("Riga gave two. 14 more will follow.", ["Riga gave two.", "14 more will follow."],
                     id="a number starts"),
        pytest.param("Élan was high. Ålesund paid.", ["Élan was high.", "Ålesund paid."], id="letters with marks"),
    ],
)  # fmt: skip
def test_ends_sentences_at(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Oslo gives more\n\nIt gave six.", [("heading", "Oslo gives more"), ("body", "It gave six.")],
                     id="a heading has no full stop"),
        pytest.param("Oslo gives:\n- six tanks\n- two guns", [("body", "Oslo gives:"), ("bullet", "six tanks"),
                     ("bullet", "two guns")], id="dashes"),
        pytest.param("• six tanks;\r\n•\xa0two guns.\r\n", [("bullet", "six tanks;"), ("bullet", "two guns.")],
                     id="round bullets, another system's line ends, hard blanks"),
        pytest.param("1. six tanks\n2) two guns\n(3) ten trucks", [("bullet", "six tanks"), ("bullet", "two guns"),
                     ("bullet", "ten trucks")], id="numbered"),
        pytest.param("## What came\n* six tanks", [("bullet", "What came"), ("bullet", "six tanks")],
                     id="marks of markup"),
        pytest.param("14 tanks came.\n\n2.5 tonnes left.", [("body", "14 tanks came."), ("body", "2.5 tonnes left.")],
                     id="numbers that are no bullets"),
        pytest.param("Oslo gave six.\r\rRiga gave two.", [("body", "Oslo gave six."), ("body", "Riga gave two.")],
                     id="old line ends"),
        pytest.param("Six\ttanks came.\n \t \nTwo left.", [("body", "Six tanks came."), ("body", "Two left.")],
                     id="a line of blanks is empty"),
        pytest.param("Six tanks came\nand two guns.", [("body", "Six tanks came and two guns.")],
                     id="goes on in small letters"),
        pytest.param("Six tanks came\nTwo guns left.", [("heading", "Six tanks came"), ("body", "Two guns left.")],
                     id="a line of its own"),
    ],
)  # fmt: skip
def test_parts_blocks_at(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_joins_the_lines_of_a_text_that_was_wrapped() -> None:
    wrapped = (
        "Oslo said on Friday that it would give six more of its tanks\n"
        "Before the winter, and that two guns which it had promised in\n"
        "March had left the port of Narvik, where they had stood for a\n"
        "Month while their crews were trained by instructors from Riga.\n"
        "Nothing else was told.\n"
    )
    assert [kind for kind, _ in kinds(wrapped)] == ["body"]
    assert cut(wrapped)[-1] == "Nothing else was told."


def test_keeps_the_lines_of_a_text_that_was_not_wrapped() -> None:
    lines = "Oslo will give six tanks.\nRiga will give two guns.\nNothing else was told."
    assert [kind for kind, _ in kinds(lines)] == ["body"] * 3


@pytest.mark.parametrize(
    ("mark", "place"),
    [
        pytest.param(";", 1000, id="at a semicolon"),
        pytest.param(" ", 1400, id="at a blank"),
        pytest.param("", 0, id="anywhere"),
    ],
)
def test_cuts_what_runs_on_without_end(mark: str, place: int) -> None:
    text = "x" * place + mark + "y" * 4 * LONGEST_SENTENCE
    pieces = list(sentences(text))
    assert max(piece.end - piece.start for piece in pieces) <= LONGEST_SENTENCE
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    if mark:
        assert pieces[0].end == place + 1


def test_counts_sentences_and_blocks_through_the_document() -> None:
    pieces = list(sentences("Six came. Two left.\n\n- Ten stay. All work.\n- None"))
    assert [piece.ordinal for piece in pieces] == [0, 1, 2, 3, 4]
    assert [piece.block.ordinal for piece in pieces] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t", "•\n*\n", "\x0b\x0c\x1c\u2028"])
def test_finds_nothing_in(text: str) -> None:
    assert list(sentences(text)) == []


def test_makes_every_blank_a_space_and_keeps_the_length() -> None:
    (piece,) = sentences("Oslo\xa0gave\u2009six\tof\nits tanks.")
    assert piece.text == "Oslo gave six of its tanks."
    assert piece.end - piece.start == len(piece.text)


ODD = st.text(st.sampled_from(list("aZ9 .!?…;:,-•()\"“”'\r\n\t\xa0\u2028\x1c\x85é𝔄U.S")), max_size=300)


@given(ODD)
def test_every_piece_is_a_span_and_only_blanks_and_bullets_lie_between(text: str) -> None:
    place = 0
    for piece in sentences(text):
        assert place <= piece.start < piece.end <= piece.block.end <= len(text)
        assert len(piece.text) == piece.end - piece.start
        assert piece.block.start <= piece.start
        assert not any(letter.isalpha() for letter in text[place : piece.start])
        assert plain(piece) == "".join(text[piece.start : piece.end].split())
        place = piece.end
    assert not any(letter.isalpha() for letter in text[place:])


def plain(piece: Sentence) -> str:
    return "".join(piece.text.split())
