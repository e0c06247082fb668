"""Words before and after a number open its ends, blur it, or say that it adds; each word moves one thing only."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

LOOK_BACK = 140
"""How many code points before a number its qualifiers are looked for; a bound on the work per number."""

_PREFIXES = {
    "up_to": (
        r"(?<!add )(?<!adds )(?<!added )(?<!adding )up to|"
        r"as many as|as much as|(?:a |the )?maximum(?: of)?|no(?:t)? more than|at most|fewer than|less than|"
        r"not exceeding|no greater than|(?:just |slightly )?under|up to a maximum of|to a maximum of|"
        r"at the most|below"
    ),
    "at_least": (
        r"at least|no(?:t)? (?:fewer|less) than|(?:slightly |far |well |much |just |a little )?more than|"
        r"(?:well |just |slightly |a little )?over|upwards? of|in excess of|(?:a )?minimum(?: of)?|greater than|"
        r"exceeding|"
        r"(?:well |just |slightly )?above|north of|not fewer than|> ?|>= ?|≥ ?"
    ),
    "about": (
        r"about|around|some|roughly|nearly|almost|approximately|approx\.?|(?:an )?estimated|close to|circa|ca\.?|c\.|"
        r"in the region of|something like|on the order of|in the order of|perhaps|probably|near|nearing|"
        r"nigh on|close on|not far off|(?:just )?shy of|a shade under|a little under|~ ?|≈ ?|"
        r"(?:an )?estimated at|more or less|a reported|reportedly|just short of|virtually"
    ),
    "additive": (
        r"another|an? additional|additional(?:ly)?|a further|further|an? extra|extra|plus|"
        r"an? (?:second|third|fourth|fifth|new|fresh|further|additional|another) (?:batch|tranche|shipment|group|"
        r"lot|set|delivery|consignment) of|"
        r"another (?:batch|tranche|shipment|group|lot|set|delivery|consignment) of"
    ),
    "cumulative": (
        r"(?:a |the |an overall |an |its |their )?(?:grand |combined |cumulative |aggregate |overall )?(?:total|"
        r"sum)(?: number)? of|totall?ing|totals|"
        r"(?:in total|in all|altogether|all told|overall|together|collectively)(?: (?:it|they|we|he|she) (?:has|"
        r"have|had))?,?|a combined|"
        r"(?:has|have|had|is|are) now (?:\w+ ){0,2}?(?:sent|given|provided|delivered|supplied|donated|pledged|"
        r"committed|handed over|received|transferred|trained|allocated|contributed)|"
        r"(?:so far|to date|thus far|until now),?(?: (?:has|have|had|been))*(?: (?:sent|given|provided|delivered|"
        r"supplied|donated|pledged|committed|handed over|received|transferred|trained|allocated|only|"
        r"contributed)){0,2}"
    ),
    "ordinal": (
        r"the (?:very )?first|first|an initial|the initial|initial|the last|last|the remaining|remaining|the next|"
        r"the final|final"
    ),
    "filler": (
        r"the|these|those|all|all of the|all the|only|just|its|their|our|his|worth|valued at|announced|promised|"
        r"pledged|planned|exactly|precisely|even|of|a (?:good|full|round|cool|whole|mere|solid)"
    ),
    "open": r"the number to|number to|brings? (?:it|that) to",
}
_PREFIX = re.compile(r"(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _PREFIXES.items()) + r")\s{0,2}$")
_DEFINITE = frozenset(("the", "these", "those", "its", "their", "our", "his"))
_LAST_WORDS = frozenset(
    word for words in _PREFIXES.values() for word in re.findall(r"[a-z>~≈≥.]+(?=[?|)]|$|,)", words)
) | frozenset(
    ("of", "than", "to", "about", "another", "additional", "additionally", "further", "extra", "plus",
    "totaling", "totalling", "totals", "total", "all", "altogether", "told", "overall", "together",
    "collectively", "combined", "sent", "given", "provided", "delivered", "supplied", "donated", "pledged",
    "committed", "over", "received", "transferred", "trained", "allocated", "contributed", "only", "far",
    "date", "thus", "now", "been", "has", "have", "had", "first", "initial", "last", "remaining", "next",
    "final", "the", "these", "those", "just", "its", "their", "our", "his", "with", "worth", "at", "announced",
    "promised", "planned", "exactly", "precisely", "even", "estimated", "maximum", "minimum", "most", "under",
    "below", "above", "exceeding", "excess", "some", "around", "roughly", "nearly", "almost", "approximately",
    "approx", "approx.", "close", "circa", "ca", "ca.", "c.", "perhaps", "probably", "near", "nearing", "less",
    "more", "reported", "reportedly", "virtually", "short", "like", "up", "least", "over", "upward", "upwards")
)  # fmt: skip
_WORD_START = re.compile(r"(?<!\w)(?<!\w')[\w~≈>≥]")
_LAST_WORD = re.compile(r"([a-z.]+|[>~≈≥=]),?\s{0,2}$")
_TOTAL = re.compile(
    r"\b(?:bring|brought|tak|took|rais|increas|mak|push|lift|"
    r"scal)\w{0,4}\b[^.;\d]{0,50}\btotal\b[^.;\d]{0,45}\bto (?:about |around |nearly |more than |over |at least |"
    r"approximately |some )?$"
    r"|\btotal\b(?! (?:of|cost))[^.;:\d]{0,100}\b(?:is|was|comes to|came to|stands at|stood at|reach(?:es|ed|"
    r"ing)|amounts to|amounted to|now|to) (?:about |around |nearly |more than |over |at least |approximately |"
    r"some )?$"
    r"|\bmaking (?:the|their|its) total(?: \w+){0,2} (?:about |around |nearly )?$"
)
_EACH_BEFORE = re.compile(
    r"\b(?:have |has |will |to |would |had )?each (?:[a-z]+ ){1,3}?(?:up to |about |some |at least )?$"
)
_PLUS = re.compile(r"\+|[ -]plus\b(?! (?:an?|the|\d|two|three|four|five|six|seven|eight|nine|ten|another)\b)")
_OR_MORE = re.compile(r" (?:or more|and more|or over|or greater)\b")
_OR_LESS = re.compile(r" (?:or fewer|or less)\b")
_OR_SO = re.compile(r"(?: or so|-odd| odd)\b")
_MORE = re.compile(
    r"(?: of)? (?:more|additional|further|extra)\b(?! (?:than|or less|important|powerful|advanced|modern|heav|"
    r"sophisticated))"
)

_CUMULATIVE_AFTER = re.compile(
    r"^[^.;:()\n\d,]{0,70}?,?\s\b(in total(?! (?:aid|commit|military|security|support|value|fund|assist|defen))|"
    r"in all|altogether|all told|overall|so far|to date|thus far|until now|up to now|total(?=[,.;]| (?:so|by))|"
    r"combined|in sum|as a whole|collectively|together)\b"
    r"|^[^.;:()\n\d]{0,40}?\b(since (?:the )?(?:start|beginning|outbreak|onset|invasion|russia|february 2022|"
    r"24 february|february 24|2022|2014))"
)
_BREAK = re.compile(r"\b(?:and|while|but|which|as well as|largest|biggest|most|first)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A number with what its qualifiers did to it; `start` and `end` cover them. `firmness` keeps the word's class."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    approximate: bool = False
    vague: bool = False
    firmness: str = "exact"
    additive: tuple[int, int] | None = None
    cumulative: tuple[int, int] | None = None
    ordinal: bool = False
    distributive: bool = False


def qualified(folded: str, bounds: Bounds) -> Bounds:
    """Read the qualifiers after and before a number, as far as they go."""
    return _before(folded, _after(folded, bounds))


def cumulative_after(folded: str, end: int) -> tuple[int, int] | None:
    """The span of "in total", "so far", "since the start of the war" in the clause after a number."""
    found = _CUMULATIVE_AFTER.search(folded[end : end + 120])
    if found is None or _BREAK.search(found.group()):
        return None
    group = 1 if found.group(1) else 2
    return end + found.start(group), end + found.end(group)


def _after(folded: str, bounds: Bounds) -> Bounds:
    """ "100+", "20-plus", "30 or more", "40 or so", "10 more"."""
    end = bounds.end
    if match := _PLUS.match(folded, end) or _OR_MORE.match(folded, end):
        bounds = replace(bounds, high=None, firmness="at_least", end=match.end())
    elif match := _OR_LESS.match(folded, end):
        bounds = replace(bounds, low=None, firmness="up_to", end=match.end())
    elif match := _OR_SO.match(folded, end):
        bounds = replace(bounds, approximate=True, firmness="about", end=match.end())
    if match := _MORE.match(folded, bounds.end):
        bounds = replace(bounds, additive=(match.end() - len(match.group().split()[-1]), match.end()), end=match.end())
    return bounds


def _before(folded: str, bounds: Bounds) -> Bounds:
    """ "up to another ten", "a total of about 100": from the right to the left, at most five qualifiers."""
    floor = max(0, bounds.start - LOOK_BACK)
    before = folded[floor : bounds.start]
    total = _TOTAL.search(before) if "total" in before else None
    each = _EACH_BEFORE.search(before) if "each " in before else None
    if before[-1:] not in (" ", "~", "≈", ">", "≥", "="):
        before = ""
    kept, definite = bounds, False
    while (match := _next_prefix(before, definite=definite)) is not None and match.lastgroup is not None:
        definite = definite or match.group().strip() in _DEFINITE
        start = floor + match.start()
        bounds = _apply(bounds, match.lastgroup, start, floor + len(match.group().rstrip()) + match.start())
        kept = bounds if match.lastgroup not in ("filler", "open") else kept
        before = before[: match.start()]
    if total is not None and kept.cumulative is None:
        kept = replace(kept, cumulative=(floor + total.start(), floor + len(total.group().rstrip()) + total.start()))
    return replace(kept, distributive=True) if each is not None else kept


def _next_prefix(before: str, *, definite: bool) -> re.Match[str] | None:
    """The qualifier that ends what stands before a number; "over the two years" is no lower bound."""
    last = _LAST_WORD.search(before[-14:])
    match = _last_prefix(before) if last is not None and last.group(1) in _LAST_WORDS else None
    bound = match is not None and match.lastgroup not in ("cumulative", "ordinal", "filler", "open")
    return None if definite and bound else match


def _last_prefix(before: str) -> re.Match[str] | None:
    """The longest qualifier of at most nine words that ends what stands before a number."""
    floor = max(0, len(before) - 80)
    starts = [match.start() for match in _WORD_START.finditer(before, floor)][-9:]
    for start in starts:
        match = _PREFIX.match(before, start)
        if match is not None:
            return match
    return None


def _apply(bounds: Bounds, name: str, start: int, end: int) -> Bounds:
    """The bounds as a qualifier before the number changes them."""
    bounds, said = replace(bounds, start=start), (start, end)
    exact = bounds.low is not None and bounds.high is not None
    match name:
        case "up_to" if not (bounds.vague and bounds.high is None):  # "up to several hundred" has no upper end
            return replace(bounds, low=None, high=bounds.high or bounds.low, firmness="up_to")
        case "at_least" if bounds.low is not None:
            return replace(bounds, high=None, firmness="at_least")
        case "about":
            firmness = "about" if bounds.firmness == "exact" else bounds.firmness
            return replace(bounds, approximate=bounds.approximate or exact, firmness=firmness)
        case "additive":
            return replace(bounds, additive=said)
        case "cumulative":
            return replace(bounds, cumulative=said)
        case "ordinal":
            return replace(bounds, ordinal=True)
    return bounds
