"""A claim with no number makes an entry only if no numbered entry may be what it speaks of."""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pledges.domain.accounts import LineKey
from pledges.domain.catalogue import Catalogue
from pledges.domain.entries import Entry, with_mentions
from pledges.domain.meaning import distance, may_mean, meant_by, placed_by
from pledges.domain.neighbours import category_meets, covers_on
from pledges.domain.opening import Opened, open_entries
from pledges.domain.policy import Policy
from pledges.domain.posting import Posted, same_posted
from pledges.domain.tellings import Group, Telling

NOTHING = Posted()  # of a line that is not posted; nobody changes it

type Donors = tuple[str, ...]
type Words = tuple[
    Donors, str | None, str
]  # donors, family and category: mentions of which may speak of the same lines


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where the mentions of some words go: each to an entry of a line, or (left) to none that has a number."""

    meant: Mapping[int, tuple[Telling, Entry | None]]  # by the telling's identity
    spoken: Mapping[LineKey, Mapping[str, Sequence[Telling]]]
    left: Sequence[Telling]


NOWHERE = _Placed({}, {}, ())


@dataclass(frozen=True, slots=True)
class _Change:
    """The entries with a number that came to a line, and the ids of those that went from it; one that is otherwise in
    what mentions are placed by did both."""

    came: Sequence[Entry]
    went: frozenset[str]


class Mentions:
    """The lines of one group from fold to fold, with the claims of no number that speak of their entries.

    A mention is placed again where it, or an entry that it spoke of or may speak of now, is otherwise; what speaks of
    no entry with a number is one entry of an undisclosed number by its line.
    """

    def __init__(self, group: Group, *, catalogue: Catalogue, policy: Policy) -> None:
        self.group, self.catalogue, self.policy = group, catalogue, policy
        self._posted: Mapping[LineKey, Posted] = {}
        self._known: dict[LineKey, Posted] = {}  # the lines as they were last looked at
        self._told: Mapping[Words, Sequence[Telling]] = {}
        self._pledged: Mapping[Donors, Sequence[LineKey]] = {}
        self._lines: dict[Donors, dict[LineKey, None]] = {}
        self._words: dict[Donors, dict[Words, None]] = {}
        self._placed: dict[Words, _Placed] = {}
        self._spoken: dict[LineKey, dict[Words, Mapping[str, Sequence[Telling]]]] = {}  # by line and entry
        self._said: dict[LineKey, dict[str, tuple[Entry, Sequence[Telling], Entry]]] = {}  # with what speaks of it
        self._opened: dict[Donors, Opened] = {}
        self.placed: dict[LineKey, Posted] = {}

    def update(
        self,
        posted: Mapping[LineKey, Posted],
        lines: Collection[LineKey],
        told: Mapping[Words, Sequence[Telling]],
        words: Collection[Words],
        pledged: Mapping[Donors, Sequence[LineKey]],
    ) -> set[LineKey]:
        """Place what is told now; the lines that come out otherwise. `lines` and `words` are what is another value
        than before. `pledged` are the lines of pledges that what happens to a type alone ("the tanks arrived") may
        happen to.
        """
        self._posted, self._told = posted, told
        _file(self._lines, lines, posted, by=lambda line: line.donors)
        _file(self._words, words, told, by=lambda one: one[0])
        again: dict[Words, dict[LineKey, _Change]] = {one: {} for one in words}
        for line, change in self._changes(lines).items():
            for one in self._words_of(line):
                again.setdefault(one, {})[line] = change
        homeless = {one for one in self._words if pledged.get(one) != self._pledged.get(one)}
        self._pledged = {donors: list(pledged[donors]) for donors in self._words if donors in pledged}
        touched = set(lines)
        for one, changes in again.items():
            before, now = self._placed.get(one, NOWHERE), self._place(one, changes)
            touched |= self._speak(one, before, now)
            if before.left != now.left:
                homeless.add(one[0])
        for donors in homeless:
            touched |= self._open(donors)
        return {line for line in touched if self._put_together(line)}

    def _changes(self, lines: Iterable[LineKey]) -> dict[LineKey, _Change]:
        """What is otherwise on some lines, of what mentions are placed by."""
        found = {}
        for line in lines:
            old, now = self._known.pop(line, NOTHING).entries, self._posted.get(line, NOTHING)
            if now is not NOTHING:
                self._known[line] = now
            ours = [(one, old.get(one.id)) for one in now.entries.values()]
            came = [one for one, was in ours if one is not was and placed_by(one) != placed_by(was)]
            went = {one.id for one in came} | (old.keys() - now.entries.keys())
            if came or went:
                found[line] = _Change([one for one in came if one.counted is not None], frozenset(went))
        return found

    def _words_of(self, line: LineKey) -> Iterable[Words]:
        """The words that may speak of a line."""
        for donors, words in self._words.items():
            if donors == line.donors or self._may_cover(donors, line.donors):
                yield from (one for one in words if _same_equipment(line, one, self.catalogue))

    def _may_cover(self, wide: Donors, narrow: Donors) -> bool:
        """Whether a set of donors holds another on any day, or may: groups are asked by day."""
        if not wide or set(wide).issuperset(narrow):
            return True
        known = (self.catalogue.donors.get(code) for code in wide)
        return any(one is not None and one.counts_members for one in known)

    def _place(self, words: Words, changes: Mapping[LineKey, _Change]) -> _Placed:
        """Find what the mentions of some words speak of, since some lines changed that they may speak of."""
        before = self._placed.pop(words, NOWHERE)
        meant: dict[int, tuple[Telling, Entry | None]] = {}
        spoken: dict[LineKey, dict[str, list[Telling]]] = {}
        left: list[Telling] = []
        for telling in self._told.get(words, ()):
            known = before.meant.get(id(telling))
            if known is None or self._may_move(telling, known[1], changes):
                lines = self._lines_for(telling, words)
                known = (telling, meant_by(self._posted, lines, telling, self.catalogue, self.policy))
            meant[id(telling)] = known
            if (entry := known[1]) is not None:
                spoken.setdefault(entry.line, {}).setdefault(entry.id, []).append(telling)
            else:
                left.append(telling)
        now = _Placed(meant, spoken, left)
        if words in self._told:
            self._placed[words] = now
        return now

    def _may_move(self, telling: Telling, known: Entry | None, changes: Mapping[LineKey, _Change]) -> bool:
        """Whether a mention may speak of another entry since some lines changed than the one it is `known` to."""
        for line, change in changes.items():
            if known is not None and line == known.line and known.id in change.went:
                return True
            if known is not None and _comes_after(line, known.line, telling):
                continue
            for one in change.came:
                nearer = known is None or line != known.line or distance(one, telling) < distance(known, telling)
                if nearer and may_mean(one, telling, self.catalogue, self.policy):
                    return True
        return False

    def _speak(self, words: Words, before: _Placed, now: _Placed) -> set[LineKey]:
        """Let some words speak of what they do now; the lines that are touched by it."""
        touched = set()
        for line in before.spoken.keys() | now.spoken.keys():
            of_line = now.spoken.get(line)
            if of_line == before.spoken.get(line):
                continue
            touched.add(line)
            if of_line:
                self._spoken.setdefault(line, {})[words] = of_line
            else:
                self._spoken[line].pop(words, None)
        return touched

    def _lines_for(self, telling: Telling, words: Words) -> Iterable[LineKey]:
        """The lines that a mention may speak of, its own donors' first; no donor named may be any."""
        yield from self._alike(telling.donors, words)
        for donors in sorted(self._lines):
            if donors != telling.donors and covers_on(
                telling.donors, donors, day=telling.day, catalogue=self.catalogue
            ):
                yield from self._alike(donors, words)

    def _alike(self, donors: Donors, words: Words) -> list[LineKey]:
        """The lines of some donors, in order, whose equipment some words may speak of."""
        lines = [one for one in self._lines.get(donors, ()) if _same_equipment(one, words, self.catalogue)]
        return sorted(lines, key=lambda one: one.sort_key)

    def _open(self, donors: Donors) -> set[LineKey]:
        """Let what is left of some donors' mentions be entries of no number; the lines that are touched by it."""
        left = [one for words in self._words.get(donors, ()) for one in self._placed[words].left]
        left.sort(key=lambda one: (one.family is None, one.order))
        before = self._opened.pop(donors, Opened())
        pledged = self._pledged.get(donors, ())
        opened = open_entries(
            left, before, group=self.group, pledged=pledged, catalogue=self.catalogue, policy=self.policy
        )
        if opened.entries:
            self._opened[donors] = opened
        return {
            line
            for line in before.entries.keys() | opened.entries.keys()
            if before.entries.get(line) != opened.entries.get(line)
        }

    def _put_together(self, line: LineKey) -> bool:
        """A line as posted, with what speaks of it; whether it is otherwise than before."""
        own, spoken, before = self._posted.get(line), self._spoken.get(line), self.placed.get(line)
        opened = self._opened[line.donors].entries.get(line) if line.donors in self._opened else None
        if own is None and not opened:
            self.placed.pop(line, None)
            self._said.pop(line, None)
            return before is not None
        if not spoken:
            self._said.pop(line, None)
        if spoken or opened or own is None:
            own = own.copy() if own is not None else Posted()
            own.entries.update(self._with_mentions(line, own, spoken or {}))
            own.entries.update(opened or {})
            own = same_posted(before, own)
        self.placed[line] = own
        return own is not before

    def _with_mentions(
        self, line: LineKey, own: Posted, spoken: Mapping[Words, Mapping[str, Sequence[Telling]]]
    ) -> dict[str, Entry]:
        """The entries of a line that are spoken of; one that is, and is spoken of, as before is that one."""
        of_entry: dict[str, list[Telling]] = {}
        for told in spoken.values():
            for entry, tellings in told.items():
                of_entry.setdefault(entry, []).extend(tellings)
        before, now = self._said.get(line, {}), {}
        for entry, tellings in of_entry.items():
            said = before.get(entry)
            if said is None or said[0] is not own.entries[entry] or said[1] != tellings:
                said = (own.entries[entry], tellings, with_mentions(own.entries[entry], tellings))
            now[entry] = said
        self._said[line] = now
        return {entry: said[2] for entry, said in now.items()}


def _comes_after(line: LineKey, other: LineKey, telling: Telling) -> bool:
    """Whether what a mention may speak of is looked for on the other line first."""
    return (line.donors != telling.donors, line.sort_key) > (other.donors != telling.donors, other.sort_key)


def words_of(telling: Telling) -> Words:
    """By what words a mention speaks."""
    return (telling.donors, telling.family, telling.category)


def _file[Key](
    filed: dict[Donors, dict[Key, None]],
    keys: Iterable[Key],
    known: Container[Key],
    *,
    by: Callable[[Key], Donors],
) -> None:
    """File keys by their donors while they are known."""
    for key in keys:
        if key in known:
            filed.setdefault(by(key), {})[key] = None
        elif (alike := filed.get(by(key))) is not None:
            alike.pop(key, None)
            if not alike:
                del filed[by(key)]


def _same_equipment(line: LineKey, words: Words, catalogue: Catalogue) -> bool:
    _, family, category = words
    if family is not None and line.family is not None:
        return family == line.family
    return category_meets(category, line.category, catalogue)
