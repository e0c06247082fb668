"""The ledger beside a register, row by row, each with a verdict and the claims of both."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pledges.domain.comparison import Verdict
from pledges.models import LedgerEntry
from pledges.pages.forms import SelectionForm
from pledges.pages.lines import name_of
from pledges.pages.wording import figure
from pledges.queries.comparison import compare_with
from pledges.registers import PUBLISHERS

ROWS_A_PAGE = 100
MOST_ENTRIES = 20000  # beyond it the whole table is too much for one request: a donor or a system must be chosen


class ComparisonForm(SelectionForm):
    """Donor, system and verdict; all may be left out."""

    verdict = forms.ChoiceField(
        required=False, choices=[("", "all"), *((one.value, one.value.replace("_", " ")) for one in Verdict)]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("category", "as_of", "standing"):
            del self.fields[name]


@require_safe
def compare(request: HttpRequest, register: str) -> HttpResponse:
    """The table of one register."""
    if register not in PUBLISHERS:
        raise Http404("There is no such register.")
    form = ComparisonForm(request.GET)
    selection = form.selection()
    narrow = bool(selection.donor or selection.system) or LedgerEntry.objects.count() <= MOST_ENTRIES
    rows = []
    if form.is_valid() and narrow:
        rows = compare_with(register, donor=selection.donor, system=selection.system)
    counts = {one.value.replace("_", " "): sum(row["verdict"] == one for row in rows) for one in Verdict}
    if wanted := form.cleaned_data.get("verdict"):
        rows = [row for row in rows if row["verdict"] == wanted]
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "register": PUBLISHERS[register],
        "registers": PUBLISHERS,
        "chosen": register,
        "rows": [shown(row, form) for row in page],
        "counts": {name: count for name, count in counts.items() if count},
        "page": page,
        "query": query.urlencode(),
        "narrow": narrow,
    }
    return render(request, "pledges/compare.html", context, status=200 if form.is_valid() else 400)


def shown(row: Mapping[str, Any], form: SelectionForm) -> dict[str, Any]:
    """A row in words."""
    category = form.catalogue.categories.get(row["category"])
    return {
        "donor": name_of(row["donor"], form.catalogue) or "No donor named",
        "what": row["system"]["name"] if row["system"] else (category.name if category else row["category"]),
        "ours": side(row["ours"]),
        "theirs": side(row["theirs"]),
        "verdict": row["verdict"].replace("_", " "),
        "sentence": row["sentence"],
    }


def side(told: Mapping[str, Any]) -> dict[str, Any]:
    """What one source says, in words, with its claims."""
    units = ", ".join(unit for unit in told["units"] if unit != "item")
    return {
        "pledged": figure(told["pledged"]) if told["claims"] else "",
        "delivered": figure(told["delivered"]) if told["claims"] else "",
        "sold": told["pledged"]["sold"],
        "elsewhere": told["pledged"]["elsewhere"],
        "units": units,
        "claims": list(enumerate(told["claims"], start=1)),
    }
