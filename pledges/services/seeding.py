"""Seeds fill the catalogue; loading them again changes nothing, and what a person edited is left alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from pledges.domain.catalogue import Catalogue, counting_to_json
from pledges.domain.catalogue import Donor as DonorValue
from pledges.domain.catalogue import System as SystemValue
from pledges.models import Category, Donor, DonorName, Membership, NameKind, PolledSource, Source, System, SystemName
from pledges.queries.catalogue import FIELD_OF_NAME
from pledges.seed_files import PolledSeed, SourceSeed


@dataclass(slots=True, kw_only=True)
class SeedReport:
    """What loading did: rows written by table, and rows left alone since a person edited them."""

    written: dict[str, int] = field(default_factory=dict)
    left_alone: list[str] = field(default_factory=list)


@transaction.atomic
def load_seeds(*, catalogue: Catalogue, sources: Iterable[SourceSeed], polled: Iterable[PolledSeed] = ()) -> SeedReport:
    """Bring the catalogue's tables to the seeds. Rows that persons added or edited stay as they are."""
    report = SeedReport()
    report.written["categories"] = _load_categories(catalogue, report)
    report.written["donors"] = _load_donors(catalogue, report)
    report.written["systems"] = _load_systems(catalogue, report)
    report.written["sources"] = _load_sources(sources, report)
    report.written["polled sources"] = _load_polled(polled, report)
    return report


KEYS = {Source: "slug", PolledSource: "name"}
"""What seeds know a row by, where it is not the primary key."""

type Seeded = type[Category] | type[Donor] | type[System] | type[Source] | type[PolledSource]


def _edited(model: Seeded, report: SeedReport) -> set[str]:
    """Keys of rows that a person edited; noted in the report."""
    key = KEYS.get(model, "pk")
    edited = {str(value) for value in model._default_manager.filter(edited=True).values_list(key, flat=True)}
    report.left_alone += sorted(f"{model._meta.verbose_name} {value}" for value in edited)
    return edited


def _load_categories(catalogue: Catalogue, report: SeedReport) -> int:
    edited = _edited(Category, report)
    rows = [
        Category(
            slug=c.slug,
            name=c.name,
            words=list(c.words),
            unroca=c.unroca,
            sipri=list(c.sipri),
            kiel=list(c.kiel),
            counting=counting_to_json(c.counting),
            traits=[trait.value for trait in c.traits],
        )
        for c in catalogue.categories.values()
        if c.slug not in edited
    ]
    fields = ["name", "words", "unroca", "sipri", "kiel", "counting", "traits"]
    Category.objects.bulk_create(rows, update_conflicts=True, unique_fields=["slug"], update_fields=fields)
    for row in rows:
        row.parent_id = catalogue.categories[row.slug].parent
    Category.objects.bulk_update(rows, ["parent"])
    return len(rows)


def _load_donors(catalogue: Catalogue, report: SeedReport) -> int:
    edited = _edited(Donor, report)
    values = [donor for donor in catalogue.donors.values() if donor.code not in edited]
    rows = [Donor(code=donor.code, name=donor.name, kind=donor.kind) for donor in values]
    Donor.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=["name", "kind"])
    codes = [donor.code for donor in values]
    wanted = [name for donor in values for name in _names(donor)]
    if list(DonorName.objects.filter(donor__in=codes).order_by("id").values_list("donor", "kind", "name")) != wanted:
        DonorName.objects.filter(donor__in=codes).delete()
        DonorName.objects.bulk_create([DonorName(donor_id=d, kind=k, name=n) for d, k, n in wanted])
    times = [(d.code, m.member, m.start, m.end) for d in values for m in d.members]
    stored = Membership.objects.filter(group__in=codes).order_by("id")
    if list(stored.values_list("group", "member", "start", "end")) != times:
        stored.delete()
        Membership.objects.bulk_create([Membership(group_id=g, member_id=m, start=s, end=e) for g, m, s, e in times])
    return len(rows)


def _names(donor: DonorValue) -> list[tuple[str, str, str]]:
    """Each name once a kind, in the seeds' order."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for kind in NameKind:
        for name in getattr(donor, FIELD_OF_NAME[kind]):
            found.setdefault((kind.value, name.lower()), (donor.code, kind.value, name))
    return list(found.values())


def _load_systems(catalogue: Catalogue, report: SeedReport) -> int:
    edited = _edited(System, report)
    values = [system for system in catalogue.systems.values() if system.slug not in edited]
    rows = [
        System(
            slug=s.slug,
            name=s.name,
            category_id=s.category,
            item_is=s.item_is,
            codes=dict(s.codes),
            example=s.example,
            counting=counting_to_json(s.counting),
        )
        for s in values
    ]
    fields = ["name", "category", "item_is", "codes", "example", "counting"]
    System.objects.bulk_create(rows, update_conflicts=True, unique_fields=["slug"], update_fields=fields)
    for row in rows:
        row.variant_of_id = catalogue.systems[row.slug].variant_of
    System.objects.bulk_update(rows, ["variant_of"], batch_size=500)
    _load_system_names(values)
    return len(rows)


def _load_system_names(values: list[SystemValue]) -> None:
    """Replace the names of seeded systems where they differ; a name that a person's system took stays there."""
    slugs = [system.slug for system in values]
    taken = {name.lower() for name in SystemName.objects.exclude(system__in=slugs).values_list("name", flat=True)}
    wanted = []
    for system in values:
        for name, guarded in [*((n, False) for n in system.aliases), *((n, True) for n in system.guarded)]:
            if name.lower() not in taken:
                taken.add(name.lower())
                wanted.append((system.slug, name, guarded))
    stored = SystemName.objects.filter(system__in=slugs).order_by("id")
    if list(stored.values_list("system", "name", "guarded")) != wanted:
        stored.delete()
        SystemName.objects.bulk_create([SystemName(system_id=s, name=n, guarded=g) for s, n, g in wanted])


def _load_sources(sources: Iterable[SourceSeed], report: SeedReport) -> int:
    edited = _edited(Source, report)
    rows = [
        Source(slug=s.slug, name=s.name, kind=s.kind, aliases=list(s.aliases), domains=list(s.domains))
        for s in sources
        if s.slug not in edited
    ]
    fields = ["name", "kind", "aliases", "domains"]
    Source.objects.bulk_create(rows, update_conflicts=True, unique_fields=["slug"], update_fields=fields)
    return len(rows)


def _load_polled(polled: Iterable[PolledSeed], report: SeedReport) -> int:
    """A new one is paused, a known one goes on or not as before. An address that a person named is left alone."""
    edited = _edited(PolledSource, report)
    publishers = dict(Source.objects.values_list("slug", "pk"))
    named = {
        (form, address): name for form, address, name in PolledSource.objects.values_list("form", "address", "name")
    }
    rows = [
        PolledSource(
            name=seed.name,
            publisher_id=publishers[seed.publisher],
            form=seed.form,
            address=seed.address,
            link_pattern=seed.link_pattern,
            title_any=list(seed.title_any),
            title_none=list(seed.title_none),
            text_any=list(seed.text_any),
            text_none=list(seed.text_none),
            longest_interval=timedelta(hours=seed.longest_hours),
        )
        for seed in polled
        if seed.name not in edited and named.get((seed.form, seed.address), seed.name) == seed.name
    ]
    fields = ["publisher", "form", "address", "link_pattern", "longest_interval"]
    fields += ["title_any", "title_none", "text_any", "text_none"]
    PolledSource.objects.bulk_create(rows, update_conflicts=True, unique_fields=["name"], update_fields=fields)
    return len(rows)
