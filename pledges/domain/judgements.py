"""What a person decided, no machine undoes: which claims stand, at a moment, and under which standing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pledges.domain.accounts import LedgerClaim
from pledges.domain.claims import Claim, Place
from pledges.domain.values import Certainty


class VerdictKind(StrEnum):
    """What a person said of a claim, or of an earlier verdict."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"  # looked at, left open: counts as pending
    WITHDRAWN = "withdrawn"  # takes back the row that it names


class LinkKind(StrEnum):
    SAME = "same"  # both claims tell of one event
    DIFFERENT = "different"  # they never do


class Standing(StrEnum):
    """Which claims a figure rests on."""

    LIVE = "live"  # accepted, and pending above the threshold
    REVIEWED = "reviewed"  # accepted only


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim:
    """A claim as stored. `live`: the newest finished reading of its article has it, at the moment asked for.

    `by_person` claims are live by themselves; `corrects` names the claim that this one replaces.
    """

    claim: Claim
    claim_id: str
    published: date
    source: str
    source_kind: str
    recorded_at: datetime
    copy_of: str | None = None
    system: str | None = None
    live: bool = True
    by_person: bool = False
    corrects: str | None = None
    late: bool | None = None
    suspends: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One decision on a claim. A withdrawal names the verdict that it takes back in `withdraws`."""

    id: str
    claim_id: str
    kind: VerdictKind
    at: datetime
    withdraws: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An editor's word on two claims. `withdrawn_at` takes it back."""

    left: str
    right: str
    kind: LinkKind
    at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """An article left out of every figure from `at` until `lifted_at`."""

    article: str
    at: datetime
    lifted_at: datetime | None = None


def _holds(at: datetime | None, until: datetime | None, moment: datetime | None) -> bool:
    """Whether something decided `at` and undone at `until` holds at a moment (None: now)."""
    if moment is None:
        return until is None
    return (at is None or at <= moment) and (until is None or until > moment)


def standing_links(links: Iterable[Link], *, recorded_at: datetime | None = None) -> list[Link]:
    """The links that hold at a moment."""
    return [link for link in links if _holds(link.at, link.withdrawn_at, recorded_at)]


def standing_verdicts(verdicts: Iterable[Verdict], *, recorded_at: datetime | None = None) -> dict[str, VerdictKind]:
    """The last verdict on each claim that is not taken back, at a moment."""
    return {claim: one.kind for claim, one in last_verdicts(verdicts, recorded_at=recorded_at).items()}


def last_verdicts(verdicts: Iterable[Verdict], *, recorded_at: datetime | None = None) -> dict[str, Verdict]:
    """As `standing_verdicts`, with the verdict itself."""
    seen = [verdict for verdict in verdicts if recorded_at is None or verdict.at <= recorded_at]
    taken_back = _taken_back(seen)
    standing: dict[str, Verdict] = {}
    for verdict in sorted(seen, key=lambda one: (one.at, one.id)):
        if verdict.kind is not VerdictKind.WITHDRAWN and verdict.id not in taken_back:
            standing[verdict.claim_id] = verdict
    return standing


def _taken_back(verdicts: Iterable[Verdict]) -> set[str]:
    """Ids of verdicts withdrawn; the withdrawal of a withdrawal restores what it took back."""
    withdrawals = sorted(
        (one for one in verdicts if one.kind is VerdictKind.WITHDRAWN and one.withdraws),
        key=lambda one: (one.at, one.id),
        reverse=True,
    )
    taken: set[str] = set()
    for withdrawal in withdrawals:
        if withdrawal.id not in taken and withdrawal.withdraws is not None:
            taken.add(withdrawal.withdraws)
    return taken


def stand(
    stored: Iterable[StoredClaim],
    *,
    verdicts: Iterable[Verdict] = (),
    exclusions: Iterable[Exclusion] = (),
    standing: Standing = Standing.LIVE,
    threshold: float = 0.5,
    recorded_at: datetime | None = None,
    apart: Collection[str] = (),
) -> list[LedgerClaim]:
    """The claims that count, for `fold`, in order of their ids.

    Never: rejected, disputed by its own article, of an excluded article, stored after `recorded_at`, corrected by a
    claim that stands, or a changed reading at a place that a person has judged. Claims of the kinds of source in
    `apart` count only once a person has accepted them.
    """
    known = {one.claim_id: one for one in stored if recorded_at is None or one.recorded_at <= recorded_at}
    judged = standing_verdicts(verdicts, recorded_at=recorded_at)
    excluded = {one.article for one in exclusions if _holds(one.at, one.lifted_at, recorded_at)}
    corrected = corrected_by(known.values(), judged)
    judged_places = _judged_places(known, judged)
    result = []
    for claim_id in sorted(known):
        one = known[claim_id]
        verdict = judged.get(claim_id)
        accepted = verdict is VerdictKind.ACCEPTED or (one.by_person and verdict is None)
        if verdict is VerdictKind.REJECTED or one.claim.certainty is Certainty.DISPUTED:
            continue
        if one.claim.article in excluded or corrected.get(claim_id, claim_id) != claim_id:
            continue
        if not accepted:
            proposal = claim_id not in judged_places.get(one.claim.place, {claim_id})
            sure = one.live and one.claim.confidence >= threshold
            if standing is Standing.REVIEWED or proposal or not sure or one.source_kind in apart:
                continue
        result.append(ledger_claim(one, reviewed=accepted))
    return result


def corrected_by(stored: Iterable[StoredClaim], judged: Mapping[str, VerdictKind]) -> dict[str, str]:
    """Each claim that a correction replaces, to that correction, which stands for itself.

    A claim, its corrections and theirs in turn are one tree, of which one correction stands: the latest that nobody
    rejected. So a correction that is refused takes away nothing that was said after it, and no two ever count.
    """
    known = {one.claim_id: one for one in stored}
    trees: dict[str, list[StoredClaim]] = {}
    for one in known.values():
        if one.corrects is not None:
            trees.setdefault(_root(one, known), []).append(one)
    stands: dict[str, str] = {}
    for root, corrections in trees.items():
        standing = [one for one in corrections if judged.get(one.claim_id) is not VerdictKind.REJECTED]
        if standing:
            latest = max(standing, key=lambda one: (one.recorded_at, one.claim_id)).claim_id
            stands |= dict.fromkeys([root, *(one.claim_id for one in corrections)], latest)
    return stands


def _root(one: StoredClaim, known: Mapping[str, StoredClaim]) -> str:
    """The claim at the start of a chain of corrections; where it isn't known, the first that isn't."""
    while one.corrects is not None and one.corrects in known:
        one = known[one.corrects]
    return one.corrects or one.claim_id


def _judged_places(known: dict[str, StoredClaim], judged: dict[str, VerdictKind]) -> dict[Place, set[str]]:
    """The claims at each place that a person accepted, rejected or corrected; other readings there are proposals."""
    places: dict[Place, set[str]] = {}
    for claim_id, one in known.items():
        verdict = judged.get(claim_id)
        refused = verdict is VerdictKind.REJECTED and one.corrects is None  # a refused correction frees its claim
        if verdict is VerdictKind.ACCEPTED or refused:
            places.setdefault(one.claim.place, set()).add(claim_id)
        corrects = one.corrects if verdict is not VerdictKind.REJECTED else None
        if corrects is not None and corrects in known:
            places.setdefault(known[corrects].claim.place, set()).update({claim_id, corrects})
    return places


def ledger_claim(one: StoredClaim, *, reviewed: bool) -> LedgerClaim:
    """A stored claim as the fold takes it."""
    return LedgerClaim(
        claim=one.claim,
        claim_id=one.claim_id,
        published=one.published,
        source=one.source,
        source_kind=one.source_kind,
        copy_of=one.copy_of,
        system=one.system,
        reviewed=reviewed,
        recorded_at=one.recorded_at,
        late=one.late,
        suspends=one.suspends,
    )
