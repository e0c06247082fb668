"""An item phrase is a run of catalogue names and type words with its number; its head says what is given."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from extraction.mentions import QuantityMention
from extraction.reading.after_nouns import number_in_brackets, number_in_row, number_of_them
from extraction.reading.counting import (
    number_of,
    root_of,
    share_of,
    unit_of,
    whole_of,
    without_particle,
)
from extraction.reading.gift_counts import with_counts_of_gifts
from extraction.reading.naming import Group, Named, Naming
from extraction.reading.not_given import why_not_given
from extraction.reading.ones import definite_one, single_of, single_unit_of
from extraction.reading.phrases import ItemPhrase, with_one
from extraction.reading.pointing import DEFINITE, UNIT_WORDS, elliptic, generic
from extraction.reading.restated import counted_out
from extraction.reading.scene import Scene
from extraction.reading.shares import with_shares
from extraction.reading.syntax import subject
from extraction.reading.tallies import with_tallies
from extraction.reading.training import PERSONS, is_learnt, persons_after, persons_trained, trainings, trains
from pledges.domain.catalogue import Catalogue, Trait
from pledges.domain.headed import all_together
from pledges.domain.values import Span, Unit

_NUMBERS = Mapping[int, QuantityMention]  # the number phrases of a sentence by their last token
_ROUNDS = frozenset({"rounds", "round", "shells"})  # as the head of a name they are no unit beside it
_TROOPS = frozenset({"battery", "battalion", "squadron"})  # "an artillery battery" is one, whatever it holds
_POSSESSED = frozenset({"its", "their", "his", "all", "both"})


@dataclass(frozen=True, slots=True)
class _Counted:
    """The number of a noun phrase, the number of which it is a part, and where the phrase begins and ends."""

    quantity: QuantityMention | None
    whole: QuantityMention | None
    first: int
    last: int


class ItemFinder:
    """Finds the item phrases of scenes by one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._naming = Naming(catalogue)

    def find(self, scene: Scene) -> list[ItemPhrase]:
        """All item phrases of a sentence in its order: named, by type, by definite word, pronoun or bare number."""
        runs = sorted(self._naming.runs(scene), key=lambda run: run[0][0].first)
        ends = {
            scene.tokens(q.start, q.end)[1]: without_particle(scene, q)
            for q in scene.mentions.quantities
            if why_not_given(scene, Span(start=q.start, end=q.end), "number") is None
        }
        taken = _places(group for run in runs for group, _ in run)
        phrases = [phrase for run in runs for phrase in self._of_run(scene, run, ends, taken)]
        phrases = with_shares(scene, phrases, ends)
        phrases = _with_changes(scene, _one_number_each(scene, self._without_repetitions(phrases)), ends)
        phrases, tallied = with_tallies(scene, phrases, ends)
        phrases = with_counts_of_gifts(scene, phrases, ends, self._catalogue)
        phrases, pieces = counted_out(scene, phrases, ends, self._catalogue)
        used = {id(phrase.quantity) for phrase in phrases} | tallied | pieces
        phrases = [phrase for phrase in phrases if not _told_by_verb(scene, phrase)]
        covered = _places(phrases)
        phrases.extend(trainings(scene, ends, used))
        phrases.extend(generic(scene, ends, covered, used, self._catalogue))
        phrases.extend(elliptic(scene, ends, covered, used))
        return sorted(phrases, key=lambda phrase: phrase.first)

    def _of_run(
        self, scene: Scene, run: tuple[tuple[Group, Named], ...], ends: _NUMBERS, taken: set[int]
    ) -> Iterator[ItemPhrase]:
        """The phrases of names that share a head: one sum under a number, else one for each kind.

        "3 million mortar and artillery rounds" is one sum of rounds; "mortar, tank and artillery shells" are three
        kinds, and "500 mortar and tank rounds each" two of 500.
        """
        quantity, _ = number_of(scene, run[0][0].first, ends, taken)
        each = quantity if quantity is not None and quantity.distributive else None
        if len(run) > 1 and quantity is not None and each is None and not _counted_within(run, ends):
            category = all_together((named.category for _, named in run), self._catalogue)
            whole = Group(mentions=run[-1][0].mentions, first=run[0][0].first, last=run[-1][0].last)
            run = ((whole, replace(run[-1][1], category=category)),)
        for place, (group, named) in enumerate(run):
            same = place + 1 < len(run) and named == run[place + 1][1] and _names_nothing_alone(group)
            if same or _before_persons(scene, group, named):
                continue
            phrase = self._phrase(scene, group, named, ends, taken)
            yield phrase if phrase.quantity is not None else replace(phrase, quantity=each and replace(each))

    def _without_repetitions(self, phrases: list[ItemPhrase]) -> list[ItemPhrase]:
        """Of an apposition the one that names the system: "its air defence system, the NASAMS" is one item."""
        kept: list[ItemPhrase] = []
        for phrase in phrases:
            before = kept[-1] if kept else None
            if before is None or not self._repeats(before, phrase):
                kept.append(phrase)
            elif phrase.slug is not None and before.slug is None:
                numbered = replace(phrase, quantity=before.quantity, unit=before.unit, first=before.first)
                kept[-1] = numbered if phrase.quantity is None else phrase
        return kept

    def _repeats(self, before: ItemPhrase, phrase: ItemPhrase) -> bool:
        """Whether a phrase is said of the one right before it, and gives no other system and no other number."""
        head, types = phrase.head, {before.category or "", phrase.category or ""}
        if head.dep_ != "appos" or head.head.i != before.head.i or None not in (before.slug, phrase.slug):
            return False
        counted = phrase.quantity is not None and not phrase.quantity.article
        known = types <= set(self._catalogue.categories)
        return not counted and known and len({self._catalogue.top_category(one) for one in types}) == 1

    def _phrase(self, scene: Scene, group: Group, named: Named, ends: _NUMBERS, taken: set[int]) -> ItemPhrase:
        unit, last = _unit_after(scene, group)
        if unit is not None and last > group.last:
            named = self._naming.counted_in(group, named, unit)
        counted = self._counted(scene, group, named, last, ends, taken)
        return ItemPhrase(
            first=counted.first,
            core=group.first,
            last=counted.last,
            head=root_of(scene, group.first, counted.last),
            name=named.name,
            slug=named.slug,
            category=named.category,
            rule=" + ".join(mention.rule for mention in group.mentions),
            quantity=counted.quantity,
            unit=unit_of(counted.quantity, of_persons=self._of_persons(named)) or unit,
            whole=counted.whole,
            refers=self._refers(scene, counted.first, named),
            plural=group.mentions[-1].plural,
            guarded=any(mention.how == "guarded" for mention in group.mentions),
        )

    def _counted(
        self, scene: Scene, group: Group, named: Named, last: int, ends: _NUMBERS, taken: set[int]
    ) -> _Counted:
        """The number before a noun, else after it in brackets or a row, else of its persons, else one."""
        quantity, first = number_of(scene, group.first, ends, taken)
        if quantity is None:
            quantity, last = number_in_brackets(scene, last, ends)
        if quantity is None:
            quantity, last = number_in_row(scene, last, ends)
        if quantity is None:
            quantity, last = number_of_them(scene, last, ends)
        whole = whole_of(scene, group.first, quantity, ends)
        if whole is None and quantity is not None and (share := share_of(scene, quantity)) is not None:
            quantity, whole = share, quantity
        if quantity is None and self._of_persons(named):
            quantity, last = persons_after(scene, last, ends)
            quantity = quantity or persons_trained(scene, scene.doc[group.last], ends)
        if quantity is None:
            quantity = self._one(scene, named, first, last)
        elif _says_no_number(quantity) and (one := single_of(scene, first, last)) is not None:
            quantity = replace(one, additive=quantity.additive, marker=quantity.marker)
        return _Counted(quantity=quantity, whole=whole, first=first, last=last)

    def _one(self, scene: Scene, named: Named, first: int, last: int) -> QuantityMention | None:
        """ "a Patriot battery", "a battery of howitzers": one, where the thing is counted."""
        counted = self._catalogue.has(named.category, Trait.COUNTABLE) or scene.doc[last].lower_ in _TROOPS
        if named.slug is None and not counted:
            return None
        return single_of(scene, first, last) or single_unit_of(scene, first) or definite_one(scene, first, last)

    def _of_persons(self, named: Named) -> bool:
        return self._catalogue.has(named.category, Trait.IN_PERSONS)

    def _refers(self, scene: Scene, first: int, named: Named) -> str:
        """Whether a type points to a thing named before: "the tanks" may, "its tanks" belong to somebody."""
        points = named.slug is None and not self._catalogue.has(named.category, Trait.SPEAKS_FOR_ITSELF)
        determiner = _determiner(scene, first) if points else None
        if determiner is None:
            return ""
        return "possessed" if determiner.lower_ in _POSSESSED else "definite"


def _counted_within(run: tuple[tuple[Group, Named], ...], ends: _NUMBERS) -> bool:
    """ "20 mortar and 30 artillery rounds": a number of its own for each."""
    return any(place in ends for place in range(run[0][0].last + 1, run[-1][0].first))


def _names_nothing_alone(group: Group) -> bool:
    """Whether a group is no thing by itself: "light" of "light and heavy machine guns", a missile's system."""
    return group.mentions[-1].how == "shared" or group.mentions[-1].kind == "system"


def _places(spans: Iterable[Group | ItemPhrase]) -> set[int]:
    return {place for span in spans for place in range(span.first, span.last + 1)}


def _told_by_verb(scene: Scene, phrase: ItemPhrase) -> bool:
    return phrase.category == "training" and (trains(phrase, scene) or is_learnt(phrase.head))


def _before_persons(scene: Scene, group: Group, named: Named) -> bool:
    """ "tank crews", "F-16 pilots" are persons and no tanks."""
    if group.last + 1 >= len(scene.doc) or named.category in ("training", "logistics-vehicle"):
        return False
    return scene.doc[group.last + 1].lower_ in PERSONS


def _unit_after(scene: Scene, group: Group) -> tuple[Unit | None, int]:
    """The unit that follows a name ("Patriot batteries") or is its own last word, and where the phrase then ends."""
    doc, last = scene.doc, group.last
    if last + 1 < len(doc) and (unit := UNIT_WORDS.get(doc[last + 1].lower_)) is not None:
        return unit, last + 1
    own = doc[last].lower_
    return (None if own in _ROUNDS else UNIT_WORDS.get(own)), last


def _says_no_number(quantity: QuantityMention) -> bool:
    """ "another", "a further" say that one more is meant, by themselves no number."""
    return quantity.low is None and quantity.high is None and len(quantity.text.split()) <= 2


def _determiner(scene: Scene, first: int) -> Token | None:
    for place in (first, first - 1):
        if place >= 0 and scene.doc[place].lower_ in DEFINITE:
            return scene.doc[place]
    return None


def _one_number_each(scene: Scene, phrases: list[ItemPhrase]) -> list[ItemPhrase]:
    """ "12,400 rounds of Gepard ammunition" is one phrase: the later, named one keeps the number.

    In "155mm ammunition: 90,000 rounds" the one before the number keeps it.
    """
    holder: dict[int, ItemPhrase] = {}
    for phrase in phrases:
        if phrase.quantity is None:
            continue
        before = holder.get(id(phrase.quantity))
        if before is None or before.core > scene.at[phrase.quantity.start]:
            holder[id(phrase.quantity)] = phrase
    return [phrase for phrase in phrases if phrase.quantity is None or holder[id(phrase.quantity)] is phrase]


def _with_changes(scene: Scene, phrases: list[ItemPhrase], ends: Mapping[int, QuantityMention]) -> list[ItemPhrase]:
    """ "raised the number of howitzers for Ukraine from 8 to 16": the one thing before a change has its number.

    Or the one in its subject: "the number of howitzers that Oslo will give was raised from 8 to 16"; or the only one
    before it: "doubles its gift of howitzers: instead of the eight promised it will be 16".
    """
    counted = {id(phrase.quantity) for phrase in phrases}
    for quantity in ends.values():
        if quantity.change is None or id(quantity) in counted:
            continue
        things = _changed(scene, phrases, *scene.tokens(quantity.change.words.start, quantity.start))
        if len(things) == 1 and things[0].quantity is None:
            changed = replace(things[0], quantity=quantity, unit=quantity.unit or things[0].unit)
            phrases = with_one(phrases, things[0], changed)
    return phrases


def _changed(scene: Scene, phrases: list[ItemPhrase], since: int, until: int) -> list[ItemPhrase]:
    """The items within the words of a change, else in its subject, else before it."""
    word = subject(scene.doc[since])
    ways = (
        [one for one in phrases if since <= one.first and one.last < until],
        [one for one in phrases if word is not None and _is_within(one, word)],
        [one for one in phrases if one.category not in (None, "other", "funding") and one.last < since],
    )
    return next((things for things in ways if things), [])


def _is_within(phrase: ItemPhrase, word: Token) -> bool:
    return word.left_edge.i <= phrase.first and phrase.last <= word.right_edge.i
