"""A trigger has a kind of its own by its sense, tense and negation; what it leaves open the words above it settle."""

from collections.abc import Sequence

from spacy.tokens import Token

from extraction.reading.kinds.askers import asks_its_house
from extraction.reading.kinds.packages import holds_package, wished_for
from extraction.reading.kinds.tenses import AHEAD, DONE, OPEN, by_modality
from extraction.reading.kinds.triggers import has_particle
from extraction.reading.lexicon import Row, noun_role
from extraction.reading.rules import Rule, Table, says
from extraction.reading.syntax import auxiliaries, conditional, is_verb, negated, passive, subject, tense

_GOES_ON = frozenset({"mission", "operation", "unifier", "interflex", "training", "programme", "program", "deployment"})
_ARRIVALS = frozenset({"delivery", "arrival", "transfer", "receipt", "shipment", "handover", "deliveries", "shipments"})

_HEADLINE = frozenset({"delivers", "hands", "turns"})  # "Germany delivers eight tanks": a headline's past
_NOT_YET = frozenset({"when", "once", "until", "before", "after", "as", "unless", "if"})


def own_kind(token: Token, row: Row, nouns: Sequence[Token]) -> tuple[str | None, bool]:
    """The kind that a trigger has by itself, and whether words above it can still change it."""
    if not is_verb(token) and row.rule.startswith("nouns."):
        return _noun_kind(row)
    time, no, role = _time_of(token), negated(token), row.role
    if (settled := NO_ACT.first(token, row, nouns)) is not None:
        return settled, True
    if _presents_package(token, role):
        return _promising(token, time, no, nouns)
    if role in ("give", "equip", "train", "ship", "pay"):
        return _giving(time, no, role, token)
    if role == "promise":
        return _promising(token, time, no, nouns)
    if role == "order":
        return _ordering(time, no)
    if role in ("get", "arrive", "leave", "learn"):
        return _moving(token, time, no, role)
    if role == "contain":
        return _containing(token, time, no)
    if role in ("ask", "need"):
        if _only_wonders(token):
            return "none", True
        return ("none" if no else "intent" if asks_its_house(token) else "request", True)
    if role == "refuse":
        return _refusing(time, no)
    if role in ("consider", "prepare", "permit"):
        return ("cancellation" if no and role == "permit" else "none" if no else "intent", True)
    raise ValueError(f"{row.rule} has the unknown sense {role!r}")


def _only_wonders(token: Token) -> bool:
    """ "Asked about its tanks", "if Kyiv were to ask for jets": a question, and what nobody has asked for yet."""
    about = any(child.lower_ == "about" and child.dep_ == "prep" for child in token.children)
    unreal = any(child.lower_ == "if" for near in (token, token.head) for child in near.children)
    return (token.lower_ in ("asked", "asks", "ask", "asking") and about) or (unreal and tense(token) in OPEN)


def _time_of(token: Token) -> str:
    """Its tense; "will send them once they have been repaired": what is done by then is still ahead."""
    time = tense(token)
    waited_for = time in DONE and token.dep_ == "advcl" and _is_to_come(token) and tense(token.head) == "future"
    return "future" if waited_for else time


def _presents_package(token: Token, role: str) -> bool:
    """ "presented its 14th package to Ukraine": announced it; "presented Ukraine with guns" gave them."""
    presented = role == "equip" and token.lower_.startswith("present")
    things = [child for child in token.children if child.dep_ in ("dobj", "nsubjpass")]
    return presented and any(noun_role(word.lower_) == "package" for thing in things for word in thing.subtree)


def _stopped(token: Token, row: Row, nouns: Sequence[Token]) -> str | None:
    """ "announced a pause in shipments": no promise but a stop."""
    if row.role not in ("promise", "order", "give") or not any(noun_role(noun.lower_) == "refuse" for noun in nouns):
        return None
    return "none" if negated(token) else "cancellation"


def _never_was(token: Token, row: Row, nouns: Sequence[Token]) -> bool:
    """ "if Germany had sent tanks earlier", "had the US provided jets": what did not happen."""
    had = [child for child in token.children if child.lower_ == "had" and child.dep_ in ("aux", "auxpass")]
    if tense(token) != "perfect" or not had:
        return False
    word = subject(token)
    return (conditional(token) and token.dep_ == "advcl") or (word is not None and had[0].i < word.i)


def _ordering(time: str, no: bool) -> tuple[str | None, bool]:
    if no:
        return "none", True
    return ("contract", True) if time in DONE or time in ("progressive", "present") else by_modality(time)


def _containing(token: Token, time: str, no: bool) -> tuple[str | None, bool]:
    if no or not holds_package(token):
        return "none", True
    if wished_for(token):
        return "request", True
    if time == "present" and (word := subject(token)) is not None and word.i == 0:
        return "pledge", True  # it opens the sentence: nothing governs it
    return ("would", False) if time == "would" else ("intent", True) if time == "may" else (None, False)


def _refusing(time: str, no: bool) -> tuple[str | None, bool]:
    if no:
        return "intent", True
    return ("none", True) if time in ("may", "would", "should") else ("cancellation", True)


def _noun_kind(row: Row) -> tuple[str | None, bool]:
    fixed = {"ask": "request", "need": "request", "refuse": "cancellation", "order": "contract", "leave": "dispatch"}
    return fixed.get(row.role), row.role in fixed and row.role != "order"


def _giving(time: str, no: bool, role: str, token: Token) -> tuple[str | None, bool]:
    if no:
        if time in ("future", "progressive", "present", "would"):
            return "cancellation", True
        return (
            ("none", True)
            if time in DONE or time in ("may", "should")
            else ("not", False)
            if time in OPEN
            else (None, False)
        )
    if time in DONE and token.lower_ == "extended" and any(child.lower_ in _GOES_ON for child in token.children):
        return "pledge", True
    if time in DONE:
        return (
            "dispatch" if role == "ship" else "pledge" if role == "pay" and token.lower_ != "paid" else "delivery"
        ), True
    if time in ("progressive", "present") and role == "ship":
        return "dispatch", True
    if time == "present" and token.lower_ in _HEADLINE and not _is_to_come(token):
        return "delivery", True
    return ("pledge", True) if time in AHEAD else by_modality(time)


def _is_to_come(token: Token) -> bool:
    """ "once Denmark hands over": a clause of time or condition."""
    return any(child.lower_ in _NOT_YET and child.dep_ in ("mark", "advmod") for child in token.children)


def _promising(token: Token, time: str, no: bool, nouns: Sequence[Token]) -> tuple[str | None, bool]:
    if no:
        return ("none" if time in DONE or time in OPEN else "cancellation"), True
    if token.lower_ in ("confirm", "confirmed", "confirms", "reported", "welcomed") and any(
        noun.lower_ in _ARRIVALS for noun in nouns
    ):
        return "delivery", True
    if time in ("may", "should", "would"):
        return ("would" if time == "would" else "intent"), True
    if time in OPEN:
        return "promise", False
    if time == "progressive" and token.lower_ in ("finalizing", "finalising"):
        return "intent", True
    return "pledge", True


def _moving(token: Token, time: str, no: bool, role: str) -> tuple[str | None, bool]:
    if token.lower_ == "followed" and passive(token):
        return "none", True  # "followed by Norway": the next in a row
    if token.lower_ in ("come", "comes", "came") and any(child.lower_ == "with" for child in token.children):
        return "none", True  # "the two launchers come with 500 rockets": what belongs to them
    if has_particle(token, "on top of"):
        return "none", True  # "which come on top of the ten": what they are added to
    if no:
        return "none", True
    if token.lower_.startswith(("await", "expect")):
        return "pledge", True
    if time in DONE:
        return ("dispatch" if role == "leave" else "delivery"), True
    if role == "leave":
        return ("dispatch", True) if time in ("progressive", "present") else by_modality(time)
    if time == "present" and not passive(token):
        return "delivery", True
    if role == "get" and any(child.lower_ == "must" for child in auxiliaries(token)):
        return "request", True  # "Kyiv must get ten more"
    if time == "should":
        return "pledge", True
    if role == "arrive" and time == "progressive":
        return "dispatch", True
    if time in OPEN:
        return "due", False
    return by_modality(time)


NO_ACT = Table(
    name="verbs that tell of no act of giving",
    rules=(
        Rule(
            id="stopped",
            apply=_stopped,
            examples=("Norway announced a pause in the delivery of ten tanks to Ukraine.",),
            counterexamples=("Norway announced the delivery of ten tanks to Ukraine.",),
        ),
        Rule(
            id="never was",
            apply=says("none", _never_was),
            examples=("Had Norway sent Leopard 2s in 2022, Ukraine might have won back the town.",),
            counterexamples=("Norway had sent Ukraine 20 tanks earlier.",),
        ),
    ),
)
