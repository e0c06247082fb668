"""The naive fold's netting: what is told of wider lines less what is told inside, and what is only mentioned."""

from datetime import timedelta
from math import inf
from typing import Any

from tests.properties.naive_reading import MIN, Thing, edges
from tests.properties.naive_weighing import NaiveWeighing, added_up


class NaiveNetting(NaiveWeighing):
    """Wider figures less what is told inside them; mentions on what they speak of."""

    def net(self, found: Thing) -> None:
        lines = sorted({e.line for e in found.entries}, key=self.width)
        for line in lines:
            entries = [e for e in found.entries if e.line == line]
            told = {e.id: list(e.counted) for e in entries}
            totals = found.totals.get(line, [])
            steps = [((e.day, 0, e.id), e) for e in entries] + [((t.day, 1, t.ids[0]), t) for t in totals]
            spent = [0.0, 0.0, 0.0]
            for (day, turn, _), step in sorted(steps, key=lambda pair: pair[0]):
                wider = any(other[0] != line[0] and self.inside(other, line, day) for other in lines)
                wide = [step]
                if turn == 1:
                    system = step.chain[0] if step.chain else None
                    wide = [e for e in entries if e.day <= day and self.kin(system, e.system)]
                wide = [e for e in wide if wider or not e.added]
                until = getattr(step, "until", None) or day
                held = self.told_inside(found, line, wide, until)
                if turn == 0 and wide:
                    later = self.told_inside(found, line, wide, day + timedelta(days=2))
                    later = [e for e in later if e.day > until and e.line[0] == line[0]]
                    held += [e for e in later if not e.added and not e.day_stated]
                if turn == 0 and wide and (shares := self.shares(found, step, told[step.id])):
                    held = shares
                if not held:
                    continue
                known = added_up(e.counted for e in held)
                known[2] = known[0] if known[2] == inf else known[2]
                asked = added_up(told[e.id] for e in wide)
                if turn == 1:
                    spent = [min(a, b) for a, b in zip(asked, known, strict=True)]
                    self.spread(wide, told, self.excess(asked, known))
                    continue
                known = [max(0, a - b) for a, b in zip(known, spent, strict=True)]
                spent = [s + min(a, b) for s, a, b in zip(spent, asked, known, strict=True)]
                rest = self.excess(asked, known)
                if not wider and not totals and not any(e.implied for e in entries):
                    rest[2] = asked[2]
                    if asked == known and asked[0] == asked[2]:
                        rest = [0, 0, 0]
                step.counted = rest

    def told_inside(self, found: Thing, line: Any, wide: list[Thing], day: Any) -> list[Thing]:
        inner = {e.line for e in found.entries if self.inside(e.line, line, day)}
        return [
            e for e in found.entries
            if e.line in inner and e.day <= day and any(self.kin(w.system, e.system) for w in wide)
        ]  # fmt: skip

    def shares(self, found: Thing, entry: Thing, counted: list[float]) -> list[Thing]:
        """What each donor of a joint gift gives, told with it or within half a year, if it is all of it."""
        told = self.told_inside(found, entry.line, [entry], entry.day + timedelta(days=180))
        told = [e for e in told if e.day <= entry.day or not (e.day_stated or e.added)]
        donors = {who for e in told for who in e.line[0]}
        whole = counted[0] == counted[2] and added_up(e.counted for e in told) == counted
        return told if whole and len(entry.line[0]) > 1 and donors == set(entry.line[0]) else []

    @staticmethod
    def spread(wide: list[Thing], told: dict[str, list[float]], rest: list[float]) -> None:
        """So much in all, the newest figures first."""
        low, stated, spare = rest[0], rest[1] - rest[0], rest[2] - rest[1]
        for e in sorted(wide, key=lambda e: (e.day, e.id), reverse=True):
            n = told[e.id]
            own = [min(n[0], low)]
            own.append(own[0] + min(n[1] - own[0], stated))
            own.append(n[2] if spare == inf else own[1] + min(n[2] - own[1], spare))
            low, stated = low - own[0], stated - (own[1] - own[0])
            spare = spare if spare == inf else spare - (own[2] - own[1])
            e.counted = own

    def speak(self, found: Thing, group: str, pledged: list[Any]) -> None:
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
                meant = {p for p in pledged if p[0] == one.donors and p[1] and p[3] == line[3]}
                meant = {p for p in meant if self.alike(p[2], line[2])}
                line = named[0] if named else meant.pop() if len(meant) == 1 else line
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
                max(e.window.start or MIN, one.window.start or MIN) <= min(edges(e.window)[1], edges(one.window)[1])
            )
        return True
