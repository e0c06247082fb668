"""An article, its versions and its copies."""

from rest_framework import serializers as s

from pledges.api.shapes.parts import Shape
from pledges.models import SourceKind


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
