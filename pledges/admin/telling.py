"""A claim and what was done about it, in the words of the desk."""

from collections.abc import Sequence
from typing import Any

from pledges.models import Claim, Decision, Verdict
from pledges.pages import wording
from pledges.queries.corrections import corrections_of

CONSEQUENCE = {
    Decision.ACCEPTED: "it still counts in its place. Reject the correction to have this claim count",
    Decision.REJECTED: "it still counts in its place. Reject the correction too to have neither count",
    Decision.UNSURE: "it still counts in its place",
}


def happened(row: Claim, decision: Decision) -> str:
    """What a decision on a claim has done, also where a correction stands in the claim's place."""
    by = corrections_of([row.pk]).get(row.pk)
    if by is None:
        freed = row.corrects_id is not None and decision == Decision.REJECTED
        return f"{decision.value}; what it corrected stands again" if freed else decision.value
    correction = Claim.objects.select_related("author").get(pk=by)
    who = correction.author.get_username() if correction.author else "somebody"
    return (
        f"{decision.value}, but {who} corrected it on {correction.recorded_at:%Y-%m-%d}, and that correction stands: "
        f"{CONSEQUENCE[decision]}"
    )


def overriding(before: Verdict | None) -> str:
    """What a correction did to the verdict that stood on the claim: a rejection is told, so that it is never silent."""
    if before is None or before.decision != Decision.REJECTED:
        return ""
    who, day = before.by.get_username(), f"{before.recorded_at:%Y-%m-%d}"
    return f"; {who} had rejected it on {day}, and the correction counts in its place all the same"


def fields_of(claim: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """Each field with its value, its words and its rule, in the order of `claims.md`."""
    item, money = claim["item"], claim["value"]
    shown = {
        "kind": claim["kind"],
        "donors": ", ".join(claim["donors"]) or "none named",
        "sharing": claim["sharing"],
        "parties": "; ".join(f"{p['who']}, {p['role']} {p['share'] or ''}".strip() for p in claim["parties"]),
        "recipient": claim["recipient"],
        "item": f"{item['name']} ({item['category']})" if item["name"] else item["category"],
        "quantity": wording.quantity(claim["quantity"]),
        "basis": claim["basis"],
        "value": f"{money['qualifier']} {money['amount']:,} {money['currency']}" if money else None,
        "scope": wording.scope(claim["scope"]),
        "replaces": claim["replaces"],
        "window": wording.window(claim["window"]),
        "announced": claim["announced"],
        "terms": claim["terms"],
        "certainty": claim["certainty"],
    }
    words = claim["words"]
    return [
        {
            "name": name,
            "value": value,
            "words": words.get(name, {}).get("text"),
            "rule": words.get(name, {}).get("rule"),
        }
        for name, value in shown.items()
        if value or name in words
    ]
