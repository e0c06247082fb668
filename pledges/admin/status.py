"""How the tracker stands, on one page, and what failed can be tried again from there."""

from datetime import timedelta

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pledges.admin.permissions import RETRY, may
from pledges.queries.status import WEEK, status
from pledges.services.retrying import retry_job, retry_reason

VIEW = "pledges.view_job"


@require_safe
def status_page(request: HttpRequest) -> HttpResponse:
    """The status as it is now; for whoever may view jobs."""
    if not may(request, VIEW):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": "Status",
        "status": status(now=timezone.now(), stale=timedelta(seconds=settings.READY_TICK_SECONDS)),
        "watched_folder": bool(settings.WATCHED_FOLDER),
        "may_retry": may(request, RETRY),
    }
    return TemplateResponse(request, "admin/pledges/status.html", context)


def retry_one(request: HttpRequest, number: int) -> HttpResponse:
    """One job in quarantine is tried again."""
    _refuse_strangers(request)
    if retry_job(number=number):
        messages.success(request, f"Job {number} will be tried again.")
    else:
        messages.warning(request, f"Job {number} is not in quarantine any more; nothing was changed.")
    return _back()


def retry_all(request: HttpRequest) -> HttpResponse:
    """All that failed for a reason is tried again."""
    _refuse_strangers(request)
    kind, reason = request.POST.get("kind", ""), request.POST.get("reason", "")
    number = retry_reason(kind=kind, reason=reason, since=timezone.now() - WEEK)
    if number:
        messages.success(request, f"{number} will be tried again.")
    else:
        messages.warning(request, "Nothing that failed for this reason is left; nothing was changed.")
    return _back()


def _refuse_strangers(request: HttpRequest) -> None:
    if not may(request, RETRY):
        raise PermissionDenied


def page(request: HttpRequest, **_: int) -> str:
    """Where what failed is tried again."""
    return reverse("desk:status")


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("desk:status"))
