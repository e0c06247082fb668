"""The subject of the verb gives, or that of the first verb above it that has one that gives."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from extraction.reading.donors.by_and_from import source_of
from extraction.reading.donors.giver import Giver
from extraction.reading.donors.nouns import around_nouns
from extraction.reading.donors.phrase import from_phrase
from extraction.reading.donors.position import ends_before, just_before
from extraction.reading.kinds.frame import Frame
from extraction.reading.lexicon import noun_role
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, passive, subject

_UP = frozenset({"pobj", "prep", "attr", "acomp", "pcomp"})
_UP_PACKAGE = _UP | {"dobj"}
_ASKED = frozenset({"request", "requests", "call", "calls", "appeal", "appeals", "plea", "pleas", "demand", "demands"})


def by_subject(scene: Scene, frame: Frame) -> Giver:
    """The subject of the verb, or of the first verb above it that has one that gives.

    A subject that only points is kept until a verb above names who gives; "they" and "it" must agree with who is named.
    """
    if (together := _taken_together(scene, frame.trigger)).told:
        return together
    pointer, pronoun = Giver(), None
    for word, found in _subjects(scene, frame):
        if word is None or (found.codes and not _differs_in_number(pronoun, word, found)):
            return found
        if found.points and not pointer.told:
            pointer, pronoun = found, word if found.points == "third" else None
            if (pointed := _pointed_at(scene, word, frame, found)) is not None:
                return pointed
    alone = not pointer.told and frame.row.role not in ("get", "arrive", "leave")
    return _above_chain(scene, frame.chain[-1]) if alone else pointer


def _subjects(scene: Scene, frame: Frame) -> Iterator[tuple[Token | None, Giver]]:
    """The subjects of a clause's chain with whom each names, or None with who is named at once without one."""
    for token in frame.chain:
        word = _subject_or_giver(scene, frame, token)
        if isinstance(word, Giver):
            yield None, word
        elif word is not None:
            yield word, from_phrase(scene, word, "donors.subject")


def _taken_together(scene: Scene, verb: Token) -> Giver:
    """ "All members taken together have committed, Austin said": those before the participle give, not who says so."""
    taken = next((word for word in verb.doc[: verb.i] if word.lower_ in _TAKEN), None)
    if taken is None or subject(verb) is not None or verb.head.i != taken.i:
        return Giver()
    word = subject(taken)
    found = from_phrase(scene, word, "donors.subject") if word is not None else Giver()
    return found if found.codes or found.points in ("many", "several") else replace(found, points="many")


_TAKEN = frozenset({"taken", "combined", "counted", "considered"})


def _subject_or_giver(scene: Scene, frame: Frame, token: Token) -> Token | Giver | None:
    """The subject of one word of a clause's chain, or the giver where other words name it at once."""
    if not is_verb(token) and not (token.dep_ in ("acomp", "oprd") and is_verb(token.head)):
        found = around_nouns(scene, [token])
        return found if found.codes else None
    word = _giving_word(scene, token)
    if isinstance(word, Token) and passive(token) and token is frame.trigger and frame.row.role != "promise":
        found = source_of(scene, token)
        if found.codes:
            return found
        return None if subject(token) is word else word
    return word


def _pointed_at(scene: Scene, word: Token, frame: Frame, found: Giver) -> Giver | None:
    """Whom a subject that only points means, where its own sentence tells; None where the text before must."""
    if found.points in ("many", "group"):
        return found  # "Western allies have given, NATO's chief said": who says it does not give
    same = _same_sentence(scene, word, frame) if found.points in ("third", "we") else Giver()
    return same if same.codes or same.points == "several" else None


def _above_chain(scene: Scene, token: Token) -> Giver:
    """ "Oslo is in talks about buying": the subject of the verb that the governing noun hangs on."""
    steps = _UP
    if token.dep_ == "relcl" and any(
        noun_role(word.lower_) == "package" for word in (token.head, *token.head.ancestors)
    ):
        steps, token = _UP_PACKAGE, token.head  # "we announce a package that will provide"
    while token.dep_ in steps and token.head.i != token.i:
        token = token.head
        if is_verb(token):
            word = subject(token)
            return from_phrase(scene, word, "donors.subject") if word is not None else Giver()
    return Giver()


def decided_by(scene: Scene, word: Token) -> Giver:
    """Who permits or turns down: the subject of the verb, or of the verb that the noun hangs on ("gave permission")."""
    verb = word
    while not is_verb(verb) and verb.head.i != verb.i:
        verb = verb.head
    found_subject = subject(verb)
    return from_phrase(scene, found_subject, "donors.subject") if found_subject is not None else Giver()


def wanted_by(scene: Scene, frame: Frame) -> Giver:
    """ "Norway wants to give ten tanks": who wants to give, and asks nobody."""
    verb = frame.trigger
    wants = verb.dep_ == "xcomp" and verb.head.lower_[:4] == "want" and subject(verb) is None
    return from_phrase(scene, frame.asker, "donors.subject") if wants and frame.asker is not None else Giver()


def _giving_word(scene: Scene, token: Token) -> Token | Giver | None:
    """The word that stands as a verb's subject; names at once where the parser hung it elsewhere; else None."""
    word = subject(token if is_verb(token) else token.head) or _raised(token) or _described(token)
    lost = is_verb(word) if word is not None else is_verb(token) and not passive(token)
    if lost and (listed := ends_before(scene, token)).codes:
        return listed
    return _antecedent(scene, token, word) if word is not None else None


def _described(token: Token) -> Token | None:
    """ "a state giving tanks": the noun that a clause without a subject of its own describes."""
    describes = token.dep_ in ("relcl", "acl") and token.head.tag_[:2] == "NN" and token.head.lower_ not in _ASKED
    return token.head if describes and not passive(token) else None


def _antecedent(scene: Scene, token: Token, word: Token) -> Token | Giver:
    """What a relative subject stands for: "Norway, which gives", "Norway, whose army gives"; else the subject."""
    relative = word.tag_ in ("WDT", "WP") or word.lower_ in ("which", "who")
    if token.dep_ == "relcl" and (relative or any(child.lower_ == "whose" for child in word.children)):
        return token.head
    listed = just_before(scene, word) if relative else Giver()
    return listed if listed.codes else word


def _raised(token: Token) -> Token | None:
    """ "Oslo is understood to be discussing": the subject of a passive that only reports."""
    if token.dep_ == "xcomp" and is_verb(token.head) and passive(token.head) and token.head.tag_ == "VBN":
        return subject(token.head)
    return None


def _differs_in_number(pronoun: Token | None, word: Token, found: Giver) -> bool:
    """ "They have given 650, Austin said", "it has shipped shells, officials in Seoul say": somebody else."""
    if pronoun is None or pronoun.lower_ not in ("they", "it"):
        return False
    several = word.tag_ in ("NNS", "NNPS") and len(found.codes) == 1
    return found.how == "leader" if pronoun.lower_ == "they" else several


def _same_sentence(scene: Scene, pronoun: Token, frame: Frame) -> Giver:
    """A pronoun takes the subject of a verb above it in the sentence: "Norway said it would send"."""
    for token in pronoun.head.ancestors:
        word = subject(token) if is_verb(token) else None
        if word is None or word.i == pronoun.i or word.i > pronoun.i > token.i:
            continue
        found = from_phrase(scene, word, "donors.pronoun")
        if found.points == "several" or (found.codes and not _differs_in_number(pronoun, word, found)):
            return found
    return Giver()
