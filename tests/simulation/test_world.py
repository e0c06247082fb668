"""The made-up web is a function of its seed, and its copies, corrections and ends are what they are called."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from extraction.articles.formats import take
from tests.simulation.answers import Manner
from tests.simulation.copies import SURELY, shingles
from tests.simulation.listings import PART
from tests.simulation.pages import article
from tests.simulation.sites import Form, Site, Span, Validator
from tests.simulation.stored import never_asked, told_of
from tests.simulation.stories import Dress
from tests.simulation.traps import KINDS
from tests.simulation.visits import Visit
from tests.simulation.world import World

SPAN = Span(start=datetime(2025, 1, 6, tzinfo=UTC), end=datetime(2026, 1, 6, tzinfo=UTC))
MIDDLE = datetime(2025, 7, 1, tzinfo=UTC)


def world(seed: int = 7, *, articles: int = 1200) -> World:
    return World(seed=seed, site_count=50, article_count=articles, span=SPAN, port=8000)


WORLD = world()


def quiet(site: Site, *, after: datetime = MIDDLE) -> datetime:
    """A moment at which a site is in no trouble."""
    at = after
    while site.outage(at) is not None:
        at += timedelta(hours=6)
    return at


def test_the_same_seed_makes_the_same_web_and_another_seed_another() -> None:
    again, other = world(), world(seed=8)
    for host, site in WORLD.sites.items():
        at = quiet(site)
        assert again.page(host, site.listing, at) == WORLD.page(host, site.listing, at)
    assert again.stories == WORLD.stories
    assert other.stories != WORLD.stories


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.WATCHED])
def test_a_listing_names_what_is_out_and_nothing_else(form: Form) -> None:
    site = next(site for site in WORLD.sites.values() if site.form is form)
    at = quiet(site)
    path = PART if form is Form.INDEX else site.listing
    body = WORLD.page(site.host, path, at).body
    text = (gzip.decompress(body) if form is Form.INDEX else body).decode()
    own = [story for story in WORLD.stories.values() if story.site == site.number]
    listed = {story.number for story in own if story.path in text}
    assert listed
    assert all(WORLD.stories[number].published <= at for number in listed)
    assert listed == {story.number for story in WORLD.told(site, at)[0]}


def test_an_article_is_owed_once_a_listing_that_was_handed_over_names_it() -> None:
    site = next(site for site in WORLD.sites.values() if site.form is Form.RSS)
    at = quiet(site)
    handed = Visit(at, site.host, site.listing, 200, 0, None)
    unchanged = handed._replace(at=quiet(site, after=at + timedelta(days=60)), status=304)
    told = told_of(WORLD, [handed, unchanged])
    assert told == {story.number for story in (*WORLD.told(site, at)[0], *WORLD.told(site, at)[1])}
    lost = list(never_asked(WORLD, {}, told=told))
    assert len(lost) == len(told) < len(list(never_asked(WORLD, {})))


def test_copies_are_alike_and_other_texts_are_not() -> None:
    grams = {number: shingles(story.words(0)) for number, story in WORLD.stories.items()}
    plain = [story for story in WORLD.stories.values() if story.dress is not Dress.GERMAN]
    of_agency = [story for story in plain if story.group != story.number]
    assert len(of_agency) > 50
    for story in of_agency:
        mine, theirs = grams[story.number], grams[story.group]
        standing = WORLD.stories[story.group].at(story.published) or 0
        theirs = shingles(WORLD.stories[story.group].words(standing))
        assert len(mine & theirs) / len(mine | theirs) >= SURELY
    for one, other in combinations(plain[:300], 2):
        if one.group != other.group and min(len(one.texts), len(other.texts)) < 10:
            alike = len(grams[one.number] & grams[other.number]) / len(grams[one.number] | grams[other.number])
            assert alike < 0.4, (one.path, other.path)


def test_a_correction_names_the_number_that_stood_before() -> None:
    own = [story for story in WORLD.stories.values() if story.group == story.number]
    corrected = [story for story in own if "Correction:" in story.words(len(story.texts) - 1)]
    assert corrected
    for story in corrected:
        note = re.search(r"this article said (\d+)\.", story.words(len(story.texts) - 1))
        assert note is not None
        assert f" {note[1]} " in story.words(0)


def test_an_article_is_served_as_it_stands_and_in_the_end_no_more() -> None:
    gone = next(story for story in WORLD.stories.values() if story.gone_at is not None)
    site = WORLD.site_of(gone)
    assert gone.gone_at is not None
    before, after = gone.published - timedelta(minutes=1), quiet(site, after=gone.gone_at)
    assert WORLD.page(site.host, gone.path, before).status in {404, 500, 503}
    assert WORLD.page(site.host, gone.path, after).status == gone.gone_status


@pytest.mark.parametrize("dress", Dress)
def test_a_page_reads_as_the_words_of_its_story(dress: Dress) -> None:
    """Else a text that the tracker stored could not be told from one that it lost."""
    some = [story for story in WORLD.stories.values() if story.dress is dress][:8]
    assert some
    for story in some:
        site, at = WORLD.site_of(story), story.texts[-1].since
        answer = article(story, len(story.texts) - 1, site=site, base=WORLD.base(site), at=at)
        media_type, _, charset = dict(answer.headers)["Content-Type"].partition("; charset=")
        taken = take(answer.body, name=story.path, media_type=media_type, charset=charset, url=WORLD.address(story))
        assert taken.text.split() == story.words(len(story.texts) - 1).split()
        assert (taken.published, taken.publisher) == (story.published.date(), site.name)


def test_every_way_of_telling_what_is_unchanged_occurs() -> None:
    assert {site.validator for site in WORLD.sites.values()} == set(Validator)


@pytest.mark.parametrize("kind", KINDS)
def test_every_hostile_page_is_listed_by_some_site(kind: str) -> None:
    trap = next(trap for trap in WORLD.traps.values() if trap.kind == kind)
    site = next(site for site in WORLD.sites.values() if site.number == trap.site)
    assert any(item.address.endswith(trap.path) for item in WORLD.items(site, trap.since))
    assert WORLD.page(site.host, trap.path, quiet(site)).manner in {Manner.WHOLE, Manner.ENDLESS}
