"""The naive fold's reading: claims to tellings, tellings to clusters, each worked out anew from all its members."""

from datetime import date, timedelta
from math import inf
from types import SimpleNamespace
from typing import Any

from pledges.domain.accounts import LedgerClaim
from pledges.domain.catalogue import Catalogue

Thing = Any  # a SimpleNamespace: a telling, an event or a pledge, as the step needs it
RANKS = ["official", "register", "agency", "newspaper", "broadcaster", "think_tank", "aggregator"]
GROUPS = ["pledge", "dispatch", "delivery", "cancellation", "intent", "request", "sale", "other_scope"]
MOVING = ("pledge", "dispatch", "delivery")
MIN, MAX = date.min, date.max


def happened(one: LedgerClaim) -> date:
    window = one.claim.window
    return min(window.end, one.published) if window and window.end else one.published


def edges(window: Any) -> tuple[date, date]:
    return (window.start or MIN, window.end or MAX) if window else (MIN, MAX)


class Event(list[Thing]):
    """Tellings of one event that differ in their number (`sides`), or that another stands in place of (`gone`)."""

    def __init__(self, members: list[Thing], *, sides: list[list[Thing]] | None = None, gone: bool = False) -> None:
        super().__init__(members)
        self.sides = sides or []
        self.gone = gone


class NaiveReading:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def chain(self, system: str | None) -> list[str]:
        chain: list[str] = []
        while system:
            chain.append(system)
            known = self.catalogue.systems.get(system)
            system = known.variant_of if known else None
        return chain

    def kin(self, one: str | None, other: str | None) -> bool:
        return one is None or other is None or one in self.chain(other) or other in self.chain(one)

    def above(self, slug: str) -> list[str]:
        above = []
        parent = self.catalogue.categories[slug].parent
        while parent:
            above.append(parent)
            parent = self.catalogue.categories[parent].parent
        return above

    def alike(self, one: str, other: str) -> bool:
        return one == other or one in self.above(other) or other in self.above(one)

    def holds(self, wide: tuple[str, ...], narrow: tuple[str, ...], day: date) -> bool:
        if not wide or not narrow:
            return not wide
        everyone = set(wide)
        for code in wide:
            donor = self.catalogue.donors[code]
            for member in () if donor.kind == "fund" else donor.members:
                if (member.start or MIN) <= day <= (member.end or MAX):
                    everyone.add(member.member)
        return set(narrow) <= everyone

    def inside(self, narrow: tuple[Any, ...], wide: tuple[Any, ...], day: date) -> bool:
        donors, family, category, unit = wide
        if narrow == wide or narrow[3] != unit or (family and narrow[1] != family):
            return False
        if family is None and not self.alike(category, narrow[2]):
            return False
        if narrow[0] == donors:
            return family is None and narrow[1] is not None
        if family is None and narrow[1] is None and narrow[2] in self.above(category):
            return False
        return self.holds(donors, narrow[0], day)

    def width(self, line: tuple[Any, ...]) -> tuple[Any, ...]:
        donors = [self.catalogue.donors[code] for code in line[0]]
        size = sum(1 if one.kind == "fund" else 1 + len(one.members) for one in donors)
        return (size if line[0] else 10**6, line[1] is None, line[0], line[1] or "", line[2], line[3])

    def tell(self, claims: list[LedgerClaim]) -> list[Thing]:
        bags: list[tuple[Any, dict[str, LedgerClaim]]] = []
        for one in claims:
            c = one.claim
            said: tuple[Any, ...] = (c.kind, c.donors, c.item, c.quantity, c.basis, c.sharing, c.value, c.window)
            said = (*said, c.announced, c.terms, c.scope, c.replaces)
            key = (one.copy_of or c.article, *said)
            for other, bag in bags:
                if other == key:
                    bag[one.claim_id] = one
                    break
            else:
                bags.append((key, {one.claim_id: one}))
        tellings = []
        for _, bag in bags:
            ids = sorted(bag, key=lambda i: (bag[i].copy_of not in (None, bag[i].claim.article), bag[i].published, i))
            donors = bag[ids[0]].claim.donors
            sharing, known = bag[ids[0]].claim.sharing, bag[ids[0]].claim.quantity.known
            if len(donors) > 1 and (sharing == "each" or (sharing == "unclear" and not known)):
                tellings += [self.telling([bag[i] for i in ids], (donor,), True) for donor in donors]
            else:
                tellings.append(self.telling([bag[i] for i in ids], donors, False))
        return sorted(tellings, key=lambda one: one.order)

    def telling(self, claims: list[LedgerClaim], donors: tuple[str, ...], split: bool) -> Thing:
        c = claims[0].claim
        first = min(one.published for one in claims)
        ids = [one.claim_id for one in claims]
        stated = c.announced is not None and c.announced <= first
        day = c.announced if stated else first
        chain = self.chain(claims[0].system)
        category = self.catalogue.systems[chain[-1]].category if chain else c.item.category
        low, high = c.quantity.low, c.quantity.high
        rough = c.quantity.approximate
        group = "sale" if c.terms == "sale" else "pledge" if c.kind == "contract" else str(c.kind)
        if group in (*MOVING, "cancellation") and c.scope is not None and self.is_other(c.scope, donors):
            group = "other_scope"
        replaced = c.replaces.number if c.replaces else None
        basis = "unstated" if replaced is not None else str(c.basis)
        return SimpleNamespace(
            claims=claims, ids=ids, group=group, donors=donors, split=split, chain=chain, rough=rough,
            line=(donors, chain[-1] if chain else None, category, str(c.quantity.unit)), basis=basis,
            low=low, high=high, known=low is not None or high is not None, exact=low is not None and low == high,
            number=[low or 0, low if low is not None else high or 0, inf if high is None else high],
            window=c.window, day=day, day_stated=stated, first=first, last=first,
            texts={one.copy_of or one.claim.article for one in claims}, order=(day, ids[0], donors),
            rank=min(RANKS.index(one.source_kind) for one in claims), vague=c.quantity.vague, scope=c.scope,
            replaced=replaced, corrects=c.replaces is not None and replaced is None, since=None,
            publishers={one.source for one in claims},
        )  # fmt: skip

    def is_other(self, scope: Any, donors: tuple[str, ...]) -> bool:
        single = len(donors) < 2 and not any(self.catalogue.donors[code].members for code in donors)
        return scope.of == "all_aid" or (scope.whose == "all_donors" and donors != ()) or (
            scope.whose == "group" and single)  # fmt: skip

    def score(self, one: Thing, members: list[Thing]) -> float:
        """All members agree with the telling, or 0."""
        chain = max((m.chain for m in members), key=len)
        if one.chain and chain and one.chain[0] not in chain and chain[0] not in one.chain:
            return 0
        score = 0.8 if not one.chain or not chain else 1.0 if one.chain == chain else 0.9
        ranges = [self.range(m) for m in [*members, one]]
        if max(low for low, _ in ranges) > min(high for _, high in ranges):
            return 0
        firm = [m.low for m in members if m.exact and not m.rough]
        same = one.exact and not one.rough and bool(firm) and firm[-1] == one.low
        if one.group == "other_scope" and any(m.scope != one.scope for m in members):
            return 0
        known = [m.number[1] for m in members if m.known]
        if any(m.replaced == one.number[1] for m in members) or (known and set(known) == {one.replaced}):
            return 0
        if any(m.since and one.day < m.since for m in members) or (
            one.since and any(m.day < one.since for m in members)
        ):
            return 0
        if not same:
            numbers = [m.number[1] for m in [*members, one]]
            ratio = min(numbers) / max(numbers) if max(numbers) else 1.0
            for m in members:
                two = sorted([m.number[1], one.number[1]])
                if m.known and two[0] < (0.1 if m.vague or one.vague else 0.5) * two[1]:
                    return 0
            if ratio < 0.9 and any(one.texts & m.texts for m in members):
                return 0
            score *= 0.5 + 0.4 * ratio
        if one.window:
            spans = [edges(m.window) for m in [*members, one]]
            if max(start for start, _ in spans) > min(end for _, end in spans):
                return 0
        else:
            score *= 0.95
        return round(score * self.time(one, members, same), 4)

    @staticmethod
    def range(one: Thing) -> tuple[float, float]:
        low, _, high = one.number
        return (low * 0.9, high * 1.1) if one.rough else (low, high)

    @staticmethod
    def time(one: Thing, members: list[Thing], same: bool) -> float:
        added = [m.day for m in members if m.basis == "increment"]
        plain = [m.day for m in members if m.basis != "increment"]
        if one.basis == "increment":
            dated = [m.day for m in members if m.basis == "increment" and m.day_stated]
            if one.day_stated and any(abs((day - one.day).days) > 2 for day in dated):
                return 0
            if any(abs((one.day - day).days) > 21 for day in added):
                return 0
            late = any((one.day - day).days > 7 or (day - one.day).days > 180 for day in plain)
            return 0 if late else 1
        if any((day - one.day).days > 7 or (one.day - day).days > 180 for day in added):
            return 0
        apart = max(abs((one.day - day).days) for day in [*added, *plain])
        if same:
            return float(max(0.5, 1 - apart / 1000))
        return 0 if apart > 120 else float(max(0.5, 1 - apart / 250))

    def cluster(self, tellings: list[Thing]) -> list[list[Thing]]:
        clusters: list[list[Thing]] = []
        for one in tellings:
            past = [m.day for m in tellings if m.replaced == one.number[1] and m.day <= one.day]
            one.since = max(past) if past and (one.replaced is not None or one.corrects) else None
        for one in sorted(tellings, key=lambda t: ((0 if not t.rough else 1) if t.exact else 2, t.order)):
            # a firm number looks at clusters of its own number first, then at those with none
            firm = one.exact and not one.rough
            pool = sorted(clusters, key=lambda c: not any(m.exact and not m.rough for m in c)) if firm else clusters
            scores = [(self.score(one, members), members) for members in pool]
            best: tuple[float, list[Thing]] = max(scores, key=lambda pair: pair[0], default=(0.0, []))
            if best[0] > 0:
                best[1].append(one)
            else:
                clusters.append([one])
        return sorted(clusters, key=lambda c: min(m.order for m in c))

    def resolve(self, tellings: list[Thing], group: str, pledges: Thing | None) -> Thing:
        found = SimpleNamespace(clusters={}, totals={}, stones={}, mentions=[], entries=[])
        follows = pledges if group in ("dispatch", "delivery", "cancellation") else None
        named: dict[Any, list[Thing]] = {}
        unnamed, running = [], []
        for one in tellings:
            end = one.window.end if one.window else None
            stone = group == "pledge" and one.basis == "cumulative" and end is not None and end > one.first
            if not one.known:
                found.mentions.append(one)
            elif stone or (one.basis == "cumulative" and group in MOVING):
                running.append((found.stones if stone else found.totals, one))
            elif one.line[1] is None:
                unnamed.append(one)
            else:
                named.setdefault(one.line, []).append(one)
        for line, block in named.items():
            found.clusters[line] = self.cluster(block)
        for shelf, one in running:
            if one.line[1] is not None:
                shelf.setdefault(one.line, []).append(one)
        rest: dict[Any, list[Thing]] = {}
        known_lines = self.lines(found)
        sums = [one for shelf, one in running if shelf is found.totals and one.line[1] is None]
        summed = [(one, home) for one in sums if (home := self.home(one, found, follows))]
        for one in unnamed:
            fits = []
            for line in self.siblings(one, known_lines):
                scores = [(self.score(one, c), c) for c in found.clusters.get(line, [])]
                best: tuple[float, list[Thing]] = max(scores, key=lambda pair: pair[0], default=(0.0, []))
                if best[0] > 0:
                    fits.append((line, best[1]))
            if len(fits) == 1:
                one.line = fits[0][0]
                fits[0][1].append(one)
            elif fits:
                found.mentions.append(one)
            else:
                renewed = [
                    line for line in self.siblings(one, known_lines) if one.replaced is not None and any(
                        min(m.number[1] for m in c) <= one.replaced <= max(m.number[1] for m in c)
                        for c in found.clusters.get(line, []))
                ]  # fmt: skip
                if len(renewed) == 1:
                    one.line = renewed[0]
                    rest.setdefault(one.line, []).append(one)
                    continue
                with_sum = {home for other, home in summed if other.line == one.line and other.texts & one.texts}
                if one.basis == "increment" and len(with_sum) == 1:
                    one.line = with_sum.pop()
                    rest.setdefault(one.line, []).append(one)
                    continue
                homes = self.siblings(one, self.lines(follows)) if follows else []
                if len(homes) == 1 and one.number[1] <= self.largest(follows, homes[0], one.day + timedelta(days=45)):
                    one.line = homes[0]
                rest.setdefault(one.line, []).append(one)
        for line, block in rest.items():
            found.clusters.setdefault(line, []).extend(self.cluster(block))
        for shelf, one in running:
            if one.line[1] is None:
                one.line = self.home(one, found, follows) or one.line
                shelf.setdefault(one.line, []).append(one)
        if group in (*MOVING, "cancellation"):
            found.clusters = {line: self.announced(clusters) for line, clusters in found.clusters.items()}
        return found

    def announced(self, clusters: list[list[Thing]]) -> list[list[Thing]]:
        """Those of different numbers that tell of one day made one, or the papers' put behind the ministry's."""
        groups: list[list[list[Thing]]] = []
        for members in sorted(clusters, key=lambda c: min(m.order for m in c)):
            for group in groups:
                if all(self.one_day(members, other) for other in group):
                    group.append(members)
                    break
            else:
                groups.append([members])
        made = [one for group in groups for one in self.settle(group)]
        return sorted(made, key=lambda c: min(m.order for m in c))

    def settle(self, group: list[list[Thing]]) -> list[list[Thing]]:
        ministry = [c for c in group if self.official(c)]
        papers = [c for c in group if not self.official(c)]
        if ministry and papers and all(self.later(one, other) for one in ministry for other in papers):
            return [*self.settle(ministry), *(Event(c, gone=True) for c in papers)]
        if len(group) == 1:
            return group
        members = [m for side in group for m in side]
        ranges = [self.range(m) for m in members]
        differ = max(low for low, _ in ranges) > min(high for _, high in ranges)
        return [Event(members, sides=group if differ else [])]

    @staticmethod
    def official(members: list[Thing]) -> list[date]:
        return [m.first for m in members if m.rank == 0]

    def later(self, ministry: list[Thing], paper: list[Thing]) -> bool:
        told = self.official(ministry)
        return bool(told) and not self.official(paper) and min(told) > min(m.first for m in paper)

    def one_day(self, one: list[Thing], other: list[Thing]) -> bool:
        both = [*one, *other]
        if any(m.texts & n.texts for m in one for n in other):
            return False
        adds = {m.basis == "increment" for m in both}
        if len(adds) > 1 or (True in adds and any(m.publishers & n.publishers for m in one for n in other)):
            return False
        days = [min([m.day for m in c if m.day_stated] or [m.day for m in c]) for c in (one, other)]
        apart = abs((days[0] - days[1]).days)
        stated = all(any(m.day_stated for m in c) for c in (one, other))
        first, last = (one, other) if days[0] <= days[1] else (other, one)
        if apart > 2 and (apart > 7 or stated or not self.later(last, first)):
            return False
        chains = [max((m.chain for m in c), key=len) for c in (one, other)]
        if all(chains) and chains[0][0] not in chains[1] and chains[1][0] not in chains[0]:
            return False
        spans = [edges(m.window) for m in both]
        if max(start for start, _ in spans) > min(end for _, end in spans):
            return False
        for left, right in ((one, other), (other, one)):
            ranges = [self.range(m) for m in right]
            low, high = max(r[0] for r in ranges), min(r[1] for r in ranges)
            numbers = [m.replaced for m in left if m.replaced is not None]
            if any(low <= n <= high for n in numbers):
                return False
            if not numbers and any(m.corrects and m.publishers & n.publishers for m in left for n in right):
                return False
        return True

    @staticmethod
    def lines(found: Thing) -> list[Any]:
        lines = {*found.clusters, *found.totals, *found.stones}
        return sorted((line for line in lines if line[1]), key=lambda line: (line[0], line[1], line[2], line[3]))

    def siblings(self, one: Thing, lines: list[Any]) -> list[Any]:
        return [
            line
            for line in lines
            if line[0] == one.donors and line[3] == one.line[3] and self.alike(one.line[2], line[2])
        ]

    @staticmethod
    def largest(found: Thing, line: Any, by: date = date.max) -> float:
        known = [c for c in found.clusters.get(line, []) if any(m.day <= by for m in c)]
        events = sum(max(m.number[1] for m in c) for c in known)
        totals = [t.number[1] for shelf in (found.totals, found.stones) for t in shelf.get(line, []) if t.day <= by]
        return float(max([events, *totals]))

    def home(self, one: Thing, found: Thing, pledges: Thing | None) -> Any:
        for known in filter(None, (found, pledges)):
            lines = self.siblings(one, self.lines(known))
            if len(lines) > 1:
                return None
            if lines:
                most = self.largest(known, lines[0])
                texts = {text for c in known.clusters.get(lines[0], []) for m in c for text in m.texts}
                like = min(most, one.number[1]) >= 0.5 * max(most, one.number[1])
                return lines[0] if like or texts & one.texts else None
        return None
