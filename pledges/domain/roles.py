"""Who paid and who handed over may be told apart: one gift told from either side is one gift."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry
from pledges.domain.policy import Policy
from pledges.domain.resolution import Cluster, chain_of, match
from pledges.domain.tellings import Group, Telling
from pledges.domain.values import Party, Role

SIDES = (Role.FINANCIER, Role.SUPPLIER, Role.STOCK)
Thing = tuple[Group, str | None, str, str]  # group, family, category, unit


def other_sides(parties: Iterable[Party], donors: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The sets of parties by role that another source may name as the donors."""
    by_role: dict[Role, set[str]] = {}
    for party in parties:
        if party.role in SIDES:
            by_role.setdefault(party.role, set()).add(party.who)
    return {tuple(sorted(who)) for who in by_role.values()} - {donors}


def unite_roles(tellings: Iterable[Telling], *, catalogue: Catalogue, policy: Policy) -> list[Telling]:
    """Tellings by the supplier (or by the financier) of a gift go to the line of the telling that names both."""
    found = list(tellings)
    full: dict[tuple[Thing, tuple[str, ...]], list[Telling]] = {}
    for telling in found:
        for side in other_sides(telling.claims[0].claim.parties, telling.donors):
            full.setdefault((_thing(telling), side), []).append(telling)
    if not full:
        return found
    return [_home(one, full.get((_thing(one), one.donors), ()), catalogue, policy) for one in found]


def _thing(telling: Telling) -> Thing:
    return (telling.group, telling.family, telling.category, telling.unit)


def _home(telling: Telling, full: Iterable[Telling], catalogue: Catalogue, policy: Policy) -> Telling:
    if telling.claims[0].claim.parties or not telling.known:
        return telling
    for whole in full:
        cluster = Cluster()
        cluster.add(whole, chain_of(whole, catalogue), policy)
        if whole.known and match(telling, chain_of(telling, catalogue), cluster, policy).same:
            return replace(telling, donors=whole.donors)
    return telling


def lines_by_side(pledges: Iterable[Entry]) -> Mapping[LineKey, list[LineKey]]:
    """For a party's own line (as if it were the donor), the lines of gifts that it paid for or handed over."""
    found: dict[LineKey, list[LineKey]] = {}
    for pledge in pledges:
        for side in other_sides(pledge.parties, pledge.line.donors):
            lines = found.setdefault(replace(pledge.line, donors=side), [])
            if pledge.line not in lines:
                lines.append(pledge.line)
    return found
