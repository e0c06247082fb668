"""The catalogue as a value, read from the database; what the extractor and the ledger work with."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from django.apps import apps
from django.db import connection

from pledges.domain import catalogue as domain
from pledges.models import Category, Donor, DonorName, Membership, NameKind, System, SystemName

HISTORY = [
    apps.get_model("pledges", f"{model.__name__}Event")
    for model in (Donor, DonorName, Membership, Category, System, SystemName)
]
FIELD_OF_NAME = {
    NameKind.ALIAS: "aliases",
    NameKind.ADJECTIVE: "adjectives",
    NameKind.CAPITAL: "capitals",
    NameKind.LEADER: "leaders",
    NameKind.INSTITUTION: "institutions",
}


def current_catalogue() -> domain.Catalogue:
    """The catalogue as it stands; read again only when its history has moved."""
    return _catalogue_at(catalogue_mark())


@lru_cache(maxsize=1)
def _catalogue_at(mark: str) -> domain.Catalogue:
    return catalogue()


def catalogue() -> domain.Catalogue:
    """All of it, in seven queries."""
    return domain.Catalogue(donors=_donors(), categories=_categories(), systems=_systems())


def catalogue_mark() -> str:
    """How far the catalogue's history has come; equal marks mean an equal catalogue. One query, no scan."""
    tables = [model._meta.db_table for model in HISTORY]
    parts = ", ".join(f"(SELECT COALESCE(MAX(pgh_id), 0) FROM {connection.ops.quote_name(t)})" for t in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {parts}")
        return ".".join(str(number) for number in cursor.fetchone() or ())


def _donors() -> dict[str, domain.Donor]:
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for donor, kind, name in DonorName.objects.order_by("id").values_list("donor_id", "kind", "name"):
        names[donor][FIELD_OF_NAME[NameKind(kind)]].append(name)
    members: dict[str, list[domain.Membership]] = defaultdict(list)
    for m in Membership.objects.order_by("id"):
        members[m.group_id].append(domain.Membership(member=m.member_id, start=m.start, end=m.end))
    return {
        row.code: domain.Donor(
            code=row.code,
            name=row.name,
            kind=row.kind,
            members=tuple(members[row.code]),
            **{field: tuple(found) for field, found in names[row.code].items()},
        )
        for row in Donor.objects.order_by("code")
    }


def _categories() -> dict[str, domain.Category]:
    return {
        row.slug: domain.Category(
            slug=row.slug,
            name=row.name,
            parent=row.parent_id,
            words=tuple(row.words),
            unroca=row.unroca,
            sipri=tuple(row.sipri),
            kiel=tuple(row.kiel),
            counting=domain.counting_from_json(row.counting),
            traits=tuple(trait for trait in domain.Trait if trait in row.traits),
        )
        for row in Category.objects.order_by("slug")
    }


def _systems() -> dict[str, domain.System]:
    names: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for system, name, guarded in SystemName.objects.order_by("id").values_list("system_id", "name", "guarded"):
        names[system].append((name, guarded))
    return {
        row.slug: domain.System(
            slug=row.slug,
            name=row.name,
            category=row.category_id,
            variant_of=row.variant_of_id,
            aliases=_with(names[row.slug], guarded=False),
            guarded=_with(names[row.slug], guarded=True),
            item_is=row.item_is,
            codes=row.codes,
            example=row.example,
            counting=domain.counting_from_json(row.counting),
        )
        for row in System.objects.order_by("slug")
    }


def _with(names: Iterable[tuple[str, bool]], *, guarded: bool) -> tuple[str, ...]:
    return tuple(name for name, is_guarded in names if is_guarded == guarded)
