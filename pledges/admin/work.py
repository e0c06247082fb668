"""What failed is kept with its error, and a person lets it try again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from pledges.admin.filters import IntakeNoteFilter, OutcomeFilter
from pledges.admin.permissions import RETRY, may
from pledges.admin.readonly import ReadOnlyAdmin
from pledges.models import Intake, IntakeOutcome, Job, JobState
from pledges.services.asked_work import ask_to_take_in
from pledges.services.jobs import retry


class RetryAdmin(ReadOnlyAdmin):
    """Rows with the action "try again", for who may."""

    actions = ("try_again",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # the filters that count have their numbers

    class Media:
        css = {"all": ("pledges/status.css",)}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the room that the side bar would take."""
        return super().changelist_view(request, {"is_nav_sidebar_enabled": False} | (extra_context or {}))

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return may(request, RETRY)

    @admin.action(description="Try again", permissions=["retry"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        tried = sum(self.try_one(row) for row in queryset)
        left = queryset.count() - tried
        if tried:
            messages.success(request, f"{tried} will be tried again.")
        if left:
            messages.warning(request, f"{left} had not failed, and were left alone.")

    def try_one(self, row: Any) -> bool:
        """Whether the row was one to try again."""
        raise NotImplementedError


@admin.register(Intake)
class IntakeAdmin(RetryAdmin):
    """What was offered and what became of it."""

    list_display = ("locator", "key", "outcome", "short_error", "told_notes", "created_at", "finished_at")
    list_filter = (OutcomeFilter, IntakeNoteFilter)
    search_fields = ("locator", "key", "error")
    ordering = ("-id",)

    @admin.display(description="error")
    def short_error(self, row: Intake) -> str:
        return Truncator(row.error).chars(120)

    @admin.display(description="notes")
    def told_notes(self, row: Intake) -> str:
        """One line a note: its kind, and what it says."""
        lines = ((note["kind"].replace("_", " "), Truncator(note["detail"]).chars(160)) for note in row.notes)
        return format_html_join(mark_safe("<br>"), "<b>{}</b>: {}", lines)  # a line break of ours, and escaped words

    def try_one(self, row: Intake) -> bool:
        if row.outcome != IntakeOutcome.FAILED:
            return False
        ask_to_take_in(intake=row)
        return True


@admin.register(Job)
class JobAdmin(RetryAdmin):
    """Background work: what waits, what runs, and what was set aside with its error."""

    list_display = (
        *("kind", "subject", "lane", "priority", "state", "attempts", "short_error"),
        *("next_at", "finished_at"),
    )
    list_filter = ("state", "lane", "priority", "kind")
    search_fields = ("subject", "last_error")
    ordering = ("-id",)

    @admin.display(description="last error")
    def short_error(self, row: Job) -> str:
        return Truncator(row.last_error).chars(120)

    def try_one(self, row: Job) -> bool:
        return row.state == JobState.QUARANTINED and retry(job=row)
