"""An entry of the ledger: a pledge or a delivery, and what fulfils it."""

from rest_framework import serializers as s

from pledges.api.shapes.parts import KINDS, Interval, Money, Party, Scope, Shape, SystemName, Window, words
from pledges.domain.values import Basis, Certainty, Terms
from pledges.models import EntryType


class EntryNumber(Shape):
    low = s.IntegerField(allow_null=True)
    high = s.IntegerField(allow_null=True)
    approximate = s.BooleanField()
    said = s.IntegerField(allow_null=True, help_text="What the best source says where sources differ; else null.")


class Side(Shape):
    """A number that some of the sources give where others give another of the same event."""

    quantity = EntryNumber()
    claims = s.ListField(child=s.CharField())


class Counted(Shape):
    low = s.IntegerField()
    high = s.IntegerField(allow_null=True)
    stated = s.IntegerField()


class Fulfilment(Shape):
    """So much of a delivery is booked on a pledge; `in_transit` for what is on its way."""

    delivery = s.CharField()
    pledge = s.CharField()
    quantity = Interval(allow_null=True)
    in_transit = s.BooleanField()
    possible = s.BooleanField(help_text="It may be of this pledge, which is not filled by it.")


class Milestone(Shape):
    """By `window` so many in all are due."""

    window = Window()
    quantity = EntryNumber()
    claims = s.ListField(child=s.CharField())


class Entry(Shape):
    """One event as its best sources tell it; `fields` names the claims behind each field."""

    id = s.CharField()
    type = s.ChoiceField(choices=EntryType.choices)
    kind = s.ChoiceField(choices=KINDS)
    donors = s.ListField(child=s.CharField())
    joint = s.BooleanField()
    recipient = s.CharField()
    system = SystemName(allow_null=True)
    family = s.CharField(allow_null=True)
    category = s.CharField()
    unit = s.CharField()
    quantity = EntryNumber(help_text="What its sources say, from the least to the most.")
    sides = Side(many=True, help_text="The different numbers, where sources differ; else empty.")
    scope = Scope(allow_null=True)
    part_of = s.CharField(allow_null=True, help_text="The entry that holds it: it counts nothing by itself.")
    replaced_by = s.CharField(allow_null=True, help_text="The entry that stands in its place: it counts nothing.")
    counted = Counted(allow_null=True, help_text="What it adds to its line; null where no number is known.")
    announced = s.DateField()
    window = Window(allow_null=True)
    basis = s.ChoiceField(choices=words(Basis))
    terms = s.ChoiceField(choices=words(Terms))
    certainty = s.ChoiceField(choices=words(Certainty))
    value = Money(allow_null=True)
    parties = Party(many=True)
    implied = s.CharField(allow_null=True, help_text="Why it stands although no claim states it by itself.")
    late = s.BooleanField()
    first_published = s.DateField()
    last_published = s.DateField()
    sources = s.IntegerField(help_text="Independent tellings; copies of one text count once.")
    reviewed = s.BooleanField()
    fulfilments = Fulfilment(many=True)
    claims = s.ListField(child=s.CharField())
    mentions = s.ListField(child=s.CharField(), help_text="Claims that speak of it and add nothing.")
    fields = s.DictField(child=s.ListField(child=s.CharField()))  # type: ignore[assignment]  # a field hides DRF's own name


class Pledge(Entry):
    open = Interval(required=False, help_text="Neither delivered nor on its way.")
    schedule = Milestone(many=True, required=False)


class Delivery(Entry):
    """A transfer that took place."""
