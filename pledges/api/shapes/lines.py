"""A line of reconciliation, its problems, and totals."""

from rest_framework import serializers as s

from pledges.api.shapes.parts import PROBLEM_TYPES, Figure, HeldBeside, Interval, Shape, SystemName, words
from pledges.domain.reconciliation import Status

Due = type(
    "Due",
    (Shape,),
    {
        "__doc__": "What the schedule promises next.",
        "from": s.DateField(allow_null=True),
        "to": s.DateField(allow_null=True),
        "quantity": Interval(),
    },
)


class LineProblem(Shape):
    """What does not fit, in one sentence, with the claims that it is about."""

    id = s.CharField()
    type = s.ChoiceField(choices=PROBLEM_TYPES)
    sentence = s.CharField()
    claims = s.ListField(child=s.CharField())


class ReconciliationLine(Shape):
    """One exact set of donors x equipment family x unit. `system` is null for a line known by type only."""

    donors = s.ListField(child=s.CharField())
    joint = s.BooleanField()
    recipient = s.CharField()
    system = SystemName(allow_null=True)
    category = s.CharField()
    unit = s.CharField(help_text="A unit, or a currency for money that buys no named item.")
    pledged = Figure(help_text="Net of what was cancelled.")
    in_transit = Figure()
    delivered = Figure()
    cancelled = Figure()
    outstanding = Interval()
    next_due = Due(allow_null=True)
    no_delivery_reported = Interval(help_text="Due by then, and no report of it; no report is not no delivery.")
    overdue = Interval(help_text="The part of it that a source calls late.")
    status = s.ChoiceField(choices=words(Status))
    problems = LineProblem(many=True)
    pledges = s.ListField(child=s.CharField())
    deliveries = s.ListField(child=s.CharField())
    claims = s.ListField(child=s.CharField())
    held = HeldBeside()


class Settlement(Shape):
    """What an editor decided of a problem."""

    decision = s.ChoiceField(choices=["settled", "accepted"])
    why = s.CharField()
    recorded_at = s.DateTimeField()


class ListedProblem(LineProblem):
    """A problem of a line."""

    settled = Settlement(allow_null=True, help_text="Null while it is open.")

    donors = s.ListField(child=s.CharField())
    recipient = s.CharField()
    system = SystemName(allow_null=True)
    category = s.CharField()
    unit = s.CharField()


class Total(Shape):
    """Figures of one group and unit; units are never added up. Only the grouped-by fields are there."""

    donor = s.CharField(required=False)
    system = s.CharField(required=False, allow_null=True)
    category = s.CharField(required=False)
    recipient = s.CharField(required=False)
    month = s.CharField(required=False, allow_null=True)
    quarter = s.CharField(required=False, allow_null=True)
    year = s.CharField(required=False, allow_null=True)
    unit = s.CharField()
    pledged = Figure()
    in_transit = Figure()
    delivered = Figure()
    cancelled = Figure()
    held = HeldBeside()
