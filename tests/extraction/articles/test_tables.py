"""A table's rows and the lists in its cells are lines of the text, and none of its words is lost."""

import pytest

from extraction.articles.tables import Kept, put_back
from pledges.domain.notes import NoteKind
from tests.extraction.articles.pages import page, taken

ROWS = (
    "<table><thead><tr><th>Item</th><th>Sent</th></tr></thead><tr><td>Patria 6x6</td><td>9</td></tr>"
    "<tr><td>L119 guns</td><td>–</td></tr></table>"
)


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (ROWS, ["Item | Sent", "Patria 6x6 | 9", "L119 guns | –"]),
        (f"<table><caption>Gifts of 2025</caption>{ROWS[7:]}",
         ["Gifts of 2025", "Item | Sent", "Patria 6x6 | 9", "L119 guns | –"]),
        ("<table><tfoot><tr><td>All<td>12</tfoot><tr><th>Item<th>Sent</tr><tr><td>Guns<td>12</table>",
         ["Item | Sent", "Guns | 12", "All | 12"]),
        (("<table><tr><td>Riga has sent</td><td><ul><li>9 Patria 6x6 carriers</li><li>4 L119 <b>guns</b></li></ul></td>"
         "</tr></table>"), ["Riga has sent:", "- 9 Patria 6x6 carriers", "- 4 L119 guns"]),
        ("<table><tr><td>Riga has sent</td><td>So far:<ol><li>9 carriers</li></ol>and more</td></tr></table>",
         ["Riga has sent | So far: and more:", "- 9 carriers"]),
        ("<table><tr><td>Riga has sent</td><td>9 Patria carriers<br>4 L119 guns</td></tr></table>",
         ["Riga has sent:", "- 9 Patria carriers", "- 4 L119 guns"]),
        ("<table><tr><th>Item</th><th>Sent</th></tr><tr><td>Patria<br>L119</td><td>9<br>4</td></tr></table>",
         ["Item | Sent", "Patria | 9", "L119 | 4"]),
        ("<table><tr><th rowspan=2>Guns</th><td>L119</td><td>4</td></tr><tr><td>FH70</td><td>7</td></tr></table>",
         ["Guns | L119 | 4", " | FH70 | 7"]),
        ("<table><tr><th>Item</th><th>Sent</th><th>Due</th></tr><tr><td colspan=2>Guns</td><td>7</td></tr></table>",
         ["Item | Sent | Due", "Guns |  | 7"]),
        ("<table><tr><td><ul><li>9 carriers</li><li>4 guns</li></ul></td></tr></table>", ["- 9 carriers", "- 4 guns"]),
        (("<table role=presentation><tr><td>The depot in Riga was opened in May and holds what is to be sent.</td><td>"
         "<p>Its gates are guarded by a company of the border force.</p></td></tr></table>"),
         ["The depot in Riga was opened in May and holds what is to be sent.",
          "Its gates are guarded by a company of the border force."]),
    ],
)  # fmt: skip
def test_puts_a_line_for_each_row_and_item(table: str, lines: list[str]) -> None:
    before = "<p>The ministry in Riga published what it has given since the spring of last year.</p>"
    text = taken(page(before + table)).text.split("\n")
    place = next(index for index, line in enumerate(text) if line.startswith("The ministry in Riga"))
    assert [" ".join(line.split()) for line in text[place + 1 : place + 1 + len(lines)]] == [
        " ".join(line.split()) for line in lines
    ]


def test_a_table_within_a_layout_table_is_kept_as_lines() -> None:
    inner = (
        f"<table><tr><td><h2>Given</h2><p>What has been given so far stands below, by kind.</p>{ROWS}</td></tr></table>"
    )
    assert "Item | Sent\nPatria 6x6 | 9\nL119 guns | –" in taken(page(inner)).text


def test_a_table_of_related_stories_is_not_put_back() -> None:
    assert "Patria" not in taken(page() + f'<div class="related">{ROWS}</div>'.encode()).text


def test_lost_lines_are_put_back_where_they_stood() -> None:
    tables = (Kept(lines=("Item | Sent", "Guns | 4", "Cars | 9"), before="It said:"),)
    text, notes = put_back("Head\nIt said:\nCars | 9\nThe end", tables)
    assert (text, notes) == ("Head\nIt said:\nItem | Sent\nGuns | 4\nCars | 9\nThe end", ())


def test_two_tables_with_one_head_keep_their_rows_apart() -> None:
    tables = (
        Kept(lines=("Item | Sent", "Guns | 4"), before="In May:"),
        Kept(lines=("Item | Sent", "Cars | 9"), before="In June:"),
    )
    text, _ = put_back("In May:\nItem | Sent\nGuns | 4\nIn June:\nThe end", tables)
    assert text == "In May:\nItem | Sent\nGuns | 4\nIn June:\nItem | Sent\nCars | 9\nThe end"


def test_a_table_without_a_place_is_told() -> None:
    text, notes = put_back("Head\nThe end", (Kept(lines=("Item | Sent", "Guns | 4"), before="elsewhere"),))
    assert text == "Head\nThe end"
    assert [note.kind for note in notes] == [NoteKind.TABLE_NOT_READ]
