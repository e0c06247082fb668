"""Text in, claims out: cut, gate, find, parse, compose, merge, place. A text gives the same claims in any company."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from spacy.language import Language

from extraction.mentions import Gazetteer, Mentions, find_mentions
from extraction.reading.bare_vehicles import without_bare_vehicles
from extraction.reading.compose import Composer
from extraction.reading.composing.thread import Skipped, Thread
from extraction.reading.confidence import reasons
from extraction.reading.corrected import note_corrections, notes_of
from extraction.reading.corrections import CORRECTION, corrected, unread_of
from extraction.reading.crowns import Crowns
from extraction.reading.discourse import Memory
from extraction.reading.documents import LONGEST_TEXT, Document, refuse_long
from extraction.reading.donors.giver import Giver
from extraction.reading.drafts import Draft
from extraction.reading.exclusions import mostly_of_ukraine, of_own_arms, speaks_of_ukraine
from extraction.reading.gate import Gate, goes_on, holds_counted, holds_item, may_count, points_back, tells_of
from extraction.reading.items import ItemFinder
from extraction.reading.lexicon import Lexicon, lexicon
from extraction.reading.merging import merge
from extraction.reading.notes.giver import sole_donor
from extraction.reading.notes.voice import is_note
from extraction.reading.outline import outline
from extraction.reading.parsing import as_sentences, load_parser
from extraction.reading.placing import place
from extraction.reading.publishers import home_of, in_own_dollars, of_own_state
from extraction.reading.readable import Readable, readable, without_unseen
from extraction.reading.recipients import usual_recipient
from extraction.reading.refuting import note_refuted
from extraction.reading.rests import without_rests
from extraction.reading.scene import Scene
from extraction.reading.sections import sections
from extraction.reading.segments import Sentence, sentences
from extraction.reading.speakers import Speakers
from extraction.reading.stage import Judging
from extraction.reading.tables.drafting import Drafting
from extraction.reading.tables.reading import Tables, read_tables, reports
from extraction.reading.voices import heads, house_of, named_in, publisher_of, said_before, title_of
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim
from pledges.domain.posts import day_at

EXTRACTOR_VERSION = "5"
_BATCH = 24  # sentences of one article parsed together; articles never share a batch, so none can change another
_NEAR = 2  # sentences between a pronoun and what it means
_FAR = 1_000_000
NOTE = 2500  # characters: an analyst's note need not say that Ukraine is who receives; an article does


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """How a document was read: its sentences, those that were parsed with their mentions, claims, and what was not.

    Sentences and mentions stand in `shown`, the text as it is read, which knows where all of it is stored; claims stand
    in the stored text.
    `reasons` maps a claim's id to what each feature added to its confidence. `unread` maps the ordinal of a sentence
    that was passed over as a whole to the reason. `tables_left` has a sentence for each table of gifts that was not
    read in full.
    """

    document: Document
    shown: Readable
    pieces: tuple[Sentence, ...]
    read: tuple[tuple[Sentence, Mentions], ...]
    claims: tuple[Claim, ...]
    reasons: dict[str, dict[str, float]]
    skipped: tuple[Skipped, ...]
    unread: dict[int, str]
    tables_left: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Holds what is loaded once per process: model, catalogue, gazetteer, lexicon."""

    nlp: Language
    catalogue: Catalogue
    gazetteer: Gazetteer
    gate: Gate
    items: ItemFinder
    table: Lexicon
    limit: int = LONGEST_TEXT
    judge: Judging | None = None

    @property
    def version(self) -> str:
        """What reads: the rules' version, and that of the judge."""
        return version_with(self.judge)

    @classmethod
    def build(
        cls,
        *,
        catalogue: Catalogue,
        model: str | Path | None = None,
        limit: int = LONGEST_TEXT,
        judge: Judging | None = None,
    ) -> "Reader":
        """Load the parser (`model`: a package name or path; None is the packaged model) and compile the catalogue.

        Without a judge every claim of the rules stands.
        """
        return cls(
            nlp=load_parser(model),
            catalogue=catalogue,
            gazetteer=Gazetteer.build(catalogue),
            gate=Gate(),
            items=ItemFinder(catalogue),
            table=lexicon(),
            limit=limit,
            judge=judge,
        )

    def with_catalogue(self, catalogue: Catalogue) -> "Reader":
        """The same model with another catalogue; only what is compiled from the catalogue is made anew."""
        return replace(self, catalogue=catalogue, gazetteer=Gazetteer.build(catalogue), items=ItemFinder(catalogue))

    def read(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        """The claims of each document, in text order. Raises TextTooLong before anything of that text is read."""
        for document in documents:
            yield list(self.trace(document).claims)

    def trace(self, document: Document) -> "Trace":
        """All that was found, made and skipped in one document. Raises TextTooLong like `read`."""
        refuse_long(document, limit=self.limit)
        shown = readable(document.text, document.media_type)
        copy = replace(
            document,
            text=shown.text,
            title=without_unseen(document.title).running,
            publisher=without_unseen(document.publisher).running,
        )
        pieces = list(sentences(copy.text))
        composer, thread = Composer(find=self.items.find, judge=self.judge), self._thread(copy, pieces)
        tables = read_tables(pieces, thread, self.gazetteer)
        noted = corrected(pieces)
        unread = dict.fromkeys(unread_of(pieces, noted), CORRECTION) | tables.lines
        days = {
            piece.ordinal: day_at(document.posts, shown.stored(piece.start), document.published) for piece in pieces
        }
        scenes = []
        for scene in self.scenes(copy, [piece for piece in pieces if piece.ordinal not in unread], days, thread):
            scenes.append((scene.sentence, scene.mentions))
            thread = composer.read(thread, scene)
        tabled, skipped, left = self._tabled(tables, pieces, days, thread)
        drafts = sorted([*thread.memory.drafts, *tabled], key=lambda draft: draft.scene.sentence.ordinal)
        told = without_bare_vehicles(without_rests(note_refuted(drafts, pieces)), self.catalogue)
        kept = merge(told, self.catalogue)
        notes = notes_of(pieces, noted, text=document.text, title=copy.title)
        kept = note_corrections(kept, notes, self._mentions, self.catalogue)
        claims = place(document, shown, pieces, kept)
        marks = {claim.id: dict(draft.why) or reasons(draft.marks) for claim, draft in zip(claims, kept, strict=True)}
        return Trace(
            document=document, shown=shown, pieces=tuple(pieces), read=tuple(scenes), claims=tuple(claims),
            reasons=marks, skipped=(*thread.skipped, *skipped), unread=unread, tables_left=left,
        )  # fmt: skip

    def scenes(
        self, document: Document, pieces: list[Sentence], days: Mapping[int, date | None], thread: Thread
    ) -> Iterator[Scene]:
        """Those of the sentences that can hold a claim, with their mentions, parsed; of a register or a note, all."""
        chosen: list[tuple[Sentence, Mentions]] = []
        home = home_of(document.publisher, self.gazetteer.find(document.publisher))
        every = thread.register or thread.note
        crowns = Crowns.of(document.text, document.title, document.publisher)
        for piece in pieces:
            away = piece.ordinal - chosen[-1][0].ordinal if chosen else _FAR
            listed = thread.outline.holds(piece.ordinal) or (away == 1 and goes_on(piece.text))
            opened = every or listed or self.gate.opens(piece.text)
            if opened or may_count(piece.text):
                found = self._found(piece, days[piece.ordinal], home, crowns, currency=_named_before(chosen, piece))
                if _may_tell(piece.text, found, away) if opened else holds_counted(found):
                    chosen.append((piece, found))
        texts = (self.nlp.make_doc(piece.text) for piece, _ in chosen)
        for (piece, found), doc in zip(chosen, self.nlp.pipe(as_sentences(texts), batch_size=_BATCH), strict=True):
            yield Scene.of(piece, doc, found)

    def _found(self, piece: Sentence, day: date | None, home: str | None, crowns: Crowns, *, currency: str) -> Mentions:
        """The mentions of a sentence; a paper's own dollars, crowns and government are those of its country."""
        found = find_mentions(piece.text, published=day, gazetteer=self.gazetteer, currency=currency)
        if found.money:
            found = replace(found, money=crowns.told(found.money, piece.start))
        if home is None:
            return found
        money = in_own_dollars(found.money, found.names, home)
        return replace(found, money=money, names=of_own_state(found.names, home))

    def _mentions(self, text: str) -> Mentions:
        return find_mentions(text, published=None, gazetteer=self.gazetteer)

    def _tabled(
        self, tables: Tables, pieces: list[Sentence], days: Mapping[int, date | None], thread: Thread
    ) -> tuple[list[Draft], list[Skipped], tuple[str, ...]]:
        """The drafts of the tables' entries, what could not be read, and a sentence for each table of which that is."""
        drafting = Drafting(
            catalogue=self.catalogue, gazetteer=self.gazetteer, find=self.items.find, usual=thread.usual
        )
        entries = [(table, entry) for table in tables.read for entry in table.entries]
        texts = (self.nlp.make_doc(entry.text) for _, entry in entries)
        drafts, skipped, failed = list[Draft](), list[Skipped](), dict[int, str]()
        for (table, entry), doc in zip(entries, self.nlp.pipe(as_sentences(texts), batch_size=_BATCH), strict=True):
            day = days[entry.line]
            found = find_mentions(entry.text, published=day, gazetteer=self.gazetteer)
            scene = Scene.of(pieces[entry.line], doc, found)
            made = drafting.draft(table, entry, scene, day)
            if isinstance(made, Draft):
                drafts.append(made)
            else:
                failed[entry.line] = made
                skipped.append(Skipped(sentence=entry.line, words=entry.text, reason=made))
        for one in (one for table in tables.read for one in table.unread):
            skipped.append(Skipped(sentence=one.line, words=one.words, reason=one.reason))
        return drafts, skipped, tuple(reports(tables, failed))

    def _thread(self, document: Document, pieces: list[Sentence]) -> Thread:
        publisher = publisher_of(document, self.gazetteer, self.catalogue)
        note = is_note(document.title, document.publisher, document.text, pieces)
        speakers = Speakers(pieces, self.gazetteer)
        memory = Memory(
            catalogue=self.catalogue,
            publisher=publisher,
            house=house_of(document, publisher, self.catalogue),
            title=title_of(document, self.gazetteer),
            donors_in=cache(lambda ordinal: said_before(pieces, ordinal, self.gazetteer)),
            donors_of=cache(lambda ordinal: named_in(pieces[ordinal], self.gazetteer, sole=False)),
            text_of=lambda ordinal: pieces[ordinal].text,
            heads=cache(lambda ordinal: heads(pieces[ordinal], self.gazetteer)),
            speaker=speakers.of,
            asks=speakers.asks,
        )
        return Thread(
            lexicon=self.table,
            memory=memory,
            outline=replace(outline(pieces, document.text), sections=sections(pieces, self.gazetteer.find)),
            official=bool(publisher.codes),
            register=publisher.register,
            note=note,
            note_giver=self._note_giver(document) if note else Giver(),
            usual=usual_recipient(f"{document.title} {document.text}", document.title),
            names_ukraine=speaks_of_ukraine(f"{document.title} {document.text}"),
            about_ukraine=speaks_of_ukraine(document.title)
            or mostly_of_ukraine(document.text)
            or (len(document.text) <= NOTE and not of_own_arms(document.text)),
        )

    def _note_giver(self, document: Document) -> Giver:
        """The one donor that a note, or else its title, names."""
        found = sole_donor(self.gazetteer.find(document.text), document.text)
        return found if found.codes else sole_donor(self.gazetteer.find(document.title), document.title, stored=False)


def _may_tell(text: str, found: Mentions, away: int) -> bool:
    """Whether a sentence that the gate lets in can hold a claim: `away` sentences after the last that could."""
    opens = text.rstrip().endswith(":")
    return holds_item(found) or tells_of(text) or opens or (away <= _NEAR and points_back(text))


def _named_before(chosen: list[tuple[Sentence, Mentions]], piece: Sentence) -> str:
    """The currency of the last sum of the sentence right before, "" without one."""
    if not chosen or piece.ordinal - chosen[-1][0].ordinal != 1 or not chosen[-1][1].money:
        return ""
    return chosen[-1][1].money[-1].money.currency


def version_with(judge: Judging | None) -> str:
    """What reads with a judge, as a run keeps it: "5+46f9aa1b" is the fifth version of the rules with such weights."""
    return EXTRACTOR_VERSION if judge is None else f"{EXTRACTOR_VERSION}+{judge.version}"
