"""The first users get passwords that are known to the owner of the state folder only."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from pledges.admin.permissions import EDITORS
from tracker.users import CHANGED, make_users

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the passwords go."""
    return tmp_path / "credentials"


def test_makes_an_admin_and_an_editor_who_can_sign_in(file: Path) -> None:
    told = make_users(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text()) == told
    users = {user.username: user for user in User.objects.all()}
    assert all(users[name].check_password(password) and users[name].is_staff for name, password in told.items())
    assert (users["admin"].is_superuser, users["editor"].is_superuser) == (True, False)
    assert len(set(told.values())) == 2


def test_a_second_time_changes_nothing(file: Path) -> None:
    told = make_users(file)
    hashes = set(User.objects.values_list("password", flat=True))
    assert make_users(file) == told
    assert set(User.objects.values_list("password", flat=True)) == hashes


def test_leaves_a_password_that_its_user_changed(file: Path) -> None:
    make_users(file)
    admin = User.objects.get(username="admin")
    admin.set_password("one of my own choosing")
    admin.save()
    assert make_users(file)["admin"] == CHANGED
    assert make_users(file)["admin"] == CHANGED
    admin.refresh_from_db()
    assert admin.check_password("one of my own choosing")


def test_gives_new_passwords_when_the_file_is_lost(file: Path) -> None:
    before = make_users(file)
    file.unlink()
    after = make_users(file)
    assert before["editor"] != after["editor"]
    assert User.objects.get(username="editor").check_password(after["editor"])


def test_an_editor_judges_and_deletes_no_truth(file: Path) -> None:
    make_users(file)
    editor = User.objects.get(username="editor")
    assert list(editor.groups.values_list("name", flat=True)) == [EDITORS]
    held = editor.get_group_permissions()
    assert "pledges.add_verdict" in held
    assert "pledges.view_articleversion" in held
    deleted = {name for name in held if ".delete_" in name}
    assert deleted == {"pledges.delete_donorname", "pledges.delete_membership", "pledges.delete_systemname"}
    assert not [name for name in held if not name.startswith("pledges.")]
