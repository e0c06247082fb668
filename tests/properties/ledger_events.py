"""Stories of one announcement in several numbers, of numbers that replace others, of other scopes and vague words."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pledges.domain.accounts import LedgerClaim
from tests.pledges.domain.telling import says
from tests.properties.ledger_turns import TANKS
from tests.properties.ledger_words import DAYS, NAMES, STATES, on


@st.composite
def differing(draw: DrawFn) -> list[LedgerClaim]:
    """Two or three papers with figures of their own for one announcement; at times the ministry's comes after."""
    donor, item, day = draw(st.sampled_from(STATES)), draw(st.sampled_from(NAMES)), draw(DAYS)
    kind, first = draw(st.sampled_from(["pledge", "pledge", "delivery"])), draw(st.integers(301, 320))
    more, second = draw(st.sampled_from(["", "", "+"])), first + draw(st.integers(1, 9))
    story = [
        says(kind, donor, f"{more}{first}", item, on=on(day), article=f"d1-{day}", source_kind="agency", source="wire"),
        says(kind, donor, f"{more}{second}", item, on=on(day + 1), article=f"d2-{day}"),
    ]
    last = draw(st.sampled_from(["paper", "ministry", "ministry", "ministry", "recap"]))
    if last == "paper":
        story.append(says(kind, donor, f">={first - 20}", item, on=on(day + 2), article=f"d3-{day}"))
    elif last == "ministry":
        number, later = draw(st.integers(290, 299)), day + draw(st.sampled_from([2, 5, 5, 9]))
        story.append(says(kind, donor, number, item, on=on(later), article=f"d4-{day}", source_kind="official"))
    elif last == "recap":
        story.append(says(kind, donor, first, item, on=on(day + 20), article=f"d5-{day}"))
    return story


@st.composite
def replacing(draw: DrawFn) -> list[LedgerClaim]:
    """A number raised or cut, with what is told beside it and after it; or a publisher's correction."""
    donor, item, day = draw(st.sampled_from(STATES)), draw(st.sampled_from(NAMES)), draw(DAYS)
    old, later = draw(st.integers(401, 440)), day + draw(st.sampled_from([1, 10, 30]))
    new = old + draw(st.sampled_from([-30, -7, 9, 60]))
    beside = draw(st.sampled_from(["alone", "alone", "step", "cut", "again", "unknown", "sum", "back"]))
    told = f"k2-{day}"
    new_item = draw(st.sampled_from([item, item, TANKS]))
    story = [says("pledge", donor, new, new_item, on=on(later), article=told, replaces=old)]
    if beside == "sum":
        story.append(says("pledge", donor, old - 100, item, on=on(day), article=f"k0-{day}"))
        story.append(says("pledge", donor, "+100", item, on=on(day), article=f"k1-{day}"))
    elif beside != "unknown":
        first = draw(st.sampled_from([f"{old}", f"{old}", f"~{old + 5}"]))
        story.append(says("pledge", donor, first, item, on=on(day), article=f"k1-{day}"))
    if beside == "step" and new > old:
        story.append(says("pledge", donor, f"+{new - old}", item, on=on(later), article=told))
    elif beside == "cut" and new < old:
        story.append(says("cancellation", donor, old - new, item, on=on(later), article=told))
    elif beside in ("again", "unknown"):
        story.append(says("pledge", donor, old, item, on=on(later + 20), article=f"k3-{day}"))
    elif beside == "back":
        story.append(says("pledge", donor, old, item, on=on(later + 20), article=f"k3-{day}", replaces=new))
    return story


@st.composite
def corrected(draw: DrawFn) -> list[LedgerClaim]:
    """A publisher takes its number back, soon or long after, or of another paper."""
    donor, item, day = draw(st.sampled_from(STATES)), draw(st.sampled_from(NAMES)), draw(DAYS)
    kind, number = draw(st.sampled_from(["pledge", "delivery"])), draw(st.integers(501, 520))
    later, paper = (
        day + draw(st.sampled_from([1, 10, 10, 20])),
        draw(st.sampled_from(["gazette", "gazette", "courier"])),
    )
    return [
        says(kind, donor, number, item, on=on(day), article=f"e1-{day}", source="gazette"),
        says(kind, donor, number + 30, item, on=on(later), article=f"e2-{day}", source=paper, replaces="correction"),
    ]


@st.composite
def scoped(draw: DrawFn) -> list[LedgerClaim]:
    """A number of a group, of all donors or of all aid, beside what its donor gave."""
    donor, item, day = draw(st.sampled_from([*STATES, "EU", "DE PL"])), draw(st.sampled_from(NAMES)), draw(DAYS)
    kind = draw(st.sampled_from(["pledge", "delivery", "cancellation"]))
    scope = draw(st.sampled_from(["group", "all_donors", "all_aid", "military"]))
    number = draw(st.sampled_from(["601", "=602", ">=603"]))
    return [says(kind, donor, number, item, on=on(day), article=f"f-{day}", scope=scope)]


@st.composite
def guessed(draw: DrawFn) -> list[LedgerClaim]:
    """Dozens, or at least so many, and the number told days or weeks later."""
    donor, item, day = draw(st.sampled_from(STATES)), draw(st.sampled_from(NAMES)), draw(DAYS)
    rough = draw(st.sampled_from(["*24", "*24", "*31", ">=24", ">=31"]))
    return [
        says("pledge", donor, rough, item, on=on(day), article=f"m1-{day}"),
        says("pledge", donor, draw(st.integers(62, 75)), item, on=on(day + draw(st.sampled_from([1, 30]))),
             article=f"m2-{day}"),
    ]  # fmt: skip
