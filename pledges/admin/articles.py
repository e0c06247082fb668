"""Articles are shown as they were stored; leaving one out, dating it, and taking words away go through the services."""

import re
import zlib
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from pledges.admin.exporting import ExportsGold
from pledges.admin.filters import ArticleNoteFilter
from pledges.admin.permissions import EXCLUDE, GIVE_DAY, ORIGINALS, REDACT, may, person
from pledges.admin.posting import taking_forms
from pledges.admin.readonly import ReadOnlyInline
from pledges.models import Article, ArticleVersion, Claim, DayGiven, Exclusion, Retrieval, Sighting
from pledges.queries.articles import retrievals_of
from pledges.queries.notes import notes_of
from pledges.services.days import NoSuchDay, give_day
from pledges.services.redaction import exclude, include_again, redact, standing_exclusion


class ReasonForm(forms.Form):
    """Why an article is left out, or taken in again."""

    why = forms.CharField(label="Reason", max_length=2000)


class RedactionForm(ReasonForm):
    """Which words have to go, and why."""

    field_order = ("words", "why")
    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="As they stand in the text; every place of them goes, in every version. It can't be undone.",
    )


class DayForm(forms.Form):
    """On which day an article was published."""

    published = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}), input_formats=["%Y-%m-%d"])
    why = forms.CharField(label="How it is known (may be left out)", max_length=2000, required=False)


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Where words stand in a text, whatever white space parts them."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [found.span() for found in re.finditer(pattern, text)] if pattern else []


class VersionInline(ReadOnlyInline):
    model = ArticleVersion
    fields = readonly_fields = (
        *("published", "day_from", "title", "publisher", "source", "language", "characters", "digest"),
        "recorded_at",
    )

    @admin.display(description="SHA-256 of the text")
    def digest(self, row: ArticleVersion) -> str:
        return f"{row.text_sha256[:12]}…"


class ExclusionInline(ReadOnlyInline):
    model = Exclusion
    fields = readonly_fields = ("recorded_at", "by", "why", "withdraws")


class DayGivenInline(ReadOnlyInline):
    model = DayGiven
    fields = readonly_fields = ("published", "by", "why", "recorded_at")


@admin.register(Article)
class ArticleAdmin(ExportsGold):
    """An article with its versions, its text, and what can be done about it."""

    list_display = ("key", "title", "publisher", "published", "claims", "left_out")
    list_filter = (ArticleNoteFilter, "versions__source__kind")
    search_fields = ("key", "versions__title")
    inlines = (VersionInline, DayGivenInline, ExclusionInline)
    fields = readonly_fields = ("key", "url", "recorded_at", "claims_link", "text")
    ordering = ("-recorded_at",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # the filter that counts has its numbers
    change_form_template = "admin/pledges/article/page.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        newest = Sighting.objects.filter(article=OuterRef("pk")).order_by("-id")
        left_out = Exclusion.objects.filter(article=OuterRef("pk"), withdraws=None, withdrawn_by=None)
        return Article.objects.annotate(
            version=Subquery(newest.values("version")[:1]),
            title=Subquery(newest.values("version__title")[:1]),
            publisher=Subquery(newest.values("version__source__name")[:1]),
            published=Subquery(newest.values("version__published")[:1]),
            number=Count("claim_states", distinct=True),
            excluded=Subquery(left_out.values("why")[:1]),
        )

    def get_urls(self) -> list[URLPattern]:
        """What can be done about an article, and the bytes that it was read from."""
        view = self.admin_site.admin_view
        acts = {
            "leave-out": self.leave_out_view,
            "take-in": self.take_in_view,
            "redact": self.redact_view,
            "give-day": self.give_day_view,
        }
        return [
            *(
                path(
                    f"<int:pk>/{name}/", taking_forms(act, page=_page), name=f"pledges_article_{name.replace('-', '_')}"
                )
                for name, act in acts.items()
            ),
            path(
                "<int:pk>/originals/<int:retrieval>/",
                view(require_safe(self.original_view)),
                name="pledges_article_original",
            ),
            *super().get_urls(),
        ]

    @admin.display(ordering="title")
    def title(self, row: Any) -> str:
        return str(row.title or "")

    @admin.display(ordering="publisher")
    def publisher(self, row: Any) -> str:
        return str(row.publisher or "")

    @admin.display(ordering="published")
    def published(self, row: Any) -> Any:
        return row.published

    @admin.display(ordering="number")
    def claims(self, row: Any) -> int:
        return int(row.number)

    @admin.display(description="left out", ordering="excluded", boolean=True)
    def left_out(self, row: Any) -> bool:
        return row.excluded is not None

    @admin.display(description="claims")
    def claims_link(self, row: Any) -> str:
        address = reverse("admin:pledges_claim_changelist")
        return format_html('<a href="{}?article={}">{} claims</a>', address, row.pk, row.number)

    @admin.display(description="text as it reads now")
    def text(self, row: Article) -> str:
        version = _current(row)
        return format_html('<div class="stored-text">{}</div>', version.text if version else "")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        number = int(object_id) if object_id.isascii() and object_id.isdigit() else None
        more = about(number) | {
            "may_give_day": may(request, GIVE_DAY),
            "day_form": DayForm(),
            "may_see_originals": may(request, ORIGINALS),
            "may_exclude": may(request, EXCLUDE),
            "may_redact": may(request, REDACT),
            "exclusion": standing_exclusion(article_id=number) if number else None,
            "reason_form": ReasonForm(),
            "redaction_form": RedactionForm(),
        }
        return super().change_view(request, object_id, form_url, (extra_context or {}) | more)

    def leave_out_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Out of every figure, until it is taken in again."""
        return self._act(request, pk, EXCLUDE, exclude, "The article is left out of every figure.")

    def take_in_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Back into the figures."""
        return self._act(request, pk, EXCLUDE, include_again, "The article counts again.")

    def give_day_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """On which day it was published; its claims count from then on."""
        article, form = self._asked(request, pk, GIVE_DAY), DayForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Give a day as YYYY-MM-DD; nothing was changed.")
            return self._back(pk)
        day: date = form.cleaned_data["published"]
        try:
            give_day(article=article, published=day, by=person(request), why=form.cleaned_data["why"])
        except NoSuchDay as error:
            messages.error(request, f"{error}; nothing was changed.")
        else:
            messages.success(request, f"The article is of {day}. It will be read again with that day.")
        return self._back(pk)

    def original_view(self, request: HttpRequest, pk: int, retrieval: int) -> HttpResponse:
        """The bytes as they came, to be kept and never to be shown by a browser."""
        if not may(request, ORIGINALS):
            raise PermissionDenied
        found = get_object_or_404(Retrieval.objects.select_related("original"), pk=retrieval, version__article=pk)
        original = found.original
        if not original.body:
            raise Http404("These bytes were taken out when words of the article were blanked.")
        data = zlib.decompressobj().decompress(original.body, original.size)
        headers = {
            "Content-Disposition": f'attachment; filename="{original.sha256[:16]}.bin"',
            "X-Content-Type-Options": "nosniff",
        }
        return HttpResponse(data, content_type="application/octet-stream", headers=headers)

    def _act(self, request: HttpRequest, pk: int, permission: str, service: Any, done: str) -> HttpResponse:
        article, form = self._asked(request, pk, permission), ReasonForm(request.POST)
        version = _current(article)
        if form.is_valid() and version is not None:
            service(version=version, by=person(request), why=form.cleaned_data["why"])
            messages.success(request, done)
        else:
            messages.error(request, "Give a reason; nothing was changed.")
        return self._back(pk)

    def redact_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Blank words wherever they stand in the versions of an article."""
        article, form = self._asked(request, pk, REDACT), RedactionForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Give the words and a reason; nothing was changed.")
            return self._back(pk)
        words, why = form.cleaned_data["words"], form.cleaned_data["why"]
        with transaction.atomic():
            found = [
                (version, start, end)
                for version in article.versions.order_by("id")
                for start, end in places_of(words, version.text)
            ]
            for version, start, end in found:
                redact(version=version, start=start, end=end, by=person(request), why=why)
        if found:
            messages.success(request, f"{len(found)} places were blanked. The figures stand.")
        else:
            messages.error(request, "No version has these words; nothing was changed.")
        return self._back(pk)

    def _asked(self, request: HttpRequest, pk: int, permission: str) -> Article:
        if not may(request, permission):
            raise PermissionDenied
        return get_object_or_404(Article, pk=pk)

    def _back(self, pk: int) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:pledges_article_change", args=[pk]))


def _page(request: HttpRequest, pk: int) -> str:
    return reverse("admin:pledges_article_change", args=[pk])


def about(article: int | None) -> dict[str, Any]:
    """What the page tells of the version that an article reads as now: its notes, what waits, and what brought it."""
    version = ArticleVersion.objects.filter(sightings__article=article).order_by("-sightings__id").first()
    if version is None:
        return {}
    return {
        "version": version,
        "notes": notes_of([version.pk]).get(version.pk, []),
        "waiting": Claim.objects.filter(article=article, state__isnull=True).count(),
        "retrievals": retrievals_of(version.article_id),
    }


def _current(article: Article) -> ArticleVersion | None:
    newest = article.sightings.select_related("version").order_by("-id").first()
    return newest.version if newest else None
