"""A correction says in an editor's form what a claim should have said, field by field, and why."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms

from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import CORRECTION, number, replaced_from_json, replaced_to_json
from pledges.domain.entry.errors import EntryError
from pledges.domain.entry.names import donors_of, item_of
from pledges.domain.entry.nonsense import contradictions
from pledges.domain.values import (
    Basis,
    Certainty,
    Extent,
    Kind,
    Qualifier,
    Role,
    Sharing,
    Stage,
    Terms,
    Unit,
    Whose,
)
from pledges.models.guards import choices
from pledges.queries.catalogue import current_catalogue

_SHOWN_AT = {"item": "category", "quantity": "low", "unit": "unit"}  # the field that shows what is wrong with a value
SCOPE = ("of", "whose", "from", "to", "stage")
ROLES = {role.value for role in Role}
_DAYS = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%d.%m.%Y"]


def day_field() -> forms.DateField:
    """A day in any usual form; one with slashes, which may be two days, is refused."""
    wrong = "No day: type 2023-03-07, 7 March 2023 or 7.3.2023."
    return forms.DateField(required=False, input_formats=_DAYS, error_messages={"invalid": wrong})


class CorrectionForm(forms.Form):
    """All fields of a claim. `values` gives them as `claims.md` has them."""

    kind = forms.ChoiceField(choices=choices(Kind))
    donors = forms.CharField(required=False, help_text="Codes or names, parted by commas; empty for none named.")
    sharing = forms.ChoiceField(required=False, choices=[("", "one donor or none"), *choices(Sharing)])
    parties = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line: who, role, share. The share is a fraction such as 1/3, and may be left out.",
    )
    recipient = forms.CharField(max_length=100)
    item_name = forms.CharField(
        required=False,
        help_text="As the catalogue has it; empty where only a type is named.",
        widget=forms.TextInput(attrs={"list": "systems"}),
    )
    category = forms.ChoiceField()
    low = forms.IntegerField(required=False, min_value=0, max_value=10**15)
    high = forms.IntegerField(required=False, min_value=0, max_value=10**15)
    unit = forms.ChoiceField(choices=choices(Unit))
    per = forms.CharField(required=False, max_length=20, help_text='For a rate: "month".')
    approximate = forms.BooleanField(required=False)
    vague = forms.BooleanField(required=False, help_text='For "dozens" or "hundreds": a guess at a word.')
    basis = forms.ChoiceField(choices=choices(Basis))
    amount = forms.DecimalField(required=False, min_value=0, max_digits=20, decimal_places=2)
    currency = forms.RegexField(r"^[A-Z]{3}$", required=False, help_text="ISO 4217, such as EUR.")
    qualifier = forms.ChoiceField(required=False, choices=[("", "no money"), *choices(Qualifier)])
    scope_of = forms.ChoiceField(
        required=False, choices=[("", "this gift"), *choices(Extent)], help_text="What a sum covers."
    )
    scope_whose = forms.ChoiceField(required=False, choices=[("", "its donors"), *choices(Whose)])
    scope_from = day_field()
    scope_to = day_field()
    scope_stage = forms.ChoiceField(required=False, choices=[("", "not said"), *choices(Stage)])
    replaces = forms.RegexField(
        rf"^(\d{{1,20}}|{CORRECTION})$",
        required=False,
        help_text=f'The earlier number that this one supersedes, or "{CORRECTION}".',
    )
    window_from = day_field()
    window_to = day_field()
    announced = day_field()
    terms = forms.ChoiceField(choices=choices(Terms))
    certainty = forms.ChoiceField(choices=choices(Certainty))
    evidence = forms.CharField(help_text="Places in the text as start-end, parted by commas.")
    why = forms.CharField(label="Reason", required=False, max_length=2000)

    def __init__(self, *args: Any, length: int, **kwargs: Any) -> None:
        """`length` is that of the text, which the evidence must lie in."""
        super().__init__(*args, **kwargs)
        self.length = length
        self.catalogue: Catalogue = current_catalogue()
        category = self.fields["category"]
        assert isinstance(category, forms.ChoiceField)
        category.choices = [(one.slug, one.name) for one in self.catalogue.categories.values()]

    @classmethod
    def initial_of(cls, claim: Mapping[str, Any]) -> dict[str, Any]:
        """The form as a claim has it."""
        money, window = claim["value"] or {}, claim["window"] or {}
        parties = [[p["who"], p["role"], *([p["share"]] if p["share"] else [])] for p in claim["parties"]]
        scope = claim["scope"] or {}
        plain = ("kind", "sharing", "recipient", "basis", "announced", "terms", "certainty", "replaces")
        return {
            **{name: claim[name] for name in plain},
            **claim["quantity"],
            "donors": ", ".join(claim["donors"]),
            "parties": "\n".join(", ".join(party) for party in parties),
            "item_name": claim["item"]["name"],
            "category": claim["item"]["category"],
            **{name: money.get(name) for name in ("amount", "currency", "qualifier")},
            **{f"scope_{name}": scope.get(name) for name in SCOPE},
            "window_from": window.get("from"),
            "window_to": window.get("to"),
            "evidence": ", ".join(f"{e['start']}-{e['end']}" for e in claim["evidence"]),
        }

    def clean_donors(self) -> list[str]:
        return self._donors(self.cleaned_data["donors"])

    def _donors(self, names: str) -> list[str]:
        try:
            return donors_of(names, self.catalogue)
        except EntryError as error:
            raise forms.ValidationError(str(error)) from None

    def clean_parties(self) -> list[dict[str, Any]]:
        found = []
        for line in filter(str.strip, self.cleaned_data["parties"].splitlines()):
            who, role, share = ([part.strip() for part in line.split(",")] + ["", ""])[:3]
            if role not in ROLES:
                raise forms.ValidationError(f"{line!r}: the role is one of {', '.join(sorted(ROLES))}.")
            try:
                exact = str(Fraction(share)) if share else None
            except (ValueError, ZeroDivisionError):
                raise forms.ValidationError(f"{line!r}: the share is a fraction such as 1/3.") from None
            found += [{"who": code, "role": role, "share": exact} for code in self._donors(who)]
        return found

    def clean_item_name(self) -> str | None:
        name = self.cleaned_data["item_name"].strip()
        if not name:
            return None
        try:
            found = item_of(name, self.catalogue)["name"]
        except EntryError as error:
            raise forms.ValidationError(str(error)) from None
        if found is None:
            raise forms.ValidationError(f"{name!r} is a type: choose it as the category, and leave this empty.")
        return found

    def clean_evidence(self) -> list[dict[str, int]]:
        found = []
        for part in self.cleaned_data["evidence"].split(","):
            start, dash, end = part.strip().partition("-")
            if not (dash and start.isdecimal() and end.isdecimal() and int(start) < int(end) <= self.length):
                raise forms.ValidationError(f"{part.strip()!r} is no place within the {self.length} characters.")
            found.append({"start": int(start), "end": int(end)})
        return sorted(found, key=lambda span: (span["start"], span["end"]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for first, last in (("low", "high"), ("window_from", "window_to"), ("scope_from", "scope_to")):
            if data.get(first) is not None and data.get(last) is not None and data[first] > data[last]:
                self.add_error(last, f"It lies before {first.replace('_', ' ')}.")
        if (data.get("amount") is not None) != bool(data.get("currency")):
            self.add_error("currency", "Money has an amount and a currency, or neither.")
        if data.get("sharing") and len(data.get("donors") or []) < 2:
            self.add_error("sharing", "One donor shares with nobody.")
        if not self.errors:
            for name, why in contradictions(self.values(), self.catalogue).items():
                self.add_error(_SHOWN_AT[name], why)
        return data

    def scope(self) -> dict[str, str | None] | None:
        """The scope in the fields of `claims.md`; None where nothing is said of it."""
        data = self.cleaned_data
        said = {name: data[f"scope_{name}"] or None for name in ("of", "whose", "stage")}
        days = {name: _iso(data[f"scope_{name}"]) for name in ("from", "to")}
        found = said | days
        return {name: found[name] for name in SCOPE} if any(found.values()) else None

    def values(self) -> dict[str, Any]:
        """The cleaned values in the fields of `claims.md`."""
        data = self.cleaned_data
        start, end = _iso(data["window_from"]), _iso(data["window_to"])
        return {
            **{name: data[name] for name in ("kind", "donors", "parties", "recipient", "basis", "terms", "certainty")},
            "sharing": data["sharing"] or None,
            "item": {"name": data["item_name"], "category": data["category"]},
            "quantity": {
                "low": data["low"],
                "high": data["high"],
                "unit": data["unit"],
                "per": data["per"] or None,
                "approximate": data["approximate"],
                "vague": data["vague"],
            },
            "value": _money(data["amount"], data["currency"], data["qualifier"]),
            "scope": self.scope(),
            "replaces": replaced_to_json(replaced_from_json(data["replaces"])),
            "window": {"from": start, "to": end} if start or end else None,
            "announced": _iso(data["announced"]),
            "evidence": data["evidence"],
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _money(amount: Decimal | None, currency: str, qualifier: str) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {"amount": number(amount), "currency": currency, "qualifier": qualifier or Qualifier.EXACT.value}
