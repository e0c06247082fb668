"""Which claims may tell of one event, why the fold thinks so, and what an editor's word on it would change."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from pledges.domain.accounts import LedgerClaim
from pledges.domain.catalogue import Catalogue
from pledges.domain.gated import fold_gated
from pledges.domain.judgements import Link as LinkValue
from pledges.domain.judgements import LinkKind, Standing, standing_links
from pledges.domain.policy import DEFAULT
from pledges.domain.reconciliation import reconcile
from pledges.domain.resolution import PairScore, compare
from pledges.domain.served_lines import line_to_json
from pledges.domain.tellings import GROUP_OF_KIND, tellings_of
from pledges.domain.values import Kind
from pledges.models import Account, Claim, ClaimState, EntryClaim, Link, Relation, StandingName
from pledges.models.claim_rows import claim_from_row
from pledges.queries.catalogue import current_catalogue
from pledges.queries.standing_claims import standing_now
from pledges.queries.truth import links_among
from pledges.scale_files import seeded_scales

MOST_LOOKED_AT, MOST_SHOWN = 60, 12
FIGURES = ("pledged", "in_transit", "delivered", "cancelled", "outstanding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A claim beside the one under review: how likely both tell of one event, and the editors' link, if any."""

    row: Claim
    score: PairScore
    link: Link | None
    one_event: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """A line whose figures a link would move; None before or after where the line is not there."""

    donors: tuple[str, ...]
    what: str
    unit: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def pairs_of(claim: Claim) -> list[Pair]:
    """The claims taken as the same event, the linked ones, and those that may be: likeliest first in each."""
    links, catalogue = links_of(claim), current_catalogue()
    linked = {_other(link, claim): link for link in links}
    together = set(_together(claim))
    near = set(_near(claim, catalogue)) if len(together) < MOST_LOOKED_AT else set()
    keys = {*together, *linked, *near} - {claim.pk}
    rows = Claim.objects.filter(pk__in=keys, state__isnull=False).select_related("state__version__source", "article")
    told = [
        Pair(row=row, score=_score(claim, row, catalogue), link=linked.get(row.pk), one_event=row.pk in together)
        for row in rows.defer("state__version__text")
    ]
    ordered = sorted(told, key=lambda one: (not one.one_event, one.link is None, -one.score.score, one.row.pk))
    firm = [one for one in ordered if one.one_event or one.link]
    return firm + [one for one in ordered if not one.one_event and not one.link][:MOST_SHOWN]


def links_of(claim: Claim) -> list[Link]:
    """The editors' links on a claim that stand."""
    rows = Link.objects.filter(Q(first=claim) | Q(second=claim), withdraws=None, withdrawn_by=None)
    return list(rows.select_related("by").order_by("id"))


def link_between(one: Claim, other: Claim) -> Link | None:
    """The link between two claims that stands."""
    return next((link for link in links_of(one) if _other(link, one) == other.pk), None)


def score(one: Claim, other: Claim) -> PairScore:
    """The fold's score of a pair by itself, with its reasons; of claims of several givers, the best pair."""
    return _score(one, other, current_catalogue())


def _score(one: Claim, other: Claim, catalogue: Catalogue) -> PairScore:
    left, right = (tellings_of([_value(row)], catalogue=catalogue) for row in (one, other))
    scores = [compare(a, b, catalogue=catalogue, policy=DEFAULT) for a in left for b in right]
    return max(scores, key=lambda found: found.score)


def preview(one: Claim, other: Claim, relation: Relation) -> list[ChangedLine]:
    """What a link would make of the live figures (WITHDRAWN: what taking the standing one back would). Nothing is
    stored. Both claims are of one account; a link across accounts moves nothing.
    """
    account = one.state.account
    claims = standing_now(account=account, standing=Standing.LIVE)
    links = standing_links(links_among(claims=[claim.claim_id for claim in claims]))
    left, right = sorted((one.pk, other.pk))
    others = [link for link in links if {link.left, link.right} != {left, right}]
    if relation != Relation.WITHDRAWN:
        others.append(LinkValue(left=left, right=right, kind=LinkKind(relation), at=timezone.now()))
    return changed_lines(*(lines_of(account, claims, found) for found in (links, others)))


def changed_lines(before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]]) -> list[ChangedLine]:
    """The lines whose figures differ, in the order of their keys."""
    changed = [key for key in sorted({*before, *after}) if _shown(before.get(key)) != _shown(after.get(key))]
    return [_changed(before.get(key), after.get(key)) for key in changed]


def lines_of(account: Account, claims: Sequence[LedgerClaim], links: Iterable[LinkValue]) -> dict[str, dict[str, Any]]:
    """The lines that some claims would make of an account, by their keys. Nothing is stored."""
    catalogue = current_catalogue()
    ledger = fold_gated(claims, scales=seeded_scales(), catalogue=catalogue, links=links).ledger
    figures = reconcile(ledger, today=timezone.now().date())
    return {
        repr(line.key.sort_key): line_to_json(line, recipient=account.recipient, catalogue=catalogue)
        for line in figures
    }


def _shown(body: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if body is None else {name: body[name] for name in FIGURES}


def _changed(before: dict[str, Any] | None, after: dict[str, Any] | None) -> ChangedLine:
    body = after or before
    assert body is not None
    system = body["system"]
    return ChangedLine(
        donors=tuple(body["donors"]),
        what=system["name"] if system else body["category"],
        unit=body["unit"],
        before=_shown(before),
        after=_shown(after),
    )


def _together(claim: Claim) -> Iterable[str]:
    """The claims of the live entries that a claim supports."""
    entries = EntryClaim.objects.filter(claim=claim, entry__standing=StandingName.LIVE).values("entry")
    return EntryClaim.objects.filter(entry__in=entries).values_list("claim", flat=True)[:MOST_LOOKED_AT]


def _near(claim: Claim, catalogue: Catalogue) -> Iterable[str]:
    """Claims of the account that share a giver, the kind's group and the family, the nearest in time first."""
    state = claim.state
    group = GROUP_OF_KIND[Kind(claim.kind)]
    kinds = [kind.value for kind, its in GROUP_OF_KIND.items() if its is group]
    rows = ClaimState.objects.filter(account=state.account_id, live=True, claim__kind__in=kinds)
    rows = rows.filter(claim__donors__overlap=claim.donors) if claim.donors else rows.filter(claim__donors=[])
    if state.system is not None:
        rows = rows.filter(Q(system=None) | Q(system__in=_family(state.system, catalogue)))
    before = rows.filter(published__lte=state.published).order_by("-published", "claim")
    after = rows.filter(published__gt=state.published).order_by("published", "claim")
    half = MOST_LOOKED_AT // 2
    return [key for some in (before, after) for key in some.values_list("claim", flat=True)[:half]]


def _family(system: str, catalogue: Catalogue) -> Collection[str]:
    if system not in catalogue.systems:
        return {system}
    family = catalogue.family(system)
    return {slug for slug in catalogue.systems if catalogue.family(slug) == family}


def _other(link: Link, claim: Claim) -> str:
    return link.second_id if link.first_id == claim.pk else link.first_id


def _value(row: Claim) -> LedgerClaim:
    """A claim as the fold takes it, by itself."""
    state = row.state
    source = state.version.source
    return LedgerClaim(
        claim=claim_from_row(row, key=row.article.key, evidence=state.evidence, confidence=state.confidence),
        claim_id=row.pk,
        published=state.published,
        source=source.slug,
        source_kind=source.kind,
        system=state.system,
    )
