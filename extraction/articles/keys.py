"""One article, one key, however it was addressed: a page's own address counts where it speaks for its own site."""

from urllib.parse import urlsplit

from extraction.fetching import canonical, same_site


def article_key(*, answered: str, own: str) -> str:
    """The folded address of a page: what it calls itself (`own`), on its own site; else the one that answered.

    A front page is nobody's own address: many a site names it on every page by mistake. Raises ValueError where the
    address that answered is none.
    """
    try:
        folded = canonical(own) if own and same_site(own, answered) else ""
    except ValueError:
        folded = ""
    return folded if folded and urlsplit(folded).path != "/" else canonical(answered)
