"""What a person changes in the catalogue no seed overwrites; it takes effect with the next article read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest

from pledges.admin.readonly import ModelAdmin, TabularInline
from pledges.models import Category, Claim, Donor, DonorName, Membership, Source, System, SystemName
from pledges.services.asked_work import ask_for_rebuild, ask_for_rebuild_of

if TYPE_CHECKING:
    Form = forms.ModelForm[Any]
    FormSet = BaseInlineFormSet[Any, Any, Any]
else:
    Form, FormSet = ModelForm, BaseInlineFormSet


def plain_name(value: str) -> str:
    """A name with single spaces. Raises ValidationError for one too short to be found in text."""
    name = " ".join(value.split())
    if len(name) < 2:
        raise ValidationError("A name needs two characters at least: a single one would be found everywhere.")
    return name


class DonorNameForm(Form):
    """A name stands for one donor only."""

    def clean_name(self) -> str:
        name = plain_name(self.cleaned_data["name"])
        donor = self.instance.donor_id
        other = DonorName.objects.filter(name__iexact=name).exclude(donor=donor).select_related("donor").first()
        if other is not None:
            raise ValidationError(f"{name!r} stands for {other.donor} already: what two could mean is read at random.")
        if Donor.objects.filter(name__iexact=name).exclude(pk=donor).exists():
            raise ValidationError(f"{name!r} is another donor.")
        return name


class SystemNameForm(Form):
    """A name stands for one system only."""

    def clean_name(self) -> str:
        name = plain_name(self.cleaned_data["name"])
        system = self.instance.system_id
        other = SystemName.objects.filter(name__iexact=name).exclude(system=system).select_related("system").first()
        if other is not None:
            raise ValidationError(f"{name!r} is a name of {other.system} already.")
        if System.objects.filter(name__iexact=name).exclude(pk=system).exists():
            raise ValidationError(f"{name!r} is another system.")
        return name


class NamesOnce(FormSet):
    """The same name twice in one form is told before the database refuses it."""

    def clean(self) -> None:
        super().clean()
        seen: set[tuple[str, str]] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data or data.get("DELETE") or "name" not in data:
                continue
            key = (data["name"].casefold(), str(data.get("kind", "")))
            if key in seen:
                form.add_error("name", "It stands here twice.")
            seen.add(key)


class SystemForm(Form):
    """A system's name leads claims to it, so it stays once claims use it."""

    def clean_name(self) -> str:
        name = plain_name(self.cleaned_data["name"])
        old = self.initial.get("name")
        if old and name != old and Claim.objects.filter(item_name=old).exists():
            raise ValidationError(f"Claims name it {old!r}: add another name below instead.")
        if SystemName.objects.filter(name__iexact=name).exclude(system=self.instance.pk).exists():
            raise ValidationError(f"{name!r} is another system's name.")
        return name

    def clean_variant_of(self) -> System | None:
        parent: System | None = self.cleaned_data["variant_of"]
        if _leads_to(parent, self.instance.pk, "variant_of"):
            raise ValidationError("A system can't be a variant of its own variant.")
        return parent


class CategoryForm(Form):
    """The tree stays a tree."""

    def clean_parent(self) -> Category | None:
        parent: Category | None = self.cleaned_data["parent"]
        if _leads_to(parent, self.instance.pk, "parent"):
            raise ValidationError("A category can't lie below itself.")
        return parent


def _leads_to(start: Any, key: str, link: str) -> bool:
    """Whether following a link upwards from `start` comes to the row `key`."""
    seen: set[str] = set()
    while start is not None and start.pk not in seen:
        if start.pk == key:
            return True
        seen.add(start.pk)
        start = getattr(start, link)
    return False


class EditedAdmin(ModelAdmin):
    """Whatever a person saves is marked as edited; what moves figures asks for a rebuild."""

    moves_figures: Iterable[str] = ()
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Claims and figures lean on it; a wrong row is corrected, not dropped."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A key stays what it is: claims hold it."""
        key = self.opts.pk.name if self.opts.pk is not None else ""
        fixed = {key, "slug", "code"} & {field.name for field in self.opts.fields}
        return (*sorted(fixed), "edited") if obj is not None else ("edited",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if form.has_changed() or not change:
            obj.edited = True
        super().save_model(request, obj, form, change)
        if change and set(self.moves_figures) & set(form.changed_data):
            ask_for_rebuild()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets) and not form.instance.edited:
            form.instance.edited = True
            form.instance.save(update_fields=["edited"])


class DonorNameInline(TabularInline):
    model, form, formset, extra = DonorName, DonorNameForm, NamesOnce, 1


class MembershipInline(TabularInline):
    model, fk_name, extra = Membership, "group", 0
    verbose_name, verbose_name_plural = "member", "members"


@admin.register(Donor)
class DonorAdmin(EditedAdmin):
    """Who gives, and the names that stand for it in text."""

    list_display = ("name", "code", "kind", "edited")
    list_filter = ("kind", "edited")
    search_fields = ("name", "code", "names__name")
    inlines = (DonorNameInline, MembershipInline)
    moves_figures = ("kind",)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Who belongs to a group decides what its figures hold: the accounts that name it are folded anew."""
        super().save_related(request, form, formsets, change)
        if any(formset.model is Membership and formset.has_changed() for formset in formsets):
            ask_for_rebuild_of(donors=[form.instance.pk])


class SystemNameInline(TabularInline):
    model, form, formset, extra = SystemName, SystemNameForm, NamesOnce, 1


@admin.register(System)
class SystemAdmin(EditedAdmin):
    """Weapon systems; a new one is read from the next article on."""

    form = SystemForm
    list_display = ("name", "slug", "category", "variant_of", "edited")
    list_filter = ("category", "edited")
    list_select_related = ("category", "variant_of")
    search_fields = ("name", "slug", "names__name")
    autocomplete_fields = ("variant_of",)
    inlines = (SystemNameInline,)
    moves_figures = ("category", "variant_of", "counting")


@admin.register(Category)
class CategoryAdmin(EditedAdmin):
    """The tree of kinds of equipment."""

    form = CategoryForm
    list_display = ("name", "slug", "parent", "edited")
    list_filter = ("edited",)
    list_select_related = ("parent",)
    search_fields = ("name", "slug")
    moves_figures = ("parent", "counting")


@admin.register(Source)
class SourceAdmin(EditedAdmin):
    """Publishers, and how official each is."""

    list_display = ("name", "slug", "kind", "edited")
    list_filter = ("kind", "edited")
    search_fields = ("name", "slug", "aliases", "domains")
    moves_figures = ("kind",)
