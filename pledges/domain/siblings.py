"""What a block tells comes to events group by group: what arrives is resolved against what was pledged."""

from collections.abc import Iterable, Mapping
from functools import partial

from pledges.domain.blocks import PileKey
from pledges.domain.events import FOLLOWING, Events, moved
from pledges.domain.group_events import EventsOfGroup, Step
from pledges.domain.links import LinkBook
from pledges.domain.memo import Memo
from pledges.domain.tellings import Group, Telling
from pledges.domain.told import Shelf, Sorted

BY_TYPE = (Shelf.BY_TYPE, Shelf.SUMS_BY_TYPE)
NOTHING = Events()  # of a group of which a block never told; nobody changes it


def resolve(parts: Mapping[PileKey, Sorted], step: Step, memo: Memo) -> dict[Group, Events]:
    """Cluster what a block tells by group and line; what is told by type alone is resolved against named siblings.

    It comes in parts; a group of which no part is another is not looked at again.
    """
    resolved: dict[Group, Events] = {}
    for group in Group:  # pledges come first
        own = {key: part.told[group] for key, part in parts.items() if group in part.told}
        if not own and not memo.holds(("group", group)):
            resolved[group] = NOTHING
            continue
        follows = group in FOLLOWING and any(shelf in told for told in own.values() for shelf in BY_TYPE)
        pledges = resolved[Group.PLEDGE] if follows else None
        events = memo.kept(("group", group), partial(EventsOfGroup, group, step))
        make = partial(events.update, own, pledges)
        resolved[group] = memo.once("resolved", [*own.values(), pledges], make, beside=group)
    return resolved


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
