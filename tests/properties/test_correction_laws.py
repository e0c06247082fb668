"""The laws of corrections and verdicts, over trees of corrections and the verdicts on them."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pledges.domain.judgements import Standing, StoredClaim, Verdict, VerdictKind, stand
from tests.pledges.domain.telling import says
from tests.properties.ledger_figures import LAW

START = datetime(2023, 3, 7, 12, tzinfo=UTC)
GIVEN = (VerdictKind.ACCEPTED, VerdictKind.REJECTED, VerdictKind.UNSURE)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


@st.composite
def trees(draw: DrawFn) -> list[StoredClaim]:
    """A claim that was read, and corrections of it and of each other, in the order in which they were stored."""
    told = says("pledge", "PL", 14, note="root")
    found: list[StoredClaim] = []
    for number in range(draw(st.integers(1, 6))):
        found.append(
            StoredClaim(
                claim=told.claim,
                claim_id=f"claim-{number}",
                published=told.published,
                source="tester",
                source_kind="newspaper",
                recorded_at=at(number),
                by_person=number > 0,
                corrects=f"claim-{draw(st.integers(0, number - 1))}" if number else None,
            )
        )
    return found


def verdicts(draw: DrawFn, tree: list[StoredClaim]) -> list[Verdict]:
    """Verdicts on the claims of a tree after all are stored, some of them taken back, some of that undone."""
    found: list[Verdict] = []
    for number in range(draw(st.integers(0, 8))):
        name, when = f"verdict-{number}", at(100 + number)
        taken = {one.withdraws for one in found}
        open_ones = [one for one in found if one.id not in taken]
        takes_back: bool = draw(st.booleans())
        if open_ones and takes_back:
            back = draw(st.sampled_from(open_ones))
            kind, claim, withdraws = VerdictKind.WITHDRAWN, back.claim_id, back.id
        else:
            kind, claim, withdraws = draw(st.sampled_from(GIVEN)), draw(st.sampled_from(tree)).claim_id, None
        found.append(Verdict(id=name, claim_id=claim, kind=kind, at=when, withdraws=withdraws))
    return found


@st.composite
def stories(draw: DrawFn) -> tuple[list[StoredClaim], list[Verdict]]:
    tree = draw(trees())
    return tree, verdicts(draw, tree)


def counting(tree: list[StoredClaim], said: list[Verdict], standing: Standing = Standing.LIVE) -> list[str]:
    return [one.claim_id for one in stand(tree, verdicts=said, standing=standing)]


def last_words(said: list[Verdict]) -> dict[str, VerdictKind]:
    """The newest verdict on each claim that stands, by walking back from the end."""
    gone: set[str] = set()
    found: dict[str, VerdictKind] = {}
    for one in reversed(said):
        if one.id in gone:
            continue
        if one.withdraws is not None:
            gone.add(one.withdraws)
        else:
            found.setdefault(one.claim_id, one.kind)
    return found


@LAW
@given(story=stories())
def test_the_latest_correction_that_nobody_rejected_counts_alone(
    story: tuple[list[StoredClaim], list[Verdict]],
) -> None:
    tree, said = story
    words = last_words(said)
    standing = [one for one in tree if words.get(one.claim_id) is not VerdictKind.REJECTED]
    corrections = [one for one in standing if one.corrects]
    expected = corrections[-1:] or standing[:1]
    assert counting(tree, said) == [one.claim_id for one in expected]


@LAW
@given(story=stories(), data=st.data())
def test_the_order_in_which_they_are_met_changes_nothing(
    story: tuple[list[StoredClaim], list[Verdict]], data: st.DataObject
) -> None:
    tree, said = story
    for standing in Standing:
        shuffled = counting(data.draw(st.permutations(tree)), data.draw(st.permutations(said)), standing)
        assert shuffled == counting(tree, said, standing)


@LAW
@given(story=stories(), data=st.data())
def test_refusing_a_correction_and_withdrawing_that_changes_nothing(
    story: tuple[list[StoredClaim], list[Verdict]], data: st.DataObject
) -> None:
    tree, said = story
    claim = data.draw(st.sampled_from(tree)).claim_id
    no = Verdict(id="no", claim_id=claim, kind=VerdictKind.REJECTED, at=at(300))
    back = Verdict(id="no-back", claim_id=claim, kind=VerdictKind.WITHDRAWN, at=at(301), withdraws="no")
    again = Verdict(id="no-back-again", claim_id=claim, kind=VerdictKind.WITHDRAWN, at=at(302), withdraws="no-back")
    for standing in Standing:
        assert counting(tree, [*said, no, back], standing) == counting(tree, said, standing)
        assert counting(tree, [*said, no, back, again], standing) == counting(tree, [*said, no], standing)


@LAW
@given(story=stories())
def test_a_correction_that_is_refused_is_one_never_made_where_nothing_corrects_it(
    story: tuple[list[StoredClaim], list[Verdict]],
) -> None:
    tree, said = story
    leaf = tree[-1]
    if leaf.corrects is None:
        return
    no = Verdict(id="no", claim_id=leaf.claim_id, kind=VerdictKind.REJECTED, at=at(300))
    without = [one for one in said if one.claim_id != leaf.claim_id]
    assert counting(tree, [*said, no]) == counting(tree[:-1], without)


@LAW
@given(story=stories())
def test_each_moment_hides_what_was_said_after_it(story: tuple[list[StoredClaim], list[Verdict]]) -> None:
    tree, said = story
    for minute in (2, 103, 400):
        then = [one for one in tree if one.recorded_at <= at(minute)], [one for one in said if one.at <= at(minute)]
        found = [one.claim_id for one in stand(tree, verdicts=said, recorded_at=at(minute))]
        assert found == counting(*then)
