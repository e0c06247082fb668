"""A correction whose values were read, or written, here before takes that row, and puts aside what is in its way."""

from collections.abc import Iterable
from uuid import uuid4

from django.contrib.auth.models import User

from pledges.models import Claim, Decision
from pledges.queries.corrections import Member, trees_of
from pledges.queries.verdicts import standing_verdicts_on
from pledges.services.standing import refresh_article
from pledges.services.verdicts import add


def take_existing(existing: Claim, *, instead_of: Claim, by: User, why: str) -> Claim:
    """Accept a row in the place of a claim; its verdicts are one act. The caller holds the article's lock."""
    act = uuid4()
    trees = trees_of([existing.pk, instead_of.pk])
    aside = {*_before(existing.pk, trees[existing.pk]), *_others(existing.pk, trees[instead_of.pk])}
    add(existing, Decision.ACCEPTED, by=by, why=why, act=act)
    judged = standing_verdicts_on(aside)
    for claim in Claim.objects.filter(pk__in=aside).order_by("pk"):
        if claim.pk not in judged or judged[claim.pk].decision != Decision.REJECTED:
            add(claim, Decision.REJECTED, by=by, why=why, act=act)
    refresh_article(article=existing.article)
    return existing


def _before(existing: str, tree: list[Member]) -> Iterable[str]:
    """The corrections of its own tree that would stand before a row: all of a root, else those that came later."""
    (at,) = (number for number, one in enumerate(tree) if one.claim == existing)
    later = tree if tree[at].corrects is None else tree[at + 1 :]
    return [one.claim for one in later if one.corrects and one.claim != existing]


def _others(existing: str, tree: list[Member]) -> Iterable[str]:
    """All claims of the tree whose place a row takes; none where it is of that tree itself."""
    claims = [one.claim for one in tree]
    return [] if existing in claims else claims
