"""New weights are held against those in use, neither on an article that it was taught from."""

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.evaluation.scoring import count_claims
from extraction.judging.crossing import Crossed, chances_by, loss_of, read_by
from extraction.judging.examples import Labelled
from extraction.judging.learning import Example
from extraction.judging.weights import Weights
from extraction.reading.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How good weights are: of claims read the F1, of chances the log loss (less is better)."""

    claim_f1: float
    loss: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The figures of both. `by_loss`: the chances decide, where verdicts are on what those in use claimed: of it they
    missed nothing, so that the F1 would speak for them whatever they claim.
    """

    new: Figures
    used: Figures
    by_loss: bool

    @property
    def worse(self) -> bool:
        """Whether the new ones are worse, to three places."""
        if self.by_loss and self.new.loss is not None and self.used.loss is not None:
            return round(self.new.loss, 3) > round(self.used.loss, 3)
        return round(self.new.claim_f1, 3) < round(self.used.claim_f1, 3)

    def __str__(self) -> str:
        said = f"the new weights reach a claim F1 of {self.new.claim_f1:.3f}, those in use {self.used.claim_f1:.3f}"
        if self.new.loss is None or self.used.loss is None:
            return said
        decides = " (which decides)" if self.by_loss else ""
        return f"{said}; their log loss{decides} is {self.new.loss:.3f}, of those in use {self.used.loss:.3f}"


def compared(
    labelled: Labelled, examples: Sequence[Example], crossed: Crossed, *, used: Weights, reader: Reader, by_loss: bool
) -> Compared:
    """By the articles that those in use did not see; where they saw all, both are told by their cross-validation."""
    seen = _seen(labelled, used)
    fresh = [one for one in labelled.articles if one.id not in seen]
    if not fresh:
        known = used.card["cross_validation"]
        new = Figures(claim_f1=crossed.claim.f1, loss=loss_of(crossed.chances))
        return Compared(
            new=new, used=Figures(claim_f1=float(known["claim_f1"]), loss=known.get("loss")), by_loss=by_loss
        )
    keys = {article.id for article in fresh}
    new = Figures(
        claim_f1=count_claims([one for one in crossed.outcomes if one.article in keys]).f1,
        loss=loss_of([one for one in crossed.chances if one.article in keys]),
    )
    old = Figures(
        claim_f1=count_claims(read_by(used, fresh, labelled, reader)).f1,
        loss=loss_of(chances_by(used, [one for one in examples if one.article in keys])),
    )
    return Compared(new=new, used=old, by_loss=by_loss)


def _seen(labelled: Labelled, used: Weights) -> set[str]:
    """The articles that weights were taught from: by their text, whatever was said of it; of an older card, which does
    not have that, by text and labels."""
    texts, data = set(used.card.get("texts", ())), set(used.card.get("data", ()))
    known, digests = labelled.texts, labelled.digests
    return {one.id for one in labelled.articles if known[one.id] in texts or digests[one.id] in data}
