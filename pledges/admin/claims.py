"""The queue of claims; a claim's page and its acts stand in `deciding`, decisions on many at once in `bulk`."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html

from pledges.admin.bulk import BulkActionsAdmin
from pledges.admin.editing import EditingAdmin
from pledges.admin.filters import ArticleFilter, CategoryFilter, ConfidenceFilter, DonorFilter, HeldFilter
from pledges.models import Claim
from pledges.models.claim_rows import values_of_row
from pledges.pages import wording
from pledges.queries.review import held_waiting


@admin.register(Claim)
class ClaimAdmin(BulkActionsAdmin, EditingAdmin):
    """The queue."""

    list_display = ("who", "kind", "item", "quantity", "window", "review", "confidence", "article_key")
    list_filter = ("state__review", HeldFilter, "kind", DonorFilter, CategoryFilter, ConfidenceFilter, ArticleFilter)
    search_fields = ("quote", "item_name", "article__key", "=id")
    search_help_text = "Words of the evidence, an item, an article's key, or a claim's id"
    list_select_related = ("state", "article")
    ordering = ("-recorded_at", "id")
    list_per_page = 50
    show_full_result_count = False

    class Media:
        css = {"all": ("pledges/review.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return Claim.objects.filter(state__isnull=False)

    def get_urls(self) -> list[URLPattern]:
        return [*self.act_urls(), *self.bulk_urls(), *self.editing_urls(), *self.link_urls(), *super().get_urls()]

    @admin.display(description="donors", ordering="donors")
    def who(self, claim: Claim) -> str:
        return ", ".join(claim.donors) or "none named"

    @admin.display(description="item", ordering="item_name")
    def item(self, claim: Claim) -> str:
        return claim.item_name or f"({claim.category})"

    @admin.display(description="quantity", ordering="quantity_low")
    def quantity(self, claim: Claim) -> str:
        return wording.quantity(values_of_row(claim)["quantity"])

    @admin.display(description="window", ordering="window_to")
    def window(self, claim: Claim) -> str:
        return wording.window(values_of_row(claim)["window"]).replace(" to ", "\nto ")

    @admin.display(description="confidence", ordering="state__confidence")
    def confidence(self, claim: Claim) -> str:
        return f"{claim.state.confidence:.2f}"

    @admin.display(description="review", ordering="state__review")
    def review(self, claim: Claim) -> str:
        return format_html('<span class="review {}">{}</span>', claim.state.review, claim.state.review)

    @admin.display(description="article", ordering="article__key")
    def article_key(self, claim: Claim) -> str:
        return claim.article.key

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the room that the side bar would take."""
        context = {"is_nav_sidebar_enabled": False, "held": held_waiting()}
        return super().changelist_view(request, context | (extra_context or {}))
