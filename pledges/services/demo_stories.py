"""Made-up news for a large database: events are told again for weeks, and few accounts hold most of the claims."""

import hashlib
import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from pledges.domain.accounts import AccountKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim, Item, Place, Words
from pledges.domain.tellings import FUNDING
from pledges.domain.values import Basis, Kind, Money, Party, Quantity, Role, Sharing, Span, Unit, Window

LARGEST = 0.01  # share of the claims that the largest account holds
FIRST_DAY, DAYS = date(2022, 2, 24), 1600
NEW = 0.4  # share of claims that tell of an event first
REMEMBERED = 6  # events of an account that are still told of
PUBLISHERS = tuple(f"The Demo {name}" for name in ("Agency", "Courier", "Gazette", "Herald", "Ministry", "Observer"))
KINDS = {
    Kind.PLEDGE: 50,
    Kind.DELIVERY: 25,
    Kind.INTENT: 8,
    Kind.CONTRACT: 5,
    Kind.DISPATCH: 5,
    Kind.CANCELLATION: 4,
    Kind.REQUEST: 3,
}
VERBS = {
    Kind.PLEDGE: "will send",
    Kind.DELIVERY: "has delivered",
    Kind.INTENT: "may send",
    Kind.CONTRACT: "has ordered",
    Kind.DISPATCH: "has shipped",
    Kind.CANCELLATION: "will not send",
    Kind.REQUEST: "is asked for",
}
UNIT_OF_CATEGORY = {"ammunition": Unit.ROUND, "training": Unit.PERSON, "fuel": Unit.LITRE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article with the claims that are in it."""

    key: str
    text: str
    published: date
    publisher: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened once and is told of several times."""

    kind: Kind
    donors: tuple[str, ...]
    parties: tuple[Party, ...]
    item: Item
    number: int
    basis: Basis
    window: Window | None


def exponent(count: int, *, largest: float = LARGEST) -> float:
    """The s for which the first of `count` Zipf weights k^-s is `largest` of their sum; 0 where all are equal."""
    low, high = 0.0, 4.0
    for _ in range(50):
        middle = (low + high) / 2
        share = 1 / sum(k**-middle for k in range(1, count + 1))
        low, high = (middle, high) if share < largest else (low, middle)
    return low


@dataclass
class Zipf[T]:
    """Draws the k-th of some values with weight k^-s."""

    values: Sequence[T]
    s: float

    @cached_property
    def bounds(self) -> list[float]:
        return list(accumulate(k**-self.s for k in range(1, len(self.values) + 1)))

    def draw(self, chance: random.Random) -> T:
        return self.values[bisect_left(self.bounds, chance.random() * self.bounds[-1])]


@dataclass
class Newsroom:
    """Tells stories until there are `claims` of them. The same seed, size and catalogue tell the same."""

    catalogue: Catalogue
    claims: int
    seed: int
    events: dict[AccountKey, list[Event]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.states = sorted(code for code, donor in self.catalogue.donors.items() if donor.kind == "state")
        self.accounts = Zipf(self.account_keys(), exponent(len(self.states) * len(self.tops)))
        joint = [tuple(sorted(self.chance.sample(self.states[:30], 2))) for _ in range(20)]
        self.donors: Zipf[tuple[str, ...]] = Zipf([*((code,) for code in self.states[:40]), *joint], 0.9)
        systems: dict[str, list[Item]] = defaultdict(list)
        for _, system in sorted(self.catalogue.systems.items()):
            top = self.catalogue.top_category(system.category)
            systems[top].append(Item(name=system.name, category=system.category))
        self.items = {top: Zipf([*systems[top], Item(name=None, category=top)], 0.8) for top in self.tops}

    @cached_property
    def tops(self) -> list[str]:
        return sorted({self.catalogue.top_category(slug) for slug in self.catalogue.categories})

    def account_keys(self) -> list[AccountKey]:
        """Ukraine's accounts hold the most, then those of other states, in an order that the seed mixes."""
        others = [AccountKey(recipient=who, category=top) for who in self.states for top in self.tops if who != "UA"]
        self.chance.shuffle(others)
        return [*(AccountKey(recipient="UA", category=top) for top in self.tops), *others]

    def stories(self) -> Iterator[Story]:
        """Articles of some six claims each, in order of their days."""
        told, number = 0, 0
        while told < self.claims:
            size = min(self.chance.randint(3, 9), self.claims - told)
            day = FIRST_DAY + timedelta(days=DAYS * told // self.claims)
            story = self.story(f"demo-{self.seed}-{number:07d}", day, size)
            told, number = told + len(story.claims), number + 1
            yield story

    def story(self, key: str, day: date, size: int, *, accounts: Sequence[AccountKey] = ()) -> Story:
        """One article; its claims are of the accounts given, else of up to three that are drawn."""
        accounts = accounts or [self.accounts.draw(self.chance) for _ in range(self.chance.randint(1, 3))]
        text, distinct = "", dict[str, Claim]()
        for ordinal in range(size):
            account = accounts[ordinal % len(accounts)]
            sentence, claim = self.told(key, day, account, self.event(account, day), start=len(text))
            if distinct.setdefault(claim.id, claim) is claim:
                text += sentence
        return Story(
            key=key,
            text=text,
            published=day,
            publisher=self.chance.choice(PUBLISHERS),
            claims=tuple(distinct.values()),
        )

    def event(self, account: AccountKey, day: date) -> Event:
        """A new event, or one of the last."""
        known = self.events[account]
        if known and self.chance.random() > NEW:
            return self.chance.choice(known)
        event = self.new_event(account, day)
        known.append(event)
        del known[:-REMEMBERED]
        return event

    def new_event(self, account: AccountKey, day: date) -> Event:
        chance = self.chance
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        donors = self.donors.draw(chance)
        due = None
        if chance.random() < 0.4:
            sign = -1 if kind is Kind.DELIVERY else 1
            ends = sorted(day + sign * timedelta(days=chance.randint(1, 40)) for _ in range(2))
            due = Window(start=ends[0], end=ends[1])
        shares: tuple[Party, ...] = ()
        if len(donors) == 2 and chance.random() < 0.2:
            shares = tuple(
                Party(who=who, role=Role.FINANCIER, share=part)
                for who, part in zip(donors, (Fraction(1, 3), Fraction(2, 3)), strict=True)
            )
        return Event(
            kind=kind,
            donors=donors,
            parties=shares,
            item=self.items[account.category].draw(chance),
            number=chance.choice((2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 25, 31, 40, 50, 100, 200)),
            basis=chance.choices((Basis.UNSTATED, Basis.INCREMENT, Basis.CUMULATIVE), (80, 12, 8))[0],
            window=due,
        )

    def told(self, key: str, day: date, account: AccountKey, event: Event, *, start: int) -> tuple[str, Claim]:
        """One sentence that tells of an event, and the claim in it."""
        chance = self.chance
        low, high = event.number, event.number
        shape = chance.random()
        unit = UNIT_OF_CATEGORY.get(account.category, Unit.ITEM)
        if shape < 0.12:
            number, amount = "some of the", Quantity(unit=unit)
        elif shape < 0.20:
            number, amount = f"at least {low}", Quantity(low=low, unit=unit)
        else:
            number, amount = str(low), Quantity(low=low, high=high, approximate=shape > 0.95, unit=unit)
        value = None
        if account.category == FUNDING and event.item.name is None:
            number, amount = f"{low} million euros of", Quantity(unit=Unit.ITEM)
            value = Money(amount=Decimal(low) * 1_000_000, currency="EUR")
        who = " and ".join(self.catalogue.donors[donor].name for donor in event.donors)
        what = event.item.name or event.item.category.replace("-", " ")
        sentence = f"{who} {VERBS[event.kind]} {number} {what} to {self.catalogue.donors[account.recipient].name}. "
        span = Span(start=start, end=start + len(sentence) - 1)
        words = {"kind": Words(text=VERBS[event.kind], span=span, rule="demo"),
                 "quantity": Words(text=number, span=span, rule="demo")}  # fmt: skip
        claim = Claim(
            article=key,
            place=Place(
                article=key, sentence=hashlib.sha256(sentence.casefold().encode()).hexdigest(), occurrence=0, ordinal=0
            ),
            kind=event.kind,
            donors=event.donors,
            item=event.item,
            quantity=amount,
            recipient=account.recipient,
            sharing=Sharing.JOINT if len(event.donors) > 1 else None,
            parties=event.parties,
            basis=event.basis,
            value=value,
            window=event.window,
            evidence=(span,),
            confidence=round(0.4 + 0.6 * chance.random(), 3),
            words=words,
        )
        return sentence, claim
