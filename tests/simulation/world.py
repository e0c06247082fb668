"""The made-up web: what any address answers at any moment follows from the seed alone."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from tests.simulation import listings, pages
from tests.simulation.answers import Answer, Manner, etag_of, failure, page, redirect
from tests.simulation.listings import Item
from tests.simulation.sites import Form, Outage, Site, Span, Trouble, Validator, sites
from tests.simulation.stories import Dress, Rates, Story, copy, until, write
from tests.simulation.traps import DISALLOWED, Trap, traps
from tests.simulation.watched import watched_story

OWN, OTHERS = 25, 15  # items of a listing
GO = "/news/go/"
TRAPS_PER_ARTICLES = 600  # each kind of hostile page once for so many articles
HTTP_DATE = "%a, %d %b %Y %H:%M:%S GMT"


@dataclass(frozen=True, kw_only=True)
class World:
    """`port` is the one port of all hosts; `pace` what most sources are set to."""

    seed: int
    site_count: int
    article_count: int
    span: Span
    port: int
    pace: timedelta = timedelta(seconds=5)
    rates: Rates = field(default_factory=Rates)

    # --- what there is ---------------------------------------------------------------------------------------

    @cached_property
    def sites(self) -> dict[str, Site]:
        """By host."""
        made = sites(count=self.site_count, span=self.span, seed=self.seed, pace=self.pace)
        return {site.host: site for site in made}

    @cached_property
    def stories(self) -> dict[int, Story]:
        """All articles by number: the watched pages, those that sites write, and the copies of agencies' texts."""
        homes = list(self.sites.values())
        watched = [site for site in homes if site.form is Form.WATCHED]
        writing = [site for site in homes if site.form is not Form.WATCHED]
        agencies = [site for site in writing if site.agency]
        made = [
            watched_story(site, number=number, span=self.span, seed=self.seed) for number, site in enumerate(watched)
        ]
        copies = int(self.article_count * self.rates.copied)
        chance = random.Random(f"{self.seed}:world")
        for number in range(len(made), self.article_count - copies):
            wired = chance.random() < self.rates.copied / 2  # an agency's text has some two copies
            site = chance.choice(agencies if wired else writing)
            moment = self.span.moment(chance).replace(microsecond=0)
            made.append(write(number=number, site=site.number, published=moment, seed=self.seed, rates=self.rates))
        wires = [story for story in made if story.site in {site.number for site in agencies}]
        wires = [story for story in wires if story.dress is Dress.PLAIN]
        for number in range(len(made), self.article_count):
            original = chance.choice(wires)
            others = [site for site in writing if not site.agency]
            made.append(self._copied(original, chance.choice(others), number))
        return {story.number: until(story, self.span.end) for story in made}

    def _copied(self, original: Story, site: Site, number: int) -> Story:
        agency = self.site_of(original).name
        return copy(
            original,
            number=number,
            site=site.number,
            agency=agency,
            seed=self.seed,
            rates=self.rates,
            latest=self.span.end,
        )

    @cached_property
    def traps(self) -> dict[tuple[int, str], Trap]:
        """Hostile pages by site and path."""
        rounds = max(1, self.article_count // TRAPS_PER_ARTICLES)
        writing = [
            site.number for site in self.sites.values() if site.form is not Form.WATCHED and site.robots_status == 200
        ]
        made = traps(sites=writing, moments=self._while_there_is_time, seed=self.seed, rounds=rounds)
        return {(trap.site, trap.path): trap for trap in made}

    def _while_there_is_time(self, chance: random.Random) -> datetime:
        """A moment of the first three quarters."""
        return self.span.start + (self.span.end - self.span.start) * chance.uniform(0, 0.75)

    # --- where it is -----------------------------------------------------------------------------------------

    def base(self, site: Site) -> str:
        """The beginning of a site's addresses."""
        return f"http://{site.host}:{self.port}"

    def site_of(self, story: Story) -> Site:
        """Where a story is published."""
        return self.sites[f"127.0.1.{story.site}"]

    def address(self, story: Story) -> str:
        """A story's one canonical address."""
        return f"{self.base(self.site_of(story))}{story.path}"

    # --- what is answered ------------------------------------------------------------------------------------

    def page(self, host: str, path: str, at: datetime) -> Answer:
        """What a host answers on a path (with its query) at a moment."""
        site = self.sites[host]
        outage = site.outage(at)
        if outage is not None:
            return _trouble(outage)
        return self._with_validators(site, self._answer(site, path, at))

    def _answer(self, site: Site, path: str, at: datetime) -> Answer:
        bare = path.partition("?")[0]
        if bare == "/robots.txt":
            return _robots(site)
        if bare == site.listing and site.form is not Form.WATCHED:
            return listings.listing(site, self.items(site, at), base=self.base(site), at=at)
        if bare == listings.PART and site.form is Form.INDEX:
            return listings.part(site, self.items(site, at))
        trap = self.traps.get((site.number, bare.removesuffix("/again")))
        if trap is not None:
            return trap.answer(bare)
        if bare.startswith(GO):
            return self._sent_on(bare.removeprefix(GO))
        return self._article(site, bare.removesuffix(pages.AMP), at)

    def _sent_on(self, number: str) -> Answer:
        """A short address of an article."""
        story = self.stories.get(int(number)) if number.isdigit() else None
        return failure(404) if story is None else redirect(self.address(story), status=301)

    def _article(self, site: Site, path: str, at: datetime) -> Answer:
        story = self._by_path.get((site.number, path))
        text = story.at(at) if story else None
        if story is None or text is None:
            return failure(404)
        if story.gone_at is not None and story.gone_at <= at:
            return failure(story.gone_status)
        return pages.article(story, text, site=site, base=self.base(site), at=at)

    @cached_property
    def _by_path(self) -> dict[tuple[int, str], Story]:
        return {(story.site, story.path): story for story in self.stories.values()}

    def _with_validators(self, site: Site, answer: Answer) -> Answer:
        """A site of one kind tells the hash of the body, another since when it stands, a third nothing."""
        if answer.status != 200 or answer.manner is not Manner.WHOLE or site.validator is Validator.NONE:
            return answer
        if site.validator is Validator.LAST_MODIFIED and answer.served is not None:
            since = self.stories[answer.served.story].texts[answer.served.text].since
            return replace(answer, headers=(*answer.headers, ("Last-Modified", f"{since:{HTTP_DATE}}")))
        return replace(answer, headers=(*answer.headers, ("ETag", etag_of(answer.body))))

    # --- what is listed --------------------------------------------------------------------------------------

    def items(self, site: Site, at: datetime) -> Sequence[Item]:
        """The newest first: a site's own articles and traps, and for an aggregator those of others."""
        own, others = self.told(site, at)
        found = [self._item(story, tracking=site.tracking) for story in own]
        found += [self._item(story, tracking=True, gathered=True) for story in others]
        found += [
            Item(address=f"{self.base(site)}{trap.path}", title=f"Read this now, part {trap.number}", published=since)
            for trap in self.traps.values()
            if trap.site == site.number and (since := trap.since) <= at < since + self._trapped
        ]
        return sorted(found, key=lambda item: (item.published, item.address), reverse=True)

    @property
    def _trapped(self) -> timedelta:
        """How long a trap is listed."""
        return timedelta(days=3) * self.span.scale

    def told(self, site: Site, at: datetime) -> tuple[Sequence[Story], Sequence[Story]]:
        """The stories that a site's listing names: its own, and for an aggregator those of others."""
        others = _newest(self._gathered[site.number], at, OTHERS) if site.aggregator else []
        return _newest(self._listed[site.number], at, OWN), others

    def _item(self, story: Story, *, tracking: bool, gathered: bool = False) -> Item:
        return Item(
            address=self._listed_address(story, tracking=tracking, gathered=gathered),
            title=story.title,
            published=story.published,
        )

    def _listed_address(self, story: Story, *, tracking: bool, gathered: bool) -> str:
        """A listing's own way to name an article: with tracking parameters, as an AMP page, by a short address."""
        site = self.site_of(story)
        if gathered and site.number % 4 == 2:
            return f"{self.base(site)}{GO}{story.number}"
        address = self.address(story)
        if gathered and site.amp:
            return f"{address}{pages.AMP}"
        return f"{address}?utm_source=list&utm_medium=feed&utm_campaign=daily" if tracking else address

    @cached_property
    def _in_order(self) -> list[Story]:
        """All articles by the moment when they come out."""
        return sorted(self.stories.values(), key=lambda one: (one.published, one.number))

    @cached_property
    def _listed(self) -> dict[int, list[Story]]:
        """Each site's own articles, in their order."""
        found: dict[int, list[Story]] = defaultdict(list)
        for story in self._in_order:
            found[story.site].append(story)
        return found

    @cached_property
    def _gathered(self) -> dict[int, list[Story]]:
        """What each aggregator names of others: every sixth article."""
        return {
            site.number: [
                story
                for story in self._in_order
                if story.site != site.number and story.number % 6 == site.number % 6 and story.path.startswith("/news/")
            ]
            for site in self.sites.values()
            if site.aggregator
        }


def _newest(stories: Sequence[Story], at: datetime, most: int) -> list[Story]:
    """Those of the last that came out which are not taken off the list again."""
    out = bisect_right(stories, at, key=lambda story: story.published)
    return [one for one in stories[max(0, out - most) : out] if one.unlisted_at is None or at < one.unlisted_at]


def _robots(site: Site) -> Answer:
    """What a site asks of readers; some have no such file."""
    if site.robots_status != 200:
        return failure(site.robots_status)
    delay = f"Crawl-delay: {site.crawl_delay}\n" if site.crawl_delay else ""
    return page(f"User-agent: *\n{delay}Disallow: {DISALLOWED}/\n", media_type="text/plain; charset=utf-8")


TROUBLES = {
    Trouble.RESET: Answer(manner=Manner.RESET),
    Trouble.HANGS: Answer(manner=Manner.HANGS),
    Trouble.ERROR: failure(500),
}


def _trouble(outage: Outage) -> Answer:
    """What a site in trouble answers, whatever it is asked."""
    return failure(503, retry_after=outage.retry_after) if outage.trouble is Trouble.BUSY else TROUBLES[outage.trouble]
