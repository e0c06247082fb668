"""A claim with no number makes an entry only if no numbered entry may be what it speaks of."""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster
from pledges.domain.entries import Entry, fold_cluster, with_mentions
from pledges.domain.neighbours import category_meets, chain_meets, covers_on
from pledges.domain.policy import Policy
from pledges.domain.posting import Posted, same_posted
from pledges.domain.resolution import chain_of
from pledges.domain.tellings import Group, Telling
from pledges.domain.values import Basis

type Donors = tuple[str, ...]
type Words = tuple[
    Donors, str | None, str
]  # donors, family and category: mentions of which may speak of the same lines


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where the mentions of some words go: to an entry of a line, or (left) to none that has a number."""

    spoken: Mapping[tuple[LineKey, str], Sequence[Telling]]
    left: Sequence[Telling]


class Mentions:
    """The lines of one group from fold to fold, with the claims of no number that speak of their entries.

    Mentions are placed again where a line that they may speak of is otherwise; what speaks of no entry with a number
    is one entry of an undisclosed number by its line.
    """

    def __init__(self, group: Group, *, catalogue: Catalogue, policy: Policy) -> None:
        self.group, self.catalogue, self.policy = group, catalogue, policy
        self._posted: Mapping[LineKey, Posted] = {}
        self._told: Mapping[Words, Sequence[Telling]] = {}
        self._pledged: Mapping[Donors, Sequence[LineKey]] = {}
        self._lines: dict[Donors, dict[LineKey, None]] = {}
        self._words: dict[Donors, dict[Words, None]] = {}
        self._placed: dict[Words, _Placed] = {}
        self._spoken: dict[LineKey, dict[Words, Mapping[str, Sequence[Telling]]]] = {}  # by line and entry
        self._opened: dict[Donors, dict[LineKey, dict[str, Entry]]] = {}
        self.placed: dict[LineKey, Posted] = {}

    def update(
        self,
        posted: Mapping[LineKey, Posted],
        lines: Collection[LineKey],
        told: Mapping[Words, Sequence[Telling]],
        words: Collection[Words],
        pledged: Mapping[Donors, Sequence[LineKey]],
    ) -> set[LineKey]:
        """Place what is told now; the lines that come out otherwise. `lines` and `words` are what is another value
        than before. `pledged` are the lines of pledges that what happens to a type alone ("the tanks arrived") may
        happen to.
        """
        self._posted, self._told = posted, told
        _file(self._lines, lines, posted, by=lambda line: line.donors)
        _file(self._words, words, told, by=lambda one: one[0])
        again = {*words, *(one for line in lines for one in self._words_of(line))}
        homeless = {one for one in self._words if pledged.get(one) != self._pledged.get(one)}
        self._pledged = {donors: list(pledged[donors]) for donors in self._words if donors in pledged}
        touched = set(lines)
        for one in again:
            homeless.add(one[0])
            touched |= self._place(one)
        for donors in homeless:
            touched |= self._open(donors)
        return {line for line in touched if self._put_together(line)}

    def _words_of(self, line: LineKey) -> Iterable[Words]:
        """The words that may speak of a line."""
        for donors, words in self._words.items():
            if donors == line.donors or self._may_cover(donors, line.donors):
                yield from (one for one in words if _same_equipment(line, one, self.catalogue))

    def _may_cover(self, wide: Donors, narrow: Donors) -> bool:
        """Whether a set of donors holds another on any day, or may: groups are asked by day."""
        if not wide or set(wide).issuperset(narrow):
            return True
        known = (self.catalogue.donors.get(code) for code in wide)
        return any(one is not None and one.counts_members for one in known)

    def _place(self, words: Words) -> set[LineKey]:
        """Find what the mentions of some words speak of; the lines that are touched by it."""
        spoken: dict[tuple[LineKey, str], list[Telling]] = {}
        left: list[Telling] = []
        for telling in self._told.get(words, ()):
            meant = _meant(self._posted, self._lines_for(telling, words), telling, self.catalogue, self.policy)
            if meant is not None:
                spoken.setdefault((meant.line, meant.id), []).append(telling)
            else:
                left.append(telling)
        before = self._placed.pop(words, _Placed({}, ()))
        touched = {line for line, _ in before.spoken.keys() | spoken.keys()}
        for line in touched:
            of_line = {entry: told for (where, entry), told in spoken.items() if where == line}
            if of_line:
                self._spoken.setdefault(line, {})[words] = of_line
            else:
                self._spoken[line].pop(words, None)
        if words in self._told:
            self._placed[words] = _Placed(spoken, left)
        return touched

    def _lines_for(self, telling: Telling, words: Words) -> Iterable[LineKey]:
        """The lines that a mention may speak of, its own donors' first; no donor named may be any."""
        yield from self._alike(telling.donors, words)
        for donors in sorted(self._lines):
            if donors != telling.donors and covers_on(
                telling.donors, donors, day=telling.day, catalogue=self.catalogue
            ):
                yield from self._alike(donors, words)

    def _alike(self, donors: Donors, words: Words) -> list[LineKey]:
        """The lines of some donors, in order, whose equipment some words may speak of."""
        lines = [one for one in self._lines.get(donors, ()) if _same_equipment(one, words, self.catalogue)]
        return sorted(lines, key=lambda one: one.sort_key)

    def _open(self, donors: Donors) -> set[LineKey]:
        """Let what is left of some donors' mentions be entries of no number; the lines that are touched by it."""
        left = [one for words in self._words.get(donors, ()) for one in self._placed[words].left]
        left.sort(key=lambda one: (one.family is None, one.order))
        before = self._opened.pop(donors, {})
        pledged = self._pledged.get(donors, ())
        opened = _open(left, before, group=self.group, pledged=pledged, catalogue=self.catalogue, policy=self.policy)
        if opened:
            self._opened[donors] = opened
        return {*before, *opened}

    def _put_together(self, line: LineKey) -> bool:
        """A line as posted, with what speaks of it; whether it is otherwise than before."""
        own, spoken, before = self._posted.get(line), self._spoken.get(line, {}), self.placed.get(line)
        opened = self._opened.get(line.donors, {}).get(line, {})
        if own is None and not opened:
            self.placed.pop(line, None)
            return before is not None
        if spoken or opened or own is None:
            own = own.copy() if own is not None else Posted()
            for told in spoken.values():
                for entry, tellings in told.items():
                    own.entries[entry] = with_mentions(own.entries[entry], tellings)
            own.entries.update(opened)
            own = same_posted(before, own)
        self.placed[line] = own
        return own is not before


def words_of(telling: Telling) -> Words:
    """By what words a mention speaks."""
    return (telling.donors, telling.family, telling.category)


def _file[Key](
    filed: dict[Donors, dict[Key, None]],
    keys: Iterable[Key],
    known: Container[Key],
    *,
    by: Callable[[Key], Donors],
) -> None:
    """File keys by their donors while they are known."""
    for key in keys:
        if key in known:
            filed.setdefault(by(key), {})[key] = None
        elif (alike := filed.get(by(key))) is not None:
            alike.pop(key, None)
            if not alike:
                del filed[by(key)]


def _same_equipment(line: LineKey, words: Words, catalogue: Catalogue) -> bool:
    _, family, category = words
    if family is not None and line.family is not None:
        return family == line.family
    return category_meets(category, line.category, catalogue)


def _meant(
    posted: Mapping[LineKey, Posted],
    lines: Iterable[LineKey],
    telling: Telling,
    catalogue: Catalogue,
    policy: Policy,
) -> Entry | None:
    """The numbered entry told nearest in time that the mention may speak of."""
    best: Entry | None = None
    for line in lines:
        for entry in posted[line].entries.values():
            if entry.counted is None or not _may_mean(entry, telling, catalogue, policy):
                continue
            if best is None or _distance(entry, telling) < _distance(best, telling):
                best = entry
        if best is not None:
            return best
    return best


def _distance(entry: Entry, telling: Telling) -> tuple[bool, int, str]:
    return (entry.day > telling.day, abs((entry.day - telling.day).days), entry.id)


def _may_mean(entry: Entry, telling: Telling, catalogue: Catalogue, policy: Policy) -> bool:
    if not chain_meets(entry.system, telling.system, catalogue):
        return False
    if telling.basis is Basis.INCREMENT:
        near = abs(entry.day - telling.day) <= timedelta(days=policy.mention_days)
        return entry.basis is Basis.INCREMENT and near
    if entry.window is not None and telling.window is not None and entry.group in (Group.DELIVERY, Group.DISPATCH):
        start = max(entry.window.start or date.min, telling.window.start or date.min)
        return start <= min(entry.window.end or date.max, telling.window.end or date.max)
    return True


def _open(
    left: Iterable[Telling],
    before: Mapping[LineKey, Mapping[str, Entry]],
    *,
    group: Group,
    pledged: Iterable[LineKey],
    catalogue: Catalogue,
    policy: Policy,
) -> dict[LineKey, dict[str, Entry]]:
    """One entry of no number for each line and variant; "more" opens another when told long after.

    What is equal to an entry of `before` is that one.
    """
    clusters: dict[tuple[LineKey, bool], list[Cluster]] = {}
    homes: list[LineKey] = []
    for telling in left:
        line = telling.line
        if telling.family is None:
            line = _home(telling, homes, pledged, catalogue)
        else:
            homes.append(line)
        alike = clusters.setdefault((line, telling.basis is Basis.INCREMENT), [])
        chain = chain_of(telling, catalogue)
        cluster = next((one for one in alike if _one_event(one, telling, chain, policy)), None)
        if cluster is None:
            cluster = Cluster()
            alike.append(cluster)
        cluster.add(telling, chain, policy)
    opened: dict[LineKey, dict[str, Entry]] = {}
    for (line, _), alike in clusters.items():
        known = before.get(line, {})
        for cluster in alike:
            entry = fold_cluster(cluster, line, catalogue=catalogue)
            entry = replace(entry, group=group, counted=None)
            opened.setdefault(line, {})[entry.id] = old if (old := known.get(entry.id)) == entry else entry
    return opened


def _home(telling: Telling, known: Iterable[LineKey], promised: Iterable[LineKey], catalogue: Catalogue) -> LineKey:
    """The named line that a type alone speaks of: one with such words of its own, else the only one pledged."""
    own = [one for one in known if category_meets(one.category, telling.category, catalogue)]
    if own:
        return own[0]
    pledged = [
        one
        for one in promised
        if one.unit == telling.unit
        and one.family is not None
        and category_meets(one.category, telling.category, catalogue)
    ]
    return pledged[0] if len(pledged) == 1 else telling.line


def _one_event(cluster: Cluster, telling: Telling, chain: tuple[str, ...], policy: Policy) -> bool:
    if chain and cluster.chain and chain[0] not in cluster.chain and cluster.chain[0] not in chain:
        return False
    if telling.basis is not Basis.INCREMENT:
        return True
    return abs(telling.day - cluster.last_added) <= timedelta(days=policy.mention_days)
