"""A second fold that shares no code with the first: slow, plain lists, everything worked out again at each step.

It takes the same claims and gives the same figures by line. It knows no editors' links and no roles; the scenarios
hold those. Numbers are triples `[low, stated, high]` with an infinite `high` for an open end.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from math import inf
from types import SimpleNamespace
from typing import Any

from pledges.domain.accounts import LedgerClaim
from pledges.domain.catalogue import Catalogue

Thing = Any  # a SimpleNamespace: a telling, an event or a pledge, as the step needs it
RANKS = ["official", "register", "agency", "newspaper", "broadcaster", "think_tank", "aggregator"]
GROUPS = ["pledge", "dispatch", "delivery", "cancellation", "intent", "request", "sale"]
MOVING = ("pledge", "dispatch", "delivery")
MIN, MAX = date.min, date.max


def naive_fold(
    claims: Iterable[LedgerClaim], *, catalogue: Catalogue, as_of: date | None = None, known_at: date | None = None
) -> dict[tuple[Any, ...], dict[str, tuple[Any, ...]]]:
    """Line (donors, family, category, unit) to measure to (low, stated, high, undisclosed); empty ones left out."""
    fold = _Naive(catalogue)
    seen = [
        one
        for one in claims
        if one.claim.certainty != "disputed"
        and (known_at is None or one.published <= known_at)
        and (as_of is None or _starts(one) <= as_of)
    ]
    tellings = fold.tell(seen)
    found: dict[str, Thing] = {}
    for group in GROUPS:
        found[group] = fold.resolve([one for one in tellings if one.group == group], group, found.get("pledge"))
    for group in GROUPS:
        fold.post(found[group], group)
    for group in MOVING:
        fold.net(found[group])
    for group in GROUPS:
        fold.speak(found[group], group)
    if as_of is not None:
        for group in ("dispatch", "delivery"):
            for entry in found[group].entries:
                if entry.counted and entry.day > as_of:
                    entry.counted[0] = 0
    return fold.book(found)


def _happened(one: LedgerClaim) -> date:
    window = one.claim.window
    return min(window.end, one.published) if window and window.end else one.published


def _starts(one: LedgerClaim) -> date:
    window = one.claim.window
    if one.claim.kind in ("delivery", "dispatch") and window:
        return min(window.start or _happened(one), one.published)
    return min(one.claim.announced or one.published, one.published)


def _hash(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


def _sum(numbers: Iterable[list[float]]) -> list[float]:
    total = [0.0, 0.0, 0.0]
    for number in numbers:
        total = [a + b for a, b in zip(total, number, strict=True)]
    return total


def _edges(window: Any) -> tuple[date, date]:
    return (window.start or MIN, window.end or MAX) if window else (MIN, MAX)


def _firmness(one: Thing) -> tuple[Any, ...]:
    """Exact before approximate before open; then official before others; then the latest."""
    return ((0 if not one.rough else 1) if one.exact else 2, one.rank, -one.last.toordinal(), one.order)


class _Naive:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    # --- what the catalogue says

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
            for member in self.catalogue.donors[code].members:
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
        size = sum(1 + len(self.catalogue.donors[code].members) for code in line[0])
        return (size if line[0] else 10**6, line[1] is None, line[0], line[1] or "", line[2], line[3])

    # --- claims to tellings

    def tell(self, claims: list[LedgerClaim]) -> list[Thing]:
        bags: list[tuple[Any, dict[str, LedgerClaim]]] = []
        for one in claims:
            c = one.claim
            said = (c.kind, c.donors, c.item, c.quantity, c.basis, c.sharing, c.value, c.window, c.announced, c.terms)
            key = (one.copy_of or c.article, *said)
            for other, bag in bags:
                if other == key:
                    bag[one.claim_id] = one
                    break
            else:
                bags.append((key, {one.claim_id: one}))
        tellings = []
        for _, bag in bags:
            ids = sorted(bag)
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
        return SimpleNamespace(
            claims=claims, ids=ids, group=group, donors=donors, split=split, chain=chain, rough=rough,
            line=(donors, chain[-1] if chain else None, category, str(c.quantity.unit)), basis=str(c.basis),
            low=low, high=high, known=low is not None or high is not None, exact=low is not None and low == high,
            number=[low or 0, low if low is not None else high or 0, inf if high is None else high],
            window=c.window, day=day, day_stated=stated, first=first, last=max(one.published for one in claims),
            texts={one.copy_of or one.claim.article for one in claims}, order=(day, ids[0], donors),
            rank=min(RANKS.index(one.source_kind) for one in claims),
        )  # fmt: skip

    # --- tellings to events

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
        if not same:
            numbers = [m.number[1] for m in [*members, one]]
            ratio = min(numbers) / max(numbers) if max(numbers) else 1.0
            lows = (24, 40, 200, 2000, 20000)
            vague = any(m.high is None and m.low in lows for m in (one, members[0]))
            if ratio < (0.1 if vague else 0.5):
                return 0
            if ratio < 0.9 and any(one.texts & m.texts for m in members):
                return 0
            score *= 0.5 + 0.4 * ratio
        if one.window:
            spans = [_edges(m.window) for m in [*members, one]]
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
            if one.day_stated and dated and dated[-1] != one.day:
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
                homes = self.siblings(one, self.lines(follows)) if follows else []
                if len(homes) == 1 and one.number[1] <= self.largest(follows, homes[0]):
                    one.line = homes[0]
                rest.setdefault(one.line, []).append(one)
        for line, block in rest.items():
            found.clusters.setdefault(line, []).extend(self.cluster(block))
        for shelf, one in running:
            if one.line[1] is None:
                one.line = self.home(one, found, follows) or one.line
                shelf.setdefault(one.line, []).append(one)
        return found

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
    def largest(found: Thing, line: Any) -> float:
        events = sum(max(m.number[1] for m in c) for c in found.clusters.get(line, []))
        totals = [t.number[1] for shelf in (found.totals, found.stones) for t in shelf.get(line, [])]
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

    # --- events to entries

    def entry(self, members: list[Thing], line: Any, group: str, *, unknown: bool = False) -> Thing:
        members = sorted(members, key=lambda m: m.order)
        numbered = [m for m in members if m.known]
        number = None
        if numbered:
            number = list(min(numbered, key=_firmness).number)
        timed = [m for m in members if m.window]
        window = min(timed, key=lambda m: (-m.last.toordinal(), m.rank, m.order)).window if timed else None
        claims = [one for m in members for one in m.claims]
        founder = members[0]
        day = min(members, key=lambda m: (not m.day_stated, m.order)).day
        if group in ("delivery", "dispatch"):
            day = min(_happened(one) for one in claims)
        return SimpleNamespace(
            id=_hash(founder.group, founder.ids[0], founder.donors if founder.split else ""), group=group, line=line,
            system=(max((m.chain for m in members), key=len) or [None])[0], number=number,
            counted=None if unknown or number is None else list(number), window=window, day=day,
            day_stated=any(m.day_stated for m in members), first=min(c.published for c in claims),
            last=max(c.published for c in claims), texts={text for m in members for text in m.texts},
            added=any(m.basis == "increment" for m in members), implied="", part=False,
            pause=any(c.suspends for c in claims),
        )  # fmt: skip

    def post(self, found: Thing, group: str) -> None:
        for line in {*found.clusters, *found.totals}:
            entries = [self.entry(c, line, group) for c in found.clusters.get(line, [])]
            found.entries += self.weigh(entries, found.totals.get(line, []), line) if group in MOVING else entries

    def weigh(self, entries: list[Thing], totals: list[Thing], line: Any) -> list[Thing]:
        self.part(entries)
        steps = [((e.day, 1 if e.added else 0, e.id), e) for e in entries]
        steps += [((t.day, 2, t.ids[0]), t) for t in totals]
        posted: list[Thing] = []
        past: set[float] = set()
        for (_, turn, _), step in sorted(steps, key=lambda pair: pair[0]):
            if turn == 2:
                self.assert_total(posted, step, line)
            else:
                if turn == 0 and not step.part:
                    self.plain(posted, step, past)
                posted.append(step)
            now = _sum(e.counted for e in posted)
            if now[0] == now[2] > 0:
                past.add(now[0])
        return posted

    def part(self, entries: list[Thing]) -> None:
        for text in sorted({text for e in entries for text in e.texts}):
            told = [e for e in entries if text in e.texts and not e.added]
            told.sort(key=lambda e: (-e.number[1], e.id))
            for whole in told if 2 <= len(told) <= 10 else []:
                if whole.part:
                    continue
                less = [e for e in told if 0 < e.number[1] < whole.number[1] and not e.part]
                less = [e for e in less if self.kin(e.system, whole.system)]
                sums = [
                    c
                    for n in (2, 3, 4)
                    for c in combinations(less, n)
                    if sum(e.number[1] for e in c) == whole.number[1]
                ]
                upper = whole.number[0] == 0 and whole.number[1] > 0  # "up to"
                for e in less if upper else sums[0] if sums else []:
                    e.part, e.counted = True, [0, 0, 0]

    def plain(self, posted: list[Thing], entry: Thing, past: set[float]) -> None:
        rivals = [e for e in posted if not e.part and self.kin(e.system, entry.system)]
        if entry.group in ("delivery", "dispatch") and entry.window:
            start, end = _edges(entry.window)
            rivals = [e for e in rivals if max(start, _edges(e.window)[0]) <= min(end, _edges(e.window)[1])]
        if not rivals:
            return
        low, stated, high = entry.number
        known = _sum(e.counted for e in rivals)
        if len(rivals) > 1 and low == high and low in past:
            entry.counted = [0, 0, 0]
        else:
            low = max(0, low - known[0])
            entry.counted = [low, max(low, stated - known[1]), high]

    def assert_total(self, posted: list[Thing], total: Thing, line: Any) -> None:
        covered = [e for e in posted if self.kin(total.chain[0] if total.chain else None, e.system)]
        known, told = _sum(e.counted for e in covered), total.number
        if total.rough and known[1] and abs(told[1] - known[1]) <= 0.1 * told[1]:
            return
        if known[2] < told[1]:
            if told[0] >= known[1]:
                for e in covered:
                    e.counted = [e.counted[1]] * 3
                known = [known[1]] * 3
            posted.append(
                SimpleNamespace(
                    id=_hash("implied", total.group, total.ids[0], total.donors),
                    group=total.group,
                    line=line,
                    system=total.chain[0] if total.chain else None,
                    counted=self.excess(told, known),
                    window=None,
                    day=total.day,
                    day_stated=False,
                    first=total.first,
                    last=total.last,
                    texts=total.texts,
                    added=False,
                    implied="total",
                    part=False,
                    pause=False,
                )
            )
            posted[-1].number = list(posted[-1].counted)
        elif known[0] > told[2]:
            surplus = known[1] - told[1]
            for e in sorted(covered, key=lambda e: (e.added, e.day, e.id)):
                left = max(0, e.counted[1] - surplus)
                surplus -= e.counted[1] - left
                e.counted = [left] * 3
        else:
            self.narrow(covered, known, told)

    @staticmethod
    def excess(told: list[float], known: list[float]) -> list[float]:
        low = max(0, told[0] - known[0])
        stated = max(low, told[1] - known[1])
        if told[2] == inf:
            return [low, stated, inf]
        return [low, stated, max(stated, told[2] - (known[0] if known[2] == inf else known[2]))]

    @staticmethod
    def narrow(covered: list[Thing], known: list[float], told: list[float]) -> None:
        low, high = max(known[0], told[0]), min(known[2], told[2])
        stated = max(low, min(known[1], high))
        newest = sorted(covered, key=lambda e: (e.day, e.id), reverse=True)
        if [low, stated, high] == known:
            return
        for e in newest:  # one unit at a time
            n = e.counted
            while stated > known[1] and n[1] < n[2]:
                n[1] += 1
                known[1] += 1
            while stated < known[1] and n[1] > n[0]:
                n[1] -= 1
                known[1] -= 1
        for e in newest:
            while known[0] < low and e.counted[0] < e.counted[1]:
                e.counted[0] += 1
                known[0] += 1
        if high == inf:
            return
        opened = [e for e in newest if e.counted[2] == inf]
        for e in opened:
            e.counted[2] = e.counted[1]
        spare = high - sum(e.counted[2] for e in newest)
        if opened and spare > 0:
            opened[0].counted[2] += spare
        for e in newest:
            while spare < 0 and e.counted[2] > e.counted[1]:
                e.counted[2] -= 1
                spare += 1

    def net(self, found: Thing) -> None:
        lines = sorted({e.line for e in found.entries}, key=self.width)
        for line in lines:
            entries = [e for e in found.entries if e.line == line]
            day = max(e.day for e in entries)
            inner = [other for other in lines if self.inside(other, line, day)]
            if not inner:
                continue
            wider = any(other[0] != line[0] for other in inner)
            asserting = entries if wider else [e for e in entries if not e.added]
            held = [
                e
                for e in found.entries
                if e.line in inner
                and not ((e.day_stated or e.added) and e.day > day)
                and any(self.kin(w.system, e.system) for w in asserting)
            ]
            if not held or not asserting:
                continue
            told, known = _sum(e.counted for e in asserting), _sum(e.counted for e in held)
            rest = self.excess(told, known)
            if not wider and not found.totals.get(line):
                rest[2] = told[2]
            low, stated, spare = rest[0], rest[1] - rest[0], rest[2] - rest[1]
            for e in sorted(asserting, key=lambda e: (e.day, e.id), reverse=True):
                n = e.counted
                own = [min(n[0], low)]
                own.append(own[0] + min(n[1] - own[0], stated))
                own.append(n[2] if spare == inf else own[1] + min(n[2] - own[1], spare))
                low, stated = low - own[0], stated - (own[1] - own[0])
                spare = spare if spare == inf else spare - (own[2] - own[1])
                e.counted = own

    def speak(self, found: Thing, group: str) -> None:
        opened: list[Thing] = []
        for one in sorted(found.mentions, key=lambda m: (m.line[1] is None, m.order)):
            if not any(self.may_mean(e, one) for e in found.entries):
                opened.append(one)
        bags: list[tuple[Any, bool, list[Thing]]] = []
        homes: list[Thing] = []
        for one in opened:
            line, added = one.line, one.basis == "increment"
            if line[1] is None:
                named = [h.line for h in homes if h.donors == one.donors and self.alike(h.line[2], line[2])]
                line = named[0] if named else line
            else:
                homes.append(one)
            for other, more, bag in bags:
                chain = max((m.chain for m in bag), key=len)
                kin = not chain or not one.chain or chain[0] in one.chain or one.chain[0] in chain
                near = not added or abs((one.day - max(m.day for m in bag)).days) <= 45
                if (other, more) == (line, added) and kin and near:
                    bag.append(one)
                    break
            else:
                bags.append((line, added, [one]))
        found.entries += [self.entry(bag, line, group, unknown=True) for line, _, bag in bags]

    def may_mean(self, e: Thing, one: Thing) -> bool:
        donors, family, category, _ = e.line
        if e.counted is None or not self.kin(e.system, one.chain[0] if one.chain else None):
            return False
        if donors != one.donors and not self.holds(one.donors, donors, one.day):
            return False
        if family and one.line[1] and family != one.line[1]:
            return False
        if not (family and one.line[1]) and not self.alike(category, one.line[2]):
            return False
        if one.basis == "increment":
            return bool(e.added and abs(e.day - one.day) <= timedelta(days=45))
        if e.window and one.window and e.group in ("delivery", "dispatch"):
            return bool(
                max(e.window.start or MIN, one.window.start or MIN) <= min(_edges(e.window)[1], _edges(one.window)[1])
            )
        return True

    # --- arrivals and cancellations

    def book(self, found: dict[str, Thing]) -> dict[tuple[Any, ...], dict[str, tuple[Any, ...]]]:
        pledges = sorted(found["pledge"].entries, key=lambda e: (e.day, e.id))
        for e in pledges:
            e.open = [e.counted[0], e.counted[2]] if e.counted else [0, inf]
        turn = {"dispatch": 0, "delivery": 1, "cancellation": 2}
        events = [e for group in turn for e in found[group].entries]
        events.sort(key=lambda e: (e.day, turn[e.group], e.id))
        for e in events:
            e.way, e.taken = None, [0, 0, 0]
        for e in events:
            if e.group == "cancellation":
                self.cancel(pledges, events, e)
            elif e.counted is None:
                if not any(self.bookable(p, e) for p in pledges):
                    pledges.append(self.imply(e, None))
            elif e.counted[2] > 0:
                self.arrive(pledges, events, e)
        return self.figures(pledges, events)

    def bookable(self, p: Thing, e: Thing) -> bool:
        if p.implied == "arrival" or (p.counted and p.counted[2] == 0) or not self.kin(p.system, e.system):
            return False
        day = e.day
        related = p.line == e.line or self.inside(e.line, p.line, day) or self.inside(p.line, e.line, day)
        if not related:
            return False
        if p.day <= e.day or p.implied == "total":
            return True
        if p.day_stated or p.added:
            return False
        return bool(p.texts & e.texts) or (p.day <= e.first and (p.day - e.day).days <= 45)

    def arrive(self, pledges: list[Thing], events: list[Thing], e: Thing) -> None:
        left = [e.counted[0], e.counted[2]]
        if e.group == "dispatch":
            e.way = list(left)
        else:
            for d in sorted((d for d in events if d.way), key=lambda d: (d.day, d.id)):
                if d.line == e.line and d.day < e.day and d.way[1] > 0 and left[1] > 0 and not d.texts & e.texts:
                    d.way, left = self.pour(left, d.way)
        fit = [p for p in pledges if p.counted is not None and self.bookable(p, e)]
        own = [p for p in fit if p.line == e.line]
        wide = {p.line for p in fit if p.line != e.line and self.inside(e.line, p.line, e.day)}
        lines = [e.line, *sorted(wide, key=self.width)]
        lines += sorted({p.line for p in fit} - set(lines), key=self.width)
        turn = {line: n for n, line in enumerate(lines)}
        fit.sort(key=lambda p: (turn[p.line], (p.window.end if p.window else None) or p.day, p.day, p.id))
        for p in fit:
            if left[1] == 0 or (left[0] == 0 and p.line != e.line and p is not fit[0]):
                return
            p.open, left = self.pour(left, p.open)
        if not own and left[1] > 0 and (left[0] > 0 or not fit):
            pledges.append(self.imply(e, left))

    @staticmethod
    def pour(left: list[float], room: list[float]) -> tuple[list[float], list[float]]:
        """What stays open of the room, and what it could not hold."""
        low, high = min(left[0], room[1]), min(left[1], room[1])
        still = [0 if high == inf else max(0, room[0] - high), room[1] if room[1] == inf else max(0, room[1] - low)]
        if room[1] == inf:
            return still, [0, 0]
        return still, [max(0, left[0] - room[1]), left[1] if left[1] == inf else max(0, left[1] - room[1])]

    @staticmethod
    def imply(e: Thing, left: list[float] | None) -> Thing:
        counted = [left[0], max(left[0], min(e.counted[1], left[1])), left[1]] if left else None
        fields = {**vars(e), "group": "pledge", "counted": counted, "implied": "arrival", "open": [0, 0]}
        return SimpleNamespace(**fields)

    def cancel(self, pledges: list[Thing], events: list[Thing], c: Thing) -> None:
        own = [p for p in pledges if p.line == c.line]
        later = any(p.last > c.day and p.implied != "arrival" for p in own)
        moved = any(e.line == c.line and e.day > c.day and e.group != "cancellation" for e in events)
        if c.pause and (later or moved):
            return
        left = [c.number[0], c.number[2]] if c.number else None
        own.sort(key=lambda p: ((p.window.end if p.window else None) or p.day, p.day, p.id), reverse=True)
        for p in own:
            if p.day > c.day or not self.kin(p.system, c.system) or p.open[1] == 0 or p.counted is None:
                continue
            gone = list(p.open)
            if left is not None:
                gone = [min(left[0], p.open[1]), min(left[1], p.open[1])]
                left = self.pour(left, p.open)[1]
            if gone[1] == 0:
                continue
            before = p.counted
            low = 0 if gone[1] == inf else max(0, before[0] - gone[1])
            high = inf if before[2] == inf else max(0, before[2] - gone[0])
            stated = max(low, before[1] - (gone[0] if gone[1] == inf else gone[1]))
            p.counted = [low, min(stated, high), high]
            stated = max(gone[0], before[1] - p.counted[1])
            c.taken = [a + b for a, b in zip(c.taken, [gone[0], min(stated, gone[1]), gone[1]], strict=True)]
            p.open = [0 if gone[1] == inf else max(0, p.open[0] - gone[1]), max(0, p.open[1] - gone[0])]

    @staticmethod
    def figures(pledges: list[Thing], events: list[Thing]) -> dict[tuple[Any, ...], dict[str, tuple[Any, ...]]]:
        rows: dict[tuple[Any, ...], dict[str, list[Any]]] = {}
        parts = [("pledged", p, p.counted) for p in pledges]
        parts += [("delivered", e, e.counted) for e in events if e.group == "delivery"]
        for e in events:
            if e.group == "dispatch":
                way = None
                if e.counted is not None:
                    low, high = e.way or [0, 0]
                    way = [low, min(max(low, e.counted[1] - (e.counted[0] - low)), high), high]
                parts.append(("in_transit", e, way))
            elif e.group == "cancellation":
                parts.append(("cancelled", e, e.taken))
        for measure, e, number in parts:
            if number is None or number[2] > 0:
                rows.setdefault(e.line, {}).setdefault(measure, []).append(number)
        return {
            line: {
                measure: (*_sum(n for n in numbers if n is not None), sum(n is None for n in numbers))
                for measure, numbers in row.items()
            }
            for line, row in rows.items()
        }
