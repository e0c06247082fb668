"""A claim goes to a row and back here and nowhere else."""

from collections.abc import Sequence
from typing import Any

from pledges.domain import claims as domain
from pledges.domain.values import Span
from pledges.models.articles import Article
from pledges.models.claims import Claim


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
        basis=claim.basis.value,
        value_amount=money.amount if money else None,
        value_currency=money.currency if money else None,
        value_qualifier=money.qualifier.value if money else None,
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
    data = values_of_row(row) | {"article": key, "evidence": [], "confidence": confidence}
    data["evidence"] = [{"start": start, "end": end} for start, end in evidence]
    place = domain.Place(article=key, sentence=row.sentence, occurrence=row.occurrence, ordinal=row.ordinal)
    return domain.claim_from_json(data, place=place, words=domain.words_from_json(row.words))


def evidence_to_json(evidence: Sequence[Span]) -> list[list[int]]:
    """Spans as the pairs that a reading stores."""
    return [[span.start, span.end] for span in evidence]
