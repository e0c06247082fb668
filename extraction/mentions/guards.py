"""A word that is also something else counts as a name only in the company of words of its kind."""

import re

_KIN = (
    r"missiles?|rockets?|launchers?|tanks?|mbts?|batter(?:y|ies)|systems?|howitzers?|guns?|cannons?|mortars?|"
    r"artillery|air[ -]defen[cs]es?|"
    r"anti[ -]?(?:aircraft|tank|air|ship|armou?r|radar|radiation)|sams?|surface[ -]to[ -]air|manpads|"
    r"interceptors?|radars?|drones?|uavs?|"
    r"munitions?|ammunition|ammo|rounds?|shells?|bombs?|warheads?|torpedo(?:es)?|mines?|rifles?|machine[ -]guns?|"
    r"pistols?|weapons?|weaponry|"
    r"vehicles?|carriers?|apcs?|ifvs?|mraps?|armou?red|troop carriers?|trucks?|lorr(?:y|ies)|helicopters?|"
    r"choppers?|aircraft|jets?|fighters?|"
    r"planes?|warplanes?|bombers?|boats?|ships?|vessels?|frigates?|corvettes?|minehunters?|self[ -]propelled|"
    r"mlrs|multiple launch|"
    r"calib(?:er|re)|\d+ ?-?mm|loitering|kamikaze|units?|variants?|squadrons?|battalions?|crews?|spare parts|"
    r"military equipment|arms"
)
_KIN_NEAR = re.compile(r"(?<![a-z\d])(?:" + _KIN + r")(?![a-z\d])")
_KIN_NEXT = re.compile(r"(?:[ -][a-z-]+){0,2}?[ -](?:" + _KIN + r")(?![a-z\d])")
_COUNTED = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|"
    r"thousand|dozen|dozens|hundreds|"
    r"several|more|additional|few|some))(?: of)?(?: (?:the|more|additional|new|older|used|modern|advanced|"
    r"[a-z]+-made|[a-z]+-built))? $"
    r"|\b(?:lots?|batch(?:es)?|numbers?|quantit(?:y|ies)|consignments?|stocks?|supplies|arsenal) of (?:\w+ )?$"
)
_SENTENCE_END = re.compile(r"[.!?][\"')\]]* +(?=\S)|\n")
_GIVEN_AWAY = re.compile(
    r"\b(?:send(?:s|ing)?|sent|deliver(?:s|ed|ing|y|ies)?|suppl(?:y|ies|ied|ying)|donat(?:e|es|ed|ing|ion|ions)|"
    r"provid(?:e|es|ed|ing)|provision|"
    r"give[sn]?|gave|giving|transfer(?:s|red|ring)?|receiv(?:e|es|ed|ing)|hand(?:s|ed|ing)? over|pledg(?:e|es|ed|"
    r"ing)|ship(?:s|ped|ping|ment)?|"
    r"promis(?:e|es|ed|ing)|offer(?:s|ed|ing)?|rul(?:e|es|ed|ing) out|part(?:s|ed|ing)? with|len(?:d|ds|t|ding)|"
    r"loan(?:s|ed)?|commit(?:s|ted|ting)?|allocat(?:e|es|ed|ing)|request(?:s|ed)?|ask(?:s|ed|ing)? for|"
    r"order(?:s|ed)|purchas(?:e|es|ed|ing)|b(?:uy|uys|ought|uying)|"
    r"train(?:ed|ing)? on|arriv(?:e|es|ed|al)|export(?:s|ed)?|re-export(?:s|ed)?|gift(?:s|ed|ing)?)\b"
)
_TITLED = re.compile(r" (?P<word>[A-Z][a-z’'áéíóöüß]{3,})(?! ?\d)")
_NEAR = 70
_SURNAME_BEFORE = re.compile(r"(?:^|[\s(\"'“‘])([A-Z][\w.'’-]+) $")
_SHARED_SURNAMES = frozenset(
    ["johnson", "austin", "sullivan", "miller", "brown", "wallace", "kirby", "ryder", "price", "singh", "vance",
    "cameron", "truss", "may", "hunt", "smith", "jones", "davis", "wilson", "anderson", "taylor", "thomas",
    "jackson", "white", "harris", "martin", "thompson", "moore", "lee", "walker", "hall", "allen", "young",
    "king", "wright", "scott", "green", "adams", "nelson", "carter", "mitchell", "roberts", "turner",
    "phillips", "campbell", "parker", "evans", "edwards", "collins", "stewart", "morris", "rogers", "reed",
    "cook", "morgan", "bell", "murphy", "bailey", "cooper", "howard", "ward", "kelly", "blair", "burns",
    "morrison", "conroy", "wong", "anand", "shapps", "healey", "clark", "lewis", "robinson", "hill", "baker",
    "stone", "rice", "major", "biden"]
)  # fmt: skip
_NO_GIVEN_NAME = frozenset(
    ["president", "minister", "chancellor", "secretary", "general", "premier", "mr", "mrs", "ms", "sir", "lord",
    "lady", "dame", "dr", "prime", "defence", "defense", "foreign", "king", "queen", "senator", "governor",
    "admiral", "colonel", "chief", "spokesman", "spokesperson", "spokeswoman", "presidents", "leader",
    "ambassador", "deputy", "vice", "speaker", "representative", "envoy", "administration", "leaders",
    "ministers", "generals", "republican", "democrat", "rep", "sen", "gov", "adm", "gen", "lt", "col", "maj",
    "adviser", "advisor", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "says",
    "said"]
)  # fmt: skip
_CITY_BEFORE = re.compile(r"\b(?P<city>[A-Z][a-z]+(?: [A-Z][a-z]+)?), $")
_GEORGIAN = frozenset(
    (
        "Tbilisi",
        "Batumi",
        "Ukraine",
        "Moldova",
        "Poland",
        "Romania",
        "Turkey",
        "Azerbaijan",
        "Armenia",
        "Kutaisi",
        "Germany",
    )
)
_STATE_AFTER = re.compile(
    r" (?:Republican|Democrat|Senator|Sen\b|Rep\b|Gov\b|Bulldogs|Tech|voters|election|[Ss]tate [Uu]niversity|Southern)"
)
_GIVEN_AFTER = re.compile(r" [A-Z][a-z]+")
_GIVEN_NAMES = frozenset(("jordan", "chad", "georgia", "israel", "paris", "london", "sofia", "vienna", "austin"))
_NOT_GIVEN = re.compile(
    r" (?:Armed|Air|Army|Defen[cs]e|Ministry|Minister|President|Prime|King|Foreign|Embassy|Government|Parliament|"
    r"Club|Agreement|River|Valley|Secretary|Chancellor|Mayor|Summit|Tuesday|Monday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Lloyd)\b"
)


def among_its_kind(folded: str, start: int, end: int, others: list[tuple[int, int]]) -> bool:
    """Whether a guarded alias stands in company: a count before it, a kindred word or another system near by.

    `others` are the spans of the systems that need no guard. Near is 70 code points within the sentence.
    """
    floor, ceiling = _sentence(folded, start, end)
    before, after = folded[floor:start], folded[end:ceiling]
    if _COUNTED.search(before) or _KIN_NEAR.search(before) or _KIN_NEAR.search(after):
        return True
    if _GIVEN_AWAY.search(before) or _GIVEN_AWAY.search(after[:40]):
        return True
    return any(floor <= a and b <= ceiling for a, b in others)


def titled(text: str, end: int) -> bool:
    """Whether a capitalised word that is none of its kind follows: "Viktor Orban", "Patriot Act", "Hawk Street"."""
    match = _TITLED.match(text, end)
    return (
        match is not None
        and not _KIN_NEAR.fullmatch(match.group("word").lower())
        and match.group("word").lower() not in _HEADLINE
    )


_HEADLINE = frozenset(
    ["initiative", "coalition", "alliance", "programme", "program", "donation", "deliveries", "deal", "from",
    "with", "will", "with", "main", "battle", "infantry", "fighting", "short", "medium", "long", "armored",
    "armoured", "light", "heavy", "block", "advanced", "ukraine", "have", "were", "been", "that", "this",
    "from", "over", "into", "after", "before", "says", "said"]
)  # fmt: skip


def names_its_kind(folded: str, end: int) -> bool:
    """Whether a kindred word follows at once: what makes "javelin missiles" in lower case a name."""
    return _KIN_NEXT.match(folded, end) is not None


def other_person(text: str, start: int, end: int) -> bool:
    """Whether a bare surname that many share belongs to somebody else: "Mike Johnson" where the leader is Boris."""
    if text[start:end].lower() not in _SHARED_SURNAMES:
        return False
    match = _SURNAME_BEFORE.search(text[max(0, start - 24) : start])
    if match is None:
        return False
    word = match.group(1)
    if word.endswith((".", "'s", "’s")) or word.lower() in _NO_GIVEN_NAME or word.isupper():
        return False
    return not _opens_sentence(text, start - 1 - len(word)) or word.lower() not in _OPENERS


_OPENERS = frozenset(
    ["this", "these", "those", "there", "here", "what", "why", "how", "who", "under", "over", "last", "next",
    "both", "many", "some", "even", "still", "now", "just", "only", "can", "will", "did", "does", "has", "have",
    "but", "and", "when", "as", "if", "while", "after", "before", "since", "with", "by", "from", "for", "to",
    "on", "in", "at", "that", "also", "then", "later", "earlier", "today", "meanwhile", "however"]
)  # fmt: skip


def other_place(text: str, start: int, end: int) -> bool:
    """Whether a donor's name is a given name or another place: "Jordan Peele", "Atlanta, Georgia"."""
    word = text[start:end].lower()
    if word not in _GIVEN_NAMES:
        return False
    if word == "georgia":
        city = _CITY_BEFORE.search(text[max(0, start - 40) : start])
        if (city and city.group("city").split()[-1] not in _GEORGIAN) or _STATE_AFTER.match(text, end):
            return True
    return (
        bool(_GIVEN_AFTER.match(text, end))
        and not _NOT_GIVEN.match(text, end)
        and word not in ("israel", "london", "paris", "vienna", "sofia", "austin")
    )


def _opens_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - 3) : place].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n"


def _sentence(folded: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of a sentence around a span, at most 70 code points to either side."""
    floor, ceiling = max(0, start - _NEAR), min(len(folded), end + _NEAR)
    for match in _SENTENCE_END.finditer(folded, floor, start):
        floor = match.end()
    stop = _SENTENCE_END.search(folded, end, ceiling)
    return floor, stop.start() if stop else ceiling
