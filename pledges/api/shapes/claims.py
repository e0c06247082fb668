"""A claim with the words behind its fields, its source and its standing."""

from rest_framework import serializers as s

from pledges.api.shapes.parts import KINDS, Evidence, Item, Money, Party, Quantity, Scope, Shape, Window, words
from pledges.domain.values import Basis, Certainty, Sharing, Terms
from pledges.models import EntryType, HeldReason, ReviewState, SourceKind, StandingName


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
    published = s.DateField(allow_null=True, help_text="Null where only the day of the post is known.")
    url = s.CharField(allow_null=True)


class Held(Shape):
    """Why a claim is kept out of every figure until somebody stands by it; the numbers are in its line's unit."""

    reason = s.ChoiceField(choices=HeldReason.choices)
    sentence = s.CharField()
    number = s.IntegerField(help_text="What it would add at most.")
    known = s.IntegerField(help_text="What it was weighed against, as an order of magnitude.")
    limit = s.IntegerField(help_text="What would pass.")


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
    scope = Scope(allow_null=True)
    replaces = s.CharField(
        allow_null=True, help_text='The earlier number that it supersedes, or "correction"; null for none.'
    )
    window = Window(allow_null=True)
    announced = s.DateField(allow_null=True)
    terms = s.ChoiceField(choices=words(Terms))
    certainty = s.ChoiceField(choices=words(Certainty))
    system = s.CharField(allow_null=True, help_text="The catalogue's id of item.name.")
    evidence = Evidence(many=True)
    words = s.DictField(child=FieldWords())
    confidence = s.FloatField()
    review = s.ChoiceField(choices=ReviewState.choices)
    counts = Counts(help_text="Whether it stands in each standing; one that is held is in no figure yet.")
    held = Held(allow_null=True, help_text="Null for what is not held.")
    extractor = s.CharField(allow_null=True, help_text="The version that first read it; null for a person's.")
    by_person = s.BooleanField()
    corrects = s.CharField(allow_null=True)
    corrected_by = s.CharField(allow_null=True)
    source = ClaimSource()  # type: ignore[assignment]  # a field hides DRF's own name
    published = s.DateField(help_text="The day of the article, or of the post of a live blog that says it.")
    recorded_at = s.DateTimeField()
    supports = Support(many=True)
