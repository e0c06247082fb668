"""One field of a claim is mended where it stands: what was typed is read, checked against nonsense, and stored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string

from pledges.domain.entry import names
from pledges.domain.entry.days import Phrases
from pledges.domain.entry.errors import EntryError
from pledges.domain.entry.fields import BY_NAME, FIELDS, Around, Field, read_over
from pledges.domain.entry.nonsense import made_contradictions
from pledges.pages import wording
from pledges.queries.catalogue import current_catalogue

OFFERED: Mapping[str, Callable[..., Sequence[names.Offer]]] = {"donors": names.donors, "equipment": names.equipment}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person typed into a field, and what is wrong with it."""

    field: str
    text: str
    error: str = ""

    def refused(self, why: str) -> "Typed":
        """As it is shown again, with the reason."""
        return replace(self, error=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """A field on the page: its value in words, the words that say so, and how it is edited, if it can be here."""

    name: str
    value: str
    words: str
    rule: str
    entry: Field | None = None
    text: str = ""
    error: str = ""

    @property
    def open(self) -> bool:
        return bool(self.error)


def values_of(typed: Typed, claim: Mapping[str, Any], *, published: date) -> dict[str, Any]:
    """The changed values of a claim. Raises EntryError for a text that the field can't take, or that makes nonsense.

    What was nonsense before in another field is no hindrance, so that two faults are mended one after the other.
    """
    field = BY_NAME.get(typed.field)
    if field is None:
        raise EntryError(f"There is no field {typed.field!r} to edit here.")
    around = around_on(published)
    changed = read_over(field, typed.text, claim, around)
    wrong = made_contradictions(claim, changed, around.catalogue)
    if wrong:
        raise EntryError(" ".join(wrong.values()))
    return changed


def around_on(published: date) -> Around:
    """What typed text is read against on an article's day."""
    return Around(catalogue=current_catalogue(), published=published, phrases=_phrases())


@cache
def _phrases() -> Phrases:
    """What reads phrases of time: it belongs to the extraction, which this knows by its name alone."""
    found: Phrases = import_string(settings.TIME_PHRASES)
    return found


def names_view(request: HttpRequest) -> JsonResponse:
    """What a few typed letters may mean: `?of=donors&q=hol`; of several donors the last is asked about."""
    offered = OFFERED.get(request.GET.get("of", ""))
    if offered is None:
        return JsonResponse({"error": f"of is one of {', '.join(OFFERED)}"}, status=400)
    asked = request.GET.get("q", "")[:100].rpartition(",")[2]
    found = names.matching(asked, offered(current_catalogue()))
    return JsonResponse({"offers": [{"text": one.text, "told": one.told} for one in found]})


def shown_fields(claim: Mapping[str, Any], typed: Typed | None = None) -> list[ShownField]:
    """Every field that says something or can be edited here, the editable ones first, in the order of their digits."""
    said = _in_words(claim)
    order = [*(field.name for field in FIELDS), *(name for name in said if name not in BY_NAME)]
    return [
        _shown(name, said.get(name) or "", claim, typed if typed is not None and typed.field == name else None)
        for name in order
        if name in BY_NAME or said.get(name) or name in claim["words"]
    ]


def _shown(name: str, value: str, claim: Mapping[str, Any], typed: Typed | None) -> ShownField:
    words, entry = claim["words"].get(name, {}), BY_NAME.get(name)
    text = typed.text if typed is not None else entry.shown(claim) if entry is not None else ""
    return ShownField(
        name=name,
        value=value,
        words=words.get("text") or "",
        rule=words.get("rule") or "",
        entry=entry,
        text=text,
        error=typed.error if typed is not None else "",
    )


def _in_words(claim: Mapping[str, Any]) -> dict[str, Any]:
    item, money = claim["item"], claim["value"]
    return {
        "kind": claim["kind"],
        "donors": ", ".join(claim["donors"]) or "none named",
        "item": f"{item['name']} ({item['category']})" if item["name"] else item["category"],
        "quantity": wording.quantity(claim["quantity"]),
        "value": f"{money['qualifier']} {money['amount']:,} {money['currency']}" if money else "",
        "window": wording.window(claim["window"]),
        "basis": claim["basis"],
        "recipient": claim["recipient"],
        "announced": claim["announced"],
        "terms": claim["terms"],
        "certainty": claim["certainty"],
        "sharing": claim["sharing"],
        "parties": "; ".join(f"{p['who']}, {p['role']} {p['share'] or ''}".strip() for p in claim["parties"]),
        "scope": wording.scope(claim["scope"]),
        "replaces": claim["replaces"],
    }
