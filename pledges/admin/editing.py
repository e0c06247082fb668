"""Fields are edited where they stand, and a claim that the machine missed is made of selected words."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET

from pledges.admin.adding import AddForm
from pledges.admin.conflicts import as_typed
from pledges.admin.correction import CorrectionForm
from pledges.admin.deciding import DecidingAdmin, found_claim, shown_rejection
from pledges.admin.in_place import Typed, names_view, values_of
from pledges.admin.permissions import CORRECT, may, person
from pledges.admin.telling import overriding
from pledges.admin.unsent import drop
from pledges.domain.entry.errors import EntryError
from pledges.models import Claim
from pledges.queries.review import ReviewedClaim
from pledges.queries.seeing import Stale
from pledges.queries.verdicts import standing_verdict
from pledges.services.adding import add
from pledges.services.judging import Unchanged, WasRejected, correct


class EditingAdmin(DecidingAdmin):
    """The page of a claim as a place to edit it, and to add the claim beside it that is missing."""

    def editing_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("names/", view(require_GET(self.names_view)), name="pledges_claim_names"),
            path("<str:key>/field/", self._act("field", self.field_view), name="pledges_claim_field"),
            path("<str:key>/add/", view(self.missed_view), name="pledges_claim_add"),
        ]

    def names_view(self, request: HttpRequest) -> JsonResponse:
        """What typed letters may mean in the catalogue."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return names_view(request)

    def field_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """One field as typed takes the place of what was read; what can't be taken is shown with the reason."""
        if not may(request, CORRECT):
            raise PermissionDenied
        found = found_claim(key)
        typed = Typed(field=request.POST.get("field", ""), text=request.POST.get("text", "")[:500])
        before = standing_verdict(claim=found.row)
        try:
            row = self._mend(request, found, typed)
        except Unchanged:
            messages.info(request, f"{typed.field} says this already.")
            return self._to(request, found.row.pk)
        except Stale as stale:
            found = found_claim(key)  # as it stands now
            conflict = self._conflict(found, stale, _whole(found, typed))
            return self._page(
                request, found, typed=typed.refused(f"{stale}. Look again, then save."), conflict=conflict, status=409
            )
        except WasRejected as refused:
            why = f"{refused}. Save again to mend it all the same."
            found = found_claim(key)
            return self._page(request, found, typed=typed.refused(why), over=refused.verdict.pk, status=409)
        except EntryError as error:
            return self._refused(request, found, typed, str(error))
        except (ValueError, KeyError) as error:
            return self._refused(request, found, typed, f"This can't be stored: {error}")
        drop(request, found.row.pk)
        messages.success(request, f"{typed.field}: {typed.text or 'none'}{overriding(before)}.")
        return self._to(request, row.pk)

    def _mend(self, request: HttpRequest, found: ReviewedClaim, typed: Typed) -> Claim:
        changed = values_of(typed, found.claim, published=found.row.state.published)
        return correct(
            claim=found.row,
            values=changed,
            by=person(request),
            seen=request.POST.get("seen", ""),
            over=shown_rejection(request),
        )

    def _refused(self, request: HttpRequest, found: ReviewedClaim, typed: Typed, why: str) -> HttpResponse:
        messages.error(request, f"{typed.field} is as it was: {why}")
        return self._page(request, found, typed=typed.refused(why), status=422)

    def missed_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """A form for the claim that some selected words make, filled in from them and from the claim beside them."""
        if not may(request, CORRECT):
            raise PermissionDenied
        found = found_claim(key)
        form = AddForm(request.POST or request.GET, found=found, posted=request.method == "POST")
        if request.method == "POST" and form.is_valid():
            try:
                over = form.cleaned_data["over"]
                row = add(version=form.read, values=form.values(), by=person(request), over=over)
            except WasRejected as refused:
                form.ask_again(over=refused.verdict.pk, why=f"{refused}. Add it again to have it count all the same.")
            except (ValueError, KeyError) as error:
                form.add_error(None, f"This can't be stored: {error}")
            else:
                there = reverse("admin:pledges_claim_change", args=[row.pk])
                messages.success(request, format_html('<a href="{}">{}</a>: added.', there, str(row)))
                return self._to(request, row.pk)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "is_nav_sidebar_enabled": False,
            "title": "A claim that was missed",
            "claim": found.row,
            "form": form,
        }
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, "admin/pledges/claim/add.html", context, status=status)


def _whole(found: ReviewedClaim, typed: Typed) -> dict[str, str]:
    """The claim as it would be with what was typed, in the fields of the correction's form."""
    changed = values_of(typed, found.claim, published=found.row.state.published)
    return as_typed(CorrectionForm.initial_of({**found.claim, **changed}))
