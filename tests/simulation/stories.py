"""A story is a pure function of the seed and its number: its texts, from which moment each stood, and its end."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from tests.simulation.words import (
    AND,
    DONORS,
    GERMAN,
    PLACES,
    SAID,
    SYSTEMS,
    TELLINGS,
    WEIGHTS,
    WHAT,
    WHEN,
    WHO,
)

type Chance = random.Random


class Dress(StrEnum):
    """In which bytes and language an article comes."""

    PLAIN = "plain"
    LATIN = "latin"  # Windows-1252, said in <meta> alone
    BROKEN = "broken"  # one byte is no UTF-8
    GERMAN = "german"  # to be stored, and not read


ODD = (Dress.LATIN, Dress.BROKEN, Dress.GERMAN)
LATIN_ACCENTS = "At the café by the fountain a coffee cost 3 € – the clock said “noon”."
REPLACED = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How often something happens to a story, as shares of all, and how long after its publication: early or late."""

    updated: float = 0.12
    updated_twice: float = 0.04
    corrected: float = 0.05
    put_back: float = 0.01
    gone: float = 0.02
    copied: float = 0.08
    odd: float = 0.03
    early: tuple[timedelta, timedelta] = (timedelta(minutes=20), timedelta(minutes=150))
    late: tuple[timedelta, timedelta] = (timedelta(hours=6), timedelta(hours=150))


class Ends(NamedTuple):
    """When a story leaves the listings, from when on its address answers no more, and with what."""

    unlisted_at: datetime | None = None
    gone_at: datetime | None = None
    gone_status: int = 404


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a story says from a moment on: its paragraphs, without the title."""

    since: datetime
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article of one site. `path` is its address there; `group` numbers the story whose text it copies, or itself.

    From `gone_at` on its address answers `gone_status`; from `unlisted_at` on no listing names it.
    """

    number: int
    site: int
    path: str
    title: str
    published: datetime
    texts: tuple[Text, ...]
    group: int
    dress: Dress = Dress.PLAIN
    unlisted_at: datetime | None = None
    gone_at: datetime | None = None
    gone_status: int = 404

    def at(self, moment: datetime) -> int | None:
        """Which of its texts stands at a moment; None before it is out."""
        standing = [number for number, text in enumerate(self.texts) if text.since <= moment]
        return standing[-1] if standing else None

    def words(self, text: int) -> str:
        """One of its texts as a reader stores it: the title and the paragraphs, a line each."""
        return "\n".join((self.title, *self.texts[text].paragraphs))


def until(story: Story, end: datetime) -> Story:
    """The story without the texts that would come later."""
    return replace(story, texts=tuple(text for text in story.texts if text.since <= end) or story.texts[:1])


def write(*, number: int, site: int, published: datetime, seed: int, rates: Rates) -> Story:
    """A story of its own, with all that becomes of it."""
    chance = random.Random(f"{seed}:story:{number}")
    title = _capital(f"{chance.choice(PLACES)}: {chance.choice(WHAT)}")
    first = _paragraphs(chance)
    texts = _texts(chance, Text(since=published, paragraphs=first), rates)
    ends = _ends(chance, published, rates)
    dress = chance.choice(ODD) if chance.random() < rates.odd else Dress.PLAIN
    texts = tuple(_dressed(chance, text, dress) for text in texts)
    slug = "-".join(title.lower().replace(":", "").replace("'", "").split()[:8])
    path = f"/news/{published:%Y/%m}/{number}-{slug}"
    return Story(
        number=number,
        site=site,
        path=path,
        title=title,
        published=published,
        texts=texts,
        group=number,
        dress=dress,
        unlisted_at=ends.unlisted_at,
        gone_at=ends.gone_at,
        gone_status=ends.gone_status,
    )


def copy(original: Story, *, number: int, site: int, agency: str, seed: int, rates: Rates, latest: datetime) -> Story:
    """The same text on another site some hours later, with the small edits of a desk; never updated."""
    chance = random.Random(f"{seed}:copy:{number}")
    published = _between(chance, (original.published + rates.early[0], original.published + rates.late[1] / 5))
    published = max(original.published, min(published, latest))
    standing = original.at(published) or 0
    first, *rest = original.texts[standing].paragraphs
    paragraphs = (f"({agency}) {first}", *rest)
    if chance.random() < 0.5:
        paragraphs = (*paragraphs, f"Additional reporting from {chance.choice(PLACES)}.")
    return replace(
        original,
        number=number,
        site=site,
        published=published,
        path=f"/news/wire/{number}-{original.path.rsplit('/', 1)[1].split('-', 1)[1]}",
        texts=(Text(since=published, paragraphs=paragraphs),),
        unlisted_at=None,
        gone_at=None,
    )


def _paragraphs(chance: Chance) -> tuple[str, ...]:
    """One to three sentences that tell of gifts, among others that tell nothing."""
    told = [_telling(chance) for _ in range(chance.choice((1, 1, 2, 2, 3)))]
    rest = [" ".join(_aside(chance) for _ in range(chance.randint(2, 3))) for _ in range(4)]
    lead = f"{_aside(chance)} {told[0]}"
    return (lead, *_mixed(chance, told[1:], rest))


def _dressed(chance: Chance, text: Text, dress: Dress) -> Text:
    """The text with words that show whether its bytes are read aright; a German one is German throughout."""
    if dress is Dress.GERMAN:
        return replace(text, paragraphs=tuple(chance.sample(GERMAN, 7)))
    added = {Dress.PLAIN: (), Dress.LATIN: (LATIN_ACCENTS,), Dress.BROKEN: (f"Nobody in Uzhhorod {REPLACED} asked.",)}
    return replace(text, paragraphs=(*text.paragraphs, *added[dress]))


def _mixed(chance: Chance, told: Sequence[str], rest: Sequence[str]) -> list[str]:
    paragraphs = [*told, *rest]
    chance.shuffle(paragraphs)
    return paragraphs


def _telling(chance: Chance) -> str:
    donor, capital = chance.choice(DONORS)
    shape = chance.choices(TELLINGS, WEIGHTS)[0]
    return shape.format(donor=donor, capital=capital, number=chance.randint(2, 60), system=chance.choice(SYSTEMS))


def _aside(chance: Chance) -> str:
    who, place, said, what, when, also = (chance.choice(pool) for pool in (WHO, PLACES, SAID, WHAT, WHEN, AND))
    shape = chance.choice(
        (
            "{who} from {place} {said} {when} that {what}, {also}.",
            "In {place}, {who} {said} that {what} {also}.",
            "{when}, {who} {said} that {what}, {also}.",
            "{what}, {who} in {place} {said} {when}.",
        )
    )
    return _capital(shape.format(who=who, place=place, said=said, what=what, when=when, also=also))


def _texts(chance: Chance, first: Text, rates: Rates) -> tuple[Text, ...]:
    """The first text and what an editor makes of it within a week or so."""
    lot = chance.random()
    moments = [_after(chance, first.since, delays) for delays in (rates.early, rates.late)]
    once = chance.choice(moments)
    if lot < rates.updated:
        return (first, _updated(chance, first, once))
    lot -= rates.updated
    if lot < rates.updated_twice:
        second = _updated(chance, first, moments[0])
        return (first, second, _updated(chance, second, moments[1]))
    lot -= rates.updated_twice
    if lot < rates.corrected:
        return (first, _corrected(chance, first, once))
    lot -= rates.corrected
    if lot < rates.put_back:
        return (first, _updated(chance, first, moments[0]), replace(first, since=moments[1]))
    return (first,)


def _numbers(paragraphs: Sequence[str]) -> list[tuple[int, str]]:
    """Where a number of items is told: the paragraph and the number's digits."""
    return [
        (place, word)
        for place, paragraph in enumerate(paragraphs)
        for word in paragraph.split()
        if word.isdigit() and int(word) <= 60
    ]


def _with_other_number(chance: Chance, text: Text, since: datetime) -> tuple[Text, str]:
    """One of the numbers is another from now on; also the number that was."""
    place, digits = chance.choice(_numbers(text.paragraphs))
    other = str(chance.choice([number for number in range(2, 61) if number != int(digits)]))
    changed = text.paragraphs[place].replace(f" {digits} ", f" {other} ", 1)
    paragraphs = (*text.paragraphs[:place], changed, *text.paragraphs[place + 1 :])
    return Text(since=since, paragraphs=paragraphs), digits


def _updated(chance: Chance, text: Text, since: datetime) -> Text:
    """Another number, or a paragraph more."""
    if chance.random() < 0.7:
        return _with_other_number(chance, text, since)[0]
    return Text(since=since, paragraphs=(*text.paragraphs, _telling(chance)))


def _corrected(chance: Chance, text: Text, since: datetime) -> Text:
    """Another number, and a note that says which one stood there before."""
    changed, was = _with_other_number(chance, text, since)
    note = f"Correction: An earlier version of this article said {was}."
    return replace(changed, paragraphs=(*changed.paragraphs, note))


def _ends(chance: Chance, published: datetime, rates: Rates) -> Ends:
    """A few leave the listings early, a few cease to answer."""
    lot = chance.random()
    if lot < rates.gone:
        gone = _after(chance, published, chance.choice((rates.early, rates.late)))
        return Ends(gone, gone, chance.choice((404, 410)))
    if lot < 2 * rates.gone:
        return Ends(_after(chance, published, rates.late))
    return Ends()


def _after(chance: Chance, moment: datetime, delays: tuple[timedelta, timedelta]) -> datetime:
    return _between(chance, (moment + delays[0], moment + delays[1]))


def _between(chance: Chance, ends: tuple[datetime, datetime]) -> datetime:
    return ends[0] + (ends[1] - ends[0]) * chance.random()


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
