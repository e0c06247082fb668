"""The admin's page of a reading shows what `manage.py explain` prints, for an article as stored, and writes nothing.

The text is read as a worker would read it today. The first page of a web process loads the model.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from pledges.models import Article, ArticleVersion, ClaimState, Run, SourceKind

if TYPE_CHECKING:
    from extraction.explain import Explanation

LONGEST_SHOWN = 200_000  # characters; a page of more is of no use to a reader or a browser
TOO_LONG = "The text has {:,} characters, more than the {:,} that a page shows; `manage.py explain FILE` reads it."
OF_A_REGISTER = "This is a row of a register: its columns are its claims, and no sentence of it is read."


@require_safe
def explained(request: HttpRequest, pk: int) -> HttpResponse:
    """How an article's text reads today, or with `?version=` an earlier one; for whoever may view articles."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.site.get_model_admin(Article).has_view_permission(request, article):
        raise PermissionDenied
    version = _version(article, request.GET.get("version"))
    context, status = _reading(version)
    context |= {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": "How it is read",
        "article": article,
        "version": version,
    }
    return TemplateResponse(request, "extraction/explained.html", context, status=status)


def _version(article: Article, asked: str | None) -> ArticleVersion:
    """The version that is asked for, else the one that the article reads as now."""
    found = article.versions.select_related("article", "source").order_by("-sightings__id")
    if asked is not None:
        found = found.filter(pk=int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 19 else found.none()
    version = found.first()
    if version is None:
        raise Http404("There is no such version.")
    return version


def _reading(version: ArticleVersion) -> tuple[dict[str, Any], int]:
    """What the page shows of a version, with its status."""
    if version.source.kind == SourceKind.REGISTER:
        return {"refused": OF_A_REGISTER}, 200
    if len(version.text) > LONGEST_SHOWN:
        return {"refused": TOO_LONG.format(len(version.text), LONGEST_SHOWN)}, 413
    # The model's libraries take seconds and memory, which a web process that explains nothing need not spend.
    from extraction.marked import shown
    from extraction.work import explain_version

    try:
        explanation, extractor, catalogue = explain_version(version)
    except OSError as error:  # no such model
        return {"refused": f"The text cannot be read, since the model cannot be loaded: {error}"}, 503
    context = {"explanation": explanation, "shown": list(shown(explanation)), "counts": _counts(explanation)}
    context |= {"extractor": extractor, "catalogue": catalogue}
    return context | _beside_the_stored(version, explanation), 200


def _counts(explanation: "Explanation") -> dict[str, int]:
    """How many mentions of each group there are, for the legend."""
    counts = dict.fromkeys(("name", "number", "money", "time"), 0)
    for passage in explanation.passages:
        for one in passage.mentions:
            counts[one.group] += 1
    return counts


def _beside_the_stored(version: ArticleVersion, explanation: "Explanation") -> dict[str, Any]:
    """The sentences that hold claims or left some out, each claim with its review if it is stored; and what differs.

    `added` counts claims that the version's last run has not, `gone` are those that only the run has.
    """
    run = Run.objects.filter(version=version).order_by("-id").first()
    stored = set(run.readings.values_list("claim_id", flat=True)) if run is not None else set()
    today = {claim.id for claim in explanation.claims}
    states = {state.pk: state for state in ClaimState.objects.filter(pk__in=today | stored).select_related("claim")}
    return {
        "run": run,
        "added": len(today - stored),
        "gone": [state for key, state in states.items() if key in stored - today],
        "parts": [
            (passage, [(claim, states.get(claim.id)) for claim in passage.claims])
            for passage in explanation.passages
            if passage.claims or passage.left_out
        ],
    }
