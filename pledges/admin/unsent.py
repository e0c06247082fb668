"""What was typed when the session had ended is kept until its author has signed in again; it decides nothing by itself.

It lies in the anonymous session, on the server, which signing in carries over. A stranger can fill nothing with it: the
fields are those of the forms, and their length and number have a bound.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from pledges.admin.correction import CorrectionForm
from pledges.queries.claims import exists

NAME = "typed"
FIELDS = {*CorrectionForm.base_fields, "decision", "seen", "started", "field", "text"}
LONGEST, LONGEST_IN_ALL, MOST = 4000, 16_000, 3  # characters of a field, and of all; claims
FOR = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was typed on a claim's page: the fields of a correction, or a decision's with its reason."""

    act: str
    data: Mapping[str, str]


def keep(request: HttpRequest, key: str, *, act: str) -> None:
    """Keep what a form brought for a claim; the oldest gives way."""
    if len(key) > 32 or not exists(key):
        return
    typed, left = {}, LONGEST_IN_ALL
    for name in sorted(FIELDS & set(request.POST)):
        value = request.POST[name][: min(LONGEST, left)]
        typed[name], left = value, left - len(value)
    kept = _fresh(request)
    kept[key] = {"at": timezone.now().isoformat(), "act": act, "data": typed}
    newest = sorted(kept, key=lambda one: str(kept[one]["at"]), reverse=True)[:MOST]
    request.session[NAME] = {one: kept[one] for one in newest}


def kept_for(request: HttpRequest, key: str) -> Kept | None:
    """What was typed on a claim's page and not sent since; what is too old is dropped."""
    if NAME not in request.session:
        return None
    kept = _fresh(request)
    _store(request, kept)
    return Kept(act=kept[key]["act"], data=kept[key]["data"]) if key in kept else None


def drop(request: HttpRequest, key: str) -> None:
    """It was used."""
    if NAME in request.session:
        _store(request, {one: value for one, value in _fresh(request).items() if one != key})


def _store(request: HttpRequest, kept: dict[str, Any]) -> None:
    if kept == request.session[NAME]:
        return
    if kept:
        request.session[NAME] = kept
    else:
        del request.session[NAME]


def _fresh(request: HttpRequest) -> dict[str, Any]:
    since = timezone.now() - FOR
    return {key: one for key, one in request.session.get(NAME, {}).items() if _at(one["at"]) > since}


def _at(text: str) -> datetime:
    found = parse_datetime(text)
    assert found is not None
    return found
