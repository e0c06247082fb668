"""The admin's dry run shows what a poll of a source would take, and takes nothing; for editors.

The form holds the source as it is; changed in it, the changed source is tried and nothing is saved.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from pledges.models import PolledSource

TRIED = ("form", "address", "link_pattern", "title_any", "title_none", "text_any", "text_none")


@require_http_methods(["GET", "HEAD", "POST"])
def dry_run(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a source with its last state; posted, what it would bring."""
    source = get_object_or_404(PolledSource.objects.select_related("publisher", "state"), pk=pk)
    site = admin.site.get_model_admin(PolledSource)
    if not site.has_change_permission(request, source):
        raise PermissionDenied
    form = _form(site, request, source)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": "Dry run",
        "source": source,
        "form": form,
    }
    if request.method == "POST" and form.is_valid():
        # Parsers of feeds and pages take a moment and memory, which a web process that tries nothing need not spend.
        from extraction.polling.dry_run import dry_run as tried

        context["run"] = tried(form.instance)
    return TemplateResponse(request, "extraction/dry_run.html", context)


def _form(site: Any, request: HttpRequest, source: PolledSource) -> "ModelForm[PolledSource]":
    """The admin's own form, with its checks, of the fields that a dry run depends on."""
    made = site.get_form(request, source, fields=TRIED)
    form: ModelForm[PolledSource] = made(request.POST if request.method == "POST" else None, instance=source)
    return form
