"""A folder below the watched one is polled like a source: what is new or changed in it is taken in."""

from dataclasses import dataclass
from pathlib import Path

from extraction.articles.offers import Offered
from extraction.ingestion import take_in
from extraction.watching import news_of
from pledges.models import IntakeOutcome, Priority
from pledges.services.listings import A_LOAD


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFolder:
    """What a look into a folder led to."""

    new: int
    changed: int
    failed: int

    def in_words(self) -> str:
        return f"{self.new} new files, {self.changed} changed, {self.failed} that could not be taken."


def take_folder(folder: Path, *, publisher: str = "") -> TakenFolder:
    """Take in what the folder has that is new or changed; the rest costs a look at its date."""
    news = list(news_of(str(folder), said=Offered(locator=str(folder), publisher=publisher)))
    priority = Priority.BULK if len(news) > A_LOAD else Priority.NEWS
    outcomes = [take_in(offered=offered, priority=priority)[0].outcome for offered in news]
    return TakenFolder(
        new=outcomes.count(IntakeOutcome.NEW),
        changed=outcomes.count(IntakeOutcome.CHANGED),
        failed=outcomes.count(IntakeOutcome.FAILED),
    )
