"""The posts of a live blog have days of their own: where each stands in the text is kept with its day.

Posts are marked in the tree before the text is chosen, and the marks are taken out of the text again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from extraction.articles.dates import EARLIEST, day_of_stamp
from extraction.articles.json_ld import LIVE, Node, text_at, types_of
from extraction.articles.trees import BLOCKS, in_aside, words_of
from pledges.domain.posts import Post

MOST_POSTS = 2_000
LEAST_WORDS = 25  # characters of a post beside its time
STAMP = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_WITHIN = re.compile(r"\b(?:on|since|until|from|of|by|in)\s*$", re.IGNORECASE)  # a time that a sentence goes on with
_OPEN, _CLOSE = "⦗", "⦘"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_TEXT_BLOCKS = frozenset({"p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dd", "dt", "td"})
_BOXES = frozenset({"body", "html", "main"})
LOOKED_FOR = 50  # characters of a post's beginning and end by which it is found in the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A post as JSON-LD tells it."""

    headline: str
    body: str
    published: date


def mark_posts(tree: HtmlElement, *, live: bool) -> tuple[date, ...]:
    """Mark the dated blocks of a page; the days of the marks, by their number.

    `live`: the page calls itself a live blog. Any other must have blocks of one kind, so that a `<time>` in a text
    makes no post.
    """
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.text, element.tail = _unmarked(element.text), _unmarked(element.tail)
    blocks = list(_blocks(tree))
    kinds = [(block.tag, block.get("class"), block.getparent()) for block, _, _ in blocks]
    if len(blocks) < (1 if live else 2) or not (live or len({kind[:2] for kind in kinds}) == 1):
        return ()
    for number, (block, times, _) in enumerate(blocks):
        for time in times:
            _empty(time)
        _mark(block, f"{_OPEN}{number}{_CLOSE}")
    return tuple(day for _, _, day in blocks)


def take_marks(text: str, days: tuple[date, ...]) -> tuple[str, tuple[Post, ...]]:
    """The text without marks, and where the posts stand in it."""
    lines, spans, place = [], dict[int, list[int]](), 0
    for line in text.split("\n"):
        numbers = [int(number) for number in _MARK.findall(line)]
        clean = _MARK.sub("", line)
        clean = clean if clean == line else clean.strip() if not clean.startswith("- ") else clean
        if not clean.strip(" -") and numbers:
            continue
        if numbers and numbers[0] < len(days):
            span = spans.setdefault(numbers[0], [place, place])
            span[1] = place + len(clean)
        lines.append(clean)
        place += len(clean) + 1
    posts = (Post(start=span[0], end=span[1], published=days[number]) for number, span in spans.items())
    return "\n".join(lines), _apart(posts)


def updates_of(article: Node | None) -> tuple[Update, ...]:
    """The posts that a live blog's JSON-LD tells of, in its order."""
    if article is None or LIVE not in types_of(article):
        return ()
    rows: Any = article.get("liveBlogUpdate")
    rows = rows if isinstance(rows, list) else [rows]
    return tuple(update for row in rows[:MOST_POSTS] if isinstance(row, dict) and (update := _update(row)) is not None)


def place_updates(text: str, posts: tuple[Post, ...], updates: tuple[Update, ...]) -> tuple[str, tuple[Post, ...]]:
    """With the posts that only JSON-LD tells of: found in the text by their words, else put after it."""
    for update in updates:
        start = text.find(update.body[:LOOKED_FOR])
        if start >= 0:
            end = text.find(update.body[-LOOKED_FOR:], start)
            end = end + len(update.body[-LOOKED_FOR:]) if end >= 0 else start + len(update.body[:LOOKED_FOR])
            if not any(post.start < end and start < post.end for post in posts):
                posts = (*posts, Post(start=start, end=end, published=update.published))
        elif update.body:
            added = f"{update.headline}\n{update.body}" if update.headline else update.body
            text = f"{text}\n{added}" if text else added
            posts = (*posts, Post(start=len(text) - len(added), end=len(text), published=update.published))
    return text, _apart(posts)


def _update(row: Mapping[str, Any]) -> Update | None:
    day = day_of_stamp(text_at(row, "datePublished", "dateCreated"))
    body = text_at(row, "articleBody", "description", "text")
    return Update(headline=text_at(row, "headline"), body=body, published=day) if day and day >= EARLIEST else None


def _blocks(tree: HtmlElement) -> Iterator[tuple[HtmlElement, list[HtmlElement], date]]:
    """Each dated block of a page with its times and its day, in the page's order."""
    times = [time for time in islice(tree.iter("time"), MOST_POSTS) if _is_stamp(time)]
    counts: dict[HtmlElement, int] = {}
    for time in times:
        for above in time.iterancestors():
            counts[above] = counts.get(above, 0) + 1
    groups: dict[HtmlElement, list[HtmlElement]] = {}
    for time in times:
        base = _base(time, counts)
        if base is not None:
            groups.setdefault(base, []).append(time)
    for base, inside in groups.items():
        block = _whole(base, counts)
        day = day_of_stamp(inside[0].get("datetime", ""))
        holds_others = counts[block] > len(inside)
        if day is not None and not holds_others and block.find(".//h1") is None and not in_aside(block):
            yield block, inside, day


def _is_stamp(time: HtmlElement) -> bool:
    """Whether a time stands before a text, not within one ("On <time>24 February</time> ...")."""
    if not STAMP.match(time.get("datetime", "").strip()):
        return False
    box = next((above for above in time.iterancestors() if above.tag in BLOCKS), None)
    before = words_of(box, most=100).partition(words_of(time) or "\0")[0] if box is not None else ""
    return len(before) < LEAST_WORDS and not _WITHIN.search(before)


def _base(time: HtmlElement, counts: Mapping[HtmlElement, int]) -> HtmlElement | None:
    """The smallest block around a time that has a text beside its times."""
    for above in time.iterancestors():
        if above.tag in _BOXES or counts[above] > 6:
            return None
        beside = len(words_of(above, most=200)) - sum(len(words_of(inner)) for inner in above.iter("time"))
        if above.tag in BLOCKS and beside >= LEAST_WORDS:
            return above
    return None


def _whole(base: HtmlElement, counts: Mapping[HtmlElement, int]) -> HtmlElement:
    """The largest block around it that has no other times."""
    block = base
    for above in base.iterancestors():
        if counts[above] > counts[base] or above.tag in _BOXES or above.find(".//h1") is not None:
            break
        block = above
    return block


def _mark(block: HtmlElement, mark: str) -> None:
    """Put a mark before every line of a block."""
    marked = False
    for element in block.iter():
        if element.tag in _TEXT_BLOCKS and words_of(element, most=1):
            element.text = mark + (element.text or "")
            marked = True
        elif element.tag == "br" and element.tail and element.tail.strip():
            element.tail = mark + element.tail.lstrip()
        elif element.tag in ("div", "section", "article") and element.text and element.text.strip():
            element.text = mark + element.text
            marked = True
    if not marked:
        block.text = mark + (block.text or "")


def _empty(time: HtmlElement) -> None:
    """A post's time of day is no number of its text."""
    for inner in time.iter():
        inner.text = None
        if inner is not time:
            inner.tail = None


def _unmarked(text: str | None) -> str | None:
    return text.replace(_OPEN, "(").replace(_CLOSE, ")") if text and (_OPEN in text or _CLOSE in text) else text


def _apart(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Posts in order, none of which overlaps the one before."""
    kept: list[Post] = []
    for post in sorted(posts):
        if post.start < post.end and (not kept or kept[-1].end <= post.start):
            kept.append(post)
    return tuple(kept)
