"""The catalogue in the database: seeds fill it, persons change it, and what a person changed no seed overwrites."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from pledges.domain.catalogue import Trait, counting_from_json

COUNTING_HELP = (
    'Which units are one: {"main": "item", "same": ["system"], "why": "…", "converts": [{"unit": "battery", "low": 4, '
    '"high": 8, "source": "…"}], "holds": []}. Empty: each unit is counted by itself.'
)


def check_counting(body: object) -> None:
    """A way of counting that the fold can use, or none."""
    try:
        counting_from_json(body if isinstance(body, dict) else {"main": body})
    except (KeyError, TypeError, ValueError) as error:
        raise ValidationError(f"this is no way of counting: {error}") from error


def check_traits(told: object) -> None:
    """Traits that reading knows."""
    unknown = [str(one) for one in told if one not in set(Trait)] if isinstance(told, list) else [str(told)]
    if unknown:
        raise ValidationError(f"{', '.join(unknown)}: no such trait; there are {', '.join(Trait)}")


class DonorKind(models.TextChoices):
    STATE = "state"
    GROUP = "group"
    FUND = "fund"
    ORGANISATION = "organisation"


class NameKind(models.TextChoices):
    """How a name stands for a donor."""

    ALIAS = "alias"
    ADJECTIVE = "adjective"
    CAPITAL = "capital"
    LEADER = "leader"
    INSTITUTION = "institution"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Donor(models.Model):
    """A giver: a state by ISO 3166-1 alpha-2 code, a group (`EU`), or a fund by its name."""

    code = models.CharField(max_length=100, primary_key=True)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=12, choices=DonorKind)
    edited = models.BooleanField(default=False, help_text="A person changed it: loading seeds leaves it alone.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class DonorName(models.Model):
    """A name that stands for a donor in text: "Britain", "British", "London", "Sunak", "Downing Street"."""

    donor = models.ForeignKey(Donor, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=NameKind)

    class Meta:
        ordering = ["kind", "id"]
        constraints = [models.UniqueConstraint("donor", "kind", Lower("name"), name="donor_name_once")]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membership(models.Model):
    """A donor's time in a group; both days inclusive, an open end is null."""

    group = models.ForeignKey(Donor, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Donor, on_delete=models.CASCADE, related_name="groups")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(group=F("member")), name="no_group_in_itself"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(start__lte=F("end")),
                name="membership_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Category(models.Model):
    """A kind of equipment, in a tree, with the registers' codes for it."""

    slug = models.SlugField(max_length=50, primary_key=True)
    name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    words = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    unroca = models.CharField(max_length=200, null=True, blank=True)
    sipri = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    kiel = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    counting = models.JSONField(default=dict, blank=True, validators=[check_counting], help_text=COUNTING_HELP)
    traits = ArrayField(
        models.CharField(max_length=30),
        default=list,
        blank=True,
        validators=[check_traits],
        help_text="What the type is like, where reading or filing depends on it; an unknown one is refused.",
    )
    edited = models.BooleanField(default=False, help_text="A person changed it: loading seeds leaves it alone.")

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class System(models.Model):
    """A weapon system; `variant_of` leads to its family, `item_is` says what one `item` of it counts."""

    slug = models.SlugField(max_length=100, primary_key=True)
    name = models.CharField(max_length=200, unique=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="systems")
    variant_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="variants")
    item_is = models.CharField(max_length=50, default="item")
    codes = models.JSONField(default=dict, blank=True)
    example = models.TextField(blank=True)
    counting = models.JSONField(default=dict, blank=True, validators=[check_counting], help_text=COUNTING_HELP)
    edited = models.BooleanField(default=False, help_text="A person changed it: loading seeds leaves it alone.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(variant_of__isnull=True) | ~Q(variant_of=F("slug")), name="no_variant_of_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SystemName(models.Model):
    """Another name of a system; a `guarded` one is ambiguous and counts only beside words of its kind."""

    system = models.ForeignKey(System, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    guarded = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(Lower("name"), name="system_name_once")]

    def __str__(self) -> str:
        return self.name
