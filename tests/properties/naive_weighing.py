"""The naive fold's weighing: entries of each line posted, and totals asserted over them."""

import hashlib
from collections.abc import Iterable
from itertools import combinations
from math import inf
from types import SimpleNamespace
from typing import Any

from tests.properties.naive_parties import NaiveParties
from tests.properties.naive_reading import MOVING, Thing, edges, happened


def digest(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


def added_up(numbers: Iterable[list[float]]) -> list[float]:
    total = [0.0, 0.0, 0.0]
    for number in numbers:
        total = [a + b for a, b in zip(total, number, strict=True)]
    return total


def firmness(one: Thing) -> tuple[Any, ...]:
    """Exact before approximate before open; then official before others; then the latest."""
    return ((0 if not one.rough else 1) if one.exact else 2, one.rank, -one.last.toordinal(), one.order)


class NaiveWeighing(NaiveParties):
    """Clusters to entries with what each counts."""

    def entry(self, members: list[Thing], line: Any, group: str, *, unknown: bool = False) -> Thing:
        bag, members = members, sorted(members, key=lambda m: m.order)
        numbered = [m for m in members if m.known]
        number, rough, vague = None, False, False
        if numbered:
            best = min(numbered, key=firmness)
            number, rough, vague = list(best.number), best.rough, best.vague
        sides = getattr(bag, "sides", [])
        if sides:
            numbers = [min((m for m in side if m.known), key=firmness).number for side in sides]
            best = min(
                (min((m.rank, -m.last.toordinal()) for m in side), n[1]) for side, n in zip(sides, numbers, strict=True)
            )
            number = [min(n[0] for n in numbers), best[1], max(n[2] for n in numbers)]
            vague = all(min((m for m in side if m.known), key=firmness).vague for side in sides)
        gone = getattr(bag, "gone", False)
        says = [m for m in members if m.replaced is not None or m.corrects]
        new = min(says, key=lambda m: (-m.last.toordinal(), m.rank, m.order)) if says else None
        timed = [m for m in members if m.window]
        window = min(timed, key=lambda m: (-m.last.toordinal(), m.rank, m.order)).window if timed else None
        claims = [one for m in members for one in m.claims]
        founder = members[0]
        day = min(members, key=lambda m: (not m.day_stated, m.order)).day
        if group in ("delivery", "dispatch"):
            day = min(happened(one) for one in claims)
        if group == "cancellation":
            day = min([day, *(happened(one) for one in claims if one.claim.window)])
        return SimpleNamespace(
            id=digest(founder.group, founder.ids[0], founder.donors if founder.split else ""), group=group, line=line,
            system=(max((m.chain for m in members), key=len) or [None])[0], number=number,
            counted=None if unknown or number is None else [0, 0, 0] if gone else list(number), window=window, day=day,
            day_stated=any(m.day_stated for m in members), first=min(c.published for c in claims),
            last=max(m.last for m in members), told=max(m.day for m in members),
            texts={text for m in members for text in m.texts},
            added=any(m.basis == "increment" for m in members), implied="", part=False,
            pause=any(c.suspends for c in claims), sides=self.entry_sides(members), rough=rough, hull=bool(sides),
            gone=gone, replaced=new.replaced if new else None, renews=new is not None,
            publishers={c.source for c in claims}, vague=vague,
        )  # fmt: skip

    def post(self, found: Thing, group: str, gone: list[Thing]) -> None:
        for line in {*found.clusters, *found.totals, *found.stones}:
            entries = [self.entry(c, line, group) for c in found.clusters.get(line, [])]
            if group in MOVING:
                taken = [c for c in gone if c.line == line]
                entries = self.weigh(entries, found.totals.get(line, []), line, taken)
            found.entries += entries + self.scheduled(found.stones.get(line, []), entries, line)

    def entry_sides(self, members: list[Thing]) -> list[tuple[str, ...]]:
        named = [m for m in members if m.claims[0].claim.parties]
        best = min(named, key=lambda m: (m.rank, -m.last.toordinal(), m.order)) if named else None
        return self.sides(best) if best else []

    def scheduled(self, stones: list[Thing], entries: list[Thing], line: Any) -> list[Thing]:
        if not stones or any(not e.added or e.implied for e in entries):
            return []
        newest = [max((t for t in stones if t.window.end == due), key=lambda t: (t.first, t.ids[0]))
                  for due in {t.window.end for t in stones}]  # fmt: skip
        last = max(newest, key=lambda t: (t.number[1], t.day, t.ids[0]))
        rest = self.excess(last.number, added_up(e.counted for e in entries if e.day <= last.day))
        made = self.proved(last, line, rest)
        made.until = last.window.end
        return [made] if rest[2] else []

    def weigh(self, entries: list[Thing], totals: list[Thing], line: Any, taken: list[Thing]) -> list[Thing]:
        self.part(entries)
        cuts = {e.id: self.cuts(e, taken) for e in entries if e.replaced is not None}
        beside = [c.id for told in cuts.values() for c in told]
        steps = [((e.day, 2 if e.renews else 1 if e.added else 0, e.id), e) for e in entries]
        steps += [((t.day, 4, t.ids[0]), t) for t in totals]
        steps += [((c.day, 3 if c.id in beside else -1, c.id), c) for c in taken]
        renewed: dict[float, Thing] = {}
        posted: list[Thing] = []
        past: set[float] = set()
        rest: set[float] = set()
        gone: list[tuple[str | None, float]] = []
        for (_, turn, _), step in sorted(steps, key=lambda pair: pair[0]):
            now = added_up(e.counted for e in posted)
            if turn in (-1, 3):
                if step.pause or not step.number or step.number[0] != step.number[2]:
                    continue
                gone.append((step.system, min(step.number[0], max(0, now[0] - sum(n for _, n in gone)))))
            elif turn == 4:
                self.assert_total(posted, step, line, gone)
            elif turn >= 0:
                if turn == 2 and not step.part and not step.gone:
                    self.renew(posted, step, cuts.get(step.id, []), past, rest, renewed)
                elif turn == 0 and not step.part and not step.gone:
                    self.plain(posted, step, past, rest, renewed)
                posted.append(step)
            now = added_up(e.counted for e in posted)
            if now[0] == now[2] > 0:
                past.add(now[0])
                less = sum(n for _, n in gone)
                if less:
                    rest.add(now[0] - less)
        return posted

    @staticmethod
    def cuts(e: Thing, taken: list[Thing]) -> list[Thing]:
        """The first withdrawal in its texts of just what it says is gone."""
        told = [c for c in taken if c.number and c.texts & e.texts and c.number[1] == e.replaced - e.number[1]]
        return told[:1]

    def renew(
        self, posted: list[Thing], e: Thing, cuts: list[Thing], past: set[float], rest: set[float], renewed: Any
    ) -> None:
        """What it stands in place of counts nothing any more."""
        n = e.replaced
        standing = [p for p in posted if not p.part and not p.gone and self.kin(p.system, e.system)]
        if n is None:
            gone = sorted((p for p in standing if self.corrects(e, p)), key=lambda p: (p.day, p.id))[-1:]
        else:
            step = [p for p in standing if p.added and abs((p.day - e.day).days) <= 2]
            step = [p for p in step if p.number[1] == e.number[1] - n]
            same = sorted((p for p in standing if self.means(p, n)), key=lambda p: (p.day, p.id))[-1:]
            others = [p for p in standing if p not in step]
            if same:
                gone = [*same, *(p for p in step if not self.means(p, n))]
            else:
                gone = [*others, *step] if sum(p.counted[1] for p in others) == n else step
        if gone or cuts:
            e.counted = [one + sum(c.number[1] for c in cuts) for one in e.number]
        elif not e.added:
            self.plain(posted, e, past, rest, renewed)
        for p in gone:
            p.gone, p.counted, e.day = True, [0, 0, 0], min(e.day, p.day)
        if n is not None:
            renewed[n] = e

    @staticmethod
    def means(p: Thing, n: float) -> bool:
        if p.hull and p.number[2] < inf and p.number[0]:
            return bool(p.number[0] <= n <= p.number[2])
        said = p.counted[1] if p.implied else p.number[1]
        return bool(abs(said - n) <= (0.1 * n if p.rough else 0))

    @staticmethod
    def corrects(e: Thing, p: Thing) -> bool:
        if e.window and p.window:
            (start, end), (first, last) = edges(e.window), edges(p.window)
            if max(start, first) > min(end, last):
                return False
        return bool(e.texts & p.texts or (abs((e.last - p.last).days) <= 14 and e.publishers & p.publishers))

    def part(self, entries: list[Thing]) -> None:
        for text in sorted({text for e in entries for text in e.texts}):
            told = [e for e in entries if text in e.texts and not e.added and not e.gone]
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

    def plain(self, posted: list[Thing], entry: Thing, past: set[float], rest: set[float], renewed: Any) -> None:
        newer = renewed.get(entry.number[1]) if entry.number[0] == entry.number[2] else None
        if newer and not entry.day_stated and self.kin(entry.system, newer.system):
            entry.counted, entry.gone = [0, 0, 0], True
            return
        rivals = [e for e in posted if not e.part and not e.gone and self.kin(e.system, entry.system)]
        if entry.group in ("delivery", "dispatch") and entry.window:
            start, end = edges(entry.window)
            rivals = [e for e in rivals if max(start, edges(e.window)[0]) <= min(end, edges(e.window)[1])]
        if not rivals:
            return
        low, stated, high = entry.number
        known = added_up(e.counted for e in rivals)
        summed = len(rivals) > 1 or self.told_as_total(rivals[0], entry)
        if low == high and (low in rest or (summed and low in past)):
            entry.counted = [0, 0, 0]
        else:
            low = max(0, low - known[0])
            entry.counted = [low, max(low, stated - known[1]), high]

    @staticmethod
    def told_as_total(other: Thing, entry: Thing) -> bool:
        timed = entry.group in ("delivery", "dispatch") and entry.window
        return other.implied == "total" and not (timed and edges(entry.window)[0] > other.day)

    def assert_total(self, posted: list[Thing], total: Thing, line: Any, gone: list[tuple[str | None, float]]) -> None:
        covered = [e for e in posted if not e.gone and self.kin(total.chain[0] if total.chain else None, e.system)]
        known, told = added_up(e.counted for e in covered), total.number
        near = 0.1 if total.rough else 0.5 if total.vague and known[2] == inf else 0
        off = abs(told[1] - known[1])
        if known[1] and (total.rough or off) and off <= near * told[1]:
            return
        if sum(self.most(e) for e in covered) < told[1]:
            if told[0] >= known[1]:
                for e in covered:
                    e.counted = [e.counted[1]] * 3
                known = [known[1]] * 3
            posted.append(self.proved(total, line, self.excess(told, known)))
        elif known[0] > told[2]:
            system = total.chain[0] if total.chain else None
            surplus = known[1] - told[1] - sum(n for one, n in gone if self.kin(system, one))
            for e in sorted(covered, key=lambda e: (e.added, e.day, e.id)) if surplus > 0 else []:
                left = max(0, e.counted[1] - surplus)
                surplus -= e.counted[1] - left
                e.counted = [left] * 3
        else:
            self.narrow(covered, known, told)

    @staticmethod
    def most(e: Thing) -> float:
        """An open end is no more than twice what is told, ten times of a guess."""
        if e.counted[2] < inf:
            return float(e.counted[2])
        return float(max(e.counted[1], e.number[1] * (10 if e.vague else 2)))

    def proved(self, total: Thing, line: Any, counted: list[float]) -> Thing:
        """The entry that a running total proves, or the last date of a schedule."""
        return SimpleNamespace(
            id=digest("implied", total.group, total.ids[0], total.donors), group=total.group, line=line,
            system=total.chain[0] if total.chain else None, number=list(counted), counted=counted, window=None,
            day=total.day, told=total.day, day_stated=False, first=total.first, last=total.last, texts=total.texts,
            added=False, implied="total", part=False, pause=False, sides=self.sides(total), rough=False, hull=False,
            gone=False, replaced=None, renews=False, publishers=set(), vague=False,
        )  # fmt: skip

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
