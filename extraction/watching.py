"""Dropping a file into the watched folder is enough; a file that is still being written is left for the next look."""

import time
from pathlib import Path

from extraction.articles.offers import Offered, Refused
from extraction.articles.places import offers_at
from extraction.ingestion import take_in
from pledges.models import Intake

SETTLED = 2.0  # seconds that a file must have lain unchanged


def scan(*, folder: str) -> list[Intake]:
    """Take in every article of the folder that is new or changed since the last look."""
    try:
        offers = list(offers_at(folder))
    except Refused:
        return []
    return [take_in(offered=offered)[0] for offered in offers if is_news(offered)]


def is_news(offered: Offered) -> bool:
    """Whether the file is settled, and was not taken in (or refused) as it stands."""
    if offered.error:
        return not Intake.objects.filter(locator=offered.locator, error=offered.error).exists()
    try:
        written = Path(offered.file).stat().st_mtime if offered.file else 0.0
    except OSError:
        return not Intake.objects.filter(locator=offered.locator, key=offered.key).exists()
    if time.time() - written < SETTLED:
        return False
    last = Intake.objects.filter(locator=offered.locator, key=offered.key).first()
    if last is None or last.finished_at is None:
        return True
    return last.finished_at.timestamp() < written or last.given != offered.as_given()
