"""What workers do for the schedule: poll a source, fetch a page. The doors; the doing stands beside.

Both may be put back by `jobs.NotYet` until the host's turn, which counts no attempt.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from extraction.polling.asking import delay_of
from extraction.polling.pages import fetch, fetch_added
from extraction.polling.polls import poll_source
from extraction.waking import wake_workers
from pledges.models import Page, PolledSource
from pledges.services import polling


def tick() -> polling.Ticked:
    """Ask for every poll and fetch that is due. A second tick beside it, or after it, finds nothing due."""
    return polling.tick(now=timezone.now(), wake=wake_workers, delay_of=delay_of)


def poll(payload: Mapping[str, Any]) -> None:
    """Ask a source what it lists.

    Done twice, the listing is the same: its pages and listings are there already, jobs for them wait or are done, and
    only what a source lists anew is asked for. What a poll stores, it stores in one transaction with its own record.
    """
    source = PolledSource.objects.select_related("publisher").filter(pk=payload["source"]).first()
    if source is None or (source.paused and not payload.get("by_person")):
        return  # it was deleted or paused after it was asked for: its state is due again when it goes on
    poll_source(source, payload)


def fetch_page(payload: Mapping[str, Any]) -> None:
    """Ask for a page and take in what came.

    Done twice, the second answer has the same bytes (or none, where the host knows our copy) and is noted as
    unchanged; killed between storing and noting, the same text is stored once, under its hash.
    """
    if "address" in payload:
        fetch_added(payload)
        return
    page = Page.objects.select_related("intake", "article").filter(pk=payload["page"]).first()
    if page is not None:
        fetch(page, payload)
