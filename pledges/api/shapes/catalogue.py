"""Donors, systems, categories and sources."""

from rest_framework import serializers as s

from pledges.api.shapes.parts import Shape
from pledges.models import DonorKind, SourceKind

Member = type(
    "Member",
    (Shape,),
    {
        "__doc__": "A donor's time in a group.",
        "donor": s.CharField(),
        "from": s.DateField(allow_null=True),
        "to": s.DateField(allow_null=True),
    },
)


class Donor(Shape):
    """A state, group, fund or organisation, with the names that stand for it in text."""

    id = s.CharField()
    name = s.CharField()
    kind = s.ChoiceField(choices=DonorKind.choices)
    aliases = s.ListField(child=s.CharField())
    adjectives = s.ListField(child=s.CharField())
    capitals = s.ListField(child=s.CharField())
    leaders = s.ListField(child=s.CharField())
    institutions = s.ListField(child=s.CharField())
    members = Member(many=True)


class System(Shape):
    """A weapon system, with its place in its family and the registers' codes."""

    id = s.CharField()
    name = s.CharField()
    category = s.CharField()
    variant_of = s.CharField(allow_null=True)
    family = s.CharField()
    item_is = s.CharField()
    aliases = s.ListField(child=s.CharField())
    guarded = s.ListField(child=s.CharField())
    codes = s.DictField(child=s.CharField(), help_text="unroca, sipri, kiel and others, where known.")


class Category(Shape):
    id = s.CharField()
    name = s.CharField()
    parent = s.CharField(allow_null=True)  # type: ignore[assignment]  # a field hides DRF's own name
    words = s.ListField(child=s.CharField())
    unroca = s.CharField(allow_null=True)
    sipri = s.ListField(child=s.CharField())
    kiel = s.ListField(child=s.CharField())


class Source(Shape):
    id = s.CharField()
    name = s.CharField()
    kind = s.ChoiceField(choices=SourceKind.choices)
    aliases = s.ListField(child=s.CharField())
    domains = s.ListField(child=s.CharField())
