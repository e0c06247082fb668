"""What is counted is said by the noun after the number: rounds, soldiers, batteries; nothing is converted."""

import re
from dataclasses import dataclass

from pledges.domain.values import Unit

_WORDS: dict[Unit, str | tuple[str, ...]] = {
    Unit.ROUND: (
        "round",
        "rounds",
        "shell",
        "shells",
        "cartridge",
        "cartridges",
        "bullet",
        "bullets",
        "projectile",
        "projectiles",
    ),
    Unit.PERSON: (
        "soldier soldiers troop troops servicemen servicewomen serviceman personnel recruit recruits pilot pilots "
        "fighters trainees trainee specialists specialist instructors engineers medics people persons person "
        "crew crews "
        "members sailors marines cadets officers conscripts technicians sappers volunteers mechanics tankers "
        "paratroopers gunners operators military men women"
    ),
    Unit.LAUNCHER: ("launcher", "launchers"),
    Unit.BATTERY: ("battery", "batteries"),
    Unit.BATTALION: ("battalion", "battalions"),
    Unit.SQUADRON: ("squadron", "squadrons"),
    Unit.SYSTEM: ("system", "systems"),
    Unit.PACKAGE: ("package", "packages", "tranche", "tranches"),
    Unit.LITRE: ("litre", "litres", "liter", "liters"),
    Unit.TONNE: ("ton", "tons", "tonne", "tonnes", "mt"),
}
_UNIT_OF: dict[str, Unit] = {
    word: unit for unit, words in _WORDS.items() for word in (words.split() if isinstance(words, str) else words)
}
_PIECES = frozenset(["pieces", "piece", "units", "unit", "sets", "set", "pairs", "items", "copies", "examples",
    "vehicles"])  # fmt: skip
_GRENADE = re.compile(
    r"(?:grenade|smoke|rpg|shoulder(?: |-)fired|anti(?: |-)tank|at4|bridge|decoy|tank|nlaw|javelin|stinger)[ -]$"
)
_PHRASE_WORD = re.compile(r"[ -]?([a-z][a-z'/]*|\d[\d.,]*(?:[ -]?mm)?|-\d+[a-z]*|[\"(][a-z]+[\")])")
_STOP = frozenset(
    ["and", "or", "with", "for", "to", "from", "that", "which", "who", "whom", "will", "would", "can", "could",
    "may", "might", "shall", "should", "must", "has", "have", "had", "is", "are", "was", "were", "be", "been",
    "being", "by", "on", "in", "at", "into", "as", "if", "when", "while", "after", "before", "until", "since",
    "because", "but", "than", "then", "it", "they", "we", "he", "she", "there", "here", "also", "already",
    "not", "per", "each", "every", "about", "over", "under", "more", "its", "their", "so", "during", "between",
    "against", "via", "altogether", "overall", "daily", "weekly", "monthly", "quarterly", "annually", "yearly",
    "including", "such", "said", "says", "arrived", "sent", "delivered", "completed", "ukraine", "kyiv", "plus",
    "worth", "before", "trained", "a", "an", "the"]
)  # fmt: skip
_RATE = re.compile(
    r",?\s?(?:(?:per|a|each|every)\s(?:single )?(?P<unit>day|week|month|quarter|year)\b|/(?P<slash>day|week|"
    r"month|quarter|year)\b"
    r"|(?P<adverb>daily|weekly|monthly|quarterly|annually|yearly)\b)"
)
_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "annually": "year",
    "yearly": "year",
}
_OF = re.compile(r" of ")
PHRASE_LIMIT = 12
"""Words of a noun phrase that are read after a number; a bound on the work per number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The noun phrase after a number: where it ends, its unit and the span of the unit's word, and its rate."""

    end: int
    unit: Unit | None = None
    unit_start: int = 0
    unit_end: int = 0
    unit_of: bool = False  # "battalions of": the unit word belongs to the number phrase
    per: str | None = None
    rate_end: int = 0
    words: int = 0


def phrase_after(folded: str, start: int) -> Phrase:
    """Read the noun phrase that begins at `start`, to the first verb, function word or punctuation.

    "two battalions of Leopard-2 tanks": battalions; "ten Patriot air defence systems": systems; "90,000 artillery
    rounds per month": rounds, a month.
    """
    words: list[tuple[int, int]] = []
    end, unit_word = start, None
    for _ in range(PHRASE_LIMIT):
        match = _PHRASE_WORD.match(folded, end)
        if match is None or match.group(1) in _STOP:
            break
        word, just_after = match.group(1), unit_word == len(words) - 1
        if word == "of" and just_after and _counts(folded, words, len(words) - 1):
            return _with_rate(folded, _phrase(folded, words, unit_word, of=True))
        counts = word in _UNIT_OF and _counts(folded, [*words, match.span(1)], len(words))
        if not counts and not _goes_on(folded, words, word, unit_word):
            break
        unit_word = len(words) if counts else unit_word
        words.append(match.span(1))
        end = match.end()
    return _with_rate(folded, _phrase(folded, words, unit_word, of=False) if words else Phrase(end=start))


def _goes_on(folded: str, words: list[tuple[int, int]], word: str, unit_word: int | None) -> bool:
    """Whether a phrase goes on with a word that counts nothing: past "of" after a unit or "12 pieces"."""
    if word == "of":
        return unit_word is not None or (bool(words) and folded[slice(*words[-1])] in _PIECES)
    return unit_word != len(words) - 1 or word in _UNIT_OF or word == "ammunition"


def _counts(folded: str, words: list[tuple[int, int]], place: int) -> bool:
    """Whether a unit word there counts: "grenade launchers" are weapons, "members" only of the forces."""
    start, end = words[place]
    word = folded[start:end]
    if word.startswith("launcher") and _GRENADE.search(folded[max(0, start - 16) : start]):
        return False
    if folded.startswith("batter", start) and folded.endswith(("counter-", "anti-"), 0, start):
        return False  # "counter-battery radars"
    if word == "military" or (word == "personnel" and folded.startswith((" carrier", "-carrier"), end)):
        return False
    return not (word in ("system", "systems") and _rocket_systems(folded, start))


def _rocket_systems(folded: str, start: int) -> bool:
    """ "Multiple launch rocket systems" are counted as items, as launchers of their own."""
    return bool(
        re.search(
            r"(?:rocket|artillery|drone|weapons?|radar|unmanned|uncrewed|aerial|launch)[ -]$",
            folded[max(0, start - 12) : start],
        )
    )


def _phrase(folded: str, words: list[tuple[int, int]], unit_word: int | None, *, of: bool) -> Phrase:
    end = words[-1][1]
    if unit_word is None:
        return Phrase(end=end, words=len(words))
    start, stop = words[unit_word]
    return Phrase(
        end=end,
        unit=_UNIT_OF[folded[start:stop]],
        unit_start=start,
        unit_end=stop,
        unit_of=of and unit_word == 0,
        words=len(words),
    )


def _with_rate(folded: str, phrase: Phrase) -> Phrase:
    end = phrase.end
    if phrase.unit_of:  # "rounds of ammunition per month": the rate stands after what the unit is of
        rest = phrase_after(folded, _skip_of(folded, end))
        end = rest.end
    match = _RATE.match(folded, end)
    if match is None:
        return phrase
    per = match.group("unit") or match.group("slash") or _ADVERBS[match.group("adverb")]
    return Phrase(
        end=phrase.end,
        unit=phrase.unit,
        unit_start=phrase.unit_start,
        unit_end=phrase.unit_end,
        unit_of=phrase.unit_of,
        per=per,
        rate_end=match.end(),
        words=phrase.words,
    )


def _skip_of(folded: str, end: int) -> int:
    match = _OF.match(folded, end)
    return match.end() - 1 if match else end


def rate_at(folded: str, end: int) -> tuple[str, int] | None:
    """A rate right after a sum of money: ("month", end of "a month")."""
    match = _RATE.match(folded, end)
    if match is None:
        return None
    return match.group("unit") or match.group("slash") or _ADVERBS[match.group("adverb")], match.end()
