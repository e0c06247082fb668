"""A score is a count of outcomes; every figure can be counted again from the list behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from extraction.evaluation.alignment import Outcome, align
from extraction.evaluation.gold import GoldClaim
from pledges.domain.claims import Claim
from pledges.domain.values import Span

SLOTS = ("kind", "donors", "item", "quantity", "value", "window", "basis")


@dataclass(slots=True, kw_only=True)
class Counts:
    """True and false positives, false negatives, and what follows from them (0 where nothing was asked)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        whole = self.precision + self.recall
        return 2 * self.precision * self.recall / whole if whole else 0.0


@dataclass(slots=True, kw_only=True)
class Share:
    """So many of so many."""

    part: int = 0
    of: int = 0

    def add(self, hit: bool) -> None:
        self.part += hit
        self.of += 1

    @property
    def rate(self) -> float | None:
        return self.part / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The figures of one run over a gold set.

    `claim`: right in kind, donors, item, quantity and value, on the same words. `detect`: about the same transfer.
    `slots`: each field over the detected pairs. `invented`: names and sums read where the text has none.
    `kinds` and `fields`: precision and recall of each. `loud`: the no-aid articles in which a claim was read.
    """

    articles: int
    required: int
    claim: Counts
    detect: Counts
    slots: Mapping[str, Share]
    invented: Mapping[str, Share]
    kinds: Mapping[str, Counts]
    fields: Mapping[str, Counts]
    no_aid: int
    loud: tuple[str, ...]
    outcomes: Sequence[Outcome] = field(repr=False)


def score(
    gold: Mapping[str, Sequence[GoldClaim]],
    predictions: Mapping[str, Sequence[Claim]],
    no_aid: Iterable[str] = (),
    *,
    decided: Mapping[str, Sequence[Span] | None] = MappingProxyType({}),
) -> Score:
    """Count predictions against gold, micro-averaged over the articles of the gold.

    `no_aid` names articles from which nothing must be read; they count apart from the gold. `decided` has the phrases
    that were judged of the articles that were read in part: what is read elsewhere in these counts nothing.
    """
    outcomes = [
        outcome
        for article, golds in sorted(gold.items())
        for outcome in align(article, golds, predictions.get(article, ()), decided=decided.get(article))
    ]
    quiet = sorted(no_aid)
    return Score(
        articles=len(gold),
        required=sum(not claim.optional for golds in gold.values() for claim in golds),
        claim=count_claims(outcomes),
        detect=count_detections(outcomes),
        slots=count_slots(outcomes),
        invented=count_invented(outcomes),
        kinds=count_by_kind(outcomes),
        fields=count_by_field(outcomes),
        no_aid=len(quiet),
        loud=tuple(article for article in quiet if predictions.get(article)),
        outcomes=outcomes,
    )


def count_claims(outcomes: Iterable[Outcome]) -> Counts:
    """A wrong pair is both a false claim and a missed one; an optional claim counts only when it is wrong."""
    counts = Counts()
    for outcome in outcomes:
        counts.tp += outcome.label == "RIGHT"
        counts.fp += outcome.label in ("WRONG", "SPURIOUS", "OPTIONAL?")
        counts.fn += outcome.label in ("WRONG", "MISSED")
    return counts


def count_detections(outcomes: Iterable[Outcome]) -> Counts:
    counts = Counts()
    for outcome in outcomes:
        counts.tp += outcome.label in ("RIGHT", "WRONG")
        counts.fp += outcome.label == "SPURIOUS"
        counts.fn += outcome.label == "MISSED"
    return counts


def required_pairs(outcomes: Iterable[Outcome]) -> Iterable[Outcome]:
    return (outcome for outcome in outcomes if outcome.label in ("RIGHT", "WRONG"))


def count_slots(outcomes: Iterable[Outcome]) -> dict[str, Share]:
    """How often each field agrees over the pairs; `value`, `window` and `basis` only where gold states one."""
    slots = {slot: Share() for slot in SLOTS}
    for outcome in required_pairs(outcomes):
        assert outcome.verdict is not None and outcome.gold is not None
        for slot in SLOTS:
            agrees = getattr(outcome.verdict, slot)
            if agrees is not None and (slot != "value" or outcome.gold.values):
                slots[slot].add(agrees)
    return slots


def count_invented(outcomes: Iterable[Outcome]) -> dict[str, Share]:
    """How often a name or a sum was read for a pair whose gold has none."""
    invented = {"name": Share(), "value": Share()}
    for outcome in required_pairs(outcomes):
        assert outcome.claim is not None and outcome.gold is not None
        if not outcome.gold.names:
            invented["name"].add(bool(outcome.claim.item.name))
        if not outcome.gold.values:
            invented["value"].add(outcome.claim.value is not None)
    return invented


def count_by_kind(outcomes: Iterable[Outcome]) -> dict[str, Counts]:
    """Right and false claims under the kind that was read, missed ones under the first kind of the gold."""
    kinds: dict[str, Counts] = {}
    for outcome in outcomes:
        label = outcome.label
        if outcome.claim is not None and label in ("RIGHT", "WRONG", "SPURIOUS", "OPTIONAL?"):
            counts = kinds.setdefault(outcome.claim.kind.value, Counts())
            counts.tp += label == "RIGHT"
            counts.fp += label != "RIGHT"
        if outcome.gold is not None and label in ("WRONG", "MISSED"):
            kinds.setdefault(outcome.gold.kinds[0], Counts()).fn += 1
    return dict(sorted(kinds.items()))


def gold_states(gold: GoldClaim) -> dict[str, bool]:
    """The fields for which the gold holds something to be found."""
    return {
        "kind": True,
        "donors": any(gold.donors),
        "category": True,
        "name": bool(gold.names),
        "quantity": (None, None) not in gold.quantities,
        "value": bool(gold.values),
        "window": gold.windows is not None and (None, None) not in gold.windows,
        "basis": gold.bases is not None and "unstated" not in gold.bases,
    }


def claim_states(claim: Claim) -> dict[str, bool]:
    """The fields for which a prediction says something."""
    return {
        "kind": True,
        "donors": bool(claim.donors),
        "category": True,
        "name": bool(claim.item.name),
        "quantity": claim.quantity.known,
        "value": claim.value is not None,
        "window": claim.window is not None,
        "basis": claim.basis.value != "unstated",
    }


def count_by_field(outcomes: Iterable[Outcome]) -> dict[str, Counts]:
    """Precision: of what the pairs say, what is right. Recall: of what the required gold states, what was found.

    A window or basis that is read where gold does not judge the field counts neither way.
    """
    fields = {name: Counts() for name in ("kind", "donors", "category", "name", *SLOTS[3:])}
    for outcome in outcomes:
        if outcome.label not in ("RIGHT", "WRONG", "MISSED") or outcome.gold is None:
            continue
        stated = gold_states(outcome.gold)
        said = claim_states(outcome.claim) if outcome.claim is not None else {}
        for name, counts in fields.items():
            right = bool(said.get(name)) and stated[name] and field_agrees(name, outcome)
            counts.tp += right
            counts.fn += stated[name] and not right
            counts.fp += bool(said.get(name)) and not right and judged(name, outcome.gold)
    return fields


def judged(name: str, gold: GoldClaim) -> bool:
    """Whether gold says anything about a field, be it that there is nothing."""
    return not ((name == "window" and gold.windows is None) or (name == "basis" and gold.bases is None))


def field_agrees(name: str, outcome: Outcome) -> bool:
    verdict = outcome.verdict
    if verdict is None:
        return False
    return bool(verdict.item if name == "name" else getattr(verdict, name))
