"""An entry of a table is parsed as the phrase "14 Leopard tanks", and its draft is proved by the cells it came from."""

from collections.abc import Callable
from dataclasses import dataclass
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
from extraction.reading.wording import countable, features_of, quantity_of
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Words
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
        if phrase is None or phrase.category is None:
            return NO_THING
        giver = self.giver(table, entry)
        if not giver.codes:
            return NO_DONOR
        if phrase.quantity is None and entry.number is not None and len(scene.mentions.quantities) == 1:
            phrase.quantity = scene.mentions.quantities[0]  # the number's own cell says so, whatever the parse says
        stated = quantity_of(phrase, self.catalogue)
        quantity = stated if entry.known else Quantity(unit=stated.unit)
        draft = Draft(
            scene=scene, frame=None, phrase=phrase, kind=entry.kind, giver=giver, name=phrase.name, slug=phrase.slug,
            category=phrase.category, quantity=quantity, recipient=self.usual,
        )  # fmt: skip
        if len(giver.codes) > 1:
            draft.sharing = Sharing.JOINT if quantity.known else Sharing.UNCLEAR
        _prove(draft, entry)
        self._date(draft, entry, day)
        self._price(draft, entry, day)
        draft.marks |= set(features_of(draft, scene, None, giver)) - {"frame.none"}
        return draft

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

    def _date(self, draft: Draft, entry: Entry, day: date | None) -> None:
        """The window: by the row's day, the number's cell ("14 (March 2024)"), or the head ("Delivered in 2024")."""
        for cell in (entry.when, entry.number, entry.head):
            time = self._time(cell, draft.kind, day) if cell is not None else None
            if cell is not None and time is not None:
                draft.window = time.window
                _word(draft, "window", cell, time.rule)
                return

    def _time(self, cell: Cell, kind: Kind, day: date | None) -> TimeMention | None:
        words = cell.text if not cell.text[:1].isdigit() or len(cell.text) > 4 else f"in {cell.text}"
        found = find_mentions(words, published=day, gazetteer=self.gazetteer)
        times = [resolve(time, future=kind not in (Kind.DELIVERY, Kind.DISPATCH)) for time in found.times]
        times = [time for time in times if time.window is not None]
        return times[0] if len(times) == 1 and not (found.quantities and times[0].end - times[0].start < 5) else None

    def _price(self, draft: Draft, entry: Entry, day: date | None) -> None:
        """The worth of a row, where its own cell names the currency."""
        if entry.value is None or not entry.value.text:
            return
        found = find_mentions(entry.value.text, published=day, gazetteer=self.gazetteer).money
        if len(found) == 1 and found[0].per is None:
            draft.value = found[0].money
            _word(draft, "value", entry.value, found[0].rule)


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


def _prove(draft: Draft, entry: Entry) -> None:
    """The cells as evidence, and as the words of each field."""
    _word(draft, "item", entry.item, draft.phrase.rule if draft.phrase is not None else "")
    if draft.quantity.known and entry.number is not None:
        _word(draft, "quantity", entry.number, "quantity.table")
    if entry.head is not None and entry.head.text:
        _word(draft, "kind", entry.head, "kinds.table.head")
    else:
        draft.words["kind"] = Words(text="", span=None, rule="kinds.table.caption")
    if draft.giver.spans:
        start, end = draft.giver.spans[0]
        draft.word("donors", "", start, end, draft.giver.rule)
    else:
        draft.words["donors"] = Words(text="", span=None, rule=draft.giver.rule)
    cells = [cell for cell in (entry.head, entry.item, entry.number) if cell is not None and cell.text]
    draft.spans = sorted({Span(start=cell.start, end=cell.end) for cell in cells})


def _word(draft: Draft, field: str, cell: Cell, rule: str) -> None:
    draft.word(field, cell.text, cell.start, cell.end, rule)
