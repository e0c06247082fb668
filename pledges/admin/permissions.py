"""Who may do what: editors see everything, judge and correct claims, leave articles out, date them and keep the
catalogue."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

EDITORS = "editors"
JUDGE = "pledges.add_verdict"
CORRECT = "pledges.add_claim"
EXCLUDE = "pledges.add_exclusion"
REDACT = "pledges.add_redaction"  # not of editors: words are gone for good
RETRY = "pledges.change_job"
LINK = "pledges.add_link"
SETTLE = "pledges.add_problemsettlement"
GIVE_DAY = "pledges.add_daygiven"
ORIGINALS = "pledges.view_original"
CATALOGUE = ("donor", "donorname", "membership", "category", "system", "systemname", "source", "polledsource")
OF_EDITORS = (JUDGE, CORRECT, EXCLUDE, RETRY, LINK, SETTLE, GIVE_DAY)


def ensure_editors_group() -> Group:
    """The group of editors with its permissions, made or brought up to date. Safe to repeat."""
    models = list(apps.get_app_config("pledges").get_models())
    types = ContentType.objects.get_for_models(*models, for_concrete_models=False)
    wanted = {(model._meta.model_name or "", f"view_{model._meta.model_name}") for model in types}
    wanted |= {(name, f"{act}_{name}") for name in CATALOGUE for act in ("add", "change")}
    wanted |= {(name, f"delete_{name}") for name in ("donorname", "membership", "systemname")}
    wanted |= {(code.rsplit("_", 1)[1], code.split(".")[1]) for code in OF_EDITORS}
    codes = {code for _, code in wanted}
    found = Permission.objects.filter(content_type__in=types.values(), codename__in=codes)
    missing = codes - set(found.values_list("codename", flat=True))
    if missing:
        raise LookupError(f"no such permissions: {', '.join(sorted(missing))}; migrate first")
    group, _ = Group.objects.get_or_create(name=EDITORS)
    group.permissions.set(found)
    return group


def person(request: HttpRequest) -> User:
    """Who asks, for a service to name. Raises PermissionDenied for a stranger."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def may(request: HttpRequest, permission: str) -> bool:
    """Whether the one who asks has a permission."""
    return request.user.has_perm(permission)
