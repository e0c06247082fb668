"""A register is stored as any source is, row by row with its evidence; importing a file again changes nothing.

Its claims are kept apart from the figures (`settings.KEPT_APART`): a register sums up the reports that the ledger is
made of, and to count it beside them would tell every gift again. So the ledger can be compared with it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import batched
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from pledges.domain.catalogue import Catalogue
from pledges.domain.values import Kind
from pledges.models import Article, ArticleVersion, Claim, ClaimState, Source, SourceKind
from pledges.queries.catalogue import current_catalogue
from pledges.queries.truth import live_runs
from pledges.registers import PUBLISHERS, READERS, RegisterError, RegisterFile
from pledges.registers.documents import FUNDING, Bounds, RegisterDocument, Sums, Tally, Thing
from pledges.services.articles import Offer, source_of, store
from pledges.services.readings import record_runs
from pledges.services.transactions import in_one_transaction

BATCH = 250  # documents a transaction: what an import holds locked at once
EXTRACTOR = "register-{register}-2"  # another number where the same rows are read otherwise: a file is then read again
GONE = "The register holds this no more.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A thing of which other numbers are stored than the file's cells add up to."""

    thing: Thing
    file: Sums
    stored: Sums

    def __str__(self) -> str:
        name = " ".join(one for one in self.thing if one)
        return f"{name}: the file's cells add up to {self.file}, the stored claims to {self.stored}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did. `sums` are those of the stored claims, `lost` those that differ from the file's own cells.

    None differ, or the import is at fault.

    `missing` counts documents of earlier imports that this file lacks; `retired` how many of them lost their claims.
    """

    file: RegisterFile
    published: date
    outcomes: Mapping[str, int]
    claims: int
    sums: Mapping[Thing, Sums]
    lost: tuple[Difference, ...]
    missing: int
    retired: int


def import_register(*, register: str, data: bytes, published: date | None = None, whole: bool = False) -> Imported:
    """Store a register's file: a document a deal (SIPRI) or package (Kiel), each with its claims.

    `published` is the edition's day; without it the file's own. `whole` says that the file is all of the register:
    what earlier files held and this one lacks loses its claims. Raises RegisterError for a file that is none, or that
    does not say its day.
    """
    catalogue = current_catalogue()
    if not catalogue.systems:
        raise RegisterError("the catalogue is empty: load the seeds first")
    file = READERS[register](data, catalogue=catalogue, today=timezone.now().date())
    day = published or file.published
    if day is None:
        raise RegisterError("the file does not say its day: name it with --published")
    source = _source(PUBLISHERS[register])
    outcomes: Counter[str] = Counter()
    for documents in batched(file.documents, BATCH):
        outcomes.update(_store(documents, register, day, source, catalogue))
    stored = _stored_sums([one.key for one in file.documents])
    gone = _gone(register, file.documents)
    if whole:
        for keys in batched(gone, BATCH):
            _store([_tombstone(key) for key in keys], register, day, source, catalogue)
    lost = differences(file.sums, stored)
    return Imported(
        file=file,
        published=day,
        outcomes=outcomes,
        claims=sum(len(one.claims) for one in file.documents),
        sums={**file.sums, **{one.thing: one.stored for one in lost}},
        lost=lost,
        missing=len(gone),
        retired=len(gone) if whole else 0,
    )


def differences(file: Mapping[Thing, Sums], stored: Mapping[Thing, Sums]) -> tuple[Difference, ...]:
    """What a file's own sums and the stored ones do not agree on, in order."""
    pairs = [(one, file.get(one, Sums()), stored.get(one, Sums())) for one in sorted({*file, *stored})]
    return tuple(Difference(thing=thing, file=own, stored=kept) for thing, own, kept in pairs if not own.equal(kept))


def _source(publisher: str) -> Source:
    """The register as a source; it is one whether or not the seeds know it."""
    Source.objects.get_or_create(slug=slugify(publisher), defaults={"name": publisher, "kind": SourceKind.REGISTER})
    return source_of(name=publisher)


@in_one_transaction
def _store(
    documents: Iterable[RegisterDocument], register: str, day: date, source: Source, catalogue: Catalogue
) -> list[str]:
    """Documents with their claims, the ledger brought up to date once for all of them; what became of each."""
    outcomes: list[str] = []
    readings = []
    started_at = timezone.now()
    for document in sorted(documents, key=lambda one: one.key):
        version, outcome = _version(document, day, source)
        outcomes.append(outcome)
        readings.append((version, document.claims))
    extractor = EXTRACTOR.format(register=register)
    record_runs(readings=readings, extractor=extractor, catalogue=catalogue.revision, started_at=started_at)
    return outcomes


def _version(document: RegisterDocument, day: date, source: Source) -> tuple[ArticleVersion, str]:
    """The version of a document. A row that a later edition repeats word for word is the version that stands."""
    article = Article.objects.filter(key=document.key).first()
    sighting = article.sightings.order_by("-id").select_related("version").first() if article else None
    latest = sighting.version if sighting else None
    if latest is not None and latest.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest():
        return latest, "unchanged"
    return store(
        offer=Offer(
            key=document.key,
            text=document.text,
            published=day,
            title=document.title[:1000],
            publisher=source.name,
            media_type="text/plain",
        )
    )


def _tombstone(key: str) -> RegisterDocument:
    return RegisterDocument(key=key, title="", text=GONE, claims=(), rows=())


def _gone(register: str, documents: Sequence[RegisterDocument]) -> list[str]:
    """Keys of this register that hold claims now and are not in the file."""
    held = ClaimState.objects.filter(article__key__startswith=f"{register}:").exclude(review="unread")
    keys = set(held.values_list("article__key", flat=True).distinct())
    return sorted(keys - {one.key for one in documents})


SUMMED = (
    *("donors", "item_name", "words", "kind", "category", "unit", "quantity_low", "quantity_high"),
    *("value_amount", "value_currency"),
)


def _stored_sums(keys: Sequence[str]) -> dict[Thing, Sums]:
    """Sums by donor, item, unit and currency of the claims as the database has them, for the documents of a file."""
    tally = Tally()
    for part in batched(keys, 2000):
        articles = list(Article.objects.filter(key__in=part).values_list("pk", flat=True))
        runs = live_runs(articles=articles)
        for row in Claim.objects.filter(readings__run__in=runs).values(*SUMMED):
            thing, number = _summed(row)
            arrived = row["kind"] == Kind.DELIVERY.value
            tally.add(thing, pledged=None if arrived else number, delivered=number if arrived else None)
    return tally.sums()


def _summed(row: Mapping[str, Any]) -> tuple[Thing, Bounds | None]:
    """What a claim counts, and how much of it: money in its currency, else units; None where it states no number."""
    donor = "+".join(row["donors"])
    if row["category"] == FUNDING:
        thing = Thing(donor, FUNDING, row["value_currency"] or "")
        return thing, None if row["value_amount"] is None else Bounds.exactly(row["value_amount"])
    thing = Thing(donor, row["item_name"] or row["words"]["item"]["text"], row["unit"])
    if row["quantity_low"] is None or row["quantity_high"] is None:
        return thing, None
    return thing, Bounds(low=Decimal(row["quantity_low"]), high=Decimal(row["quantity_high"]))
