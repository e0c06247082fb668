"""Each clock hides what lies after it, and a figure once served can be had again."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from pledges.domain.judgements import Standing
from pledges.domain.values import Kind, Quantity
from pledges.models import Claim, CopyLink, Decision, Relation
from pledges.queries.reconciliation import entries, lines, totals
from pledges.queries.selection import Selection
from pledges.services.judging import correct, judge, link, undo, withdraw_link
from pledges.services.redaction import exclude, include_again
from tests.pledges.stories import TEXT, article, claim, read, story_claims

pytestmark = pytest.mark.usefixtures("seeded")


def served(**clocks: Any) -> list[Any]:
    """Every figure that can be asked for, in both standings."""
    found: list[Any] = []
    for standing in Standing:
        selection = Selection(standing=standing, **clocks)
        found += [lines(selection), totals(selection, group_by=("donor",)), totals(selection, group_by=("month",))]
        found += [entries(selection, kind=kind) for kind in ("pledge", "delivery")]
    return found


def delivery() -> Claim:
    return Claim.objects.get(kind="delivery", corrects=None, quantity_low=4)


def reject(by: User) -> None:
    judge(claim=delivery(), decision=Decision.REJECTED, by=by)


def accept(by: User) -> None:
    judge(claim=delivery(), decision=Decision.ACCEPTED, by=by)


def correct_it(by: User) -> None:
    quantity = {"low": 5, "high": 5, "unit": "item", "per": None, "approximate": False}
    correct(claim=delivery(), values={"quantity": quantity}, by=by)


def read_less(by: User) -> None:
    version = article()
    read(version, story_claims(version)[:1], extractor="test-2")


def change_the_text(by: User) -> None:
    changed = article(text=TEXT.replace("It has handed over four of them already. ", ""))
    read(changed, [claim(changed, "promised 14 in total", quantity=Quantity(low=14, high=14))])


def leave_out(by: User) -> None:
    exclude(version=article(), by=by, why="a hoax")


def another_article(by: User) -> None:
    other = article(key="other", text="Freedonia sent 9 Leopard 2 tanks.", published=date(2023, 4, 2))
    given = {"kind": Kind.DELIVERY, "quantity": Quantity(low=9, high=9)}
    read(other, [claim(other, "sent 9 Leopard 2 tanks", **given)])


def a_copy(by: User) -> None:
    other = article(key="copy", published=date(2023, 3, 8))
    CopyLink.objects.get_or_create(original=article(), copy=other, defaults={"similarity": 1.0})
    read(other, story_claims(other))


LATER: list[Callable[[User], None]] = [
    reject,
    accept,
    correct_it,
    read_less,
    change_the_text,
    leave_out,
    another_article,
    a_copy,
]


@pytest.fixture
def told(editor: User) -> datetime:
    """A story is stored; the moment after it."""
    version = article()
    read(version, story_claims(version))
    return timezone.now()


@pytest.mark.parametrize("later", LATER, ids=lambda one: one.__name__)
def test_a_figure_once_served_can_be_had_again(told: datetime, editor: User, later: Callable[[User], None]) -> None:
    before = served()
    assert served(recorded_at=told) == before
    later(editor)
    assert served() != before
    assert served(recorded_at=told) == before
    assert served(recorded_at=timezone.now()) == served()


def test_a_link_counts_from_when_it_was_made_until_it_was_taken_back(told: datetime, editor: User) -> None:
    other = article(key="other", text="Freedonia sent 9 Leopard 2 tanks.")
    read(other, [claim(other, "sent 9 Leopard 2 tanks", quantity=Quantity(low=9, high=9))])
    apart, before = served(), timezone.now()
    nine, ten = Claim.objects.get(quantity_low=9), Claim.objects.get(quantity_low=10)
    made = link(one=nine, other=ten, relation=Relation.SAME, by=editor)
    joined, during = served(), timezone.now()
    assert joined != apart
    withdraw_link(link=made, by=editor)
    assert served() == served(recorded_at=before) == apart
    assert served(recorded_at=during) == joined


def test_every_moment_of_a_long_history_can_be_had_again(told: datetime, editor: User) -> None:
    history = [(told, served())]
    for step in (accept, another_article, correct_it, leave_out):
        step(editor)
        history.append((timezone.now(), served()))
    include_again(version=article(), by=editor, why="no hoax")
    undo(claim=delivery(), by=editor)
    made = link(
        one=Claim.objects.get(quantity_low=9),
        other=Claim.objects.get(quantity_low=10),
        relation=Relation.DIFFERENT,
        by=editor,
    )
    history.append((timezone.now(), served()))
    withdraw_link(link=made, by=editor)
    for moment, figures in history:
        assert served(recorded_at=moment) == figures


def test_before_anything_was_stored_there_is_nothing(editor: User) -> None:
    before = timezone.now()
    version = article()
    read(version, story_claims(version))
    assert not any(served(recorded_at=before))


@pytest.mark.parametrize(
    ("known_at", "delivered"),
    [
        pytest.param("2023-03-06", None, id="before the first report"),
        pytest.param("2023-03-07", 4, id="on its day"),
        pytest.param("2023-04-01", 4, id="before the second"),
        pytest.param("2023-04-02", 9, id="after the second"),
    ],
)
def test_known_at_hides_what_was_published_later(
    told: datetime, editor: User, known_at: str, delivered: int | None
) -> None:
    another_article(editor)
    found = lines(Selection(known_at=date.fromisoformat(known_at), donor="PL"))
    assert [line["delivered"]["low"] for line in found] == ([] if delivered is None else [delivered])


def test_as_of_hides_what_had_not_happened(told: datetime, editor: User) -> None:
    assert lines(Selection(as_of=date(2023, 2, 20))) == []
    (line,) = lines(Selection(as_of=date(2023, 3, 1)))
    assert (line["delivered"]["low"], line["delivered"]["high"]) == (4, 4)
    (line,) = lines(Selection(as_of=date(2023, 2, 25)))
    assert (line["delivered"]["low"], line["delivered"]["high"]) == (0, 4)


def test_the_clocks_work_together(told: datetime, editor: User) -> None:
    """What had been published by March, as it was judged before the rejection."""
    another_article(editor)
    reject(editor)
    (line,) = lines(Selection(known_at=date(2023, 3, 31), recorded_at=told))
    assert line["delivered"]["low"] == 4
    (line,) = lines(Selection(known_at=date(2023, 3, 31)))
    assert line["delivered"]["low"] == 0
