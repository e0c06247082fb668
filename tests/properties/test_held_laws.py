"""The laws of the gate, over stories told at random by several publishers, with scales so small that much is held."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import event, given, note
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pledges.domain.accounts import LedgerClaim
from pledges.domain.figures_beside import TOLD, WEIGHED, is_same, number_of
from pledges.domain.gated import Gated, fold_gated
from pledges.domain.holding import Gate, hold
from pledges.domain.scales import Built, DonorScale, Scales, TypeScale
from pledges.domain.tellings import Telling, tellings_of
from pledges.domain.weighing import HoldingPolicy, Weights, limits, thing_of, usual
from tests.pledges.domain.telling import CATALOGUE
from tests.pledges.domain.weights import by
from tests.properties.ledger_figures import LAW, folded, sums
from tests.properties.ledger_stories import claim_sets, told

POLICY = HoldingPolicy(beyond_line=1.5)
TANK = "main-battle-tank"
SCALES = Scales(
    donors={
        "everybody": DonorScale(code="everybody", budget=10**12, source="a table"),
        "DE": DonorScale(code="DE", budget=10**10, source="a table", pieces={TANK: 8}),
    },
    types={
        (TANK, "item"): TypeScale(category=TANK, unit="item", usual=3, ceiling=35, beside=10, source="a table"),
        ("other", "item"): TypeScale(category="other", unit="item", usual=3, ceiling=35, beside=10, source="a table"),
    },
    built={"t-72": Built(system="t-72", unit="item", number=20, source="its maker")},
    dollars={"USD": 1.0},
    pieces_source="a register",
)
WEIGHTS = Weights(scales=SCALES, catalogue=CATALOGUE, policy=POLICY)


@st.composite
def published(draw: DrawFn) -> list[LedgerClaim]:
    """Stories of several publishers, one an article."""
    claims = draw(claim_sets())
    names = {one: draw(st.sampled_from(["one", "two", "three"])) for one in sorted({c.claim.article for c in claims})}
    return [by(names[claim.claim.article], claim) for claim in claims]


def held_back(claims: Iterable[LedgerClaim]) -> Gate:
    claims = list(claims)
    note(told(claims))
    return hold(claims, scales=SCALES, catalogue=CATALOGUE, policy=POLICY)


def gated(claims: Iterable[LedgerClaim]) -> Gated:
    return fold_gated(claims, scales=SCALES, catalogue=CATALOGUE, holding=POLICY)


def ids(claims: Iterable[LedgerClaim]) -> set[str]:
    return {one.claim_id for one in claims}


@LAW
@given(claims=published(), data=st.data())
def test_the_order_of_arrival_holds_the_same(claims: list[LedgerClaim], data: st.DataObject) -> None:
    gate = held_back(claims)
    event(f"held: {min(len(gate.held), 3)}")
    shuffled = held_back(data.draw(st.permutations(claims)))
    assert shuffled.held == gate.held
    assert ids(shuffled.counted) == ids(gate.counted)


@LAW
@given(claims=published())
def test_the_same_article_twice_holds_the_same(claims: list[LedgerClaim]) -> None:
    assert held_back([*claims, *claims]).held == held_back(claims).held


@LAW
@given(claims=published())
def test_what_is_held_is_in_no_figure(claims: list[LedgerClaim]) -> None:
    out = {one.claim_id for one in held_back(claims).held}
    assert sums(gated(claims).ledger) == sums(folded([one for one in claims if one.claim_id not in out]))


@LAW
@given(claims=published())
def test_what_is_held_stands_beside_a_line(claims: list[LedgerClaim]) -> None:
    found = gated(claims)
    assert found.held.keys() <= {line.key for line in found.ledger.lines}


@LAW
@given(claims=published())
def test_what_is_held_holds_and_frees_nothing_else(claims: list[LedgerClaim]) -> None:
    gate = held_back(claims)
    assert held_back(gate.counted) == Gate(gate.counted, ())


@LAW
@given(claims=published())
def test_a_second_publisher_frees(claims: list[LedgerClaim]) -> None:
    gate = held_back(claims)
    out = {one.claim_id for one in gate.held}
    for claim in [one for one in claims if one.claim_id in out][:3]:
        again = _told_by("second", claim)
        freed = {one.claim_id for one in held_back([*claims, again]).held}
        assert claim.claim_id not in freed
        assert again.claim_id not in freed


@LAW
@given(claims=published())
def test_the_same_publisher_and_a_copy_free_nothing(claims: list[LedgerClaim]) -> None:
    gate = held_back(claims)
    out = {one.claim_id for one in gate.held}
    for claim in [one for one in claims if one.claim_id in out and one.copy_of is None][:2]:
        same = _told_by(claim.source, claim)
        assert claim.claim_id in {one.claim_id for one in held_back([*claims, same]).held}
        copy = replace(_told_by("second", claim), copy_of=claim.claim.article)
        assert claim.claim_id in {one.claim_id for one in held_back([*claims, copy]).held}
        misprint = _misprinted(copy)
        if not _tells_of_another(misprint, [one for one in claims if one is not claim]):
            assert claim.claim_id in {one.claim_id for one in held_back([*claims, misprint]).held}


def _tells_of_another(misprint: LedgerClaim, others: Iterable[LedgerClaim]) -> bool:
    """Whether its number may be another claim's as well, which has a second publisher then, and lets more pass."""
    known = [number_of(one) for one in tellings_of(others, catalogue=CATALOGUE)]
    own = [number_of(one) for one in tellings_of([misprint], catalogue=CATALOGUE)]
    return any(is_same(one, other, POLICY) for one in own for other in known)


def _misprinted(copy: LedgerClaim) -> LedgerClaim:
    """With a number that is less by a little, so that it is no telling of the same."""
    told = copy.claim.quantity
    low, high = (None if number is None else number - number // 12 for number in (told.low, told.high))
    return replace(copy, claim=replace(copy.claim, quantity=replace(told, low=low, high=high)))


@LAW
@given(claims=published())
def test_a_verdict_frees(claims: list[LedgerClaim]) -> None:
    out = {one.claim_id for one in held_back(claims).held}
    for chosen in sorted(out)[:3]:
        judged = [replace(one, reviewed=True) if one.claim_id == chosen else one for one in claims]
        assert chosen not in {one.claim_id for one in held_back(judged).held}


@LAW
@given(claims=published())
def test_what_counts_is_within_every_limit_or_somebody_stands_by_it(claims: list[LedgerClaim]) -> None:
    """As the rule is told, without its order: each number against the limits and against all others that count."""
    counted = held_back(claims).counted
    told_of = [one for one in tellings_of(counted, catalogue=CATALOGUE) if one.group in TOLD]
    tellings = [one for one in told_of if number_of(one)]
    for telling in tellings:
        if telling.group not in WEIGHED or _is_vouched(telling, tellings):
            continue
        number, thing = number_of(telling), thing_of(telling)
        assert all(number <= one.limit for one in limits(thing, WEIGHTS))
        others = {number_of(one) for one in tellings if _is_beside(one, telling)}
        common = usual(thing, WEIGHTS)
        if others and common is not None:
            assert number <= max(common, POLICY.beyond_line * sum(others))


@LAW
@given(claims=published())
def test_what_is_held_is_beyond_the_limit_that_it_names(claims: list[LedgerClaim]) -> None:
    gate = held_back(claims)
    assert all(one.number > one.limit for one in gate.held)
    assert not {one.claim_id for one in gate.held} & ids(one for one in claims if one.reviewed)


def _told_by(publisher: str, claim: LedgerClaim) -> LedgerClaim:
    """The same, in an article of another publisher."""
    article = f"{publisher}-tells-{claim.claim_id}"
    place = replace(claim.claim.place, article=article)
    value = replace(claim.claim, article=article, place=place)
    return replace(claim, claim=value, claim_id=value.id, source=publisher, copy_of=None, reviewed=False)


def _is_vouched(telling: Telling, tellings: Iterable[Telling]) -> bool:
    if any(one.reviewed for one in telling.claims):
        return True
    publishers = {one.source for one in telling.claims}
    return any(
        other.line == telling.line
        and abs(number_of(other) - number_of(telling)) <= 0.1 * max(number_of(other), number_of(telling))
        and not publishers & {one.source for one in other.claims}
        and not telling.articles & other.articles
        for other in tellings
    )


def _is_beside(one: Telling, telling: Telling) -> bool:
    """Told of the same donors and thing, with another number."""
    far = abs(number_of(one) - number_of(telling)) > 0.1 * max(number_of(one), number_of(telling))
    same = telling.family is None or one.family == telling.family
    return far and same and (one.donors, one.unit) == (telling.donors, telling.unit)
