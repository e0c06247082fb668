"""A person takes back what they did last, whatever it was, and may put it back: by a row more, never by erasing."""

from django.contrib.auth.models import User

from pledges.models import BulkDecision, Claim, Decision, Link, Relation, Verdict
from pledges.queries.acts import (
    Act,
    ActKind,
    accepted_by_another,
    end_of,
    last_act,
    last_undone,
    taking_back,
    verdicts_of_act,
)
from pledges.queries.seeing import Stale, refuse_said_since, stand_of, word_of_verdict
from pledges.services.bulk import restore, take_back_bulk
from pledges.services.judging import link, withdraw_link
from pledges.services.standing import refresh_article
from pledges.services.transactions import in_one_transaction
from pledges.services.verdicts import lock, set_standing

__all__ = ["Act", "ActKind", "last_act", "last_undone", "put_back", "take_back"]

UNDONE, PUT_BACK = "taken back", "put back"


@in_one_transaction
def take_back(*, act: Act, by: User) -> None:
    """Take an act back: what stood before it stands again, where nobody said anything since. Twice is once."""
    match act.kind:
        case ActKind.VERDICT:
            _take_back_verdicts(_verdict(act), by=by)
        case ActKind.CORRECTION:
            _take_back_correction(Claim.objects.get(pk=act.key), by=by)
        case ActKind.LINK:
            _take_back_link(Link.objects.select_related("first", "second").get(pk=act.key), by=by)
        case ActKind.BULK:
            take_back_bulk(bulk=BulkDecision.objects.get(pk=act.key), by=by)


@in_one_transaction
def put_back(*, act: Act, by: User) -> None:
    """Undo the undoing of an act. Twice is once."""
    match act.kind:
        case ActKind.VERDICT:
            _put_back_verdicts(_verdict(act), by=by)
        case ActKind.CORRECTION:
            _put_back_correction(Claim.objects.get(pk=act.key), by=by)
        case ActKind.LINK:
            said = Link.objects.select_related("first", "second").get(pk=act.key)
            lock(said.first, said.second)
            refuse_said_since(said, by=by)
            link(one=said.first, other=said.second, relation=Relation(said.relation), by=by, why=said.why)
        case ActKind.BULK:
            restore(bulk=BulkDecision.objects.get(pk=act.key), by=by)


def _verdict(act: Act) -> Verdict:
    return Verdict.objects.select_related("claim__article").get(pk=act.key)


def _take_back_verdicts(verdict: Verdict, *, by: User) -> None:
    """Those that were given together, together: their withdrawals are of one act as well."""
    lock(verdict.claim)
    for one in verdicts_of_act(verdict):
        set_standing(one, stands=False, by=by, why=UNDONE, act=verdict.act)
    refresh_article(article=verdict.claim.article)


def _put_back_verdicts(verdict: Verdict, *, by: User) -> None:
    """Those that were taken back together; one that was withdrawn by itself is put back by itself."""
    lock(verdict.claim)
    together = end_of(verdict)[0].act
    for one in verdicts_of_act(verdict) if together is not None else [verdict]:
        if end_of(one)[0].act == together:
            set_standing(one, stands=True, by=by, why=PUT_BACK, act=together)
    refresh_article(article=verdict.claim.article)


def _take_back_correction(correction: Claim, *, by: User) -> None:
    """The correction's row stays, rejected by a verdict that says what it is for: what it corrected counts again.

    Raises Stale where another accepted it meanwhile.
    """
    lock(correction)
    accepted = accepted_by_another(correction, by)
    if accepted is not None:
        raise Stale(seen="", now=stand_of(correction).token, last=word_of_verdict(accepted))
    if taking_back(correction) is None:
        Verdict.objects.create(claim=correction, decision=Decision.REJECTED, by=by, why=UNDONE, takes_back_claim=True)
        refresh_article(article=correction.article)


def _put_back_correction(correction: Claim, *, by: User) -> None:
    lock(correction)
    taken = taking_back(correction)
    if taken is not None:
        set_standing(taken, stands=False, by=by, why=PUT_BACK)
        refresh_article(article=correction.article)


def _take_back_link(said: Link, *, by: User) -> None:
    """Where it had said otherwise than an earlier link, that one's word counts again, as the word of who gave it."""
    lock(said.first, said.second)
    if Link.objects.filter(withdraws=said).exists():
        return
    withdraw_link(link=said, by=by, why=UNDONE)
    if said.replaces is not None:
        link(
            one=said.first,
            other=said.second,
            relation=Relation(said.replaces.relation),
            by=said.replaces.by,
            why=said.replaces.why,
            puts_back=True,
        )
