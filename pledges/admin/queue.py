"""Where an editor goes on to: the next claim that waits, within the list that they came from."""

from copy import copy
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from pledges.admin.links import LinkingAdmin
from pledges.models import Claim
from pledges.queries.review import next_to_review

FILTERS = "_changelist_filters"


class QueueAdmin(LinkingAdmin):
    """The way from one claim to the next."""

    def next_view(self, request: HttpRequest) -> HttpResponse:
        """To the first claim that waits."""
        return self._on(request, None)

    def _page_of(self, request: HttpRequest, key: str) -> str:
        """The address of a claim's page, within the list that the editor came from."""
        kept = kept_filters(request)
        return reverse("admin:pledges_claim_change", args=[key]) + (f"?{kept}" if kept else "")

    def _to(self, request: HttpRequest, key: str) -> HttpResponseRedirect:
        return HttpResponseRedirect(self._page_of(request, key))

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


def kept_filters(request: HttpRequest) -> str:
    """The filters of the list that the editor came from, as an address carries them on; "" without any."""
    return urlencode({FILTERS: request.GET[FILTERS]}) if FILTERS in request.GET else ""
