"""What the gate of held figures holds: `python -m tests.benchmarks.held_alarms MANIFEST [--claims FILE] [--text]`

Without FILE the right claims are weighed: the gold beside the manifest (`gold/`), the first of each field's accepted
values. Whatever of them is held is a false alarm. With FILE, what the extract command printed is weighed: what is held
there should be misread. Twice each: all articles as one ledger, as a tracker that reads them all sees it, and each
article as if it were the first one ever read, where no second source can help. `--text` shows the words.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from extraction.articles.documents import read_offered
from extraction.articles.manifest import read_manifest
from extraction.articles.offers import Offered
from extraction.evaluation.corpus import json_lines
from extraction.reading.publishers import known
from pledges.domain.accounts import LedgerClaim, SourceKind, partition
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim, Place, claim_from_json
from pledges.domain.holding import Held, hold
from pledges.domain.values import Kind
from pledges.scale_files import load_scales
from pledges.seed_files import fold, load_catalogue

WEIGHED = frozenset({Kind.PLEDGE, Kind.CONTRACT, Kind.DISPATCH, Kind.DELIVERY, Kind.CANCELLATION})


def first(value: Any, otherwise: Any = None) -> Any:
    """The first of a field's accepted values, or its only one."""
    if isinstance(value, list):
        return value[0] if value else otherwise
    return otherwise if value is None else value


def gold_as_json(row: dict[str, Any], article: str, names: dict[str, str]) -> dict[str, Any]:
    """A row of a gold file as the extract command would print it."""
    item, value = row["item"], first(row.get("value"))
    name = next((names[one] for one in map(fold, item.get("names") or ()) if one in names), None)
    categories = item["categories"]
    category = "funding" if value and not name and "funding" in categories else categories[0]
    low, high = first(row["quantity"])
    unit = first(row.get("unit")) or ("person" if category == "training" else "item")
    return {
        "article": article,
        "kind": first(row["kind"]),
        "donors": first(row["donors"]) or [],
        "recipient": first(row.get("recipient"), "UA"),
        "item": {"name": name, "category": category},
        "quantity": {"low": low, "high": high, "unit": unit},
        "basis": first(row.get("basis"), "unstated"),
        "value": value,
        "evidence": row["evidence"],
    }


def told(row: dict[str, Any], number: int, line: Offered, catalogue: Catalogue) -> LedgerClaim:
    """A printed claim as the fold takes it."""
    place = Place(article=row["article"], sentence=json.dumps(row["evidence"]), occurrence=0, ordinal=number)
    claim = claim_from_json(row, place=place)
    source = known(line.publisher)
    return LedgerClaim(
        claim=claim,
        claim_id=claim.id,
        published=line.published or date.min,
        source=source.slug if source else fold(line.publisher),
        source_kind=source.kind if source else SourceKind.NEWSPAPER.value,
        system=catalogue.slug_by_name.get(claim.item.name or ""),
    )


def rows_of(manifest: Path, printed: Path | None, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    if printed is not None:
        yield from (row for _, row in json_lines(printed))
        return
    names = {fold(form): one.name for one in catalogue.systems.values() for form in (one.name, *one.aliases)}
    for path in sorted((manifest.parent / "gold").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        yield from (gold_as_json(row, data["article"], names) for row in data["claims"])


def weighed(claims: Iterable[LedgerClaim], catalogue: Catalogue) -> list[Held]:
    """What is held of claims, account by account."""
    scales = load_scales(catalogue=catalogue)
    parts = partition(claims, catalogue=catalogue).values()
    return [one for part in parts for one in hold(part, scales=scales, catalogue=catalogue).held]


def numbered(claim: LedgerClaim) -> bool:
    """Whether a claim could ever be held: of a kind that counts, with a number."""
    stated, value = claim.claim.quantity, claim.claim.value
    return claim.claim.kind in WEIGHED and bool(stated.low or stated.high or value)


def show(title: str, claims: list[LedgerClaim], held: list[Held], texts: dict[str, str]) -> None:
    by_id = {one.claim_id: one.claim for one in claims}
    out = {one.claim_id for one in held}
    count = sum(map(numbered, claims))
    print(f"\n{title}: {len(out)} held of {len(claims)} claims ({len(out) / len(claims):.1%}),")
    print(f"  of which {count} count and have a number ({len(out) / max(1, count):.1%})")
    for one in held:
        claim = by_id[one.claim_id]
        print(f"  {claim.article} {claim.kind} by {'+'.join(one.line.donors) or 'nobody named'}"
              f" of {claim.item.name or claim.item.category}: {one.reason.value}\n    {one.sentence}")  # fmt: skip
        if claim.article in texts:
            print(f"    «{quote(claim, texts[claim.article])}»")


def quote(claim: Claim, text: str) -> str:
    span = claim.evidence[0]
    return " ".join(text[span.start : max(span.end, span.start + 200)].split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path, nargs="+")
    parser.add_argument("--claims", type=Path, nargs="*", default=[])
    parser.add_argument("--text", action="store_true")
    chosen = parser.parse_args()
    catalogue = load_catalogue()
    claims: list[LedgerClaim] = []
    texts: dict[str, str] = {}
    for place, manifest in enumerate(chosen.manifest):
        lines = {line.key: line for line in read_manifest(manifest) if not line.error}
        printed = chosen.claims[place] if place < len(chosen.claims) else None
        if chosen.text:
            texts |= {key: read_offered(line, strict=True).text for key, line in lines.items()}
        rows = enumerate(rows_of(manifest, printed, catalogue))
        claims += [told(row, number, lines[row["article"]], catalogue) for number, row in rows]
    show("all articles as one ledger", claims, weighed(claims, catalogue), texts)
    articles: dict[str, list[LedgerClaim]] = {}
    for claim in claims:
        articles.setdefault(claim.claim.article, []).append(claim)
    alone = [one for part in articles.values() for one in weighed(part, catalogue)]
    show("each article by itself", claims, alone, texts)


if __name__ == "__main__":
    main()
