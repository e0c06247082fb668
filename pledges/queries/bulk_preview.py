"""What a decision on many claims would do, before it is made: how many of them, and the figures before and after."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone

from pledges.domain.accounts import AccountKey, LedgerClaim, account_of
from pledges.domain.judgements import Standing, Verdict, VerdictKind, stand, standing_links
from pledges.models import Account, BulkDecision, Claim
from pledges.queries.catalogue import current_catalogue
from pledges.queries.joining import FIGURES, ChangedLine, changed_lines, lines_of
from pledges.queries.standing_claims import claims_counting_in, copy_groups, standing_in
from pledges.queries.truth import Truth, links_in, truth_of
from pledges.queries.verdicts import decided

MOST_SHOWN = 10
MOST_FOLDED = 6_000  # claims: a preview takes seconds, not minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """A line that would move, in one standing."""

    standing: Standing
    line: ChangedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPreview:
    """What is asked for. `decided` are the claims on which a person's word stands, which are left alone unless asked;
    `accounts` those whose figures could move, `unfolded` how many of them are too many to be worked out here.
    """

    claims: int
    decided: int
    articles: int
    accounts: int
    unfolded: int
    moves: list[MovedLine]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What counts of some articles in one standing, before and after."""

    before: Mapping[str, LedgerClaim]
    after: Mapping[str, LedgerClaim]

    def claims(self) -> Iterable[str]:
        """The claims that begin, cease or change to count."""
        for key in self.before.keys() | self.after.keys():
            one, other = self.before.get(key), self.after.get(key)
            if one is None or other is None or one.reviewed != other.reviewed:
                yield key


def preview_of(row: BulkDecision, *, also_judged: bool = False) -> BulkPreview:
    """A proposal, weighed. Nothing is stored."""
    claims = dict(Claim.objects.filter(pk__in=row.claims, state__isnull=False).values_list("pk", "article"))
    left = decided(list(claims))
    judged = set(claims) if also_judged else set(claims) - left
    truth = truth_of(articles={claims[key] for key in judged}, catalogue=current_catalogue())
    changes = _changes(truth, judged, VerdictKind(row.decision))
    accounts = _accounts(changes.values())
    folded = _that_can_be_folded(accounts)
    moves = [move for standing, one in changes.items() for move in _moves(standing, one, folded, truth)]
    moves.sort(key=lambda move: _size(move.line), reverse=True)
    return BulkPreview(
        claims=len(claims),
        decided=len(left),
        articles=len(set(claims.values())),
        accounts=len(accounts),
        unfolded=len(accounts) - len(folded),
        moves=moves[:MOST_SHOWN],
        others=max(len(moves) - MOST_SHOWN, 0),
    )


def _changes(truth: Truth, claims: Collection[str], kind: VerdictKind) -> dict[Standing, _Change]:
    now = timezone.now()
    given = [Verdict(id=f"~{key}", claim_id=key, kind=kind, at=now) for key in sorted(claims)]
    counting = partial(
        stand,
        truth.stored,
        exclusions=truth.exclusions,
        threshold=settings.LIVE_CONFIDENCE,
        apart=settings.KEPT_APART,
    )
    return {
        standing: _Change(
            before={one.claim_id: one for one in counting(verdicts=truth.verdicts, standing=standing)},
            after={one.claim_id: one for one in counting(verdicts=[*truth.verdicts, *given], standing=standing)},
        )
        for standing in Standing
    }


def _accounts(changes: Iterable[_Change]) -> Counter[AccountKey]:
    """The accounts in which something changes, with how much."""
    catalogue = current_catalogue()
    return Counter(
        account_of((one.after.get(key) or one.before[key]).claim, catalogue) for one in changes for key in one.claims()
    )


def _that_can_be_folded(accounts: Counter[AccountKey]) -> list[Account]:
    """Those with the most changes, as long as there are not too many claims in all."""
    rows = {row.key: row for row in Account.objects.filter(recipient__in={key.recipient for key in accounts})}
    known = [rows[key] for key, _ in accounts.most_common() if key in rows]
    sizes = claims_counting_in([row.pk for row in known])
    found: list[Account] = []
    held = 0
    for row in known:
        held += sizes[row.pk]
        if found and held > MOST_FOLDED:
            break
        found.append(row)
    return found


def _moves(standing: Standing, change: _Change, accounts: Sequence[Account], truth: Truth) -> list[MovedLine]:
    keys, catalogue = [row.pk for row in accounts], current_catalogue()
    counting, links = standing_in(accounts=keys, standing=standing), standing_links(links_in(accounts=keys))
    new = {key: one for key, one in change.after.items() if key not in change.before}
    copies = copy_groups(versions={truth.readings[key].version for key in new}) if new else {}
    told = {key: replace(one, copy_of=copies.get(truth.readings[key].version)) for key, one in new.items()}
    found = []
    for row in accounts:
        before = counting[row.pk]
        after = [*_kept(before, change), *(c for c in told.values() if account_of(c.claim, catalogue) == row.key)]
        lines = changed_lines(lines_of(row, before, links), lines_of(row, after, links))
        found += [MovedLine(standing=standing, line=line) for line in lines]
    return found


def _kept(claims: Iterable[LedgerClaim], change: _Change) -> Iterable[LedgerClaim]:
    for one in claims:
        if one.claim_id not in change.before:
            yield one
        elif one.claim_id in change.after:
            yield replace(one, reviewed=change.after[one.claim_id].reviewed)


def _size(line: ChangedLine) -> int:
    """By how much the figures of a line move, the largest of them."""
    return max(abs(_number(line.after, name) - _number(line.before, name)) for name in FIGURES)


def _number(body: Mapping[str, Any] | None, name: str) -> int:
    figure = (body or {}).get(name) or {}
    return int(next((figure[one] for one in ("stated", "high", "low") if figure.get(one) is not None), 0))
