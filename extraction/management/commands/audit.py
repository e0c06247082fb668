"""Show the largest lines that articles make, with their sentences: `manage.py audit --manifest FILE ...`."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from extraction.auditing import report
from extraction.auditing.gathering import Publishers, ledger_claims
from extraction.auditing.ranking import largest
from extraction.management.arguments import day
from extraction.management.manifests import ManifestReading, seed_catalogue
from extraction.reading import Document
from pledges.domain.accounts import AccountKey, LedgerClaim, partition
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim
from pledges.domain.ledger import Line, fold
from pledges.domain.reconciliation import ReconciliationLine, reconcile
from pledges.rates import ecb_rates
from pledges.seed_files import SeedError, load_sources

type Folded = list[tuple[AccountKey, Line, ReconciliationLine]]


class Command(BaseCommand):
    help = "Read articles, fold their claims, and print the largest lines with the sentence under each number."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--manifest", type=Path, required=True, action="append", help="JSON Lines; may be repeated")
        parser.add_argument("--lines", type=int, default=40, help="how many of the largest lines (default: 40)")
        parser.add_argument("--date", type=day, help="day for what is due and for rates (default: today, UTC)")

    def handle(self, *args: Any, **options: Any) -> None:
        catalogue, today = seed_catalogue(), options["date"] or datetime.now(UTC).date()
        quotes: dict[str, str] = {}
        claims: dict[str, LedgerClaim] = {}
        failed = False
        try:
            publishers = Publishers(load_sources())
        except SeedError as error:
            raise CommandError(str(error)) from error
        for manifest in options["manifest"]:
            reading = ManifestReading(manifest=manifest, catalogue=catalogue, complain=self._complain)
            for document, read in reading.read():
                quotes.update((claim.id, _quote(document, claim)) for claim in read)
                claims.update((one.claim_id, one) for one in _counting(document, read, catalogue, publishers))
            failed = failed or reading.failed
        folded = _fold(claims.values(), catalogue, today)
        for line in self._report(folded, quotes, claims, today, options["lines"]):
            self.stdout.write(line)
        if failed:
            raise SystemExit(1)

    def _report(
        self, folded: Folded, quotes: report.Quotes, claims: dict[str, LedgerClaim], today: date, count: int
    ) -> Iterator[str]:
        lines = {(key, line.key): line for key, line, _ in folded}
        shown = largest(((key, line) for key, _, line in folded), count=count, day=today, rates=ecb_rates())
        for number, (key, line) in enumerate(shown, start=1):
            yield report.heading(number, key, line)
            yield from report.figures(line)
            yield from report.entries(lines[key, line.key], quotes, claims)
            yield from report.problems(line)
            yield ""
        told = report.summary(line for _, _, line in folded)
        yield ", ".join(f"{count} {name}" for name, count in told.items())

    def _complain(self, message: str) -> None:
        self.stderr.write(" ".join(message.split()))


def _counting(
    document: Document, read: list[Claim], catalogue: Catalogue, publishers: Publishers
) -> Iterator[LedgerClaim]:
    threshold = settings.LIVE_CONFIDENCE
    return ledger_claims(document, read, catalogue=catalogue, publishers=publishers, threshold=threshold)


def _fold(claims: Iterable[LedgerClaim], catalogue: Catalogue, today: date) -> Folded:
    found: Folded = []
    for key, told in partition(claims, catalogue=catalogue).items():
        ledger = fold(told, catalogue=catalogue)
        found += [(key, line, one) for line, one in zip(ledger.lines, reconcile(ledger, today=today), strict=True)]
    return found


def _quote(document: Document, claim: Claim) -> str:
    return " […] ".join(document.text[span.start : span.end] for span in claim.evidence)
