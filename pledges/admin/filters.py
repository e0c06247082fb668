"""The lists of claims are narrowed by what an editor thinks in: donor, category, confidence, article."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from pledges.models import Article, Claim, LedgerLine
from pledges.queries.catalogue import current_catalogue
from pledges.queries.claims import subtree

BANDS = {
    "90": ("0.9 and above", 0.9, 1.01),
    "70": ("0.7 to 0.9", 0.7, 0.9),
    "50": ("0.5 to 0.7", 0.5, 0.7),
    "0": ("below 0.5", 0.0, 0.5),
}


class DonorFilter(admin.SimpleListFilter):
    """Claims that name a donor; those that the ledger has are offered."""

    title = parameter_name = "donor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        known = current_catalogue().donors
        named = {code for donors in LedgerLine.objects.values_list("donors", flat=True).distinct() for code in donors}
        return sorted(((code, known[code].name if code in known else code) for code in named), key=lambda row: row[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        return queryset.filter(donors__contains=[self.value()]) if self.value() else queryset


class CategoryFilter(admin.SimpleListFilter):
    """Claims of a category and those below it."""

    title = parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        known = current_catalogue().categories
        used = set(LedgerLine.objects.values_list("category", flat=True).distinct())
        return [(slug, one.name) for slug, one in known.items() if used & set(subtree(slug, current_catalogue()))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        slug = self.value()
        return queryset.filter(category__in=subtree(slug, current_catalogue())) if slug else queryset


class ConfidenceFilter(admin.SimpleListFilter):
    """Claims in a band of confidence."""

    title = parameter_name = "confidence"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [(key, name) for key, (name, _, _) in BANDS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        if self.value() not in BANDS:
            return queryset
        _, least, below = BANDS[self.value() or ""]
        return queryset.filter(state__confidence__gte=least, state__confidence__lt=below)


class ArticleFilter(admin.SimpleListFilter):
    """Claims of one article, as its page links to them; a list of all articles would be endless."""

    title = parameter_name = "article"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        chosen = request.GET.get("article", "")
        number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 18 else None
        row = Article.objects.filter(pk=number).first() if number is not None else None
        return [(chosen, row.key if row else "no such article")] if chosen else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        value = self.value()
        if value is None:
            return queryset
        known = value.isascii() and value.isdigit() and len(value) < 18
        return queryset.filter(article=int(value)) if known else queryset.none()
