"""Who paid and who handed over may be told apart: one gift told from either side is one gift."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster
from pledges.domain.links import LinkBook
from pledges.domain.neighbours import category_meets
from pledges.domain.policy import Policy
from pledges.domain.resolution import chain_of, match
from pledges.domain.tellings import Group, Telling
from pledges.domain.values import Party, Role

SIDES = (Role.FINANCIER, Role.SUPPLIER, Role.STOCK)
FUND = "fund"
Donors = tuple[str, ...]
Sides = tuple[tuple[Role, Donors], ...]  # who stands on each side of a gift
Thing = tuple[Group, str | None, str, str]  # group, family, category, unit


@dataclass(slots=True)
class _Gifts:
    """What is told of gifts of one thing with the same parties: by those who name them, and by those who do not."""

    sides: Sides
    full: list[Telling] = field(default_factory=list)
    plain: list[Telling] = field(default_factory=list)  # told of one side alone, one event with a full telling

    @property
    def sets(self) -> set[Donors]:
        """The sets of parties that a source may name as the donors: a side, or all of them."""
        return {who for _, who in self.sides} | {tuple(sorted({one for _, who in self.sides for one in who}))}

    def home(self, catalogue: Catalogue) -> Donors:
        """Whose gift it is, of those who are told as its donors: who paid; where a fund pays a donor back, who gave."""
        told = {one.donors for one in (*self.full, *self.plain)}
        by_role = dict(self.sides)
        paid, gave = by_role.get(Role.FINANCIER, ()), by_role.get(Role.SUPPLIER, ())
        giver = gave if self.refunds(catalogue) else paid
        return giver if giver in told else min(told, key=lambda one: (len(one), one))

    def refunds(self, catalogue: Catalogue) -> bool:
        """Whether only funds paid: what a fund pays back, its supplier gave."""
        by_role = dict(self.sides)
        paid = [catalogue.donors.get(code) for code in by_role.get(Role.FINANCIER, ())]
        return bool(paid and by_role.get(Role.SUPPLIER)) and all(one is not None and one.kind == FUND for one in paid)


def sides_of(parties: Iterable[Party]) -> Sides:
    """The parties by role, of the roles that a gift may be told by."""
    by_role: dict[Role, set[str]] = {}
    for party in parties:
        if party.role in SIDES:
            by_role.setdefault(party.role, set()).add(party.who)
    return tuple(sorted((role, tuple(sorted(who))) for role, who in by_role.items()))


def other_sides(parties: Iterable[Party], donors: Donors) -> set[Donors]:
    """The sets of parties by role that another source may name as the donors."""
    return {who for _, who in sides_of(parties)} - {donors}


def is_told_by_side(telling: Telling) -> bool:
    """Whether another source may name other parties of its gift as the donors."""
    parties = telling.claims[0].claim.parties
    return not telling.split and bool(other_sides(parties, telling.donors))


def unite_roles(tellings: Iterable[Telling], *, catalogue: Catalogue, links: LinkBook, policy: Policy) -> list[Telling]:
    """Bring the tellings of one gift to one line, whichever of its sides each names as the donors."""
    found = list(tellings)
    gifts: dict[tuple[Thing, Sides], _Gifts] = {}
    for telling in found:
        sides = sides_of(telling.claims[0].claim.parties)
        if is_told_by_side(telling):
            gifts.setdefault((_thing(telling), sides), _Gifts(sides=sides)).full.append(telling)
    if not gifts:
        return found
    in_order = sorted(gifts.values(), key=lambda one: min(telling.order for telling in one.full))
    moved = _homes(in_order, found, catalogue=catalogue, links=links, policy=policy)
    return [moved.get(id(one), one) for one in found]


def _homes(
    gifts: Iterable[_Gifts], found: Iterable[Telling], *, catalogue: Catalogue, links: LinkBook, policy: Policy
) -> dict[int, Telling]:
    """The tellings that change their donors, as they become, by the identity of what they were."""
    by_donors: dict[Donors, list[Telling]] = {}
    for telling in found:
        if telling.known and not telling.split and not sides_of(telling.claims[0].claim.parties):
            by_donors.setdefault(telling.donors, []).append(telling)
    moved: dict[int, Telling] = {}
    for gift in gifts:
        beside = [one for donors in sorted(gift.sets) for one in by_donors.get(donors, ())]
        beside = [one for one in beside if id(one) not in moved and _may_be_thing(one, gift.full[0], catalogue)]
        gift.plain = [one for one in beside if any(_one_event(one, full, catalogue, policy) for full in gift.full)]
        refund = gift.refunds(catalogue) and dict(gift.sides)[Role.SUPPLIER]
        given = [one for one in beside if one.donors == refund]
        home = refund if refund and given else gift.home(catalogue)
        moved.update((id(one), replace(one, donors=home)) for one in gift.plain)

        def is_whole(one: Telling, given: Sequence[Telling]) -> bool:
            return links.judges(one.claim_ids) or _told_whole(one, given, catalogue, policy)

        # The donor's own word may name who pays it back; it is its gift, which what the fund tells is held against too.
        own = [one for one in gift.full if one.donors == refund and is_whole(one, given)]
        given += [one for one in own if one.known]
        whole = [*own, *(one for one in gift.full if one.donors != refund and is_whole(one, given))]
        moved.update((id(one), _part(one, home)) for one in gift.full)
        moved.update((id(one), replace(one, donors=home)) for one in whole)
    return moved


def _told_whole(refund: Telling, given: Sequence[Telling], catalogue: Catalogue, policy: Policy) -> bool:
    """Whether a refund is all of what the donor gave, or more than is known of it by then; else it pays for a part."""
    if not given or any(_one_event(one, refund, catalogue, policy) for one in given):
        return True
    by_then = refund.day + timedelta(days=policy.mention_days)
    return all(one.stated < refund.stated for one in given if one.day <= by_then)


def _part(refund: Telling, donors: Donors) -> Telling:
    """A refund of a part speaks of the donor's gift and numbers no units beside it."""
    return replace(refund, donors=donors, low=None, high=None)


def _thing(telling: Telling) -> Thing:
    return (telling.group, telling.family, telling.category, telling.unit)


def _may_be_thing(telling: Telling, full: Telling, catalogue: Catalogue) -> bool:
    """The same equipment, or a type alone that may mean it."""
    if (telling.group, telling.unit) != (full.group, full.unit):
        return False
    if telling.family == full.family:
        return telling.category == full.category
    return telling.family is None and category_meets(telling.category, full.category, catalogue)


def _one_event(telling: Telling, full: Telling, catalogue: Catalogue, policy: Policy) -> bool:
    if not full.known:
        return False
    cluster = Cluster()
    cluster.add(full, chain_of(full, catalogue), policy)
    return match(telling, chain_of(telling, catalogue), cluster, policy).same
