"""The claims that stand in an account, as the fold takes them: now from their states, then from the truth itself."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q

from pledges.domain.accounts import AccountKey, LedgerClaim, account_of
from pledges.domain.catalogue import Catalogue
from pledges.domain.judgements import Standing, stand
from pledges.models import Account, ArticleVersion, Claim, ClaimState, CopyLink, Source
from pledges.models.claim_rows import COLUMNS, claim_from_columns
from pledges.queries.truth import truth_of

OF_STATE = (
    *("account", "claim", "version", "article__key", "evidence", "confidence", "published"),
    *("version__source__slug", "version__source__kind", "system", "reviewed", "claim__recorded_at"),
)


def standing_now(*, account: Account, standing: Standing) -> list[LedgerClaim]:
    """What counts in an account at this moment."""
    return standing_in(accounts=[account.pk], standing=standing)[account.pk]


def standing_in(*, accounts: Collection[int], standing: Standing) -> dict[int, list[LedgerClaim]]:
    """What counts in some accounts at this moment, in a number of queries that does not grow with theirs."""
    counting = {"live": True} if standing is Standing.LIVE else {"reviewed": True}
    copies = copies_in(accounts=accounts)
    found: dict[int, list[LedgerClaim]] = {account: [] for account in accounts}
    for account, _, told in _told(Q(account__in=accounts, **counting)):
        copy_of = copies.get(told.version)
        found[account].append(replace(told.claim, copy_of=copy_of) if copy_of else told.claim)
    return found


class Told(NamedTuple):
    """A claim that counts, and the version that tells it; whether that is a copy is not said here."""

    claim: LedgerClaim
    version: int


def _told(condition: Q) -> Iterator[tuple[int, int, Told]]:
    """What the states of a condition say, each with its account and its article."""
    rows = ClaimState.objects.filter(condition).values_list(
        "article_id", *OF_STATE, *(f"claim__{name}" for name in COLUMNS)
    )
    for article, account, claim, version, key, evidence, confidence, published, source, kind, system, *rest in rows:
        reviewed, recorded_at, *columns = rest
        told = LedgerClaim(
            claim=claim_from_columns(columns, key=key, evidence=evidence, confidence=confidence),
            claim_id=claim,
            published=published,
            source=source,
            source_kind=kind,
            system=system,
            reviewed=reviewed,
            recorded_at=recorded_at,
        )
        yield account, article, Told(claim=told, version=version)


def mark_of_sources() -> str:
    """A mark of all sources: while it is the same, so is what claims say of theirs. It names the very rows, and the
    server's start, since a database that is restored may give their places out again."""
    source = connection.ops.quote_name(Source._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT concat_ws(',', pg_postmaster_start_time(),
                    md5(string_agg(concat_ws(',', id, xmin, ctid), ';' ORDER BY id))) FROM {source}"""
        )
        (mark,) = cursor.fetchone() or ("",)
    return str(mark)


def told_in(*, articles: Mapping[int, Collection[int] | None]) -> dict[int, dict[int, list[Told]]]:
    """What counts of some articles in some accounts (None: of all), by account and article, by one query."""
    found: dict[int, dict[int, list[Told]]] = {account: {} for account in articles}
    wanted = Q(account__in=[account for account, few in articles.items() if few is None])
    for account, few in articles.items():
        if few:
            wanted |= Q(account=account, article__in=few)
    for account, article, told in _told(Q(wanted, live=True)) if wanted != Q(account__in=[]) else ():
        found[account].setdefault(article, []).append(told)
    return found


def copies_in(*, accounts: Collection[int]) -> dict[int, str]:
    """`copy_groups` of the versions that tell what counts in some accounts; their number is none of its cost."""
    told = ClaimState.objects.filter(account__in=accounts).values("version")
    touching = CopyLink.objects.filter(Q(original__in=told) | Q(copy__in=told))
    versions = {version for link in touching.values_list("original", "copy") for version in link}
    return copy_groups(versions=versions) if versions else {}


def claims_counting_in(accounts: Collection[int]) -> dict[int, int]:
    """How many claims count in each of some accounts, in either standing."""
    rows = ClaimState.objects.filter(Q(live=True) | Q(reviewed=True), account__in=accounts)
    sizes = dict(rows.values("account").annotate(size=Count("pk")).values_list("account", "size"))
    return {account: sizes.get(account, 0) for account in accounts}


def standing_then(
    *,
    accounts: Collection[AccountKey],
    standing: Standing,
    recorded_at: datetime,
    threshold: float,
    catalogue: Catalogue,
) -> dict[AccountKey, list[LedgerClaim]]:
    """What counted in some accounts at a moment of the past, by the rows recorded until then."""
    categories = {key.category for key in accounts}
    slugs = [slug for slug in catalogue.categories if catalogue.top_category(slug) in categories]
    touching = Claim.objects.filter(
        category__in=[*slugs, *categories], recipient__in={key.recipient for key in accounts}
    )
    articles = set(touching.values_list("article_id", flat=True))
    truth = truth_of(articles=articles, catalogue=catalogue, recorded_at=recorded_at)
    counted = stand(
        truth.stored,
        verdicts=truth.verdicts,
        exclusions=truth.exclusions,
        standing=standing,
        threshold=threshold,
        recorded_at=recorded_at,
        apart=settings.KEPT_APART,
    )
    told_in = {one.claim_id: truth.readings[one.claim_id].version for one in counted}
    copies = copy_groups(versions=set(told_in.values()), recorded_at=recorded_at)
    found: dict[AccountKey, list[LedgerClaim]] = {key: [] for key in accounts}
    for one in counted:
        key = account_of(one.claim, catalogue)
        if key in found:
            found[key].append(replace(one, copy_of=copies.get(told_in[one.claim_id])))
    return found


def copy_groups(*, versions: Collection[int], recorded_at: datetime | None = None) -> dict[int, str]:
    """For each version that tells another's text, a key that all tellers share: the earliest one's, those of an
    unknown day last.

    Copies of copies are followed to the end, so that a group is the same from whichever of its versions it is met.
    """
    links: set[tuple[int, int]] = set()
    known: set[int] = set()
    fresh = set(versions)
    while fresh:
        touching = Q(original__in=fresh) | Q(copy__in=fresh)
        if recorded_at is not None:
            touching &= Q(recorded_at__lte=recorded_at)
        known |= fresh
        links.update(CopyLink.objects.filter(touching).values_list("original", "copy"))
        fresh = {version for link in links for version in link} - known
    if not links:
        return {}
    groups = _joined(sorted(links))
    rows = ArticleVersion.objects.filter(pk__in=groups).values_list("pk", "published", "article__key")
    told = {pk: (published or date.max, key) for pk, published, key in rows}
    return {version: min(told[other] for other in group)[1] for version, group in groups.items()}


def _joined(links: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Connected versions, each with its whole group."""
    groups: dict[int, set[int]] = {}
    for one, other in links:
        group = groups.get(one, {one}) | groups.get(other, {other})
        for member in group:
            groups[member] = group
    return groups
