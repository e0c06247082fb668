"""Tests of the domain in the database need the catalogue and a person."""

import pytest
import pytest_django
from django.contrib.auth.models import User

from pledges.models import Donor
from pledges.seed_files import load_catalogue
from pledges.services.seeding import load_seeds


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """The catalogue stands in the test database from the start."""
    with django_db_blocker.unblock():
        load_seeds(catalogue=load_catalogue(), sources=())


@pytest.fixture
def seeded(db: None) -> None:
    """The catalogue as the seeds have it, also after a test that emptied the tables."""
    if not Donor.objects.exists():
        load_seeds(catalogue=load_catalogue(), sources=())


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user(username="editor", password="a long enough password")
