"""A report and its reprints are one source: near-duplicate texts are linked, and looked up by band, not by scan."""

import re
from collections.abc import Sequence

from django.db import connection
from rensa import RMinHash

from pledges.models import Article, ArticleVersion, ClaimState, CopyLink, Fingerprint, UnfoldedArticle

PERMUTATIONS = 128
BAND = 4  # 32 bands of 4: a pair at similarity 0.8 shares a band with probability 0.9999
SHINGLE = 5  # words
SAME_TEXT = 0.8
CANDIDATES = 200  # compared at most, the earliest
SEED = 20220224


def link_copies(*, version: ArticleVersion) -> list[CopyLink]:
    """Fingerprint a new version and link it to earlier versions of other articles that tell the same text.

    Similarity is the estimated Jaccard index of their five-word shingles (Broder, "On the resemblance and
    containment of documents", 1997). Repeating it adds nothing. Of two copies that arrive at once the second sees
    the first: they share bands, and who stores a text holds the locks of its bands until the commit. Other texts do
    not wait.
    """
    digest = minhash(version.text)
    if digest is None:
        return []
    bands = bands_of(digest)
    links = [
        CopyLink(original_id=original, copy=version, similarity=similarity)
        for original, similarity in _alike(version, digest, bands)
    ]
    CopyLink.objects.bulk_create(links, ignore_conflicts=True)
    Fingerprint.objects.bulk_create([Fingerprint(version=version, digest=digest, bands=bands)], ignore_conflicts=True)
    if links:
        _have_read_again(version)
    return links


def _have_read_again(version: ArticleVersion) -> None:
    """What counts of a text's tellers, as far as copies of copies lead, is read again by the next folds: their claims
    are of one text now. Their articles are locked, so that no claim of theirs comes unseen meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(_TELLERS, [version.pk])
        articles = [article for (article,) in cursor.fetchall()]
    list(Article.objects.select_for_update(no_key=True).filter(pk__in=articles).order_by("pk").values_list("pk"))
    counting = ClaimState.objects.filter(article__in=articles, live=True).values_list("account", "article").distinct()
    UnfoldedArticle.objects.bulk_create([UnfoldedArticle(account_id=a, article_id=b) for a, b in counting])


_TELLERS = """
WITH RECURSIVE teller (version) AS (
    SELECT %s::bigint
    UNION
    SELECT CASE WHEN link.original_id = version THEN link.copy_id ELSE link.original_id END
    FROM teller JOIN pledges_copylink link ON version IN (link.original_id, link.copy_id)
)
SELECT DISTINCT article_id FROM teller JOIN pledges_articleversion ON id = version
"""


def _alike(version: ArticleVersion, digest: Sequence[int], bands: Sequence[int]) -> list[tuple[int, float]]:
    """Earlier versions that tell the same text, with their similarity: compared by the database, text unseen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(pg_advisory_xact_lock(band)) FROM unnest(%s::bigint[]) band", [sorted(bands)])
        cursor.execute(_ALIKE, [list(bands), version.article_id, CANDIDATES, list(digest), PERMUTATIONS, SAME_TEXT])
        return [(original, float(similarity)) for original, similarity in cursor.fetchall()]


_ALIKE = """
WITH candidate AS MATERIALIZED (
    SELECT known.version_id, known.digest
    FROM pledges_fingerprint known JOIN pledges_articleversion version ON version.id = known.version_id
    WHERE known.bands && %s::bigint[] AND version.article_id <> %s
    ORDER BY known.version_id LIMIT %s
), compared AS (
    SELECT version_id, (
        SELECT count(*) FROM unnest(digest, %s::bigint[]) AS pair(one, other) WHERE one = other
    )::float8 / %s AS similarity
    FROM candidate
)
SELECT version_id, similarity FROM compared WHERE similarity >= %s ORDER BY version_id
"""


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
