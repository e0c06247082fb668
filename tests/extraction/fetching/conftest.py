"""Each test has a site of its own, and leave to ask it."""

from collections.abc import Iterator

import pytest

from tests.extraction.fetching.sites import Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as it:
        yield it
