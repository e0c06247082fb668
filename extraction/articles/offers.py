"""What was offered to the tracker, read or refused: nothing that was offered goes missing."""

from dataclasses import dataclass
from datetime import date

from pledges.domain.notes import DayFrom, Note
from pledges.domain.posts import Post


class Refused(Exception):
    """An offered article can't be taken; the message is one line that names it and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Where an article is (`locator`: path, URL, or path and line of a manifest) and what its giver says of it.

    `folder` is what `file` must stay below without a link on the way, where a manifest or a folder offers it.
    """

    locator: str
    key: str = ""
    file: str = ""
    folder: str = ""
    url: str = ""
    title: str = ""
    publisher: str = ""
    published: date | None = None
    set: str = ""
    text: str = ""  # where the offer carries the article itself (a line of a dump)
    day_from: DayFrom = DayFrom.NOWHERE  # where `published` was found
    error: str = ""  # why it is refused already (a broken line of a manifest)

    def as_given(self) -> dict[str, str]:
        """What is needed to try again, as JSON."""
        given = {
            "key": self.key,
            "file": self.file,
            "url": self.url,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else "",
        }
        rarely = {"folder": self.folder, "set": self.set, "text": self.text, "day_from": self.day_from.value}
        return given | {name: value for name, value in rarely.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An article as read: decoded text, and what the document itself says where its giver said nothing.

    `posts` are the dated parts of a live blog in `text`; `canonical` is the address that a page calls its own.
    """

    text: str
    media_type: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    day_from: DayFrom = DayFrom.NOWHERE
    posts: tuple[Post, ...] = ()
    language: str = ""
    canonical: str = ""
    notes: tuple[Note, ...] = ()


def offered_from_given(locator: str, given: dict[str, str]) -> Offered:
    """The inverse of `as_given`."""
    return Offered(
        locator=locator,
        key=given.get("key", ""),
        file=given.get("file", ""),
        folder=given.get("folder", ""),
        url=given.get("url", ""),
        title=given.get("title", ""),
        publisher=given.get("publisher", ""),
        published=date.fromisoformat(given["published"]) if given.get("published") else None,
        set=given.get("set", ""),
        text=given.get("text", ""),
        day_from=DayFrom(given.get("day_from", "")),
    )
