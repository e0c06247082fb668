"""A coded item is found only by a claim with its number that names it."""

import json
from datetime import date
from pathlib import Path

import pytest

from extraction.evaluation import InputError
from extraction.evaluation.notes import CodedItem, Note, load_notes, score_notes
from pledges.domain.catalogue import Catalogue, Category
from pledges.domain.claims import Claim
from tests.extraction.evaluation.hand_made import claim

GOLDEN = Path(__file__).parents[2] / "golden" / "notes.jsonl"
DAY = date(2023, 1, 1)
TEXT = "Berlin sends 14 tanks and six howitzers."
CATALOGUE = Catalogue(
    donors={},
    categories={
        "main-battle-tank": Category(slug="main-battle-tank", name="Tank", words=("battle tank", "tank")),
        "howitzer": Category(slug="howitzer", name="Howitzer", words=("howitzer",)),
        "towed-howitzer": Category(slug="towed-howitzer", name="Towed howitzer", parent="howitzer"),
    },
    systems={},
)


@pytest.mark.parametrize(
    ("item", "found", "is_found"),
    [
        pytest.param(CodedItem(words="Leopard 2A6 tanks", number=14), claim(), True, id="name-inside-words"),
        pytest.param(CodedItem(words="Leopard 2", number=14), claim(name="Leopard 2A6"), True, id="words-inside-name"),
        pytest.param(CodedItem(words="Leopard 1", number=14), claim(), False, id="other-name"),
        pytest.param(CodedItem(words="Leopard 2", number=15), claim(), False, id="other-number"),
        pytest.param(CodedItem(words="Leopard 2", number=14), claim(low=None), True, id="upper-bound"),
        pytest.param(CodedItem(words="battle tanks", number=14), claim(name=None), True, id="words-of-the-category"),
        pytest.param(CodedItem(words="tanks", number=14), claim(0, 23, name=None), True, id="words-of-the-evidence"),
        pytest.param(
            CodedItem(words="howitzers", number=6, category="howitzer"),
            claim(0, 40, name=None, category="towed-howitzer", low=6, high=6),
            True,
            id="child-category",
        ),
        pytest.param(
            CodedItem(words="howitzers", number=6, category="howitzer"),
            claim(0, 40, name=None, low=6, high=6),
            False,
            id="category-of-another-item",
        ),
        pytest.param(
            CodedItem(words="tanks", number=None), claim(name=None, low=None, high=None), True, id="undisclosed"
        ),
        pytest.param(CodedItem(words="tanks", number=None), claim(name=None), False, id="a-number-is-no-undisclosed"),
        pytest.param(
            CodedItem(words="tanks", number=5e6, currency="EUR"), claim(0, 23, value=("5000000", "EUR")), True, id="sum"
        ),
        pytest.param(
            CodedItem(words="tanks", number=5e6, currency="EUR"),
            claim(0, 23, value=("5000000", "USD")),
            False,
            id="sum-in-another-currency",
        ),
    ],
)
def test_finds(item: CodedItem, found: Claim, is_found: bool) -> None:
    note = Note(id="n", text=TEXT, donor="DE", published=DAY, items=(item,))
    result = score_notes([note], {"n": [found]}, CATALOGUE)
    assert (result.found, result.items) == (int(is_found), 1)
    assert result.missed == (() if is_found else (("n", item),))


def test_one_claim_answers_for_one_item() -> None:
    item = CodedItem(words="Leopard 2", number=14)
    note = Note(id="n", text=TEXT, donor="DE", published=DAY, items=(item, item))
    assert score_notes([note], {"n": [claim()]}, CATALOGUE).found == 1


def test_one_claim_answers_for_its_number_and_its_sum() -> None:
    items = (CodedItem(words="Leopard 2", number=14), CodedItem(words="Leopard 2", number=5e6, currency="EUR"))
    note = Note(id="n", text=TEXT, donor="DE", published=DAY, items=items)
    assert score_notes([note], {"n": [claim(value=("5000000", "EUR"))]}, CATALOGUE).found == 2


def test_a_note_without_claims_finds_nothing() -> None:
    note = Note(id="n", text=TEXT, donor="DE", published=DAY, items=(CodedItem(words="tanks", number=1),))
    assert score_notes([note], {}, CATALOGUE).share == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: not JSON"),
        ("[]", "line 1: not a JSON object"),
        ('{"id": "n"}', "line 1: KeyError"),
        ('{"id": "n", "text": "", "donor": "DE", "published": "soon", "items": []}', "not an ISO date: 'soon'"),
        (
            '{"id": "n", "text": "", "donor": "", "published": "2023-01-01", "items": [{"words": "x", "number": "5"}]}',
            "number is no number",
        ),
        ("", "holds no note"),
    ],
    ids=["json", "object", "key", "date", "number", "empty"],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "notes.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_notes(path)


def test_the_golden_notes_hold_together() -> None:
    """Forty notes of many donors, none told twice."""
    notes = load_notes(GOLDEN)
    assert len(notes) >= 40
    assert sum(len(note.items) for note in notes) >= 145
    assert len({note.donor for note in notes}) >= 25
    assert len({json.dumps(note.text) for note in notes}) == len(notes)
