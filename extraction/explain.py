"""An explanation is the trace of a reading in words: each mention, each claim with its rules, each phrase left out.

`explain` makes it, `lines` prints it; the command and the admin's page show the same value.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.fields_said import bounds_said, days_said, field_values, money_said
from extraction.mentions import Mentions, MoneyMention, NameMention, QuantityMention, TimeMention
from extraction.reading.gate import Gate
from extraction.reading.placing import sentence_hash
from extraction.reading.reader import Trace
from extraction.reading.segments import Sentence
from pledges.domain.claims import Claim

NO_GIVING = "no word of giving"
NOTHING_GIVEN = "nothing in it that could be given"
NO_DAY = "counted from a day that is unknown"
A_SUM = "(a sum of money)"  # a sum is left out without a phrase of its own
_DEFAULTS = {"quantity": "unknown", "basis": "unstated", "terms": "donation", "certainty": "stated"}
_MARKS = ("additive", "cumulative", "distributive", "ordinal", "partitive", "approximate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A mention in the stored text. `kind` is donor, system, category, number, money or time."""

    start: int
    end: int
    text: str
    kind: str
    means: str
    rule: str

    @property
    def group(self) -> str:
        """What it is shown as: name, number, money or time."""
        return "name" if self.kind in ("donor", "system", "category") else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a claim; `words` and `rule` are None where its value is a default that no word states."""

    name: str
    value: str
    words: str | None
    rule: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A piece of evidence, half-open in code points of the stored text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A claim as it was read. `silent` names the fields of which the text says nothing, with their defaults.

    `reasons` are what each feature added to the log-odds of `confidence`.
    """

    id: str
    fields: tuple[Field, ...]
    silent: tuple[str, ...]
    evidence: tuple[Quote, ...]
    confidence: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A phrase that was not made a claim, and why."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of the stored text; `unread` says why it was not parsed, and is None where it was."""

    ordinal: int
    start: int
    end: int
    text: str
    unread: str | None
    mentions: tuple[Found, ...]
    claims: tuple[Stated, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a text was read, sentence by sentence; what stands between them is white space, bullets and marks."""

    text: str
    passages: tuple[Passage, ...]

    @property
    def claims(self) -> tuple[Stated, ...]:
        return tuple(claim for passage in self.passages for claim in passage.claims)


def explain(trace: Trace) -> Explanation:
    """The explanation of a trace. Every claim stands at the sentence it was read from, wherever its evidence is."""
    text, gate = trace.document.text, Gate()
    found = {sentence.ordinal: mentions for sentence, mentions in trace.read}
    claims = _by_sentence(trace)
    left_out: dict[int, list[LeftOut]] = defaultdict(list)
    for one in trace.skipped:
        left_out[one.sentence].append(LeftOut(words=" ".join(one.words.split()) or A_SUM, reason=one.reason))
    return Explanation(
        text=text,
        passages=tuple(
            Passage(
                ordinal=piece.ordinal,
                start=place.start,
                end=place.end,
                text=text[place.start : place.end],
                unread=None if piece.ordinal in found else _why_unread(piece, trace, gate),
                mentions=tuple(_mentions(piece, found[piece.ordinal], trace)) if piece.ordinal in found else (),
                claims=tuple(_stated(claim, trace) for claim in claims[piece.ordinal]),
                left_out=tuple(left_out[piece.ordinal]),
            )
            for piece, place in ((piece, trace.shown.span(piece.start, piece.end)) for piece in trace.pieces)
        ),
    )


def lines(explanation: Explanation) -> Iterator[str]:
    """The lines that the command prints: sentence by sentence its mentions, its claims and what was left out."""
    for passage in explanation.passages:
        yield f"[{passage.start}:{passage.end}] {_plain(passage.text)}"
        if passage.unread is not None:
            yield f"    not parsed: {passage.unread}"
        for one in passage.mentions:
            yield f"    {one.kind} {_plain(one.text)!r} = {one.means} ({one.rule})"
        for claim in passage.claims:
            yield from (f"    {line}" for line in _claim_lines(claim))
        for skipped in passage.left_out:
            yield f"    skipped {skipped.words!r}: {skipped.reason}"
    yield f"{len(explanation.claims)} claims"


def _claim_lines(claim: Stated) -> Iterator[str]:
    yield f"CLAIM {claim.id[:12]}"
    for field in claim.fields:
        source = f" <- {field.words!r} by {field.rule}" if field.rule is not None else ""
        yield f"  {field.name}: {field.value}{source}"
    if claim.silent:
        yield f"  not said: {', '.join(claim.silent)}"
    for quote in claim.evidence:
        yield f"  evidence [{quote.start}:{quote.end}] {_plain(quote.text)!r}"
    why = ", ".join(f"{mark} {weight:+.2f}" for mark, weight in claim.reasons)
    yield f"  confidence {claim.confidence:.3f}: {why}"


def _by_sentence(trace: Trace) -> dict[int, list[Claim]]:
    """The claims by the ordinal of the sentence that is their place."""
    seen: Counter[str] = Counter()
    ordinals: dict[tuple[str, int], int] = {}
    for piece in trace.pieces:
        digest = sentence_hash(piece.text)
        ordinals[digest, seen[digest]] = piece.ordinal
        seen[digest] += 1
    claims: dict[int, list[Claim]] = defaultdict(list)
    for claim in trace.claims:
        claims[ordinals[claim.place.sentence, claim.place.occurrence]].append(claim)
    return claims


def _why_unread(piece: Sentence, trace: Trace, gate: Gate) -> str:
    """Why a sentence was not parsed: for a reason of its own, or for want of a word of giving or of a thing given."""
    return trace.unread.get(piece.ordinal) or (NOTHING_GIVEN if gate.opens(piece.text) else NO_GIVING)


def _mentions(piece: Sentence, mentions: Mentions, trace: Trace) -> Iterator[Found]:
    """Names, numbers, sums and times of one sentence, at their places in the stored text."""
    for name in mentions.names:
        yield _found(piece, name, trace, kind=name.kind, means=name.ref)
    for number in mentions.quantities:
        unit = [number.unit.value] if number.unit else []
        rate = [f"per {number.per}"] if number.per else []
        marks = [mark for mark in _MARKS if getattr(number, mark)]
        means = " ".join([bounds_said(number.low, number.high), *unit, *rate, *marks])
        yield _found(piece, number, trace, kind="number", means=means)
    for money in mentions.money:
        rate = [f"per {money.per}"] if money.per else []
        means = " ".join([money_said(money.money), *rate])
        yield _found(piece, money, trace, kind="money", means=means)
    for time in mentions.times:
        means = days_said(time.window.start, time.window.end) if time.window is not None else NO_DAY
        yield _found(piece, time, trace, kind="time", means=means)


def _found(
    piece: Sentence,
    mention: NameMention | QuantityMention | MoneyMention | TimeMention,
    trace: Trace,
    *,
    kind: str,
    means: str,
) -> Found:
    place = trace.shown.span(piece.start + mention.start, piece.start + mention.end)
    words = trace.document.text[place.start : place.end]
    return Found(start=place.start, end=place.end, text=words, kind=kind, means=means, rule=mention.rule)


def _stated(claim: Claim, trace: Trace) -> Stated:
    text, values = trace.document.text, field_values(claim)
    silent = [name for name, value in values.items() if name not in claim.words and value == _DEFAULTS.get(name)]
    fields = []
    for name, value in values.items():
        words = claim.words.get(name)
        if name not in silent:
            fields.append(
                Field(
                    name=name,
                    value=value or "none",
                    words=_plain(words.text) if words is not None else None,
                    rule=words.rule if words is not None else None,
                )
            )
    return Stated(
        id=claim.id,
        fields=tuple(fields),
        silent=tuple(f"{name} ({_DEFAULTS[name]})" if name in _DEFAULTS else name for name in silent),
        evidence=tuple(Quote(start=s.start, end=s.end, text=text[s.start : s.end]) for s in claim.evidence),
        confidence=claim.confidence,
        reasons=tuple(trace.reasons[claim.id].items()),
    )


def _plain(text: str) -> str:
    return " ".join(text.split())
