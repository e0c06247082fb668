"""The judge gives each reading its chance; of a candidate the likeliest is a claim, if it is likely enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extraction.judging.features import features
from extraction.judging.proposing import candidates_of
from extraction.judging.readings import Candidate, Reading, Source
from extraction.judging.rows import rows_of
from extraction.judging.weights import FILE, Weights, load
from extraction.reading.composing.thread import Skipped
from extraction.reading.drafts import Draft
from extraction.reading.stage import Decided, Stage

REASONS, LOST = 6, 3  # features that are told of a claim, and of a reading that lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A reading with its features and its chance of being right."""

    reading: Reading
    features: frozenset[str]
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of a candidate: its readings, the likeliest first, and whether that one is a claim."""

    candidate: Candidate
    judged: tuple[Judged, ...]
    claimed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Decides by weights."""

    weights: Weights

    @property
    def version(self) -> str:
        return self.weights.digest

    def decide(self, stage: Stage, drafts: Sequence[Draft]) -> Decided:
        """The likeliest reading of each candidate that is likely enough; of the others it is noted why they lost."""
        claims, skipped = list[Draft](), stage.thread.skipped
        for decision in list(self.decisions(stage, drafts)):
            if decision.claimed:
                claims.append(self._claim(decision.judged[0]))
            skipped = _noted(stage, skipped, decision, self.weights)
        return Decided(drafts=tuple(claims), skipped=skipped)

    def decisions(self, stage: Stage, drafts: Sequence[Draft]) -> Iterator[Decision]:
        """Each candidate of a sentence with its readings, their chances and the decision."""
        for candidate, readings in seen(stage, drafts):
            judged = [
                Judged(reading=reading, features=names, chance=self.weights.chance(names))
                for reading, names in readings
            ]
            judged.sort(key=lambda one: -one.chance)  # of equals the one proposed first
            yield Decision(candidate=candidate, judged=tuple(judged), claimed=self._is_claim(judged[0]))

    def _claim(self, best: Judged) -> Draft:
        """The draft of the winning reading, with its chance and what counted most."""
        why = self.weights.reasons(best.features, most=REASONS)
        return replace(best.reading.draft, chance=self.weights.confidence(best.chance), why=why)

    def _is_claim(self, best: Judged) -> bool:
        by_rules = best.reading.source in (Source.RULES, Source.BEFORE)
        return by_rules or best.chance >= self.weights.least


def seen(stage: Stage, drafts: Sequence[Draft]) -> Iterator[tuple[Candidate, list[tuple[Reading, frozenset[str]]]]]:
    """Each candidate of a sentence with the features of its readings."""
    rows = rows_of(stage.scene, stage.phrases)
    company = candidates_of(stage, drafts, rows)
    for candidate in company:
        yield (
            candidate,
            [(reading, features(reading, candidate, stage, company, rows)) for reading in candidate.readings],
        )


def _noted(stage: Stage, skipped: tuple[Skipped, ...], decision: Decision, weights: Weights) -> tuple[Skipped, ...]:
    """What was left open of a phrase is so no more: it is a claim, or lost with its likeliest reading's chance."""
    phrase, here = decision.candidate.first.phrase, stage.scene.sentence.ordinal
    core = phrase.core if phrase is not None else -1
    kept = tuple(one for one in skipped if not (one.open and one.sentence == here and one.core == core))
    if decision.claimed:
        return kept
    words = stage.scene.doc[phrase.first : phrase.last + 1].text if phrase is not None else ""
    reason = f"{decision.candidate.skipped}; {_why_lost(decision.judged[0], weights)}"
    return (*kept, Skipped(sentence=here, words=words, reason=reason, core=core))


def _why_lost(best: Judged, weights: Weights) -> str:
    """The chance of a likeliest reading, what is asked, and what counted most."""
    draft = best.reading.draft
    reasons = weights.reasons(best.features, most=LOST)
    return (
        f"its likeliest reading, {draft.kind.value} by {', '.join(draft.donors) or 'nobody named'}"
        f" ({best.reading.source.value}), has a chance of {best.chance:.2f} where {weights.least:.2f} is asked: "
        + ", ".join(f"{name} {weight:+.2f}" for name, weight in reasons.items())
    )


def judge_of(path: str = "") -> Judge:
    """The judge by the weights in a file, "" for those of this version. Raises WeightsError without them."""
    return Judge(weights=load(Path(path) if path else FILE))
