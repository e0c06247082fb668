"""An editor joins or parts two claims after seeing what it would change, and can take the word back."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from pledges.admin.permissions import LINK, may, person
from pledges.admin.posting import taking_forms
from pledges.admin.readonly import ReadOnlyAdmin
from pledges.admin.unsent import drop, keep, kept_for
from pledges.models import Claim, Relation
from pledges.pages import wording
from pledges.queries.joining import FIGURES, ChangedLine, link_between, preview, score
from pledges.queries.seeing import Stale, pair_token
from pledges.services.judging import link, withdraw_link

LINKED = "link"  # what was typed when a session ended is of such a form
DONE = {
    Relation.SAME: "The two claims count as one event.",
    Relation.DIFFERENT: "The two claims count as two events.",
    Relation.WITHDRAWN: "The link is withdrawn; the fold judges by itself.",
}


class LinkForm(forms.Form):
    """Which other claim, and whether both tell of one event; a reason is kept with it."""

    other = forms.CharField(max_length=32)
    relation = forms.ChoiceField(choices=Relation.choices)
    why = forms.CharField(max_length=2000, required=False)
    seen = forms.CharField(max_length=20, required=False)


class LinkingAdmin(ReadOnlyAdmin):
    """The pages of a claim on which it is joined with others, or parted from them."""

    def link_urls(self) -> list[URLPattern]:
        """`links/` shows what a link would change; `links/make/` makes or withdraws it."""
        make = taking_forms(self.make_link_view, page=_page_of_link, keep=partial(keep, act=LINKED))
        return [
            path("<str:key>/links/", self.admin_site.admin_view(self.link_view), name="pledges_claim_links"),
            path("<str:key>/links/make/", make, name="pledges_claim_link"),
        ]

    def link_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Both claims' words, the pair's score, and the figures before and after; nothing is stored."""
        one, other, form = self._asked(request, key, request.GET)
        kept = kept_for(request, one.pk)
        why = kept.data.get("why", "") if kept is not None and kept.act == LINKED else ""
        return self._link_page(request, one, other, Relation(form.cleaned_data["relation"]), why=why)

    def _link_page(
        self, request: HttpRequest, one: Claim, other: Claim, relation: Relation, *, why: str = "", status: int = 200
    ) -> HttpResponse:
        context = {
            **admin.site.each_context(request),
            "opts": self.opts,
            "is_nav_sidebar_enabled": False,
            "title": {"same": "Join", "different": "Part", "withdrawn": "Withdraw the link of"}[relation]
            + " two claims",
            "claims": [one, other],
            "score": score(one, other),
            "relation": relation.value,
            "standing": link_between(one, other),
            "seen": pair_token(one, other),
            "why": why,
            "changes": [told_change(change) for change in preview(one, other, relation)],
        }
        return TemplateResponse(request, "admin/pledges/claim/link.html", context, status=status)

    def make_link_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Join, part or take back; then to the claim's page again."""
        one, other, form = self._asked(request, key, request.POST)
        relation, why, seen = (form.cleaned_data[name] for name in ("relation", "why", "seen"))
        try:
            if relation != Relation.WITHDRAWN:
                link(one=one, other=other, relation=Relation(relation), by=person(request), why=why, seen=seen)
            elif (standing := link_between(one, other)) is not None:
                withdraw_link(link=standing, by=person(request), why=why, seen=seen)
        except Stale as stale:
            messages.warning(request, f"{stale}. Look again; nothing was changed, and your reason is kept.")
            return self._link_page(request, one, other, Relation(relation), why=why, status=409)
        drop(request, one.pk)
        messages.success(request, DONE[Relation(relation)])
        return HttpResponseRedirect(reverse("admin:pledges_claim_change", args=[one.pk]))

    def _asked(self, request: HttpRequest, key: str, data: Any) -> tuple[Claim, Claim, LinkForm]:
        """Two claims of one account, for one who may link. Raises PermissionDenied and Http404."""
        if not may(request, LINK):
            raise PermissionDenied
        form = LinkForm(data)
        if not form.is_valid():
            raise Http404("A link needs another claim and same, different or withdrawn.")
        rows = Claim.objects.filter(state__isnull=False).select_related(
            "article", "state__account", "state__version__source"
        )
        one, other = (get_object_or_404(rows, pk=pk) for pk in (key, form.cleaned_data["other"]))
        if one.pk == other.pk or one.state.account_id != other.state.account_id:
            raise Http404("Only two claims of one recipient and one sort of thing can tell of one event.")
        return one, other, form


def _page_of_link(request: HttpRequest, key: str) -> str:
    """The page on which a pair is joined or parted; the claim's, where the request names no pair."""
    asked = {name: request.POST.get(name, "")[:50] for name in ("other", "relation")}
    if not all(asked.values()):
        return reverse("admin:pledges_claim_change", args=[key])
    return f"{reverse('admin:pledges_claim_links', args=[key])}?{urlencode(asked)}"


def told_change(change: ChangedLine) -> dict[str, Any]:
    """A line before and after, in words."""
    figures = []
    for name in FIGURES:
        before, after = (wording.figure(body[name]) if body else "no line" for body in (change.before, change.after))
        figures.append({"name": name.replace("_", " "), "before": before, "after": after, "moved": before != after})
    return {"donors": ", ".join(change.donors) or "none named", "what": change.what, "figures": figures}
