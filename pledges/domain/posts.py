"""The parts of a live blog have days of their own: "yesterday" counts from the post, not from the blog's first day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Post:
    """One dated part of a text: half-open code points, and the day on which it was published."""

    start: int
    end: int
    published: date


def day_at[Day: (date, date | None)](posts: Iterable[Post], offset: int, otherwise: Day) -> Day:
    """The day of the post that holds an offset; `otherwise` outside of all posts."""
    for post in posts:
        if post.start <= offset < post.end:
            return post.published
    return otherwise


def posts_to_json(posts: Iterable[Post]) -> list[list[Any]]:
    """For a JSON column: [start, end, ISO day]."""
    return [[post.start, post.end, post.published.isoformat()] for post in posts]


def posts_from_json(rows: Iterable[Sequence[Any]]) -> tuple[Post, ...]:
    """The inverse of `posts_to_json`."""
    return tuple(Post(start=start, end=end, published=date.fromisoformat(day)) for start, end, day in rows)
