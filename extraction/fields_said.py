"""The value of each field of a claim in words, as `explain` and its page show it."""

from datetime import date

from pledges.domain.claims import Claim, replaced_to_json
from pledges.domain.values import Money, Quantity, Scope


def field_values(claim: Claim) -> dict[str, str | None]:
    """Each field of `claims.md`, in its order, in words; None where a field that may be absent is."""
    item, money, window = claim.item, claim.value, claim.window
    return {
        "kind": claim.kind.value,
        "donors": ", ".join(claim.donors) or "none named",
        "recipient": claim.recipient,
        "item": f"{item.name} ({item.category})" if item.name else item.category,
        "quantity": quantity_said(claim.quantity),
        "basis": claim.basis.value,
        "sharing": claim.sharing.value if claim.sharing else None,
        "parties": "; ".join(
            f"{party.who} {party.role.value}" + (f" {party.share}" if party.share is not None else "")
            for party in claim.parties
        )
        or None,
        "value": f"{money_said(money)} ({money.qualifier.value})" if money else None,
        "scope": scope_said(claim.scope) if claim.scope else None,
        "replaces": str(replaced_to_json(claim.replaces)) if claim.replaces else None,
        "window": days_said(window.start, window.end) if window else None,
        "announced": claim.announced.isoformat() if claim.announced else None,
        "terms": claim.terms.value,
        "certainty": claim.certainty.value,
    }


def quantity_said(quantity: Quantity) -> str:
    if quantity == Quantity():
        return "unknown"
    rate = [f"per {quantity.per}"] if quantity.per else []
    about = [word for word in ("approximate", "vague") if getattr(quantity, word)]
    return " ".join([bounds_said(quantity.low, quantity.high), quantity.unit.value, *rate, *about])


def scope_said(scope: Scope) -> str:
    """ "all_aid, all_donors, given, 2022-02-24.." """
    said = [one.value for one in (scope.of, scope.whose, scope.stage) if one is not None]
    days = [days_said(scope.start, scope.end)] if scope.start or scope.end else []
    return ", ".join([*said, *days])


def bounds_said(low: int | None, high: int | None) -> str:
    """ "14", "60..", "..178", "20..25", or "unknown", which is never zero."""
    if low is None and high is None:
        return "unknown"
    if low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def money_said(money: Money) -> str:
    return f"{money.amount:,f} {money.currency}"


def days_said(start: date | None, end: date | None) -> str:
    """ "2023-03-06..2023-03-12", one day alone, or an open end."""
    if start == end:
        return str(start)
    return f"{start or ''}..{end or ''}"
