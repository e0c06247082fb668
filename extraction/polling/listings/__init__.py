"""The bytes of a listing become items, newest first and bounded, with a sentence for whatever has to be told."""

from extraction.polling.listings.items import ChildSitemap, Item, Listed
from extraction.polling.listings.reading import read_listing

__all__ = ["ChildSitemap", "Item", "Listed", "read_listing"]
