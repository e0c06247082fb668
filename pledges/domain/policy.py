"""Every choice of the fold that is not arithmetic is a number here, with its reason, and passed as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Days and shares by which the fold tells one event from another."""

    approximate_within: float = 0.10  # "some 40" and 42 may be one event
    vague_ratio: float = 0.10  # "dozens" may be 100, hardly 1,000
    loose_ratio: float = 0.50  # "at least 60" may be 62, hardly 600
    loose_days: int = 120  # numbers that only overlap are one event only when told close together
    increment_days: int = 21  # "10 more" and "10 more", told within three weeks, are one
    announced_days: int = 2  # "said on Tuesday" and "confirmed on Wednesday" may be one package, weeks apart never
    increment_lead_days: int = 7  # "will send 10" may run ahead of the "10 more" by a week
    recap_days: int = 180  # a plain "10" half a year after "10 more" still recalls it
    mention_days: int = 45  # "more tanks", no number, is the numbered increment told within this time
    official_days: int = 7  # a ministry's own figure within a week of a paper's is of the same announcement
    correction_days: int = 14  # a publisher corrects what it told within two weeks
    package_days: int = 3  # packages of one size announced further apart are two: some come a week apart
    package_doubt_days: int = 14  # "an additional billion", no day, may be that of two weeks ago, told as last week's
    package_recap_days: int = 60  # "the package of 275 million", no day, is the last one of that size within two months
    stale_pledge_days: int = 365  # nothing heard of a pledge with no date
    stale_transit_days: int = 90  # left the donor, never said to have arrived


DEFAULT = Policy()
