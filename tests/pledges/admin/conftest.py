"""The admin is used over HTTP, signed in as an editor."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pledges.admin.permissions import ensure_editors_group
from tests.pledges import stories


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """A client signed in as a member of the editors' group."""
    editor.is_staff = True
    editor.save()
    editor.groups.add(ensure_editors_group())
    client.force_login(editor)
    return client


@pytest.fixture
def chief(db: None) -> Client:
    """A client signed in as a superuser."""
    client = Client()
    client.force_login(User.objects.create_superuser(username="chief", password="a long enough password"))
    return client


@pytest.fixture
def reader(db: None) -> Client:
    """A client who may look at everything and do nothing."""
    user = User.objects.create_user(username="reader", password="a long enough password", is_staff=True)
    user.user_permissions.set(ensure_editors_group().permissions.filter(codename__startswith="view_"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def staff(db: None) -> Client:
    """A client of the staff without any permission."""
    client = Client()
    client.force_login(User.objects.create_user(username="staff", password="a long enough password", is_staff=True))
    return client


@pytest.fixture
def story(seeded: None) -> Any:
    """An article of which three claims were read: ten more, four handed over, 14 in total."""
    version = stories.article()
    claims = stories.story_claims(version)
    stories.read(version, claims)
    return claims
