"""The kind of a claim is the verb of its clause seen through tense, modality, negation and all that governs it."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from extraction.reading.lexicon import Lexicon, Row
from extraction.reading.syntax import conditional, governor, is_verb, negated, passive, subject, tense
from extraction.reading.words import words_of
from pledges.domain.values import Certainty, Kind

_DONE = frozenset({"past", "perfect", "participle"})
_AHEAD = frozenset({"future", "progressive", "present"})
_OPEN = frozenset({"infinitive", "gerund"})
_CLIMB = frozenset(
    {"xcomp", "ccomp", "advcl", "acl", "pcomp", "pobj", "dobj", "prep", "nsubjpass", "nsubj", "conj", "appos", "attr",
     "dep", "acomp", "oprd", "csubj", "csubjpass", "compound", "relcl", "agent", "dative", "parataxis"}
)  # fmt: skip
_ARRIVALS = frozenset({"delivery", "arrival", "transfer", "receipt", "shipment", "handover", "deliveries", "shipments"})


@dataclass(slots=True)
class Frame:
    """A clause of giving: its verb or noun, the words above it, and the kind that they make together."""

    trigger: Token
    row: Row
    kind: Kind
    rule: str
    chain: list[Token] = field(default_factory=list)  # trigger and governors, inmost first
    certainty: Certainty = Certainty.STATED
    request_to: bool = False  # a request: donors are asked, not giving
    nouns: list[Token] = field(default_factory=list)  # nouns of giving passed on the way up
    hedged: bool = False


def trigger_row(token: Token, lexicon: Lexicon) -> Row | None:
    """The row of a verb or noun of giving, None for another word."""
    word = token.lower_
    if word == "including":
        return None
    rows = lexicon.verbs.get(word)
    if word in _HAVE and not _has_items(token):
        return None
    if rows and (
        is_verb(token)
        or (token.tag_ in ("JJ", "NN", "NNS", "NNP") and token.dep_ == "ROOT" and word not in lexicon.nouns)
    ):
        plain = None
        for row in rows:
            if not row.particle:
                plain = plain or row
            elif _has_particle(token, row.particle):
                return row
        return plain
    if token.tag_[:2] == "NN":
        return lexicon.nouns.get(word)
    return None


_HAVE = frozenset({"have", "has", "had", "having"})
_HAVING = words_of("package packages tranche drawdown shipment delivery donation list batch it this which that")


def _has_items(token: Token) -> bool:
    """ "It also has 28 carriers": the package, or what stands for it, has items beside others."""
    word = subject(token) if token.lower_ in ("has", "have") and token.dep_ not in ("aux", "auxpass") else None
    return (
        word is not None
        and word.lower_ in _HAVING
        and any(child.lower_ in ("also", "too") for child in token.children)
        and any(child.dep_ == "dobj" for child in token.children)
    )


def governor_row(token: Token, lexicon: Lexicon) -> Row | None:
    """The row of a governing word that fits its part of speech."""
    noun = token.tag_[:2] == "NN"
    for row in lexicon.governors.get(token.lower_, ()):
        if row.particle and not _has_particle(token, row.particle):
            continue
        if row.noun == noun or (not row.noun and not noun):
            return row
        if noun and not is_verb_word(row):
            return row
    return None


def is_verb_word(row: Row) -> bool:
    """Whether a governor's row is about a verb rather than a noun or adjective without own forms."""
    return row.word not in _PLAIN_NOUNS


_PLAIN_NOUNS = words_of(
    "decision agreement deal intention commitment proposal idea possibility option readiness willingness effort"
    " permission refusal reluctance failure approval authorisation authorization mission programme program initiative"
    " coalition consideration consensus"
)


def _has_particle(token: Token, particle: str) -> bool:
    doc = token.doc
    return any(doc[place].lower_ == particle for place in range(token.i + 1, min(token.i + 5, len(doc)))) and not any(
        doc[place].text in ",;." for place in range(token.i + 1, min(token.i + 2, len(doc)))
    )


def read_frame(trigger: Token, row: Row, lexicon: Lexicon, nouns: list[Token] | None = None) -> Frame | None:
    """The frame of a trigger; None where the clause denies, doubts away or only describes the act."""
    nouns = nouns or []
    kind, settled = own_kind(trigger, row, nouns)
    frame = Frame(trigger=trigger, row=row, kind=Kind.PLEDGE, rule=row.rule, chain=[trigger], nouns=nouns)
    if kind == "none":
        return None
    if conditional(trigger) and kind in (None, "delivery", "pledge"):
        kind, settled = "intent", True
    result = _through_governors(frame, kind, settled, lexicon)
    if result in (None, "none"):
        return None
    frame.kind = Kind(result)
    frame.rule = f"{row.rule}:{tense(trigger)}" + "".join(f"<{token.lower_}" for token in frame.chain[1:])
    return frame


def own_kind(token: Token, row: Row, nouns: list[Token]) -> tuple[str | None, bool]:
    """The kind that a trigger has by itself, and whether words above it can still change it."""
    if not is_verb(token) and row.rule.startswith("nouns."):
        return _noun_kind(row)
    time, no, role = tense(token), negated(token), row.role
    if (
        token.lower_ in ("take", "takes", "took", "taken", "taking")
        and role == "leave"
        and token.i + 1 < len(token.doc)
        and token.doc[token.i + 1].lower_ != "off"
    ):
        return "none", True
    if role in ("give", "equip", "train", "ship", "pay"):
        return _giving(time, no, role, token)
    if role == "promise":
        return _promising(token, time, no, nouns)
    if role == "order":
        if no:
            return "none", True
        return ("contract", True) if time in _DONE or time in ("progressive", "present") else _later(time)
    if role in ("get", "arrive", "leave"):
        return _moving(token, time, no, role)
    if role == "contain":
        if no or not _holds_package(token):
            return "none", True
        if time == "present" and (word := subject(token)) is not None and word.i == 0:
            return "pledge", True  # it opens the sentence: nothing governs it
        return ("intent", True) if time in ("may", "would") else (None, False)
    if role in ("ask", "need"):
        return ("none" if no else "request", True)
    if role == "refuse":
        if no:
            return "intent", True
        return ("none", True) if time in ("may", "would", "should") else ("cancellation", True)
    if role in ("consider", "prepare", "permit"):
        return ("cancellation" if no and role == "permit" else "none" if no else "intent", True)
    raise ValueError(f"{row.rule} has the unknown sense {role!r}")


_PACKAGES = words_of(
    "package packages aid assistance support drawdown tranche it this that which they these "
    "shipment delivery donation gift"
    " contribution list commitment deal announcement initiative equipment capabilities weapons arms "
    "batch supply supplies"
    " tranches deliveries shipments help plan programme program weaponry materiel items total "
    "installment instalment move"
    " pledge offer order contract consignment hardware donations pledges systems vehicles munitions sum amount"
)


def _holds_package(token: Token) -> bool:
    """Whether what includes the item is a package, and not a weapon with its parts or a list of losses."""
    word = subject(token)
    if word is None:
        return (token.dep_ in ("acl", "advcl", "prep", "ROOT", "conj") and token.tag_ != "VBN") or passive(token)
    return word.lower_ in _PACKAGES or passive(token)


def _noun_kind(row: Row) -> tuple[str | None, bool]:
    fixed = {"ask": "request", "refuse": "cancellation", "order": "contract", "leave": "dispatch"}
    return fixed.get(row.role), row.role in fixed and row.role != "order"


def _giving(time: str, no: bool, role: str, token: Token) -> tuple[str | None, bool]:
    if no:
        if time in ("future", "progressive", "present", "would"):
            return "cancellation", True
        return ("none", True) if time in _DONE else (None, False)
    if time in _DONE:
        return (
            "dispatch" if role == "ship" else "pledge" if role == "pay" and token.lower_ != "paid" else "delivery"
        ), True
    if time in ("progressive", "present") and role == "ship":
        return "dispatch", True
    return ("pledge", True) if time in _AHEAD else _later(time)


def _later(time: str) -> tuple[str | None, bool]:
    if time == "would":
        return "would", True
    if time in ("may", "should"):
        return "intent", True
    if time in _AHEAD:
        return "pledge", True
    return None, False


def _promising(token: Token, time: str, no: bool, nouns: list[Token]) -> tuple[str | None, bool]:
    if no:
        return ("none" if time in _DONE or time in _OPEN else "cancellation"), True
    if token.lower_ in ("confirm", "confirmed", "confirms", "reported", "welcomed") and any(
        noun.lower_ in _ARRIVALS for noun in nouns
    ):
        return "delivery", True
    if time in ("may", "should", "would"):
        return ("would" if time == "would" else "intent"), True
    if time in _OPEN:
        return "promise", False
    if time == "progressive" and token.lower_ in ("finalizing", "finalising"):
        return "intent", True
    return "pledge", True


def _moving(token: Token, time: str, no: bool, role: str) -> tuple[str | None, bool]:
    if no:
        return "none", True
    if time in _DONE:
        return ("dispatch" if role == "leave" else "delivery"), True
    if role == "leave":
        return ("dispatch", True) if time in ("progressive", "present") else _later(time)
    if time == "present" and not passive(token):
        return "delivery", True
    if time == "should":
        return "pledge", True
    if role == "arrive" and time == "progressive":
        return "dispatch", True
    if time in _OPEN:
        return "due", False
    return _later(time)


def _through_governors(frame: Frame, kind: str | None, settled: bool, lexicon: Lexicon) -> str | None:
    """Follow the words above the trigger; an open verb takes its kind from them, a finite one only their doubt."""
    token, steps = frame.trigger, 0
    while steps < 12 and token.dep_ in _CLIMB:
        head = governor(token)
        if head is None:
            break
        steps += 1
        if token.dep_ in ("relcl",) and settled:
            break
        row = governor_row(head, lexicon)
        verb_row = trigger_row(head, lexicon) if row is None else None
        if row is not None:
            outcome = _governed(kind, settled, head, row, frame)
            if outcome is None:
                return None
            kind, settled = outcome
            frame.chain.append(head)
        elif not settled and verb_row is not None and is_verb(head):
            if verb_row.role in ("arrive", "leave", "get", "train", "equip", "need"):
                kind, settled = _by_tense(kind, head)
                frame.chain.append(head)
                token = head
                continue
            if is_verb(frame.trigger) and verb_row.role in ("give", "ship", "pay", "contain"):
                kind, settled = _by_tense(kind, head)
                settled = settled or tense(head) not in _OPEN
                frame.chain.append(head)
                token = head
                continue
            above, fixed = own_kind(head, verb_row, [])
            if above == "none":
                return None
            if above is not None and verb_row.role != "contain":
                kind, settled = above, fixed
            frame.chain.append(head)
        elif not settled and is_verb(head):
            kind, settled = _by_tense(kind, head)
            settled = settled or tense(head) not in _OPEN
            frame.chain.append(head)
            if head.dep_ in ("ROOT", "relcl"):
                break
        elif is_verb(head) and settled and token.dep_ in ("advcl", "nsubj", "relcl", "acl"):
            break
        token = head
    return _close(kind, frame)


def _close(kind: str | None, frame: Frame) -> str | None:
    if kind == "would":
        said = any(token.tag_ == "VBD" for token in frame.chain[1:])
        return "pledge" if said else "intent"
    if kind in (None, "promise", "due"):
        return "pledge"
    return kind


def _by_tense(kind: str | None, head: Token) -> tuple[str | None, bool]:
    """An open verb under a verb that the lexicon does not know follows its modality; "has yet to" leaves it open."""
    if any(child.lower_ == "yet" and child.i > head.i for child in head.children):
        return "intent", True
    time = tense(head)
    if time in ("may", "would", "should"):
        return "intent", True
    if negated(head):
        return "none", True
    return kind, False


def _governed(kind: str | None, settled: bool, head: Token, row: Row, frame: Frame) -> tuple[str | None, bool] | None:
    effect, time, no = row.role, tense(head) if is_verb(head) else "present", negated(head)
    if head.lower_ in (
        "close",
        "likely",
        "ready",
        "willing",
        "able",
        "open",
        "due",
        "set",
        "poised",
        "reluctant",
    ) and not is_verb(head):
        time, no = (tense(head.head), no or negated(head.head)) if is_verb(head.head) else (time, no)
    if effect in ("say", "claim", "deny"):
        return _said(kind, settled, effect, no, frame)
    if settled and kind not in ("would",):
        if effect == "expect" and kind == "pledge":
            return kind, settled
        return (kind, settled)
    if effect in ("pledge", "plan"):
        return _decided(kind, time, no, frame, is_verb(head))
    if effect in ("begin", "complete", "light"):
        return _begun(kind, time, no, effect, frame)
    if effect == "expect":
        if frame.row.role in ("arrive", "get", "leave") or (passive(frame.trigger) and frame.row.role != "promise"):
            return ("pledge", True) if not no else None
        return ("intent", True) if not no else None
    if effect == "request":
        asker = subject(head) if is_verb(head) else None
        if (
            asker is not None
            and asker.lower_
            in (
                "biden",
                "trump",
                "scholz",
                "macron",
                "administration",
                "government",
                "house",
                "president",
            )
            and not any(word.lower_[:5] in ("ukrai", "zelen", "kyiv") for word in asker.subtree)
        ):
            return ("intent", True) if not no else None
        frame.request_to = True
        return ("request", True) if not no else None
    if effect == "refuse":
        return ("intent", True) if no else ("cancellation", True)
    if effect in ("intent", "permit"):
        return (
            ("cancellation", True)
            if no and effect == "intent" and row.word in ("willing", "ready")
            else (("intent", True) if not no else None)
        )
    if effect == "thanks":
        return "delivery", True
    if effect == "nothing":
        return None
    raise ValueError(f"{row.rule} has the unknown effect {effect!r}")


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
    return ("pledge", is_verb_tag and time not in _OPEN)


def _begun(kind: str | None, time: str, no: bool, effect: str, frame: Frame) -> tuple[str | None, bool] | None:
    if no:
        return None
    if time in _DONE:
        return (
            "delivery" if frame.row.role in ("give", "equip", "train", "ship", "get", "arrive") else kind or "pledge"
        ), True
    if time in _AHEAD:
        return "pledge", True
    if time in ("may", "would", "should"):
        return _later(time)
    return kind, False


def subject_of(frame: Frame) -> Token | None:
    """The subject of the frame's verb, its own or that of the verb that governs it."""
    for token in frame.chain:
        if is_verb(token) and (found := subject(token)) is not None:
            return found
    return None
