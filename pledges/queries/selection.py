"""What a reader asks for: whose, of what, when, by which clocks and standing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from pledges.domain.accounts import AccountKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.judgements import Standing
from pledges.domain.values import Role
from pledges.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The common parameters of `api.md`; None asks for all.

    `system` takes its variants in, `category` the categories under it. `start` and `end` bound the days on which
    something happened, was announced or is due. Without a clock everything stored counts.
    """

    donor: str | None = None
    system: str | None = None
    category: str | None = None
    recipient: str | None = None
    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    known_at: date | None = None
    recorded_at: datetime | None = None
    standing: Standing = Standing.LIVE
    role: Role | None = None

    @property
    def is_of_now(self) -> bool:
        """No clock is set: the stored projections answer."""
        return self.as_of is None and self.known_at is None and self.recorded_at is None

    def systems(self, catalogue: Catalogue) -> frozenset[str] | None:
        """The system asked for and its variants; None for all."""
        if self.system is None:
            return None
        return frozenset(slug for slug in catalogue.systems if self.system in catalogue.ancestry(slug))

    def categories(self, catalogue: Catalogue) -> frozenset[str] | None:
        """The category asked for and those under it; None for all."""
        if self.category is None:
            return None
        below = {self.category}
        while True:
            more = {slug for slug, c in catalogue.categories.items() if c.parent in below} - below
            if not more:
                return frozenset(below)
            below |= more

    def accounts(self, catalogue: Catalogue) -> Q:
        """Which accounts can hold what is asked for; a text may have put a system under another category."""
        condition = Q()
        if self.recipient is not None:
            condition &= Q(recipient=self.recipient)
        if self.category is not None:
            known = self.category in catalogue.categories
            condition &= Q(category=catalogue.top_category(self.category) if known else self.category)
        if self.system is not None:
            condition &= Q(systems__overlap=sorted({self.system, *(self.systems(catalogue) or ())}))
        return condition


def accounts_of(selection: Selection, catalogue: Catalogue) -> dict[AccountKey, Account]:
    """The accounts of a selection, in order."""
    rows = Account.objects.filter(selection.accounts(catalogue)).order_by("recipient", "category")
    return {row.key: row for row in rows}
