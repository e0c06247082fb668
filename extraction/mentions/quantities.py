"""A number is a quantity unless something says otherwise: calibres, years, ages, distances, ranks, scores."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extraction.mentions.changes import tells_of_change
from extraction.mentions.numbers import ANCHOR, Number, chain_end, number_at
from extraction.mentions.qualifiers import Bounds, cumulative_after, qualified
from extraction.mentions.shares import ALL_BUT, LOADS, all_but
from extraction.mentions.standing import stands_alone
from extraction.mentions.taken import Taken
from extraction.mentions.units import phrase_after
from extraction.mentions.values import QuantityMention
from pledges.domain.values import Span

_MEASURES = (
    r"mm|cm|km|m|mi(?!-)|ft|kg|kgs|lb|lbs|g|nm|kph|mph|kmh|kmph|knots?|mach|kw|mw|gw|kwh|kva|ghz|mhz|hp|cal|pc|pct|"
    r"millimet(?:er|re)s?|centimet(?:er|re)s?|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet|foot|inch(?:es)?|"
    r"yards?|nautical|kilos?|kilograms?|grams?|pounds?(?! sterling)|stone|percent(?:age)?|per ?cent|percentage|"
    r"points?(?!-)|degrees?|hectares?|acres?|square|sq|cubic|hours?|hrs?|days?|weeks?|months?|years?|yrs?|"
    r"minutes?|mins?|seconds?(?!-hand)|secs?|decades?|centur(?:y|ies)|fortnight|"
    r"watts?|kilowatts?|megawatts?|volts?|horsepower|calib(?:er|re)s?|times|fold|o'clock|gmt|am|pm|a\.m|p\.m|est|"
    r"et|utc|local time|bst|cet|"
    r"votes?|goals?|per ?cent\.?|million people|barrels? per|decibels?|gallons? per|psi|mbps"
)
_MEASURE = re.compile(r"[ -]?(?:%|°|‰|×(?! [A-Za-z])|(?:" + _MEASURES + r")(?![a-z\d]|-\d))")
_OF_MEASURE = re.compile(r" of (?:" + _MEASURES + r")(?![a-z\d]|-\d)")
_HYPHEN = re.compile(
    r"-(?!strong|plus|odd|or-so|tank|vehicle|gun|plane|aircraft|jet|truck|missile|launcher|drone|howitzer|ship|"
    r"boat|helicopter|round)[a-z]"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|until|till|from|during|after|before|early|late|mid|end|fiscal|fy|year|summer|autumn|"
    r"fall|winter|spring|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|"
    r"jul|aug|sept?|oct|"
    r"nov|dec|q[1-4]|quarter|half|between|and|to|through|the|to|spring of|summer of|for|into|around|circa|"
    r"\d{1,2},|copyright|[(])[. -]{1,2}$|[(]$"
)
_RANGE = re.compile(r"-to-|-or-| - to - | ?- ?| to | or | and ")
_HYPHENED = re.compile(r"\d++(?: ?-\d++)++")
_BETWEEN = re.compile(r"\b(?:between|from|anywhere from|anywhere between) (?:about |around |some )?$")
_VERSUS = re.compile(
    r"\b(?:by|won|beat|lost|voted|score of|odds|vote of|passed|defeated|ratio of|margin of)(?: \w+){0,3} $"
)
_PART_OF = re.compile(
    r"(?:,)? (?:of (?:which|them|whom|these|those|the (?:\w+ ){0,3}(?:\d|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|dozen|first|last)|"
    r"(?:its|their|his|our) |the (?=\w)|an? (?:total|planned|promised|pledged|announced)|\d)|out of )"
)
_EACH_AFTER = re.compile(r"^[^.;:()\n\d]{0,40}?\b(?:each|apiece)\b(?! (?:of|other|day|week|month|year|\w+ing))")
_ONE_ALONE = re.compile(
    r"one(?! (?:battery|batteries|system|launcher|battalion|squadron|package|round|of (?:which|them)|more\b|"
    r"additional|further)) "
    r"(?:of the (?:most|few|first|main|world|biggest|largest|country|best|key|two|three|reasons|region|\w+est\b)|"
    r"of (?:its|the|his|her|their|our|my|many|several|those|these|a)\b|another|day|"
    r"can|could|is|was|has|had|that|who|which|side|way|thing|hand|person|man|woman|point|time|year|month|week|"
    r"night|morning|reason|end|and|or|in|on|at|to|for|by|with|but|from|would|should|must|may|might|does|of)\b"
)
_ONE_END = re.compile(r"one(?:[^ \w-]|-|$|\n| [^a-z\d])")
_ONE_BEFORE = re.compile(
    r"\b(?:no|any|every|each|this|that|the|which|some|square|day|latest|new|old|only|loved|big|good|a|an|another|"
    r"first|last|next|number|(?!(?:over|under|after|deliver|offer|transfer|consider|order|other than)\b)\w+er|as)[ -]$"
)
MILLION_METRES = re.compile(
    r"\d(?:\.\d)?m (?=(?:\w+ ){0,2}(?:rounds|shells|people|drones|litres|liters|mines|cartridges))"
)


def find_quantities(folded: str, *, taken: Taken, items: Taken) -> Iterator[QuantityMention]:
    """The quantities of a folded text, in its order, outside the spans `taken` by names, times and money.

    `items` are the spans of system and category names: a bare "2000" counts only before one of them.
    """
    place = 0
    length = len(folded)
    while place < length:
        anchor = ANCHOR.search(folded, place)
        if anchor is None:
            return
        start = anchor.start()
        held = taken.end_at(start)
        if held is not None:
            place = held
            continue
        mention = _quantity_at(folded, start, taken, items)
        if isinstance(mention, int):
            place = mention
        elif mention is not None:
            yield mention
            place = max(mention.end, start + 1)
        else:
            place = chain_end(folded, start) if folded[start].isdigit() else _past(folded, start)


def _past(folded: str, start: int) -> int:
    """Step over a phrase that was read and refused, else over the anchor's first letter."""
    number = number_at(folded, start)
    return number.end if number is not None else start + 1


def _quantity_at(folded: str, start: int, taken: Taken, items: Taken) -> QuantityMention | int | None:
    """The quantity at an anchor; the end of what was refused as a score or a telephone number; or None."""
    letters = bool(MILLION_METRES.match(folded, chain_end(folded, start) - 1))
    number = number_at(folded, start, letters=letters)
    if number is None or not number.integral or taken.touches(start, number.end):
        return None
    if not stands_alone(folded, number, items) or ALL_BUT.search(folded[max(0, start - 8) : start]):
        return None
    second = _range_end(folded, number, taken)
    if isinstance(second, int):
        return second
    low, high, end = _range(number, second) if second is not None else (number.low, number.high, number.end)
    if not _counts_something(folded, start, end, number, items):
        return None
    between = _BETWEEN.search(folded[max(0, start - 24) : start]) if second is not None else None
    begin = start - len(between.group()) if between else start
    approximate = bool(between and re.search(r"about|around|some", between.group()))
    stated = Bounds(start=begin, end=end, low=low, high=high, approximate=approximate, vague=number.vague)
    bounds = all_but(folded, qualified(folded, stated))
    if second is None and _looks_like_year(number.digits) and not _year_counts(folded, bounds, items):
        return None
    return _mention(folded, bounds, rule=_rule(number, second is not None), vague=number.vague)


def _range(first: Number, second: Number) -> tuple[Decimal | None, Decimal | None, int]:
    low = first.low
    if second.scaled and not first.scaled and low is not None and second.low is not None and low < 1000:
        factor = Decimal(10) ** (3 * ((len(str(int(second.low))) - 1) // 3))
        low = low * factor if low * factor <= second.low else low
    return low, second.high, second.end


def _range_end(folded: str, first: Number, taken: Taken) -> Number | int | None:
    """The second number of "10 to 15", "five or six", "between 20 and 30".

    Where the pair is no range but a score, a pair of years or a telephone number: the place where it ends.
    """
    joint = _RANGE.match(folded, first.end)
    if joint is None or not first.exact or (joint.group() == " to " and tells_of_change(folded, first.start, taken)):
        return None
    if joint.group() == " and " and not _BETWEEN.search(folded[max(0, first.start - 24) : first.start]):
        return None
    second = number_at(folded, joint.end(), letters=False)
    if second is None or not second.exact or not second.integral or taken.touches(joint.end(), second.end):
        return None
    word = joint.group().strip()
    if _MEASURE.match(folded, second.end):
        return second.end if word != "or" else None
    no_range = _end_of_no_range(folded, first, second, word)
    return no_range if no_range is not None else _risen(first, second, word)


def _end_of_no_range(folded: str, first: Number, second: Number, word: str) -> int | None:
    """Where a score, a pair of years, a telephone number or a date ends; None for what may be a range."""
    if word in ("-", "to") and _VERSUS.search(folded[max(0, first.start - 40) : first.start]):
        return second.end
    if word == "-" and _looks_like_year(first.digits):
        return second.end
    if word == "-" and re.match(r" ?-\d", folded[second.end : second.end + 3]):
        run = _HYPHENED.match(folded, first.start)
        return run.end() if run else second.end
    return None


def _risen(first: Number, second: Number, word: str) -> Number | int | None:
    """The second number where it is the larger; "five or 50" are two numbers, and "7-4" is a score."""
    assert first.low is not None and second.low is not None
    if second.low <= first.low:
        return second.end if word == "-" else None
    far = word == "or" and second.low > first.low * 3 and not second.scaled
    return None if far else second


def _counts_something(folded: str, start: int, end: int, number: Number, items: Taken) -> bool:
    """Not a measure, an age, a rank, the pronoun "one"."""
    measured = _MEASURE.match(folded, end) or _OF_MEASURE.match(folded, end) or _HYPHEN.match(folded, end)
    if measured or folded.startswith((" years", " per cent"), end) or folded[start:end] in _NO_NUMBERS:
        return False
    if folded[start:end] == "one" and _is_pronoun(folded, start, end, items):
        return False
    numbered = len(number.digits) > 9 or (number.digits.startswith("0") and number.digits != "0")
    return not numbered and not _in_parentheses_age(folded, start, end)


_NO_NUMBERS = frozenset({"half", "just", "tens", "quantities", "large", "significant", "small"})


def _is_pronoun(folded: str, start: int, end: int, items: Taken) -> bool:
    """Whether "one" stands for somebody or something: "one of those", "no one", "that one"."""
    window = folded[start : start + 60]
    ends = _ONE_END.match(window) is not None and not items.starts_within(end, end + 2)
    return ends or bool(_ONE_ALONE.match(window) or _ONE_BEFORE.search(folded[max(0, start - 12) : start]))


def _in_parentheses_age(folded: str, start: int, end: int) -> bool:
    """ "Anna Petrenko, 50, said": an age between commas."""
    return (
        folded[start - 2 : start] == ", "
        and folded[end : end + 1] == ","
        and end - start <= 2
        and folded[end + 1 : end + 2] == " "
        and not folded[max(0, start - 3) : start - 2].isdigit()
        and bool(re.match(r", (?:who|a|an|the|said|says|speaking|from|was|told|has|is)\b", folded[end : end + 14]))
    )


def _looks_like_year(digits: str) -> bool:
    return len(digits) == 4 and digits.startswith(("19", "20"))


def _year_counts(folded: str, bounds: Bounds, items: Taken) -> bool:
    """A bare 1900 to 2099 counts with a qualifier or right before an item; "in 2023 tanks" stays a year."""
    if bounds.firmness != "exact" or bounds.approximate or bounds.additive or bounds.cumulative:
        return True
    if _YEAR_BEFORE.search(folded[max(0, bounds.start - 14) : bounds.start]):
        return False
    phrase = phrase_after(folded, bounds.end)
    return phrase.unit is not None or items.starts_within(bounds.end, min(phrase.end, bounds.end + 40))


def _mention(folded: str, bounds: Bounds, *, rule: str, vague: bool) -> QuantityMention:
    of = " of " if folded.startswith(" of ", bounds.end) and rule != "quantity.digits" else ""
    phrase = phrase_after(folded, bounds.end + len(of) - bool(of))
    end = bounds.end
    if phrase.unit is not None and phrase.unit_of and not of:
        end = phrase.unit_end
    after = phrase.rate_end or phrase.end
    if LOADS.match(folded, bounds.end):
        bounds = replace(bounds, low=None, high=None)
    part = _PART_OF.match(folded, bounds.end)
    cumulative = cumulative_after(folded, after) if bounds.cumulative is None else bounds.cumulative
    distributive = bounds.distributive or bool(_EACH_AFTER.search(folded[phrase.end : phrase.end + 70]))
    marker = bounds.additive or cumulative
    return QuantityMention(
        start=bounds.start,
        end=end,
        text=folded[bounds.start : end],
        low=None if bounds.low is None else int(bounds.low),
        high=None if bounds.high is None else int(bounds.high),
        approximate=bounds.approximate,
        vague=vague,
        unit=phrase.unit,
        unit_text=folded[phrase.unit_start : phrase.unit_end],
        per=phrase.per,
        ordinal=bounds.ordinal,
        partitive=part is not None,
        additive=bounds.additive is not None,
        cumulative=cumulative is not None,
        distributive=distributive,
        marker=Span(start=marker[0], end=marker[1]) if marker else None,
        rule=rule,
    )


def _rule(number: Number, ranged: bool) -> str:
    if ranged:
        return "quantity.range"
    if number.low is None and number.high is None:
        return "quantity.unknown"
    if number.high is None:
        return "quantity.open"
    return "quantity.words" if number.words else "quantity.digits"
