"""The form of a claim that was missed: a line for each field, in the same short forms as on the page of a claim."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string

from pledges.admin.in_place import around_on
from pledges.domain.entry.errors import EntryError
from pledges.domain.entry.fields import BY_NAME, read_over
from pledges.domain.entry.nonsense import contradictions, field_of
from pledges.models import ArticleVersion
from pledges.queries.review import ReviewedClaim

ASKED = ("item", "quantity", "kind", "donors", "value", "window", "recipient", "basis")
_EMPTY: dict[str, Any] = {
    "kind": "pledge", "donors": [], "sharing": None, "parties": [], "recipient": "UA",
    "item": {"name": None, "category": "other"},
    "quantity": {"low": None, "high": None, "unit": "item", "per": None, "approximate": False, "vague": False},
    "basis": "unstated", "value": None, "scope": None, "replaces": None, "window": None, "announced": None,
    "terms": "donation", "certainty": "stated",
}  # fmt: skip


class AddForm(forms.Form):
    """`start` and `end` are the selected words in the text of a `version`; the other fields are typed in their short
    forms. `over` names another's rejection, once it was shown."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    over = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any], *, found: ReviewedClaim, posted: bool) -> None:
        """`data` is what was posted, else the selection, of which the fields are filled in."""
        self.found = found
        self.read = _version(found, data.get("version"))
        self.text = self.read.text
        self.around = around_on(found.row.state.published)
        start, end = _place(data.get("start")), _place(data.get("end"))
        self.words = self.text[start:end]
        self.guessed = self._guessed(self.words)
        shown = {name: BY_NAME[name].shown(self.guessed) for name in ASKED}
        initial: dict[str, Any] = {"version": self.read.pk, "start": start, "end": end} | shown
        super().__init__(data if posted else None, initial=initial)
        for name in ASKED:
            field = BY_NAME[name]
            attrs = {"autocomplete": "off", "data-names": field.names, "data-choices": " ".join(field.choices)}
            self.fields[name] = forms.CharField(
                required=False, max_length=500, help_text=field.forms, widget=forms.TextInput(attrs=attrs)
            )

    def _guessed(self, words: str) -> dict[str, Any]:
        """The values as the selected words say them; kind, donors and recipient as in the claim beside them."""
        beside = self.found.claim
        said = _EMPTY | {name: beside[name] for name in ("kind", "donors", "recipient")}
        said = said | _mentioned()(words, self.found.row.state.published)
        return said | {"sharing": "unclear" if len(said["donors"]) > 1 else None}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if start is None or end is None or not start < end <= len(self.text):
            self.add_error(None, "Select the words of the claim in the text first.")
        self.said: dict[str, Any] = {**self.guessed}
        for name in ASKED:
            try:
                self.said |= read_over(BY_NAME[name], data.get(name) or "", self.guessed, self.around)
            except EntryError as error:
                self.add_error(name, str(error))
        for name, why in contradictions(self.said, self.around.catalogue).items():
            self.add_error(field_of(name), why)
        return data

    def ask_again(self, *, over: int, why: str) -> None:
        """Show it again with the reason; sent once more, it counts over the verdict that the reason tells of."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "over": str(over)}
        self.add_error(None, why)

    def values(self) -> dict[str, Any]:
        """The claim's values in the fields of `claims.md`, with its evidence."""
        span = {"start": self.cleaned_data["start"], "end": self.cleaned_data["end"]}
        return {**self.said, "evidence": [span]}


def _version(found: ReviewedClaim, asked: Any) -> ArticleVersion:
    """The version in which the words were selected, of the same article; the claim's own where none is named."""
    version = ArticleVersion.objects.filter(pk=_place(asked), article=found.row.article_id).first()
    return version or found.row.state.version


def _place(text: Any) -> int:
    return int(text) if str(text or "").isdecimal() and len(str(text)) < 10 else 0


@cache
def _mentioned() -> Callable[..., dict[str, Any]]:
    """What reads the number and the thing of a few words: it belongs to the extraction, known here by its name."""
    found: Callable[..., dict[str, Any]] = import_string(settings.WORDS_READER)
    return found
