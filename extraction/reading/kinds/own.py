"""A trigger has a kind of its own by its sense, tense and negation; what it leaves open the words above it settle."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extraction.reading.kinds.askers import asks_its_house
from extraction.reading.kinds.no_act import NO_ACT
from extraction.reading.kinds.tenses import DONE, MODAL, OPEN, by_modality
from extraction.reading.lexicon import Row, noun_role
from extraction.reading.syntax import auxiliaries, is_verb, negated, passive, subject, tense

type Own = tuple[str | None, bool]  # a kind, and whether no word above can change it

_GOES_ON = frozenset({"mission", "operation", "unifier", "interflex", "training", "programme", "program", "deployment"})
_ARRIVALS = frozenset({"delivery", "arrival", "transfer", "receipt", "shipment", "handover", "deliveries", "shipments"})
_CONFIRMED = frozenset({"confirm", "confirmed", "confirms", "reported", "welcomed"})

_HEADLINE = frozenset({"delivers", "hands", "turns"})  # "Germany delivers eight tanks": a headline's past
_NOT_YET = frozenset({"when", "once", "until", "before", "after", "as", "unless", "if"})
_UNDER_WAY = frozenset({"progressive", "present"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """A trigger of a sense, seen through its tense and negation, with the nouns of giving on its way."""

    token: Token
    role: str
    time: str
    no: bool
    nouns: Sequence[Token]


def own_kind(token: Token, row: Row, nouns: Sequence[Token]) -> Own:
    """The kind that a trigger has by itself, and whether words above it can still change it."""
    if not is_verb(token) and row.nominal:
        return _OF_NOUNS.get(row.role, (None, False))
    if (settled := NO_ACT.first(token, row, nouns)) is not None:
        return settled, True
    act = _Act(token=token, role=row.role, time=_time_of(token), no=negated(token), nouns=nouns)
    return _promising(act) if _presents_package(act) else _OF_VERBS[row.role](act)


def _time_of(token: Token) -> str:
    """Its tense; "will send them once they have been repaired": what is done by then is still ahead."""
    time = tense(token)
    waited_for = time in DONE and token.dep_ == "advcl" and _is_to_come(token) and tense(token.head) == "future"
    return "future" if waited_for else time


def _is_to_come(token: Token) -> bool:
    """ "once Denmark hands over": a clause of time or condition."""
    return any(child.lower_ in _NOT_YET and child.dep_ in ("mark", "advmod") for child in token.children)


def _presents_package(act: _Act) -> bool:
    """ "presented its 14th package to Ukraine": announced it; "presented Ukraine with guns" gave them."""
    presented = act.role == "equip" and act.token.lower_.startswith("present")
    things = [child for child in act.token.children if child.dep_ in ("dobj", "nsubjpass")]
    return presented and any(noun_role(word.lower_) == "package" for thing in things for word in thing.subtree)


def _giving(act: _Act) -> Own:
    if begs(act.token):
        return "request", True
    if act.no:
        return _NOT_GIVEN[act.time]
    if act.time in DONE:
        return _kind_when_done(act), True
    if act.role == "ship" and act.time in _UNDER_WAY:
        return "dispatch", True
    told_as_done = act.time == "present" and act.token.lower_ in _HEADLINE and not _is_to_come(act.token)
    return ("delivery", True) if told_as_done else by_modality(act.time)


def begs(verb: Token) -> bool:
    """ "At least give us planes": nobody but whoever asks says so."""
    bare = verb.tag_ == "VB" and not any(child.dep_ in ("nsubj", "aux", "auxpass") for child in verb.children)
    return bare and any(child.lower_ in ("us", "me") and child.dep_ in ("dative", "dobj") for child in verb.children)


def _kind_when_done(act: _Act) -> str:
    """What was sent is on its way, what was financed or goes on ("extended its mission") still to come."""
    word = act.token.lower_
    extended = word == "extended" and any(child.lower_ in _GOES_ON for child in act.token.children)
    if extended or (act.role == "pay" and word != "paid"):
        return "pledge"
    return "dispatch" if act.role == "ship" else "delivery"


def _promising(act: _Act) -> Own:
    if act.no:
        return ("none" if act.time in DONE or act.time in OPEN else "cancellation"), True
    if act.token.lower_ in _CONFIRMED and any(noun.lower_ in _ARRIVALS for noun in act.nouns):
        return "delivery", True
    if act.time in MODAL:
        return by_modality(act.time)
    if act.time in OPEN:
        return "promise", False
    return ("intent" if act.token.lower_ in ("finalizing", "finalising") else "pledge"), True


def _ordering(act: _Act) -> Own:
    if act.no:
        return "none", True
    return ("contract", True) if act.time in DONE or act.time in _UNDER_WAY else by_modality(act.time)


def _containing(act: _Act) -> Own:
    """Whether a package holds what it holds its words above tell, unless it opens the sentence."""
    first = subject(act.token)
    if act.time == "present" and first is not None and first.i == 0:
        return "pledge", True
    return {"would": ("would", False), "may": ("intent", True)}.get(act.time, (None, False))


def _refusing(act: _Act) -> Own:
    if act.no:
        return "intent", True
    return ("none" if act.time in MODAL else "cancellation"), True


def _asking(act: _Act) -> Own:
    return ("none" if act.no else "intent" if asks_its_house(act.token) else "request"), True


def _considering(act: _Act) -> Own:
    if act.role == "prepare" and act.time == "future" and not act.no and not act.nouns:
        return "pledge", True  # "will prepare ten tanks", and no package of them
    return ("none" if act.no else "intent"), True


def _permitting(act: _Act) -> Own:
    return ("cancellation" if act.no else "intent"), True


def _leaving(act: _Act) -> Own:
    if act.no:
        return "none", True
    return ("dispatch", True) if act.time in DONE or act.time in _UNDER_WAY else by_modality(act.time)


def _coming(act: _Act) -> Own:
    """What Ukraine gets, what arrives, who learns: by when it comes."""
    if act.no:
        return "none", True
    if act.role == "get" and any(child.lower_ == "must" for child in auxiliaries(act.token)):
        return "request", True  # "Kyiv must get ten more"
    if act.role == "arrive" and act.time == "progressive":
        return "dispatch", True
    awaited = act.token.lower_.startswith(("await", "expect")) or (act.time == "present" and passive(act.token))
    return ("pledge", True) if awaited else _COME.get(act.time) or by_modality(act.time)


_COME: Mapping[str, Own] = {
    **dict.fromkeys(DONE | {"present"}, ("delivery", True)),
    **dict.fromkeys(OPEN, ("due", False)),
    "should": ("pledge", True),
}
_NOT_GIVEN: Mapping[str, Own] = {
    **dict.fromkeys(DONE | {"may", "should"}, ("none", True)),
    **dict.fromkeys(_UNDER_WAY | {"future", "would"}, ("cancellation", True)),
    **dict.fromkeys(OPEN, ("not", False)),
}
_OF_NOUNS: Mapping[str, Own] = {
    "ask": ("request", True),
    "need": ("request", True),
    "refuse": ("cancellation", True),
    "leave": ("dispatch", True),
    "order": ("contract", False),
}
_OF_VERBS: Mapping[str, Callable[[_Act], Own]] = {
    **dict.fromkeys(("give", "equip", "train", "ship", "pay"), _giving),
    **dict.fromkeys(("get", "arrive", "learn"), _coming),
    **dict.fromkeys(("ask", "need"), _asking),
    **dict.fromkeys(("consider", "prepare"), _considering),
    "leave": _leaving,
    "promise": _promising,
    "order": _ordering,
    "contain": _containing,
    "refuse": _refusing,
    "permit": _permitting,
}
