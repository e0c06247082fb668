"""Every gold claim answers for at most one prediction: the closest pair first, whatever the order of reading."""

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.evaluation.gold import GoldClaim
from extraction.evaluation.matching import Verdict, compare, evidence_agrees, phrase_of, telling, touch
from pledges.domain.claims import Claim
from pledges.domain.values import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a gold claim, a prediction, or a pair of both. `repeat`: a second telling, which costs nothing;
    `open`: nobody judged what was read there."""

    article: str
    gold: GoldClaim | None
    claim: Claim | None
    verdict: Verdict | None = None
    repeat: bool = False
    open: bool = False

    @property
    def right(self) -> bool:
        return self.verdict is not None and self.verdict.exact

    @property
    def label(self) -> str:
        """One word for lists: RIGHT, WRONG, MISSED, SPURIOUS, OPTIONAL, OPTIONAL? (wrong), UNREAD, REPEAT,
        UNJUDGED."""
        if self.claim is None:
            return "UNREAD" if self.gold is not None and self.gold.optional else "MISSED"
        if self.open:
            return "UNJUDGED"
        if self.verdict is None:
            return "REPEAT" if self.repeat else "SPURIOUS"
        if self.verdict.optional:
            return "OPTIONAL" if self.verdict.kind and self.verdict.donors else "OPTIONAL?"
        return "RIGHT" if self.right else "WRONG"


def align(
    article: str, golds: Sequence[GoldClaim], claims: Sequence[Claim], *, decided: Sequence[Span] | None = None
) -> list[Outcome]:
    """The outcomes of one article: gold in its order (paired or missed), then predictions that pair with none.

    `decided`: the phrases that somebody judged, None: all of the article. What is read elsewhere is left open.
    """
    partners = pair_up(golds, claims)
    repeats = second_tellings(golds, claims, {gold: claim for gold, (claim, _) in partners.items()})
    taken = {claim for claim, _ in partners.values()}
    outcomes = []
    for index, gold in enumerate(golds):
        claim, verdict = partners.get(index, (None, None))
        outcomes.append(
            Outcome(article=article, gold=gold, claim=None if claim is None else claims[claim], verdict=verdict)
        )
    outcomes += [
        Outcome(article=article, gold=None, claim=claim, repeat=index in repeats, open=_is_open(claim, decided))
        for index, claim in enumerate(claims)
        if index not in taken
    ]
    return outcomes


def _is_open(claim: Claim, decided: Sequence[Span] | None) -> bool:
    """Whether nobody judged the phrase of a claim."""
    return decided is not None and not any(touch(one, phrase_of(claim)) for one in decided)


def pair_up(golds: Sequence[GoldClaim], claims: Sequence[Claim]) -> dict[int, tuple[int, Verdict]]:
    """Gold index to the index of its prediction: the closest first, ties by place in gold, then among predictions."""
    candidates = []
    for gold_index, gold in enumerate(golds):
        for claim_index, claim in enumerate(claims):
            verdict = compare(gold, claim)
            if verdict.detected:
                candidates.append((-verdict.closeness, gold_index, claim_index, verdict))
    candidates.sort(key=lambda candidate: candidate[:3])
    partners: dict[int, tuple[int, Verdict]] = {}
    taken: set[int] = set()
    for _, gold_index, claim_index, verdict in candidates:
        if gold_index not in partners and claim_index not in taken:
            partners[gold_index] = (claim_index, verdict)
            taken.add(claim_index)
    return partners


def second_tellings(golds: Sequence[GoldClaim], claims: Sequence[Claim], partners: dict[int, int]) -> set[int]:
    """Predictions that tell a paired one again inside the evidence of its gold claim.

    A gold claim has room for as many as it has spans of evidence beside the first. Earlier pairs (in the order in
    which they were made, the closest first) take a repeat before later ones.
    """
    room = {gold: len(golds[gold].evidence) - 1 for gold in partners}
    taken = set(partners.values())
    repeats: set[int] = set()
    for index, claim in enumerate(claims):
        if index in taken:
            continue
        for gold, partner in partners.items():
            same = telling(claim) == telling(claims[partner])
            if room[gold] > 0 and same and evidence_agrees(golds[gold].evidence, claim.evidence):
                room[gold] -= 1
                repeats.add(index)
                break
    return repeats
