"""A claim goes to a row and back here and nowhere else."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pledges.domain import claims as domain
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
from pledges.models.articles import Article
from pledges.models.claims import Claim

COLUMNS = (
    *("sentence", "occurrence", "ordinal", "kind", "donors", "sharing", "parties", "recipient", "item_name"),
    *("category", "quantity_low", "quantity_high", "unit", "per", "approximate", "basis", "value_amount"),
    *("value_currency", "value_qualifier", "window_from", "window_to", "announced", "terms", "certainty", "words"),
    *("vague", "scope", "replaces"),
)


def row_from_claim(claim: domain.Claim, *, article: Article, quote: str, **origin: Any) -> Claim:
    """An unsaved row. `origin` is `extractor`, or `author` with `corrects` and `why`."""
    money, window = claim.value, claim.window
    values = domain.values_to_json(claim)
    return Claim(
        id=claim.id,
        article=article,
        sentence=claim.place.sentence,
        occurrence=claim.place.occurrence,
        ordinal=claim.place.ordinal,
        kind=claim.kind.value,
        donors=list(claim.donors),
        sharing=values["sharing"],
        parties=values["parties"],
        recipient=claim.recipient,
        item_name=claim.item.name,
        category=claim.item.category,
        quantity_low=claim.quantity.low,
        quantity_high=claim.quantity.high,
        unit=claim.quantity.unit.value,
        per=claim.quantity.per,
        approximate=claim.quantity.approximate,
        vague=claim.quantity.vague,
        basis=claim.basis.value,
        value_amount=money.amount if money else None,
        value_currency=money.currency if money else None,
        value_qualifier=money.qualifier.value if money else None,
        scope=values["scope"],
        replaces=str(values["replaces"]) if claim.replaces else None,
        window_from=window.start if window else None,
        window_to=window.end if window else None,
        announced=claim.announced,
        terms=claim.terms.value,
        certainty=claim.certainty.value,
        words=domain.words_to_json(claim.words),
        quote=quote,
        **origin,
    )


def values_of_row(row: Claim) -> dict[str, Any]:
    """The row's normalised values in the fields of `claims.md`."""
    return {
        "kind": row.kind,
        "donors": row.donors,
        "recipient": row.recipient,
        "item": {"name": row.item_name, "category": row.category},
        "quantity": {
            "low": row.quantity_low,
            "high": row.quantity_high,
            "unit": row.unit,
            "per": row.per,
            "approximate": row.approximate,
            "vague": row.vague,
        },
        "basis": row.basis,
        "sharing": row.sharing,
        "parties": row.parties,
        "value": {
            "amount": domain.number(row.value_amount),
            "currency": row.value_currency,
            "qualifier": row.value_qualifier,
        }
        if row.value_amount is not None
        else None,
        "scope": row.scope,
        "replaces": domain.replaced_to_json(domain.replaced_from_json(row.replaces)),
        "window": {
            "from": row.window_from.isoformat() if row.window_from else None,
            "to": row.window_to.isoformat() if row.window_to else None,
        }
        if row.window_from or row.window_to
        else None,
        "announced": row.announced.isoformat() if row.announced else None,
        "terms": row.terms,
        "certainty": row.certainty,
    }


def claim_from_row(row: Claim, *, key: str, evidence: Sequence[Sequence[int]], confidence: float = 1.0) -> domain.Claim:
    """The value of a row; `key` is its article's, `evidence` the offsets of the reading that is meant."""
    columns = [getattr(row, name) for name in COLUMNS]
    return claim_from_columns(columns, key=key, evidence=evidence, confidence=confidence)


def claim_from_columns(
    columns: Sequence[Any], *, key: str, evidence: Sequence[Sequence[int]], confidence: float
) -> domain.Claim:
    """As `claim_from_row`, from the values of `COLUMNS` in their order: where many are read, no rows are made."""
    (sentence, occurrence, ordinal, kind, donors, sharing, parties, recipient, name, category, *rest) = columns
    (low, high, unit, per, approximate, basis, amount, currency, qualifier, *rest) = rest
    (start, end, announced, terms, certainty, words, vague, scope, replaces) = rest
    return domain.Claim(
        article=key,
        place=domain.Place(article=key, sentence=sentence, occurrence=occurrence, ordinal=ordinal),
        kind=Kind(kind),
        donors=tuple(sorted(set(donors))),
        recipient=recipient,
        item=domain.Item(name=name, category=category),
        quantity=Quantity(low=low, high=high, unit=Unit(unit), per=per, approximate=approximate, vague=vague),
        basis=Basis(basis),
        sharing=Sharing(sharing) if sharing else None,
        parties=tuple(_party(one) for one in parties),
        value=_money(amount, currency, qualifier),
        scope=domain.scope_from_json(scope),
        replaces=domain.replaced_from_json(replaces),
        window=Window(start=start, end=end) if start or end else None,
        announced=announced,
        terms=Terms(terms),
        certainty=Certainty(certainty),
        evidence=tuple(Span(start=start, end=end) for start, end in evidence),
        confidence=float(confidence),
        words=domain.words_from_json(words),
    )


def _party(data: Mapping[str, Any]) -> Party:
    share = data.get("share")
    return Party(who=data["who"], role=Role(data["role"]), share=Fraction(share) if share else None)


def _money(amount: Decimal | None, currency: str, qualifier: str | None) -> Money | None:
    """Cents that the column holds and nobody stated fall away: 3000000.00 is 3000000."""
    if amount is None:
        return None
    plain = Decimal(str(domain.number(amount)))
    return Money(amount=plain, currency=currency, qualifier=Qualifier(qualifier or Qualifier.EXACT))


def evidence_to_json(evidence: Sequence[Span]) -> list[list[int]]:
    """Spans as the pairs that a reading stores."""
    return [[span.start, span.end] for span in evidence]
