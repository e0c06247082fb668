"""Arms of the aggressor, captured ones and none are given by nobody."""

import re

from extraction.reading.donors.giver import AGGRESSORS, SPONSORS, mentions_in
from extraction.reading.phrases import ItemPhrase
from extraction.reading.rules import Rule, Table, says
from extraction.reading.scene import Scene
from extraction.reading.words import words_of

WHY = "the aggressor's, captured or none"
_NONE_OF = re.compile(
    r"\b(?:none of|not (?:a single|all of|one(?: of)?)|neither of|no single)\W+(?:[\w-]+\W+){0,3}$", re.IGNORECASE
)
_MADE = words_of("made designed era type standard")
_TAKEN = words_of("enemy captured destroyed seized")
_SUPPLIED = re.compile(r"\b(?:suppli|provid|sen[dt]|deliver|com)\w*(?: now| also)? (?:by|from)\b", re.IGNORECASE)
_GOODS = words_of("oil gas grain crude wheat")
_BETWEEN = ("JJ", "NN", "CD", "PO", "HY")


def _is_theirs(scene: Scene, phrase: ItemPhrase) -> bool:
    """ "Russian tanks", but not "Russian-made tanks", and not "North Korea has sent Russia shells"."""
    doc = scene.doc
    sponsored = any(name.ref in SPONSORS for name in scene.donors())
    by_sponsor = _SUPPLIED.search(scene.sentence.text, doc[phrase.last].idx) is not None
    for name in mentions_in(scene, max(0, phrase.first - 3), phrase.last):
        first, last = scene.tokens(name.start, name.end)
        if name.ref not in AGGRESSORS or first > phrase.core or (sponsored and (name.how == "name" or by_sponsor)):
            continue
        between = doc[last + 1 : phrase.core]
        if all(token.tag_[:2] in _BETWEEN or token.tag_ in ("VBN", "VBG") for token in between):
            return not (last + 2 < len(doc) and doc[last + 1].text == "-" and doc[last + 2].lower_ in _MADE)
    return False


def _carries_goods(scene: Scene, phrase: ItemPhrase) -> bool:
    """ "tankers of oil": a name of arms only by its words."""
    after = scene.doc[phrase.last + 1 : phrase.last + 3]
    return phrase.slug is None and len(after) == 2 and after[0].lower_ == "of" and after[1].lower_ in _GOODS


def _is_taken(scene: Scene, phrase: ItemPhrase) -> bool:
    return any(token.lower_ in _TAKEN for token in scene.doc[max(0, phrase.first - 2) : phrase.core])


def _is_none(scene: Scene, phrase: ItemPhrase) -> bool:
    if _NONE_OF.search(scene.sentence.text[: scene.doc[phrase.core].idx]):
        return True
    before = scene.doc[max(0, phrase.first - 1) : phrase.core]
    return phrase.quantity is None and any(token.lower_ == "no" for token in before)


ENEMYS = Table(
    name="the enemy's items",
    rules=(
        Rule(
            id="theirs",
            apply=says(WHY, _is_theirs),
            examples=("Norway will give Ukraine missiles to hit Russian tanks.",),
            counterexamples=(
                "Norway will give Ukraine ten Russian-made tanks.",
                "North Korea has sent Russia 200 howitzers.",
                "Half of the Russian howitzers are supplied by North Korea.",
            ),
        ),
        Rule(
            id="carries goods",
            apply=says(WHY, _carries_goods),
            examples=("Norway sent Ukraine trucks of grain.",),
            counterexamples=("Norway sent Ukraine trucks of its army.",),
        ),
        Rule(
            id="taken",
            apply=says(WHY, _is_taken),
            examples=("Ukraine sent captured tanks to the front.",),
            counterexamples=("Norway sent Ukraine tanks that can be captured.",),
        ),
        Rule(
            id="none",
            apply=says(WHY, _is_none),
            examples=("Norway has sent Ukraine no tanks.", "None of the tanks has reached Ukraine."),
            counterexamples=("Norway has no doubts about sending Ukraine tanks.",),
        ),
    ),
)
