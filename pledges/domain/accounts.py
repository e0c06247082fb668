"""An account is a recipient and a top-level category: what is locked, folded and rebuilt as one."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim


class SourceKind(StrEnum):
    """Who publishes, from the most to the least official; the order decides between tellings."""

    OFFICIAL = "official"
    REGISTER = "register"
    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    THINK_TANK = "think_tank"
    AGGREGATOR = "aggregator"


RANK_OF_SOURCE = {kind.value: rank for rank, kind in enumerate(SourceKind)}
RANK_OF_UNKNOWN_SOURCE = len(RANK_OF_SOURCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerClaim:
    """A claim that stands, with what the fold must know of its article.

    `published` is the article's day, `source` the publisher's slug, `source_kind` one of SourceKind,
    `copy_of` the key that syndicated copies of one text share, `system` the catalogue slug of `claim.item.name`
    (None for a type alone), `reviewed` whether a person accepted it, `recorded_at` when this tracker stored it.
    `late` says that the source calls the transfer overdue, `suspends` that a cancellation is a pause; None for
    either reads it off the words of the claim's kind.
    """

    claim: Claim
    claim_id: str
    published: date
    source: str
    source_kind: str = SourceKind.NEWSPAPER.value
    copy_of: str | None = None
    system: str | None = None
    reviewed: bool = False
    recorded_at: datetime | None = None
    late: bool | None = None
    suspends: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class AccountKey:
    recipient: str
    category: str  # a root of the category tree


@dataclass(frozen=True, slots=True, kw_only=True)
class LineKey:
    """One exact set of donors x equipment family x unit.

    `family` is the slug of the family (None for a type alone), `category` the family's, or the type's own;
    `unit` is one of `Unit`, or a currency for money that buys no named item.
    """

    donors: tuple[str, ...]
    family: str | None
    category: str
    unit: str

    @property
    def text(self) -> str:
        """A text that only this line has."""
        return "|".join([*self.donors, "", self.family or "", self.category, self.unit])

    @property
    def sort_key(self) -> tuple[tuple[str, ...], str, str, str]:
        return (self.donors, self.family or "", self.category, self.unit)


def line_id(key: LineKey, recipient: str) -> str:
    """A hash of the line's key."""
    return hashlib.sha256(f"{recipient}|{key.text}".encode()).hexdigest()[:32]


def account_of(claim: Claim, catalogue: Catalogue) -> AccountKey:
    """Where a claim is booked. A category that the catalogue does not know is an account of its own."""
    category = claim.item.category
    if category in catalogue.categories:
        category = catalogue.top_category(category)
    return AccountKey(recipient=claim.recipient, category=category)


def partition(claims: Iterable[LedgerClaim], *, catalogue: Catalogue) -> dict[AccountKey, list[LedgerClaim]]:
    """The claims of each account, keys in order."""
    accounts: dict[AccountKey, list[LedgerClaim]] = {}
    for claim in claims:
        accounts.setdefault(account_of(claim.claim, catalogue), []).append(claim)
    return dict(sorted(accounts.items()))
