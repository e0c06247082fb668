"""The database refuses to change or drop what was recorded."""

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from pledges.models import (
    Article,
    ArticleVersion,
    Claim,
    CopyLink,
    Decision,
    Exclusion,
    LedgerProblem,
    Link,
    ProblemSettlement,
    Reading,
    Redaction,
    Relation,
    Run,
    Settling,
    Sighting,
    Verdict,
)
from pledges.services.judging import judge, link
from pledges.services.redaction import exclude, redact
from pledges.services.settling import settle
from tests.pledges.stories import article, read, story_claims

TRUTH = [
    Article, ArticleVersion, Sighting, CopyLink, Redaction, Exclusion, Claim, Run, Reading, Verdict, Link,
    ProblemSettlement,
]  # fmt: skip


@pytest.fixture
def truth(seeded: None, editor: User) -> None:
    """One row at least in each table of truth."""
    version = article()
    read(version, story_claims(version))
    copy = article(key="reprint", text=version.text + " (agency)")
    CopyLink.objects.get_or_create(original=version, copy=copy, defaults={"similarity": 0.9})
    first, second = Claim.objects.order_by("pk")[:2]
    judge(claim=first, decision=Decision.ACCEPTED, by=editor)
    link(one=first, other=second, relation=Relation.DIFFERENT, by=editor)
    problem = LedgerProblem.objects.all()[0].problem
    settle(problem=problem, decision=Settling.SETTLED, by=editor, why="looked into")
    redact(version=version, start=0, end=4, by=editor, why="a name")
    exclude(version=copy, by=editor, why="a reprint")


@pytest.mark.parametrize("model", TRUTH, ids=lambda model: model.__name__)
def test_refuses_to_update_a_row(truth: None, model: type[Model]) -> None:
    assert model._default_manager.exists()
    column = {"Article": "url", "ArticleVersion": "published", "Claim": "kind", "CopyLink": "similarity"}
    name = column.get(model.__name__, "recorded_at")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        value = {"url": "'x'", "kind": "'intent'", "similarity": "0", "published": "'2020-01-01'"}.get(name, "now()")
        cursor.execute(f"UPDATE {model._meta.db_table} SET {name} = {value}")


@pytest.mark.parametrize("model", TRUTH, ids=lambda model: model.__name__)
def test_refuses_to_delete_a_row(truth: None, model: type[Model]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.parametrize("model", TRUTH, ids=lambda model: model.__name__)
def test_refuses_to_truncate_a_table(db: None, model: type[Model]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pledges.scratch', 'off', true)")
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_refuses_to_change_text_without_a_redaction(truth: None) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE pledges_articleversion SET text = 'something else'")


def test_refuses_other_columns_during_a_redaction(truth: None) -> None:
    redaction = Redaction.objects.get()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pledges.redaction', %s, true)", [str(redaction.pk)])
        cursor.execute("UPDATE pledges_articleversion SET text = 'x', published = '2020-01-01'")


def test_refuses_a_redaction_that_nobody_recorded(truth: None) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pledges.redaction', '999999', true)")
        cursor.execute("UPDATE pledges_articleversion SET text = 'something else'")
