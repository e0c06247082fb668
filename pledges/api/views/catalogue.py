"""The catalogue as it stands: who gives, what there is to give, and who tells of it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from pledges.api import catalogue_parameters as names
from pledges.api import shapes
from pledges.api.doors import Detail, Listing, Values
from pledges.api.paging import page_items
from pledges.domain.catalogue import Catalogue, Category, Donor, System, counting_to_json
from pledges.queries.articles import sources
from pledges.queries.catalogue import current_catalogue
from pledges.queries.claims import subtree, variants


def donor_to_dict(donor: Donor) -> dict[str, Any]:
    """A donor as the API shows it."""
    return {
        "id": donor.code,
        "name": donor.name,
        "kind": donor.kind,
        "aliases": donor.aliases,
        "adjectives": donor.adjectives,
        "capitals": donor.capitals,
        "leaders": donor.leaders,
        "institutions": donor.institutions,
        "members": [{"donor": one.member, "from": one.start, "to": one.end} for one in donor.members],
    }


def system_to_dict(system: System, catalogue: Catalogue) -> dict[str, Any]:
    """A system as the API shows it."""
    return {
        "id": system.slug,
        "name": system.name,
        "category": system.category,
        "variant_of": system.variant_of,
        "family": catalogue.family(system.slug),
        "item_is": system.item_is,
        "counting": counting_to_json(system.counting) or None,
        "aliases": system.aliases,
        "guarded": system.guarded,
        "codes": dict(system.codes),
    }


def category_to_dict(category: Category) -> dict[str, Any]:
    """A category as the API shows it."""
    return {
        "id": category.slug,
        "name": category.name,
        "parent": category.parent,
        "words": category.words,
        "unroca": category.unroca,
        "sipri": category.sipri,
        "kiel": category.kiel,
        "counting": counting_to_json(category.counting) or None,
    }


def donors(values: Values) -> Sequence[Values]:
    """All donors, or the one asked for."""
    rows = current_catalogue().donors.values()
    return [donor_to_dict(row) for row in rows if values.get("donor", row.code) == row.code]


def systems(values: Values) -> Sequence[Values]:
    """All systems, or those of a family or a category."""
    catalogue = current_catalogue()
    slugs = set(catalogue.systems)
    if "system" in values:
        slugs &= set(variants(values["system"], catalogue))
    if "category" in values:
        below = set(subtree(values["category"], catalogue))
        slugs = {slug for slug in slugs if catalogue.systems[slug].category in below}
    return [system_to_dict(row, catalogue) for slug, row in catalogue.systems.items() if slug in slugs]


def categories(values: Values) -> Sequence[Values]:
    """All categories, or one with those below it."""
    catalogue = current_catalogue()
    slugs = subtree(values["category"], catalogue) if "category" in values else catalogue.categories
    return [category_to_dict(catalogue.categories[slug]) for slug in slugs]


def publishers(values: Values) -> Sequence[Values]:
    """All sources."""
    return sources()


class CatalogueList(Listing):
    """What the four lists share: they are small, and paged in memory."""

    orders = ("id", "name")
    order = "id"
    rows: ClassVar[Any]

    def get(self, request: Request) -> Response:
        values = self.read(request)
        order, cursor, size = self.way(values)
        rows = type(self).rows(values)
        found = page_items(rows, order=order, ident=lambda row: str(row["id"]), cursor=cursor, size=size)
        return Response(self.page(request, values, found))


class CatalogueDetail(Detail):
    """One row by its id."""

    rows: ClassVar[Any]

    def get(self, request: Request, ident: str) -> Response:
        values = self.read(request)
        found = next((row for row in type(self).rows({}) if row["id"] == ident), None)
        return self.answer(found, values, missing=f"There is no {self.shape.__name__.lower()} {ident!r}.")


class Donors(CatalogueList):
    """Givers with the names that stand for them."""

    operation, shape, rows, filters = "donors_list", shapes.Donor, staticmethod(donors), (names.DONOR,)


class OneDonor(CatalogueDetail):
    """One giver."""

    operation, shape, rows = "donors_read", shapes.Donor, staticmethod(donors)


class Systems(CatalogueList):
    """Weapon systems; `system` gives one with its variants, `category` those of a kind."""

    operation, shape, rows = "systems_list", shapes.System, staticmethod(systems)
    filters = (names.SYSTEM, names.CATEGORY)


class OneSystem(CatalogueDetail):
    """One weapon system."""

    operation, shape, rows = "systems_read", shapes.System, staticmethod(systems)


class Categories(CatalogueList):
    """The tree of categories; `category` gives one with those below it."""

    operation, shape, rows = "categories_list", shapes.Category, staticmethod(categories)
    filters = (names.CATEGORY,)


class OneCategory(CatalogueDetail):
    """One category."""

    operation, shape, rows = "categories_read", shapes.Category, staticmethod(categories)


class Sources(CatalogueList):
    """Publishers, and how official each is."""

    operation, shape, rows = "sources_list", shapes.Source, staticmethod(publishers)


class OneSource(CatalogueDetail):
    """One publisher."""

    operation, shape, rows = "sources_read", shapes.Source, staticmethod(publishers)
