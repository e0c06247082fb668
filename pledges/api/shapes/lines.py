"""A line of reconciliation, its problems, and totals."""

from rest_framework import serializers as s

from pledges.api.shapes.entries import EntryNumber
from pledges.api.shapes.parts import PROBLEM_TYPES, Figure, HeldBeside, Interval, Scope, Shape, SystemName, words
from pledges.domain.books import Direction
from pledges.domain.explaining import Why
from pledges.domain.reconciliation import Status
from pledges.models import EntryType

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
    claims = s.ListField(child=s.CharField(), help_text="The few that cause it, at most six, culprits first.")
    effect = s.IntegerField(
        allow_null=True,
        help_text="By how much the line's stated figures would change, were it decided the other way; null: no number.",
    )


class Holding(Shape):
    """One of the line's unit holds `low` to `high` of the other unit, by a public source."""

    low = s.IntegerField()
    high = s.IntegerField()
    source = s.CharField()  # type: ignore[assignment]  # a field hides DRF's own name


class Beside(Shape):
    """The same donors and equipment in another unit, on a line of its own: never added to this line."""

    line = s.CharField(help_text="The other line's id.")
    unit = s.CharField()
    pledged = Figure()
    in_transit = Figure()
    delivered = Figure()
    one_holds = Holding(allow_null=True)


class Elsewhere(Shape):
    """A booking across lines. `outstanding` is pledged less (delivered less what went `to` other lines) less what came
    `from` them, of all that is not in transit, and no more than `unmet`; what is `possible` and went `to` others is
    not taken off.
    """

    line = s.CharField(help_text="The other line's id.")
    donors = s.ListField(child=s.CharField())
    system = SystemName(allow_null=True)
    category = s.CharField()
    unit = s.CharField()
    entry = s.CharField(help_text="The other line's entry: the pledge that is filled, or what arrived.")
    direction = s.ChoiceField(choices=words(Direction))
    quantity = Interval(allow_null=True)
    in_transit = s.BooleanField()
    possible = s.BooleanField(
        help_text="A group's report may be of a member's pledge, a donor's of one that names nobody: none to all of it."
    )


class Listed(Shape):
    """A request, intent, sale or sum of another scope: shown beside the figures, in none of them."""

    entry = s.CharField()
    type = s.ChoiceField(choices=EntryType.choices)
    quantity = EntryNumber()
    scope = Scope(allow_null=True)
    claims = s.ListField(child=s.CharField())


class Other(Shape):
    entry = s.CharField()
    quantity = EntryNumber()


class Explained(Shape):
    """Why an entry counts nothing, or more than one number. `other` stands in its place, or holds it."""

    entry = s.CharField()
    type = s.ChoiceField(choices=EntryType.choices)
    why = s.ChoiceField(choices=words(Why))
    quantity = EntryNumber()
    other = Other(allow_null=True)
    sides = EntryNumber(many=True, help_text="The different numbers of one event, where sources differ.")
    claims = s.ListField(child=s.CharField())


class ReconciliationLine(Shape):
    """One exact set of donors x equipment family x unit. `system` is null for a line known by type only."""

    id = s.CharField(help_text="A hash of what makes it that line.")
    donors = s.ListField(child=s.CharField())
    joint = s.BooleanField()
    recipient = s.CharField()
    system = SystemName(allow_null=True)
    category = s.CharField()
    unit = s.CharField(help_text="The main unit of its equipment, or a currency for money that buys no named item.")
    pledged = Figure(help_text="Net of what was cancelled.")
    in_transit = Figure()
    delivered = Figure()
    cancelled = Figure()
    unmet = Interval(help_text="What its pledges are open for, or wait for on its way, in all.")
    outstanding = Interval(help_text="Pledged less what came (see `elsewhere`), and no more than `unmet`.")
    next_due = Due(allow_null=True)
    no_delivery_reported = Interval(help_text="Due by then, and no report of it; no report is not no delivery.")
    overdue = Interval(help_text="The part of it that a source calls late.")
    status = s.ChoiceField(choices=words(Status))
    beside = Beside(many=True)
    elsewhere = Elsewhere(many=True)
    explained = Explained(many=True)
    listed = Listed(many=True)
    problems = LineProblem(many=True, help_text="By effect, the largest first.")
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
