"""A value that came from words keeps what the words left open: intervals, never false exact counts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """The ladder from wish to arrival (`claims.md`; counterparts: CAMEO, IATI, SIPRI, Kiel)."""

    REQUEST = "request"  # the recipient asks for it
    INTENT = "intent"  # considered, conditional, awaiting approval; never counted
    PLEDGE = "pledge"  # announced, promised, committed, "will send"
    CONTRACT = "contract"  # an order placed with industry for the recipient
    DISPATCH = "dispatch"  # left the donor, not said to have arrived
    DELIVERY = "delivery"  # handed over, arrived, in use by the recipient
    CANCELLATION = "cancellation"  # refused, withdrawn, suspended


class Basis(StrEnum):
    """Whether a number adds to what was known or restates it."""

    INCREMENT = "increment"  # "10 more": adds
    CUMULATIVE = "cumulative"  # "14 in total": asserts a running total, or a milestone to come
    UNSTATED = "unstated"  # neither is said


class Sharing(StrEnum):
    """How several donors stand to one number."""

    JOINT = "joint"  # one gift of all
    EACH = "each"  # every donor gives that number
    UNCLEAR = "unclear"  # a list of givers, no common number


class Terms(StrEnum):
    DONATION = "donation"
    SALE = "sale"  # a claim, but no aid
    LOAN = "loan"
    SWAP = "swap"


class Certainty(StrEnum):
    STATED = "stated"
    REPORTED = "reported"  # unofficial, anonymous, unconfirmed
    DISPUTED = "disputed"  # the article itself doubts it; never counted


class Unit(StrEnum):
    """What is counted. Nothing is converted between them."""

    ITEM = "item"
    ROUND = "round"
    PERSON = "person"
    LAUNCHER = "launcher"
    BATTERY = "battery"
    BATTALION = "battalion"
    SQUADRON = "squadron"
    SYSTEM = "system"
    PACKAGE = "package"
    LITRE = "litre"
    TONNE = "tonne"


class Extent(StrEnum):
    """What a sum covers, where it is not a gift of its own."""

    MILITARY = "military"  # all military aid so far
    ALL_AID = "all_aid"  # with civil help in it
    PART = "part"  # a named part of a package


class Whose(StrEnum):
    """Whose gifts a sum covers, where it is not its donors' alone."""

    DONOR = "donor"
    GROUP = "group"  # of the group that is named
    ALL_DONORS = "all_donors"


class Stage(StrEnum):
    """How far a sum has come on its way through parliaments and ministries."""

    REQUESTED = "requested"
    PROPOSED = "proposed"
    APPROPRIATED = "appropriated"
    AUTHORISED = "authorised"
    ALLOCATED = "allocated"
    GIVEN = "given"


class Qualifier(StrEnum):
    """How firmly a sum of money is stated."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    ABOUT = "about"


def bounds_in_words(low: int | None, high: int | None) -> str:
    """A number in words: "14", "24 or more", "up to 8", "10 to 12", "unknown"."""
    if high is None:
        return f"{low:,} or more" if low else "unknown"
    if low == high:
        return f"{high:,}"
    return f"{low:,} to {high:,}" if low else f"up to {high:,}"


class Role(StrEnum):
    """What a party did for a transfer."""

    FINANCIER = "financier"
    SUPPLIER = "supplier"  # hands over
    STOCK = "stock"  # whose it was
    MAKER = "maker"
    HOST = "host"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many: `low` to `high`, both inclusive; None is an open end, both None is unknown (never zero)."""

    low: int | None = None
    high: int | None = None
    unit: Unit = Unit.ITEM
    per: str | None = None  # "month" for a rate, which is no total
    approximate: bool = False
    vague: bool = False  # "dozens", "hundreds": a guess at a word, not a stated bound

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"quantity low {self.low} exceeds high {self.high}")

    @property
    def known(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount as first stated; `currency` is ISO 4217."""

    amount: Decimal
    currency: str
    qualifier: Qualifier = Qualifier.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When a transfer happened or is due: both ends inclusive, either may be open, not both."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("a window needs an end; a claim with no time has no window")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"window from {self.start} is after to {self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a number covers beyond a gift of this donor to this recipient for its forces; None is: not said.

    `start` to `end` is the time that a total spans, both days inclusive.
    """

    of: Extent | None = None
    whose: Whose | None = None
    start: date | None = None
    end: date | None = None
    stage: Stage | None = None

    def __post_init__(self) -> None:
        if not (self.of or self.whose or self.start or self.end or self.stage):
            raise ValueError("a scope says something; a claim without one has none")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"scope from {self.start} is after to {self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """What a claim says it supersedes: the earlier `number` (units, or money in the claim's currency).

    None where a publisher corrects itself and names no number.
    """

    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """`who` in the codes of donors; `share` an exact fraction of the gift, None where the text states none."""

    who: str
    role: Role
    share: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open, in Unicode code points of the text as stored."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}..{self.end} is empty or negative")
