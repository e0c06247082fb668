"""A second fold that shares no code with the first: slow, plain lists, everything worked out again at each step.

It takes the same claims and gives the same figures by line. It knows no editors' links; the scenarios
hold those. Numbers are triples `[low, stated, high]` with an infinite `high` for an open end.
"""

from collections.abc import Iterable
from datetime import date
from math import inf
from types import SimpleNamespace
from typing import Any

from pledges.domain.accounts import LedgerClaim
from pledges.domain.catalogue import Catalogue
from tests.properties.naive_netting import NaiveNetting
from tests.properties.naive_reading import GROUPS, MIN, MOVING, Thing, happened
from tests.properties.naive_weighing import added_up


def naive_fold(
    claims: Iterable[LedgerClaim], *, catalogue: Catalogue, as_of: date | None = None, known_at: date | None = None
) -> dict[tuple[Any, ...], dict[str, tuple[Any, ...]]]:
    """Line (donors, family, category, unit) to measure to (low, stated, high, undisclosed); empty ones left out."""
    fold = NaiveBooking(catalogue)
    seen = [
        one
        for one in claims
        if one.claim.certainty != "disputed"
        and (known_at is None or one.published <= known_at)
        and (as_of is None or _starts(one) <= as_of)
    ]
    tellings = fold.unite(fold.tell(seen))
    found: dict[str, Thing] = {}
    for group in GROUPS:
        found[group] = fold.resolve([one for one in tellings if one.group == group], group, found.get("pledge"))
    for group in reversed(GROUPS):  # cancellations first: they say what remains of pledges
        fold.post(found[group], group, found["cancellation"].entries if group == "pledge" else [])
    for group in MOVING:
        fold.net(found[group])
    for group in GROUPS:
        follows = group in ("dispatch", "delivery", "cancellation")
        fold.speak(found[group], group, [e.line for e in found["pledge"].entries] if follows else [])
    if as_of is not None:
        for group in ("dispatch", "delivery"):
            for entry in found[group].entries:
                if entry.counted and entry.day > as_of:
                    entry.counted[0] = 0
    return fold.book(found)


def _starts(one: LedgerClaim) -> date:
    window = one.claim.window
    if one.claim.kind in ("delivery", "dispatch") and window:
        return min(window.start or happened(one), one.published)
    return min(one.claim.announced or one.published, one.published)


def within(one: list[float], room: list[float]) -> list[float]:
    return [min(one[0], room[1]), min(one[1], room[1])]


def beyond(one: list[float], room: list[float]) -> list[float]:
    if room[1] == inf:
        return [0, 0]
    return [max(0, one[0] - room[1]), one[1] if one[1] == inf else max(0, one[1] - room[1])]


def less(one: list[float], gone: list[float]) -> list[float]:
    low = 0 if gone[1] == inf else max(0, one[0] - gone[1])
    return [low, one[1] if one[1] == inf else max(0, one[1] - gone[0])]


class NaiveBooking(NaiveNetting):
    """Arrivals and cancellations by day, then figures."""

    def book(self, found: dict[str, Thing]) -> dict[tuple[Any, ...], dict[str, tuple[Any, ...]]]:
        self.totals = found["pledge"].totals
        pledges = sorted(found["pledge"].entries, key=lambda e: (e.day, e.id))
        for e in pledges:
            e.open, e.booked = [e.counted[0], e.counted[2]] if e.counted else [0, inf], 0
            e.until = MIN
        turn = {"dispatch": 0, "delivery": 1, "cancellation": 2}
        self.by_side: dict[Any, list[Any]] = {}
        for p in pledges:
            for side in p.sides:
                lines = self.by_side.setdefault((side, *p.line[1:]), [])
                if p.line not in lines and side != p.line[0]:
                    lines.append(p.line)
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
        named = e.line[0] and p.line[0] == e.line[0] and self.inside(p.line, e.line, e.day)
        joint = set(e.line[0]) <= set(p.line[0]) and self.inside(e.line, p.line, e.day)
        return bool(self.own(p, e) or joint or named) and self.in_time(p, e)

    def member(self, p: Thing, e: Thing) -> bool:
        """Whether it is a pledge of some of those who together report an arrival, or one that names nobody."""
        inner = e.line[0] and p.line[0] != e.line[0] and self.inside(p.line, e.line, e.day)
        unnamed = e.line[0] and not p.line[0] and self.inside(e.line, p.line, e.day)
        return bool(inner or unnamed) and p.counted is not None and not self.own(p, e) and self.in_time(p, e)

    def in_time(self, p: Thing, e: Thing) -> bool:
        if p.implied == "arrival" or (p.counted and p.counted[2] == 0) or not self.kin(p.system, e.system):
            return False
        if e.implied == "total" and p.added and p.day == e.day and e.number[1] > p.number[1]:
            return False
        if p.day <= e.day or p.implied == "total":
            return True
        if p.day_stated or p.added:
            return False
        return bool(p.texts & e.texts) or (p.day <= e.first and (p.day - e.day).days <= 45)

    def own(self, p: Thing, e: Thing) -> bool:
        """On the arrival's line, or on that of a gift of which the arrival's donors are one side."""
        return bool(p.line == e.line or (p.line in self.by_side.get(e.line, [])))

    def arrive(self, pledges: list[Thing], events: list[Thing], e: Thing) -> None:
        left = [e.counted[0], e.counted[2]]
        e.books, e.may = [], []  # of a dispatch: what is booked on which pledge, and what may be
        if e.group == "dispatch":
            e.way = list(left)
        else:
            for d in sorted((d for d in events if d.way), key=lambda d: (d.day, d.id)):
                if d.line == e.line and d.day < e.day and d.way[1] > 0 and left[1] > 0 and not d.texts & e.texts:
                    left = self.come(d, left)
        fit = [p for p in pledges if p.counted is not None and self.bookable(p, e)]
        own = [p for p in fit if self.own(p, e)]
        lines = [e.line, *self.by_side.get(e.line, [])]
        wide = {p.line for p in fit if p.line not in lines and self.inside(e.line, p.line, e.day)}
        lines += sorted(wide, key=self.width)
        lines += sorted({p.line for p in fit} - set(lines), key=self.width)
        turn = {line: n for n, line in enumerate(lines)}
        fit.sort(
            key=lambda p: (
                turn[p.line],
                p.counted[2] == inf,
                (p.window.end if p.window else None) or p.day,
                p.day,
                p.id,
            )
        )
        for p in fit:
            if left[1] == 0 or (left[0] == 0 and p not in own and p is not fit[0]):
                return
            booked = within(left, p.open)
            p.open, left = self.pour(left, p.open)
            p.booked += booked[0]
            p.until = max(p.until, e.day) if booked[1] > 0 else p.until
            e.books.append([p, *booked])
        if left[1] == 0 or (fit and left[0] == 0):
            return
        room = [0.0, 0.0]
        for p in [p for p in pledges if self.member(p, e) and p.open[1] > 0]:
            room = [room[0] + p.open[0], room[1] + p.open[1]]
            e.may.append([p, min(left[1], p.open[1])])
            if e.group == "delivery" and not p.line[0]:
                p.open = less(p.open, [0, min(left[1], p.open[1])])
        pledges.append(self.imply(e, left, room[1]))
        e.books.append([pledges[-1], *left])

    @staticmethod
    def come(d: Thing, left: list[float]) -> list[float]:
        """What was on its way arrives, as far as it is booked; what is left of the delivery."""
        booked = [sum(low for _, low, _ in d.books), sum(high for _, _, high in d.books)]
        room = within(d.way, booked)
        came, left = within(left, room), beyond(left, room)
        d.way = less(d.way, came)
        for one in d.may if came[1] else []:
            p, most = one
            p.open = p.open if p.line[0] else less(p.open, [0, min(came[1], most)])
            one[1] = min(d.way[1], most)
        for one in d.books:
            p, low, high = one
            moved, still = within(came, [low, high]), less([low, high], came)
            came = beyond(came, [low, high])
            one[1:] = still
            surely = moved[0] + still[0] - low
            if surely > 0:
                p.booked += surely
                high = max(0, p.open[1] - surely)
                p.open = [min(p.open[0], high), high]
        return left

    @staticmethod
    def pour(left: list[float], room: list[float]) -> tuple[list[float], list[float]]:
        """What stays open of the room, and what it could not hold."""
        return less(room, within(left, room)), beyond(left, room)

    @staticmethod
    def imply(e: Thing, left: list[float] | None, room: float = 0) -> Thing:
        counted = None
        if left:
            low = 0 if room == inf else max(0, left[0] - room)
            stated = e.counted[1] - (e.counted[0] - left[0]) - room
            counted = [low, min(max(low, stated), left[1]), left[1]]
        fields = {
            **vars(e),
            "group": "pledge",
            "counted": counted,
            "implied": "arrival",
            "open": [0, 0],
            "booked": 0,
            "until": MIN,
        }
        return SimpleNamespace(**fields)

    def cancel(self, pledges: list[Thing], events: list[Thing], c: Thing) -> None:
        later = any(p.last > c.day and p.implied != "arrival" for p in pledges if p.line == c.line)
        moved = any(e.line == c.line and e.day > c.day and e.group != "cancellation" for e in events)
        if c.pause and (later or moved):
            return
        left = [c.number[0], c.number[2]] if c.number else None
        for p in self.in_reach(pledges, c):
            if p.day > c.day or not self.kin(p.system, c.system) or p.open[1] == 0 or p.counted is None:
                continue
            spare = self.spare(pledges, p, c)
            gone = [min(one, spare) for one in p.open]
            if left is not None:
                room = gone
                gone = [min(left[0], room[1]), min(left[1], room[1])]
                left = self.pour(left, room)[1]
            if gone[1] == 0:
                continue
            if not c.pause and (p.told - c.told).days > 2:
                gone[0] = 0
            before = p.counted
            low = 0 if gone[1] == inf else max(0, before[0] - gone[1])
            high = inf if before[2] == inf else max(0, before[2] - gone[0])
            stated = max(low, before[1] - (gone[0] if gone[1] == inf else gone[1]))
            p.counted = [low, min(stated, high), high]
            stated = max(gone[0], before[1] - p.counted[1])
            c.taken = [a + b for a, b in zip(c.taken, [gone[0], min(stated, gone[1]), gone[1]], strict=True)]
            p.open = [0 if gone[1] == inf else max(0, p.open[0] - gone[1]), max(0, p.open[1] - gone[0])]

    def in_reach(self, pledges: list[Thing], c: Thing) -> list[Thing]:
        """Own pledges latest due first; for a number then those of the same donors by type, and joint ones."""
        near = [p for p in pledges if p.line == c.line]
        if c.number and c.line[0]:
            near += [p for p in pledges if set(c.line[0]) <= set(p.line[0]) and self.inside(c.line, p.line, c.day)]
        near.sort(key=lambda p: ((p.window.end if p.window else None) or p.day, p.day, p.id), reverse=True)
        return sorted(near, key=lambda p: (p.line != c.line, self.width(p.line)))

    def spare(self, pledges: list[Thing], p: Thing, c: Thing) -> float:
        told = [t for t in self.totals.get(p.line, []) if self.kin(t.chain[0] if t.chain else None, p.system)]
        told = [t for t in told if t.day > c.day or (t.day == c.day and t.texts & c.texts)]
        if not told:
            return inf
        first = min(told, key=lambda t: (t.day, t.ids[0]))
        system = first.chain[0] if first.chain else None
        same = [q for q in pledges if q.line == p.line and q.counted and q.day <= first.day]
        stated = float(sum(q.counted[1] for q in same if self.kin(system, q.system)))
        return max(0.0, stated - float(first.number[1]))

    @staticmethod
    def figures(pledges: list[Thing], events: list[Thing]) -> dict[tuple[Any, ...], dict[str, tuple[Any, ...]]]:
        rows: dict[tuple[Any, ...], dict[str, list[Any]]] = {}
        for line in {p.line for p in pledges}:
            last = max(p.until for p in pledges if p.line == line)
            told = [p for p in pledges if p.line == line and p.counted and p.implied != "arrival"]
            told = [p for p in told if (p.day - last).days <= (0 if p.day_stated or p.added else 45)]
            came = {p.id: min(p.booked, p.counted[2]) for p in told}
            missing = sum(came.values()) - sum(p.counted[0] for p in told)
            for p in told:
                step = max(0, min(missing, came[p.id] - p.counted[0]))
                missing -= step
                p.counted[:2] = [p.counted[0] + step, max(p.counted[1], came[p.id])]
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
                measure: (*added_up(n for n in numbers if n is not None), sum(n is None for n in numbers))
                for measure, numbers in row.items()
            }
            for line, row in rows.items()
        }
