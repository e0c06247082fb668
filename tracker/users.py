"""The first two users get generated passwords, which only the owner of the state folder can read again."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction

from pledges.admin.permissions import ensure_editors_group
from tracker.embedded.files import write_private

CHANGED = "(changed since)"


@transaction.atomic
def make_users(credentials: Path) -> dict[str, str]:
    """Create `admin` and `editor` where they are missing; user name to password, as the file then has them.

    A user whose password the file does not know gets a new one. One who has changed it keeps it, and the file
    says so.
    """
    known = read_credentials(credentials)
    told = {
        "admin": ensure_user("admin", known.get("admin"), superuser=True),
        "editor": ensure_user("editor", known.get("editor"), superuser=False),
    }
    User.objects.get(username="editor").groups.add(ensure_editors_group())
    if told != known:
        write_private(credentials, json.dumps(told, indent=1) + "\n")
    return told


def ensure_user(name: str, known: str | None, *, superuser: bool) -> str:
    """The password of a user that exists from now on, or `CHANGED`."""
    user = User.objects.filter(username=name).first()
    if user is not None and known is not None:
        return known if known == CHANGED or user.check_password(known) else CHANGED
    password = known if known not in (None, CHANGED) else secrets.token_urlsafe(15)
    assert password is not None
    user = user or User(username=name)
    user.is_staff, user.is_superuser, user.is_active = True, superuser, True
    user.set_password(password)
    user.save()
    return password


def read_credentials(file: Path) -> dict[str, str]:
    """User name to password; empty when there is no such file."""
    try:
        return {str(name): str(word) for name, word in json.loads(file.read_text(encoding="utf-8")).items()}
    except (FileNotFoundError, ValueError, AttributeError):
        return {}
