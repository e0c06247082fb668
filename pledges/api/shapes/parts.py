"""What many answers are made of: quantities, money, days, figures; and the base of all shapes."""

from enum import Enum

from rest_framework import serializers as s

from pledges.domain.problems import ProblemType
from pledges.domain.values import Extent, Kind, Qualifier, Role, Stage, Unit, Whose


def words(values: type[Enum]) -> list[tuple[str, str]]:
    """An enum's values as choices."""
    return [(member.value, member.value) for member in values]


KINDS = words(Kind)
PROBLEM_TYPES = words(ProblemType)


class Shape(s.Serializer[dict[str, object]]):
    """A plain object of the API."""


class Problem(Shape):
    """An RFC 9457 problem document; `parameter` and `accepts` stand where a parameter is at fault."""

    type = s.CharField()
    title = s.CharField()
    status = s.IntegerField()
    detail = s.CharField()
    instance = s.CharField()  # type: ignore[assignment]  # a field hides DRF's own name
    parameter = s.CharField(required=False)
    accepts = s.CharField(required=False)


class Item(Shape):
    name = s.CharField(allow_null=True)
    category = s.CharField()


class Quantity(Shape):
    """`low` to `high`; null is an open end, both null unknown."""

    low = s.IntegerField(allow_null=True)
    high = s.IntegerField(allow_null=True)
    unit = s.ChoiceField(choices=words(Unit))
    per = s.CharField(allow_null=True)
    approximate = s.BooleanField()
    vague = s.BooleanField(help_text='"dozens", "hundreds": a guess at a word, not a stated bound.')


Scope = type(
    "Scope",
    (Shape,),
    {
        "__doc__": "What a number covers beyond a gift of its donors to its recipient; null is not said.",
        "of": s.ChoiceField(choices=words(Extent), allow_null=True),
        "whose": s.ChoiceField(choices=words(Whose), allow_null=True),
        "from": s.DateField(allow_null=True),
        "to": s.DateField(allow_null=True),
        "stage": s.ChoiceField(choices=words(Stage), allow_null=True),
    },
)


class Party(Shape):
    who = s.CharField()
    role = s.ChoiceField(choices=words(Role))
    share = s.CharField(allow_null=True, help_text="An exact fraction, as 1/3.")


class Conversion(Shape):
    """A sum in another currency at the European Central Bank's rate; `reason` says why there is none."""

    amount = s.FloatField(allow_null=True)
    rate = s.FloatField(allow_null=True, help_text="Null where the sum was stated in this currency.")
    rate_date = s.DateField(allow_null=True, help_text="The rate's day: the last with rates before the sum's own.")
    reason = s.CharField(allow_null=True)


class Conversions(Shape):
    EUR = Conversion()
    USD = Conversion()


class Money(Shape):
    amount = s.FloatField()
    currency = s.CharField()
    qualifier = s.ChoiceField(choices=words(Qualifier))
    converted = Conversions(help_text="At the rate of the day of announcement, else of publication.")


Window = type(
    "Window",
    (Shape,),
    {
        "__doc__": "Both days inclusive; null is an open end.",
        "from": s.DateField(allow_null=True),
        "to": s.DateField(allow_null=True),
    },
)


class Evidence(Shape):
    """The quoted words, half-open in Unicode code points of the stored text."""

    start = s.IntegerField()
    end = s.IntegerField()
    text = s.CharField()


class Figure(Shape):
    """`low` to `high` bound the total (high null: unbounded); entries with no number are counted beside it."""

    low = s.IntegerField()
    high = s.IntegerField(allow_null=True)
    stated = s.IntegerField()
    undisclosed = s.IntegerField()
    reviewed_share = s.FloatField(allow_null=True)


class HeldBeside(Shape):
    """Claims that the gate keeps out of a figure until somebody stands by them."""

    count = s.IntegerField()
    high = s.IntegerField(help_text="By how much they would raise the figure at most; copies of one text once.")
    claims = s.ListField(child=s.CharField())
    reasons = s.ListField(child=s.CharField(), help_text="Why, a sentence each.")


class Interval(Shape):
    low = s.IntegerField()
    high = s.IntegerField(allow_null=True)


class SystemName(Shape):
    id = s.CharField()
    name = s.CharField()
