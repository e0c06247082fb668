"""A dry run shows what a poll would take, and takes nothing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings as SettingsWrapper

from pledges.admin.permissions import ensure_editors_group
from pledges.models import Article, Host, Intake, Job, Listing, Page, PolledSource
from tests.extraction.polling.sites import Reply, Site

type MakeSource = Callable[..., PolledSource]


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    """A client signed in as a member of the editors' group."""
    editor = User.objects.create_user(username="editor", password="a long enough password", is_staff=True)
    editor.groups.add(ensure_editors_group())
    client.force_login(editor)
    return client


def address(source: PolledSource) -> str:
    return reverse("extraction:dry_run", args=[source.pk])


def tried(desk: Client, source: PolledSource, **changed: str) -> str:
    values = {"form": source.form, "address": source.address, "title_none": ",".join(source.title_none)}
    return desk.post(address(source), values | changed).content.decode()


def test_shows_the_form_and_asks_nobody_until_it_is_sent(desk: Client, site: Site, source: MakeSource) -> None:
    shown = desk.get(address(source())).content.decode()
    assert f"{site.url}/feed" in shown
    assert site.log == []


def test_shows_what_is_new_known_and_left_out(desk: Client, site: Site, source: MakeSource) -> None:
    site.feed(("/six", "Six guns"), ("/seven", "Seven guns"), ("/cup", "Sport: the cup"))
    article = Article.objects.create(key=f"{site.url}/seven")
    Page.objects.create(address=f"{site.url}/seven", host="127.0.0.1", article=article)
    shown = tried(desk, source(title_none=["sport"], pace=timedelta(seconds=1)))
    assert "It would take 1 of 3" in shown
    assert "an article already" in shown
    assert "its title has &#x27;sport&#x27;" in shown


def test_tries_a_changed_source_and_stores_nothing(desk: Client, site: Site, source: MakeSource) -> None:
    site.feed(("/six", "Six guns"), path="/other")
    saved = source(pace=timedelta(seconds=1))
    assert "It would take 0 of 1" in tried(desk, saved, address=f"{site.url}/other", title_none="guns")
    saved.refresh_from_db()
    assert (saved.address, saved.title_none) == (f"{site.url}/feed", [])
    for model in (Page, Listing, Intake, Job):
        assert not model._default_manager.exists()
    assert Host.objects.get().asked_at is not None


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        pytest.param(Reply(status=503), "answered 503", id="out of order"),
        pytest.param(Reply(body=b"<!DOCTYPE rss><rss/>"), "has a DOCTYPE", id="no feed"),
        pytest.param(Reply(body=b"<rss><channel></channel></rss>"), "It would take 0 of 0", id="empty"),
    ],
)
def test_says_what_is_wrong(desk: Client, site: Site, source: MakeSource, reply: Reply, problem: str) -> None:
    site.pages["/feed"] = reply
    assert problem in tried(desk, source(pace=timedelta(seconds=0)))


def test_does_not_wait_for_a_host_that_wants_to_be_left_alone(desk: Client, site: Site, source: MakeSource) -> None:
    site.pages["/robots.txt"] = Reply(body=b"User-agent: *\nCrawl-delay: 300", kind="text/plain")
    site.feed()
    assert "its host may be asked again at" in tried(desk, source(pace=timedelta(seconds=0)))


def test_refuses_what_the_admin_refuses(desk: Client, site: Site, source: MakeSource) -> None:
    assert "This is no http(s) URL" in tried(desk, source(), address="file:///etc/passwd")
    assert site.log == []


def test_reads_a_watched_page(desk: Client, site: Site, source: MakeSource) -> None:
    site.article("/list", "Norway will send six more howitzers to Ukraine, the minister said.", title="The list")
    shown = tried(desk, source("/list", form="watched_page", pace=timedelta(seconds=0)))
    assert "It would take 1 of 1" in shown
    assert "The list" in shown


def test_lists_a_folder(desk: Client, source: MakeSource, settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.WATCHED_FOLDER = str(tmp_path)
    (tmp_path / "oslo").mkdir()
    (tmp_path / "oslo" / "six-2024-06-01.txt").write_text("Six more howitzers.")
    folder = source("oslo", form="folder")
    assert "It would take 1 of 1" in tried(desk, folder)
    assert "leads out of" in tried(desk, folder, address="sub/../..") or "below the watched one" in tried(
        desk, folder, address="sub/../.."
    )


def test_is_for_editors_only(client: Client, source: MakeSource) -> None:
    reader = User.objects.create_user(username="reader", password="a long enough password", is_staff=True)
    reader.user_permissions.set(ensure_editors_group().permissions.filter(codename__startswith="view_"))
    client.force_login(reader)
    assert client.get(address(source())).status_code == 403
