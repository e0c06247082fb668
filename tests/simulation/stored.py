"""What was handed over is stored, once, with every text that it had; and what is no article is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from extraction.fetching import canonical
from pledges.domain.notes import NoteKind
from pledges.models import Article, ArticleVersion, Intake, IntakeOutcome
from tests.simulation.listings import PART
from tests.simulation.stories import Dress, Story
from tests.simulation.visits import Visit
from tests.simulation.world import World

type Texts = Mapping[int, Mapping[int, datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The versions of one article, as words without line breaks."""

    key: str
    versions: tuple[str, ...]
    runs: tuple[int, ...]
    notes: frozenset[str]


def spaced(text: str) -> str:
    """Words with one blank between them: how a page is cut into lines is no part of its text."""
    return " ".join(text.split())


def keys_of(world: World) -> dict[str, Story]:
    """Every story by the key that its article has."""
    return {canonical(world.address(story)): story for story in world.stories.values()}


def stored_articles() -> dict[str, Stored]:
    """All articles of the database."""
    rows = Article.objects.prefetch_related("versions__runs", "versions__notes")
    return {row.key: _stored(row.key, list(row.versions.all())) for row in rows.iterator(chunk_size=500)}


def _stored(key: str, versions: list[ArticleVersion]) -> Stored:
    return Stored(
        key=key,
        versions=tuple(spaced(version.text) for version in versions),
        runs=tuple(len(version.runs.all()) for version in versions),
        notes=frozenset(note.kind for version in versions for note in version.notes.all()),
    )


def faults(world: World, texts: Texts, *, owed: Texts | None = None) -> Iterator[str]:
    """A line about everything that is lost, doubled, or should not be there; `texts` is what was handed over.

    `owed` are those that must be stored, where it is not all of them.
    """
    keys, stored = keys_of(world), stored_articles()
    owed = texts if owed is None else owed
    for key in sorted(stored.keys() - keys.keys()):
        yield f"an article that nobody wrote: {key}"
    for key, story in keys.items():
        served = {spaced(story.words(text)) for text in texts.get(story.number, {})}
        wanted = {spaced(story.words(text)) for text in owed.get(story.number, {})}
        found = stored.get(key)
        if found is None and wanted:
            yield f"lost: {key}"
        elif found is not None:
            yield from _faults_of(found, served, wanted, read=story.dress is not Dress.GERMAN)


def _faults_of(found: Stored, served: set[str], wanted: set[str], *, read: bool) -> Iterator[str]:
    if missing := wanted - set(found.versions):
        yield f"lost: {len(missing)} of {len(wanted)} texts of {found.key}: {sorted(missing)[0][:200]!r}"
    if others := set(found.versions) - served:
        yield f"{len(others)} texts that were never handed over: {found.key}: {sorted(others)[0][:200]!r}"
    if doubled := [text for text, times in Counter(found.versions).items() if times > 1]:
        yield f"doubled: {len(doubled)} texts of {found.key}"
    if any(times != int(read) for times in found.runs):
        yield f"{'lost' if 0 in found.runs and read else 'doubled'}: {found.runs} runs of the versions of {found.key}"
    if (NoteKind.NOT_ENGLISH.value in found.notes) == read:
        yield f"{'noted' if read else 'not noted'} as not English: {found.key}"


def told_of(world: World, visits: Iterable[Visit]) -> set[int]:
    """The stories that a listing named which was handed over: a busy machine may not ask while one stands there."""
    lists = {(site.host, path): site for site in world.sites.values() for path in (site.listing, PART)}
    handed = [visit for visit in visits if visit.status == 200 and (visit.host, visit.path) in lists]
    told = [stories for visit in handed for stories in world.told(lists[visit.host, visit.path], visit.at)]
    return {story.number for stories in told for story in stories}


def never_asked(world: World, texts: Texts, *, told: Container[int] | None = None) -> Iterator[str]:
    """A line about each story that was never handed over in the words that it has in the end; of those told of."""
    for story in world.stories.values():
        if told is not None and story.number not in told:
            continue
        served = texts.get(story.number, {})
        last = max(served, key=lambda text: (served[text], text), default=None)
        if last is None:
            yield f"lost: {world.address(story)} was never asked for"
        elif last != len(story.texts) - 1:
            yield f"lost: the last text of {world.address(story)} was never asked for"


def owed_of(world: World, texts: Texts, *, within: timedelta) -> Texts:
    """The texts that stood for so long after they were handed over, or to the end: whoever failed could come again."""
    return {
        number: {
            text: at
            for text, at in served.items()
            if world.stories[number].at(at + within) == text or text == len(world.stories[number].texts) - 1
        }
        for number, served in texts.items()
    }


def faults_of_traps(world: World, visits: Iterable[Visit]) -> Iterator[str]:
    """Each hostile page that was asked has an intake that says why it is no article."""
    asked = {(visit.host, visit.path.partition("?")[0]) for visit in visits}
    failed = set(
        Intake.objects.filter(outcome=IntakeOutcome.FAILED).exclude(error="").values_list("locator", flat=True)
    )
    for trap in world.traps.values():
        site = next(one for one in world.sites.values() if one.number == trap.site)
        address = f"{world.base(site)}{trap.path}"
        if (site.host, trap.path) in asked and not any(locator.startswith(address) for locator in failed):
            yield f"no word of {address}, which is {trap.kind}"
