"""A line that is posted from fold to fold is the one posted afresh, whoever tells of its old entries once more."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from pledges.domain.accounts import LineKey
from pledges.domain.claims import CORRECTION
from pledges.domain.clusters import Cluster
from pledges.domain.counting import Counting
from pledges.domain.entries import Entry, fold_cluster
from pledges.domain.judgements import Link, LinkKind
from pledges.domain.links import LinkBook
from pledges.domain.policy import DEFAULT
from pledges.domain.posting import Posted, Posting
from pledges.domain.tellings import Telling, tellings_of
from tests.pledges.domain.telling import CATALOGUE, says
from tests.properties.ledger_figures import LAW
from tests.properties.ledger_words import FIRST, NUMBERS, on

LINE = LineKey(donors=("PL",), family="leopard-2", category="main-battle-tank", unit="item")
ARTICLES = ("one", "two", "three", "four")  # few, so that they tell of several events
type Tellings = tuple[list[Entry], list[Telling], list[Entry]]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened once: how it is told, but for who tells it."""

    kind: str
    number: str | None
    day: int
    words: tuple[tuple[str, Any], ...]

    def told_in(self, article: str) -> Telling:
        """What an article says of it, some days after."""
        after = self.day + 9 * ARTICLES.index(article)
        claim = says(
            self.kind,
            "PL",
            self.number,
            announced=on(self.day),
            on=on(after),
            article=article,
            source=article[0],
            note=str(self.words),
            **dict(self.words),
        )
        return tellings_of([claim], catalogue=CATALOGUE)[0]


@st.composite
def events(draw: DrawFn) -> Event:
    kind = draw(st.sampled_from(["pledge"] * 4 + ["cancellation"]))
    words: dict[str, Any] = {}
    if draw(st.booleans()):
        words["item"] = draw(st.sampled_from(["Leopard 2A4", "Leopard 2A6"]))
    if kind == "pledge" and draw(st.integers(0, 3)) == 0:
        words["replaces"] = draw(st.sampled_from([4, 10, 14, CORRECTION, CORRECTION]))
    number = draw(NUMBERS.filter(lambda one: one is not None and not (kind == "cancellation" and "=" in one)))
    return Event(kind, number, draw(st.integers(0, 20)), tuple(sorted(words.items())))


@st.composite
def tales(draw: DrawFn) -> list[dict[Event, list[str]]]:
    """By which articles each of some events is told, at some moments one after another."""
    known = draw(st.lists(events(), min_size=2, max_size=8, unique=True))
    told = {one: set(draw(st.lists(st.sampled_from(ARTICLES), max_size=2))) for one in known}
    found = []
    for _ in range(draw(st.integers(2, 5))):
        for one in draw(st.lists(st.sampled_from(known), max_size=3)):
            told[one] = told[one] ^ {draw(st.sampled_from(ARTICLES))}
        found.append({one: sorted(by) for one, by in told.items() if by})
    return found


def given_to(told: dict[Event, list[str]]) -> Tellings:
    """The entries, running totals and withdrawals of some events."""
    found: Tellings = ([], [], [])
    for event, articles in told.items():
        tellings = [event.told_in(article) for article in articles]
        if event.number and event.number.startswith("="):
            found[1].extend(tellings)
            continue
        cluster = Cluster()
        for one in tellings:
            cluster.add(one, (one.system,) if one.system else (), DEFAULT)
        shelf = found[2] if event.kind == "cancellation" else found[0]
        shelf.append(fold_cluster(cluster, LINE, catalogue=CATALOGUE))
    return found


def links_of(told: Sequence[dict[Event, list[str]]], draw: Any) -> LinkBook:
    claims = sorted({claim for one in told for part in given_to(one) for each in part for claim in _ids(each)})
    pairs = [(left, right) for left in claims for right in claims if left < right]
    drawn = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)) if pairs else []
    return LinkBook(Link(left=left, right=right, kind=LinkKind.DIFFERENT) for left, right in drawn)


def _ids(one: Entry | Telling) -> tuple[str, ...]:
    return one.claims if isinstance(one, Entry) else one.claim_ids


@LAW
@given(told=tales(), data=st.data())
def test_a_line_goes_on_as_if_posted_afresh(told: list[dict[Event, list[str]]], data: st.DataObject) -> None:
    links = links_of(told, data.draw)
    counting = Counting(line=LINE, catalogue=CATALOGUE, links=links, policy=DEFAULT)
    kept, before, copy = Posting(counting), Posted(), Posted()
    for moment in told:
        entries, totals, withdrawn = given_to(moment)
        now = kept.post(entries, totals, withdrawn)
        afresh = Posting(counting).post(entries, totals, withdrawn)
        assert now == afresh
        assert list(now.entries) == list(afresh.entries)
        assert before == copy, "what was given away is changed by nobody"
        assert all(before.entries[key] is one for key, one in now.entries.items() if before.entries.get(key) == one)
        before, copy = now, deepcopy(now)


def test_an_old_entry_that_is_told_again_moves_no_other() -> None:
    """Its doubts name the claims that it has now."""
    old, new = Event("pledge", "14", 0, ()), Event("pledge", "20", 30, ())
    counting = Counting(line=LINE, catalogue=CATALOGUE, links=LinkBook([]), policy=DEFAULT)
    kept = Posting(counting)
    before = kept.post(*given_to({old: ["one"], new: ["one"]}))
    now = kept.post(*given_to({old: ["one", "two"], new: ["one"]}))
    same = [key for key, one in now.entries.items() if before.entries[key] is one]
    assert [now.entries[key].day for key in same] == [FIRST + timedelta(days=30)]
    assert len(now.problems[0].claims) == 3


def test_a_correction_looks_again_at_who_tells_of_what_it_corrects() -> None:
    old, new = Event("pledge", "14", 0, ()), Event("pledge", "20", 30, (("replaces", CORRECTION),))
    first, then = sorted(("one", "four"), key=lambda article: old.told_in(article).lead)  # the event keeps its founder
    counting = Counting(line=LINE, catalogue=CATALOGUE, links=LinkBook([]), policy=DEFAULT)
    kept = Posting(counting)
    for told in ({old: [first], new: [then]}, {old: [first, then], new: [then]}):
        given_now = given_to(told)
        assert kept.post(*given_now) == Posting(counting).post(*given_now)
