"""A law is tried on the same examples every time, unless somebody asks for a search by chance.

`same` is for everybody's tests: what is found once is kept beside the law (`@example`, or a test of its own), and no
run knows of another. `search` is for `make search-laws`: each run has a seed of its own, which it prints.
"""

from __future__ import annotations

from hypothesis import settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

SAME, SEARCH = "same", "search"


def register_profiles() -> None:
    """Make both known, and `same` the one that holds unless `--hypothesis-profile` names another.

    Neither has a deadline (machines differ) nor a database (a find is kept in the repository, where all see it).
    """
    settings.register_profile(SAME, derandomize=True, deadline=None, database=None, print_blob=True)
    settings.register_profile(SEARCH, derandomize=False, deadline=None, database=None, print_blob=True)
    settings.load_profile(SAME)


def forget_the_code() -> None:
    """Draw no constant that stands in our own modules.

    Hypothesis mixes them in from all modules that happen to be imported, which depends on the tests that ran before,
    and so on the worker. It has no setting for it; `tests/test_profiles.py` notices when this name is another one.
    """
    providers._get_local_constants = Constants
