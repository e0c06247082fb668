"""Beside what was due and is not reported stands how much was read since: silence of whom, and for how long."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from pledges.queries import reconciliation
from pledges.queries.coverage import Covered, covered
from pledges.queries.selection import Selection

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """From the day after `due` to `until`, so much was read; none of it reports the delivery."""

    due: date
    until: date
    covered: Covered


def silence(line: Mapping[str, Any], selection: Selection) -> Silence | None:
    """What was read in the month since the earliest day due that no delivery filled; None where nothing is due."""
    if line["no_delivery_reported"]["high"] == 0:
        return None
    donors = line["donors"]
    wanted = replace(selection, donor=donors[0] if donors else None, recipient=line["recipient"])
    pledges = [one for one in reconciliation.entries(wanted, kind="pledge") if one["id"] in line["pledges"]]
    day = selection.as_of or timezone.now().date()
    due = due_day(pledges, day)
    if due is None:
        return None
    until = min(due + MONTH, day)
    return Silence(due=due, until=until, covered=covered(donors=donors, start=due + timedelta(days=1), end=until))


def due_day(pledges: Iterable[Mapping[str, Any]], day: date) -> date | None:
    """The earliest day before `day` by which a pledge that is still open, or a milestone of it, was due."""
    windows = [
        window
        for pledge in pledges
        if pledge.get("open", {}).get("high") != 0
        for window in (pledge["window"], *(stone["window"] for stone in pledge.get("schedule", ())))
    ]
    ends = [date.fromisoformat(window["to"]) for window in windows if window and window["to"]]
    return min((end for end in ends if end < day), default=None)
