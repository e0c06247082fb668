"""A story's articles read, weighed by the gate and folded as `manage.py audit --json` does, without a database."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from extraction.articles.offers import Offered
from extraction.auditing.folding import folded
from extraction.auditing.gathering import Publishers, ledger_claims
from extraction.management.manifests import document_of, take_offered
from extraction.reading import Document, Reader
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim
from pledges.domain.gated import held_to_json
from pledges.domain.scales import Scales
from pledges.domain.served_lines import line_to_json
from pledges.scale_files import load_scales
from pledges.seed_files import load_catalogue, load_sources

from .expected import Scenario, Served

TODAY = date(2026, 1, 1)  # after all of them


def documents(scenario: Scenario) -> list[Document]:
    """Its articles, as a manifest would offer them."""
    offers = [
        Offered(
            locator=scenario.id,
            key=f"{scenario.id} {number}",
            text=article["text"],
            title=article.get("title", ""),
            publisher=article["publisher"],
            published=article["published"],
        )
        for number, article in enumerate(scenario.articles)
    ]
    return [document_of(offered, take_offered(offered)) for offered in offers]


def served_lines(all_scenarios: Sequence[Scenario]) -> dict[str, list[Served]]:
    """The lines of each story by its id; one reader reads all."""
    catalogue = load_catalogue()
    scales, publishers = load_scales(catalogue=catalogue), Publishers(load_sources())
    reader = Reader.build(catalogue=catalogue)
    told = {one.id: documents(one) for one in all_scenarios}
    every = [document for several in told.values() for document in several]
    read = dict(zip((document.article for document in every), reader.read(every), strict=True))
    return {
        name: _served([(one, read[one.article]) for one in several], catalogue, scales, publishers)
        for name, several in told.items()
    }


def _served(
    read: Sequence[tuple[Document, Sequence[Claim]]], catalogue: Catalogue, scales: Scales, publishers: Publishers
) -> list[Served]:
    claims = [
        one
        for document, found in read
        for one in ledger_claims(
            document, found, catalogue=catalogue, publishers=publishers, threshold=settings.LIVE_CONFIDENCE
        )
    ]
    return [
        line_to_json(one.line, recipient=one.account.recipient, catalogue=catalogue) | {"held": held_to_json(one.held)}
        for one in folded(claims, scales=scales, catalogue=catalogue, today=TODAY)
    ]
