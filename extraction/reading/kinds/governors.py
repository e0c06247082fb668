"""A governing word turns the kind below it by its effect: it says, decides, begins, expects, asks, refuses, permits."""

from spacy.tokens import Token

from extraction.reading.kinds.askers import another_urges, asks_its_house
from extraction.reading.kinds.frame import Climb, Frame
from extraction.reading.kinds.tenses import AHEAD, DONE, OPEN, by_modality
from extraction.reading.lexicon import Row
from extraction.reading.syntax import is_verb, negated, passive, subject, tense
from extraction.reading.words import words_of
from pledges.domain.values import Certainty

_GOT = words_of("received receives receive won wins got gets secured secures landed booked awarded placed has")
_PLACED = words_of("received placed awarded won signed")
_READY = words_of("close likely ready willing able open due set poised about reluctant")
_APPROVED = words_of("approved adopted endorsed accepted passed okayed ratified greenlit agreed backed")
_LIFTING = ("drop", "lift", "ended", "ending", "overc", "waive", "withdr", "abandon", "revers", "soften")


def governed(way: Climb, head: Token, row: Row) -> Climb | None:
    """The way up after one governing word; None where that word undoes the act."""
    effect, kind, (time, no) = row.role, way.kind, _time_of(head)
    if way.frame.stopped and kind == "cancellation" and _undoes_a_stop(row, no):
        return way.turned("intent")
    if effect == "wish":
        if kind == "pledge" and is_verb(head):
            return way.turned("intent")  # "Kyiv hopes that Oslo will send"
        effect = "intent"
    if effect in ("say", "claim", "deny"):
        return _said(way, effect, no)
    if effect == "refuse" and not no and (refused := _wish_refused(way, head)) is not None:
        return refused
    if kind == "not":
        return _decided_against(way, effect, no)
    if effect == "nothing" and row.particle:
        return None  # "stopped short of saying that it would"
    if way.settled and kind != "would":
        return way
    if effect == "pledge" and head.lower_ in ("order", "contract") and _with_industry(head):
        return way.turned("contract")
    return _by_effect(way, effect, row, time, no, head)


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
    return None


def _by_effect(way: Climb, effect: str, row: Row, time: str, no: bool, head: Token) -> Climb | None:
    """The turn that a kind still open takes under a governing word."""
    role = way.frame.row.role
    match effect:
        case "plan" if role == "promise" and head.lower_ in _READY and not no:
            return way.turned("intent")  # "is set to unveil": not announced yet
        case "pledge" | "plan":
            return _decided(way, time, no, is_verb(head))
        case "begin" | "complete" | "light":
            return _begun(way, time, no, effect, head)
        case "expect":
            return None if no else way.turned("pledge" if _is_due(way.frame) else "intent")
        case "request":
            return _requested(way, head, no)
        case "refuse":
            stopped = not no and not _lifted(head)
            return way.turned("cancellation" if stopped else "intent", stopped=stopped)
        case "intent" | "permit":
            return _left_open(way, effect, row, no, head)
        case "thanks":
            return way.turned("pledge" if role in ("package", "promise", "contain") else "delivery")
        case "nothing":
            return None
    raise ValueError(f"{row.rule} has the unknown effect {effect!r}")


def _is_due(frame: Frame) -> bool:
    """Whether what is expected is a gift's arrival, and not that somebody gives."""
    return frame.row.role in ("arrive", "get", "leave") or (passive(frame.trigger) and frame.row.role != "promise")


def _left_open(way: Climb, effect: str, row: Row, no: bool, head: Token) -> Climb | None:
    """ "considers", "allowed Oslo to": an intent; a refusal where the willing or permitting one is not."""
    decider = head if effect == "permit" else way.frame.decider
    unwilling = no and (effect == "permit" or row.word in ("willing", "ready"))
    if no and not unwilling:
        return None
    if effect == "intent" and not unwilling and _is_approved(head):
        return way.turned("pledge", True)
    return way.turned("cancellation" if unwilling else "intent", decider=decider)


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


def _requested(way: Climb, head: Token, no: bool) -> Climb | None:
    """ "asked Congress to": a giver's own government that asks intends; whoever else asks requests."""
    last = way.frame.chain[-1]
    if is_verb(head) and asks_its_house(head):
        return way.turned("intent") if not no else None
    wants = head.lower_[:4] == "want" and last.dep_ == "xcomp" and way.frame.row.role not in ("get", "arrive")
    if wants and subject(last) is None:
        return way.turned("intent" if not no else "cancellation")  # "Oslo wants to give"
    if no:
        return None
    urges = is_verb(head) and another_urges(head)
    asker = subject(head) if is_verb(head) else None
    return way.turned("intent" if urges else "request", request_to=True, asker=asker)


def _said(way: Climb, effect: str, no: bool) -> Climb | None:
    """ "said", "claims", "denied": who says so leaves the kind as it is."""
    if effect == "deny" or (no and way.kind in ("delivery", "dispatch")):
        return None
    certainty = Certainty.REPORTED if effect == "claim" else way.frame.certainty
    said, settled = ("pledge", True) if way.kind == "would" else (way.kind, way.settled)
    return way.turned(said, settled, certainty=certainty)


def _decided(way: Climb, time: str, no: bool, is_verb_tag: bool) -> Climb | None:
    """ "decided to", "a plan to": a promise, or what its modality makes of it."""
    if no:
        return way.turned("cancellation") if time in ("present", "progressive", "future") else None
    if time in ("may", "should", "would"):
        return way.turned("would" if time == "would" else "intent")
    return way.turned("pledge", is_verb_tag and time not in OPEN)


def _begun(way: Climb, time: str, no: bool, effect: str, head: Token) -> Climb | None:
    """ "began sending", "completed the handover", "is going to": as far as the beginning's own tense has come."""
    role = way.frame.row.role
    if no:
        return way.turned("cancellation") if effect == "light" and head.lower_ == "going" else None
    if time in DONE and role == "ship":
        return way.turned("dispatch")
    if time in DONE:
        done = role in ("give", "equip", "train", "ship", "get", "arrive")
        return way.turned("delivery" if done else way.kind or "pledge")
    if time in AHEAD:
        return way.turned("pledge")
    if time in ("may", "would", "should"):
        return way.turned(*by_modality(time))
    return way.turned(way.kind, settled=False)
