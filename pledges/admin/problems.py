"""What does not balance waits here until an editor settles it, or accepts it with a reason; both can be taken back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from pledges.admin.permissions import SETTLE, may, person
from pledges.admin.readonly import ReadOnlyAdmin
from pledges.domain.problems import ProblemType
from pledges.models import LedgerProblem, Settling, StandingName
from pledges.queries.catalogue import current_catalogue
from pledges.queries.settlements import ALL, OPEN, SETTLED, standing_settlements
from pledges.services.settling import settle, standing_settlement, withdraw


class ReasonOfAction(ActionForm):
    """An action on problems takes a reason with it."""

    why = forms.CharField(label="Reason", max_length=2000, required=False)


class SettledFilter(admin.SimpleListFilter):
    """The open ones, unless asked otherwise."""

    title, parameter_name = "state", "settled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [(SETTLED, "settled or accepted"), (ALL, "all")]

    def choices(self, changelist: Any) -> Any:
        for value, name in ((OPEN, "open"), *self.lookup_choices):
            query = changelist.get_query_string({self.parameter_name: value}, [])
            yield {"selected": (self.value() or OPEN) == value, "query_string": query, "display": name}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        state = self.value() or OPEN
        if state == ALL:
            return queryset
        return queryset.filter(decision__isnull=state != SETTLED)


class TypeFilter(admin.SimpleListFilter):
    """Problems of one sort."""

    title = parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [(one.value, one.value.replace("_", " ")) for one in ProblemType]

    def queryset(self, request: HttpRequest, queryset: QuerySet[LedgerProblem]) -> QuerySet[LedgerProblem]:
        return queryset.filter(type=self.value()) if self.value() else queryset


class ProblemDonorFilter(admin.SimpleListFilter):
    """Problems on lines of a donor, alone or with others."""

    title = parameter_name = "donor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        sets = LedgerProblem.objects.values_list("donors", flat=True).distinct()
        return sorted(((code, _donor(code)) for code in {code for one in sets for code in one}), key=lambda row: row[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[LedgerProblem]) -> QuerySet[LedgerProblem]:
        return queryset.filter(donors__contains=[self.value()]) if self.value() else queryset


@admin.register(LedgerProblem)
class ProblemAdmin(ReadOnlyAdmin):
    """The queue of what does not balance in the live ledger, what moves most first."""

    list_display = ("moves", "sort", "sentence", "who", "item", "claim_links", "state")
    list_display_links = None
    list_filter = (SettledFilter, TypeFilter, ProblemDonorFilter)
    search_fields = ("sentence",)
    ordering = (F("effect").desc(nulls_last=True), "type", "donors", "line", "problem")
    list_per_page = 50
    show_full_result_count = False
    action_form = ReasonOfAction
    actions = ("settle_selected", "accept_selected", "open_selected")

    class Media:
        css = {"all": ("pledges/review.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[LedgerProblem]:
        newest = standing_settlements().filter(problem=OuterRef("problem")).order_by("-id")
        return LedgerProblem.objects.filter(standing=StandingName.LIVE).annotate(
            decision=Subquery(newest.values("decision")[:1]),
            why=Subquery(newest.values("why")[:1]),
            decided_by=Subquery(newest.values("by__username")[:1]),
            decided_at=Subquery(newest.values("recorded_at")[:1]),
        )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the room that the side bar would take."""
        more = {"is_nav_sidebar_enabled": False, "title": "Problems"}
        return super().changelist_view(request, more | (extra_context or {}))

    @admin.display(description="moves", ordering=F("effect").desc(nulls_last=True))
    def moves(self, row: LedgerProblem) -> str:
        """By how much the stated figures of its line would change."""
        return "-" if row.effect is None else f"{row.effect:,}"

    @admin.display(description="type", ordering="type")
    def sort(self, row: LedgerProblem) -> str:
        return row.type.replace("_", " ")

    @admin.display(description="donors", ordering="donors")
    def who(self, row: LedgerProblem) -> str:
        return ", ".join(_donor(code) for code in row.donors) or "none named"

    @admin.display(description="system", ordering="family")
    def item(self, row: LedgerProblem) -> str:
        known = current_catalogue().systems.get(row.family or "")
        return known.name if known else row.family or "(type only)"

    @admin.display(description="claims")
    def claim_links(self, row: LedgerProblem) -> str:
        rows = ((reverse("admin:pledges_claim_change", args=[key]), key[:8]) for key in row.claims)
        return format_html_join(" ", '<a href="{}">{}</a>', rows)

    @admin.display(description="state", ordering="decided_at")
    def state(self, row: Any) -> str:
        if row.decision is None:
            return "open"
        told = f"{row.decided_by}, {row.decided_at:%Y-%m-%d}"
        return format_html('<span class="review accepted">{}</span> “{}” ({})', row.decision, row.why, told)

    def has_settle_permission(self, request: HttpRequest) -> bool:
        return may(request, SETTLE)

    @admin.action(description="Settle the selected problems (with the reason)", permissions=["settle"])
    def settle_selected(self, request: HttpRequest, queryset: QuerySet[LedgerProblem]) -> None:
        self._settle(request, queryset, Settling.SETTLED)

    @admin.action(description="Accept the selected problems as they are (with the reason)", permissions=["settle"])
    def accept_selected(self, request: HttpRequest, queryset: QuerySet[LedgerProblem]) -> None:
        self._settle(request, queryset, Settling.ACCEPTED)

    @admin.action(description="Open the selected problems again", permissions=["settle"])
    def open_selected(self, request: HttpRequest, queryset: QuerySet[LedgerProblem]) -> None:
        found = [standing_settlement(problem=key) for key in _ids(queryset)]
        for one in filter(None, found):
            withdraw(settlement=one, by=person(request), why=request.POST.get("why", "")[:2000])
        messages.success(request, f"{sum(one is not None for one in found)} problems are open again.")

    def _settle(self, request: HttpRequest, queryset: QuerySet[LedgerProblem], decision: Settling) -> None:
        why = request.POST.get("why", "").strip()[:2000]
        if not why:
            messages.error(request, "Give a reason; nothing was changed.")
            return
        keys = _ids(queryset)
        for key in keys:
            settle(problem=key, decision=decision, by=person(request), why=why)
        messages.success(request, f"{len(keys)} problems {decision.value}.")


def _ids(queryset: QuerySet[LedgerProblem]) -> list[str]:
    """The problems of some rows, each once: one may stand on several lines. In one order for all who lock them."""
    return sorted(set(queryset.order_by().values_list("problem", flat=True)))


def _donor(code: str) -> str:
    known = current_catalogue().donors.get(code)
    return known.name if known else code
