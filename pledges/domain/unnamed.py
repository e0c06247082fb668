"""A claim by type alone goes to the one named event or line that it may speak of; joined claims go together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, partial
from itertools import chain

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster, bounds
from pledges.domain.events import Events, moved
from pledges.domain.links import LinkBook
from pledges.domain.memo import Memo
from pledges.domain.mentions import Words, words_of
from pledges.domain.neighbours import category_meets
from pledges.domain.policy import Policy
from pledges.domain.resolution import match
from pledges.domain.tellings import Telling
from pledges.domain.told import merged
from pledges.domain.values import Basis

type Lines = dict[tuple[tuple[str, ...], str], list[LineKey]]  # by donors and unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a telling by type alone goes: into one event of a line, to a line, or (None) to none that is known.

    `others` says that several events fit: by itself it is a mention of them, and adds nothing to any.
    """

    line: LineKey | None = None
    event: Cluster | None = None
    others: bool = False


@dataclass(slots=True)
class _Grown:
    """What events of a line become by what joins them in this fold: `state` is another value where another joined."""

    state: object
    joined: dict[int, tuple[Cluster, list[Telling]]] = field(default_factory=dict)  # by the event as it was
    now: dict[int, Cluster] = field(default_factory=dict)


@dataclass(slots=True)
class _Looked:
    """The lines that a telling was held against last, each with its state then and the best fitting event."""

    telling: Telling
    lines: dict[LineKey, tuple[object, Cluster | None]] = field(default_factory=dict)


@dataclass(kw_only=True)
class Known:
    """What is known of a group's named lines, and of those of the pledges that it follows (None: it follows none).

    The memo has against which lines each telling was held before: only lines that are otherwise are looked at again,
    and none where two are known that it fits.
    """

    events: Events
    pledges: Events | None
    catalogue: Catalogue
    links: LinkBook
    policy: Policy
    memo: Memo
    homes_of_sums: dict[tuple[LineKey, str], LineKey] = field(default_factory=dict)  # by a sum's line and article

    def __post_init__(self) -> None:
        self._grown: dict[LineKey, _Grown] = {}
        self._summed: dict[int, dict[LineKey, list[Telling]]] = {}  # by shelf
        self._looked = self.memo.carried("looked", (), dict[int, _Looked])
        self._looked_before = dict(self._looked)
        self._looked.clear()
        self.look_again()

    def look_again(self) -> None:
        """Take in which lines there are."""
        self.named = self.events.families()
        self._of_type: dict[tuple[int, tuple[str, ...], str, str], list[LineKey]] = {}

    @cached_property
    def pledged(self) -> Lines:
        return self.pledges.families() if self.pledges is not None else {}

    def moved(self, telling: Telling, line: LineKey) -> Telling:
        """A telling on another line, the same as the last time."""
        return self.memo.once("moved", [telling], partial(moved, telling, line), beside=line)

    def note_sums(self, sums: Iterable[Telling]) -> None:
        """ "14 more tanks" goes where the "20 tanks in total" of its article goes."""
        for telling in sorted(sums, key=lambda one: one.order):
            home = self.home_of_total(telling)
            if home is not None:
                self.homes_of_sums.update({(telling.line, article): home for article in telling.articles})

    def add_total(self, telling: Telling, line: LineKey) -> None:
        """Let a line have a running total more."""
        shelf = self.events.shelf(telling)
        new = not any(line in one for one in (self.events.clusters, self.events.totals, self.events.milestones))
        if line not in self._summed.setdefault(id(shelf), {}):
            shelf[line] = self._summed[id(shelf)][line] = list(shelf.get(line, ()))
        self._summed[id(shelf)][line].append(telling)
        if new:
            self.look_again()

    def summed(self) -> None:
        """Of the lines that running totals were added to the same lists as the last time."""
        for shelf in (self.events.totals, self.events.milestones):
            for line, told in self._summed.get(id(shelf), {}).items():
                shelf[line] = self.memo.once("summed", told, partial(list, told), beside=line)

    def add_to(self, event: Cluster, tellings: Sequence[Telling], line: LineKey) -> None:
        """Let an event of a line have some tellings more, in a copy: the cluster is kept for the next fold."""
        grown = self._grown.setdefault(line, _Grown(self.events.clusters[line]))
        if id(event) not in grown.now:
            grown.now[id(event)] = event.copy()
            grown.joined[id(event)] = (event, [])
        for telling in tellings:
            grown.now[id(event)].add(telling, (), self.policy)
        grown.joined[id(event)][1].extend(tellings)
        grown.state = self.memo.once("grown", [grown.state, event, *tellings], object)

    def grown(self) -> dict[LineKey, list[Cluster]]:
        """The lines of which events took tellings in; such an event is the same while it takes in the same."""
        found: dict[LineKey, list[Cluster]] = {}
        for line, grown in self._grown.items():
            events = self.events.clusters[line]
            now = {
                at: self.memo.once("grown event", [event, *tellings], partial(grown.now.__getitem__, at))
                for at, (event, tellings) in grown.joined.items()
            }
            made = [now.get(id(one), one) for one in events]
            found[line] = self.memo.once("grown line", [grown.state], partial(list, made))
        return found

    def home(self, telling: Telling) -> Home:
        """Where a telling goes by itself."""
        fits = self._fits(telling)
        if len(fits) == 1:
            ((line, event),) = fits.items()
            return Home(line=line, event=event)
        if fits:
            return Home(others=True)
        return Home(line=self._of_replaced(telling) or self._of_sum(telling) or self._of_pledge(telling))

    def home_of_total(self, telling: Telling) -> LineKey | None:
        """The one named line that "14 tanks in total" sums up: told in the same article, or of a like size."""
        for events, lines in ((self.events, self.named), (self.pledges, self.pledged)):
            named = self._meant(lines, telling)
            if events is None or not named:
                continue
            return named[0] if len(named) == 1 and self._is_summed(events, named[0], telling) else None
        return None

    def _is_summed(self, events: Events, line: LineKey, telling: Telling) -> bool:
        most = _most(events, line)
        if min(most, telling.stated) >= self.policy.loose_ratio * max(most, telling.stated):
            return True
        articles = telling.articles
        return any(not one.articles.isdisjoint(articles) for one in events.clusters.get(line, ()))

    def _meant(self, lines: Lines, telling: Telling) -> Sequence[LineKey]:
        """The named lines whose type it may mean."""
        key = (id(lines), telling.donors, telling.unit, telling.category)
        if key not in self._of_type:
            self._of_type[key] = [
                line
                for line in lines.get((telling.donors, telling.unit), ())
                if category_meets(telling.category, line.category, self.catalogue)
            ]
        return self._of_type[key]

    def _fits(self, telling: Telling) -> dict[LineKey, Cluster]:
        """The best fitting event on each named line that may be meant; two lines are as good as more."""
        before = self._looked_before.get(id(telling), _Looked(telling)).lines
        looked = self._looked[id(telling)] = _Looked(telling)
        fits: dict[LineKey, Cluster] = {}
        for line, (state, event) in before.items():
            if state is self._state(line):
                looked.lines[line] = (state, event)
                if event is not None:
                    fits[line] = event
        for line in self._meant(self.named, telling) if len(fits) < 2 else ():
            if line not in looked.lines:
                event = self._best(telling, line)
                looked.lines[line] = (self._state(line), event)
                if event is not None:
                    fits[line] = event
                if len(fits) > 1:
                    break
        return fits

    def _state(self, line: LineKey) -> object:
        """What is another value where a line has other events."""
        grown = self._grown.get(line)
        return grown.state if grown is not None else self.events.clusters.get(line)

    def _best(self, telling: Telling, line: LineKey) -> Cluster | None:
        """The best fitting event of a line, as it was before any telling by type joined it."""
        best, best_score = None, 0.0
        low, high = bounds(telling, self.policy)
        now = self._grown[line].now if line in self._grown else {}
        for event in self.events.clusters.get(line, ()):
            cluster = now.get(id(event), event)
            if cluster.low > high or cluster.high < low:  # the commonest reason, before all others
                continue
            if self.links.parted and self.links.parts(telling.claim_ids, cluster.claim_ids):
                continue
            score = match(telling, (), cluster, self.policy).score
            if score > best_score:
                best, best_score = event, score
        return best

    def _of_replaced(self, telling: Telling) -> LineKey | None:
        """The one named line that has the number which "raised from 40 to 60 vehicles" replaces."""
        number = telling.replaces.number if telling.replaces is not None else None
        if number is None:
            return None
        lines = [
            line
            for line in self._meant(self.named, telling)
            if any(one.least <= number <= one.most for one in self._clusters(line))
        ]
        return lines[0] if len(lines) == 1 else None

    def _clusters(self, line: LineKey) -> Iterator[Cluster]:
        """The events of a line as they are now."""
        now = self._grown[line].now if line in self._grown else {}
        for event in self.events.clusters.get(line, ()):
            yield now.get(id(event), event)

    def _of_sum(self, telling: Telling) -> LineKey | None:
        if telling.basis is not Basis.INCREMENT:
            return None
        told = (self.homes_of_sums.get((telling.line, article)) for article in telling.articles)
        found = {home for home in told if home is not None}
        return found.pop() if len(found) == 1 else None

    def _of_pledge(self, telling: Telling) -> LineKey | None:
        """The only line of its donors that is pledged, where so many were known to be promised by then."""
        lines = self._meant(self.pledged, telling)
        if self.pledges is None or len(lines) != 1:
            return None
        by_then = telling.day + timedelta(days=self.policy.mention_days)
        return lines[0] if telling.stated <= _most(self.pledges, lines[0], by=by_then) else None


def resolve_unnamed(unnamed: Iterable[Telling], sums: Iterable[Telling], known: Known) -> dict[LineKey, list[Telling]]:
    """Add each unnamed telling to the one named event that it fits; return those that fit none, by line.

    Tellings that an editor joined go where the first of them goes that has a home; never apart.
    """
    known.note_sums(sums)
    rest: dict[LineKey, list[Telling]] = {}
    spoken: dict[Words, list[Telling]] = {}
    for company in _companies(unnamed, known.links):
        homes = [known.home(telling) for telling in company]
        home = next((one for one in homes if one.line is not None), homes[0])
        line = home.line or company[0].line
        if home.event is not None:
            known.add_to(home.event, [known.moved(one, line) for one in company], line)
        elif home.others and len(company) == 1:
            spoken.setdefault(words_of(company[0]), []).extend(company)
        else:
            rest.setdefault(line, []).extend(known.moved(one, line) for one in company)
    for words, told in spoken.items():
        parts = [known.events.mentions.get(words, ()), told]
        make = partial(merged, parts)
        known.events.mentions[words] = known.memo.once("spoken", chain(*parts), make, beside=words)
    return rest


def _companies(tellings: Iterable[Telling], links: LinkBook) -> Iterator[list[Telling]]:
    """Tellings that go together: joined by an editor, or each by itself; in canonical order of the first."""
    found: dict[object, list[Telling]] = {}
    for telling in sorted(tellings, key=lambda one: one.order):
        found.setdefault(links.group_of(telling.claim_ids) or id(telling), []).append(telling)
    yield from found.values()


def _most(events: Events, line: LineKey, *, by: date = date.max) -> int:
    """The largest number known of a line by a day: its clusters' sum, or a total."""
    clusters = sum(int(cluster.most) for cluster in events.clusters.get(line, ()) if cluster.first_told <= by)
    told = [telling for shelf in (events.totals, events.milestones) for telling in shelf.get(line, ())]
    return max([clusters, *(telling.stated for telling in told if telling.day <= by)])
