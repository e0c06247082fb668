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


class UnitFactor(Shape):
    """`low` to `high` between one unit and another, and who says so in public."""

    unit = s.CharField()
    low = s.IntegerField()
    high = s.IntegerField()
    source = s.CharField()  # type: ignore[assignment]  # a field hides DRF's own name


class Counting(Shape):
    """Which units are one. A unit that is not named is counted by itself."""

    main = s.CharField(help_text="The unit of its lines.")
    same = s.ListField(child=s.CharField(), help_text="Units that count the same thing.")
    why = s.CharField(allow_blank=True, help_text="What shows that they do.")
    converts = UnitFactor(many=True, help_text="One of the unit is so many of the main unit.")
    holds = UnitFactor(many=True, help_text="One of the main unit holds so many of the unit.")


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
    counting = Counting(allow_null=True, help_text="Its own way of counting; null: its family's, else its category's.")


class Category(Shape):
    id = s.CharField()
    name = s.CharField()
    parent = s.CharField(allow_null=True)  # type: ignore[assignment]  # a field hides DRF's own name
    words = s.ListField(child=s.CharField())
    unroca = s.CharField(allow_null=True)
    sipri = s.ListField(child=s.CharField())
    kiel = s.ListField(child=s.CharField())
    counting = Counting(allow_null=True, help_text="Null: that of the category above it.")


class Source(Shape):
    id = s.CharField()
    name = s.CharField()
    kind = s.ChoiceField(choices=SourceKind.choices)
    aliases = s.ListField(child=s.CharField())
    domains = s.ListField(child=s.CharField())
