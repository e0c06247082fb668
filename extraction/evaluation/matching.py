"""Two claims are compared field by field, and a pair is as close as the fields on which it agrees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extraction.evaluation.gold import Days, GoldClaim, donor_keys, letters
from pledges.domain.claims import Claim
from pledges.domain.values import Span

WINDOW_TOLERANCE = timedelta(days=3)
VALUE_TOLERANCE = 0.005  # of the gold sum
EXTRA_NAME_TOKENS = 3  # "Leopard 2" may be read as "Leopard 2 A6", not as a whole sentence
PHRASE = ("quantity", "item", "value")  # fields, the first that has words of its own
LONGEST_PREDICTION = (4, 200)  # a predicted span is at most 4 x gold + 200 characters: a paragraph proves nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """On which fields a prediction agrees with a gold claim; None where gold does not judge the field.

    `overlap`: the evidence is the same words; `donors_touch`: a shared donor, or none on either side;
    `category`: the type alone; `item`: type and name.
    """

    overlap: bool
    kind: bool
    donors: bool
    donors_touch: bool
    category: bool
    item: bool
    quantity: bool
    value: bool
    window: bool | None
    basis: bool | None
    optional: bool

    @property
    def detected(self) -> bool:
        """About the same transfer."""
        return self.overlap and self.donors_touch and self.category

    @property
    def exact(self) -> bool:
        """Right: an editor would accept it."""
        return self.overlap and self.kind and self.donors and self.item and self.quantity and self.value

    @property
    def closeness(self) -> float:
        """How well a pair fits, for aligning: an exact one before all others, then item and number, then the rest."""
        return (
            8 * self.exact
            + 2 * (self.quantity + self.item)
            + (self.donors + self.kind)
            + 0.5 * (self.window is True)
            - 0.1 * self.optional
        )


def compare(gold: GoldClaim, claim: Claim) -> Verdict:
    """Every field of a prediction against a gold claim's alternatives."""
    found = donor_keys(claim.donors)
    category = claim.item.category in gold.categories
    return Verdict(
        overlap=touch(gold.at, phrase_of(claim)) if gold.at else evidence_agrees(gold.evidence, claim.evidence),
        kind=claim.kind.value in gold.kinds,
        donors=found in gold.donors,
        donors_touch=any(found & wanted or (not found and not wanted) for wanted in gold.donors),
        category=category,
        item=category and name_agrees(gold, claim.item.name),
        quantity=quantity_agrees(gold, claim),
        value=value_agrees(gold, claim),
        window=None if gold.windows is None else window_agrees(gold.windows, claim),
        basis=None if gold.bases is None else claim.basis.value in gold.bases,
        optional=gold.optional,
    )


def phrase_of(claim: Claim) -> Span:
    """The words that a claim counts, which no other claim of its sentence was read from: its number, item or sum."""
    for name in PHRASE:
        if name in claim.words and (span := claim.words[name].span) is not None:
            return span
    return claim.evidence[0]


def touch(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def evidence_agrees(wanted: Sequence[Span], found: Sequence[Span]) -> bool:
    """Some pair of spans shares at least half of the shorter, and the predicted one is no paragraph."""
    factor, slack = LONGEST_PREDICTION
    for gold in wanted:
        for span in found:
            gold_length, length = gold.end - gold.start, span.end - span.start
            shared = min(gold.end, span.end) - max(gold.start, span.start)
            if length <= factor * gold_length + slack and shared * 2 >= min(gold_length, length):
                return True
    return False


def name_tokens(name: str | None) -> list[str]:
    """Runs of letters and of digits, without a plural's s: "T-72M1s" is t, 72, m, 1, s; "Gepards" is gepard."""
    runs: list[str] = re.findall(r"[a-z]+|[0-9]+", (name or "").lower())
    return [run.removesuffix("s") if len(run) > 3 else run for run in runs]


def name_agrees(gold: GoldClaim, name: str | None) -> bool:
    """The name read holds one of gold's names as a run of tokens and is not much longer."""
    if not gold.names:
        return True
    if not name:
        return gold.name_optional
    found = name_tokens(name)
    return any(holds(found, name_tokens(option)) for option in gold.names)


def holds(found: list[str], wanted: list[str]) -> bool:
    """Whether `wanted` is a run inside `found`, which has at most EXTRA_NAME_TOKENS more."""
    if not wanted or len(found) > len(wanted) + EXTRA_NAME_TOKENS:
        return False
    return any(found[start : start + len(wanted)] == wanted for start in range(len(found)))


def quantity_agrees(gold: GoldClaim, claim: Claim) -> bool:
    """Both bounds equal one alternative, in one of the units where gold lists units."""
    if gold.units and claim.quantity.unit.value not in gold.units:
        return False
    return (claim.quantity.low, claim.quantity.high) in gold.quantities


def value_agrees(gold: GoldClaim, claim: Claim) -> bool:
    """The sum in the stated currency, to half a percent; nothing is asked where gold has no sum."""
    if not gold.values:
        return True
    if claim.value is None:
        return False
    amount, currency = float(claim.value.amount), claim.value.currency
    return any(
        currency == wanted_currency and abs(amount - wanted) <= VALUE_TOLERANCE * wanted
        for wanted, wanted_currency in gold.values
    )


def window_agrees(options: Sequence[Days], claim: Claim) -> bool:
    """Both ends within three days of one alternative; an open end agrees with an open end only."""
    start = claim.window.start if claim.window else None
    end = claim.window.end if claim.window else None
    return any(day_agrees(option[0], start) and day_agrees(option[1], end) for option in options)


def day_agrees(wanted: date | None, found: date | None) -> bool:
    if wanted is None or found is None:
        return wanted is found
    return abs(wanted - found) <= WINDOW_TOLERANCE


def telling(claim: Claim) -> tuple[object, ...]:
    """What two tellings of one claim share (headline and body), whatever their words."""
    return (
        claim.kind,
        donor_keys(claim.donors),
        letters(claim.item.name),
        claim.item.category,
        claim.quantity.low,
        claim.quantity.high,
        claim.quantity.unit,
        (claim.value.amount, claim.value.currency) if claim.value else None,
    )
