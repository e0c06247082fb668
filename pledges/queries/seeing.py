"""How a claim stands, as a page shows it: every act carries it, and one made on what stands no more is refused."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Max

from pledges.models import Claim, ClaimState, Decision, Link, Relation, Verdict
from pledges.queries.corrections import Member, trees_of

_LONGEST = 100  # characters of a token: two numbers and a claim's id


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What an act on a claim rests on: the newest row on the claim or a correction of it (a withdrawal too), its newest
    correction, and the version of the text in which its words stand. A reading that finds the same moves nothing.
    """

    verdict: int
    correction: str
    version: int

    @property
    def token(self) -> str:
        """As a form carries it."""
        return f"{self.verdict}-{self.version}-{self.correction}"

    @classmethod
    def of_token(cls, token: str) -> "Stand | None":
        """The inverse of `token`; None for what is none."""
        verdict, _, rest = token.partition("-")
        version, _, correction = rest.partition("-")
        if len(token) > _LONGEST or not (verdict.isdecimal() and version.isdecimal()):
            return None
        return cls(verdict=int(verdict), correction=correction, version=int(version))


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What somebody did about a claim: "accepted", "corrected" and the like."""

    claim: str
    what: str
    by: str
    at: datetime
    why: str = ""


class Stale(Exception):
    """An act on a claim that stands otherwise than its author saw.

    `last` is the newest word that was not seen; None where no person spoke: the words stand in another version.
    """

    def __init__(self, *, seen: str, now: str, last: Word | None) -> None:
        super().__init__(f"{last.by} {last.what} it at {last.at:%Y-%m-%d %H:%M}" if last else "it was read anew")
        self.seen = seen
        self.now = now
        self.last = last


WHAT = {
    Decision.ACCEPTED: "accepted",
    Decision.REJECTED: "rejected",
    Decision.UNSURE: "was unsure of",
    Decision.WITHDRAWN: "took back a verdict on",
}


def stand_of(claim: Claim) -> Stand:
    """How a claim stands now, in three queries."""
    return _stand(claim, trees_of([claim.pk]).get(claim.pk, []))


def _stand(claim: Claim, tree: Collection[Member]) -> Stand:
    newest = Verdict.objects.filter(claim__in=[one.claim for one in tree]).aggregate(newest=Max("id"))["newest"]
    corrections = [one.claim for one in tree if one.corrects]
    version = ClaimState.objects.filter(pk=claim.pk).values_list("version", flat=True).first()
    return Stand(verdict=newest or 0, correction=corrections[-1] if corrections else "", version=version or 0)


def refuse_stale(claim: Claim, seen: str | None) -> None:
    """Raises Stale where a claim stands otherwise than `seen`; under the lock of its article, else it says little.

    None takes whatever stands: for commands and policies, which show nobody a page.
    """
    if seen is None:
        return
    now = stand_of(claim)
    if now.token != seen:
        raise Stale(seen=seen, now=now.token, last=_last_word(Stand.of_token(seen), now))


def _last_word(seen: Stand | None, now: Stand) -> Word | None:
    words = []
    if now.verdict and (seen is None or seen.verdict != now.verdict):
        words.append(word_of_verdict(Verdict.objects.select_related("by").get(pk=now.verdict)))
    if now.correction and (seen is None or seen.correction != now.correction):
        words.append(word_of_correction(Claim.objects.select_related("author").get(pk=now.correction)))
    return max(words, key=lambda word: word.at, default=None)


def word_of_verdict(row: Verdict) -> Word:
    """A verdict as it is told."""
    what = "took back a correction of" if row.takes_back_claim else WHAT[Decision(row.decision)]
    return Word(claim=row.claim_id, what=what, by=row.by.get_username(), at=row.recorded_at, why=row.why)


def word_of_correction(row: Claim) -> Word:
    """A correction as it is told."""
    by = row.author.get_username() if row.author else ""
    return Word(claim=row.pk, what="corrected", by=by, at=row.recorded_at, why=row.why)


def pair_token(one: Claim, other: Claim) -> str:
    """How the editors' word on two claims stands, as a form carries it: the newest row on the pair."""
    return str(_newest_link(one, other) or 0)


def refuse_stale_pair(one: Claim, other: Claim, seen: str | None) -> None:
    """As `refuse_stale` for the link between two claims."""
    if seen is None or (now := pair_token(one, other)) == seen:
        return
    row = Link.objects.select_related("by").filter(pk=int(now)).first()
    raise Stale(seen=seen, now=now, last=_word_of_link(row, one) if row else None)


def refuse_said_since(said: Link, *, by: User) -> None:
    """Raises Stale where another spoke of a link's pair since it was taken back; under the lock of the pair."""
    taken = Link.objects.filter(withdraws=said).first()
    if taken is None:
        return
    later = Link.objects.select_related("by").filter(first=said.first, second=said.second, pk__gt=taken.pk)
    row = later.exclude(by=by).order_by("-id").first()
    if row is not None:
        raise Stale(seen=str(taken.pk), now=str(row.pk), last=_word_of_link(row, said.first))


def _word_of_link(row: Link, claim: Claim) -> Word:
    what = {Relation.SAME: "joined", Relation.DIFFERENT: "parted", Relation.WITHDRAWN: "took back the link of"}
    told = what[Relation(row.relation)]
    return Word(claim=claim.pk, what=told, by=row.by.get_username(), at=row.recorded_at, why=row.why)


def _newest_link(one: Claim, other: Claim) -> int | None:
    first, second = sorted((one.pk, other.pk))
    newest: int | None = Link.objects.filter(first=first, second=second).aggregate(newest=Max("id"))["newest"]
    return newest
