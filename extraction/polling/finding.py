"""A listing's items as pages: under their folded address, with the verdict of the filters on what is known of them."""

from extraction.fetching import canonical, host_of, to_ask
from extraction.polling.listings import Item, Listed
from pledges.domain.wanted import Wanted
from pledges.models import PolledSource
from pledges.services.listings import Found


def wanted_by(source: PolledSource) -> Wanted:
    """The filters of a source as a value."""
    return Wanted(
        title_any=tuple(source.title_any),
        title_none=tuple(source.title_none),
        text_any=tuple(source.text_any),
        text_none=tuple(source.text_none),
    )


def found_in(listed: Listed, source: PolledSource) -> tuple[list[Found], tuple[str, ...]]:
    """The pages of a listing, each once, and in sentences what must be told."""
    wanted = wanted_by(source)
    found: dict[str, Found] = {}
    bad = 0
    for item in listed.items:
        try:
            one = _page(item, wanted)
        except ValueError:
            bad += 1
            continue
        found.setdefault(one.address, one)
    told = listed.told
    if bad:
        told += (f"{bad} items have addresses that cannot be asked",)
    folded = len(listed.items) - bad - len(found)
    if folded:
        told += (f"{folded} items are other spellings of an address that is listed",)
    return list(found.values()), told


def _page(item: Item, wanted: Wanted) -> Found:
    """Raises ValueError for an address that cannot be asked. Without a title the filters on it wait for the page."""
    return Found(
        address=canonical(item.address),
        asked=to_ask(item.address),
        host=host_of(item.address)[:255],
        title=item.title,
        published=item.published,
        updated=item.updated,
        left_out=wanted.against_title(item.title) if item.title else "",
    )
