"""The filters of the table; what is not understood is said beside its field."""

from typing import Any

from django import forms

from pledges.domain.judgements import Standing
from pledges.queries.catalogue import current_catalogue
from pledges.queries.selection import Selection

STANDINGS = [("live", "live"), ("reviewed", "reviewed only")]


class SelectionForm(forms.Form):
    """Donor, system, category, day and standing; all may be left out."""

    donor = forms.ChoiceField(required=False)
    system = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"list": "systems"}))
    category = forms.ChoiceField(required=False)
    as_of = forms.DateField(required=False, label="As of", widget=forms.DateInput(attrs={"type": "date"}))
    standing = forms.ChoiceField(required=False, choices=STANDINGS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        self.catalogue = current_catalogue()
        donors = sorted((one.name, one.code) for one in self.catalogue.donors.values())
        categories = sorted((one.name, one.slug) for one in self.catalogue.categories.values())
        for name, rows in (("donor", donors), ("category", categories)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "all"), *((code, label) for label, code in rows)]

    def clean_system(self) -> str | None:
        wanted = self.cleaned_data["system"].strip().casefold()
        if not wanted:
            return None
        for system in self.catalogue.systems.values():
            if wanted in (system.slug.casefold(), system.name.casefold()):
                return system.slug
        raise forms.ValidationError("The catalogue has no such system.")

    def selection(self) -> Selection:
        """What is asked for; all where the form is not valid."""
        data = self.cleaned_data if self.is_valid() else {}
        return Selection(
            donor=data.get("donor") or None,
            system=data.get("system"),
            category=data.get("category") or None,
            as_of=data.get("as_of"),
            standing=Standing(data.get("standing") or Standing.LIVE),
        )
