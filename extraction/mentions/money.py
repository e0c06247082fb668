"""A sum counts as first stated: its conversion in brackets is swallowed, and "billions" is no sum at all."""

import re
from dataclasses import dataclass
from decimal import Decimal

from extraction.mentions.changes import tells_of_change
from extraction.mentions.currencies import BEFORE, currency_after, currency_before, dollar_tail
from extraction.mentions.numbers import ANCHOR, Number, chain_end, number_at
from extraction.mentions.qualifiers import Bounds, cumulative_after, qualified
from extraction.mentions.taken import Taken
from extraction.mentions.units import rate_at
from extraction.mentions.values import MoneyMention
from pledges.domain.values import Money, Qualifier, Span

_START = re.compile(r"(?:" + BEFORE.pattern.replace("(?P<", "(?P<b_") + r")|" + ANCHOR.pattern)
_RANGE = re.compile(r" ?- ?| to | or | and ")
_CONVERSION = re.compile(
    r"(?P<open> ?[(\[]| ?— ?| - |, ?(?=or )| (?=or (?:about|around|roughly|some|approximately|nearly) ))"
    r"(?:(?:or|about|around|roughly|some|approximately|approx\.?|nearly|almost|over|more than|just over|"
    r"just under|equivalent to|the equivalent of|equal to|equals|worth|currently|at today's rate|i\.e\.|=|~|"
    r"≈)[ ,]{0,2}){0,4}"
)
_CLOSE = {"(": ")", "[": "]"}
_BETWEEN = re.compile(r"\b(?:between|from) $")
_VAGUE_OF = re.compile(
    r"(?: of)?(?: (?:us|canadian|australian|u\.s\.))? (?:dollars|euros|pounds|kronor|kroner|crowns|zlotys)\b|"
    r" in (?:military )?(?:aid|assistance)\b"
)
_LEFT_OUT = re.compile(
    r"(?: (?:in (?:\d{4}\b|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"(?:military |lethal |new |fresh )?"
    r"(?:aid|assistance|support|help|cash|money|loans?|grants?)\b)|(?:for|this|next|last|more|earlier|later|already|annually|by|from|on|over|was|is|will|would|went|and|or)\b)"
    r"|[,;:)]|\.(?: |$)|$)"
)
_LEFT_OUT_AND_MORE = re.compile(
    r" (?:of (?:which|that|this|it|them|these|those)|to|comes?|came|goes|had|has|have|are|were|can|could|should|under"
    r"|through|out of|between|with|a (?:year|month|quarter)|per (?:year|month)|each|towards?|into|but|while|if|as|at)\b"
)  # what may follow a sum without its currency, and a number of things as well
_THINGS = re.compile(
    r"\b(?:rounds|shells|cartridges|bullets|missiles|rockets|drones|uavs|mines|grenades|projectiles|munitions|litres"
    r"|liters|tonn?e?s|pieces|items|units|barrels|charges|masks|kits|vests|helmets|rations)\b"
)
_NO_COUNT = 10**7  # so many things are hardly given without being named
_OF_PEOPLE = re.compile(r"\b(?:people|population|refugees?|residents|inhabitants|citizens|displaced|lives?|homes)\b")
_REACH = 200  # characters behind a number in which the currency that it leaves out was named
_FIRM = {"exact": Qualifier.EXACT, "at_least": Qualifier.AT_LEAST, "up_to": Qualifier.UP_TO, "about": Qualifier.ABOUT}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """An amount with its currency, before its qualifiers are read; `high` for a range, `amount` None where vague."""

    start: int
    end: int
    number: Number
    currency: str
    ranged: bool = False


def find_money(
    text: str, folded: str, *, taken: Taken, currency: str = ""
) -> tuple[list[MoneyMention], list[tuple[int, int]]]:
    """The sums of a text in its order, and the spans of vague money ("billions of dollars"), which is no value.

    `folded` is the folded `text`, of equal length; codes of currencies must stand in capitals in `text`. `currency`:
    of the sum that was named right before the text, for one that leaves it out.
    """
    found: list[MoneyMention] = []
    vague: list[tuple[int, int]] = []
    place = 0
    while (match := _START.search(folded, place)) is not None:
        start = match.start()
        place = taken.end_at(start) or 0
        if place:
            continue
        total = _sum_at(text, folded, start) or _without_currency(folded, start, found, currency)
        if total is None:
            place = max(start + 1, chain_end(folded, start) if folded[start].isdigit() else start + 1)
        elif total.number.exact and total.number.low:
            mention = _mention(text, folded, total)
            found.append(mention)
            place = mention.end
        else:
            vague.append((total.start, total.end))
            place = total.end
    return found, vague


def _sum_at(text: str, folded: str, start: int) -> _Sum | None:
    before = BEFORE.match(folded, start)
    if before is not None and (currency := currency_before(before, text, folded)):
        return _signed(text, folded, before, currency)
    number = number_at(folded, start, letters=True)
    if number is None:
        return None
    return _worded(text, folded, number)


def _signed(text: str, folded: str, before: re.Match[str], currency: str) -> _Sum | None:
    """ "$1.7 billion", "US$500-million", "EUR 30 million", "$5-6 billion", "$5 million to $8 million"."""
    number = number_at(folded, before.end(), letters=True)
    if number is None:
        return None
    end, ranged = number.end, False
    joint = _range_joint(folded, before.start(), end)
    if joint and (joint.group() != " and " or _BETWEEN.search(folded[max(0, before.start() - 10) : before.start()])):
        again = BEFORE.match(folded, joint.end())
        second = number_at(folded, again.end() if again else joint.end(), letters=True)
        if (
            second
            and second.exact
            and (again or second.scaled or joint.group().strip() == "-")
            and _goes_up(number, second)
        ):
            number, end, ranged = _scaled_like(number, second), second.end, True
    if before.group("dollar") and (tail := dollar_tail(text, folded, end)):
        currency, end = tail
    return _Sum(start=before.start(), end=end, number=number, currency=currency, ranged=ranged)


def _worded(text: str, folded: str, number: Number) -> _Sum | None:
    """ "30 million euros", "1.2bn kronor", "half a billion dollars", "26 to 30 million USD", "billions of dollars"."""
    if not number.exact:
        match = _VAGUE_OF.match(folded, number.end)
        return _Sum(start=number.start, end=match.end(), number=number, currency="") if match else None
    start, end, ranged, scaled = number.start, number.end, False, number.scaled
    joint = _range_joint(folded, start, end)
    if joint:
        second = number_at(folded, joint.end(), letters=True)
        if second and second.exact and _goes_up(number, second):
            after = currency_after(text, folded, second.end, scaled=second.scaled)
            if after:
                number = _scaled_like(number, second)
                return _Sum(start=start, end=after[1], number=number, currency=after[0], ranged=True)
    after = currency_after(text, folded, end, scaled=scaled)
    if after is None:
        return None
    return _Sum(start=start, end=after[1], number=number, currency=after[0], ranged=ranged)


_OF_LENGTH = re.compile(r"mm$|\d (?:m|b|t)$")  # "155 mm", "400 m": without a currency no millions


def _without_currency(folded: str, start: int, found: list[MoneyMention], currency: str) -> _Sum | None:
    """ "300 million euros this year and another 500 million next year": millions of the currency named before."""
    if not found and not currency:
        return None
    begin = found[-1].end if found else 0
    number = number_at(folded, start, letters=True)
    if number is None or not number.exact or number.low is None or number.low < 10**6:
        return None
    if _OF_LENGTH.search(folded[start : number.end]):
        return None
    if start - begin > _REACH or not _leaves_out(folded, begin, number, told_here=bool(found)):
        return None
    if _OF_PEOPLE.search(folded[begin : number.end + (40 if found else 120)]):
        return None
    own = found[-1].money.currency if found else currency
    return _Sum(start=start, end=number.end, number=number, currency=own)


def _leaves_out(folded: str, begin: int, number: Number, *, told_here: bool) -> bool:
    """Whether a number, so far from the sum before it, is a sum by what follows it: "of which 3 million goes to"."""
    if _LEFT_OUT.match(folded, number.end) is not None:
        return True
    if _LEFT_OUT_AND_MORE.match(folded, number.end) is None or number.low is None:
        return False
    things = _THINGS.search(folded, begin, number.start) is not None
    return number.low >= _NO_COUNT or (told_here and not things)


def _range_joint(folded: str, start: int, end: int) -> re.Match[str] | None:
    """What joins the ends of a range; None after "raised from", where the second sum takes the first one's place."""
    joint = _RANGE.match(folded, end)
    return None if joint and joint.group() == " to " and tells_of_change(folded, start) else joint


def _goes_up(first: Number, second: Number) -> bool:
    low = _scaled_like(first, second).low
    return low is not None and second.low is not None and low < second.low


def _scaled_like(first: Number, second: Number) -> Number:
    """ "5-6 billion": the scale of the second is the first's too."""
    if first.scaled or not second.scaled or first.low is None or second.low is None or first.low >= 1000:
        return first
    factor = (
        10**12 if second.low >= 10**12 else 10**9 if second.low >= 10**9 else 10**6 if second.low >= 10**6 else 1000
    )
    value = first.low * factor
    return Number(start=first.start, end=first.end, low=value, high=value, scaled=True)


def _mention(text: str, folded: str, total: _Sum) -> MoneyMention:
    number = total.number
    start = total.start
    if total.ranged and (between := _BETWEEN.search(folded[max(0, start - 10) : start])):
        start -= len(between.group())
    bounds = qualified(folded, Bounds(start=start, end=total.end, low=number.low, high=number.low))
    firmness = "at_least" if total.ranged and bounds.firmness == "exact" else bounds.firmness
    rate = rate_at(folded, bounds.end)
    end = _past_conversions(text, folded, rate[1] if rate else bounds.end)
    cumulative = bounds.cumulative or cumulative_after(folded, end)
    marker = bounds.additive or cumulative
    assert number.low is not None
    return MoneyMention(
        start=bounds.start,
        end=end,
        text=text[bounds.start : end],
        money=Money(amount=_plain(number.low), currency=total.currency, qualifier=_FIRM[firmness]),
        per=rate[0] if rate else None,
        additive=bounds.additive is not None,
        cumulative=cumulative is not None,
        marker=Span(start=marker[0], end=marker[1]) if marker else None,
        rule="money.range" if total.ranged else "money.sum",
    )


def _past_conversions(text: str, folded: str, end: int) -> int:
    """The end of a conversion that follows in brackets, between dashes or after "or"; else `end` itself."""
    match = _CONVERSION.match(folded, end)
    if match is None:
        return end
    other = _sum_at(text, folded, match.end())
    if other is None or not other.number.exact or other.start != match.end():
        return end
    closing = _CLOSE.get(match.group("open").strip())
    if closing is None:
        return other.end
    close = folded.find(closing, other.end, other.end + 60)
    return close + 1 if close >= 0 else other.end


def _plain(amount: Decimal) -> Decimal:
    """Without the trailing zeros that scaling leaves: 1500000, not 1500000.0."""
    whole = amount.to_integral_value()
    return whole if amount == whole else amount.normalize()
