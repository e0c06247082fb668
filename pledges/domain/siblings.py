"""What a block tells comes to events group by group: what arrives is resolved against what was pledged."""

from collections.abc import Collection, Iterable, Mapping

from pledges.domain.blocks import PileKey
from pledges.domain.changes import Table
from pledges.domain.events import FOLLOWING, Events, moved
from pledges.domain.group_events import EventsOfGroup, Step
from pledges.domain.links import LinkBook
from pledges.domain.tellings import Group, Telling
from pledges.domain.told import Shelf, Sorted, Told

BY_TYPE = frozenset({Shelf.BY_TYPE, Shelf.SUMS_BY_TYPE})
NOTHING = Events()  # of a group of which a block never told; nobody changes it


class EventsOfBlock:
    """What a block tells by group and line, from fold to fold; a group of which no part is another is not looked at."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._parts: Table[PileKey, Sorted] = Table()
        self._groups: dict[Group, _EventsOfGroup] = {}

    def update(self, parts: Table[PileKey, Sorted]) -> dict[Group, Events]:
        """The events of these parts; what is told by type alone is resolved against named siblings."""
        self._hand_out(parts)
        resolved: dict[Group, Events] = {}
        for group in Group:  # pledges come first
            known = self._groups.get(group)
            resolved[group] = known.update(resolved.get(Group.PLEDGE)) if known is not None else NOTHING
        return resolved

    def _hand_out(self, parts: Table[PileKey, Sorted]) -> None:
        """Let each group have its own of the parts."""
        otherwise = parts.since(self._parts)
        told = {key: parts[key].told if key in parts else {} for key in otherwise}
        for group in Group:
            come = {key: own[group] for key, own in told.items() if group in own}
            if come and group not in self._groups:
                self._groups[group] = _EventsOfGroup(group, self._step)
            if group in self._groups:
                self._groups[group].hear(come, otherwise)
        self._parts = parts


class _EventsOfGroup:
    """One group of a block."""

    def __init__(self, group: Group, step: Step) -> None:
        self._follows = group in FOLLOWING
        self._made = EventsOfGroup(group, step)
        self._told: Table[PileKey, Told] = Table()
        self._by_type: set[PileKey] = set()
        self._given: tuple[object, object] | None = None
        self._events = NOTHING

    def hear(self, come: Mapping[PileKey, Told], otherwise: Collection[PileKey]) -> None:
        """Some parts tell otherwise: what has come of them, and nothing else."""
        self._told = self._told.then(come, otherwise)
        self._by_type.difference_update(otherwise)
        self._by_type.update(key for key, told in come.items() if not BY_TYPE.isdisjoint(told))

    def update(self, pledges: Events | None) -> Events:
        """The events, seen beside the pledges where that matters."""
        pledges = pledges if self._follows and self._by_type else None
        if self._given is None or self._given[0] is not self._told or self._given[1] is not pledges:
            self._given, self._events = (self._told, pledges), self._made.update(self._told, pledges)
        return self._events


def bring_together(tellings: Iterable[Telling], links: LinkBook) -> list[Telling]:
    """Tellings that an editor joined share the line of the first that names a system, or of the first."""
    found = list(tellings)
    joined: dict[tuple[Group, frozenset[str]], list[Telling]] = {}
    for telling in found:
        group = links.group_of(telling.claim_ids)
        if group:
            joined.setdefault((telling.group, group), []).append(telling)
    anchors: dict[int, Telling] = {}
    for members in joined.values():
        anchor = min(members, key=lambda one: (one.family is None, not one.known, one.order))
        anchors.update({id(one): anchor for one in members})
    return [moved(one, anchors[id(one)].line) if id(one) in anchors else one for one in found]
