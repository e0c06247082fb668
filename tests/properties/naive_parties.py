"""The naive fold's parties: a gift that several sides tell of, worked out by looking at all tellings each time."""

from math import inf

from tests.properties.naive_reading import NaiveReading, Thing


class NaiveParties(NaiveReading):
    """Tellings by those who paid and by those who gave, brought to one set of donors."""

    def sides(self, one: Thing) -> list[tuple[str, ...]]:
        """The sets of parties, by role, that are not the donors."""
        return [who for _, who in sorted(self.roles(one).items()) if who != one.donors]

    def unite(self, tellings: list[Thing]) -> list[Thing]:
        """A gift told from several sides gets the donors who paid for it, or gave what a fund paid back."""
        whole = [one for one in tellings if self.sides(one) and not one.split]
        bare = [one for one in tellings if one.known and not one.split and not self.roles(one)]
        done: set[int] = set()
        for first in whole:  # in canonical order
            if id(first) in done:
                continue
            gift = [one for one in whole if self.alike_gift(one, first)]
            done |= {id(one) for one in gift}
            roles = self.roles(first)
            sets = {*roles.values(), tuple(sorted({who for side in roles.values() for who in side}))}
            beside = [
                one for one in bare
                if id(one) not in done and one.group == first.group and one.line[3] == first.line[3]
                and one.donors in sets and (one.line[1:3] == first.line[1:3] or (
                    one.line[1] is None and first.line[1] is not None and self.alike(one.line[2], first.line[2])))
            ]  # fmt: skip
            same = [one for one in beside if any(full.known and self.score(one, [full]) for full in gift)]
            paid, gave = roles.get("financier", ()), roles.get("supplier", ())
            refund = bool(paid and gave) and all(self.catalogue.donors[who].kind == "fund" for who in paid)
            given = [one for one in beside if refund and one.donors == gave]
            told = {one.donors for one in [*gift, *same]} | {one.donors for one in given}
            giver = gave if refund else paid
            home = giver if giver in told else min(told, key=lambda who: (len(who), who))
            own = [one for one in gift if refund and one.donors == gave]
            for one in [*own, *(one for one in gift if one.donors != gave or not refund)]:
                others = given if one in own else [*given, *(two for two in own if two.known)]
                smaller = one.known and any(
                    one.number[1] <= other.number[1] and (other.day - one.day).days <= 45 for other in others
                )
                if smaller and not any(self.score(other, [one]) for other in others):
                    one.known, one.low, one.high, one.exact, one.number = False, None, None, False, [0, 0, inf]
            for one in [*gift, *same]:
                done.add(id(one))
                one.donors, one.line = home, (home, *one.line[1:])
                one.order = (*one.order[:2], home)
        return sorted(tellings, key=lambda one: one.order)

    @staticmethod
    def roles(one: Thing) -> dict[str, tuple[str, ...]]:
        by_role: dict[str, tuple[str, ...]] = {}
        for party in one.claims[0].claim.parties:
            if party.role in ("financier", "supplier", "stock"):
                others = set(by_role.get(str(party.role), ()))
                by_role[str(party.role)] = tuple(sorted({*others, party.who}))
        return by_role

    def alike_gift(self, one: Thing, other: Thing) -> bool:
        return (one.group, one.line[1:], self.roles(one)) == (other.group, other.line[1:], self.roles(other))
