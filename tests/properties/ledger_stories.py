"""Claim sets for the laws: short stories that reach every folding rule, told at random among noise."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pledges.domain.accounts import LedgerClaim
from pledges.domain.claims import scope_to_json
from tests.pledges.domain.telling import says
from tests.properties.ledger_events import corrected, differing, guessed, replacing, scoped
from tests.properties.ledger_turns import (
    by_type,
    for_all,
    near,
    paid_for,
    repeated,
    scheduled,
    shared,
    summed_up,
    timed,
    withdrawn,
    withdrawn_in_part,
)
from tests.properties.ledger_words import DAYS, ITEMS, NAMES, NUMBERS, SETS, STATES, on, span

KINDS = ("pledge", "pledge", "delivery", "delivery", "dispatch", "contract", "intent", "request")


@st.composite
def noise(draw: DrawFn) -> list[LedgerClaim]:
    """One claim, anything goes."""
    day = draw(DAYS)
    donors = draw(st.sampled_from(SETS))
    several = len(donors.split()) > 1
    when = draw(st.none() | st.builds(span, st.integers(0, 150), st.integers(0, 30)))
    return [
        says(
            draw(st.sampled_from(KINDS)),
            donors,
            draw(NUMBERS),
            draw(st.sampled_from(ITEMS)),
            on=on(day),
            article=f"noise-{day}",
            when=when,
            announced=draw(st.none() | st.integers(0, day).map(on)),
            unit=draw(st.sampled_from(["item", "item", "item", "battalion"])),
            terms=draw(st.sampled_from(["donation", "donation", "sale", "loan"])),
            sharing=draw(st.sampled_from(["joint", "each", "unclear"])) if several else None,
            source_kind=draw(st.sampled_from(["official", "agency", "newspaper"])),
            reviewed=draw(st.booleans()),
            certainty=draw(st.sampled_from(["stated", "stated", "reported", "disputed"])),
        )
    ]


@st.composite
def retold(draw: DrawFn) -> list[LedgerClaim]:
    """One event by a variant, the family, the type, without a number, and as a copy."""
    donor, day, number = draw(st.sampled_from(STATES)), draw(DAYS), draw(st.integers(30, 60))
    kind = draw(st.sampled_from(["pledge", "delivery"]))
    text = f"wire-{day}"
    first = says(kind, donor, number, "Leopard 2", on=on(day), article=text, copy_of=text)
    return [
        first,
        says(kind, donor, number, "Leopard 2A4", on=on(day + 3), article=f"b-{day}"),
        says(kind, donor, number, "main-battle-tank", on=on(day + 5), article=f"c-{day}"),
        says(kind, donor, None, "Leopard 2", on=on(day + 9), article=f"d-{day}"),
        says(kind, donor, number, "Leopard 2", on=on(day + 1), article=f"copy-{day}", copy_of=text),
    ]


@st.composite
def totalled(draw: DrawFn) -> list[LedgerClaim]:
    """A pledge, more of it, a total at, above or below the sum, and a schedule."""
    donor, item, day = draw(st.sampled_from(STATES)), draw(st.sampled_from(NAMES)), draw(DAYS)
    first, more = draw(st.integers(5, 20)), draw(st.integers(2, 9))
    whole = max(1, first + more + draw(st.integers(-8, 8)))
    return [
        says("pledge", donor, first, item, on=on(day), article=f"t1-{day}"),
        says("pledge", donor, f"+{more}", item, on=on(day + 30), article=f"t2-{day}"),
        says("pledge", donor, f"={whole}", item, on=on(day + 30), article=f"t2-{day}"),
        says("pledge", donor, f"={more}", item, on=on(day), article=f"t1-{day}", when=span(day + 40, 20)),
    ]


@st.composite
def doubtful(draw: DrawFn) -> list[LedgerClaim]:
    """Two plain figures that nothing tells apart, or a sum with its parts."""
    donor, item, day = draw(st.sampled_from(STATES)), draw(st.sampled_from(NAMES)), draw(DAYS)
    one, other = draw(st.integers(5, 12)), draw(st.integers(13, 25))
    story = [
        says("pledge", donor, one, item, on=on(day), article=f"p-{day}"),
        says("pledge", donor, other, item, on=on(day), article=f"p-{day}"),
    ]
    if draw(st.booleans()):
        story.append(says("pledge", donor, one + other, item, on=on(day), article=f"p-{day}"))
    return story


@st.composite
def together(draw: DrawFn) -> list[LedgerClaim]:
    """A figure for several donors over the figures of each."""
    item, day = draw(st.sampled_from(NAMES)), draw(DAYS)
    kind = draw(st.sampled_from(["pledge", "delivery"]))
    first, second = draw(st.integers(2, 20)), draw(st.integers(2, 20))
    whole = max(1, first + second + draw(st.integers(-5, 9)))
    parties = draw(st.sampled_from(["", "PL:financier DE:financier SK:supplier", "PL:financier:1/4 DE:financier:3/4"]))
    return [
        says(kind, "DE", first, item, on=on(day), article=f"g1-{day}"),
        says(kind, "PL", second, item, on=on(day), article=f"g1-{day}"),
        says(kind, "GB", second, item, on=on(day), article=f"g1-{day}"),
        says(kind, "DE PL", whole, item, on=on(day + 5), article=f"g2-{day}", parties=parties),
        says(kind, draw(st.sampled_from(["EU", "DE DK NL PL"])), whole + 3, "main-battle-tank", on=on(day + 6)),
    ]


@st.composite
def arriving(draw: DrawFn) -> list[LedgerClaim]:
    """A pledge with a date, what left, what came (at times too much), and the pledge that comes too late."""
    donor, item, day = draw(st.sampled_from(STATES)), draw(st.sampled_from(NAMES)), draw(DAYS)
    number, came = draw(st.integers(4, 12)), draw(st.integers(1, 14))
    late = draw(st.booleans())
    return [
        says("pledge", donor, number, item, on=on(day), article=f"a1-{day}", when=span(day + 10, 30)),
        says("dispatch", donor, draw(st.integers(1, 4)), item, on=on(day + 15), article=f"a2-{day}"),
        says("delivery", donor, came, item, on=on(day + 30), article=f"a3-{day}", when=span(day + 20, 5)),
        says("dispatch", donor, draw(st.integers(1, 4)), item, on=on(day + 35), article=f"a5-{day}"),
        says("pledge", donor, "+3", item, on=on(day + 60), announced=on(day + 58), article=f"a4-{day}", late=late),
    ]


@st.composite
def cancelled(draw: DrawFn) -> list[LedgerClaim]:
    """A pledge of which part, all or nothing is taken back, or paused and heard of again."""
    donor, item, day = draw(st.sampled_from(STATES)), draw(st.sampled_from(NAMES)), draw(DAYS)
    story = [
        says("pledge", donor, draw(st.integers(41, 60)), item, on=on(day), article=f"c1-{day}"),
        says(
            "cancellation",
            donor,
            draw(st.none() | st.integers(1, 30)),
            item,
            on=on(day + draw(st.integers(-10, 30))),
            article=f"c2-{day}",
            suspends=draw(st.booleans()),
        ),
    ]
    if draw(st.booleans()):
        story.append(says("delivery", donor, 1, item, on=on(day + 50), article=f"c3-{day}"))
    return story


@st.composite
def vague(draw: DrawFn) -> list[LedgerClaim]:
    """Several givers: each with a number, or all with none; and one who says no number at all."""
    day, sharing = draw(DAYS), draw(st.sampled_from(["each", "unclear"]))
    number = draw(st.integers(2, 9)) if sharing == "each" else None
    kind, item = draw(st.sampled_from(["pledge", "delivery"])), draw(st.sampled_from(ITEMS))
    donors = draw(st.sampled_from(["FR IT", "DE FR", "NL PL SE"]))
    return [
        says(kind, donors, number, item, on=on(day), sharing=sharing, article=f"v1-{day}"),
        says(kind, draw(st.sampled_from(["GB", "SE", "PL"])), None, item, on=on(day + 7), article=f"v2-{day}"),
    ]


STORIES = st.one_of(
    noise(),
    noise(),
    noise(),
    noise(),
    vague(),
    retold(),
    totalled(),
    totalled(),
    doubtful(),
    doubtful(),
    together(),
    arriving(),
    cancelled(),
    paid_for(),
    paid_for(),
    paid_for(),
    withdrawn(),
    withdrawn(),
    withdrawn(),
    withdrawn_in_part(),
    withdrawn_in_part(),
    scheduled(),
    by_type(),
    by_type(),
    timed(),
    timed(),
    timed(),
    timed(),
    timed(),
    repeated(),
    near(),
    shared(),
    shared(),
    near(),
    differing(),
    differing(),
    differing(),
    by_type(),
    withdrawn(),
    withdrawn(),
    withdrawn(),
    replacing(),
    replacing(),
    by_type(),
    by_type(),
    corrected(),
    corrected(),
    scoped(),
    scoped(),
    guessed(),
    guessed(),
    noise(),
    noise(),
    noise(),
    cancelled(),
    cancelled(),
    vague(),
    for_all(),
    for_all(),
    summed_up(),
)


@st.composite
def claim_sets(draw: DrawFn, *, most: int = 11) -> list[LedgerClaim]:
    """Some stories of one account; each claim once."""
    claims = [claim for story in draw(st.lists(STORIES, min_size=min(5, most), max_size=most)) for claim in story]
    return list({claim.claim_id: claim for claim in claims}.values())


def republished(claim: LedgerClaim) -> LedgerClaim:
    """The same sentence in a syndicated copy of its article, printed two months later."""
    copy = f"{claim.claim.article}-copy"
    return replace(
        claim,
        claim=replace(claim.claim, article=copy, place=replace(claim.claim.place, article=copy)),
        claim_id=f"{claim.claim_id}-copy",
        copy_of=claim.copy_of or claim.claim.article,
        published=claim.published + timedelta(days=60),
    )


def original(claim: LedgerClaim) -> LedgerClaim:
    """The claim, with its article named as the source of copies."""
    return replace(claim, copy_of=claim.copy_of or claim.claim.article)


def told(claims: list[LedgerClaim]) -> str:
    """Claims in one line each, for reading a counter-example."""
    lines = []
    for one in claims:
        claim, number = one.claim, one.claim.quantity
        window = f"{claim.window.start}..{claim.window.end}" if claim.window else ""
        lines.append(
            f"{one.published} {claim.kind} {'+'.join(claim.donors)} {number.low}..{number.high} {number.unit}"
            f" {'~' if number.approximate else ''}{claim.item.name or claim.item.category} {claim.basis}"
            f" [{claim.article}] {window} announced {claim.announced} {claim.sharing or ''} {claim.terms}"
            f" {claim.certainty} scope {scope_to_json(claim.scope)} replaces {claim.replaces} {one.claim_id[:6]}"
        )
    return "\n" + "\n".join(lines)
