"""Confidence is counted from features with reasons, and mapped to how often such claims were right."""

from collections.abc import Iterable

_BASE = 0.72
_WEIGHTS = {
    "donor.direct": 0.10,  # the donor stands in the clause as its giver
    "donor.back": -0.10,  # taken from an earlier sentence, the headline or the publisher
    "donor.none": -0.22,
    "item.named": 0.06,
    "item.reference": -0.08,
    "item.other": -0.15,
    "quantity.exact": 0.07,
    "quantity.unknown": -0.08,
    "funding": 0.04,
    "frame.linear": -0.10,
    "frame.none": -0.20,
    "kind.default": -0.12,
    "kind.long": -0.05,  # many governors
    "reported": -0.05,
    "twice": 0.06,  # headline and body say it
    "ukraine.absent": -0.12,
    "recipient.direct": 0.04,
}


def reasons(marks: Iterable[str]) -> dict[str, float]:
    """What each feature adds to the base, by name."""
    return {mark: _WEIGHTS[mark] for mark in sorted(marks)}


def confidence(marks: Iterable[str]) -> float:
    """A number of 0.05 to 0.97 in steps of 0.01."""
    return round(min(0.97, max(0.05, _BASE + sum(reasons(marks).values()))), 2)
