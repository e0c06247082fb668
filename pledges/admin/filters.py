"""Lists are narrowed by what an editor thinks in: of claims donor, category, confidence and article, of articles and
offers their notes and outcomes, with counts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from pledges.domain.notes import NoteKind
from pledges.models import Article, Claim, Intake, IntakeOutcome, LedgerLine
from pledges.queries.catalogue import current_catalogue
from pledges.queries.claims import subtree
from pledges.queries.held import is_held
from pledges.queries.notes import articles_by_note, noted, offered_with, offers_by_note

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


class HeldFilter(admin.SimpleListFilter):
    """Claims that the gate keeps out of the figures."""

    title = parameter_name = "held"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [("yes", "held"), ("no", "not held")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        if self.value() is None:
            return queryset
        return queryset.filter(is_held("pk") if self.value() == "yes" else ~is_held("pk"))


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


class ArticleNoteFilter(admin.SimpleListFilter):
    """Articles whose reading has a kind of note as they read now, with how many there are."""

    title, parameter_name = "reading note", "note"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return _counted(articles_by_note())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """`version` of a row is the version that it reads as now."""
        return queryset.filter(noted(self.value() or "", version="version")) if self.value() else queryset


class IntakeNoteFilter(admin.SimpleListFilter):
    """Offers that had a kind of note the last time, with how many there are."""

    title, parameter_name = "reading note", "note"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return _counted(offers_by_note())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Intake]) -> QuerySet[Intake]:
        return queryset.filter(offered_with(self.value() or "")) if self.value() else queryset


class OutcomeFilter(admin.SimpleListFilter):
    """Offers by what became of them the last time, with how many there are."""

    title = parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        rows = Intake.objects.order_by().values("outcome").annotate(number=Count("pk"))
        numbers = dict(rows.values_list("outcome", "number"))
        return [(value, f"{name} ({numbers.get(value, 0)})") for value, name in IntakeOutcome.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Intake]) -> QuerySet[Intake]:
        return queryset.filter(outcome=self.value()) if self.value() else queryset


def _counted(numbers: Mapping[str, int]) -> list[tuple[str, str]]:
    """Every kind of note with its number, so that the one chosen is always offered."""
    return [(kind.value, f"{kind.value.replace('_', ' ')} ({numbers.get(kind.value, 0)})") for kind in NoteKind]
