"""An address that only takes forms leads whoever else comes there to the page that has the form."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

type View = Callable[..., HttpResponse]


def taking_forms(
    view: View, *, page: Callable[..., str], keep: Callable[..., None] | None = None
) -> Callable[..., HttpResponse]:
    """A view of the admin that acts: only what a signed-in person sends by a form reaches it.

    `page` gives the address of the page with the form, from the request and what the view takes. One whose session
    ended signs in and comes back there; `keep` is given what they sent, to keep what was typed.
    """
    inner = admin.site.admin_view(view)

    def act(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        where = page(request, **kwargs)
        if request.method != "POST":
            return HttpResponseRedirect(where)
        if not admin.site.has_permission(request):
            if keep is not None:
                keep(request, **kwargs)
            return redirect_to_login(where, reverse("admin:login"))
        return inner(request, **kwargs)

    return act
