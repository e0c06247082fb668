"""Show the largest lines that articles make, with their sentences: `manage.py audit --manifest FILE ...`."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from extraction.auditing import report
from extraction.auditing.folding import Audited, folded
from extraction.auditing.gathering import Publishers, ledger_claims
from extraction.auditing.ranking import largest
from extraction.management.arguments import day
from extraction.management.manifests import ManifestReading, seed_catalogue
from extraction.reading import Document
from pledges.domain.accounts import LedgerClaim
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim
from pledges.domain.gated import held_to_json
from pledges.domain.served_lines import line_to_json
from pledges.rates import ecb_rates
from pledges.scale_files import load_scales
from pledges.seed_files import SeedError, load_sources


class Command(BaseCommand):
    help = "Read articles, fold their claims, and print the largest lines with the sentence under each number."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--manifest", type=Path, required=True, action="append", help="JSON Lines; may be repeated")
        parser.add_argument("--lines", type=int, default=40, help="how many of the largest lines (default: 40)")
        parser.add_argument("--date", type=day, help="day for what is due and for rates (default: today, UTC)")
        parser.add_argument("--json", action="store_true", help="every line as the API serves it, one a row")

    def handle(self, *args: Any, **options: Any) -> None:
        catalogue, today = seed_catalogue(), options["date"] or datetime.now(UTC).date()
        quotes: dict[str, str] = {}
        claims: dict[str, LedgerClaim] = {}
        failed = False
        try:
            publishers, scales = Publishers(load_sources()), load_scales(catalogue=catalogue)
        except SeedError as error:
            raise CommandError(str(error)) from error
        for manifest in options["manifest"]:
            reading = ManifestReading(manifest=manifest, catalogue=catalogue, complain=self._complain)
            for document, read in reading.read():
                quotes.update((claim.id, _quote(document, claim)) for claim in read)
                claims.update((one.claim_id, one) for one in _counting(document, read, catalogue, publishers))
            failed = failed or reading.failed
        lines = folded(claims.values(), scales=scales, catalogue=catalogue, today=today)
        shown = _rows(lines, catalogue) if options["json"] else _report(lines, quotes, claims, today, options["lines"])
        for line in shown:
            self.stdout.write(line)
        if failed:
            raise SystemExit(1)

    def _complain(self, message: str) -> None:
        self.stderr.write(" ".join(message.split()))


def _rows(lines: Iterable[Audited], catalogue: Catalogue) -> Iterator[str]:
    for one in lines:
        body = line_to_json(one.line, recipient=one.account.recipient, catalogue=catalogue)
        yield json.dumps(body | {"held": held_to_json(one.held)}, ensure_ascii=False)


def _report(
    lines: list[Audited], quotes: report.Quotes, claims: dict[str, LedgerClaim], today: date, count: int
) -> Iterator[str]:
    for number, one in enumerate(largest(lines, count=count, day=today, rates=ecb_rates()), start=1):
        yield report.heading(number, one.account, one.line)
        yield from report.figures(one.line)
        yield from report.elsewhere(one.line)
        yield from report.entries(one.entries, quotes, claims)
        yield from report.held(one.held, quotes, claims)
        yield from report.problems(one.line)
        yield ""
    yield ", ".join(f"{count} {name}" for name, count in report.summary(lines).items())


def _counting(
    document: Document, read: list[Claim], catalogue: Catalogue, publishers: Publishers
) -> Iterator[LedgerClaim]:
    threshold = settings.LIVE_CONFIDENCE
    return ledger_claims(document, read, catalogue=catalogue, publishers=publishers, threshold=threshold)


def _quote(document: Document, claim: Claim) -> str:
    return " […] ".join(document.text[span.start : span.end] for span in claim.evidence)
