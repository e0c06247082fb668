"""What tests of polling ask of the articles and sources that a poll left behind, and the texts that they serve."""

from collections.abc import Callable

from pledges.models import ArticleVersion, PolledSource, PollState

type MakeSource = Callable[..., PolledSource]

SIX = "Norway will send six more howitzers to Ukraine, the minister of defence said in Oslo on Monday morning."
EIGHT = SIX.replace("six", "eight")
DAY = '<meta property="article:published_time" content="2024-06-01T10:00:00Z">'


def texts(path: str) -> list[str]:
    """The versions of an article by the path of its address, the oldest first."""
    versions = ArticleVersion.objects.filter(article__key__endswith=path).order_by("sightings__id")
    return [version.text for version in versions]


def outcome(source: PolledSource) -> str:
    return PollState.objects.get(source=source).outcome
