"""A governing word turns the kind below it by its effect: it says, decides, begins, expects, asks, refuses, permits."""

from spacy.tokens import Token

from extraction.reading.kinds.askers import another_urges, asks_its_house
from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.tenses import AHEAD, DONE, OPEN, by_modality
from extraction.reading.lexicon import Row
from extraction.reading.syntax import is_verb, negated, passive, subject, tense
from extraction.reading.words import words_of
from pledges.domain.values import Certainty

_GOT = words_of("received receives receive won wins got gets secured secures landed booked awarded placed has")
_PLACED = words_of("received placed awarded won signed")
_READY = words_of("close likely ready willing able open due set poised about reluctant")
_LIFTING = ("drop", "lift", "ended", "ending", "overc", "waive", "withdr", "abandon", "revers", "soften")


def governed(kind: str | None, settled: bool, head: Token, row: Row, frame: Frame) -> tuple[str | None, bool] | None:
    """The kind, and whether it is settled, after one governing word; None where that word undoes the act."""
    effect, (time, no) = row.role, _time_of(head)
    if frame.stopped and kind == "cancellation" and _undoes_a_stop(row, no):
        return "intent", True
    if effect == "wish":
        if kind == "pledge" and is_verb(head):
            return "intent", True  # "Kyiv hopes that Oslo will send"
        effect = "intent"
    if effect in ("say", "claim", "deny"):
        return _said(kind, settled, effect, no, frame)
    if effect == "refuse" and not no and (refused := _wish_refused(kind, head, frame)):
        return refused
    if kind == "not":
        return _decided_against(effect, no)
    if effect == "nothing" and row.particle:
        return None  # "stopped short of saying that it would"
    if settled and kind not in ("would",):
        return kind, settled
    if effect == "pledge" and head.lower_ in ("order", "contract") and _with_industry(head):
        return "contract", True
    return _by_effect(effect, row, kind, time, no, head, frame)


def _undoes_a_stop(row: Row, no: bool) -> bool:
    """ "refused to halt", "stopped short of blocking", "no plans to suspend", "nobody wants to stop"."""
    refuses = row.role == "refuse" or (row.role == "nothing" and bool(row.particle))
    return refuses if not no else row.role not in ("say", "claim", "deny", "refuse")


def _wish_refused(kind: str | None, head: Token, frame: Frame) -> tuple[str | None, bool] | None:
    """ "resisted calls to send", "turned down requests for", "voted down a proposal to", "rejected the idea of"."""
    if kind == "request":
        frame.request_to, frame.decider = False, head
        return "cancellation", True
    if kind == "intent" and not is_verb(frame.chain[-1]):
        return "cancellation", True
    return None


def _by_effect(
    effect: str, row: Row, kind: str | None, time: str, no: bool, head: Token, frame: Frame
) -> tuple[str | None, bool] | None:
    """The turn that a kind still open takes under a governing word."""
    match effect:
        case "plan" if frame.row.role == "promise" and head.lower_ in _READY and not no:
            return "intent", True  # "is set to unveil": not announced yet
        case "pledge" | "plan":
            return _decided(kind, time, no, frame, is_verb(head))
        case "begin" | "complete" | "light":
            return _begun(kind, time, no, effect, frame, head)
        case "expect":
            return _expected(no, frame)
        case "request":
            return _requested(head, no, frame)
        case "refuse":
            frame.stopped = not no and not _lifted(head)
            return ("cancellation" if frame.stopped else "intent"), True
        case "intent" | "permit":
            return _left_open(effect, row, no, head, frame)
        case "thanks":
            return ("pledge" if frame.row.role in ("package", "promise", "contain") else "delivery"), True
        case "nothing":
            return None
    raise ValueError(f"{row.rule} has the unknown effect {effect!r}")


def _expected(no: bool, frame: Frame) -> tuple[str | None, bool] | None:
    moves = frame.row.role in ("arrive", "get", "leave")
    due = moves or (passive(frame.trigger) and frame.row.role != "promise")
    return None if no else ("pledge" if due else "intent", True)


def _left_open(effect: str, row: Row, no: bool, head: Token, frame: Frame) -> tuple[str | None, bool] | None:
    """ "considers", "allowed Oslo to": an intent; a refusal where the willing or permitting one is not."""
    if effect == "permit":
        frame.decider = head
    unwilling = no and (effect == "permit" or row.word in ("willing", "ready"))
    return ("cancellation", True) if unwilling else None if no else ("intent", True)


def _lifted(head: Token) -> bool:
    """ "lifted its objections": a refusal that is given up."""
    return not is_verb(head) and any(head.head.lower_.startswith(start) for start in _LIFTING)


def _with_industry(noun: Token) -> bool:
    """ "Received an order to supply", "won a contract to build": what industry gets is ordered."""
    verb = noun.head
    got = verb.lower_ in _GOT or (noun.dep_ == "nsubjpass" and verb.lower_ in _PLACED)
    return is_verb(verb) and got


def _decided_against(effect: str, no: bool) -> tuple[str | None, bool] | None:
    """ "decided not to send", "its decision not to send": a refusal; whatever else is said of not giving is nothing."""
    return ("cancellation", True) if effect in ("pledge", "plan") and not no else None


def _time_of(head: Token) -> tuple[str, bool]:
    """Tense and negation of a governing word; "is ready to" has them on its copula."""
    time, no = tense(head) if is_verb(head) else "present", negated(head)
    if head.lower_ in _READY and not is_verb(head) and is_verb(head.head):
        return tense(head.head), no or negated(head.head)
    return time, no


def _requested(head: Token, no: bool, frame: Frame) -> tuple[str | None, bool] | None:
    """ "asked Congress to": a giver's own government that asks intends; whoever else asks requests."""
    if is_verb(head) and asks_its_house(head):
        return ("intent", True) if not no else None
    wants = head.lower_[:4] == "want" and frame.chain[-1].dep_ == "xcomp" and frame.row.role not in ("get", "arrive")
    if wants and subject(frame.chain[-1]) is None:
        return ("intent", True) if not no else ("cancellation", True)  # "Oslo wants to give"
    frame.request_to, frame.asker = True, subject(head) if is_verb(head) else None
    if is_verb(head) and another_urges(head):
        return ("intent", True) if not no else None
    return ("request", True) if not no else None


def _said(kind: str | None, settled: bool, effect: str, no: bool, frame: Frame) -> tuple[str | None, bool] | None:
    if effect == "claim":
        frame.certainty = Certainty.REPORTED
    if effect == "deny" or (no and kind in ("delivery", "dispatch")):
        return None
    if kind == "would":
        return "pledge", True
    return kind, settled


def _decided(kind: str | None, time: str, no: bool, frame: Frame, is_verb_tag: bool) -> tuple[str | None, bool] | None:
    if no:
        return ("cancellation", True) if time in ("present", "progressive", "future") else None
    if time in ("may", "should", "would"):
        return ("would" if time == "would" else "intent"), True
    return ("pledge", is_verb_tag and time not in OPEN)


def _begun(
    kind: str | None, time: str, no: bool, effect: str, frame: Frame, head: Token
) -> tuple[str | None, bool] | None:
    if no:
        return ("cancellation", True) if effect == "light" and head.lower_ == "going" else None
    if time in DONE and frame.row.role == "ship":
        return "dispatch", True
    if time in DONE:
        return (
            "delivery" if frame.row.role in ("give", "equip", "train", "ship", "get", "arrive") else kind or "pledge"
        ), True
    if time in AHEAD:
        return "pledge", True
    if time in ("may", "would", "should"):
        return by_modality(time)
    return kind, False
