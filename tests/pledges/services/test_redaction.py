"""Words that must go are gone from the bytes too, and only a redaction takes them out."""

import zlib

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from pledges.models import Intake, Original, Retrieval
from pledges.services.redaction import redact
from tests.pledges import stories

pytestmark = pytest.mark.django_db


def bodies() -> dict[int, bytes]:
    """The bytes of each original, by the size that it had."""
    return {size: zlib.decompress(body) if body else b"" for size, body in Original.objects.values_list("size", "body")}


def test_empties_the_bytes_of_every_version_of_the_article(editor: User) -> None:
    version = stories.article()
    later = stories.article(text=stories.TEXT + " More.")
    other = stories.article(key="other", text="Nothing of this.")
    stories.brought(version, b"1")
    stories.brought(later, b"22")
    stories.brought(other, b"333")
    redact(version=version, start=0, end=9, by=editor, why="a name")
    assert bodies() == {1: b"", 2: b"", 3: b"333"}
    assert {row.sha256 for row in Original.objects.all()} == set(Retrieval.objects.values_list("original", flat=True))


def test_empties_what_came_for_the_article_and_became_no_version(editor: User) -> None:
    version = stories.article()
    stories.brought(version, b"1")
    stories.brought(version, b"22", became_it=False)
    redact(version=version, start=0, end=9, by=editor, why="a name")
    assert bodies() == {1: b"", 2: b""}


def test_takes_words_out_twice(editor: User) -> None:
    version = stories.article()
    stories.brought(version, b"1")
    for start in (0, 20):
        redact(version=version, start=start, end=start + 5, by=editor, why="a name")
    assert bodies() == {1: b""}


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE pledges_original SET body = ''", id="without a redaction"),
        pytest.param("DELETE FROM pledges_original", id="by deleting the row"),
    ],
)
def test_the_database_refuses_to_change_bytes(statement: str) -> None:
    stories.brought(stories.article(), b"1")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)
    assert bodies() == {1: b"1"}


def test_the_database_refuses_another_hash_or_size_during_a_redaction(editor: User) -> None:
    version = stories.article()
    stories.brought(version, b"1")
    redaction = redact(version=version, start=0, end=9, by=editor, why="a name")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pledges.redaction', %s, true)", [str(redaction.pk)])
        cursor.execute("UPDATE pledges_original SET size = 7")
    assert Intake.objects.get().version == version
