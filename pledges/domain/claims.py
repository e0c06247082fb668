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
    Extent,
    Kind,
    Money,
    Party,
    Qualifier,
    Quantity,
    Replaced,
    Role,
    Scope,
    Sharing,
    Span,
    Stage,
    Terms,
    Unit,
    Whose,
    Window,
)

CORRECTION = "correction"  # what a publisher's correction replaces, where it names no number
LATER_FIELDS = frozenset({"vague", "scope", "replaces"})  # came after claims were stored


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
    `recipient`, `sharing`, `parties`, `scope`, `replaces`) to the words behind it.
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
    scope: Scope | None = None
    replaces: Replaced | None = None
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
        """A hash of the place and the normalised values, and of nothing else: no offset, confidence or time.

        Fields of `LATER_FIELDS` that say nothing are left out, so that claims from before they existed keep their ids.
        """
        place = [self.place.article, self.place.sentence, self.place.occurrence, self.place.ordinal]
        values = values_to_json(self)
        said = _without_silent(values) | {"quantity": _without_silent(values["quantity"])}
        text = json.dumps([place, said], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def _without_silent(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in values.items()
        if name not in LATER_FIELDS or not (value is None or value is False)
    }


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
            "vague": claim.quantity.vague,
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
        "scope": scope_to_json(claim.scope),
        "replaces": replaced_to_json(claim.replaces),
        "window": window_to_json(claim.window),
        "announced": claim.announced.isoformat() if claim.announced else None,
        "terms": claim.terms.value,
        "certainty": claim.certainty.value,
    }


def scope_to_json(scope: Scope | None) -> dict[str, str | None] | None:
    """A scope as `claims.md` has it; null for none."""
    if scope is None:
        return None
    return {
        "of": scope.of.value if scope.of else None,
        "whose": scope.whose.value if scope.whose else None,
        "from": scope.start.isoformat() if scope.start else None,
        "to": scope.end.isoformat() if scope.end else None,
        "stage": scope.stage.value if scope.stage else None,
    }


def scope_from_json(data: Mapping[str, str | None] | None) -> Scope | None:
    """The inverse of `scope_to_json`; one whose fields are all null is none."""
    if not data or not any(data.values()):
        return None
    return Scope(
        of=Extent(word) if (word := data.get("of")) else None,
        whose=Whose(word) if (word := data.get("whose")) else None,
        start=date.fromisoformat(day) if (day := data.get("from")) else None,
        end=date.fromisoformat(day) if (day := data.get("to")) else None,
        stage=Stage(word) if (word := data.get("stage")) else None,
    )


def replaced_to_json(replaced: Replaced | None) -> int | str | None:
    """The earlier number, `correction` where none is named, null for nothing replaced."""
    if replaced is None:
        return None
    return replaced.number if replaced.number is not None else CORRECTION


def replaced_from_json(data: int | str | None) -> Replaced | None:
    """The inverse of `replaced_to_json`. Raises ValueError for other words."""
    if data is None or data == "":
        return None
    return Replaced() if data == CORRECTION else Replaced(number=int(data))


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
            vague=bool(quantity.get("vague")),
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
        scope=scope_from_json(data.get("scope")),
        replaces=replaced_from_json(data.get("replaces")),
        window=window_from_json(window),
        announced=date.fromisoformat(data["announced"]) if data.get("announced") else None,
        terms=Terms(data.get("terms", "donation")),
        certainty=Certainty(data.get("certainty", "stated")),
        evidence=tuple(Span(start=e["start"], end=e["end"]) for e in data["evidence"]),
        confidence=float(data.get("confidence", 1.0)),
        words=words or {},
    )


def window_to_json(window: Window | None) -> dict[str, str | None] | None:
    """The inverse of `window_from_json`."""
    if window is None:
        return None
    return {
        "from": window.start.isoformat() if window.start else None,
        "to": window.end.isoformat() if window.end else None,
    }


def window_from_json(window: Mapping[str, str | None] | None) -> Window | None:
    """`{"from": "2023-03-06", "to": null}` as a Window; null, or both ends null, is no window."""
    if not window or not (window.get("from") or window.get("to")):
        return None
    start, end = window.get("from"), window.get("to")
    return Window(
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
    )
