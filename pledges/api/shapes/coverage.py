"""Which sources were read in a month."""

from rest_framework import serializers as s

from pledges.api.shapes.parts import Shape
from pledges.models import SourceKind


class CoveredSource(Shape):
    """What was read of one source, and when."""

    id = s.CharField()
    name = s.CharField()
    articles = s.IntegerField()
    naming = s.IntegerField()
    read_from = s.DateTimeField()
    read_to = s.DateTimeField()


class CoveredKind(Shape):
    """What was read of one kind of source."""

    kind = s.ChoiceField(choices=SourceKind.choices)
    articles = s.IntegerField()
    naming = s.IntegerField()
    sources = CoveredSource(many=True)


class CoveredMonth(Shape):
    """The articles published in a month that were read; nothing read is said as 0."""

    month = s.CharField()
    articles = s.IntegerField()
    naming = s.IntegerField(help_text="Of these, articles with a claim of the donor (of anybody, without `donor`).")
    sources = s.IntegerField()
    kinds = CoveredKind(many=True)
