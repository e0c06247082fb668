"""An article, its versions and its copies."""

from rest_framework import serializers as s

from pledges.api.shapes.parts import Shape, words
from pledges.domain.notes import DayFrom, NoteKind
from pledges.models import SourceKind


class SourceName(Shape):
    id = s.CharField()
    name = s.CharField()
    kind = s.ChoiceField(choices=SourceKind.choices)


NOTE_KINDS = words(NoteKind)
STATED = [(value, name) for value, name in words(DayFrom) if value]


class ReadingNote(Shape):
    """What has to be known of how a text was read."""

    kind = s.ChoiceField(choices=NOTE_KINDS)
    detail = s.CharField()


class Article(Shape):
    """An article as it reads now.

    `claims` numbers its claims by state of review; those that `waits_for_day` count nowhere until its day is known.
    """

    id = s.IntegerField()
    url = s.CharField(allow_null=True, help_text="Where it was published.")
    key = s.CharField()
    title = s.CharField()
    publisher = s.CharField()
    source = SourceName()  # type: ignore[assignment]  # a field hides DRF's own name
    published = s.DateField(allow_null=True, help_text="Null where no day is known.")
    day_from = s.ChoiceField(choices=STATED, allow_null=True, help_text="Where that day was found.")
    language = s.CharField(allow_null=True, help_text="ISO 639-1, as detected.")
    notes = ReadingNote(many=True)
    characters = s.IntegerField()
    text_sha256 = s.CharField()
    recorded_at = s.DateTimeField()
    excluded = s.BooleanField()
    claims = s.DictField(child=s.IntegerField())
    version = s.IntegerField()


class Post(Shape):
    """A dated part of a live blog: half-open in Unicode code points of the stored text."""

    start = s.IntegerField()
    end = s.IntegerField()
    published = s.DateField()


class Version(Shape):
    id = s.IntegerField()
    title = s.CharField()
    publisher = s.CharField()
    published = s.DateField(allow_null=True)
    day_from = s.ChoiceField(choices=STATED, allow_null=True)
    language = s.CharField(allow_null=True)
    posts = Post(many=True)
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
    published = s.DateField(allow_null=True)
    similarity = s.FloatField()


class Retrieval(Shape):
    """The answer that brought a version; `size` and `sha256` are of the bytes as they came. A file has no addresses."""

    version = s.IntegerField()
    asked = s.CharField(allow_null=True)
    final = s.CharField(allow_null=True, help_text="The address after redirects.")
    status = s.IntegerField(allow_null=True)
    recorded_at = s.DateTimeField()
    size = s.IntegerField()
    sha256 = s.CharField()
    kept = s.BooleanField(help_text="False where a redaction took the bytes out.")


class ArticleInFull(Article):
    versions = Version(many=True)
    copies = Copy(many=True)
    retrievals = Retrieval(many=True, required=False, help_text="For editors only.")


class NoteCount(Shape):
    """How many articles have a kind of note as they read now, and how many offers had it when they were last taken."""

    kind = s.ChoiceField(choices=NOTE_KINDS)
    articles = s.IntegerField()
    offers = s.IntegerField()
