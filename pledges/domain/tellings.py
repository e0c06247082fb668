"""A text told twice is one telling: copies collapse, and a claim of several givers becomes what it says of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pledges.domain.accounts import LedgerClaim, LineKey, SourceKind
from pledges.domain.catalogue import Catalogue
from pledges.domain.figures import Amount
from pledges.domain.scopes import is_other_scope, spans_time
from pledges.domain.units import counted_as
from pledges.domain.values import Basis, Kind, Qualifier, Replaced, Scope, Sharing, Terms, Unit, Window


class Group(StrEnum):
    """Kinds that may tell of one event; a contract is a pledge with a signature."""

    PLEDGE = "pledge"
    DISPATCH = "dispatch"
    DELIVERY = "delivery"
    CANCELLATION = "cancellation"
    INTENT = "intent"
    REQUEST = "request"
    SALE = "sale"  # any step of a sale: listed, no aid
    OTHER_SCOPE = "other_scope"  # a number of more or other than military gifts of its donors: listed beside


GROUP_OF_KIND = {
    Kind.PLEDGE: Group.PLEDGE,
    Kind.CONTRACT: Group.PLEDGE,
    Kind.DISPATCH: Group.DISPATCH,
    Kind.DELIVERY: Group.DELIVERY,
    Kind.CANCELLATION: Group.CANCELLATION,
    Kind.INTENT: Group.INTENT,
    Kind.REQUEST: Group.REQUEST,
}
SCOPED = frozenset({Group.PLEDGE, Group.DISPATCH, Group.DELIVERY, Group.CANCELLATION})  # what a scope keeps apart
FUNDING = "funding"
Order = tuple[date, str, tuple[str, ...]]
Sentence = tuple[str, str, int]  # an article, a sentence of it by its hash, and which of equal ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one source says of one giver (or one joint set): the unit of clustering.

    `low`, `high` and `unit` are the claim's, or the sum of money in whole units of its currency where money buys
    no named item. `day` is when it was announced, as far as is known: the stated day, else the first report's.
    `called` are the item's words where they name no system. `since` is the day from which the number is a new one:
    an equal one told before it was replaced (`replacing.py`).
    """

    claims: tuple[LedgerClaim, ...]
    group: Group
    donors: tuple[str, ...]
    system: str | None
    family: str | None
    category: str
    unit: str
    low: int | None
    high: int | None
    approximate: bool
    vague: bool
    basis: Basis
    window: Window | None
    day: date
    day_stated: bool
    split: bool  # one of several givers of the claim
    called: str = ""
    scope: Scope | None = None
    replaces: Replaced | None = None
    since: date | None = None

    @property
    def known(self) -> bool:
        """Whether it states a number."""
        return self.low is not None or self.high is not None

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def is_money(self) -> bool:
        """A sum that buys no named item."""
        return self.family is None and self.category == FUNDING and self.unit not in UNITS

    @property
    def stated(self) -> int:
        """The number in the words: the lower of two, or the only one."""
        return self.low if self.low is not None else (self.high or 0)

    @property
    def amount(self) -> Amount:
        return Amount(low=self.low or 0, high=self.high, stated=self.stated)

    @property
    def first_published(self) -> date:
        """When it was told; a reprint later on is no new report."""
        return min(claim.published for claim in self.claims)

    @property
    def lead(self) -> str:
        """The id of the claim that it is known by: the original's before a copy's, then the first published."""
        return self.claims[0].claim_id

    @property
    def id(self) -> str:
        """The claim that it is known by, and of several givers whose share it is."""
        return "+".join([self.lead, *(self.donors if self.split else ())])

    @property
    def claim_ids(self) -> tuple[str, ...]:
        return tuple(sorted(claim.claim_id for claim in self.claims))

    @property
    def articles(self) -> frozenset[str]:
        """Where it is told; a copy counts as the text that it copies."""
        return frozenset(claim.copy_of or claim.claim.article for claim in self.claims)

    @property
    def publishers(self) -> frozenset[str]:
        return frozenset(claim.source for claim in self.claims)

    @property
    def registers(self) -> frozenset[str]:
        """The registers that list it: each lists a gift once, so two rows are two gifts."""
        return frozenset(claim.source for claim in self.claims if claim.source_kind == SourceKind.REGISTER)

    @property
    def sentences(self) -> frozenset[Sentence]:
        """Where it stands; a copy's sentence is the one that it copies."""
        places = ((claim.copy_of or claim.claim.article, claim.claim.place) for claim in self.claims)
        return frozenset((article, place.sentence, place.occurrence) for article, place in places)

    @property
    def order(self) -> Order:
        """The canonical order: by day, then by content."""
        return (self.day, self.lead, self.donors)

    @property
    def line(self) -> LineKey:
        return LineKey(donors=self.donors, family=self.family, category=self.category, unit=self.unit)


def measure(
    claim: LedgerClaim, family: str | None, category: str, catalogue: Catalogue
) -> tuple[int | None, int | None, str, bool]:
    """Low, high, unit (as the line counts it) and whether approximate. A rate is no total: its number is unknown."""
    stated, value = claim.claim.quantity, claim.claim.value
    if claim.claim.item.category == FUNDING and claim.claim.item.name is None and value is not None:
        amount = int(value.amount.to_integral_value())
        low = None if value.qualifier is Qualifier.UP_TO else amount
        high = None if value.qualifier is Qualifier.AT_LEAST else amount
        return low, high, value.currency, value.qualifier is Qualifier.ABOUT
    low, high = (None, None) if stated.per is not None else (stated.low, stated.high)
    counted = counted_as(family, category, stated.unit.value, low, high, catalogue)
    return counted.low, counted.high, counted.unit, stated.approximate and stated.per is None


def measured(claim: LedgerClaim, catalogue: Catalogue) -> tuple[int | None, int | None, str, bool]:
    """`measure`, as the line of the claim's own equipment counts it."""
    _, family, category = equipment(claim, catalogue)
    return measure(claim, family, category, catalogue)


def equipment(claim: LedgerClaim, catalogue: Catalogue) -> tuple[str | None, str | None, str]:
    """System, family and category, which lies in the claim's account: else two accounts would have one line.

    A name outside the catalogue is a family of its own.
    """
    category, name = claim.claim.item.category, claim.claim.item.name
    system = claim.system
    if system is None and name is not None:
        system = catalogue.slug_by_name.get(name, name.casefold())
    if system is None:
        return None, None, category
    if system not in catalogue.systems:
        return system, system, category
    family = catalogue.family(system)
    home = catalogue.systems[family].category
    known = home in catalogue.categories and category in catalogue.categories
    if known and catalogue.top_category(home) == catalogue.top_category(category):
        return system, family, home
    return system, family, category


def givers(claim: LedgerClaim) -> list[tuple[tuple[str, ...], bool]]:
    """The donor sets that a claim speaks of, and whether each is one of several.

    "have each sent six": each, with six. "have all sent howitzers": each, with no number. Otherwise one set.
    """
    donors = claim.claim.donors
    each = claim.claim.sharing is Sharing.EACH
    listed = claim.claim.sharing is Sharing.UNCLEAR and not claim.claim.quantity.known and claim.claim.value is None
    if len(donors) > 1 and (each or listed):
        return [((donor,), True) for donor in donors]
    return [(donors, False)]


def happened_by(claim: LedgerClaim) -> date:
    """The last day on which a reported transfer can have happened: no report comes before its event."""
    window = claim.claim.window
    end = window.end if window and window.end else claim.published
    return min(end, claim.published)


def day_of(claim: LedgerClaim) -> date:
    """The first day on which the event may stand, for the clock `as_of`.

    A delivery or dispatch with a window: its first day, or the day by which it had happened where that is open.
    Anything else: the stated day of announcement, else the report's.
    """
    if claim.claim.kind in (Kind.DELIVERY, Kind.DISPATCH):
        window = claim.claim.window
        if window is not None:
            return min(window.start or happened_by(claim), claim.published)
        return claim.claim.announced or claim.published
    return min(claim.claim.announced or claim.published, claim.published)


def tellings_of(claims: Iterable[LedgerClaim], *, catalogue: Catalogue) -> list[Telling]:
    """All tellings in canonical order. Claims with equal values in one article or in copies of it are one."""
    collapsed: dict[tuple[object, ...], dict[str, LedgerClaim]] = {}
    for claim in claims:
        collapsed.setdefault(_told_once_key(claim, catalogue), {})[claim.claim_id] = claim
    tellings: list[Telling] = []
    for by_id in collapsed.values():
        same = tuple(sorted(by_id.values(), key=_lead_order))
        tellings += _tellings(same, catalogue)
    return sorted(tellings, key=lambda telling: telling.order)


def source_of(claim: LedgerClaim) -> str:
    """The text that tells a claim: of a copy the one that it copies. Claims of two texts are never one telling."""
    return claim.copy_of or claim.claim.article


def _tellings(same: tuple[LedgerClaim, ...], catalogue: Catalogue) -> list[Telling]:
    return [_telling(same, donors, split, catalogue) for donors, split in givers(same[0])]


def _lead_order(claim: LedgerClaim) -> tuple[bool, date, str]:
    return (claim.copy_of not in (None, claim.claim.article), claim.published, claim.claim_id)


def _told_once_key(claim: LedgerClaim, catalogue: Catalogue) -> tuple[object, ...]:
    """What makes two claims of one text one telling; units that count the same are the same."""
    value = claim.claim
    _, family, category = equipment(claim, catalogue)
    told = value.quantity
    counted = counted_as(family, category, told.unit.value, told.low, told.high, catalogue)
    return (
        source_of(claim), value.kind, value.donors, value.recipient, value.item.name, value.item.category, counted,
        told.per, told.approximate, told.vague, value.basis, value.sharing, value.value, value.window, value.announced,
        value.terms, value.scope, value.replaces, item_words(claim),
        value.place if claim.source_kind == SourceKind.REGISTER else None,
    )  # fmt: skip


def item_words(claim: LedgerClaim) -> str:
    """What the text calls a thing of which it names the type only: "helmets" are no "vests"."""
    words = claim.claim.words.get("item")
    if claim.system is not None or claim.claim.item.name is not None or words is None:
        return ""
    return " ".join(words.text.casefold().split())


def _telling(claims: tuple[LedgerClaim, ...], donors: tuple[str, ...], split: bool, catalogue: Catalogue) -> Telling:
    first = claims[0]
    system, family, category = equipment(first, catalogue)
    low, high, unit, approximate = measure(first, family, category, catalogue)
    group = _group_of(first, donors, catalogue)
    published = min(claim.published for claim in claims)
    announced = first.claim.announced
    stated = announced is not None and announced <= published
    return Telling(
        claims=claims,
        group=group,
        donors=donors,
        system=system,
        family=family,
        category=category,
        unit=unit,
        low=low,
        high=high,
        approximate=approximate,
        vague=first.claim.quantity.vague,
        basis=basis_of(first),
        window=first.claim.window,
        day=announced if announced is not None and stated else published,
        day_stated=stated,
        split=split,
        called=item_words(first),
        scope=first.claim.scope,
        replaces=first.claim.replaces,
    )


def _group_of(claim: LedgerClaim, donors: tuple[str, ...], catalogue: Catalogue) -> Group:
    sale = claim.claim.terms is Terms.SALE
    group = Group.SALE if sale else GROUP_OF_KIND[claim.claim.kind]
    money = claim.claim.item.category == FUNDING
    scope, recipient = claim.claim.scope, claim.claim.recipient
    other = group in SCOPED and is_other_scope(
        scope, donors=donors, recipient=recipient, money=money, catalogue=catalogue
    )
    return Group.OTHER_SCOPE if other else group


def basis_of(claim: LedgerClaim) -> Basis:
    """A number that names the one it replaces stands in its place: it neither adds nor totals, whatever else is said.

    A plain number that spans a time ("in 2023") is the running total of that time, also one that replaces another
    ("raised its aid for 2024 from 70 to 80 million").
    """
    replaces = claim.claim.replaces
    replacing = replaces is not None and replaces.number is not None
    plain = replacing or claim.claim.basis is Basis.UNSTATED
    if plain and spans_time(claim.claim.scope):
        return Basis.CUMULATIVE
    return Basis.UNSTATED if replacing else claim.claim.basis


def is_official(telling: Telling) -> bool:
    """Whether a ministry or the like tells it."""
    return any(claim.source_kind == SourceKind.OFFICIAL for claim in telling.claims)


def is_milestone(telling: Telling) -> bool:
    """A running total with a time to come: it makes the schedule and adds nothing."""
    end = telling.window.end if telling.window else None
    return (
        telling.group is Group.PLEDGE
        and telling.basis is Basis.CUMULATIVE
        and end is not None
        and end > telling.first_published
    )


UNITS = frozenset(unit.value for unit in Unit)
UNITS_OF_EQUIPMENT = frozenset(
    unit.value for unit in (Unit.ITEM, Unit.LAUNCHER, Unit.BATTERY, Unit.BATTALION, Unit.SQUADRON, Unit.SYSTEM)
)
