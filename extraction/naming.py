"""What an article is called for good: as its giver said, by its folded address, or by the name of its file."""

import hashlib
from pathlib import Path

from extraction.articles.keys import article_key
from extraction.articles.offers import Offered
from extraction.fitting import KEY, fitted
from pledges.models import Article, Intake

ADDRESS = ("http://", "https://")


def key_of(offered: Offered, *, row: Intake, answered: str, own: str, text: str) -> str:
    """The key of an offered article.

    `row` is its intake; `answered` the address that answered (empty for a file), `own` the one that the page calls its
    own, `text` what it reads.
    """
    if offered.key.startswith(ADDRESS):
        return fitted(_by_address(offered, answered, own), KEY)
    if offered.file and offered.locator == offered.file and offered.key == Path(offered.file).name:
        return fitted(_by_file(offered, row, text), KEY)
    return fitted(offered.key, KEY)


def _by_address(offered: Offered, answered: str, own: str) -> str:
    try:
        return article_key(answered=answered or offered.key, own=own)
    except ValueError:
        return offered.key


def _by_file(offered: Offered, row: Intake, text: str) -> str:
    """The file's name; with its folder's, where a file elsewhere of that name is another article.

    What was taken from a file before keeps its key.
    """
    if row.version is not None:
        return row.version.article.key
    path = Path(offered.file)
    mark = hashlib.sha256(offered.file.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    for key in (offered.key, f"{path.parent.name}/{path.name}"):
        if not _is_of_another(key, text):
            return key
    return f"{path.parent.name}/{path.name} {mark}"


def _is_of_another(key: str, text: str) -> bool:
    """Whether an article of this key is known, and no version of it reads like this text."""
    article = Article.objects.filter(key=key).first()
    return (
        article is not None
        and not article.versions.filter(text_sha256=hashlib.sha256(text.encode()).hexdigest()).exists()
    )
