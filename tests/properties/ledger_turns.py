"""Stories that take a turn: who paid, what was withdrawn, dates, types for names, and times."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pledges.domain.accounts import LedgerClaim
from tests.pledges.domain.telling import says
from tests.properties.ledger_words import DAYS, NAMES, STATES, on, span

TANKS = "main-battle-tank"
PAYING = (  # who pays, who hands over, and how much less the one tells of than the other
    ("EPF", "PL", 0),
    ("EPF", "PL", 20),
    ("EPF", "PL", 20),
    ("DE DK NO", "SK", 0),
    ("US", "SK", 0),
)


@st.composite
def paid_for(draw: DrawFn) -> list[LedgerClaim]:
    """A gift with its parties, told from its sides; what a fund pays back; and what the supplier brings."""
    item, day, number = draw(st.sampled_from(NAMES)), draw(DAYS), draw(st.integers(61, 80))
    paid, gave, part = draw(st.sampled_from(PAYING))
    told_as = draw(st.sampled_from([item, TANKS]))
    parties = " ".join([*(f"{who}:financier" for who in paid.split()), f"{gave}:supplier"])
    kind, both = draw(st.sampled_from(["pledge", "pledge", "pledge", "delivery"])), f"{paid} {gave}"
    story = [
        says(kind, paid, number - part, item, on=on(day), article=f"r1-{day}", parties=parties),
        says(kind, gave, number, told_as, on=on(day + 4), article=f"r2-{day}"),
    ]
    if draw(st.booleans()):
        told_by = draw(st.sampled_from([both, gave]))
        if told_by == gave:
            story.pop()  # the giver is told with the parties only
        story.append(says(kind, told_by, number, item, on=on(day + 9), article=f"r3-{day}", parties=parties))
    if kind == "pledge":
        story.append(says("delivery", gave, draw(st.integers(1, 9)), item, on=on(day + 40), article=f"r4-{day}"))
    return story


@st.composite
def shared(draw: DrawFn) -> list[LedgerClaim]:
    """A joint gift of which shares are stated: all, or one of two."""
    item, day, number = draw(st.sampled_from(NAMES)), draw(DAYS), draw(st.integers(201, 240))
    kind = draw(st.sampled_from(["pledge", "pledge", "delivery"]))
    shares = draw(st.sampled_from(["DE:financier:1/4 PL:financier:3/4", "DE:financier:1/3 PL:financier"]))
    return [says(kind, "DE PL", number, item, on=on(day), article=f"h-{day}", parties=shares)]


@st.composite
def withdrawn(draw: DrawFn) -> list[LedgerClaim]:
    """A pledge of which a part is withdrawn; then what remains, a total, or the pledge as if nothing were."""
    donor, item, day = draw(st.sampled_from(["DE", "PL", "DK NL"])), draw(st.sampled_from(NAMES)), draw(DAYS)
    number, gone = draw(st.integers(41, 60)), draw(st.integers(1, 30))
    after = draw(st.sampled_from(["again", "remains", "again", "total"]))
    total = number - gone + draw(st.sampled_from([0, 3]))
    rest = {"remains": f"{number - gone}", "again": f"{number}", "total": f"={total}"}
    later = day + (40 if after == "again" else draw(st.sampled_from([20, 40])))
    return [
        says("pledge", donor, number, item, on=on(day), article=f"w1-{day}"),
        says("cancellation", donor, gone, item, on=on(day + 20), article=f"w2-{day}"),
        says("pledge", donor, rest[after], item, on=on(later), article=f"w2-{later - 20}"),
    ]


@st.composite
def withdrawn_in_part(draw: DrawFn) -> list[LedgerClaim]:
    """A withdrawal by one of several donors, or in other words than the pledge; at times without a number."""
    item, day, joint = draw(st.sampled_from(NAMES)), draw(DAYS), draw(st.booleans())
    pledged, called = (item, item) if joint else draw(st.sampled_from([(TANKS, item), (item, TANKS), (TANKS, item)]))
    gone = draw(st.one_of(st.integers(1, 30), st.integers(1, 30), st.none()))
    donors = "DK SE" if joint else "SE"
    return [
        says("pledge", donors, draw(st.integers(41, 60)), pledged, on=on(day), article=f"x1-{day}"),
        says("cancellation", "SE", gone, called, on=on(day + 20), article=f"x2-{day}"),
    ]


@st.composite
def scheduled(draw: DrawFn) -> list[LedgerClaim]:
    """Dates of a schedule, at times nothing else, at times beside what one of its donors pledged."""
    donors, item, day = draw(st.sampled_from(["DE", "NL", "DE DK NL"])), draw(st.sampled_from(NAMES)), draw(DAYS)
    first = draw(st.integers(5, 20))
    story = [
        says("pledge", donors, f"=<={first}", item, on=on(day), article=f"s1-{day}", when=span(day + 30, 30)),
        says("pledge", donors, f"=<={first * 3}", item, on=on(day), article=f"s1-{day}", when=span(day + 90, 30)),
    ]
    if draw(st.booleans()):
        story.append(says("pledge", "DE", draw(st.integers(2, 30)), item, on=on(day + 3), article=f"s2-{day}"))
    return story


@st.composite
def by_type(draw: DrawFn) -> list[LedgerClaim]:
    """What is told by name, told once more by type: summed up, added to, or in total."""
    donor, day = draw(st.sampled_from(STATES)), draw(DAYS)
    one, other, more = draw(st.integers(5, 12)), draw(st.integers(13, 25)), draw(st.integers(2, 9))
    kind, tanks = draw(st.sampled_from(["pledge", "delivery"])), TANKS
    story = [says(kind, donor, one, "T-72", on=on(day), article=f"y1-{day}")]
    if draw(st.sampled_from([True, False, False])):
        return [
            *story,
            says(kind, donor, other, "Leopard 2", on=on(day), article=f"y1-{day}"),
            says(kind, donor, one + other, tanks, on=on(day + 12), article=f"y2-{day}"),
        ]
    return [
        *story,
        says(kind, donor, f"+{more}", tanks, on=on(day + 30), article=f"y2-{day}"),
        says(kind, donor, f"={one + more}", tanks, on=on(day + 30), article=f"y2-{day}"),
    ]


@st.composite
def repeated(draw: DrawFn) -> list[LedgerClaim]:
    """One addition told by two papers, and another like it weeks later or of another day."""
    donor, item, day = draw(st.sampled_from(STATES)), draw(st.sampled_from(NAMES)), draw(DAYS)
    more, later = draw(st.integers(61, 80)), draw(st.sampled_from([40, 40, 10]))
    dated = later == 10
    told = [(0, 0), (2, 1), (later, later - 3)]  # published, announced
    return [
        says("pledge", donor, f"+{more}", item, on=on(day + out), article=f"q-{day + out}",
             announced=on(day + said) if dated else None)
        for out, said in told
    ]  # fmt: skip


@st.composite
def near(draw: DrawFn) -> list[LedgerClaim]:
    """Numbers that may be one: about so many, at least, dozens, from so many to so many."""
    donor, item, day = draw(st.sampled_from(STATES)), draw(st.sampled_from(NAMES)), draw(DAYS)
    number, apart = draw(st.integers(100, 200)), draw(st.sampled_from([7, 7, 130]))
    about = f"~{round(number * 1.07)}"
    rough = [about, about, about, f"~{round(number * 0.8)}", f">={number - 9}", ">=24", f"<={number + 20}"]
    return [
        says("pledge", donor, number, item, on=on(day), article=f"n1-{day}"),
        says("pledge", donor, draw(st.sampled_from(rough)), item, on=on(day + apart), article=f"n2-{day}"),
        says("pledge", donor, f"{number - 5}-{number + 5}", item, on=on(day + apart + 3), article=f"n3-{day}"),
    ]


@st.composite
def timed(draw: DrawFn) -> list[LedgerClaim]:
    """One number at two times that may overlap, and once with no time."""
    donor, item, day = draw(st.sampled_from(STATES)), draw(st.sampled_from(NAMES)), draw(DAYS)
    kind, number = draw(st.sampled_from(["delivery", "delivery", "delivery", "dispatch"])), draw(st.integers(81, 99))
    apart = draw(st.sampled_from([2, 15, 8, 20]))
    return [
        says(kind, donor, number, item, on=on(day + 40), article=f"z1-{day}", when=span(day, 9)),
        says(kind, donor, number, item, on=on(day + 41), article=f"z2-{day}", when=span(day + apart, 9)),
        says(kind, donor, number, item, on=on(day + 42), article=f"z3-{day}"),
    ]


@st.composite
def for_all(draw: DrawFn) -> list[LedgerClaim]:
    """What one member pledged, what its group reports of all, and at times what the member brought, more or less."""
    item, day, kind = (
        draw(st.sampled_from(NAMES)),
        draw(DAYS),
        draw(st.sampled_from(["delivery", "delivery", "dispatch"])),
    )
    member, wide = draw(st.sampled_from([("DE", "EU"), ("PL", "EU"), ("DK", "DE DK NL"), ("SE", "EU")]))
    pledged, came = draw(st.integers(10, 40)), draw(st.integers(5, 60))
    story = [
        says("pledge", member, pledged, item, on=on(day), article=f"f1-{day}"),
        says(kind, wide, came, draw(st.sampled_from([item, TANKS])), on=on(day + 20), article=f"f2-{day}"),
    ]
    if draw(st.booleans()):
        story.append(says("delivery", wide, came, item, on=on(day + 30), article=f"f3-{day}"))
    if draw(st.booleans()):
        story.append(says("delivery", member, draw(st.integers(1, 50)), item, on=on(day + 40), article=f"f4-{day}"))
    return story


@st.composite
def summed_up(draw: DrawFn) -> list[LedgerClaim]:
    """A group's total before and after a member tells of its own, and what the group adds later."""
    item, day, kind = draw(st.sampled_from(NAMES)), draw(DAYS), draw(st.sampled_from(["pledge", "delivery"]))
    wide, total = draw(st.sampled_from(["EU", "DE DK NL"])), draw(st.integers(61, 80))
    return [
        says(kind, wide, f"={total}", item, on=on(day), article=f"k1-{day}"),
        says(kind, "DK", draw(st.integers(10, 30)), item, on=on(day + 10), article=f"k2-{day}"),
        says(kind, wide, f"={total}", item, on=on(day + 20), article=f"k3-{day}"),
        says(kind, wide, f"+{draw(st.integers(5, 20))}", item, on=on(day + 40), article=f"k4-{day}"),
    ]
