"""A governing word turns the kind below it by its effect: it says, decides, begins, expects, asks, refuses, permits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from extraction.reading.kinds.askers import another_urges, asks_its_house
from extraction.reading.kinds.frame import Climb, Frame
from extraction.reading.kinds.tenses import DONE, MODAL, OPEN, by_modality
from extraction.reading.lexicon import Row
from extraction.reading.syntax import is_verb, negated, passive, subject, tense
from extraction.reading.words import words_of
from pledges.domain.values import Certainty

_GOT = words_of("received receives receive won wins got gets secured secures landed booked awarded placed has")
_PLACED = words_of("received placed awarded won signed")
_READY = words_of("close likely ready willing able open due set poised about reluctant")
_APPROVED = words_of("approved adopted endorsed accepted passed okayed ratified greenlit agreed backed")
_LIFTING = ("drop", "lift", "ended", "ending", "overc", "waive", "withdr", "abandon", "revers", "soften")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A governing word, with its tense and whether it is denied."""

    head: Token
    row: Row
    time: str
    no: bool


def governed(way: Climb, head: Token, row: Row) -> Climb | None:
    """The way up after one governing word; None where that word undoes the act."""
    effect, (time, no) = row.role, _time_of(head)
    word = _Word(head=head, row=row, time=time, no=no)
    if (turned := _refusal_turned(way, word)) is not None:
        return turned
    if effect == "wish" and way.kind == "pledge" and is_verb(head):
        return way.turned("intent")  # "Kyiv hopes that Oslo will send"
    if effect in ("say", "claim", "deny"):
        return _said(way, effect, no)
    if way.kind == "not":
        return _decided_against(way, effect, no)
    if effect == "nothing" and row.particle:
        return None  # "stopped short of saying that it would"
    if effect == "pledge" and no and way.kind == "pledge" and _asks_who(way):
        return way.turned("intent")  # "has not decided who will supply"
    if effect == "pledge" and not no and way.kind == "intent" and _is_laid_down(way, word):
        return way.turned("pledge")
    if way.settled and way.kind != "would":
        return way
    return _EFFECTS[effect](way, word)


def _is_laid_down(way: Climb, word: _Word) -> bool:
    """ "Parliament voted that the ministry should send": what should be is decided."""
    trigger = way.frame.trigger
    return trigger.dep_ == "ccomp" and trigger.head.i == word.head.i and tense(trigger) == "should" and _has_been(word)


def _has_been(word: _Word) -> bool:
    return is_verb(word.head) and word.time in DONE


def _asks_who(way: Climb) -> bool:
    """Whether the clause only asks who or what will be."""
    words = (child for child in way.frame.trigger.children if child.i < way.frame.trigger.i)
    return any(word.lower_ in ("who", "which", "what") and word.tag_ in ("WP", "WDT") for word in words)


def _refusal_turned(way: Climb, word: _Word) -> Climb | None:
    """A stop that is undone is an intent; a wish that is refused a cancellation; None where it is neither."""
    if way.frame.stopped and way.kind == "cancellation" and _undoes_a_stop(word.row, word.no):
        return way.turned("intent")
    return _wish_refused(way, word.head) if word.row.role == "refuse" and not word.no else None


def _undoes_a_stop(row: Row, no: bool) -> bool:
    """ "refused to halt", "stopped short of blocking", "no plans to suspend", "nobody wants to stop"."""
    refuses = row.role == "refuse" or (row.role == "nothing" and bool(row.particle))
    return refuses if not no else row.role not in ("say", "claim", "deny", "refuse")


def _wish_refused(way: Climb, head: Token) -> Climb | None:
    """ "resisted calls to send", "turned down requests for", "voted down a proposal to", "rejected the idea of"."""
    if way.kind == "request":
        return way.turned("cancellation", request_to=False, decider=head)
    if way.kind == "intent" and not is_verb(way.frame.chain[-1]):
        return way.turned("cancellation")
    last, decider = way.frame.chain[-1], way.frame.decider
    permits = way.frame.row.role == "permit" and last.i == way.frame.trigger.i
    if way.kind == "intent" and (permits or (decider is not None and decider.i == last.i)):
        return way.turned("cancellation", decider=head)  # "refused to let Oslo pass on"
    return None


def _expected(way: Climb, word: _Word) -> Climb | None:
    """ "is expected to arrive", "expected to announce": no more than that is known."""
    return None if word.no else way.turned("pledge" if _is_due(way.frame) else "intent")


def _is_due(frame: Frame) -> bool:
    """Whether what is expected is a gift's arrival, and not that somebody gives."""
    return frame.row.role in ("arrive", "get", "leave") or (
        passive(frame.trigger) and frame.row.role not in ("promise", "contain")
    )


def _left_open(way: Climb, word: _Word) -> Climb | None:
    """ "considers", "is willing to": an intent; a refusal where one is not willing."""
    if word.no:
        return way.turned("cancellation") if word.row.word in ("willing", "ready") else None
    return way.turned("pledge" if word.row.role == "intent" and _is_approved(word.head) else "intent")


def _permitted(way: Climb, word: _Word) -> Climb:
    """ "allowed Oslo to": an intent, or a refusal, of who permits."""
    return way.turned("cancellation" if word.no else "intent", decider=word.head)


def _refused(way: Climb, word: _Word) -> Climb:
    """ "refuses to", "its ban on": a refusal, unless it is denied or given up."""
    stopped = not word.no and not _lifted(word.head)
    return way.turned("cancellation" if stopped else "intent", stopped=stopped)


def _thanked(way: Climb, word: _Word) -> Climb:
    """ "thanked Oslo for": what was given, or promised in a package."""
    return way.turned("pledge" if way.frame.row.role in ("package", "promise", "contain") else "delivery")


def _undone(way: Climb, word: _Word) -> None:
    """ "failed to", "without": nothing was given."""


def _is_approved(head: Token) -> bool:
    """ "approved a proposal to send", "The proposal to send tanks was adopted": what was only thought of is decided."""
    verb = head.head
    is_noun = head.tag_[:2] == "NN" and is_verb(verb) and verb.lower_ in _APPROVED and not negated(verb)
    return is_noun and head.dep_ in ("dobj", "nsubjpass") and tense(verb) in DONE


def _lifted(head: Token) -> bool:
    """ "lifted its objections": a refusal that is given up."""
    return not is_verb(head) and any(head.head.lower_.startswith(start) for start in _LIFTING)


def _with_industry(noun: Token) -> bool:
    """ "Received an order to supply", "won a contract to build": what industry gets is ordered."""
    verb = noun.head
    got = verb.lower_ in _GOT or (noun.dep_ == "nsubjpass" and verb.lower_ in _PLACED)
    return is_verb(verb) and got


def _decided_against(way: Climb, effect: str, no: bool) -> Climb | None:
    """ "decided not to send", "its decision not to send": a refusal; whatever else is said of not giving is nothing."""
    return way.turned("cancellation") if effect in ("pledge", "plan") and not no else None


def _time_of(head: Token) -> tuple[str, bool]:
    """Tense and negation of a governing word; "is ready to" has them on its copula."""
    time, no = tense(head) if is_verb(head) else "present", negated(head)
    if head.lower_ in _READY and not is_verb(head) and is_verb(head.head):
        return tense(head.head), no or negated(head.head)
    return time, no


def _requested(way: Climb, word: _Word) -> Climb | None:
    """ "asked Congress to": a giver's own government that asks intends; whoever else asks requests."""
    head = word.head
    if _wants_itself(way, head):
        return way.turned("cancellation" if word.no else "intent")
    if word.no:
        return None
    if is_verb(head) and asks_its_house(head):
        return way.turned("intent")
    urges = is_verb(head) and another_urges(head)
    asker = subject(head) if is_verb(head) else None
    return way.turned("intent" if urges else "request", request_to=True, asker=asker)


def _wants_itself(way: Climb, head: Token) -> bool:
    """ "Oslo wants to give": no request, as "Kyiv wants Oslo to give" and "Kyiv wants to get" are."""
    last = way.frame.chain[-1]
    wants = head.lower_[:4] == "want" and last.dep_ == "xcomp" and way.frame.row.role not in ("get", "arrive")
    return wants and subject(last) is None


def _said(way: Climb, effect: str, no: bool) -> Climb | None:
    """ "said", "claims", "denied": who says so leaves the kind as it is."""
    if effect == "deny" or (no and way.kind in ("delivery", "dispatch")):
        return None
    certainty = Certainty.REPORTED if effect == "claim" else way.frame.certainty
    said, settled = ("pledge", True) if way.kind == "would" else (way.kind, way.settled)
    return way.turned(said, settled, certainty=certainty)


def _decided(way: Climb, word: _Word) -> Climb | None:
    """ "decided to", "a plan to": a promise, or what its modality makes of it; what industry is to do is ordered."""
    if word.row.role == "pledge" and word.head.lower_ in ("order", "contract") and _with_industry(word.head):
        return way.turned("contract")
    if word.no:
        return way.turned("cancellation") if word.time in ("present", "progressive", "future") else None
    if word.time in MODAL:
        return way.turned(*by_modality(word.time))
    return way.turned("pledge", is_verb(word.head) and word.time not in OPEN)


def _planned(way: Climb, word: _Word) -> Climb | None:
    """ "plans to"; "is set to unveil" is not announced yet."""
    if way.frame.row.role == "promise" and word.head.lower_ in _READY and not word.no:
        return way.turned("intent")
    return _decided(way, word)


def _begun(way: Climb, word: _Word) -> Climb | None:
    """ "began sending", "completed the handover", "is going to": as far as the beginning's own tense has come."""
    if word.no:
        return way.turned("cancellation") if word.row.role == "light" and word.head.lower_ == "going" else None
    if word.time in DONE:
        return way.turned(_ONCE_BEGUN.get(way.frame.row.role, way.kind or "pledge"))
    kind, settled = by_modality(word.time)
    return way.turned(kind or way.kind, settled)


_ONCE_BEGUN = {"ship": "dispatch", **dict.fromkeys(("give", "equip", "train", "get", "arrive"), "delivery")}
_EFFECTS: Mapping[str, Callable[[Climb, _Word], Climb | None]] = {
    **dict.fromkeys(("begin", "complete", "light"), _begun),
    **dict.fromkeys(("intent", "wish"), _left_open),
    "pledge": _decided,
    "plan": _planned,
    "expect": _expected,
    "request": _requested,
    "refuse": _refused,
    "permit": _permitted,
    "thanks": _thanked,
    "nothing": _undone,
}
"""The turn that a kind still open takes under a governing word."""
