"""Rows that all tests of a module ask for are written once: each test goes back to them, the module to none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest_django
from django.db import transaction


@contextmanager
def kept_rows(blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Keep what is written inside until the block ends; for a fixture of a module, whose tests end in a rollback.

    For modules of which all tests ask for it, since the others would see the rows too; none of them may commit
    (`django_db(transaction=True)`).
    """
    with blocker.unblock():
        whole = transaction.atomic()
        # As Django's own tests say it: what must be the outermost block is so inside of this one.
        whole._from_testcase = True  # type: ignore[attr-defined]  # missing in the stubs
        with whole:
            yield
            transaction.set_rollback(True)
