"""A government's list of what it has delivered: one page, whose numbers grow line by line."""

from __future__ import annotations

import random
from datetime import timedelta

from tests.simulation.sites import Site, Span
from tests.simulation.stories import Dress, Story, Text
from tests.simulation.words import DONORS, SYSTEMS

LINES = 12
CHANGES = 30


def watched_story(site: Site, *, number: int, span: Span, seed: int) -> Story:
    """The page as a story whose texts follow each other from the beginning to shortly before the end."""
    chance = random.Random(f"{seed}:watched:{site.number}")
    donor, _ = DONORS[site.number % len(DONORS)]
    counts = {system: chance.randint(2, 20) for system in chance.sample(SYSTEMS, LINES)}
    start = span.start - timedelta(days=2) * span.scale
    moments = sorted(start + (span.end - start) * chance.uniform(0.02, 0.9) for _ in range(CHANGES))
    texts = [Text(since=start, paragraphs=_lines(donor, counts))]
    for moment in moments:
        counts[chance.choice(list(counts))] += chance.randint(1, 9)
        texts.append(Text(since=moment, paragraphs=_lines(donor, counts)))
    return Story(
        number=number,
        site=site.number,
        path=site.listing,
        title=f"What {donor} has delivered",
        published=start,
        texts=tuple(texts),
        group=number,
        dress=Dress.PLAIN,
    )


def _lines(donor: str, counts: dict[str, int]) -> tuple[str, ...]:
    told = tuple(f"{donor} has delivered {count} {system} to Ukraine." for system, count in counts.items())
    return ("The ministry keeps this list and changes it whenever something has arrived.", *told)
