"""A mention says where words stand and what they mean by themselves, before any sentence is read around them."""

from dataclasses import dataclass

from pledges.domain.values import Money, Span, Unit, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A name of the catalogue found in the text.

    `kind` is donor, system or category; `ref` the donor's code or the slug. `how` says by which sort of name:
    for a donor name, adjective, capital, leader or institution; for a system name, alias or guarded;
    for a category word or shared. `plural` is true of "tanks" and "F-16s". The possessive ending is outside the span.
    `head` is the span of the noun that a modifier shares with what stands after it: of "mortar and artillery rounds"
    "mortar" is a category with the head "rounds". `how` is shared where the modifier alone names nothing.
    """

    start: int
    end: int
    text: str
    kind: str
    ref: str
    how: str
    plural: bool
    head: Span | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An earlier number of the same thing, as a sentence tells it: 40 of "raised from 40 to 60".

    `earlier` in units, or in money of the new sum's currency. `words` is the span from the one number to the other;
    `stated` the span of the new number where another one's place is taken ("from 40 tanks to 60": of "60"), else None.
    `replaces` is False where the two are of different times ("to 30 billion in 2026 from 85 billion in 2025").
    """

    earlier: int
    words: Span
    stated: Span | None = None
    replaces: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """A number phrase; `low` and `high` inclusive, None an open end, both None unknown ("several").

    The span runs from its first qualifier to its last word ("up to 10 more battalions of"). `unit` is None
    where no unit word is part of the phrase. `per` makes a rate. `marker` is the span of the words that make it
    additive ("more", "another") or cumulative ("in total", "so far"), which may lie outside the phrase's own.
    `ordinal`: "the first three"; `partitive`: a part of a number named nearby ("three of the 15", "two of them").
    `vague`: "dozens", "several hundred", whose lower end is a guess at a word.
    `article`: one that only "a", "another" or "the" counts.
    `change` is set on a number that stands in an earlier one's place; see `Change`.
    """

    start: int
    end: int
    text: str
    low: int | None
    high: int | None
    approximate: bool = False
    vague: bool = False
    unit: Unit | None = None
    unit_text: str = ""
    per: str | None = None
    ordinal: bool = False
    partitive: bool = False
    additive: bool = False
    cumulative: bool = False
    distributive: bool = False
    marker: Span | None = None
    change: Change | None = None
    article: bool = False
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyMention:
    """A sum as first stated; a conversion in brackets or between dashes lies inside the span and is swallowed.

    `per` makes a rate ("$1 billion a month"); `additive` and `cumulative` with their `marker` as for quantities.
    """

    start: int
    end: int
    text: str
    money: Money
    per: str | None = None
    additive: bool = False
    cumulative: bool = False
    marker: Span | None = None
    change: Change | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A stretch of time resolved against the day of publication; `window` is None where that day is needed and unknown.

    `precision` is day, week, month, quarter, season, year or open. `role` is how the words place the act: "by"
    (a deadline), "in" (within), "since", "until", "point" (a day or bare time), "duration" ("over the next year").
    `future` is None where the words leave open whether they look back or ahead ("on Tuesday", "in March"); then
    `window` is the likelier reading, `past` and `ahead` are both, and `resolve` takes one by the tense of the verb.
    """

    start: int
    end: int
    text: str
    window: Window | None
    precision: str
    role: str
    future: bool | None
    past: Window | None = None
    ahead: Window | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All mentions of a text, each tuple in the order of the text; no two of different tuples overlap in a number."""

    names: tuple[NameMention, ...]
    quantities: tuple[QuantityMention, ...]
    money: tuple[MoneyMention, ...]
    times: tuple[TimeMention, ...]
