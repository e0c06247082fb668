"""Markdown's marks part no words and no numbers, and what they hide is not read."""

import pytest

from extraction.reading.readable import readable
from tests.extraction.reading.conftest import Read, told

LONG = "a line of many words that a writer wrapped"
SHOWN = {
    "strong and weak emphasis": ("**20** *new* __big__ _guns_ ***now***", "20 new big guns now"),
    "emphasis within a word": ("Leo**pard** 2", "Leopard 2"),
    "a name with underscores": ("snake_case_name", "snake_case_name"),
    "a star that multiplies": ("5 * 3", "5 * 3"),
    "a link": ("[M109 guns](https://a.org/m109_20 'Guns') go", "M109 guns go"),
    "a link with brackets in its words and its address": ("[a [b] c](https://a.org/x_(y)) d", "a [b] c d"),
    "a link by its label": ("[guns][g], [tanks][]\n\n[g]: https://a.org\n[Tanks]: <b.org>", "guns, tanks\n\n\n"),
    "a link by its own words": ("[guns] [sic]\n\n[guns]: https://a.org", "guns [sic]\n\n"),
    "a link in strong words": ("**[20 guns](x)**", "20 guns"),
    "an image": ("![99 tanks](a.png)gone", "gone"),
    "an image that is a link": ("[![99 tanks](a.png)](b.html)gone", "gone"),
    "an address as its own link": ("see <https://a.org/20> now", "see  now"),
    "code in a line": ("`20` guns", "20 guns"),
    "a comment": ("a<!-- 99\ntanks -->b", "ab"),
    "a tag": ("<b>20</b> guns", "20 guns"),
    "what is struck through": ("~~14~~ 24 guns", " 24 guns"),
    "escaped signs": (r"5 \* 3 \_x\_ \[y\]", "5 * 3 _x_ [y]"),
    "characters by name": ("R&amp;D&nbsp;x", "R&D\xa0x"),
    "a footnote": ("20 guns[^1]\n\n[^1]: From stocks.", "20 guns\n\nFrom stocks."),
    "front matter": ("---\ntitle: 99 tanks\ndate: 2024-01-01\n---\nText", "Text"),
    "a rule is no front matter": ("---\n\nText\n\n---\n\nMore", "\n\nText\n\n\n\nMore"),
    "the underline of a heading": ("Title\n=====\nText", "Title\n\nText"),
    "a quotation": ("> one\n> > two", "one\ntwo"),
    "boxes to tick": ("- [x] 20 guns", "- 20 guns"),
    "a table": ("| a | b |\n|---|:-:|\n| c | d |", " a | b \n c | d "),
    "a table without outer bars": ("a | b\n--- | ---\nc | d", "a | b\nc | d"),
    "a bar within a cell": ("| a \\| b | c |", " a / b | c "),
    "lines in a cell": ("| a<br>b | c |", " a; b | c "),
    "a wrapped line": (f"{LONG}\nat Madrid", f"{LONG} at Madrid"),
    "a list below a long line": (f"{LONG}:\n* one", f"{LONG}:\n* one"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN)
def test_shows_the_words(text: str, shown: str) -> None:
    assert readable(text, "text/markdown").text == shown


@pytest.mark.parametrize("text", [one for one, _ in SHOWN.values()], ids=SHOWN)
def test_knows_where_each_word_is_stored(text: str) -> None:
    found = readable(text, "text/markdown")
    for place, sign in enumerate(found.text):
        if sign.isalnum() and "&" not in text:
            assert text[found.stored(place)] == sign


def test_reads_marked_numbers_and_names(read: Read) -> None:
    text = (
        "# News\n\n[Estonia](https://a.org/ee) will send Ukraine **17** [M109 *howitzers*](https://a.org/m109_99)"
        " by the end of May.\n"
    )
    (claim,) = read(text, media_type="text/markdown")
    assert told(claim) == "pledge EE 17 M109"
    assert claim.words["quantity"].text == "17"
    assert all(text[words.span.start : words.span.end] == words.text for words in claim.words.values() if words.span)
    assert "**17** [M109" in " ".join(text[span.start : span.end] for span in claim.evidence)


def test_reads_no_number_that_was_struck_through(read: Read) -> None:
    (claim,) = read("Estonia will send Ukraine ~~12~~ 17 M109 howitzers.", media_type="text/markdown")
    assert told(claim) == "pledge EE 17 M109"


def test_leaves_the_marks_of_a_plain_text(read: Read) -> None:
    text = "Estonia will send Ukraine ~~12 M109 howitzers~~."
    assert readable(text).text is text
