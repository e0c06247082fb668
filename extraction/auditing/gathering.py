"""Claims as a reader made them become claims as the fold takes them: every one pending, none judged."""

from collections.abc import Iterable, Iterator

from extraction.reading import Document
from pledges.domain.accounts import LedgerClaim, SourceKind
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim
from pledges.domain.posts import day_at
from pledges.domain.publishing import kind_by_name
from pledges.domain.values import Certainty
from pledges.seed_files import SourceSeed

UNKNOWN_KIND = "unknown"  # a publisher that the seeds lack


class Publishers:
    """Who publishes, by any of its names."""

    def __init__(self, sources: Iterable[SourceSeed]) -> None:
        self.by_name = {name.casefold(): one for one in sources for name in (one.name, one.slug, *one.aliases)}

    def of(self, name: str) -> tuple[str, str]:
        """Slug and kind; a stranger is known by its name alone, which may be that of a government's house."""
        known = self.by_name.get(" ".join(name.split()).casefold())
        if known is not None:
            return known.slug, known.kind
        return name.casefold() or UNKNOWN_KIND, kind_by_name(name) or UNKNOWN_KIND


def ledger_claims(
    document: Document, claims: Iterable[Claim], *, catalogue: Catalogue, publishers: Publishers, threshold: float
) -> Iterator[LedgerClaim]:
    """Those that would count as `live`: sure enough, not disputed, of a day that is known."""
    slug, kind = publishers.of(document.publisher)
    for claim in claims:
        published = day_at(document.posts, claim.evidence[0].start, document.published)
        if published is None or claim.confidence < threshold or claim.certainty is Certainty.DISPUTED:
            continue
        yield LedgerClaim(
            claim=claim,
            claim_id=claim.id,
            published=published,
            source=slug,
            source_kind=kind if kind in SourceKind else SourceKind.NEWSPAPER.value,
            system=catalogue.slug_by_name.get(claim.item.name or ""),
        )
