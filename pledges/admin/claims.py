"""Claims are judged here: one page shows the words and takes the decision, a key is enough, and the next one comes."""

from copy import copy
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from pledges.admin.correction import CorrectionForm
from pledges.admin.editing import EditingAdmin
from pledges.admin.filters import ArticleFilter, CategoryFilter, ConfidenceFilter, DonorFilter, HeldFilter
from pledges.admin.in_place import Typed, shown_fields
from pledges.admin.permissions import CORRECT, JUDGE, LINK, may, person
from pledges.models import Claim, Decision
from pledges.models.claim_rows import values_of_row
from pledges.pages import wording
from pledges.queries.catalogue import current_catalogue
from pledges.queries.joining import pairs_of
from pledges.queries.review import ReviewedClaim, claim_for_review, held_waiting, next_to_review, waiting
from pledges.services.judging import Unchanged, correct, judge, undo

FILTERS = "_changelist_filters"
DECISIONS = {"accept": Decision.ACCEPTED, "reject": Decision.REJECTED, "unsure": Decision.UNSURE}


@admin.register(Claim)
class ClaimAdmin(EditingAdmin):
    """The queue, and the page of one claim."""

    list_display = ("who", "kind", "item", "quantity", "window", "review", "confidence", "article_key")
    list_filter = ("state__review", HeldFilter, "kind", DonorFilter, CategoryFilter, ConfidenceFilter, ArticleFilter)
    search_fields = ("quote", "item_name", "article__key", "=id")
    search_help_text = "Words of the evidence, an item, an article's key, or a claim's id"
    list_select_related = ("state", "article")
    ordering = ("-recorded_at", "id")
    list_per_page = 50
    show_full_result_count = False
    actions = ("accept_selected", "reject_selected")

    class Media:
        css = {"all": ("pledges/review.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return Claim.objects.filter(state__isnull=False)

    def get_urls(self) -> list[URLPattern]:
        """`next/` leads to what waits; a claim's page takes decisions and corrections."""
        view = self.admin_site.admin_view
        return [
            path("next/", view(self.next_view), name="pledges_claim_next"),
            path("<str:key>/decide/", view(require_POST(self.decide_view)), name="pledges_claim_decide"),
            path("<str:key>/correct/", view(require_POST(self.correct_view)), name="pledges_claim_correct"),
            *self.editing_urls(),
            *self.link_urls(),
            *super().get_urls(),
        ]

    # --- the list -------------------------------------------------------------------------------------------

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

    @admin.action(description="Accept the selected claims", permissions=["judge"])
    def accept_selected(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        self._judge_all(request, queryset, Decision.ACCEPTED)

    @admin.action(description="Reject the selected claims", permissions=["judge"])
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        self._judge_all(request, queryset, Decision.REJECTED)

    def has_judge_permission(self, request: HttpRequest) -> bool:
        return may(request, JUDGE)

    def _judge_all(self, request: HttpRequest, queryset: QuerySet[Claim], decision: Decision) -> None:
        claims = list(queryset.select_related("article"))
        for claim in claims:
            judge(claim=claim, decision=decision, by=person(request), why="one of several")
        messages.success(request, f"{len(claims)} claims {decision.value}.")

    # --- one claim ------------------------------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the room that the side bar would take."""
        context = {"is_nav_sidebar_enabled": False, "held": held_waiting()}
        return super().changelist_view(request, context | (extra_context or {}))

    def next_view(self, request: HttpRequest) -> HttpResponse:
        """To the first claim that waits."""
        return self._on(request, None)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The words, the fields and their rules, and what can be decided."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self._page(request, _found(object_id))

    def decide_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Accept, reject, leave unsure or undo; then on to the next claim that waits."""
        if not may(request, JUDGE):
            raise PermissionDenied
        row = _found(key).row
        word = request.POST.get("decision", "")
        if request.POST.get("seen") != seen(row):
            messages.warning(request, "Somebody judged this claim meanwhile. Look again; nothing was changed.")
            return self._to(request, row.pk)
        if word == "undo":
            taken_back = undo(claim=row, by=person(request))
            messages.info(request, "Taken back." if taken_back else "There was nothing to take back.")
            return self._to(request, row.pk)
        if word not in DECISIONS:
            messages.error(request, f"There is no decision {word!r}.")
            return self._to(request, row.pk)
        judge(claim=row, decision=DECISIONS[word], by=person(request), why=request.POST.get("why", "")[:2000])
        self._tell(request, row, DECISIONS[word].value)
        return self._on(request, row)

    def correct_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Put a person's reading in the place of the claim; a form that is wrong is shown with what was typed."""
        if not may(request, CORRECT):
            raise PermissionDenied
        found = _found(key)
        form = CorrectionForm(request.POST, length=found.row.state.version.characters)
        if form.is_valid():
            try:
                correct(claim=found.row, values=form.values(), by=person(request), why=form.cleaned_data["why"])
            except Unchanged:
                form.add_error(None, "The claim says this already.")
            except (ValueError, KeyError) as error:
                form.add_error(None, f"This can't be stored: {error}")
            else:
                self._tell(request, found.row, "corrected")
                return self._on(request, found.row)
        return self._page(request, found, form=form, status=422)

    def _page(
        self,
        request: HttpRequest,
        found: ReviewedClaim,
        *,
        form: CorrectionForm | None = None,
        typed: Typed | None = None,
        status: int = 200,
    ) -> HttpResponse:
        if form is None:
            length = found.row.state.version.characters
            form = CorrectionForm(initial=CorrectionForm.initial_of(found.claim), length=length)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "is_nav_sidebar_enabled": False,
            "title": self._title(found),
            "found": found,
            "claim": found.claim,
            "fields": shown_fields(found.claim, typed),
            "form": form,
            "correcting": form.is_bound,
            "may_judge": may(request, JUDGE),
            "may_correct": may(request, CORRECT),
            "may_link": may(request, LINK),
            "pairs": pairs_of(found.row),
            "seen": seen(found.row),
            "waiting": waiting(),
            "held": held_waiting(),
            "next": next_to_review(after=found.row, among=self._among(request)),
            "kept": urlencode({FILTERS: request.GET[FILTERS]}) if FILTERS in request.GET else "",
        }
        return TemplateResponse(request, "admin/pledges/claim/review.html", context, status=status)

    def _title(self, found: ReviewedClaim) -> str:
        donors = {code: donor.name for code, donor in current_catalogue().donors.items()}
        return wording.claim_title(found.claim, donors=donors, day=found.row.state.published)

    def _tell(self, request: HttpRequest, row: Claim, word: str) -> None:
        back = reverse("admin:pledges_claim_change", args=[row.pk])
        messages.success(request, format_html('<a href="{}">{}</a>: {}.', back, str(row), word))

    def _to(self, request: HttpRequest, key: str) -> HttpResponseRedirect:
        kept = f"?{urlencode({FILTERS: request.GET[FILTERS]})}" if FILTERS in request.GET else ""
        return HttpResponseRedirect(reverse("admin:pledges_claim_change", args=[key]) + kept)

    def _on(self, request: HttpRequest, after: Claim | None) -> HttpResponseRedirect:
        following = next_to_review(after=after, among=self._among(request))
        if following is None:
            messages.info(request, "No claim waits for an editor here.")
            kept = f"?{request.GET[FILTERS]}" if FILTERS in request.GET else ""
            return HttpResponseRedirect(reverse("admin:pledges_claim_changelist") + kept)
        return self._to(request, following)

    def _among(self, request: HttpRequest) -> QuerySet[Claim] | None:
        """The claims of the list that the editor came from, as Django's admin keeps its filters in the address."""
        if FILTERS not in request.GET:
            return None
        listed = copy(request)
        listed.GET = QueryDict(request.GET[FILTERS])
        try:
            return self.get_changelist_instance(listed).get_queryset(listed)
        except IncorrectLookupParameters:
            return None


def _found(key: str) -> ReviewedClaim:
    found = claim_for_review(key)
    if found is None:
        raise Http404(f"There is no claim {key!r}.")
    return found


def seen(row: Claim) -> str:
    """The newest word on a claim, as a page shows it: a decision made on an older one is refused."""
    newest = row.verdicts.order_by("-id").values_list("id", flat=True).first()
    return str(newest or 0)
