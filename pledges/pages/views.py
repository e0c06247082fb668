"""The public pages: a table of what was promised and what came, down to the sentences that say so."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from pledges.pages import lines as found_lines
from pledges.pages.forms import SelectionForm
from pledges.pages.silence import silence
from pledges.pages.wording import quantity, window
from pledges.queries import reconciliation
from pledges.queries.catalogue import current_catalogue
from pledges.queries.claims import claims_of, in_text_order
from pledges.queries.review import told
from pledges.queries.settlements import with_settlements

LINES_A_PAGE = 100
READ_TEXTS = "pledges.view_articleversion"


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it at this address where a page, such as the admin's, names no icon."""
    return HttpResponseRedirect(static("pledges/icon.svg"))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The reconciliation table with its filters."""
    form = SelectionForm(request.GET or {"standing": "live"})
    selection, catalogue = form.selection(), current_catalogue()
    rows = found_lines.in_order(reconciliation.lines(selection), catalogue) if form.is_valid() else []
    pages = Paginator(rows, LINES_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "selection": selection,
        "lines": [found_lines.shown(line, catalogue=catalogue, selection=selection) for line in page],
        "page": page,
        "query": query.urlencode(),
    }
    return render(request, "pledges/home.html", context, status=200 if form.is_valid() else 400)


@require_safe
def line(request: HttpRequest) -> HttpResponse:
    """One line with its figures, its problems, and every claim under it in its own words."""
    form = SelectionForm({"as_of": request.GET.get("as_of", ""), "standing": request.GET.get("standing", "")})
    if not form.is_valid():
        raise Http404("There is no such day or standing.")
    selection, catalogue = form.selection(), current_catalogue()
    body = found_lines.find(request.GET, selection)
    if body is None:
        raise Http404("There is no such line.")
    body["problems"] = with_settlements(body["problems"])
    told = claims_of([*body["claims"], *body["held"]["claims"]])
    claims = in_text_order(one for one in told if one["id"] in body["claims"])
    held = in_text_order(one for one in told if one["id"] not in body["claims"])
    for claim in told:
        claim["said"] = quantity(claim["quantity"])
        claim["when"] = window(claim["window"])
    context = {
        "line": found_lines.shown(body, catalogue=catalogue, selection=selection),
        "silence": silence(body, selection),
        "selection": selection,
        "claims": claims,
        "held": held,
        "numbers": {claim["id"]: number for number, claim in enumerate(claims, start=1)},
    }
    return render(request, "pledges/line.html", context)


@require_safe
def claim(request: HttpRequest, claim: str) -> HttpResponse:
    """One claim: its words, each marked with the field that was read from it; the text around them for editors."""
    found = told(claim, with_text=request.user.has_perm(READ_TEXTS))
    if found is None:
        raise Http404("There is no such claim.")
    body, pieces = found
    context = {
        "claim": body,
        "pieces": pieces,
        "donors": found_lines.names_of(body["donors"], current_catalogue()) or "no donor named",
        "recipient": found_lines.name_of(body["recipient"], current_catalogue()),
        "said": quantity(body["quantity"]),
        "when": window(body["window"]),
    }
    return render(request, "pledges/claim.html", context)
