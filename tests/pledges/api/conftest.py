"""The API is asked over HTTP, as anybody would."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.pledges import stories

type Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def fresh_throttle() -> None:
    """Throttles count in the cache."""
    cache.clear()


@pytest.fixture
def ask(client: Client) -> Ask:
    """`ask("claims/", donor="PL")` gives the decoded answer, which must be 200."""

    def get(path: str, **parameters: str) -> Any:
        answer = client.get(path if path.startswith("http") else f"/api/v1/{path}", parameters)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return get


@pytest.fixture
def story(seeded: None) -> Any:
    """An article of which three claims were read: ten more, four handed over, 14 in total."""
    version = stories.article()
    claims = stories.story_claims(version)
    stories.read(version, claims)
    return claims
