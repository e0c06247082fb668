"""Of what a listing says, this is what is followed: whole addresses, each once, days that can be, the newest first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from extraction.polling.listings.items import ChildSitemap, Entry, Item, Listed, Parsed

MOST = 500  # items of one poll
CHILDREN = 20  # sitemaps of one index
FIRST_DAY = date(1990, 1, 1)  # before it no news was published at an address
AHEAD = timedelta(days=1)  # a day begins earlier elsewhere
LONGEST = 2_000  # characters of an address
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def chosen(parsed: Parsed, *, base: str, now: datetime) -> Listed:
    """The items to follow, and in sentences what was passed over or not believed."""
    told: Counter[str] = Counter()
    items = [item for entry in parsed.entries if (item := _item(entry, base, now, told)) is not None]
    items = _each_once(items, told)
    newest = sorted(items, key=_moment, reverse=True)[:MOST]  # stable: the listing's own order where days say nothing
    sentences = [*parsed.told, *(_sentence(what, count) for what, count in told.items())]
    listed = max(parsed.count or 0, len(parsed.entries))
    if len(newest) < len(items) or listed > len(parsed.entries):
        looked = f"the first {MOST} were looked at"
        sentences.insert(0, f"{listed:,} items, {looked}, the newest first")
    children, passed_over = _children(parsed.children, base)
    if passed_over:
        sentences.append(f"{len(parsed.children):,} sitemaps in the index, the {CHILDREN} newest were looked at")
    return Listed(items=tuple(newest), children=children, told=tuple(sentences))


SENTENCES = {
    "no link": ("1 item has no link", "{} items have no link"),
    "bad link": ("1 item has a link that is no http(s) address", "{} items have links that are no http(s) address"),
    "future": ("1 item is dated in the future: not believed", "{} items are dated in the future: not believed"),
    "past": ("1 item is dated before 1990: not believed", "{} items are dated before 1990: not believed"),
    "repeated": ("1 item repeats the address of another", "{} items repeat the address of another"),
    "same guid": (
        "1 item has the guid of another with another address: both were taken",
        "{} items have the guid of another with another address: all were taken",
    ),
    "same item": ("1 item repeats another under the same guid and title", "{} items repeat others by guid and title"),
}
"""What is told of one item, and of several."""


def _sentence(what: str, count: int) -> str:
    one, several = SENTENCES[what]
    return one if count == 1 else several.format(f"{count:,}")


def _item(entry: Entry, base: str, now: datetime, told: Counter[str]) -> Item | None:
    link = entry.link or (entry.guid if entry.guid.startswith(("http://", "https://")) else "")
    if not link:
        told["no link"] += 1
        return None
    address = whole(base, link)
    if not address:
        told["bad link"] += 1
        return None
    published, updated = _believed(entry.published, now, told), _believed(entry.updated, now, None)
    return Item(
        address=address,
        title=" ".join(entry.title.split())[:1000],
        published=published.date() if published is not None else None,
        updated=updated or published,
        guid=entry.guid,
        summary=entry.summary[:2000],
    )


def whole(base: str, link: str) -> str:
    """A link as a whole http(s) address; empty for what is none."""
    try:
        address = urljoin(base, link.strip())
        parts = urlsplit(address)
    except ValueError:
        return ""
    fits = parts.scheme in ("http", "https") and parts.hostname and len(address) <= LONGEST and address.isprintable()
    return address if fits else ""


def _believed(moment: datetime | None, now: datetime, told: Counter[str] | None) -> datetime | None:
    """A moment that can be; one that cannot is counted."""
    if moment is None:
        return None
    wrong = "future" if moment > now + AHEAD else "past" if moment.date() < FIRST_DAY else ""
    if wrong and told is not None:
        told[wrong] += 1
    return None if wrong else moment


def _each_once(items: Iterable[Item], told: Counter[str]) -> list[Item]:
    """The first item of each address; and of each guid with a title, since a new address may name the same item.

    A guid alone is not enough: there are feeds that give all their items the same one.
    """
    kept: dict[str, Item] = {}
    titled: set[tuple[str, str]] = set()
    guids: set[str] = set()
    for item in items:
        if item.address in kept:
            told["repeated"] += 1
            kept[item.address] = _later(kept[item.address], item)
        elif item.guid and item.title and (item.guid, item.title) in titled:
            told["same item"] += 1
        else:
            told["same guid"] += bool(item.guid) and item.guid in guids
            kept[item.address] = item
            titled.add((item.guid, item.title))
            guids.add(item.guid)
    told += Counter()  # drops what was counted as none
    return list(kept.values())


def _later(kept: Item, other: Item) -> Item:
    """The item that was first, with the latest moment of an update."""
    if other.updated is not None and (kept.updated is None or other.updated > kept.updated):
        return replace(kept, updated=other.updated)
    return kept


def _moment(item: Item) -> datetime:
    if item.published is not None:
        return datetime(item.published.year, item.published.month, item.published.day, tzinfo=UTC)
    return item.updated or EPOCH


def _children(found: Iterable[ChildSitemap], base: str) -> tuple[tuple[ChildSitemap, ...], bool]:
    """The newest sitemaps of an index with whole addresses; and whether there are more."""
    children = {address: replace(child, address=address) for child in found if (address := whole(base, child.address))}
    newest = sorted(children.values(), key=lambda child: child.updated or EPOCH, reverse=True)
    return tuple(newest[:CHILDREN]), len(newest) > CHILDREN
