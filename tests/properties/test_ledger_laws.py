"""The laws of the ledger, over stories told at random."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from pledges.domain.accounts import LedgerClaim
from pledges.domain.claims import Claim
from pledges.domain.figures import Amount, Figure, total
from pledges.domain.judgements import (
    Link,
    LinkKind,
    Standing,
    StoredClaim,
    Verdict,
    VerdictKind,
    stand,
    standing_links,
)
from pledges.domain.ledger import Ledger
from pledges.domain.reconciliation import figure_of, reconcile
from pledges.domain.tellings import day_of
from pledges.domain.values import Basis, Certainty, Kind, Scope, Sharing, Terms
from tests.pledges.domain.telling import says
from tests.properties.ledger_figures import LAW, folded, sums
from tests.properties.ledger_rules import RULES, rules_reached
from tests.properties.ledger_stories import claim_sets, original, republished
from tests.properties.ledger_words import FIRST, ITEMS, NAMES, STATES, on

TODAY = FIRST + timedelta(days=200)


@LAW
@given(claims=claim_sets(), data=st.data())
def test_the_order_of_arrival_changes_nothing(claims: list[LedgerClaim], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(claims))
    assert folded(shuffled) == folded(claims)


@LAW
@given(claims=claim_sets())
def test_the_same_article_twice_is_once(claims: list[LedgerClaim]) -> None:
    assert folded([*claims, *claims]) == folded(claims)


@LAW
@given(claims=claim_sets())
def test_a_syndicated_copy_changes_no_figure(claims: list[LedgerClaim]) -> None:
    once = [original(claim) for claim in claims]
    twice = [*once, *(republished(claim) for claim in once)]
    assert sums(folded(twice)) == sums(folded(once))


@LAW
@given(claims=claim_sets())
def test_a_later_copy_leaves_every_entry_its_id(claims: list[LedgerClaim]) -> None:
    """Who told it first leads, whatever the ids: what is linked, cited or settled by an entry's id stays so."""
    once = [original(claim) for claim in claims]
    copies = (republished(claim) for claim in once)
    twice = [*once, *(replace(copy, claim_id=f"!{copy.claim_id}") for copy in copies)]
    assert entry_ids(folded(twice)) == entry_ids(folded(once))


def entry_ids(ledger: Ledger) -> list[str]:
    return sorted(entry.id for line in ledger.lines for entry in line.entries)


@LAW
@given(claims=claim_sets())
def test_intervals_stay_intervals(claims: list[LedgerClaim]) -> None:
    """Amount and Interval refuse low > high when made; here the figures of each line keep it between them."""
    for line in reconcile(folded(claims), today=TODAY):
        for figure in (line.pledged, line.in_transit, line.delivered, line.cancelled):
            assert 0 <= figure.low <= figure.stated
            assert figure.high is None or figure.stated <= figure.high
            assert figure.reviewed <= figure.entries
        assert line.outstanding.high is None or line.outstanding.low <= line.outstanding.high
        limit = line.outstanding.high
        assert limit is None or (line.no_delivery_reported.high or 0) <= limit
        assert line.overdue.low <= line.no_delivery_reported.low or line.overdue.high is None


@LAW
@given(
    claims=claim_sets(),
    donor=st.sampled_from((*STATES, "DE PL", "EU", "")),
    item=st.sampled_from(ITEMS),
    kind=st.sampled_from(["pledge", "delivery", "dispatch"]),
    told_on=st.integers(0, 200),
)
def test_an_unknown_number_is_neither_zero_nor_infinite(
    claims: list[LedgerClaim], donor: str, item: str, kind: str, told_on: int
) -> None:
    """A claim with no number moves no bound: it is a mention, or counted beside the total."""
    vague = says(kind, donor, None, item, on=on(told_on), article="vague")
    # a cancellation's pause may be lifted by any word of the transfer
    paused = [one for one in claims if one.claim.kind != "cancellation"]
    before, after = sums(folded(paused)), sums(folded([*paused, vague]))
    for key in {*before, *after}:
        old, new = before.get(key, Figure()), after.get(key, Figure())
        assert (old.low, old.stated, old.high) == (new.low, new.stated, new.high)
        assert new.undisclosed <= old.undisclosed + 1


@LAW
@given(claims=claim_sets(), donor=st.sampled_from(STATES), item=st.sampled_from(NAMES), number=st.integers(1, 99))
def test_an_increment_adds(claims: list[LedgerClaim], donor: str, item: str, number: int) -> None:
    """Told long after all else, "n more" adds n to every bound of what is pledged.

    All is told by name here: a type alone may change its home when a new name is told.
    """
    claims = [one for one in claims if one.claim.kind != "cancellation" and one.claim.item.name]
    more = says("pledge", donor, f"+{number}", item, on=on(400), article="more")
    before, after = sums(folded(claims)), sums(folded([*claims, more]))
    old, new = before.get(("pledged", "item"), Figure()), after["pledged", "item"]
    assert (new.low - old.low, new.stated - old.stated) == (number, number)
    assert new.high is None if old.high is None else new.high == old.high + number


@LAW
@given(claims=claim_sets(), donor=st.sampled_from(STATES), number=st.integers(1, 99))
def test_a_running_total_asserts(claims: list[LedgerClaim], donor: str, number: int) -> None:
    """Told after all else, "n in total" is what the line has, whatever was posted before."""
    claims = [one for one in claims if one.claim.kind in ("pledge", "contract") and one.claim.terms != "sale"]
    whole = says("pledge", donor, f"={number}", "T-72", on=on(400), article="whole")
    line = next(
        one
        for one in reconcile(folded([*claims, whole]), today=TODAY)
        if one.key.donors == (donor,) and one.key.family == "t-72" and one.key.unit == "item"
    )
    assert line.pledged.amount == Amount(low=number, high=number, stated=number)


def stored(claim: LedgerClaim) -> StoredClaim:
    assert claim.recorded_at is not None
    return StoredClaim(
        claim=claim.claim,
        claim_id=claim.claim_id,
        published=claim.published,
        source=claim.source,
        source_kind=claim.source_kind,
        recorded_at=claim.recorded_at,
        copy_of=claim.copy_of,
        system=claim.system,
        late=claim.late,
        suspends=claim.suspends,
    )


def moment(after: int) -> datetime:
    return datetime.combine(FIRST, datetime.min.time(), tzinfo=UTC) + timedelta(days=after)


def verdict(claim_id: str, kind: VerdictKind, at: int, withdraws: str | None = None) -> Verdict:
    return Verdict(id=f"{claim_id}-{kind}-{at}", claim_id=claim_id, kind=kind, at=moment(at), withdraws=withdraws)


@LAW
@given(claims=claim_sets(), data=st.data(), standing=st.sampled_from(Standing))
def test_a_rejected_claim_equals_one_never_made(
    claims: list[LedgerClaim], data: st.DataObject, standing: Standing
) -> None:
    rejected = data.draw(st.sets(st.sampled_from([one.claim_id for one in claims])))
    accepted = data.draw(st.sets(st.sampled_from([one.claim_id for one in claims]))) - rejected
    verdicts = [verdict(one, VerdictKind.REJECTED, 300) for one in sorted(rejected)]
    verdicts += [verdict(one, VerdictKind.ACCEPTED, 300) for one in sorted(accepted)]
    judged = stand(map(stored, claims), verdicts=verdicts, standing=standing)
    rest = [stored(one) for one in claims if one.claim_id not in rejected]
    assert folded(judged) == folded(stand(rest, verdicts=verdicts, standing=standing))
    assert not rejected & {one.claim_id for one in judged}


@LAW
@given(claims=claim_sets(), data=st.data(), kind=st.sampled_from([VerdictKind.ACCEPTED, VerdictKind.REJECTED]))
def test_withdrawing_a_verdict_restores_the_earlier_ledger(
    claims: list[LedgerClaim], data: st.DataObject, kind: VerdictKind
) -> None:
    one = data.draw(st.sampled_from([one.claim_id for one in claims]))
    given_then = verdict(one, kind, 300)
    taken_back = verdict(one, VerdictKind.WITHDRAWN, 301, withdraws=given_then.id)
    before = stand(map(stored, claims))
    assert folded(stand(map(stored, claims), verdicts=[given_then, taken_back])) == folded(before)
    then = stand(map(stored, claims), verdicts=[given_then, taken_back], recorded_at=moment(300))
    assert folded(then) == folded(stand(map(stored, claims), verdicts=[given_then]))


@LAW
@given(claims=claim_sets(), data=st.data(), kind=st.sampled_from(LinkKind))
def test_withdrawing_a_link_restores_the_earlier_ledger(
    claims: list[LedgerClaim], data: st.DataObject, kind: LinkKind
) -> None:
    pairs = list(combinations(sorted(one.claim_id for one in claims), 2))
    if not pairs:
        return
    left, right = data.draw(st.sampled_from(pairs))
    link = Link(left=left, right=right, kind=kind, at=moment(300))
    event(f"link changes the ledger: {folded(claims, links=[link]) != folded(claims)}")
    gone = standing_links([replace(link, withdrawn_at=moment(301))])
    assert folded(claims, links=gone) == folded(claims)
    assert folded(claims, links=[link]) == folded(claims, links=[replace(link, left=right, right=left)])


def is_event(claim: LedgerClaim) -> bool:
    """Whether it tells of one event of its own: with a number, of one set of donors, and no running total."""
    said = claim.claim
    return (
        said.quantity.known and said.basis is not Basis.CUMULATIVE and said.sharing in (None, Sharing.JOINT)
        and said.certainty is not Certainty.DISPUTED
    )  # fmt: skip


def alike(claim: Claim) -> tuple[Kind, Terms, Scope | None]:
    """What an editor does not join: a gift is no sale, and no sum of all aid."""
    return (claim.kind, claim.terms, claim.scope)


@LAW
@given(claims=claim_sets(), data=st.data(), kind=st.sampled_from(LinkKind))
def test_an_editors_link_wins(claims: list[LedgerClaim], data: st.DataObject, kind: LinkKind) -> None:
    """Claims that an editor joins are one entry, whatever tells them apart; those that one parts never are."""
    events = [one for one in claims if is_event(one) and one.claim.kind in ("pledge", "delivery")]
    pairs = [
        (one, other) for one, other in combinations(events, 2)
        if alike(one.claim) == alike(other.claim)
        and (one.copy_of or one.claim.article) != (other.copy_of or other.claim.article)
    ]  # fmt: skip
    if not pairs:
        return
    one, other = data.draw(st.sampled_from(pairs))
    entries = [entry for line in folded(claims).lines for entry in line.entries]
    event(f"were one: {any({one.claim_id, other.claim_id} <= set(entry.claims) for entry in entries)}")
    linked = folded(claims, links=[Link(left=one.claim_id, right=other.claim_id, kind=kind)])
    telling = [entry for line in linked.lines for entry in line.entries if entry.implied is None]
    both = [entry for entry in telling if {one.claim_id, other.claim_id} <= set(entry.claims)]
    assert len(both) == (1 if kind is LinkKind.SAME else 0)


@LAW
@given(numbers=st.lists(st.integers(1, 60), min_size=2, max_size=2, unique=True), named=st.integers(0, 1))
def test_what_an_editor_joins_by_type_goes_together(numbers: list[int], named: int) -> None:
    """Of two numbers by type alone one is told by name as well: joined, neither stands apart from the other."""
    told = says("pledge", "PL", numbers[named], "Leopard 2", on="01-02")
    first, second = (
        says("pledge", "PL", number, "main-battle-tank", on=day)
        for number, day in zip(numbers, ("01-20", "01-28"), strict=True)
    )
    link = Link(left=first.claim_id, right=second.claim_id, kind=LinkKind.SAME)
    entries = [entry for line in folded([told, first, second], links=[link]).lines for entry in line.entries]
    assert [set(entry.claims) for entry in entries] == [{told.claim_id, first.claim_id, second.claim_id}]


@LAW
@given(claims=claim_sets(), after=st.integers(0, 150))
def test_known_at_hides_what_was_published_later(claims: list[LedgerClaim], after: int) -> None:
    day = FIRST + timedelta(days=after)
    seen = [one for one in claims if one.published <= day]
    assert folded(claims, known_at=day).lines == folded(seen).lines


@LAW
@given(claims=claim_sets(), after=st.integers(0, 150))
def test_as_of_hides_what_happened_later(claims: list[LedgerClaim], after: int) -> None:
    day = FIRST + timedelta(days=after)
    ledger = folded(claims, as_of=day)
    assert ledger == folded([one for one in claims if day_of(one) <= day], as_of=day)
    for line in ledger.lines:
        for entry in (*line.deliveries, *line.dispatches):
            assert entry.day <= day or entry.counted is None or entry.counted.low == 0


@LAW
@given(claims=claim_sets(), after=st.integers(0, 150))
def test_recorded_at_hides_what_was_stored_later(claims: list[LedgerClaim], after: int) -> None:
    kept = [stored(one) for one in claims if one.recorded_at is not None and one.recorded_at <= moment(after)]
    assert folded(stand(map(stored, claims), recorded_at=moment(after))) == folded(stand(kept))


@LAW
@given(claims=claim_sets())
def test_every_number_leads_to_its_claims(claims: list[LedgerClaim]) -> None:
    known = {one.claim_id for one in claims}
    ledger = folded(claims)
    ids: Counter[str] = Counter()
    for line in ledger.lines:
        assert known.issuperset(line.claims)
        for entry in line.entries:
            assert entry.claims, "an entry without a claim"
            assert set(entry.claims) <= set(line.claims)
            ids[entry.id] += 1
        for problem in line.problems:
            assert problem.claims and known.issuperset(problem.claims) and problem.sentence.endswith(".")
    assert all(count == 1 for count in ids.values())
    counted = {claim for line in ledger.lines for claim in line.claims}
    lost = [one for one in claims if one.claim_id not in counted and one.claim.certainty != "disputed"]
    assert not lost


@LAW
@given(claims=claim_sets())
def test_what_is_delivered_was_pledged_and_booked_once(claims: list[LedgerClaim]) -> None:
    """No pledge is filled beyond its number, and no arrival booked beyond what came."""
    ledger = folded(claims)
    pledges = {one.id: one for line in ledger.lines for one in line.pledges}
    arrivals = {one.id: one for line in ledger.lines for one in (*line.deliveries, *line.dispatches)}
    booked = {one for line in ledger.lines for one in line.fulfilments}
    for arrival in arrivals.values():
        mine = [one.quantity for one in booked if one.arrival == arrival.id and one.quantity and not one.possible]
        if arrival.counted is not None and arrival.counted.high is not None and mine:
            assert sum(one.high or 0 for one in mine) <= arrival.counted.high or arrival.counted.low == 0
    for one in booked:
        pledge, arrival = pledges[one.pledge], arrivals[one.arrival]
        surely_later = pledge.day_stated and pledge.day > arrival.day and pledge.implied is None
        assert not surely_later, "booked on a pledge announced after it"


def test_the_stories_reach_every_rule() -> None:
    """Prints the share of examples that reaches each folding rule; none may be below one in twenty."""
    reached: Counter[str] = Counter()
    examples = 0

    @settings(max_examples=600, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(claims=claim_sets())
    def count(claims: list[LedgerClaim]) -> None:
        nonlocal examples
        examples += 1
        for rule in rules_reached(claims, folded(claims)):
            reached[rule] += 1
            event(rule)

    count()
    for rule in RULES:
        print(f"{reached[rule] / examples:6.1%}  {rule}")
    rare = [rule for rule in RULES if reached[rule] < 0.05 * examples]
    assert not rare, f"rarely reached: {rare}"


def test_figures_count_each_entry_once() -> None:
    ledger = folded([says("pledge", "PL", 14), says("pledge", "PL", 14, "Leopard 2A4", on="03-09", reviewed=True)])
    (line,) = ledger.lines
    figure = figure_of(line.pledges)
    assert (figure.entries, figure.reviewed, figure.reviewed_share) == (1, 0, 0.0)
    assert total(one.counted for one in line.pledges if one.counted).low == 14
