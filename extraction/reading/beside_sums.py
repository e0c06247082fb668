"""What stands beside a sum: the item whose worth it is, or the aid that it measures."""

import re
from collections.abc import Sequence
from itertools import chain, islice

from spacy.tokens import Token

from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.words import words_of

_BEFORE = words_of(
    "worth of valued at totaling totalling up to about around some nearly , ( more than estimated - – — is was"
    " set be amounting total value a an in the almost approximately additional another costing over by"
)
_AFTER = words_of(
    "in of worth 's ’s more additional new further for - on a an the extra emergency through from total into to"
    " us u.s. under as ,"
)


def _opens_list(token: Token) -> bool:
    """ "$150 million in equipment - shells and radars": what stands after a dash or colon is what the whole holds."""
    return token.text in ("—", "–", ":") or (token.text == "-" and token.i > 0 and bool(token.nbor(-1).whitespace_))


def right_of(scene: Scene, last: int, phrases: Sequence[ItemPhrase]) -> ItemPhrase | None:
    """The phrase after a sum: "$450 million in military aid", "3 million for demining"."""
    phrase = next((one for one in phrases if one.core > last and one.refers not in _POINTS), None)
    if phrase is None:
        return None
    between = scene.doc[last + 1 : phrase.first if phrase.first > last else phrase.core]
    of_package = phrase.category != "funding" and any(token.lower_ in _PACKAGE for token in between)
    listed = any(_opens_list(token) for token in scene.doc[last + 1 : phrase.core])
    leads = all(token.lower_ in _AFTER or token.tag_ in _DESCRIBING for token in between)
    return phrase if leads and not of_package and not listed else None


_POINTS = frozenset({"pronoun", "elliptic"})
_DESCRIBING = frozenset({"JJ", "NN", "NNP", "NNS", "NNPS", "VBN", "HYPH", "POS", "JJR", "RB"})
_PACKAGE = frozenset({"package", "packages", "tranche", "aid", "assistance", "support", "drawdown"})


def left_of(scene: Scene, first: int, phrases: Sequence[ItemPhrase]) -> ItemPhrase | None:
    """The phrase before a sum: "a package worth up to $2.6 billion", "howitzers (€12 million)"."""
    phrase = next((one for one in reversed(phrases) if one.last < first and one.refers not in _POINTS), None)
    if phrase is None or (phrase.category == "funding" and _measures(scene, phrase, first)):
        return phrase
    between = scene.doc[phrase.last + 1 : first]
    if between.text == "for":
        return phrase  # "military aid for 2 billion kroner", "shells for 50 million euros"
    leads = all(_leads_to_worth(scene, token) for token in between)
    return phrase if leads and any(token.lower_ in _WORTH for token in between) else None


def _leads_to_worth(scene: Scene, token: Token) -> bool:
    """Whether a word may stand between a thing and its worth: one of measure or time, "for", the recipient's name."""
    known = token.lower_ in _BEFORE or token.lower_ in _PASSED or token.tag_ in ("RB", "JJR")
    times = scene.mentions.times
    return known or any(time.start <= token.idx < time.end for time in times)


_WORTH = frozenset({"worth", "of", "valued", "(", "at", "totaling", "totalling", "amounting"})
_PASSED = frozenset({"for", "on", "ukraine", "kyiv", "military", "cost", "price"})
_MEASURING = words_of(
    "is was are were be been amounts amounted amounting totals totaled totalled totaling totalling stands stood"
    " standing reached reaches exceeds exceeded comes came hit surpassed topped passed valued estimated worth put stand"
)


def measured(scene: Scene, last: int, phrases: Sequence[ItemPhrase]) -> ItemPhrase | None:
    """The aid that a sum measures over its verb: "Estonia's military assistance amounts to 500 million euros"."""
    above = list(islice(chain((scene.doc[last],), scene.doc[last].ancestors), 6))
    token = next((word for word in above if word.tag_[:2] == "VB"), above[-1])
    if token.lower_ not in _MEASURING:
        return None
    subjects = {word.i for child in token.children if child.dep_ in ("nsubj", "nsubjpass") for word in child.subtree}
    held = [phrase for phrase in phrases if phrase.category == "funding" and phrase.head.i in subjects]
    return held[-1] if held else None


_MEASURES = re.compile(
    r"\b(?:amount(?:s|ed|ing)? to|total(?:s|led|ed)?|com(?:es|ing) to|came to|stands? at|stood at|exceed(?:s|ed)|"
    r"reach(?:es|ed)|surpass(?:es|ed)|(?:is|was) worth)(?: \S+){0,3}\s*$",
    re.IGNORECASE,
)


def _measures(scene: Scene, phrase: ItemPhrase, first: int) -> bool:
    """Whether only measuring words lead from aid to a sum, whatever the parser made of them, or "for aid, a sum"."""
    if scene.doc[first].lower_ in ("totalling", "totaling", "worth", "valued") and phrase.last == first - 1:
        return True
    between = scene.doc[phrase.last + 1 : first].text
    opens = phrase.first <= 3 and scene.doc[max(0, phrase.first - 1)].lower_ in ("for", "on")
    return bool(_MEASURES.search(between)) or (opens and len(between) < 30 and "," in between)


def words_about(scene: Scene, first: int, last: int, aid: ItemPhrase | None) -> str:
    """The words near a sum that say what it is for."""
    doc = scene.doc
    low = max(0, first - 5)
    high = min(len(doc), last + 9)
    if aid is not None:
        low, high = min(low, max(0, aid.first - 2)), max(high, aid.last + 4) if aid.first > last else high
    return " ".join(doc[low : min(high, len(doc))].text.split())
