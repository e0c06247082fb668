"""An entry is one event as its best sources tell it; every field keeps the claims that it rests on."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from pledges.domain.accounts import RANK_OF_SOURCE, RANK_OF_UNKNOWN_SOURCE, LedgerClaim, LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster
from pledges.domain.figures import ZERO, Amount
from pledges.domain.packages import grain
from pledges.domain.tellings import Group, Sentence, Telling, happened_by
from pledges.domain.values import Basis, Certainty, Kind, Money, Party, Replaced, Scope, Terms, Window


class Implied(StrEnum):
    """Why an entry stands that no claim states by itself."""

    TOTAL = "total"  # a running total says more than was posted
    ARRIVAL = "arrival"  # what was delivered or dispatched was pledged


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The number of an entry: `low` to `high`, None is an open end, both None undisclosed.

    `said` is what its best source says of it where sources differ, and `low` to `high` holds them all; `vague` is a
    guess at a word ("dozens").
    """

    low: int | None = None
    high: int | None = None
    approximate: bool = False
    said: int | None = None
    vague: bool = False

    @property
    def known(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def amount(self) -> Amount:
        stated = self.low if self.low is not None else (self.high or 0)
        stated = stated if self.said is None else self.said
        return Amount(low=self.low or 0, high=self.high, stated=stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What some of the sources say where others say another number of the same event, with their claims."""

    number: Number
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """By `window`, `number` in all are due: it caps what is due and adds nothing. Its id is its first telling's."""

    id: str
    window: Window
    number: Number
    day: date
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A pledge, dispatch, delivery, cancellation, sale, intent or request of the ledger.

    `number` is what its sources say; `counted` is what it adds to its line (None: no number), once running totals,
    possible doubles and wider sets of donors are weighed. `day` is the announcement of a pledge and the last
    possible day of a transfer; `articles` are where it is told (a copy as the text that it copies); `fields` maps a
    field to the claims behind it; `mentions` are claims that speak of it and add nothing. `replaced_by` names the
    entry that stands in its place, `part_of` the one that holds it; `called` are the words for a thing of which only
    the type is named, by sentence. `sides` are the different numbers of one event, if sources differ. Its id rests on
    its founding claim, the earliest of them.
    """

    id: str
    group: Group
    kind: Kind
    line: LineKey
    system: str | None
    category: str
    number: Number
    counted: Amount | None
    window: Window | None = None
    day: date
    day_stated: bool = False
    first_published: date
    last_published: date
    last_told: date | None = None  # the day of the last telling: one that names the day of the first is a recap
    basis: Basis = Basis.UNSTATED
    terms: Terms = Terms.DONATION
    certainty: Certainty = Certainty.STATED
    value: Money | None = None
    parties: tuple[Party, ...] = ()
    implied: Implied | None = None
    late: bool = False
    suspends: bool = False
    part_of: str | None = None
    scope: Scope | None = None
    replaces: Replaced | None = None
    replaced_by: str | None = None
    called: tuple[tuple[Sentence, str], ...] = ()
    sides: tuple[Side, ...] = ()
    publishers: frozenset[str] = frozenset()
    registers: frozenset[str] = frozenset()
    claims: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    sources: int = 0
    reviewed: bool = False
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def order(self) -> tuple[date, str]:
        return (self.day, self.id)

    @property
    def due(self) -> date | None:
        """The last day on which a pledge is due, if it says."""
        return self.window.end if self.window else None


def entry_id(*content: object) -> str:
    """A hash of what makes an entry that entry: its founding claim, kind and donors."""
    return hashlib.sha256("|".join(str(part) for part in content).encode()).hexdigest()[:32]


Order = Callable[[Telling], tuple[object, ...]]


def _rank(telling: Telling) -> int:
    return min(RANK_OF_SOURCE.get(claim.source_kind, RANK_OF_UNKNOWN_SOURCE) for claim in telling.claims)


def _newest(telling: Telling) -> int:
    return -telling.first_published.toordinal()


def _most_official(telling: Telling) -> tuple[object, ...]:
    """Official before agency before newspaper; of equals the latest report."""
    return (_rank(telling), _newest(telling), telling.order)


def _latest(telling: Telling) -> tuple[object, ...]:
    """The latest report; of equals the most official source."""
    return (_newest(telling), _rank(telling), telling.order)


def _firmest(telling: Telling) -> tuple[object, ...]:
    """An exact number before an approximate one before an open one, of money the least round; then `_most_official`."""
    firmness = 0 if telling.exact and not telling.approximate else 1 if telling.exact else 2
    return (firmness, grain(telling.stated) if telling.is_money else 0, *_most_official(telling))


def _finest(telling: Telling) -> tuple[object, ...]:
    """The value of an item as `_most_official`; a package's as its number."""
    return _firmest(telling) if telling.is_money else _most_official(telling)


def _earliest(telling: Telling) -> tuple[object, ...]:
    """A stated day before a day of report; of equals the earliest."""
    return (not telling.day_stated, telling.order)


def _surest(telling: Telling) -> tuple[object, ...]:
    """Stated before reported; then as `_most_official`."""
    return (telling.claims[0].claim.certainty is not Certainty.STATED, *_most_official(telling))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPolicy:
    """How a field is read off several tellings: `get` (None: says nothing of it), the first by `order` wins."""

    get: Callable[[Telling], object]
    order: Order


FIELD_POLICIES: Mapping[str, FieldPolicy] = {
    "kind": FieldPolicy(get=lambda t: t.claims[0].claim.kind, order=_latest),
    "quantity": FieldPolicy(
        get=lambda t: Number(low=t.low, high=t.high, approximate=t.approximate, vague=t.vague) if t.known else None,
        order=_firmest,
    ),
    "window": FieldPolicy(get=lambda t: t.window, order=_latest),
    "announced": FieldPolicy(get=lambda t: t.day, order=_earliest),
    "value": FieldPolicy(get=lambda t: t.claims[0].claim.value, order=_finest),
    "terms": FieldPolicy(get=lambda t: t.claims[0].claim.terms, order=_most_official),
    "certainty": FieldPolicy(get=lambda t: t.claims[0].claim.certainty, order=_surest),
    "parties": FieldPolicy(get=lambda t: t.claims[0].claim.parties or None, order=_most_official),
    "scope": FieldPolicy(get=lambda t: t.scope, order=_most_official),
    "replaces": FieldPolicy(get=lambda t: t.replaces, order=_latest),
    "basis": FieldPolicy(get=lambda t: Basis.INCREMENT if t.basis is Basis.INCREMENT else None, order=_most_official),
}


def choose(name: str, tellings: Iterable[Telling]) -> tuple[object, tuple[str, ...]]:
    """A field's value by its policy, and the claims that state this value."""
    policy = FIELD_POLICIES[name]
    said = [(telling, value) for telling in tellings if (value := policy.get(telling)) is not None]
    if not said:
        return None, ()
    _, chosen = min(said, key=lambda pair: policy.order(pair[0]))
    claims = {claim_id for telling, value in said if value == chosen for claim_id in telling.claim_ids}
    return chosen, tuple(sorted(claims))


def fold_cluster(cluster: Cluster, line: LineKey, *, catalogue: Catalogue) -> Entry:
    """The entry that a cluster of tellings makes on a line."""
    tellings = sorted(cluster.tellings, key=lambda telling: telling.order)
    founder = tellings[0]
    chosen = {name: choose(name, tellings) for name in FIELD_POLICIES}
    values = {name: value for name, (value, _) in chosen.items()}
    fields = {name: claims for name, (_, claims) in chosen.items() if claims}
    system, fields["system"] = _system(tellings, cluster.chain)
    number = values["quantity"] if isinstance(values["quantity"], Number) else Number()
    sides = _sides(cluster)
    number = _of_all_sides(cluster, [side.number for side in sides]) if sides else number
    held = cluster.part_of is not None or cluster.replaced_by is not None
    claims = [claim for telling in tellings for claim in telling.claims]
    transfer = founder.group in (Group.DELIVERY, Group.DISPATCH)
    announced = values["announced"]
    assert isinstance(announced, date)
    window = values["window"]
    return Entry(
        id=id_of(cluster),
        group=founder.group,
        kind=_of(Kind, values["kind"], Kind.PLEDGE),
        line=line,
        system=system,
        category=category_of(system, line, catalogue),
        number=number,
        counted=None if not number.known else ZERO if held else _counted(cluster, number),
        window=window if isinstance(window, Window) else None,
        day=_happened(claims) if transfer else min(announced, _withdrawn(founder.group, claims)),
        day_stated=any(telling.day_stated for telling in tellings),
        first_published=min(claim.published for claim in claims),
        last_published=max(telling.first_published for telling in tellings),
        last_told=max(telling.day for telling in tellings),
        basis=Basis.INCREMENT if cluster.package or values["basis"] is Basis.INCREMENT else Basis.UNSTATED,
        terms=_of(Terms, values["terms"], Terms.DONATION),
        certainty=_of(Certainty, values["certainty"], Certainty.STATED),
        value=values["value"] if isinstance(values["value"], Money) else None,
        parties=values["parties"] if isinstance(values["parties"], tuple) else (),
        late=any(says_late(telling) for telling in tellings),
        suspends=any(says_paused(telling) for telling in tellings),
        part_of=id_of(cluster.part_of) if cluster.part_of is not None else None,
        scope=values["scope"] if isinstance(values["scope"], Scope) else None,
        replaces=values["replaces"] if isinstance(values["replaces"], Replaced) else None,
        replaced_by=id_of(cluster.replaced_by) if cluster.replaced_by is not None else None,
        called=tuple(sorted((place, words) for place, told in cluster.called.items() for words in told)),
        sides=tuple(sorted(sides, key=lambda side: (side.number.amount.stated, side.claims))),
        publishers=frozenset(claim.source for claim in claims),
        registers=frozenset(cluster.registers),
        claims=tuple(sorted(claim.claim_id for claim in claims)),
        articles=frozenset(article for telling in tellings for article in telling.articles),
        sources=len({claim.copy_of or claim.claim.article for claim in claims}),
        reviewed=all(claim.reviewed for claim in claims),
        fields=fields,
    )


def _counted(cluster: Cluster, number: Number) -> Amount:
    """All of its number; nothing to all of it where it may be another event told again."""
    amount = number.amount
    return amount if cluster.retells is None else replace(amount, low=0, stated=0)


def _happened(claims: Iterable[LedgerClaim]) -> date:
    return min(happened_by(claim) for claim in claims)


def _withdrawn(group: Group, claims: Iterable[LedgerClaim]) -> date:
    """What was withheld in 2019 was withheld by the end of 2019, whenever it is told."""
    timed = [claim for claim in claims if group is Group.CANCELLATION and claim.claim.window is not None]
    return _happened(timed) if timed else date.max


def id_of(cluster: Cluster) -> str:
    """The id of the entry that a cluster makes."""
    founder = cluster.founder
    return entry_id(founder.group.value, founder.lead, founder.donors if founder.split else "")


def _sides(cluster: Cluster) -> list[Side]:
    """The number of each side, with the claims of all its tellings; none where all tell one number."""
    return [
        Side(number=number, claims=tuple(sorted(claim for one in side.tellings for claim in one.claim_ids)))
        for side in cluster.sides
        if isinstance(number := choose("quantity", side.tellings)[0], Number)
    ]


def _of_all_sides(cluster: Cluster, numbers: Sequence[Number]) -> Number:
    """From the least to the most that any side says; the best source, of equals the latest, says what is stated."""
    best = [min((_rank(one), _newest(one)) for one in side.tellings) for side in cluster.sides]
    _, said = min((source, number.amount.stated) for source, number in zip(best, numbers, strict=True))
    lows, highs = [one.low for one in numbers], [one.high for one in numbers]
    return Number(
        low=None if None in lows else min(low for low in lows if low is not None),
        high=None if None in highs else max(high for high in highs if high is not None),
        approximate=any(one.approximate for one in numbers),
        said=said,
        vague=all(one.vague for one in numbers),
    )


def _of[E: StrEnum](enum: type[E], value: object, default: E) -> E:
    return value if isinstance(value, enum) else default


def _system(tellings: list[Telling], chain: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The most specific system, and the claims that name it."""
    system = chain[0] if chain else None
    claims = (claim_id for telling in tellings if telling.system == system for claim_id in telling.claim_ids)
    return system, tuple(sorted(claims))


def category_of(system: str | None, line: LineKey, catalogue: Catalogue) -> str:
    """The system's own category where it lies in the account, else the line's."""
    if system is None or system not in catalogue.systems or line.category not in catalogue.categories:
        return line.category
    own = catalogue.systems[system].category
    if own in catalogue.categories and catalogue.top_category(own) == catalogue.top_category(line.category):
        return own
    return line.category


PAUSE_STEMS = ("suspend", "paus", "halt", "freez", "froze", "on hold")
LATE_STEMS = ("overdue", "behind schedule", "delayed", "late ", "still waiting", "missed")


def _words(telling: Telling, stems: tuple[str, ...]) -> bool:
    for claim in telling.claims:
        for name in ("kind", "window"):
            words = claim.claim.words.get(name)
            if words is not None and any(stem in words.text.casefold() for stem in stems):
                return True
    return False


def says_paused(telling: Telling) -> bool:
    """A cancellation that is a pause: said so, or its verb is one of suspending."""
    said = [claim.suspends for claim in telling.claims if claim.suspends is not None]
    if said:
        return any(said)
    return telling.group is Group.CANCELLATION and _words(telling, PAUSE_STEMS)


def says_late(telling: Telling) -> bool:
    """A source calls the transfer overdue."""
    said = [claim.late for claim in telling.claims if claim.late is not None]
    if said:
        return any(said)
    return telling.group is Group.PLEDGE and _words(telling, LATE_STEMS)


def with_mentions(entry: Entry, tellings: Iterable[Telling]) -> Entry:
    """The entry with further claims that speak of it."""
    ids = {claim_id for telling in tellings for claim_id in telling.claim_ids}
    return replace(entry, mentions=tuple(sorted(ids.union(entry.mentions).difference(entry.claims))))
