"""A number belongs to the noun that it counts, over adjectives, "of its" and units; a part is no whole."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from extraction.mentions import QuantityMention
from extraction.reading.ranks import ORDINALS, is_told_of_one
from extraction.reading.scene import Scene
from extraction.reading.words import words_of
from pledges.domain.values import Unit

MODIFIER_TAGS = frozenset(
    {
        "JJ",
        "JJR",
        "JJS",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "VBN",
        "VBG",
        "HYPH",
        "CD",
        "RB",
        "RBR",
        "POS",
        "``",
        "''",
        "FW",
        "AFX",
        "RBS",
    }
)


def number_of(
    scene: Scene, core: int, ends: Mapping[int, QuantityMention], taken: set[int]
) -> tuple[QuantityMention | None, int]:
    """The number phrase that holds a noun as its unit ("two million rounds") or that stands before it."""
    for quantity in ends.values():
        first, last = scene.tokens(quantity.start, quantity.end)
        if first < core <= last:
            part = _part_of(scene, first, ends)
            if part is None or _FRACTION.search(part.text):
                return quantity, first
            counted = replace(part, unit=part.unit or quantity.unit)  # "500 of the 2,000 rounds of ammunition"
            return counted, scene.tokens(part.start, part.end)[0]
    return number_before(scene, core, ends, taken)


def number_before(
    scene: Scene, core: int, ends: Mapping[int, QuantityMention], taken: set[int]
) -> tuple[QuantityMention | None, int]:
    """The number phrase that counts a noun, over adjectives and "of its", and the first token of the whole phrase."""
    place = core - 1
    for _ in range(_REACH):
        quantity = ends.get(place)
        if quantity is not None:
            return _counting(scene, quantity, ends)
        before = _passed(scene, place, core, taken) if place >= 0 else None
        if before is None:
            break
        place = before
    first, doc = core, scene.doc
    while first > place + 1 and doc[first - 1].lower_ != "of" and doc[first - 1].tag_ in MODIFIER_TAGS:
        first -= 1
    return None, first


_REACH = 9  # words from a noun to its number


def _counting(
    scene: Scene, quantity: QuantityMention, ends: Mapping[int, QuantityMention]
) -> tuple[QuantityMention, int]:
    """A number before a noun, or that of which it is the whole ("500 of the 2,000 litres"), and where that begins."""
    first = scene.tokens(quantity.start, quantity.end)[0]
    part = _part_of(scene, first, ends) or _before_designation(scene, first, ends)
    if part is None:
        return quantity, first
    if _FRACTION.search(part.text) and not part.ordinal:
        part = replace(part, low=None, high=None, approximate=False)
    return replace(part, unit=part.unit or quantity.unit), scene.tokens(part.start, part.end)[0]


def _passed(scene: Scene, place: int, core: int, taken: set[int]) -> int | None:
    """The place before a word that may stand between a number and its noun; None for one that may not."""
    token, doc = scene.doc[place], scene.doc
    if place in taken and token.tag_ != "CD":
        return None
    if token.lower_ == "of":
        return place - 1
    if token.tag_ in _OWNING:
        of_them = place > 0 and doc[place - 1].lower_ == "of"
        return place - 1 if of_them else _before_owner(scene, place)
    # "12,000 sets of body armour", where a list has no verb and the parser makes "sets" one
    counts = token.lower_ in COUNTERS and place + 1 < core and doc[place + 1].lower_ == "of"
    return place - 1 if counts or _modifies(token) or _joins_modifiers(scene, place, core) else None


def _modifies(token: Token) -> bool:
    """Whether a word may describe or count a noun behind it."""
    held = token.dep_ in _HOLDING and token.tag_ != "CD"
    return token.lower_ in _PASSED or (token.tag_ in MODIFIER_TAGS and not held)


_OWNING = frozenset({"DT", "PRP$", "POS", "PDT", "WP$"})
_HOLDING = frozenset({"ROOT", "nsubj", "nsubjpass", "dative"})
_PASSED = frozenset({"x", "×", "armoured", "armored"})  # "4 x field guns", "40 armoured cars" (read as a verb)
COUNTERS = words_of("sets set pieces piece units unit items copies pairs pair kits")  # count each as one of a thing
_ADJECTIVES = frozenset({"JJ", "JJR", "VBN", "VBG", "AFX"})


def _joins_modifiers(scene: Scene, place: int, core: int) -> bool:
    """Whether a comma, "and" or hyphen stands between modifiers of one noun.

    "four sophisticated, medium-range rocket systems", "six counter-battery and counter-drone tracking radars".
    """
    doc = scene.doc
    joins = doc[place].lower_ in _JOINING and 0 < place < core
    before, after = doc[place - 1], doc[place + 1]
    if before.text == "-" and place > 1:
        before = doc[place - 2]  # "medium- and long-range missiles"
    modifies = before.tag_ == "NN" and before.dep_ in ("amod", "compound", "nmod") and before.head.i > place
    leads_on = after.tag_ in MODIFIER_TAGS and after.tag_ != "CD"
    return joins and leads_on and (modifies or before.tag_ in _ADJECTIVES)


_JOINING = frozenset({",", "and", "or", "-"})


def _before_owner(scene: Scene, place: int) -> int | None:
    """ "14 of the country's tanks", "ten of Poland's": the "of" before whose they are, for a possessive ending."""
    doc = scene.doc
    owner = range(place - 1, max(-1, place - 5), -1) if doc[place].tag_ == "POS" else ()
    outside = (before for before in owner if doc[before].tag_[:2] not in ("NN", "DT", "JJ"))
    return next((before for before in islice(outside, 1) if doc[before].lower_ == "of"), None)


def _before_designation(scene: Scene, first: int, ends: Mapping[int, QuantityMention]) -> QuantityMention | None:
    """ "14 Freedonian Lion 4 tanks": a bare number after a capital name is the name's, where another counts."""
    doc, place = scene.doc, first - 1
    while place >= 0 and doc[place].tag_ in ("NNP", "JJ", "HYPH") and doc[place].text[:1].isupper():
        place -= 1
    return ends.get(place) if 0 <= place < first - 1 and doc[first].like_num and doc[first].text.isdigit() else None


def _part_of(scene: Scene, first: int, ends: Mapping[int, QuantityMention]) -> QuantityMention | None:
    """ "14 of its 40 tanks", "12 of the promised 14 tanks", "three of Norway's eight tanks" count 14, 12 and three."""
    doc, place = scene.doc, first - 1
    if place > 0 and doc[place].tag_ == "POS" and (owner := _before_owner(scene, place)) is not None:
        place = owner
    if place > 1 and doc[place].tag_ in ("VBN", "JJ", "VBD") and doc[place - 1].tag_ in ("DT", "PRP$"):
        place -= 1
    if place >= 0 and doc[place].tag_ in ("DT", "PRP$", "PDT"):
        place -= 1
    if place >= 1 and doc[place].lower_ == "of":
        place -= doc[place - 1].lower_ == "out"  # "12 out of 14 tanks"
        return ends.get(place - 1) or one_of_them(doc[place - 1])
    return None


def one_of_them(word: Token) -> QuantityMention | None:
    """ "The second of four systems" is one, and so is "a second of four"; "a third of six" is a share."""
    if word.lower_ not in ORDINALS or word.i == 0 or word.doc[word.i - 1].lower_ not in ("the", "a", "its", "their"):
        return None
    return QuantityMention(
        start=word.idx, end=word.idx + len(word), text=word.text, low=1, high=1,
        ordinal=word.doc[word.i - 1].lower_ != "a", rule="items.ordinal",
    )  # fmt: skip


def unit_of(quantity: QuantityMention | None, *, of_persons: bool) -> Unit | None:
    """The unit of the number phrase; "16 Gripen fighters" are no persons."""
    if quantity is None or (quantity.unit is Unit.PERSON and not of_persons):
        return None
    return quantity.unit


_SHARE = re.compile(
    r"\b(?P<one>one)?(?:first|last|rest|remainder|bulk|most|half|some|majority|\d+ ?%|\d+ per ?cent|thirds?|quarters?)?"
    r" of (?:the |these |those )?(?:promised |planned |pledged )?$",
    re.IGNORECASE,
)


_FRACTION = re.compile(r"\b(?:half|thirds?|quarters?|fifths?|tenths?)$", re.IGNORECASE)
_FIRST_OF = re.compile(r"(?:the )?(?:very )?(?:(?P<first>first)|last|rest|remaining) of\b", re.IGNORECASE)


def share_of(scene: Scene, quantity: QuantityMention) -> QuantityMention | None:
    """ "one of the 14", "80% of the 14", "the first of 14": the 14 is a whole; one of it, or a share of no number."""
    if (ranked := _FIRST_OF.match(quantity.text)) is not None:
        one = 1 if ranked["first"] and is_told_of_one(scene, scene.at[quantity.start + ranked.start("first")]) else None
        return replace(quantity, low=one, high=one, approximate=False)
    match = _SHARE.search(scene.sentence.text, max(0, quantity.start - 40), quantity.start)
    if match is None or match.group().lstrip().lower().startswith("of"):
        return None
    number = 1 if match["one"] else None
    return replace(
        quantity, low=number, high=number, approximate=False, start=match.start(), text=match.group().strip()
    )


def whole_of(
    scene: Scene, core: int, quantity: QuantityMention | None, ends: Mapping[int, QuantityMention]
) -> QuantityMention | None:
    """The number of which another is a part, where it stands before the noun and is not what somebody has."""
    place = core - 1
    while place > 0 and place > core - 4 and place not in ends and scene.doc[place].tag_ in MODIFIER_TAGS:
        place -= 1
    nearest = ends.get(place) or next((one for last, one in ends.items() if scene.at[one.start] < core <= last), None)
    if nearest is None or quantity is None or nearest is quantity or quantity.start > nearest.start:
        return None
    if _before_designation(scene, scene.at[nearest.start], ends) is not None:
        return None
    return nearest


def without_particle(scene: Scene, quantity: QuantityMention) -> QuantityMention:
    """ "hand over 14" counts 14 and not over 14; "hand over dozens more" is open all the same."""
    first = scene.doc[scene.at[quantity.start]]
    handed = bool(first.i) and scene.doc[first.i - 1].lower_[:4] in ("hand", "turn")
    if first.lower_ != "over" or not (handed or first.dep_ == "prt" or first.tag_ == "RP"):
        return quantity
    if quantity.vague or {"than", "least", "fewer", "most"} & set(quantity.text.lower().split()):
        return replace(quantity, start=quantity.start + 5, text=quantity.text[5:])
    return replace(quantity, high=quantity.low, start=quantity.start + 5, text=quantity.text[5:])


def root_of(scene: Scene, first: int, last: int) -> Token:
    """The token of a span whose head lies outside it; the last one where there are several."""
    roots = [
        token for token in scene.doc[first : last + 1] if not first <= token.head.i <= last or token.head.i == token.i
    ]
    nouns = [
        token
        for token in roots
        if token.tag_[0] == "N"
        or token.tag_ == "CD"
        or token.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "conj", "appos")
    ]
    return (nouns or roots or [scene.doc[last]])[-1]
