"""A claim by type alone goes to the one named event or line that it may speak of; joined claims go together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.clusters import Cluster, bounds
from pledges.domain.events import Events, moved
from pledges.domain.links import LinkBook
from pledges.domain.neighbours import category_meets
from pledges.domain.policy import Policy
from pledges.domain.resolution import match
from pledges.domain.tellings import Telling
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


@dataclass(kw_only=True)
class Known:
    """What is known of a group's named lines, and of those of the pledges that it follows (None: it follows none)."""

    events: Events
    pledges: Events | None
    catalogue: Catalogue
    links: LinkBook
    policy: Policy
    homes_of_sums: dict[tuple[LineKey, str], LineKey] = field(default_factory=dict)  # by a sum's line and article

    @cached_property
    def named(self) -> Lines:
        return self.events.families()

    @cached_property
    def pledged(self) -> Lines:
        return self.pledges.families() if self.pledges is not None else {}

    def note_sums(self, sums: Iterable[Telling]) -> None:
        """ "14 more tanks" goes where the "20 tanks in total" of its article goes."""
        for telling in sorted(sums, key=lambda one: one.order):
            home = self.home_of_total(telling)
            if home is not None:
                self.homes_of_sums.update({(telling.line, article): home for article in telling.articles})

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
        for events, lines in ((self.events, self.events.families()), (self.pledges, self.pledged)):
            named = self._meant(lines, telling)
            if events is None or not named:
                continue
            return named[0] if len(named) == 1 and self._is_summed(events, named[0], telling) else None
        return None

    def _is_summed(self, events: Events, line: LineKey, telling: Telling) -> bool:
        most = _most(events, line)
        if min(most, telling.stated) >= self.policy.loose_ratio * max(most, telling.stated):
            return True
        tellings = (one for cluster in events.clusters.get(line, ()) for one in cluster.tellings)
        return any(not one.articles.isdisjoint(telling.articles) for one in tellings)

    def _meant(self, lines: Lines, telling: Telling) -> Sequence[LineKey]:
        """The named lines whose type it may mean."""
        return [
            line
            for line in lines.get((telling.donors, telling.unit), ())
            if category_meets(telling.category, line.category, self.catalogue)
        ]

    def _fits(self, telling: Telling) -> dict[LineKey, Cluster]:
        """The best fitting event on each named line that may be meant."""
        fits: dict[LineKey, Cluster] = {}
        low, high = bounds(telling, self.policy)
        for line in self._meant(self.named, telling):
            best = 0.0
            for cluster in self.events.clusters.get(line, ()):
                if cluster.low > high or cluster.high < low:  # the commonest reason, before all others
                    continue
                if self.links.parts(telling.claim_ids, cluster.claim_ids):
                    continue
                score = match(telling, (), cluster, self.policy).score
                if score > best:
                    fits[line], best = cluster, score
        return fits

    def _of_replaced(self, telling: Telling) -> LineKey | None:
        """The one named line that has the number which "raised from 40 to 60 vehicles" replaces."""
        number = telling.replaces.number if telling.replaces is not None else None
        if number is None:
            return None
        lines = [
            line
            for line in self._meant(self.named, telling)
            if any(one.least <= number <= one.most for one in self.events.clusters.get(line, ()))
        ]
        return lines[0] if len(lines) == 1 else None

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
    for company in _companies(unnamed, known.links):
        homes = [known.home(telling) for telling in company]
        home = next((one for one in homes if one.line is not None), homes[0])
        line = home.line or company[0].line
        if home.event is not None:
            there = [moved(one, line) for one in company]
            known.events.add_to(home.event, there, line=line, policy=known.policy)
        elif home.others and len(company) == 1:
            known.events.mentions.extend(company)
        else:
            rest.setdefault(line, []).extend(moved(one, line) for one in company)
    return rest


def _companies(tellings: Iterable[Telling], links: LinkBook) -> Iterator[list[Telling]]:
    """Tellings that go together: joined by an editor, or each by itself; in canonical order of the first."""
    found: dict[object, list[Telling]] = {}
    for telling in sorted(tellings, key=lambda one: one.order):
        found.setdefault(links.group_of(telling.claim_ids) or id(telling), []).append(telling)
    yield from found.values()


def _most(events: Events, line: LineKey, *, by: date = date.max) -> int:
    """The largest number known of a line by a day: its clusters' sum, or a total."""
    known = [cluster for cluster in events.clusters.get(line, ()) if min(one.day for one in cluster.tellings) <= by]
    clusters = sum(int(cluster.most) for cluster in known)
    told = [telling for shelf in (events.totals, events.milestones) for telling in shelf.get(line, ())]
    return max([clusters, *(telling.stated for telling in told if telling.day <= by)])
