"""What is no claim: the aggressor's own arms, losses, a state's own purchases, swaps, troops, civil help, history."""

import re

from spacy.tokens import Token

from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver, is_recipient, mentions_in
from extraction.reading.kinds.frame import Frame, subject_of
from extraction.reading.own_arms import own_arms
from extraction.reading.phrases import ItemPhrase
from extraction.reading.recipients import OTHERS, SPONSORS, UKRAINE, names_recipient, receives_from_sponsor
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, passive
from extraction.reading.syntax import subject as syntax_subject
from extraction.reading.words import words_of
from pledges.domain.values import Kind, Unit

_CIVIL = re.compile(
    r"\b(?:humanitarian|budget(?:s|ary)?\b|refugees?|macro-?financial|reconstruction|economic|grain|"
    r"food aid|energy|wheat|"
    r"anti-?corruption|financial (?:support|assistance|aid|help)|"
    r"International Monetary Fund|IMF\b|World Bank|EBRD\b|"
    r"democra|border management|earthquake|covid|schools?\b|hospitals?\b|cathedral|"
    r"teachers|museum|flood|migration|pension|salar|healthcare|cultural|media freedom)",
    re.IGNORECASE,
)
_MILITARY = re.compile(
    r"\b(?:military|militaries|security|defen[cs]e|defensive|arms|weapons?|weaponry|lethal|"
    r"ammunition|equipment|missiles?|howitzers?|tanks?|"
    r"air-?defen[cs]e|drawdown|USAI|artillery|shells|drones?|armed forces|army|FMF|battlefield)\b",
    re.IGNORECASE,
)


_RECEIVERS = words_of(
    "it they we he she you country forces army troops soldiers military defenders military force side navy brigade"
    " which who that nation government pilots recipient recipients"
)


def speaks_of_ukraine(text: str) -> bool:
    """Whether words name the recipient."""
    return bool(UKRAINE.search(text))


def mostly_of_ukraine(text: str) -> bool:
    """Whether a text opens with the recipient or names it again and again."""
    return bool(UKRAINE.search(text[:600])) or sum(1 for _ in UKRAINE.finditer(text[:20_000])) >= 3


_OWN_ARMS = re.compile(
    r"\b(?:for|of|to|by|in|equip\w*|re-?arm\w*|moderni[sz]\w*)\s+(?:its|their|his|her|our)\s+(?:own\s+)?"
    r"(?:armed forces|army|armies|navy|navies|air force|military|bases|troops|arsenals?)\b",
    re.IGNORECASE,
)


def of_own_arms(text: str) -> bool:
    """Whether a text tells of what states buy for themselves: "for its own armed forces", "for its navy"."""
    return bool(_OWN_ARMS.search(text))


def civil(words: str) -> bool:
    """Whether the words about a sum speak of civil and not of military help."""
    return bool(_CIVIL.search(words)) and not _MILITARY.search(words)


def military(words: str) -> bool:
    return bool(_MILITARY.search(words))


_NONE_OF = re.compile(
    r"\b(?:none of|not (?:a single|all of|one(?: of)?)|neither of|no single)\W+(?:[\w-]+\W+){0,3}$", re.IGNORECASE
)


def aggressors_item(scene: Scene, phrase: ItemPhrase) -> bool:
    """ "Russian tanks", "enemy drones", "captured", "no tanks"."""
    doc = scene.doc
    sponsored = any(name.ref in SPONSORS for name in scene.donors())
    for name in mentions_in(scene, max(0, phrase.first - 3), phrase.last):
        first, last = scene.tokens(name.start, name.end)
        if sponsored and name.how == "name":
            continue  # "North Korea has sent Russia shells"
        if (
            name.ref in AGGRESSORS
            and first <= phrase.core
            and all(
                token.tag_[:2] in ("JJ", "NN", "CD", "PO", "HY") or token.tag_ in ("VBN", "VBG")
                for token in doc[last + 1 : phrase.core]
            )
        ):
            return not (
                last + 2 < len(doc)
                and doc[last + 1].text == "-"
                and doc[last + 2].lower_ in ("made", "designed", "era", "type", "standard")
            )
    after = doc[phrase.last + 1 : phrase.last + 3]
    if (
        phrase.slug is None
        and len(after) == 2
        and after[0].lower_ == "of"
        and after[1].lower_ in ("oil", "gas", "grain", "crude", "wheat")
    ):
        return True
    before = doc[max(0, phrase.first - 2) : phrase.core]
    if any(token.lower_ in ("enemy", "captured", "destroyed", "seized") for token in before):
        return True
    if _NONE_OF.search(scene.sentence.text[: doc[phrase.core].idx]):
        return True
    return phrase.quantity is None and any(
        token.lower_ == "no" for token in doc[max(0, phrase.first - 1) : phrase.core]
    )


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


def _recipient_speaks(scene: Scene, subject: Token) -> bool:
    """Whether a subject is the recipient, or a pronoun in a sentence that named none but the recipient before."""
    if is_recipient(scene, subject):
        return True
    before = {name.ref for name in scene.donors() if scene.at[name.start] < subject.i}
    return subject.lower_ in _RECEIVERS | {"we"} and before == {RECIPIENT}


_SWAP = re.compile(r"\bin (?:return|exchange)\b")
_LOOSE = words_of(
    "move moves moved moving fly flies flew flown flying transport transported load loaded land "
    "landed landing reach reached take takes took taken taking"
    " reaches enter entered follow follows followed go goes going went gone head heading headed"
)


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


_HISTORY = re.compile(r"\bWorld War\b|\bWWI|\bSoviet Union\b|\bCold War\b|\b[Ii]n 19[0-8]\d\b")
_TO_SERVICE = re.compile(r"\breturn(?:s|ed|ing)? (?:\w+ ){0,2}?to (?:\w+ ){0,2}(?:service|duty|use|stocks?|storage)\b")


def elsewhere(scene: Scene, frame: Frame, phrase: ItemPhrase, giver: Giver) -> str | None:
    """Why an act has nothing to do with the recipient, or None: own use, half of a swap, a move elsewhere."""
    text = scene.sentence.text
    if frame.trigger.lower_.startswith("return") and _TO_SERVICE.search(text):
        return "own use"
    if _HISTORY.search(text) and not speaks_of_ukraine(text):
        return "history"
    if (own := own_arms(scene, frame, phrase)) is not None:
        return own
    if (
        (match := _SWAP.search(text))
        and match.start() < frame.trigger.idx
        and frame.row.role in ("get", "give", "arrive")
    ):
        return "the other half of a swap"
    if frame.trigger.lower_ in _LOOSE and frame.row.role != "order" and not names_recipient(text):
        freight = phrase.quantity is not None and phrase.quantity.unit is Unit.TONNE  # tons of arms move to nobody else
        said = giver.rule.partition(".")[2].partition(".")[0] == "said"
        if said and of_another(scene, phrase, giver):
            return MOVES_BY_ITSELF  # who says that others' jets took off gives none
        if not (phrase.refers or freight or said):
            return "moves elsewhere"
    taking = any(token.lower_ in ("takes", "took", "taking", "take") for token in frame.chain[1:])
    if taking and frame.trigger.lower_ in ("delivery", "deliveries") and not speaks_of_ukraine(text):
        return "another receives"
    return None


def not_a_gift(scene: Scene, frame: Frame, giver: Giver) -> str | None:
    """Why a frame is no claim, or None."""
    role, subject = frame.row.role, subject_of(frame)
    if set(giver.codes) & AGGRESSORS:
        return "aggressor gives"
    if subject is not None:
        recipient = is_recipient(scene, subject)
        names = {name.ref for name in mentions_in(scene, subject.left_edge.i, subject.i)}
        trained = frame.row.rule == "nouns.training" or (role == "train" and passive(frame.trigger))
        if (
            role in ("give", "ship", "equip", "train", "promise", "order", "pay", "refuse")
            and recipient
            and not trained
        ):
            named = giver.rule.startswith(("donors.agent", "donors.from", "donors.supplied", "donors.thanked"))
            if (
                not named
                and subject.lower_ not in ("allies", "partners", "supporters", "backers", "friends", "donors")
                and not frame.request_to
            ):
                return "the recipient acts"
        if role == "get" and receives_from_sponsor(names, giver):
            return None
        foreign = bool(names) and RECIPIENT not in names and not names & OTHERS
        if role == "get" and foreign:
            return "another receives"
        recipient = recipient or bool(names & OTHERS)
        if role == "get" and not recipient and (aggressor_named(scene) or subject.lower_ not in _RECEIVERS):
            return "another receives"
        if role in ("ask", "need") and frame.kind is Kind.REQUEST and foreign:
            return "another asks"
    if role == "get" and subject is None and aggressor_named(scene):
        return "another receives"
    if role == "equip" and (
        not speaks_of_ukraine(scene.sentence.text) or (frame.trigger.tag_ == "VBN" and subject is None)
    ):
        return "equipment of a weapon"
    if role == "order" and not speaks_of_ukraine(scene.sentence.text):
        return "own procurement"
    if role == "need" and not ((needer := _needer(frame)) is not None and _recipient_speaks(scene, needer)):
        return "nobody asks"
    return None


def _needer(frame: Frame) -> Token | None:
    """Who needs: the subject of the verb, "Kyiv's need for", or the subject of what stands above: "is in need of"."""
    token = frame.trigger
    if is_verb(token):
        return subject_of(frame)
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    while owner is None and token.head.i != token.i and not is_verb(token):
        token = token.head
    return owner if owner is not None else syntax_subject(token) if is_verb(token) else None
