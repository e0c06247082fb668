"""Editors keep the sources that are polled, and see what each has brought."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pledges.admin.permissions import ensure_editors_group
from pledges.models import Article, Job, Listing, Page, PolledSource, PollState, Priority

LIST = "admin:pledges_polledsource_changelist"
FIELDS = {
    "name": "Ministry",
    "form": "feed",
    "address": "https://ministry.example/feed.xml",
    "language": "en",
    "paused": "on",
    "shortest_interval": "00:15:00",
    "longest_interval": "1 00:00:00",
    "pace": "00:00:05",
    "refetch_after": "01:00:00,1 00:00:00",
}


@pytest.fixture
def source(db: None) -> PolledSource:
    return PolledSource.objects.create(name="Ministry", address="https://ministry.example/feed.xml")


def act(desk: Client, action: str, *sources: PolledSource) -> None:
    desk.post(reverse(LIST), {"action": action, "_selected_action": [source.pk for source in sources]})


def test_an_editor_adds_a_source(desk: Client) -> None:
    desk.post(reverse("admin:pledges_polledsource_add"), FIELDS | {"title_any": "tank*,military aid"})
    source = PolledSource.objects.get()
    assert (source.title_any, source.paused, source.edited) == (["tank*", "military aid"], True, True)
    assert source.refetch_after == [timedelta(hours=1), timedelta(days=1)]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param({"address": "ministry.example"}, "This is no http(s) URL", id="no scheme"),
        pytest.param({"address": "file:///etc/passwd"}, "This is no http(s) URL", id="a file"),
        pytest.param({"address": "http://[::1"}, "This is no URL", id="half a bracket"),
        pytest.param({"address": "http://a:b@ministry.example/"}, "user&#x27;s name", id="a password"),
        pytest.param({"address": "http://10.0.0.1/feed"}, "10.0.0.1 is a private address", id="a private address"),
        pytest.param({"address": "http://[::1]/feed"}, "::1 is a private address", id="this machine"),
        pytest.param({"form": "folder", "address": "../secrets"}, "path below the watched one", id="a folder above"),
        pytest.param({"form": "folder", "address": "/etc"}, "path below the watched one", id="a folder elsewhere"),
        pytest.param({"shortest_interval": "00:00:10"}, "A minute is the shortest", id="too often"),
        pytest.param({"longest_interval": "00:05:00"}, "shorter than the shortest", id="bounds turned round"),
        pytest.param({"refetch_after": "00:00:00"}, "after some time, not before", id="again at once"),
    ],
)
def test_says_what_cannot_be_polled(desk: Client, changed: dict[str, str], told: str) -> None:
    answer = desk.post(reverse("admin:pledges_polledsource_add"), FIELDS | changed)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert not PolledSource.objects.exists()


def test_a_change_of_what_is_wanted_reads_the_listing_anew(desk: Client, source: PolledSource) -> None:
    later = timezone.now() + timedelta(hours=5)
    PollState.objects.create(source=source, next_at=later, interval=timedelta(hours=5), etag='"a"', sha256="b")
    address = reverse("admin:pledges_polledsource_change", args=[source.pk])
    desk.post(address, FIELDS | {"language": "de"})
    assert PollState.objects.get().sha256 == "b"
    desk.post(address, FIELDS | {"title_none": "sport"})
    state = PollState.objects.get()
    assert (state.etag, state.sha256, state.next_at < later) == ("", "", True)


def test_polls_now_although_it_is_paused(desk: Client, source: PolledSource) -> None:
    act(desk, "poll_now", source)
    job = Job.objects.get()
    assert (job.kind, job.payload, job.priority) == ("poll", {"source": source.pk, "by_person": True}, Priority.FIRST)


def test_goes_on_and_pauses(desk: Client, source: PolledSource) -> None:
    PollState.objects.create(source=source, next_at=timezone.now() + timedelta(days=9), interval=timedelta(days=9))
    act(desk, "let_go_on", source)
    source.refresh_from_db()
    assert (source.paused, source.edited, source.state.next_at <= timezone.now()) == (False, True, True)
    act(desk, "pause_them", source)
    source.refresh_from_db()
    assert source.paused


def test_has_an_address_fetched_for_a_source(desk: Client, source: PolledSource) -> None:
    address = reverse("admin:pledges_polledsource_add_url", args=[source.pk])
    answer = desk.post(address, {"address": "https://ministry.example/six"}, follow=True)
    assert "It will be fetched: https://ministry.example/six" in answer.content.decode()
    assert Job.objects.get().payload["address"] == "https://ministry.example/six"
    answer = desk.post(address, {"address": "http://127.0.0.1/six"}, follow=True)
    assert "private address" in answer.content.decode()
    assert Job.objects.count() == 1


def test_shows_what_each_has_brought_in_a_few_queries(
    story: Any, desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    article = Article.objects.get()
    for number in range(20):
        source = PolledSource.objects.create(name=f"Source {number}", address=f"https://s.example/{number}")
        PollState.objects.create(
            source=source, next_at=timezone.now(), interval=timedelta(hours=1), failures=3, outcome="answered 500"
        )
        page = Page.objects.create(address=f"https://s.example/a{number}", host="s.example:443", article=article)
        Listing.objects.create(source=source, page=page)
    with django_assert_max_num_queries(16):
        answer = desk.get(reverse(LIST))
    shown = answer.content.decode()
    assert shown.count('<td class="field-articles">1</td>') == 20
    assert shown.count('<td class="field-accepted">0</td>') == 20
    assert "answered 500" in shown
    for failing, count in (("yes", 20), ("no", 0), ("never", 20)):
        assert desk.get(reverse(LIST), {"failing": failing}).content.decode().count("field-articles") == count


def test_shows_why_a_page_was_not_taken(desk: Client, source: PolledSource) -> None:
    page = Page.objects.create(address="https://ministry.example/six", host="ministry.example:443")
    Listing.objects.create(source=source, page=page, left_out="its title has 'sport'")
    answer = desk.get(reverse("admin:pledges_page_changelist"), {"listings__source__id__exact": source.pk})
    assert "not asked for yet" in answer.content.decode()
    answer = desk.get(reverse("admin:pledges_page_change", args=[page.pk]))
    assert "its title has &#x27;sport&#x27;" in answer.content.decode()
    desk.post(reverse("admin:pledges_page_changelist"), {"action": "ask_now", "_selected_action": [page.pk]})
    assert Job.objects.get().payload["page"] == page.pk


def test_gives_readers_nothing_to_change(source: PolledSource, client: Client) -> None:
    reader = User.objects.create_user(username="reader", password="a long enough password", is_staff=True)
    reader.user_permissions.set(ensure_editors_group().permissions.filter(codename__startswith="view_"))
    client.force_login(reader)
    assert "poll_now" not in client.get(reverse(LIST)).content.decode()
    shown = client.get(reverse("admin:pledges_polledsource_change", args=[source.pk])).content.decode()
    assert "Add this URL" not in shown
    refused = client.post(
        reverse("admin:pledges_polledsource_add_url", args=[source.pk]), {"address": "https://a.example"}
    )
    assert refused.status_code == 403
    assert not Job.objects.exists()


def test_stands_in_the_index_as_polled_sources(desk: Client) -> None:
    assert "Polled sources" in desk.get(reverse("admin:index")).content.decode()
