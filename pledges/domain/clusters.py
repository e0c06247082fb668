"""A cluster is one event as far as its tellings agree, with what a further one must agree with."""

from dataclasses import dataclass, field, replace
from datetime import date
from math import inf

from pledges.domain.policy import Policy
from pledges.domain.tellings import Order, Sentence, Telling
from pledges.domain.values import Basis


@dataclass(slots=True)
class Cluster:
    """Tellings of one event, with what a further one must agree with.

    Ranges of one dimension that overlap pair by pair have a common part, so keeping that part is complete linkage.
    `sides` are the clusters of different numbers that it unites; `package` says that it is one of money;
    `replaced_by` and `part_of` name the one that stands in its place or holds it, `retells` the one that it may be
    (`announcements.py`, `packages.py`).
    """

    tellings: list[Telling] = field(default_factory=list)
    first: Telling | None = None  # in canonical order, which `order` is its place in
    order: Order = (date.max, "", ())
    first_told: date = date.max  # of all its tellings, and of those that state their day
    first_stated: date = date.max
    claim_ids: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    chain: tuple[str, ...] = ()  # the most specific system, then what it is a variant of
    low: float = 0
    high: float = inf
    least: float = inf  # smallest and largest number in the words
    most: float = 0
    firm_least: float = inf  # the same of numbers that are no guess at a word
    firm_most: float = 0
    registers: set[str] = field(default_factory=set)
    called: dict[Sentence, set[str]] = field(default_factory=dict)  # the words for the thing, by sentence
    replaced: set[int] = field(default_factory=set)  # the numbers that it stands in place of
    since: date = date.min  # what was told before speaks of another number
    exact: int | None = None
    start: date = date.min
    end: date = date.max
    first_plain: date = date.max
    last_plain: date = date.min
    first_added: date = date.max
    last_added: date = date.min
    first_dated: date = date.max  # the stated days of a package
    last_dated: date = date.min
    package: bool = False
    sides: "tuple[Cluster, ...]" = ()
    replaced_by: "Cluster | None" = None
    part_of: "Cluster | None" = None
    retells: "Cluster | None" = None

    def copy(self) -> "Cluster":
        """One that may take in more tellings, or be replaced."""
        return replace(
            self,
            tellings=list(self.tellings),
            claim_ids=set(self.claim_ids),
            articles=set(self.articles),
            registers=set(self.registers),
            called={sentence: set(words) for sentence, words in self.called.items()},
            replaced=set(self.replaced),
        )

    @property
    def day(self) -> date:
        """When it was announced: the earliest stated day, else the first report's."""
        return self.first_stated if self.dated else self.first_told

    @property
    def dated(self) -> bool:
        """Whether a source says when it was announced."""
        return self.first_stated != date.max

    @property
    def founder(self) -> Telling:
        """The first of its tellings in canonical order."""
        assert self.first is not None
        return self.first

    def add(self, telling: Telling, chain: tuple[str, ...], policy: Policy) -> None:
        """Take a telling in, narrowing what the next must agree with."""
        self.tellings.append(telling)
        if self.first is None or (telling.day <= self.order[0] and telling.order < self.order):
            self.first, self.order = telling, telling.order
        self.first_told = min(self.first_told, telling.day)
        if telling.day_stated:
            self.first_stated = min(self.first_stated, telling.day)
        self.claim_ids.update(telling.claim_ids)
        self.articles.update(telling.articles)
        self.registers.update(telling.registers)
        if len(chain) > len(self.chain):
            self.chain = chain
        low, high = bounds(telling, policy)
        self.low, self.high = max(self.low, low), min(self.high, high)
        if telling.known:
            self.least, self.most = min(self.least, telling.stated), max(self.most, telling.stated)
            if not telling.vague:
                self.firm_least = min(self.firm_least, telling.stated)
                self.firm_most = max(self.firm_most, telling.stated)
        if telling.called:
            for sentence in telling.sentences:
                self.called.setdefault(sentence, set()).add(telling.called)
        if telling.replaces is not None and telling.replaces.number is not None:
            self.replaced.add(telling.replaces.number)
            self.since = max(self.since, telling.since or date.min)
        if telling.exact and not telling.approximate:
            self.exact = telling.low
        if telling.window is not None:
            self.start = max(self.start, telling.window.start or date.min)
            self.end = min(self.end, telling.window.end or date.max)
        if telling.basis is Basis.INCREMENT:
            self.first_added, self.last_added = (
                min(self.first_added, telling.day),
                max(self.last_added, telling.day),
            )
            if telling.day_stated:
                self.first_dated = min(self.first_dated, telling.day)
                self.last_dated = max(self.last_dated, telling.day)
        else:
            self.first_plain, self.last_plain = (
                min(self.first_plain, telling.day),
                max(self.last_plain, telling.day),
            )


def bounds(telling: Telling, policy: Policy) -> tuple[float, float]:
    """The numbers that a telling may mean, approximate ones widened."""
    low = 0.0 if telling.low is None else float(telling.low)
    high = inf if telling.high is None else float(telling.high)
    if telling.approximate:
        low, high = low * (1 - policy.approximate_within), high * (1 + policy.approximate_within)
    return low, high
