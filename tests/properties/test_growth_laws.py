"""What a fold keeps for the next changes nothing: claims come and go, and each fold is the one made afresh."""

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pledges.domain.accounts import LedgerClaim
from pledges.domain.blocks import Blocks, Pile, piles_of
from pledges.domain.clustering import Clustering
from pledges.domain.clusters import Cluster
from pledges.domain.entries import Entry
from pledges.domain.gated import Gated, fold_gated
from pledges.domain.judgements import Link, LinkKind
from pledges.domain.ledger import fold
from pledges.domain.links import LinkBook
from pledges.domain.memo import Memo
from pledges.domain.policy import DEFAULT
from pledges.domain.reconciliation import ReconciliationLine, figures_of, reconcile
from pledges.domain.siblings import bring_together
from pledges.domain.tellings import Telling, tellings_of
from tests.pledges.domain.telling import CATALOGUE, says
from tests.properties.ledger_figures import LAW
from tests.properties.ledger_stories import claim_sets
from tests.properties.ledger_words import FIRST, NUMBERS, on, span
from tests.properties.test_held_laws import POLICY, SCALES, published


def made(
    claims: Sequence[LedgerClaim], links: Sequence[Link], memo: Memo | None
) -> tuple[Gated, list[ReconciliationLine]]:
    gated = fold_gated(claims, scales=SCALES, catalogue=CATALOGUE, holding=POLICY, links=links, memo=memo)
    return gated, reconcile(gated.ledger, today=FIRST, memo=memo)


def blocks_of(claims: Iterable[LedgerClaim], *, links: Iterable[Link] = ()) -> list[Pile]:
    """The claims of an account by block."""
    piles = piles_of(claims)
    return [tuple(one for key in keys for one in piles[key]) for keys in Blocks(links).parted(piles).values()]


TOLD_AS: tuple[Callable[[LedgerClaim], LedgerClaim], ...] = (  # what may be otherwise of a claim of the same id
    lambda one: one,
    lambda one: replace(one, reviewed=not one.reviewed),
    lambda one: replace(one, published=one.published + timedelta(days=9)),
    lambda one: replace(one, copy_of="a-wire"),
    lambda one: replace(one, source="another", source_kind="official"),
)


@st.composite
def turns(draw: DrawFn, claims: Sequence[LedgerClaim]) -> list[list[LedgerClaim]]:
    """What some claims are at some moments, one after another: in each a few come or go, or one is told otherwise."""
    standing, told = [draw(st.booleans()) for _ in claims], list(claims)
    found = []
    for _ in range(draw(st.integers(2, 5))):
        for at in draw(st.lists(st.integers(0, len(claims) - 1), max_size=4)):
            standing[at] = not standing[at]
        for at in draw(st.lists(st.integers(0, len(claims) - 1), max_size=1)):
            told[at] = draw(st.sampled_from(TOLD_AS))(claims[at])
        found.append([claim for claim, stands in zip(told, standing, strict=True) if stands])
    return found


@st.composite
def linked(draw: DrawFn, claims: Sequence[LedgerClaim]) -> list[Link]:
    pairs = list(combinations(sorted(claim.claim_id for claim in claims), 2))
    drawn = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)) if pairs else []
    return [Link(left=left, right=right, kind=draw(st.sampled_from(LinkKind))) for left, right in drawn]


@LAW
@given(claims=published(), data=st.data())
def test_a_ledger_that_grew_is_the_one_made_afresh(claims: list[LedgerClaim], data: st.DataObject) -> None:
    links = data.draw(linked(claims))
    memo = Memo()
    for standing in data.draw(turns(claims)):
        memo = memo.next()
        assert made(standing, links, memo) == made(standing, links, None)


@st.composite
def crowded(draw: DrawFn) -> list[LedgerClaim]:
    """Many claims of few lines: few numbers, told at any time, so that what one takes another cannot have."""
    row = st.tuples(
        st.sampled_from(["10", "10", "20", "+10", "~10", "~20", ">=8", "<=12", "8-12", "=30", None]),
        st.sampled_from(["Leopard 2", "Leopard 2A4", "Leopard 2A6", "Leopard 2", "main-battle-tank"]),
        st.integers(0, 400),
        st.none() | st.builds(span, st.integers(0, 150), st.integers(0, 60)),
        st.sampled_from(["pledge", "pledge", "pledge", "delivery"]),
        st.sampled_from(["one", "two", "three"]),
    )
    rows = draw(st.lists(row, min_size=8, max_size=24))
    return [
        says(kind, "PL", number, item, on=on(day), when=when, article=f"{at}-{day}", source=source)
        for at, (number, item, day, when, kind, source) in enumerate(rows)
    ]


@LAW
@given(claims=crowded(), data=st.data())
def test_a_crowded_line_that_grew_is_the_one_made_afresh(claims: list[LedgerClaim], data: st.DataObject) -> None:
    links = data.draw(linked(claims)) if data.draw(st.integers(0, 3)) == 0 else []
    memo = Memo()
    for standing in data.draw(turns(claims)):
        memo = memo.next()
        assert made(standing, links, memo) == made(standing, links, None)


@LAW
@given(claims=crowded(), data=st.data())
def test_an_event_that_no_telling_joined_or_left_is_the_same_value(
    claims: list[LedgerClaim], data: st.DataObject
) -> None:
    """What follows knows it by that, and leaves it alone."""
    alike = [one for one in tellings_of(claims, catalogue=CATALOGUE) if one.known and one.family == "leopard-2"]
    made = Clustering(catalogue=CATALOGUE, links=LinkBook([]), policy=DEFAULT)
    before: list[Cluster] = []
    for standing in data.draw(turns(claims)):
        ids = {one.claim_id for one in standing}
        told = [one for one in alike if one.lead in ids]
        now = made.update(told)
        assert now == Clustering(catalogue=CATALOGUE, links=LinkBook([]), policy=DEFAULT).update(told)
        kept = {tuple(map(id, one.tellings)): one for one in before}
        assert all(kept.get(tuple(map(id, one.tellings)), one) is one for one in now)
        before = now


@LAW
@given(claims=claim_sets(), data=st.data())
def test_blocks_that_grew_are_those_made_afresh(claims: list[LedgerClaim], data: st.DataObject) -> None:
    links = data.draw(linked(claims))
    blocks = Blocks(links)
    for standing in data.draw(turns(claims)):
        piles = piles_of(standing)
        parted = blocks.parted(piles)
        assert [(name, [*keys]) for name, keys in parted.items()] == [
            (name, [*keys]) for name, keys in Blocks(links).parted(piles).items()
        ]


@LAW
@given(claims=claim_sets(), data=st.data())
def test_what_an_editor_joins_is_of_one_block(claims: list[LedgerClaim], data: st.DataObject) -> None:
    """By any chain of links, also through a claim that does not count."""
    links = data.draw(linked(claims))
    standing = data.draw(st.lists(st.sampled_from(claims), unique_by=lambda one: one.claim_id))
    place = {one.claim_id: at for at, block in enumerate(blocks_of(standing, links=links)) for one in block}
    book = LinkBook(links)
    for claim in standing:
        assert len({place[one] for one in book.group_of([claim.claim_id]) if one in place}) <= 1


@LAW
@given(claims=claim_sets(), data=st.data())
def test_blocks_are_folded_as_one_would_be(claims: list[LedgerClaim], data: st.DataObject) -> None:
    """No telling changes its line for one of another block."""
    links = data.draw(linked(claims))
    whole = bring_together(tellings_of(claims, catalogue=CATALOGUE), LinkBook(links))
    parts = [
        one
        for block in blocks_of(claims, links=links)
        for one in bring_together(tellings_of(block, catalogue=CATALOGUE), LinkBook(links))
    ]
    assert sorted(parts, key=lambda one: one.order) == sorted(whole, key=lambda one: one.order)


@st.composite
def retold(draw: DrawFn) -> list[list[LedgerClaim]]:
    """What stands at some moments: a few events, each told by some of five articles, in which several are told of."""
    told: list[LedgerClaim] = []
    for _ in range(draw(st.integers(2, 7))):
        kind = draw(st.sampled_from(["pledge"] * 4 + ["delivery", "dispatch", "cancellation"]))
        donors = draw(st.sampled_from(["PL", "PL", "DE", "DE PL", "EU", ""]))
        number = draw(st.one_of(NUMBERS, st.sampled_from(["14", "20"])))
        item = draw(st.sampled_from(["Leopard 2", "Leopard 2A4", "T-72", "main-battle-tank", "main-battle-tank"]))
        day, sharing = draw(st.integers(0, 60)), draw(st.sampled_from(["joint", None]))
        due = draw(st.sampled_from([None, None, span(day, 90)])) if kind == "pledge" else None
        past = draw(st.sampled_from([None, span(day - 20, 10)])) if kind != "pledge" else None  # as some tell it
        for at in range(5):
            claim = says(kind, donors, number, item, announced=on(day), on=on(day + 7 * at), article=f"article-{at}",
                         when=past if past and at % 2 else due, sharing=sharing, source=f"paper-{at % 3}")  # fmt: skip
            told.append(claim)
    claims = list({one.claim_id: one for one in told}.values())
    standing = {one.claim_id for one in claims if draw(st.integers(0, 2)) == 0}
    found = []
    for _ in range(draw(st.integers(2, 6))):
        standing ^= {one.claim_id for one in draw(st.lists(st.sampled_from(claims), min_size=1, max_size=3))}
        found.append([one for one in claims if one.claim_id in standing])
    return found


@LAW
@given(moments=retold(), data=st.data())
def test_who_tells_of_an_old_event_moves_what_a_fold_afresh_would(
    moments: list[list[LedgerClaim]], data: st.DataObject
) -> None:
    links = data.draw(linked(moments[0]))
    memo, before = Memo(), dict[str, Entry]()
    for standing in moments:
        memo = memo.next()
        now = made(standing, links, memo)
        assert now == made(standing, links, None)
        entries = {one.id: one for line in now[0].ledger.lines for one in line.entries}
        assert all(before[key] is one for key, one in entries.items() if before.get(key) == one)
        before = entries


def test_a_total_by_type_covers_what_came_before_it() -> None:
    """What its own line tells since, before the total, moves what the total leaves of each."""
    claims = [
        says("pledge", "PL", "10", "main-battle-tank", on=on(0)),
        says("pledge", "PL", "5", "Leopard 2", on=on(5)),
        says("pledge", "PL", "=30", "main-battle-tank", on=on(20)),
    ]
    memo = Memo()
    more = [*claims, says("pledge", "PL", "12", "main-battle-tank", on=on(2))]
    for standing in (claims, more, claims):
        memo = memo.next()
        assert made(standing, [], memo) == made(standing, [], None)


FITTED = [  # a total that leaves alone what was posted before it, over what a member gave
    says("delivery", "EU", "10", on=on(10), article="first"),
    says("delivery", "PL", "15", on=on(14), article="member"),
    says("delivery", "EU", "=>=10", on=on(20), article="total"),
]
EARLY = says("delivery", "EU", "+12", on=on(12), article="early")
LATE = says("delivery", "EU", "+12", on=on(22), article="late")
LATE_OF_EARLY = says("delivery", "EU", "+12", on=on(30), when=span(2, 10), article="late-of-early")


@pytest.mark.parametrize(
    ("fewer", "more"),
    [([], [EARLY]), ([LATE], [LATE, LATE_OF_EARLY])],
    ids=["it comes and goes", "it moves over the total's day"],
)
def test_a_total_covers_an_entry_before_it_though_nothing_inside_is_otherwise(
    fewer: list[LedgerClaim], more: list[LedgerClaim]
) -> None:
    memo = Memo()
    for beside in (fewer, more, fewer):
        memo = memo.next()
        standing = [*FITTED, *beside]
        assert fold(standing, catalogue=CATALOGUE, memo=memo) == fold(standing, catalogue=CATALOGUE)


def test_what_left_earlier_than_was_known_arrives_first() -> None:
    """A delivery looks again at all that was on its way, where a dispatch moves before one that it was filled by."""
    told = [
        says("pledge", "PL", "40", "Leopard 2A4", on=on(0), article="pledges"),
        says("pledge", "PL", "30", "Leopard 2A6", on=on(0), article="pledges"),
        says("dispatch", "PL", "10", "Leopard 2A4", on=on(10), article="first"),
        says("dispatch", "PL", "12", "Leopard 2A6", on=on(14), article="second"),
        says("delivery", "PL", "10", on=on(40), article="delivery"),
    ]
    earlier = says("dispatch", "PL", "12", "Leopard 2A6", on=on(25), when=span(2, 4), article="of-second")
    memo = Memo()
    for standing in (told, [*told, earlier], told):
        memo = memo.next()
        assert fold(standing, catalogue=CATALOGUE, memo=memo) == fold(standing, catalogue=CATALOGUE)


def test_a_pledge_of_which_more_is_withdrawn_is_posted_again() -> None:
    pledged = says("pledge", "PL", "10", on=on(0), article="pledge")
    total = says("pledge", "PL", "=6", on=on(20), article="total")
    gone = says("cancellation", "PL", "4", on=on(10), article="gone")
    memo = Memo()
    for standing in ([pledged, total], [pledged, total, gone], [pledged, total]):
        memo = memo.next()
        assert fold(standing, catalogue=CATALOGUE, memo=memo) == fold(standing, catalogue=CATALOGUE)


def test_figures_are_those_of_the_day_that_is_asked_for() -> None:
    memo = Memo()
    ledger = fold([says("pledge", "PL", "10", on=on(0), when=span(20, 30))], catalogue=CATALOGUE, memo=memo)
    for day in (FIRST, FIRST + timedelta(days=60), FIRST):
        assert reconcile(ledger, today=day, memo=memo) == reconcile(ledger, today=day)


def test_a_line_that_went_has_no_figures_on_another_day() -> None:
    stays, goes = says("pledge", "DE", "10", "T-72", on=on(0)), says("pledge", "PL", "10", on=on(0), article="goes")
    memo = Memo()
    for standing, day in (([stays, goes], FIRST), ([stays], FIRST + timedelta(days=1)), ([], FIRST)):
        memo = memo.next()
        ledger = fold(standing, catalogue=CATALOGUE, memo=memo)
        assert figures_of(ledger, today=day, memo=memo).keys() == ledger.by_key.keys()


def test_of_a_block_that_is_no_more_nothing_is_kept() -> None:
    """Neither where its claims went, nor where another block took them in."""
    alone = [says("pledge", "PL", 10 + at, "Leopard 2", on=on(at), article=f"alone-{at}") for at in range(5)]
    of_both = says("pledge", "DE PL", 3, "T-72", sharing="each", on=on(9), article="of-both")
    memo = Memo()
    for standing, tellings in ((alone, 5), ([*alone, of_both], 7), (alone, 5), ([], 0)):
        for _ in range(2):  # what the last fold alone was made of is known to the next
            memo = memo.next()
            fold(standing, catalogue=CATALOGUE, memo=memo)
        assert len(_tellings_kept([*alone, of_both])) == tellings


def _tellings_kept(claims: Iterable[LedgerClaim]) -> list[Telling]:
    gc.collect()
    ids = {one.claim_id for one in claims}
    return [one for one in gc.get_objects() if isinstance(one, Telling) and not ids.isdisjoint(one.claim_ids)]
