"""A word is a trigger of giving, or governs one, where the lexicon has its row and the parse its part of speech."""

from itertools import chain

from spacy.tokens import Token

from extraction.reading.lexicon import Lexicon, Row
from extraction.reading.syntax import is_verb, subject
from extraction.reading.words import words_of

_HAVE = frozenset({"have", "has", "had", "having"})

_CALLING, _CALLED_FOR = words_of("call calls called calling"), words_of("for on upon to")

_HAVING = words_of("package packages tranche drawdown shipment delivery donation list batch it this which that")

_PLAIN_NOUNS = words_of(
    "decision agreement deal intention commitment proposal idea possibility option readiness willingness effort"
    " permission refusal reluctance failure approval authorisation authorization mission programme program initiative"
    " coalition consideration consensus"
)


def trigger_row(token: Token, lexicon: Lexicon) -> Row | None:
    """The row of a verb or noun of giving, None for another word."""
    word = token.lower_
    if (word not in lexicon.verbs and word not in lexicon.nouns) or _is_no_act(token, lexicon):
        return None
    if word in lexicon.verbs and not _names(token) and (is_verb(token) or _is_headline_verb(token, lexicon)):
        return _fitting(token, lexicon.verbs[word])
    return lexicon.nouns.get(word) if token.tag_[:2] == "NN" else None


def _fitting(token: Token, rows: tuple[Row, ...]) -> Row | None:
    """The row of a verb with its particle ("hand over") before that of the bare verb."""
    acts = [row for row in rows if row.role != "learn"]
    marked = (row for row in acts if row.particle and has_particle(token, row.particle))
    return next(chain(marked, (row for row in acts if not row.particle)), None)


def _is_headline_verb(token: Token, lexicon: Lexicon) -> bool:
    """ "Oslo pledges tanks" where the parser takes the verb for a noun or adjective."""
    root = token.dep_ == "ROOT" and token.lower_ not in lexicon.nouns
    return root and token.tag_ in ("JJ", "NN", "NNS", "NNP")


def _is_no_act(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word that might tell of an act tells of none by the words beside it."""
    word = token.lower_
    if word in _HAVE:
        return not _has_items(token)
    if word.startswith("expect"):
        return not _expects_items(token)
    changes = not is_verb(token) and word not in lexicon.nouns and _is_noun_of_change(token)
    return word == "including" or _points_below(token) or changes or _brings_no_gift(token)


def _brings_no_gift(token: Token) -> bool:
    """ "bringing the total to 46", "brought down a jet", "brings back its guns", "brought news of tanks"."""
    if token.lower_ not in _BRINGING or has_particle(token, "forward"):
        return False
    to = [near for child in token.children if child.lower_ == "to" for near in child.children]
    things = [child for child in token.children if child.dep_ == "dobj"]
    elsewhere = any(child.lower_ in _BACK_OR_DOWN for child in token.children)
    counted = any(near.like_num or near.ent_type_ == "MONEY" for near in to) or any(
        thing.lower_ in _WORDS_AND_SUMS for thing in things
    )
    return token.lower_ == "bringing" or not things or elsewhere or counted


_BRINGING = words_of("bring brings brought bringing")
_BACK_OR_DOWN = words_of("back down about up together out home")
_WORDS_AND_SUMS = words_of("news word total number sum tally count fleet stock end promise promises talk hope")


def _points_below(token: Token) -> bool:
    """ "The following items": words that point to a list, and no act."""
    return token.lower_ == "following" and token.i > 0 and token.doc[token.i - 1].lower_ in ("the", "these")


def _names(token: Token) -> bool:
    """ "launchers, called Himars", "what he calls game changers": gives a name and asks for nothing."""
    after = [near.lower_ for near in token.doc[token.i + 1 : token.i + 5]]
    after = after[: after.index(",")] if "," in after else after
    return token.lower_ in _CALLING and bool(after) and _CALLED_FOR.isdisjoint(after)


def _is_noun_of_change(token: Token) -> bool:
    """ "a surge in military support": no verb, though a headline has no other."""
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in ("in", "of")


def _has_items(token: Token) -> bool:
    """ "It also has 28 carriers": the package, or what stands for it, has items beside others."""
    word = subject(token) if token.lower_ in ("has", "have") and token.dep_ not in ("aux", "auxpass") else None
    return (
        word is not None
        and word.lower_ in _HAVING
        and (
            any(child.lower_ in ("also", "too") for child in token.children)
            or any(
                child.lower_ == "in" and token.doc[child.i + 1 : child.i + 2].text == "it" for child in token.subtree
            )
        )
        and any(child.dep_ == "dobj" for child in token.children)
    )


def _expects_items(token: Token) -> bool:
    """ "Kyiv expects two more systems", and not "expects Norway to send" nor "are expected to"."""
    relations = {child.dep_ for child in token.children}
    return "dobj" in relations and not relations & {"xcomp", "ccomp", "nsubjpass", "auxpass"}


def governor_row(token: Token, lexicon: Lexicon) -> Row | None:
    """The row of a governing word that fits its part of speech."""
    noun = token.tag_[:2] == "NN"
    for row in lexicon.governors.get(token.lower_, ()):
        if row.particle and not has_particle(token, row.particle):
            continue
        if row.noun == noun or (not row.noun and not noun):
            return row
        if noun and not is_verb_word(row):
            return row
    return None


def is_verb_word(row: Row) -> bool:
    """Whether a governor's row is about a verb rather than a noun or adjective without own forms."""
    return row.word not in _PLAIN_NOUNS


_BEHIND_OBJECTS = words_of("into toward towards")  # "put more than five billion euros into it"


def has_particle(token: Token, particle: str) -> bool:
    """Whether a word or two ("over", "no to") follow a verb with no stop between; or "put tanks at its disposal"."""
    doc, words = token.doc, particle.split()
    if any(child.lower_ == "at" and [noun.lower_] == words for child in token.children for noun in child.children):
        return True
    parted = (child for child in token.children if child.lower_ == particle and child.i > token.i)
    if any(child.dep_ == "prt" or particle in _BEHIND_OBJECTS for child in parted):
        return True
    near = range(token.i + 1, min(token.i + 5, len(doc)))
    follows = any([one.lower_ for one in doc[place : place + len(words)]] == words for place in near)
    return follows and not any(one.text in ",;." for one in doc[token.i + 1 : token.i + 2])
