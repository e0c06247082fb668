"""The same decision on many claims: looked at before it is made, followed while it is carried out, undone as one."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from pledges.admin.deciding import DecidingAdmin
from pledges.admin.links import told_change
from pledges.admin.permissions import JUDGE, may, person
from pledges.admin.posting import taking_forms
from pledges.admin.readonly import ReadOnlyAdmin
from pledges.models import BulkDecision, BulkState, Claim, Decision, Job, JobState
from pledges.queries.bulk_preview import preview_of
from pledges.services.asked_work import JUDGE as JUDGE_JOB
from pledges.services.asked_work import subject_of_bulk
from pledges.services.bulk import MOST, confirm, progress, propose, restore, take_back_bulk

ENDED = (BulkState.DONE, BulkState.UNDONE)
VERBS = {Decision.ACCEPTED: "Accept", Decision.REJECTED: "Reject"}
ACTS = {"undo": take_back_bulk, "put-back": restore}


class BulkActionsAdmin(DecidingAdmin):
    """The actions on a list of claims, and the pages that they lead to."""

    actions = ("accept_selected", "reject_selected")

    def bulk_urls(self) -> list[URLPattern]:
        """`bulk/<number>/` shows a proposal, or how far it has come; what lies below acts."""
        name = "pledges_claim_bulk"
        confirming, acting = (taking_forms(one, page=_page) for one in (self.confirm_view, self.bulk_act_view))
        return [
            path("bulk/<int:number>/", self.admin_site.admin_view(self.bulk_view), name=name),
            path("bulk/<int:number>/confirm/", confirming, name=f"{name}_confirm"),
            path("bulk/<int:number>/<str:act>/", acting, name=f"{name}_act"),
        ]

    @admin.action(description="Accept the selected claims…", permissions=["judge"])
    def accept_selected(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse | None:
        return self._propose(request, queryset, Decision.ACCEPTED)

    @admin.action(description="Reject the selected claims…", permissions=["judge"])
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse | None:
        return self._propose(request, queryset, Decision.REJECTED)

    def has_judge_permission(self, request: HttpRequest) -> bool:
        return may(request, JUDGE)

    def _propose(self, request: HttpRequest, queryset: QuerySet[Claim], decision: Decision) -> HttpResponse | None:
        keys = list(queryset.order_by().values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            messages.error(
                request, f"More than {MOST:,} claims are selected: narrow the list first. Nothing was changed."
            )
            return None
        if not keys:
            messages.warning(request, "None of the selected claims is in this list any more. Nothing was changed.")
            return None
        bulk = propose(claims=keys, decision=decision, by=person(request), filters=request.GET.urlencode())
        return _to(bulk)

    def bulk_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """What a decision on many claims would do; once it is confirmed, how far it has come."""
        bulk = _asked(request, number)
        proposed = bulk.state == BulkState.PROPOSED
        also_judged = proposed and "also_judged" in request.GET
        preview = preview_of(bulk, also_judged=also_judged) if proposed else None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "is_nav_sidebar_enabled": False,
            "title": f"{VERBS[Decision(bulk.decision)]} {len(bulk.claims):,} claims",
            "verb": VERBS[Decision(bulk.decision)],
            "bulk": bulk,
            "ended": bulk.state in ENDED,
            "also_judged": also_judged,
            "preview": preview,
            "changes": [_told(one) for one in preview.moves] if preview else [],
            "progress": progress(bulk),
            "failed": _failure(bulk),
            "mine": bulk.by_id == person(request).pk,
            "claims": reverse("admin:pledges_claim_changelist") + (f"?{bulk.filters}" if bulk.filters else ""),
        }
        return TemplateResponse(request, "admin/pledges/claim/bulk.html", context)

    def confirm_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Have it carried out."""
        bulk = _asked(request, number)
        also_judged, why = "also_judged" in request.POST, request.POST.get("why", "")[:2000]
        try:
            confirm(bulk=bulk, by=person(request), also_judged=also_judged, why=why)
        except PermissionError as error:
            raise PermissionDenied(str(error)) from error
        return _to(bulk)

    def bulk_act_view(self, request: HttpRequest, number: int, act: str) -> HttpResponse:
        """Take all of it back, or put it back."""
        bulk = _asked(request, number)
        if act in ACTS:
            ACTS[act](bulk=bulk, by=person(request))
        return _to(bulk)


@admin.register(BulkDecision)
class BulkDecisionAdmin(ReadOnlyAdmin):
    """The decisions that were made on many claims; each leads to its page."""

    list_display = ("page", "by", "state", "judged", "left_alone", "why", "confirmed_at")
    list_display_links = None
    list_filter = ("state", "decision")
    ordering = ("-id",)
    list_select_related = ("by",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[BulkDecision]:
        return BulkDecision.objects.exclude(state=BulkState.PROPOSED)

    @admin.display(description="decision")
    def page(self, row: BulkDecision) -> str:
        return format_html('<a href="{}">{}</a>', reverse("admin:pledges_claim_bulk", args=[row.pk]), str(row))


def _asked(request: HttpRequest, number: int) -> BulkDecision:
    if not may(request, JUDGE):
        raise PermissionDenied
    return get_object_or_404(BulkDecision.objects.select_related("by", "undone_by"), pk=number)


def _page(request: HttpRequest, number: int, **_: str) -> str:
    return reverse("admin:pledges_claim_bulk", args=[number])


def _to(bulk: BulkDecision) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:pledges_claim_bulk", args=[bulk.pk]))


def _told(move: Any) -> dict[str, Any]:
    return told_change(move.line) | {"standing": move.standing.value}


def _failure(bulk: BulkDecision) -> str:
    """Why its job was set aside, where it was."""
    jobs = Job.objects.filter(kind=JUDGE_JOB, subject=subject_of_bulk(bulk), state=JobState.QUARANTINED)
    last = None if bulk.state in ENDED else jobs.order_by("-id").first()
    return last.last_error if last else ""
