"""A re-reading replaces what nobody judged and proposes where a person did; stored rows stay as they are."""

from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from extraction import rereading
from extraction.judging.judge import judge_of
from extraction.reading.reader import version_with
from extraction.rereading import Wanted, count_outdated, outdated, version_number
from extraction.tasks import read
from extraction.work import document_of, reader_for
from pledges.domain.claims import Claim as ClaimValue
from pledges.domain.values import Quantity
from pledges.models import (
    ArticleVersion,
    Claim,
    ClaimState,
    Decision,
    Job,
    JobState,
    LedgerLine,
    Reading,
    Run,
    Source,
    Verdict,
)
from pledges.queries.catalogue import current_catalogue
from pledges.services.judging import correct, judge
from tests.pledges import stories

IN_USE = version_with(judge_of())

pytestmark = pytest.mark.django_db
TEXT = (
    "Norway will send 14 Leopard 2A4 tanks to Ukraine. "
    "Sweden will send six Archer howitzers to Ukraine. "
    "Denmark will send 19 Caesar howitzers to Ukraine. "
    "Finland will send three Leopard 2R vehicles to Ukraine. "
    "Poland will send 60 Krab howitzers to Ukraine. "
    "Spain will send eight Leopard 2A4 tanks to Ukraine."
)
DONORS = ("NO", "SE", "DK", "FI", "PL", "ES")


def reread(*arguments: str, **options: Any) -> list[str]:
    said = StringIO()
    call_command("reread", *arguments, stdout=said, **options)
    return said.getvalue().splitlines()


def rows() -> dict[str, dict[Any, Any]]:
    """All truth that a re-reading could touch, row by row."""
    return {
        model.__name__: {row["id"]: row for row in model.objects.values()} for model in (Claim, Reading, Run, Verdict)
    }


def reviews(donor: str) -> dict[int, tuple[str, bool]]:
    """A donor's claims by their number: how each is reviewed, and whether it counts in the live figures."""
    states = ClaimState.objects.filter(claim__donors=[donor]).select_related("claim")
    return {state.claim.quantity_low or 0: (state.review, state.live) for state in states}


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user(username="editor", password="a long enough password")


@pytest.fixture
def version(seeded: None) -> ArticleVersion:
    """An article that an earlier extractor misread: each number but Spain's is 100 too high."""
    version = stories.article(text=TEXT)
    (right,) = reader_for(current_catalogue()).read([document_of(version)])
    assert [claim.donors for claim in right] == [(donor,) for donor in DONORS]
    stories.read(version, [one if one.donors == ("ES",) else misread(one) for one in right], extractor="0")
    return version


def misread(claim: ClaimValue) -> ClaimValue:
    low = (claim.quantity.low or 0) + 100
    return replace(claim, quantity=Quantity(low=low, high=low))


def stored(donor: str) -> Claim:
    return Claim.objects.get(donors=[donor])


@pytest.fixture
def judged(version: ArticleVersion, editor: User) -> ArticleVersion:
    """An editor has accepted, rejected, corrected and put off; Norway's claim nobody has looked at."""
    judge(claim=stored("SE"), decision=Decision.ACCEPTED, by=editor)
    judge(claim=stored("DK"), decision=Decision.REJECTED, by=editor)
    quantity = {"low": 4, "high": 4, "unit": "item", "per": None, "approximate": False, "vague": False}
    correct(claim=stored("FI"), values={"quantity": quantity}, by=editor, why="four, says the ministry")
    judge(claim=stored("PL"), decision=Decision.UNSURE, by=editor)
    judge(claim=stored("ES"), decision=Decision.ACCEPTED, by=editor)
    return version


def test_replaces_what_nobody_judged_and_proposes_where_a_person_decided(judged: ArticleVersion) -> None:
    assert reviews("NO") == {114: ("pending", True)}
    reread()
    read()
    assert reviews("NO") == {114: ("unread", False), 14: ("pending", True)}
    assert reviews("SE") == {106: ("accepted", True), 6: ("proposal", False)}
    assert reviews("DK") == {119: ("rejected", False), 19: ("proposal", False)}
    assert reviews("FI") == {103: ("corrected", False), 4: ("accepted", True), 3: ("proposal", False)}
    assert reviews("PL") == {160: ("unread", False), 60: ("pending", True)}
    assert reviews("ES") == {8: ("accepted", True)}


def test_only_adds_rows(judged: ArticleVersion) -> None:
    before = rows()
    reread()
    read()
    after = rows()
    for name, kept in before.items():
        assert {key: after[name][key] for key in kept} == kept, name
    assert after["Verdict"] == before["Verdict"]
    assert len(after["Run"]) == 2
    newest = Run.objects.latest("id")
    assert (newest.extractor, newest.catalogue) == (IN_USE, current_catalogue().revision)


def test_leaves_the_reviewed_figures_as_they_were(judged: ArticleVersion) -> None:
    def figures() -> list[Any]:
        lines = LedgerLine.objects.filter(standing="reviewed").order_by("line")
        return [(line.line, line.body["pledged"]) for line in lines]

    before = figures()
    assert before
    reread()
    read()
    assert figures() == before


def test_reads_once_however_often_it_is_asked(judged: ArticleVersion) -> None:
    assert "1 articles to read again" in reread()
    assert reread()[-1] == "1 waited to be read already"
    assert Job.objects.count() == 1
    read()
    assert reread()[-1] == "0 articles to read again"
    assert (Job.objects.count(), Run.objects.count()) == (1, 2)


def test_asks_again_for_what_was_set_aside(version: ArticleVersion) -> None:
    reread()
    Job.objects.update(state=JobState.QUARANTINED)
    reread()
    assert sorted(Job.objects.values_list("state", flat=True)) == ["quarantined", "waiting"]


def test_a_dry_run_tells_and_queues_nothing(version: ArticleVersion) -> None:
    assert reread("--dry-run") == [
        f"the extractor is {IN_USE}, the catalogue {current_catalogue().revision}",
        "1 last read by extractor 0, catalogue c",
        "1 articles to read again",
    ]
    assert not Job.objects.exists()


def test_queues_batch_by_batch_the_newest_first(seeded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereading, "BATCH", 2)
    versions = [stories.article(key=f"a{number}", text=f"Text {number}.") for number in range(5)]
    assert reread()[-3:] == ["queued 2 of 5", "queued 4 of 5", "queued 5 of 5"]
    asked = Job.objects.order_by("id").values_list("payload__version", flat=True)
    assert list(asked) == [version.pk for version in reversed(versions)]


def test_gives_up_waiting_where_no_worker_is(version: ArticleVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extraction.management.waiting.PATIENCE", 0.3)
    with pytest.raises(CommandError, match="1 articles wait to be read and no worker takes them"):
        reread("--wait")
    assert Job.objects.filter(state=JobState.WAITING).count() == 1


# --- which articles ------------------------------------------------------------------------------------------


def read_by(key: str, *runs: tuple[str, str], published: date = stories.DAY, publisher: str = "Reuters") -> None:
    version = stories.article(key=key, text=f"The text of {key}.", published=published, publisher=publisher)
    for extractor, catalogue in runs:
        Run.objects.create(version=version, extractor=extractor, catalogue=catalogue, started_at=timezone.now())


@pytest.fixture
def archive(seeded: None) -> None:
    """Articles by what read them; the present extractor is 10, the present catalogue "now"."""
    read_by("unread")
    read_by("today", ("9", "now"), ("10", "now"))
    read_by("other-catalogue", ("10", "then"), published=date(2024, 1, 1))
    read_by("nine", ("9", "now"), published=date(2022, 5, 1))
    read_by("nine-and-a-half", ("9.5", "then"))
    read_by("back-and-forth", ("10", "now"), ("9", "now"))
    read_by("register", ("register-sipri-1", "now"))
    read_by("made-up", ("demo-1", "now"))
    read_by("row", published=date(2024, 1, 1), publisher="A register")
    Source.objects.filter(name="A register").update(kind="register")
    read_by("changed", ("9", "now"))
    newer = stories.article(key="changed", text="It reads otherwise now.")
    Run.objects.create(version=newer, extractor="10", catalogue="now", started_at=timezone.now())


@pytest.mark.parametrize(
    ("narrowed", "keys"),
    [
        pytest.param(
            {},
            {"unread", "other-catalogue", "nine", "nine-and-a-half", "back-and-forth"},
            id="all not as today",
        ),
        pytest.param({"before": "10"}, {"nine", "nine-and-a-half", "back-and-forth"}, id="before a version"),
        pytest.param({"before": "9.1"}, {"nine", "back-and-forth"}, id="versions are numbers and no words"),
        pytest.param({"before": "9"}, set(), id="before the first"),
        pytest.param({"since": date(2023, 6, 1)}, {"other-catalogue"}, id="published since"),
        pytest.param({"articles": ("nine", "today")}, {"nine"}, id="named, where they are not as today"),
        pytest.param({"articles": ("register", "made-up", "row")}, set(), id="never a register's row, or made up"),
        pytest.param({"before": "10", "since": date(2023, 1, 1)}, {"nine-and-a-half", "back-and-forth"}, id="both"),
    ],
)
def test_wants(archive: None, narrowed: dict[str, Any], keys: set[str]) -> None:
    wanted = Wanted(extractor="10", catalogue="now", **narrowed)
    assert {version.article.key for version in outdated(wanted)} == keys
    assert sum(one.articles for one in count_outdated(wanted)) == len(keys)


def test_counts_by_what_read_them_last(archive: None) -> None:
    told = count_outdated(Wanted(extractor="10", catalogue="now"))
    assert [(one.extractor, one.catalogue, one.articles) for one in told] == [
        ("10", "then", 1), ("9", "now", 2), ("9.5", "then", 1), (None, None, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param(["--article", "nowhere"], "there is no article 'nowhere'", id="an article that is none"),
        pytest.param(["--version-before", "new"], "'new' is no version", id="a version that is none"),
        pytest.param(["--since", "yesterday"], "'yesterday' is not a date", id="a day that is none"),
    ],
)
def test_refuses(seeded: None, given: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        reread(*given)


def test_the_reader_has_a_version_that_can_be_compared() -> None:
    assert version_number(IN_USE) > version_number("0")
