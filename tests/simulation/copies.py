"""Texts that are copies are linked, and no others are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from pledges.models import ArticleVersion, CopyLink
from tests.simulation.stored import keys_of
from tests.simulation.world import World

SHINGLE = 5  # words
SURELY = 0.88  # so alike that their link may not be missing; one at 0.8 may, the hashes are estimates
LEAST = 0.7  # less alike than this no two linked texts may be


def faults_of_copies(world: World) -> Iterator[str]:
    """A line about each link that is missing and each that should not be; similarity is worked out exactly."""
    keys = keys_of(world)
    groups: dict[int, list[tuple[int, int, frozenset[str]]]] = defaultdict(list)
    group_of: dict[int, int] = {}
    rows = ArticleVersion.objects.values_list("pk", "article_id", "article__key", "text").order_by("pk")
    for version, article, key, text in rows:
        group = keys[key].group
        group_of[version] = group
        groups[group].append((version, article, shingles(text)))
    links = set(CopyLink.objects.values_list("original", "copy"))
    for original, copy in links:
        if group_of[original] != group_of[copy]:
            yield f"versions {original} and {copy} are linked, and have nothing in common"
    for members in groups.values():
        for (one, first, its), (other, second, others) in combinations(members, 2):
            alike = len(its & others) / len(its | others)
            linked = (one, other) in links or (other, one) in links
            if first != second and linked != (alike >= SURELY) and not LEAST <= alike < SURELY:
                yield f"versions {one} and {other} are {alike:.0%} alike and {'linked' if linked else 'not linked'}"


def shingles(text: str) -> frozenset[str]:
    """Its runs of five words."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))
