"""Who published: a source has a kind, since an official release outweighs a retelling."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models


class SourceKind(models.TextChoices):
    OFFICIAL = "official"
    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    THINK_TANK = "think_tank", "think tank"
    AGGREGATOR = "aggregator"
    REGISTER = "register"
    UNKNOWN = "unknown"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Source(models.Model):
    """A publisher. One that nobody has described yet is kept with the kind `unknown`."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=SourceKind, default=SourceKind.UNKNOWN)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    domains = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    edited = models.BooleanField(default=False, help_text="A person changed it: loading seeds leaves it alone.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
