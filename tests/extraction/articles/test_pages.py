"""What is no whole article is told by its words, and no article for speaking of such things."""

import pytest

from extraction.articles.pages import notes_on_page, page_kinds
from pledges.domain.notes import NoteKind
from tests.extraction.articles.pages import page, taken

EXAMPLES = [(kind.kind, row) for kind in page_kinds() for row in kind.examples]
COUNTEREXAMPLES = [(kind.kind, row) for kind in page_kinds() for row in kind.counterexamples]


@pytest.mark.parametrize(("kind", "row"), EXAMPLES)
def test_an_example_is_told(kind: NoteKind, row: dict[str, str]) -> None:
    assert [note.kind for note in notes_on_page(row["text"], title=row["title"])] == [kind]


@pytest.mark.parametrize(("kind", "row"), COUNTEREXAMPLES)
def test_a_counterexample_is_an_article(kind: NoteKind, row: dict[str, str]) -> None:
    assert notes_on_page(row["text"], title=row["title"]) == ()


@pytest.mark.parametrize("row", [row for kind, row in EXAMPLES if kind is not NoteKind.CUT_OFF])
def test_the_same_words_within_a_long_article_are_none(row: dict[str, str]) -> None:
    long = f"{row['text']} " + "The ministers met on Tuesday and spoke about roads, depots and guns. " * 60
    assert notes_on_page(long, title="Ministers meet") == ()


def test_a_page_that_shows_only_a_wall_is_told_and_not_refused() -> None:
    read = taken(b"<html><head><title>example.org</title></head><body><div>Verify you are human</div></body></html>")
    assert [note.kind for note in read.notes] == [NoteKind.ERROR_PAGE]


def test_a_banner_beside_an_article_makes_it_no_consent_page() -> None:
    banner = "<div id=cookies><p>We value your privacy</p><p>We and our 99 partners store and access information on a"
    read = taken(page() + f"{banner} device and process personal data.</p><button>Accept all</button></div>".encode())
    assert read.notes == ()
    assert "privacy" not in read.text


@pytest.mark.parametrize(
    ("free", "kinds"), [("false", [NoteKind.CUT_OFF]), ("true", []), ('"False"', [NoteKind.CUT_OFF])]
)
def test_a_short_text_that_must_be_paid_for_is_cut_off(free: str, kinds: list[NoteKind]) -> None:
    node = f'{{"@type":"NewsArticle","headline":"Riga gives more","isAccessibleForFree":{free}}}'
    read = taken(page(head=f'<script type="application/ld+json">{node}</script>'))
    assert [note.kind for note in read.notes] == kinds
