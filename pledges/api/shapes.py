"""What the answers look like, for the schema alone: the data itself is written as the queries give it."""

from enum import Enum

from rest_framework import serializers as s

from pledges.domain.problems import ProblemType
from pledges.domain.reconciliation import Status
from pledges.domain.values import Basis, Certainty, Kind, Qualifier, Role, Sharing, Terms, Unit
from pledges.models import DonorKind, EntryType, ReviewState, SourceKind, StandingName


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


class FieldWords(Shape):
    """The words that a field was read from and the rule that read them; no place where a value is a default."""

    text = s.CharField()
    start = s.IntegerField(allow_null=True)
    end = s.IntegerField(allow_null=True)
    rule = s.CharField()


class Counts(Shape):
    live = s.BooleanField()
    reviewed = s.BooleanField()


class ClaimSource(Shape):
    article = s.IntegerField(help_text="The article's id.")
    title = s.CharField()
    publisher = s.CharField()
    kind = s.ChoiceField(choices=SourceKind.choices)
    published = s.DateField()
    url = s.CharField(allow_null=True)


class Support(Shape):
    """An entry of the ledger that a claim supports."""

    id = s.CharField()
    type = s.ChoiceField(choices=EntryType.choices)
    standing = s.ChoiceField(choices=StandingName.choices)
    url = s.CharField(allow_null=True)


class Claim(Shape):
    """One statement of one article, with the words behind each field."""

    id = s.CharField()
    url = s.CharField()
    article = s.CharField(help_text="The article's key.")
    kind = s.ChoiceField(choices=KINDS)
    donors = s.ListField(child=s.CharField())
    recipient = s.CharField()
    item = Item()
    quantity = Quantity()
    basis = s.ChoiceField(choices=words(Basis))
    sharing = s.ChoiceField(choices=words(Sharing), allow_null=True)
    parties = Party(many=True)
    value = Money(allow_null=True)
    window = Window(allow_null=True)
    announced = s.DateField(allow_null=True)
    terms = s.ChoiceField(choices=words(Terms))
    certainty = s.ChoiceField(choices=words(Certainty))
    system = s.CharField(allow_null=True, help_text="The catalogue's id of item.name.")
    evidence = Evidence(many=True)
    words = s.DictField(child=FieldWords())
    confidence = s.FloatField()
    review = s.ChoiceField(choices=ReviewState.choices)
    counts = Counts(help_text="Whether it stands in each standing.")
    extractor = s.CharField(allow_null=True, help_text="The version that first read it; null for a person's.")
    by_person = s.BooleanField()
    corrects = s.CharField(allow_null=True)
    corrected_by = s.CharField(allow_null=True)
    source = ClaimSource()  # type: ignore[assignment]  # a field hides DRF's own name
    published = s.DateField()
    recorded_at = s.DateTimeField()
    supports = Support(many=True)


class SourceName(Shape):
    id = s.CharField()
    name = s.CharField()
    kind = s.ChoiceField(choices=SourceKind.choices)


class Article(Shape):
    """An article as it reads now; `claims` numbers its claims by state of review."""

    id = s.IntegerField()
    url = s.CharField(allow_null=True, help_text="Where it was published.")
    key = s.CharField()
    title = s.CharField()
    publisher = s.CharField()
    source = SourceName()  # type: ignore[assignment]  # a field hides DRF's own name
    published = s.DateField()
    characters = s.IntegerField()
    text_sha256 = s.CharField()
    recorded_at = s.DateTimeField()
    excluded = s.BooleanField()
    claims = s.DictField(child=s.IntegerField())
    version = s.IntegerField()


class Version(Shape):
    id = s.IntegerField()
    title = s.CharField()
    publisher = s.CharField()
    published = s.DateField()
    media_type = s.CharField()
    characters = s.IntegerField()
    sha256 = s.CharField()
    text_sha256 = s.CharField()
    recorded_at = s.DateTimeField()
    text = s.CharField(required=False, help_text="For editors only.")


class Copy(Shape):
    """Another article that tells the same text."""

    id = s.IntegerField()
    key = s.CharField()
    publisher = s.CharField()
    published = s.DateField()
    similarity = s.FloatField()


class ArticleInFull(Article):
    versions = Version(many=True)
    copies = Copy(many=True)


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


class Figure(Shape):
    """`low` to `high` bound the total (high null: unbounded); entries with no number are counted beside it."""

    low = s.IntegerField()
    high = s.IntegerField(allow_null=True)
    stated = s.IntegerField()
    undisclosed = s.IntegerField()
    reviewed_share = s.FloatField(allow_null=True)


class Interval(Shape):
    low = s.IntegerField()
    high = s.IntegerField(allow_null=True)


class SystemName(Shape):
    id = s.CharField()
    name = s.CharField()


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


class EntryNumber(Shape):
    low = s.IntegerField(allow_null=True)
    high = s.IntegerField(allow_null=True)
    approximate = s.BooleanField()


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
    quantity = EntryNumber(help_text="What its sources say.")
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
