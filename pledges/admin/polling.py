"""An editor says what is polled, how often and what is wanted of it; the schedule itself is the machine's."""

import ipaddress
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from pledges.admin.catalogue import EditedAdmin
from pledges.admin.posting import taking_forms
from pledges.admin.readonly import ReadOnlyAdmin, ReadOnlyInline
from pledges.models import ClaimState, Listing, Page, PolledSource, ReviewState, SourceForm
from pledges.services.asked_work import ask_to_fetch, ask_to_fetch_address, ask_to_poll
from pledges.services.poll_states import READ_ANEW, go_on, pause, source_changed

if TYPE_CHECKING:
    Form = forms.ModelForm[Any]
else:
    Form = ModelForm

SHORTEST = timedelta(minutes=1)


def public_address(address: str) -> str:
    """An http(s) URL that may be asked. Raises ValidationError, which says what is wrong with it.

    A name that leads to a private address is refused when it is asked: only then is it known where it leads.
    """
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValidationError(f"This is no URL: {error}.") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ValidationError("This is no http(s) URL, as in https://news.example/feed.xml.")
    if parts.username or parts.password:
        raise ValidationError("An address with a user's name or password in it is not asked.")
    if _is_private(host) and not settings.FETCH_PRIVATE_NETWORKS:
        raise ValidationError(f"{host} is a private address, which is not asked (see FETCH_PRIVATE_NETWORKS).")
    return address.strip()


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def folder_below(address: str) -> str:
    """A path below the watched folder. Raises ValidationError for one that leaves it."""
    path_ = address.strip()
    if path_.startswith(("/", "\\", "~")) or ".." in path_.replace("\\", "/").split("/"):
        raise ValidationError("A folder is named by its path below the watched one, as in ministry/releases.")
    return path_


class PolledSourceForm(Form):
    """What cannot be polled is told while it is typed."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        form, address = cleaned.get("form"), cleaned.get("address")
        if form and address:
            try:
                cleaned["address"] = folder_below(address) if form == SourceForm.FOLDER else public_address(address)
            except ValidationError as error:
                self.add_error("address", error)
        shortest, longest = cleaned.get("shortest_interval"), cleaned.get("longest_interval")
        if shortest is not None and shortest < SHORTEST:
            self.add_error("shortest_interval", "A minute is the shortest: a host is to be asked politely.")
        elif shortest is not None and longest is not None and shortest > longest:
            self.add_error("longest_interval", "The longest interval is shorter than the shortest.")
        if any(delay <= timedelta(0) for delay in cleaned.get("refetch_after") or ()):
            self.add_error("refetch_after", "An article is fetched again after some time, not before.")
        return cleaned


class AddressForm(forms.Form):
    """One address to fetch."""

    address = forms.CharField(label="URL", max_length=2000, widget=forms.URLInput(attrs={"size": 80}))

    def clean_address(self) -> str:
        return public_address(self.cleaned_data["address"])


class FailingFilter(admin.SimpleListFilter):
    """Sources whose last poll failed."""

    title, parameter_name = "last poll", "failing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "failed"), ("no", "went well"), ("never", "never polled")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = {
            "yes": Q(state__failures__gt=0),
            "no": Q(state__failures=0, state__succeeded_at__isnull=False),
            "never": Q(state__polled_at__isnull=True),
        }
        return queryset.filter(wanted.get(self.value() or "", Q()))


@admin.register(PolledSource)
class PolledSourceAdmin(EditedAdmin):
    """Places that are asked for new articles, with what each has brought and when it is asked next."""

    form = PolledSourceForm
    list_display = (
        "name", "going_on", "succeeded", "new_article", "failures", "next_time", "articles", "accepted", "last_outcome",
        "form", "publisher",
    )  # fmt: skip
    list_filter = ("paused", FailingFilter, "form", "publisher__kind", "language", "edited")
    list_select_related = ("publisher", "state")
    ordering = ("paused", "name")
    search_fields = ("name", "address", "publisher__name")
    autocomplete_fields = ("publisher",)
    actions = ("poll_now", "pause_them", "let_go_on")
    change_form_template = "admin/pledges/polledsource/change_form.html"
    fieldsets = (
        (None, {"fields": ("name", "publisher", "form", "address", "link_pattern", "language", "paused")}),
        ("Schedule", {"fields": ("shortest_interval", "longest_interval", "refetch_after", "pace")}),
        ("What is wanted", {"fields": ("title_any", "title_none", "text_any", "text_none")}),
        (
            "How it goes",
            {"fields": ("last_outcome", "succeeded", "new_article", "failures", "next_time", "pages", "edited")},
        ),
    )
    shown = ("last_outcome", "succeeded", "new_article", "failures", "next_time", "pages")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PolledSource]:
        listed = Listing.objects.filter(source=OuterRef("pk")).order_by().values("source")
        articles = listed.annotate(number=Count("page__article", distinct=True)).values("number")
        accepted = (
            ClaimState.objects.filter(review=ReviewState.ACCEPTED, article__pages__listings__source=OuterRef("pk"))
            .order_by()
            .values("article__pages__listings__source")
            .annotate(number=Count("pk", distinct=True))
            .values("number")
        )
        return PolledSource.objects.annotate(
            brought=Coalesce(Subquery(articles, output_field=IntegerField()), 0),
            stood=Coalesce(Subquery(accepted, output_field=IntegerField()), 0),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *self.shown)

    def get_urls(self) -> list[URLPattern]:
        """`add-url/` of a source."""
        add = taking_forms(self.add_address_view, page=lambda _, pk: _page_of(pk))
        return [path("<int:pk>/add-url/", add, name="pledges_polledsource_add_url"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and READ_ANEW & set(form.changed_data):
            source_changed(source=obj)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        more = {"address_form": AddressForm(auto_id="add_%s"), "may_add": self.has_change_permission(request)}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | more)

    def add_address_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Have one address fetched for this source."""
        source = get_object_or_404(PolledSource, pk=pk)
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        form = AddressForm(request.POST)
        if form.is_valid():
            ask_to_fetch_address(source=source, address=form.cleaned_data["address"])
            messages.success(request, f"It will be fetched: {form.cleaned_data['address']}")
        else:
            for error in form.errors.get("address", []):
                messages.error(request, f"Not fetched: {form.data.get('address', '')[:200]}. {error}")
        return HttpResponseRedirect(_page_of(source.pk))

    @admin.action(description="Poll now", permissions=["change"])
    def poll_now(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for source in queryset:
            ask_to_poll(source=source, by_person=True)
        messages.success(request, f"{queryset.count()} will be polled now, paused or not.")

    @admin.action(description="Pause", permissions=["change"])
    def pause_them(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        messages.success(request, f"{pause(sources=queryset)} are paused.")

    @admin.action(description="Go on", permissions=["change"])
    def let_go_on(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        messages.success(request, f"{go_on(sources=queryset)} go on and will be polled now.")

    @admin.display(description="goes on", boolean=True, ordering="paused")
    def going_on(self, row: PolledSource) -> bool:
        return not row.paused

    @admin.display(description="last success", ordering="state__succeeded_at")
    def succeeded(self, row: PolledSource) -> Any:
        return _moment(row, "succeeded_at")

    @admin.display(description="last new article", ordering="state__new_article_at")
    def new_article(self, row: PolledSource) -> Any:
        return _moment(row, "new_article_at")

    @admin.display(description="failures in a row", ordering="state__failures")
    def failures(self, row: PolledSource) -> Any:
        return _of_state(row, "failures")

    @admin.display(description="next time", ordering="state__next_at")
    def next_time(self, row: PolledSource) -> Any:
        return "paused" if row.paused else _moment(row, "next_at")

    @admin.display(description="last poll", ordering="state__outcome")
    def last_outcome(self, row: PolledSource) -> str:
        return Truncator(_of_state(row, "outcome") or "").chars(120)

    @admin.display(ordering="brought")
    def articles(self, row: Any) -> int:
        return int(row.brought)

    @admin.display(description="accepted claims", ordering="stood")
    def accepted(self, row: Any) -> int:
        return int(row.stood)

    @admin.display(description="pages")
    def pages(self, row: PolledSource) -> str:
        address = reverse("admin:pledges_page_changelist")
        return format_html('<a href="{}?listings__source__id__exact={}">What it listed</a>', address, row.pk)


def _moment(row: PolledSource, name: str) -> str | None:
    at = _of_state(row, name)
    return f"{at:%Y-%m-%d %H:%M}" if at is not None else None


def _of_state(row: PolledSource, name: str) -> Any:
    """A column of the source's state; None before its first tick."""
    return getattr(row.state, name) if hasattr(row, "state") else None


class ListingInline(ReadOnlyInline):
    """Who listed a page, and why it is left out where it is."""

    model = Listing
    show_change_link = False
    fields = readonly_fields = ("source", "title", "published", "left_out", "listed_at")


def _page_of(source: int) -> str:
    return reverse("admin:pledges_polledsource_change", args=[source])


@admin.register(Page)
class PageAdmin(ReadOnlyAdmin):
    """Addresses that sources listed: what became of each, and when it is asked again."""

    list_display = ("address", "outcome", "why", "article", "fetched_at", "changed_at", "next_at", "failures")
    list_filter = ("intake__outcome", ("article", admin.EmptyFieldListFilter), "listings__source")
    list_select_related = ("intake", "article")
    search_fields = ("address",)
    ordering = ("-id",)
    inlines = (ListingInline,)
    actions = ("ask_now",)
    show_full_result_count = False

    def has_ask_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("pledges.change_polledsource")

    @admin.action(description="Ask for it now", permissions=["ask"])
    def ask_now(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for page in queryset:
            ask_to_fetch(page=page, by_person=True)
        messages.success(request, f"{queryset.count()} will be fetched now.")

    @admin.display(ordering="intake__outcome")
    def outcome(self, row: Page) -> str:
        return row.intake.get_outcome_display() if row.intake else "not asked for yet"

    @admin.display(description="why not")
    def why(self, row: Page) -> str:
        if row.intake is None:
            return ""
        notes = "; ".join(note["detail"] for note in row.intake.notes)
        return Truncator(row.intake.error or notes).chars(200)
