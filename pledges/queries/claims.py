"""Every claim leads to its words: what it says, where it stands in the stored text, and what counts it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from pledges.domain.catalogue import Catalogue
from pledges.domain.values import Kind
from pledges.models import Account, Claim, ClaimState, EntryClaim, LedgerEntry, Reading
from pledges.models.claim_rows import values_of_row
from pledges.queries.conversions import with_conversions
from pledges.queries.corrections import corrections_of
from pledges.queries.held import held_of, is_held

type Keyed = tuple[tuple[Any, ...], dict[str, Any]]

TRANSFERS = (Kind.DELIVERY.value, Kind.DISPATCH.value)
ORDERS = ("published", "confidence")
WAITS = "waits_for_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims are meant; None does not ask. Codes and slugs are the catalogue's.

    `start` to `end` is when it happened or is due, `as_of`, `known_at` and `recorded_at` are the three clocks.
    `counting` is a standing, `live` or `reviewed`: claims that stand in it; None takes all, rejected ones too.
    `held` asks for those that the gate holds, or for the others.
    """

    donor: str | None = None
    role: str | None = None
    system: str | None = None
    category: str | None = None
    recipient: str | None = None
    kind: str | None = None
    review: str | None = None
    article: int | None = None
    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    known_at: date | None = None
    recorded_at: datetime | None = None
    counting: str | None = None
    held: bool | None = None


def condition(wanted: ClaimFilter, catalogue: Catalogue) -> Q:
    """The filter as a condition on ClaimState, but for `counting`, `review` and the days of events."""
    found = Q()
    if wanted.donor:
        found &= _donor(wanted.donor, wanted.role)
    if wanted.system:
        found &= Q(system__in=variants(wanted.system, catalogue))
    if wanted.category:
        found &= Q(claim__category__in=subtree(wanted.category, catalogue))
    if wanted.recipient:
        found &= Q(claim__recipient=wanted.recipient)
    if wanted.kind:
        found &= Q(claim__kind=wanted.kind)
    if wanted.article:
        found &= Q(article=wanted.article)
    if wanted.known_at:
        found &= Q(published__lte=wanted.known_at)
    if wanted.recorded_at:
        found &= Q(claim__recorded_at__lte=wanted.recorded_at)
    return found


def _donor(code: str, role: str | None) -> Q:
    """Named as a giver; with a role, named in it, or a giver of a gift that names nobody in it."""
    gives_it = Q(claim__donors__contains=[code])
    if role is None:
        return gives_it
    named = Q(claim__parties__contains=[{"who": code, "role": role}])
    return named | (gives_it & ~Q(claim__parties__contains=[{"role": role}]))


def variants(slug: str, catalogue: Catalogue) -> list[str]:
    """A system and whatever is a variant of it, at any remove."""
    return [other for other in catalogue.systems if slug in catalogue.ancestry(other)]


def subtree(slug: str, catalogue: Catalogue) -> list[str]:
    """A category and whatever lies below it."""
    below = {slug}
    while more := {c.slug for c in catalogue.categories.values() if c.parent in below} - below:
        below |= more
    return sorted(below)


def claims_at(wanted: ClaimFilter, catalogue: Catalogue, *, beyond: Q, order: Sequence[str], limit: int) -> list[Keyed]:
    """Up to `limit` claims beyond a key, each with its key: the values of `order`, fields of ClaimState.

    `recorded_at` here hides what was stored later; how a claim stood then is for `standing_at` to say.
    """
    rows = ClaimState.objects.filter(condition(wanted, catalogue), beyond)
    if wanted.counting:
        rows = rows.filter(**{wanted.counting: True})
    if wanted.review:
        rows = rows.filter(review=wanted.review)
    if wanted.held is not None:
        rows = rows.filter(is_held("claim") if wanted.held else ~is_held("claim"))
    if wanted.start or wanted.end or wanted.as_of:
        rows = _on_days(rows, wanted)
    fields = [name.lstrip("-") for name in order]
    keys = {found[0]: found[1:] for found in rows.order_by(*order).values_list("pk", *fields)[:limit]}
    return [(keys[claim["id"]], claim) for claim in claims_of(list(keys))]


def _on_days(rows: Any, wanted: ClaimFilter) -> Any:
    """Claims whose window, or else whose day, meets the days asked for.

    `as_of`: a transfer had begun, anything else had been announced (published, where no day is told).
    """
    said = Coalesce("claim__announced", "published")
    rows = rows.annotate(
        said=said,
        first=Coalesce("claim__window_from", "claim__window_to", said),
        last=Coalesce("claim__window_to", "claim__window_from", said),
    )
    if wanted.start:
        rows = rows.filter(last__gte=wanted.start)
    if wanted.end:
        rows = rows.filter(first__lte=wanted.end)
    if wanted.as_of:
        begun = Q(claim__kind__in=TRANSFERS, first__lte=wanted.as_of)
        rows = rows.filter(begun | (~Q(claim__kind__in=TRANSFERS) & Q(said__lte=wanted.as_of)))
    return rows


def claims_of(keys: Sequence[str]) -> list[dict[str, Any]]:
    """Claims by id, in the order of `keys`, in six queries whatever their number.

    Unknown ids are left out, and claims that wait for their article's day.
    """
    rows = Claim.objects.filter(pk__in=keys, state__isnull=False).select_related("article", "state__version__source")
    found = {row.pk: row for row in rows.defer("state__version__text")}
    beside = Beside(
        quotes=quotes_of(keys),
        words=words_of(keys),
        entries=entries_of(keys),
        by=corrections_of(keys),
        held=held_of(keys),
    )
    return [claim_to_dict(found[key], beside) for key in keys if key in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is told of claims beside their own row, by claim."""

    quotes: dict[str, list[str]]
    words: dict[str, dict[str, Any]]
    entries: dict[str, list[dict[str, str]]]
    by: dict[str, str]
    held: dict[str, dict[str, Any]]


def claim_to_dict(row: Claim, beside: Beside) -> dict[str, Any]:
    """A claim as the API and the pages show it: the fields of `claims.md`, then its evidence and its standing."""
    state = row.state
    version = state.version
    quotes = beside.quotes.get(row.pk, [])
    body = {
        "id": row.pk,
        "article": row.article.key,
        **values_of_row(row),
        "system": state.system,
        "evidence": [
            {"start": start, "end": end, "text": text}
            for (start, end), text in zip(state.evidence, quotes, strict=True)
        ],
        "words": beside.words.get(row.pk, {}),
        "confidence": round(state.confidence, 3),
        "review": state.review,
        "counts": {"live": state.live, "reviewed": state.reviewed},
        "held": beside.held.get(row.pk),
        "extractor": row.extractor or None,
        "by_person": row.author_id is not None,
        "corrects": row.corrects_id,
        "corrected_by": beside.by.get(row.pk),
        "source": {
            "article": row.article_id,
            "title": version.title,
            "publisher": version.source.name,
            "kind": version.source.kind,
            "published": version.published,
            "url": web_address(row.article.url),
        },
        "published": state.published,
        "recorded_at": row.recorded_at,
        "supports": beside.entries.get(row.pk, []),
    }
    return with_conversions(body)


def quotes_of(keys: Sequence[str]) -> dict[str, list[str]]:
    """The words of each claim's evidence, cut out by the database, so that no text travels whole."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT state.claim_id, array_agg(
                       substring(version.text FROM (span->>0)::int + 1 FOR (span->>1)::int - (span->>0)::int)
                       ORDER BY place)
            FROM pledges_claimstate state
            JOIN pledges_articleversion version ON version.id = state.version_id
            CROSS JOIN LATERAL jsonb_array_elements(state.evidence) WITH ORDINALITY AS spans(span, place)
            WHERE state.claim_id = ANY(%s) GROUP BY state.claim_id
            """,
            [list(keys)],
        )
        return dict(cursor.fetchall())


def words_of(keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The words and the rule behind each field, with their places in the version where the claim is read now."""
    readings = (
        Reading.objects.filter(claim__in=keys, version=F("claim__state__version"))
        .order_by("claim", "-id")
        .distinct("claim")
    )
    return dict(readings.values_list("claim", "words"))


def entries_of(keys: Sequence[str]) -> dict[str, list[dict[str, str]]]:
    """The ledger's entries that each claim supports, in both standings."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    rows = EntryClaim.objects.filter(claim__in=keys).order_by("entry__type", "entry__standing", "entry__entry")
    for claim, entry, kind, standing in rows.values_list("claim", "entry__entry", "entry__type", "entry__standing"):
        found[claim].append({"id": entry, "type": kind, "standing": standing})
    return found


def entry_now(key: str, *, standing: str) -> LedgerEntry | None:
    """An entry of the stored ledger, with its account."""
    return LedgerEntry.objects.filter(entry=key, standing=standing).select_related("account").first()


def web_address(url: str) -> str | None:
    """A link that a browser may follow: whoever offered an article may have called anything its address."""
    return url if url.lower().startswith(("http://", "https://")) else None


def gives(who: str) -> bool:
    """Whether the ledger has an entry of this donor, which the catalogue may not know. Answered from an index."""
    return LedgerEntry.objects.filter(donors__contains=[who]).exists()


def receives(who: str) -> bool:
    """Whether some claim names this recipient."""
    return Account.objects.filter(recipient=who).exists()


def exists(key: str) -> bool:
    """Whether a claim of this id was ever recorded."""
    return Claim.objects.filter(pk=key).exists()


def in_text_order(claims: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Claims by day, article and place, as a reader meets them."""
    return sorted(claims, key=lambda c: (c["published"], c["article"], c["evidence"][0]["start"], c["id"]))


def numbers_by_review(*, articles: Collection[int]) -> dict[int, dict[str, int]]:
    """How many claims of each article stand in each state of review, and how many wait for its day (`WAITS`)."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for article, review in Claim.objects.filter(article__in=articles).values_list("article", "state__review"):
        found[article][review or WAITS] += 1
    return found
