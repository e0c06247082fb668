"""An explanation is the trace of a reading in words: each mention, each claim with its rules, each phrase left out."""

from collections.abc import Iterator

from extraction.mentions import Mentions
from extraction.reading.reader import Trace
from pledges.domain.claims import Claim, values_to_json

_FIELDS = (
    "kind", "donors", "recipient", "item", "quantity", "basis", "sharing", "parties",
    "value", "window", "announced", "terms", "certainty",
)  # fmt: skip


def explain(trace: Trace) -> Iterator[str]:
    """The lines of an explanation: sentence by sentence its mentions, its claims and what was skipped."""
    found = {sentence.ordinal: mentions for sentence, mentions in trace.read}
    for piece in trace.pieces:
        yield f"[{piece.start}:{piece.end}] {' '.join(piece.text.split())}"
        if piece.ordinal not in found:
            yield "    not parsed: no word of giving"
            continue
        yield from (f"    {line}" for line in mention_lines(found[piece.ordinal]))
        for claim in trace.claims:
            if piece.start <= claim.evidence[0].start < piece.end:
                yield from (f"    {line}" for line in claim_lines(claim, trace))
        for skipped in trace.skipped:
            if skipped.sentence == piece.ordinal:
                yield f"    skipped {skipped.words!r}: {skipped.reason}"
    yield f"{len(trace.claims)} claims"


def mention_lines(mentions: Mentions) -> Iterator[str]:
    """One line per mention: its words, what they mean, and the rule."""
    for name in mentions.names:
        yield f"{name.kind} {name.text!r} = {name.ref} ({name.rule})"
    for quantity in mentions.quantities:
        marks = " ".join(
            mark for mark in ("additive", "cumulative", "ordinal", "approximate") if getattr(quantity, mark)
        )
        unit = f" {quantity.unit.value}" if quantity.unit else ""
        yield f"number {quantity.text!r} = {quantity.low}..{quantity.high}{unit} {marks}({quantity.rule})"
    for money in mentions.money:
        yield f"money {money.text!r} = {money.money.amount:f} {money.money.currency} ({money.rule})"
    for time in mentions.times:
        yield f"time {time.text!r} = {time.window.start}..{time.window.end} ({time.rule})"


def claim_lines(claim: Claim, trace: Trace) -> Iterator[str]:
    """A claim: each field with its value, words and rule, then its evidence and the reasons of its confidence."""
    yield f"CLAIM {claim.id[:12]}"
    values = values_to_json(claim)
    for name in _FIELDS:
        words = claim.words.get(name)
        if words is None and values[name] in (None, [], "donation", "stated", "unstated"):
            continue
        source = f" <- {' '.join(words.text.split())!r} by {words.rule}" if words is not None else ""
        yield f"  {name}: {values[name]}{source}"
    for span in claim.evidence:
        yield f"  evidence [{span.start}:{span.end}] {' '.join(trace.document.text[span.start : span.end].split())!r}"
    why = ", ".join(f"{mark} {weight:+.2f}" for mark, weight in trace.reasons[claim.id].items())
    yield f"  confidence {claim.confidence:.3f}: {why}"
