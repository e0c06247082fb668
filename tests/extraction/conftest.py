"""What is read with a database is read with the catalogue of the seeds; tests of reading alone know no Django."""

import pytest
import pytest_django


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """The catalogue stands in the test database from the start."""
    with django_db_blocker.unblock():
        seed()


@pytest.fixture
def seeded(db: None) -> None:
    """The catalogue as the seeds have it, also after a test that emptied the tables."""
    seed()


def seed() -> None:
    from pledges.models import Donor  # needs settings, which tests of reading alone do without
    from pledges.seed_files import load_catalogue
    from pledges.services.seeding import load_seeds

    if not Donor.objects.exists():
        load_seeds(catalogue=load_catalogue(), sources=())
