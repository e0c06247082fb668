"""A claim and what was done about it, in the words of the desk."""

from pledges.models import Claim, Decision, Verdict
from pledges.pages import wording
from pledges.queries.catalogue import current_catalogue
from pledges.queries.corrections import corrections_of
from pledges.queries.review import ReviewedClaim

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


def title_of(found: ReviewedClaim) -> str:
    """What a claim says, as the title of its page."""
    donors = {code: donor.name for code, donor in current_catalogue().donors.items()}
    return wording.claim_title(found.claim, donors=donors, day=found.row.state.published)
