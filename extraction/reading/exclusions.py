"""What is no claim: the aggressor's own arms, losses, a state's own purchases, swaps, troops, civil help, history."""

import re

from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver, mentions_in
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase
from extraction.reading.recipients import UKRAINE, names_recipient
from extraction.reading.scene import Scene
from extraction.reading.words import words_of

_CIVIL = re.compile(
    r"\b(?:humanitarian|budget(?:s|ary)?\b|refugees?|macro-?financial|reconstruction|economic|grain|"
    r"food\b|cloth(?:es|ing)\b|blankets|energy|wheat|"
    r"anti-?corruption|financial (?:support|assistance|aid|help)|"
    r"International Monetary Fund|IMF\b|World Bank|EBRD\b|"
    r"democra|border management|earthquake|covid|schools?\b|(?<!field )(?<!military )hospitals?\b|cathedral|"
    r"red cross|ICRC\b|UNICEF|civil protection|drinking water|water purif|"
    r"teachers|museum|flood|migration|pension|salar|healthcare|cultural|media freedom)",
    re.IGNORECASE,
)
_MILITARY = re.compile(
    r"\b(?:military|militaries|security|defen[cs]e|defensive|arms|weapons?|weaponry|lethal|"
    r"ammunition|equipment|missiles?|howitzers?|tanks?|"
    r"air-?defen[cs]e|drawdown|USAI|artillery|shells|drones?|armed forces|army|FMF|battlefield)\b",
    re.IGNORECASE,
)


def speaks_of_ukraine(text: str) -> bool:
    """Whether words name the recipient."""
    return bool(UKRAINE.search(text))


def mostly_of_ukraine(text: str) -> bool:
    """Whether a text opens with the recipient or names it again and again."""
    return bool(UKRAINE.search(text[:600])) or sum(1 for _ in UKRAINE.finditer(text[:20_000])) >= 3


ARMYS_OWN = r"\bthe (?:army|navy|air force|armed forces|military)(?:'s|’s|') own\b"
_OWN_ARMS = re.compile(
    r"\b(?:for|of|to|by|in|equip\w*|re-?arm\w*|moderni[sz]\w*)\s+(?:its|their|his|her|our)\s+(?:own\s+)?"
    r"(?:armed forces|army|armies|navy|navies|air force|military|bases|troops|arsenals?)\b"
    rf"|{ARMYS_OWN}",
    re.IGNORECASE,
)


def of_own_arms(text: str) -> bool:
    """Whether a text tells of what states buy for themselves: "for its own armed forces", "for its navy"."""
    return bool(_OWN_ARMS.search(text))


def for_own_arms_alone(text: str) -> bool:
    """Whether a sentence tells of what states buy for themselves, and does not name the recipient."""
    return of_own_arms(text) and not speaks_of_ukraine(text)


def civil(words: str) -> bool:
    """Whether the words about a sum speak of civil and not of military help."""
    return bool(_CIVIL.search(words)) and not _MILITARY.search(words)


_CIVIL_HANDS = re.compile(
    r"\b(?:civil protection|red cross|red crescent|ICRC|UNICEF|UNHCR|world food programme|humanitarian convoy)\b",
    re.IGNORECASE,
)


def by_civil_hands(words: str) -> bool:
    """ "The Red Cross has flown 40 pumps", "trucks through its civil protection mechanism": whoever brings no arms."""
    return bool(_CIVIL_HANDS.search(words)) and not military(words)


def military(words: str) -> bool:
    return bool(_MILITARY.search(words))


def another_asks(scene: Scene, frame: Frame) -> bool:
    """ "Lithuania's president called on allies to send": a state that is not the recipient urges, it does not ask."""
    if frame.asker is None:
        return False
    names = {name.ref for name in mentions_in(scene, frame.asker.left_edge.i, frame.asker.i)}
    return bool(names) and RECIPIENT not in names


def aggressor_named(scene: Scene) -> bool:
    """Whether the sentence speaks of the aggressor and not of the recipient."""
    names = {name.ref for name in scene.donors()}
    return bool(names & AGGRESSORS) and RECIPIENT not in names


MOVES_BY_ITSELF = "moves by itself, to nobody"
_SORTIES = words_of(
    "take takes took flies flew fly flown cross crosses crossed enter enters entered approach approached patrol"
    " patrols patrolled circle circled scramble scrambled land landed overfly overflew pass passed"
)


def moves_by_itself(scene: Scene, phrase: ItemPhrase) -> bool:
    """ "Three bombers flew around the island": what is the subject of its own movement, and goes to no recipient."""
    noun = phrase.head
    while noun.dep_ == "conj" and noun.head.tag_[0] == "N":
        noun = noun.head
    own = noun.dep_ == "nsubj" and noun.head.lower_ in _SORTIES
    return own and not names_recipient(scene.sentence.text)


def of_another(scene: Scene, phrase: ItemPhrase, giver: Giver) -> bool:
    """ "Jets of the Indian air force", "jets belonging to China": arms of a state that is not the giver."""
    head = phrase.head
    last = min(head.right_edge.i, head.head.i - 1) if head.head.i > head.i else head.right_edge.i
    names = {name.ref for name in mentions_in(scene, head.left_edge.i, last)}
    return bool(names - {RECIPIENT} - set(giver.codes))
