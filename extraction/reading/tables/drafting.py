"""An entry of a table is parsed as the phrase "14 Leopard tanks", and its draft is proved by the cells it came from."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from extraction.mentions import Gazetteer, TimeMention, find_mentions
from extraction.mentions.times import resolve
from extraction.reading.cells import Cell
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver
from extraction.reading.drafts import Draft
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.tables.entries import Entry
from extraction.reading.tables.reading import TableRead
from extraction.reading.wording import countable, features_of, quantity_of, words_of_giver
from pledges.domain.catalogue import Catalogue
from pledges.domain.values import Kind, Quantity, Sharing, Span

NO_THING = "names nothing that the catalogue knows"
NO_DONOR = "says not who gives"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """Makes drafts of the entries of one text's tables."""

    catalogue: Catalogue
    gazetteer: Gazetteer
    find: Callable[[Scene], list[ItemPhrase]]
    usual: str

    def draft(self, table: TableRead, entry: Entry, scene: Scene, day: date | None) -> Draft | str:
        """The draft of an entry whose text is the scene's; else why there is none."""
        phrase = _thing(scene, self.find(scene))
        category = phrase.category if phrase is not None else None
        if phrase is None or category is None:
            return NO_THING
        giver = self.giver(table, entry)
        if not giver.codes:
            return NO_DONOR
        if phrase.quantity is None and entry.number is not None and len(scene.mentions.quantities) == 1:
            # The number's own cell says so, whatever the parse says.
            phrase = replace(phrase, quantity=scene.mentions.quantities[0])
        stated = quantity_of(phrase, self.catalogue)
        quantity = stated if entry.known else Quantity(unit=stated.unit)
        several = Sharing.JOINT if quantity.known else Sharing.UNCLEAR
        draft = Draft(
            scene=scene, frame=None, phrase=phrase, kind=entry.kind, giver=giver, name=phrase.name, slug=phrase.slug,
            category=category, quantity=quantity, recipient=self.usual,
            sharing=several if len(giver.codes) > 1 else None,
        )  # fmt: skip
        draft = self._priced(self._dated(_proved(draft, entry), entry, day), entry, day)
        return draft.marked(*set(features_of(draft, scene, None, giver)) - {"frame.none"})

    def giver(self, table: TableRead, entry: Entry) -> Giver:
        """Who gives: the row's own donor, one that the head names, else the caption's."""
        for cell, rule in ((entry.donor, "donors.table.row"), (entry.head, "donors.table.head")):
            found = self._named(cell, rule) if cell is not None else Giver()
            if found.codes:
                return found
        caption = [cell for cell in table.columns.caption if cell.text]
        named = self._named(caption[0], "donors.table.caption") if len(caption) == 1 else Giver()
        return named if named.codes else table.caption.giver

    def _named(self, cell: Cell, rule: str) -> Giver:
        names = [name for name in self.gazetteer.find(cell.text) if name.kind == "donor"]
        names = [name for name in names if name.ref != RECIPIENT and name.ref not in AGGRESSORS]
        spans = tuple((cell.start + name.start, cell.start + name.end) for name in names)
        return Giver(codes=tuple(sorted({name.ref for name in names})), spans=spans, rule=rule)

    def _dated(self, draft: Draft, entry: Entry, day: date | None) -> Draft:
        """With the window: by the row's day, the number's cell ("14 (May 2024)"), or the head ("Delivered in 2024")."""
        for cell in (entry.when, entry.number, entry.head):
            time = self._time(cell, draft.kind, day) if cell is not None else None
            if cell is not None and time is not None:
                return _word(replace(draft, window=time.window), "window", cell, time.rule)
        return draft

    def _time(self, cell: Cell, kind: Kind, day: date | None) -> TimeMention | None:
        words = cell.text if not cell.text[:1].isdigit() or len(cell.text) > 4 else f"in {cell.text}"
        found = find_mentions(words, published=day, gazetteer=self.gazetteer)
        times = [resolve(time, future=kind not in (Kind.DELIVERY, Kind.DISPATCH)) for time in found.times]
        times = [time for time in times if time.window is not None]
        return times[0] if len(times) == 1 and not (found.quantities and times[0].end - times[0].start < 5) else None

    def _priced(self, draft: Draft, entry: Entry, day: date | None) -> Draft:
        """With the worth of a row, where its own cell names the currency."""
        if entry.value is None or not entry.value.text:
            return draft
        found = find_mentions(entry.value.text, published=day, gazetteer=self.gazetteer).money
        if len(found) != 1 or found[0].per is not None:
            return draft
        return _word(replace(draft, value=found[0].money), "value", entry.value, found[0].rule)


def _thing(scene: Scene, phrases: list[ItemPhrase]) -> ItemPhrase | None:
    """The phrase that an entry is about: the first that stands for itself, and the one with a number before others."""
    things = [
        phrase
        for phrase in phrases
        if phrase.category not in (None, "funding")
        and not phrase.refers
        and (phrase.category != "other" or countable(scene, phrase))
    ]
    return next((phrase for phrase in things if phrase.quantity is not None), things[0] if things else None)


def _proved(draft: Draft, entry: Entry) -> Draft:
    """With the cells as evidence, and as the words of each field."""
    draft = _word(draft, "item", entry.item, draft.phrase.rule if draft.phrase is not None else "")
    if draft.quantity.known and entry.number is not None:
        draft = _word(draft, "quantity", entry.number, "quantity.table")
    if entry.head is not None and entry.head.text:
        draft = _word(draft, "kind", entry.head, "kinds.table.head")
    else:
        draft = draft.by_rule("kind", "kinds.table.caption")
    cells = [cell for cell in (entry.head, entry.item, entry.number) if cell is not None and cell.text]
    spans = sorted({Span(start=cell.start, end=cell.end) for cell in cells})
    return replace(draft.by_words("donors", words_of_giver(draft.giver)), spans=tuple(spans))


def _word(draft: Draft, field: str, cell: Cell, rule: str) -> Draft:
    return draft.word(field, cell.text, cell.start, cell.end, rule)
