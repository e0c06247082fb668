"""A report and its reprints are one source: near-duplicate texts are linked, and looked up by band, not by scan."""

import re
from collections.abc import Sequence

from django.db import connection
from rensa import RMinHash

from pledges.models import ArticleVersion, CopyLink, Fingerprint

PERMUTATIONS = 128
BAND = 4  # 32 bands of 4: a pair at similarity 0.8 shares a band with probability 0.9999
SHINGLE = 5  # words
SAME_TEXT = 0.8
SEED = 20220224


def link_copies(*, version: ArticleVersion) -> list[CopyLink]:
    """Fingerprint a new version and link it to earlier versions of other articles that tell the same text.

    Similarity is the estimated Jaccard index of their five-word shingles (Broder, "On the resemblance and
    containment of documents", 1997). Repeating it adds nothing.
    """
    digest = minhash(version.text)
    if digest is None:
        return []
    with connection.cursor() as cursor:  # of two copies that arrive at once, the second must see the first
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEED])
    bands = bands_of(digest)
    candidates = (
        Fingerprint.objects.filter(bands__overlap=bands)
        .exclude(version__article_id=version.article_id)
        .select_related("version")
        .order_by("version_id")[:200]
    )
    links = []
    for candidate in candidates:
        similarity = similar(digest, candidate.digest)
        if similarity >= SAME_TEXT:
            link, _ = CopyLink.objects.get_or_create(
                original=candidate.version, copy=version, defaults={"similarity": similarity}
            )
            links.append(link)
    Fingerprint.objects.get_or_create(version=version, defaults={"digest": digest, "bands": bands})
    return links


def minhash(text: str) -> list[int] | None:
    """The MinHash of a text's word shingles; None for a text with fewer words than one shingle."""
    words = re.findall(r"\w+", text.casefold())
    if len(words) < SHINGLE:
        return None
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update([" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)])
    return [int(value) for value in sketch.digest()]


def bands_of(digest: Sequence[int]) -> list[int]:
    """One number a band, that equal bands share; its place is part of it. Fits a signed 64-bit column."""
    bands = []
    for start in range(0, len(digest), BAND):
        mixed = start + 1
        for value in digest[start : start + BAND]:
            mixed = (mixed * 0x9E3779B97F4A7C15 + value) % 2**61
        bands.append(mixed)
    return bands


def similar(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of equal permutations, 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
