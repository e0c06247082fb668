"""Tables for a terminal: one line a figure, the counts beside every share."""

from collections.abc import Iterator, Mapping

from extraction.evaluation.alignment import Outcome
from extraction.evaluation.calibration import Reliability
from extraction.evaluation.gold import GoldClaim
from extraction.evaluation.notes import NotesScore
from extraction.evaluation.report import Run
from extraction.evaluation.scoring import Counts, Score, Share
from pledges.domain.claims import Claim

SHOWN_LABELS = ("MISSED", "WRONG", "OPTIONAL?", "SPURIOUS")
LONGEST_QUOTE = 120


def report_lines(run: Run, score: Score, table: Reliability, notes: NotesScore | None = None) -> Iterator[str]:
    """The whole report, line by line."""
    yield f"{run.date}  extractor {run.extractor}  catalogue {run.catalogue}  gold {run.gold}"
    yield f"{score.articles} articles, {score.required} required claims"
    yield ""
    yield from counts_lines("", {"claim": score.claim, "detect": score.detect})
    yield ""
    yield from counts_lines("by kind", score.kinds)
    yield ""
    yield from counts_lines("by field", score.fields)
    yield ""
    yield from share_lines("slots of detected claims", score.slots)
    yield from share_lines("invented", score.invented)
    if score.no_aid:
        loud = f": {', '.join(score.loud)}" if score.loud else ""
        yield f"articles without aid that got claims: {len(score.loud)} of {score.no_aid}{loud}"
    yield ""
    yield from reliability_lines(table)
    if notes:
        yield ""
        yield f"notes: {notes.found} of {notes.items} coded items found ({notes.share:.1%})"


def counts_lines(title: str, rows: Mapping[str, Counts]) -> Iterator[str]:
    yield f"{title:24}     F1  precision  recall   tp   fp   fn"
    for name, counts in rows.items():
        figures = f"{counts.f1:6.3f}     {counts.precision:6.3f}  {counts.recall:6.3f}"
        yield f"  {name:22} {figures} {counts.tp:4} {counts.fp:4} {counts.fn:4}"


def share_lines(title: str, rows: Mapping[str, Share]) -> Iterator[str]:
    yield f"{title}:"
    for name, share in rows.items():
        rate = "     -" if share.rate is None else f"{share.rate:6.1%}"
        yield f"  {name:22} {rate}  {share.part}/{share.of}"


def reliability_lines(table: Reliability) -> Iterator[str]:
    """Claims by their confidence: the mean promised and the share that was right."""
    yield "confidence   claims   mean   right"
    for row in table.bins:
        yield f"  {row.low:.1f} to {row.high:.1f} {row.count:6}   {row.confidence:.3f}   {row.right:.3f}"
    yield f"expected calibration error {table.error:.3f} over {table.count} claims, {table.levels} levels"


def error_lines(score: Score) -> Iterator[str]:
    """Every missed, wrong and spurious claim with both sides."""
    for outcome in score.outcomes:
        if outcome.label in SHOWN_LABELS:
            yield f"{outcome.label:9} {outcome.article}{disagreements(outcome)}"
            if outcome.gold is not None:
                yield f"    gold {describe_gold(outcome.gold)}"
            if outcome.claim is not None:
                yield f"    read {describe_claim(outcome.claim)}"


def missed_notes_lines(notes: NotesScore | None) -> Iterator[str]:
    """Every coded item of the notes that no claim answers for."""
    for note, item in notes.missed if notes else ():
        number = "?" if item.number is None else f"{item.number:,.0f}"
        yield f"NOT FOUND {note}: {number} {item.currency or ''} {item.words}".replace("  ", " ")


def disagreements(outcome: Outcome) -> str:
    """The fields of a pair that differ."""
    verdict = outcome.verdict
    if verdict is None:
        return ""
    fields = ("kind", "donors", "item", "quantity", "value", "window", "basis")
    return f"  [{', '.join(name for name in fields if getattr(verdict, name) is False)}]"


def describe_gold(gold: GoldClaim) -> str:
    donors = " or ".join(",".join(sorted(option)) or "none" for option in gold.donors)
    numbers = " or ".join(bounds(*option) for option in gold.quantities)
    sums = " or ".join(f"{amount:,.0f} {currency}" for amount, currency in gold.values)
    name = gold.names[0] if gold.names else "-"
    parts = ["|".join(gold.kinds), donors, name, "|".join(gold.categories), numbers, sums]
    return "  ".join(part for part in parts if part) + f"  “{gold.text[:LONGEST_QUOTE]}”"


def describe_claim(claim: Claim) -> str:
    quantity, value = claim.quantity, claim.value
    parts = [
        claim.kind.value,
        ",".join(claim.donors) or "none",
        claim.item.name or "-",
        claim.item.category,
        bounds(quantity.low, quantity.high),
        quantity.unit.value,
        f"{value.amount:,} {value.currency}" if value else "",
        f"{claim.confidence:.2f}",
    ]
    spans = ", ".join(f"{span.start}-{span.end}" for span in claim.evidence)
    return "  ".join(part for part in parts if part) + f"  at {spans}"


def bounds(low: int | None, high: int | None) -> str:
    """ "4", "4..", "..80", "4..6" or "?"."""
    if low is None and high is None:
        return "?"
    if low == high:
        return f"{low:,}"
    return f"{'' if low is None else f'{low:,}'}..{'' if high is None else f'{high:,}'}"
