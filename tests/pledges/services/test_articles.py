"""The same content twice is one version; changed content is a new version of the same article."""

from datetime import date
from typing import Any

import pytest

from pledges.domain.notes import DayFrom, Note, NoteKind
from pledges.models import Article, ArticleVersion, CopyLink, Sighting, SourceKind
from pledges.services.articles import Offer, store

pytestmark = pytest.mark.django_db
LONG = " ".join(f"The ministry counted crate number {n} in the hall at the harbour." for n in range(40))


def offer(**values: Any) -> Offer:
    usual: dict[str, Any] = {"key": "a", "text": "Text.", "published": date(2023, 3, 7), "publisher": "Reuters"}
    return Offer(**(usual | values))


def test_the_same_content_twice_is_one_version() -> None:
    first, one = store(offer=offer())
    second, two = store(offer=offer())
    assert (first, one, two) == (second, "new", "unchanged")
    assert Sighting.objects.count() == 1


@pytest.mark.parametrize("change", [{"text": "Other."}, {"published": date(2023, 3, 8)}, {"title": "A title"}])
def test_changed_content_is_a_new_version_of_the_same_article(change: dict[str, object]) -> None:
    store(offer=offer())
    _, outcome = store(offer=offer(**change))
    assert outcome == "changed"
    assert (Article.objects.count(), ArticleVersion.objects.count()) == (1, 2)


def test_a_text_put_back_is_sighted_again_and_not_stored_again() -> None:
    first, _ = store(offer=offer())
    store(offer=offer(text="Other."))
    back, outcome = store(offer=offer())
    assert (back, outcome) == (first, "changed")
    assert (ArticleVersion.objects.count(), Sighting.objects.count()) == (2, 3)


def test_text_is_stored_as_it_came() -> None:
    text = "One\r\nTwo\u00a0“three”\n\n"
    version, _ = store(offer=offer(text=text))
    version.refresh_from_db()
    assert version.text == text


def test_a_reprint_is_linked_to_its_original() -> None:
    original, _ = store(offer=offer(text=LONG))
    copy, _ = store(offer=offer(key="b", text=LONG + " Reprinted with leave.", publisher="A paper"))
    other, _ = store(offer=offer(key="c", text=LONG.replace("crate", "barrel").replace("harbour", "station")))
    assert list(CopyLink.objects.values_list("original", "copy")) == [(original.pk, copy.pk)]
    assert not CopyLink.objects.filter(copy=other).exists()


def test_an_unknown_publisher_with_the_name_of_a_government_is_official() -> None:
    version, _ = store(offer=offer(publisher="Ministry of National Defence of Nowhere"))
    assert version.source.kind == SourceKind.OFFICIAL


def test_an_unknown_publisher_is_kept_with_the_kind_unknown() -> None:
    version, _ = store(offer=offer(publisher="Gazette of Nowhere"))
    assert (version.source.name, version.source.kind) == ("Gazette of Nowhere", "unknown")


@pytest.mark.parametrize(
    ("day", "where"), [(None, DayFrom.NOWHERE), (date(2025, 1, 1), DayFrom.FILE_CLOCK)], ids=["no day", "a guess"]
)
def test_a_day_that_was_known_is_not_lost(day: date | None, where: DayFrom) -> None:
    first, _ = store(offer=offer(day_from=DayFrom.META))
    silent = Note(kind=NoteKind.NO_DAY, detail="nothing says it")
    second, outcome = store(offer=offer(text="Another text.", published=day, day_from=where, notes=(silent,)))
    assert outcome == "changed"
    assert (second.published, second.day_from) == (first.published, "meta")
    assert not second.notes.exists()
