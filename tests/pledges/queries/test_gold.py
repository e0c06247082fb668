"""What editors decided is told as gold: claims, corrections in their place, rejections, and nothing that is open."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User

from pledges.domain.claims import Words
from pledges.domain.notes import DayFrom
from pledges.domain.values import Span
from pledges.models import ArticleVersion, Claim, Decision, Source
from pledges.queries import gold
from pledges.queries.gold import exported, gold_files
from pledges.services.judging import correct, judge, undo
from pledges.services.redaction import exclude, include_again, redact
from tests.pledges import stories

pytestmark = pytest.mark.usefixtures("seeded")
TEN, FOUR, FOURTEEN = "ten more Leopard 2 tanks", "four of them", "14 in total"


@pytest.fixture
def version(seeded: None) -> ArticleVersion:
    """An article of which three claims were read, each with the words that it counts."""
    version = stories.article()
    read = zip(stories.story_claims(version), (TEN, FOUR, FOURTEEN), strict=True)
    stories.read(version, [_counting(one, version, words) for one, words in read])
    return version


def _counting(claim: Any, version: ArticleVersion, words: str) -> Any:
    start = version.text.index(words)
    item = Words(text=words, span=Span(start=start, end=start + len(words)), rule="test")
    return replace(claim, words={**claim.words, "item": item})


def decide(quote: str, decision: Decision, by: User) -> Claim:
    claim = Claim.objects.get(quote__contains=quote, author=None)
    judge(claim=claim, decision=decision, by=by)
    return claim


def told(version: ArticleVersion) -> dict[str, Any]:
    """What is exported of the one article: the words of each claim and rejection, by their phrase."""
    (one,) = exported()
    assert one.version == version
    return {
        name: [version.text[row["at"]["start"] : row["at"]["end"]] for row in rows]
        for name, rows in (("claims", one.claims), ("rejected", one.rejected))
    }


def test_tells_what_was_accepted_and_rejected_and_leaves_open_what_was_not(
    version: ArticleVersion, editor: User
) -> None:
    assert list(exported()) == []
    decide("ten more", Decision.ACCEPTED, editor)
    decide("four", Decision.REJECTED, editor)
    decide("14", Decision.UNSURE, editor)
    assert told(version) == {"claims": [TEN], "rejected": [FOUR]}
    undo(claim=Claim.objects.get(quote__contains="four"), by=editor)
    assert told(version) == {"claims": [TEN], "rejected": []}


def test_a_claim_is_told_with_its_values(version: ArticleVersion, editor: User) -> None:
    decide("ten more", Decision.ACCEPTED, editor)
    (one,) = exported()
    start, evidence = version.text.index(TEN), "ten more Leopard 2 tanks this week"
    assert one.claims == [
        {
            "kind": ["pledge"],
            "donors": [["PL"]],
            "item": {"names": ["Leopard 2"], "categories": ["main-battle-tank"]},
            "quantity": [[10, 10]],
            "unit": ["item"],
            "basis": ["increment"],
            "window": [{"from": "2023-03-06", "to": "2023-03-12"}],
            "evidence": [{"start": start, "end": start + len(evidence)}],
            "at": {"start": start, "end": start + len(TEN)},
        }
    ]


def test_a_correction_is_told_at_the_place_of_what_it_corrects(version: ArticleVersion, editor: User) -> None:
    claim = Claim.objects.get(quote__contains="four")
    correction = correct(claim=claim, values={"donors": ["SE"], "kind": "dispatch"}, by=editor, why="as it says")
    (one,) = exported()
    assert [(row["kind"], row["donors"]) for row in one.claims] == [(["dispatch"], [["SE"]])]
    assert told(version) == {"claims": [FOUR], "rejected": []}
    judge(claim=correction, decision=Decision.REJECTED, by=editor)
    assert list(exported()) == [], "a refused correction frees the claim, and decides nothing"


def test_leaves_out_what_is_excluded_redacted_undated_or_a_register(version: ArticleVersion, editor: User) -> None:
    decide("ten more", Decision.ACCEPTED, editor)
    exclude(version=version, by=editor, why="a hoax")
    assert list(exported()) == []
    include_again(version=version, by=editor, why="no hoax")
    assert told(version) == {"claims": [TEN], "rejected": []}
    source = version.source
    Source.objects.filter(pk=source.pk).update(kind="register")
    assert list(exported()) == []
    Source.objects.filter(pk=source.pk).update(kind=source.kind)
    redact(version=version, start=0, end=3, by=editor, why="a court says so")
    assert list(exported()) == []


def test_leaves_out_an_article_whose_day_is_a_guess(seeded: None, editor: User) -> None:
    version = stories.article(day_from=DayFrom.FILE_CLOCK)
    stories.read(version, stories.story_claims(version))
    decide("ten more", Decision.ACCEPTED, editor)
    assert list(exported()) == []


def test_keeps_to_the_text_that_was_judged_last(version: ArticleVersion, editor: User) -> None:
    decide("ten more", Decision.ACCEPTED, editor)
    newer = stories.article(text=f"It says so again. {stories.TEXT}")
    claims = [
        _counting(one, newer, words) for one, words in zip(stories.story_claims(newer), (TEN, FOUR), strict=False)
    ]
    stories.read(newer, claims)
    decide("four", Decision.REJECTED, editor)
    assert told(newer) == {"claims": [TEN], "rejected": [FOUR]}


def test_a_correction_follows_what_it_corrects_into_a_newer_text(version: ArticleVersion, editor: User) -> None:
    claim = Claim.objects.get(quote__contains="four")
    correct(claim=claim, values={"donors": ["SE"]}, by=editor, why="as it says")
    newer = stories.article(text=f"It says so again. {stories.TEXT}")
    stories.read(newer, [_counting(stories.story_claims(newer)[1], newer, FOUR)])
    assert told(newer) == {"claims": [FOUR], "rejected": []}
    (one,) = exported()
    assert one.claims[0]["donors"] == [["SE"]]
    assert one.claims[0]["evidence"][0]["start"] == newer.text.index("handed over")


def test_the_same_decisions_give_the_same_files(version: ArticleVersion, editor: User) -> None:
    decide("ten more", Decision.ACCEPTED, editor)
    decide("four", Decision.REJECTED, editor)
    once, again = list(gold_files(exported())), list(gold_files(exported()))
    assert once == again
    assert [name.partition("/")[0] for name, _ in once] == ["texts", "gold", "manifest.jsonl"]
    assert once[0][1].decode() == version.text


def test_asks_the_database_no_more_for_more_articles(
    seeded: None, editor: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        version = stories.article(key=f"story {number}")
        stories.read(version, stories.story_claims(version))
    for claim in Claim.objects.all():
        judge(claim=claim, decision=Decision.ACCEPTED, by=editor)
    with django_assert_max_num_queries(4):
        assert len(list(exported())) == 4


@pytest.mark.parametrize("size", [1, 2, 50])
def test_tells_each_article_once_however_many_are_held(
    size: int, seeded: None, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gold, "BATCH", size)
    numbers = []
    for number in range(3):
        version = stories.article(key=f"story {number}")
        stories.read(version, stories.story_claims(version))
        numbers.append(version.article_id)
    for claim in Claim.objects.all():
        judge(claim=claim, decision=Decision.ACCEPTED, by=editor)
    assert [(one.version.article_id, len(one.claims)) for one in exported()] == [(number, 3) for number in numbers]
    assert [one.version.article_id for one in exported(articles=numbers[1:])] == numbers[1:]
