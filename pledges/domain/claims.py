"""A claim is one statement, in one article, that a donor gives, will give or may give military aid."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pledges.domain.values import (
    Basis,
    Certainty,
    Kind,
    Money,
    Party,
    Qualifier,
    Quantity,
    Role,
    Sharing,
    Span,
    Terms,
    Unit,
    Window,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is given: `name` as the catalogue has it, None when the text names only a type; `category` a slug."""

    name: str | None
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words that a field was read from, where they stand, and the rule that read them.

    `text` is the raw words; `span` their place, None where the value is a default that no word states.
    """

    text: str
    span: Span | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim stands, steady under edits elsewhere in the article.

    `sentence` is the SHA-256 (hex) of the sentence, case-folded and with its white space made single;
    `occurrence` counts equal sentences before it; `ordinal` counts the claims of the sentence before it.
    """

    article: str
    sentence: str
    occurrence: int
    ordinal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement; the fields are those of `claims.md` (docs/glossary.md).

    `donors` is sorted and without repeats; empty when the text names none. `words` maps a field's name
    (`kind`, `donors`, `item`, `quantity`, `basis`, `value`, `window`, `announced`, `terms`, `certainty`,
    `recipient`, `sharing`, `parties`) to the words behind it.
    """

    article: str
    place: Place
    kind: Kind
    donors: tuple[str, ...]
    item: Item
    quantity: Quantity
    recipient: str = "UA"
    sharing: Sharing | None = None
    parties: tuple[Party, ...] = ()
    basis: Basis = Basis.UNSTATED
    value: Money | None = None
    window: Window | None = None
    announced: date | None = None
    terms: Terms = Terms.DONATION
    certainty: Certainty = Certainty.STATED
    evidence: tuple[Span, ...]
    confidence: float = 1.0
    words: Mapping[str, Words] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if list(self.donors) != sorted(set(self.donors)):
            raise ValueError(f"donors {self.donors} must be sorted and distinct")
        if not self.evidence:
            raise ValueError("a claim needs evidence")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not within 0 to 1")

    @property
    def id(self) -> str:
        """A hash of the place and the normalised values, and of nothing else: no offset, confidence or time."""
        place = [self.place.article, self.place.sentence, self.place.occurrence, self.place.ordinal]
        text = json.dumps([place, values_to_json(self)], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def number(amount: Decimal) -> int | float:
    """A Decimal as the JSON number that prints shortest: 3000000, not 3000000.0."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def values_to_json(claim: Claim) -> dict[str, Any]:
    """The normalised values of a claim, in the fields and order of `claims.md`, without place or evidence."""
    return {
        "kind": claim.kind.value,
        "donors": list(claim.donors),
        "recipient": claim.recipient,
        "item": {"name": claim.item.name, "category": claim.item.category},
        "quantity": {
            "low": claim.quantity.low,
            "high": claim.quantity.high,
            "unit": claim.quantity.unit.value,
            "per": claim.quantity.per,
            "approximate": claim.quantity.approximate,
        },
        "basis": claim.basis.value,
        "sharing": claim.sharing.value if claim.sharing else None,
        "parties": [
            {
                "who": party.who,
                "role": party.role.value,
                "share": str(party.share) if party.share is not None else None,
            }
            for party in claim.parties
        ],
        "value": {
            "amount": number(claim.value.amount),
            "currency": claim.value.currency,
            "qualifier": claim.value.qualifier.value,
        }
        if claim.value
        else None,
        "window": {
            "from": claim.window.start.isoformat() if claim.window.start else None,
            "to": claim.window.end.isoformat() if claim.window.end else None,
        }
        if claim.window
        else None,
        "announced": claim.announced.isoformat() if claim.announced else None,
        "terms": claim.terms.value,
        "certainty": claim.certainty.value,
    }


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """A claim as the extract command prints it."""
    return {
        "article": claim.article,
        **values_to_json(claim),
        "evidence": [{"start": span.start, "end": span.end} for span in claim.evidence],
        "confidence": round(claim.confidence, 3),
    }


def words_to_json(words: Mapping[str, Words]) -> dict[str, Any]:
    """The words behind each field, for storing beside the values."""
    return {
        name: {
            "text": w.text,
            "start": w.span.start if w.span else None,
            "end": w.span.end if w.span else None,
            "rule": w.rule,
        }
        for name, w in words.items()
    }


def words_from_json(data: Mapping[str, Any]) -> dict[str, Words]:
    """The inverse of `words_to_json`."""
    return {
        name: Words(
            text=w["text"],
            span=Span(start=w["start"], end=w["end"]) if w["start"] is not None else None,
            rule=w["rule"],
        )
        for name, w in data.items()
    }


def claim_from_json(data: Mapping[str, Any], *, place: Place, words: Mapping[str, Words] | None = None) -> Claim:
    """The inverse of `claim_to_json`. Raises KeyError or ValueError on a value that `claims.md` does not know."""
    quantity, value, window = data["quantity"], data.get("value"), data.get("window")
    return Claim(
        article=data["article"],
        place=place,
        kind=Kind(data["kind"]),
        donors=tuple(sorted(set(data["donors"]))),
        recipient=data.get("recipient", "UA"),
        item=Item(name=data["item"]["name"], category=data["item"]["category"]),
        quantity=Quantity(
            low=quantity["low"],
            high=quantity["high"],
            unit=Unit(quantity.get("unit") or "item"),
            per=quantity.get("per"),
            approximate=bool(quantity.get("approximate")),
        ),
        basis=Basis(data.get("basis", "unstated")),
        sharing=Sharing(data["sharing"]) if data.get("sharing") else None,
        parties=tuple(
            Party(who=p["who"], role=Role(p["role"]), share=Fraction(p["share"]) if p.get("share") else None)
            for p in data.get("parties", [])
        ),
        value=Money(
            amount=Decimal(str(value["amount"])),
            currency=value["currency"],
            qualifier=Qualifier(value.get("qualifier", "exact")),
        )
        if value
        else None,
        window=window_from_json(window),
        announced=date.fromisoformat(data["announced"]) if data.get("announced") else None,
        terms=Terms(data.get("terms", "donation")),
        certainty=Certainty(data.get("certainty", "stated")),
        evidence=tuple(Span(start=e["start"], end=e["end"]) for e in data["evidence"]),
        confidence=float(data.get("confidence", 1.0)),
        words=words or {},
    )


def window_from_json(window: Mapping[str, str | None] | None) -> Window | None:
    """`{"from": "2023-03-06", "to": null}` as a Window; null, or both ends null, is no window."""
    if not window or not (window.get("from") or window.get("to")):
        return None
    start, end = window.get("from"), window.get("to")
    return Window(
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
    )
