"""The recipient is Ukraine unless the clause names another that is given arms; a donor that gets them is none."""

import re
from collections.abc import Container, Iterator

from spacy.tokens import Token

from extraction.reading.donors.giver import AGGRESSORS, OTHERS, RECIPIENT, SPONSORS, Giver, mentions_in
from extraction.reading.kinds.frame import Frame, subject_of
from extraction.reading.lexicon import lexicon
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import children, is_verb
from extraction.reading.words import words_of
from pledges.domain.values import Kind, Span

UKRAINE = re.compile(r"\bUkrain|\bKyiv|\bKiev\b|\bZelensk", re.IGNORECASE)
_SCENE_OF_WAR = re.compile(
    r"(?<!for the )(?<!for its )"
    r"\b(?:war|invasion|conflict|aggression|attacks?|assault|fighting|hostilities|offensive)\b"
    r"(?: [\w-]+){0,2}? (?:in|of|on|against|with) (?:the )?(?:\w+ )?Ukraine(?!['’]s)\b"
    r"|\bUkrain\w+ (?:war|conflict|crisis|invasion)\b"
    r"|\b(?:invad(?:ed|es|ing)|attack(?:ed|s|ing)|overran|assault(?:ed|ing)) (?:\w+ )?Ukraine(?!['’]s)\b",
    re.IGNORECASE,
)


_MANY_STATES = {"countries", "states", "nations", "customers", "buyers"}  # "sold to more than 30 countries"


def names_recipient(text: str) -> bool:
    """Whether words name the recipient otherwise than as the place of the war: "the war in Ukraine"."""
    return bool(UKRAINE.search(_SCENE_OF_WAR.sub(" ", text)))


def scenes_of_war(text: str) -> list[Span]:
    """Where words name the recipient only as the place of the war."""
    return [Span(start=match.start(), end=match.end()) for match in _SCENE_OF_WAR.finditer(text)]


def recipient_of(scene: Scene, frame: Frame, phrase: ItemPhrase, giver: Giver, usual: str = RECIPIENT) -> str | None:
    """Who receives: `usual` where the clause is silent, RU for a sponsor's gift to it, None for no recipient of aid."""
    if set(giver.codes) & SPONSORS:
        silent = scene.after_enemy and frame.row.role in ("give", "ship") and not _moved_to(scene, frame, phrase, giver)
        return "RU" if _aggressor_gets(scene) or (silent and not names_recipient(scene.sentence.text)) else None
    for codes in (
        _right_after(scene, frame, phrase, giver),
        _given_to(scene, frame, giver),
        _moved_to(scene, frame, phrase, giver),
    ):
        asked = frame.kind is Kind.REQUEST and not codes & OTHERS  # "our request to Norway": who is to give
        if codes and not asked:
            return next(iter(codes)) if len(codes) == 1 and codes <= OTHERS else None
    return usual


def recipient_of_phrase(scene: Scene, phrase: ItemPhrase, giver: Giver) -> str | None:
    """Who receives where no clause holds a phrase: as its own "to" and "for" say ("$30 million in aid to Taiwan")."""
    words = range(phrase.first, phrase.last + 2)  # what stands right behind it is its own, whatever the parser says
    named = (
        set[str]().union(*(_states_named(scene, one) for one in (word, *word.conjuncts)))
        for word in _destinations(scene, words, phrase.first)
    )
    codes = next((codes for codes in named if codes), set())
    if not codes or codes & {RECIPIENT, *giver.codes}:
        return RECIPIENT
    return next(iter(codes)) if len(codes) == 1 and codes <= OTHERS else None


_TRANSIT = frozenset({"PL", "RO", "SK"})  # neighbours through which the gifts of others go by rail and road
_CHANNELS = frozenset({"EU"})  # and every fund and group: what goes to a fund for Ukraine goes through it


_SCHEMES = words_of("plan initiative scheme coalition effort project drive purchase campaign programme program")
_OURS = re.compile(r"\bUkrain|\bKyiv|\bKiev\b")
_NAMED = {
    code: re.compile(rf"(?<!\bin )(?<!\bnear )(?<!\bvia )(?<!\bin the )\b(?:{names})")
    for code, names in {
        "IL": "Israel",
        "TW": "Taiwan",
        "MD": r"Moldova|Chi[sș]in[aă]u",
        "GE": r"Georgian\b|Tbilisi",  # Georgia itself is one of the United States as well
        "AM": "Armenia|Yerevan",
        "PH": "Philippine|Filipino|Manila",
    }.items()
}


def usual_recipient(text: str, title: str = "") -> str:
    """Who receives where a clause does not say: another state, where the title names it and not Ukraine, or the text
    names it and never Ukraine; of several the one it names most. Where something only happens is no recipient."""
    told = next((code for code, name in _NAMED.items() if name.search(title)), None)
    if told is not None and not UKRAINE.search(title):
        return told
    if _OURS.search(text):
        return RECIPIENT
    times = {code: sum(1 for _ in name.finditer(text)) for code, name in _NAMED.items()}
    most = max(times, key=lambda code: times[code])
    return most if times[most] else RECIPIENT


def receives_from_sponsor(names: set[str], giver: Giver) -> bool:
    """ "Moscow received drones from Tehran"."""
    return bool(names & AGGRESSORS) and bool(set(giver.codes) & SPONSORS)


def _aggressor_gets(scene: Scene) -> bool:
    """Whether the sentence of a sponsor's gift names the aggressor, "its ally", or "him" where the one before did."""
    named = any(name.ref in AGGRESSORS for name in scene.donors())
    pointed = scene.after_enemy and any(token.lower_ in _POINTING and token.dep_ in _GIVEN for token in scene.doc)
    return named or pointed or any(token.lower_ == "ally" for token in scene.doc)


_POINTING, _GIVEN = words_of("him them it"), frozenset({"dative", "dobj", "pobj"})


def _moved_to(scene: Scene, frame: Frame, phrase: ItemPhrase, giver: Giver) -> set[str]:
    """ "to Poland", "for Israel" on the verb, a noun of giving or the item: the states named, empty with Ukraine."""
    words = {frame.trigger.i, *(noun.i for noun in frame.nouns), *range(phrase.first, phrase.last + 1)}
    for word in _destinations(scene, words, frame.trigger.i - 12):
        if word.lower_ in _MANY_STATES and RECIPIENT not in {name.ref for name in scene.donors()}:
            return _MANY_STATES
        codes = _states_named(scene, word)
        on_the_road = frame.row.role in ("leave", "ship", "arrive") and codes <= _TRANSIT  # "left for Poland"
        if codes and not on_the_road and not codes & {RECIPIENT, *giver.codes}:
            return codes
    return set()


def _destinations(scene: Scene, words: Container[int], start: int) -> Iterator[Token]:
    """What stands after "to" and "for" on any of the words: the verb, a noun of giving or the item."""
    for token in scene.doc[max(0, start) :]:
        leads = token.lower_ in ("to", "for") and token.dep_ in ("prep", "dative")
        if leads and (token.head.i in words or token.i in words):
            yield from children(token, "pobj")


def _states_named(scene: Scene, word: Token) -> set[str]:
    """The states that a noun phrase names; an adjective before a scheme names who runs it."""
    bodies = ("name", "capital") if word.lower_ in _SCHEMES else ("name", "capital", "adjective")
    names = mentions_in(scene, word.left_edge.i, word.i)
    return {name.ref for name in names if name.how in bodies and len(name.ref) == 2} - _CHANNELS


def _right_after(scene: Scene, frame: Frame, phrase: ItemPhrase, giver: Giver) -> set[str]:
    """ "offers Warsaw 12 tanks": a state between the verb and the item, where the parser took it for a part of it."""
    verbs = {verb.i for verb, role in _verbs(frame) if role in ("give", "promise")}
    for name in scene.donors():
        first, last = scene.tokens(name.start, name.end)
        if first - 1 not in verbs or name.how not in ("name", "capital"):
            continue
        if name.ref != RECIPIENT and name.ref not in giver.codes and last < phrase.core <= last + 6:
            return {name.ref} if scene.doc[last + 1].tag_ != "POS" else set()
    return set()


def _verbs(frame: Frame) -> Iterator[tuple[Token, str]]:
    """The verbs of a clause of giving with their roles: its own, and those above a noun: "sending Taiwan a package"."""
    if is_verb(frame.trigger):
        yield frame.trigger, frame.row.role
        return
    for token in frame.chain[1:]:
        for row in lexicon().verbs.get(token.lower_, ()) if is_verb(token) else ():
            if not row.particle:
                yield token, row.role


def _given_to(scene: Scene, frame: Frame, giver: Giver) -> set[str]:
    """ "supplied Germany with", "gave Poland", "Taiwan received": a state that is not Ukraine as who is given to."""
    if frame.row.role == "get" and (subject := subject_of(frame)) is not None:
        names = {name.ref for name in mentions_in(scene, subject.left_edge.i, subject.i)}
        return names & OTHERS if RECIPIENT not in names else set()
    for verb, role in _verbs(frame):
        for child in verb.children:
            refs = _state_given_to(scene, child, role, giver)
            if refs and RECIPIENT not in refs:
                return refs
    return set()


def _state_given_to(scene: Scene, child: Token, role: str, giver: Giver) -> set[str]:
    """The states that a verb's object, or the subject of its passive, names as who is given to."""
    if child.dep_ == "nsubjpass" and role in ("give", "promise"):
        return {name.ref for name in mentions_in(scene, child.i, child.i) if name.how in ("name", "capital")}
    if child.dep_ in ("dobj", "dative") and role in ("give", "equip", "promise"):
        here = mentions_in(scene, child.left_edge.i, child.i)
        refs = {name.ref for name in here if scene.tokens(name.start, name.end)[1] == child.i}
        return set() if refs & set(giver.codes) else refs
    return set()
