"""Where a clause only points to its giver or is silent, its item, thanks, the text before or the publisher tells."""

from spacy.tokens import Token

from extraction.reading.composing.packages import of_package
from extraction.reading.composing.silent_givers import SILENT_GIVERS
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.addressed import thanked
from extraction.reading.donors.adjective import in_item
from extraction.reading.donors.by_and_from import attached, by_agent, of_the_list
from extraction.reading.donors.clause import giver_of
from extraction.reading.donors.credited import housed
from extraction.reading.donors.gapped import gapped, next_from
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver, Origin, mentions_in
from extraction.reading.donors.host import is_learning
from extraction.reading.donors.joined import promised_by, whole_in_front, with_partners
from extraction.reading.donors.phrase import HOUSES, from_phrase
from extraction.reading.donors.position import sole_before
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, passive
from pledges.domain.values import Kind

_NOBODY = Giver()
_THANKS = frozenset({"thanked", "thank", "thanks", "praised", "grateful"})


def giver_for(thread: Thread, scene: Scene, frame: Frame, phrase: ItemPhrase | None) -> Giver:
    """The donors of a clause with those they give together with; the last who gave where it is silent."""
    return with_partners(scene, _giver_for(thread, scene, frame, phrase))


def _giver_for(thread: Thread, scene: Scene, frame: Frame, phrase: ItemPhrase | None) -> Giver:
    own = (_by_own_words(scene, frame, phrase) if phrase is not None else _NOBODY, _thanked_in(scene, frame))
    told = next((found for found in own if found.codes), None)
    giver = told or giver_of(scene, frame)
    apart = told.named_apart if told is not None else bool(by_agent(scene, frame).codes)
    if phrase is not None and not apart and (whose := _who_gives_it(scene, frame, phrase)).codes:
        return whose
    if giver.codes:
        return giver
    pointed = _pointed_at(thread, scene, frame, giver)
    return pointed if pointed is not None else _of_silent_clause(thread, scene, frame, phrase)


def _who_gives_it(scene: Scene, frame: Frame, phrase: ItemPhrase) -> Giver:
    """ "The ten that Norway and Spain are giving have been handed over, Oslo said": not whoever only says so."""
    if not (is_verb(frame.trigger) and (passive(frame.trigger) or frame.row.role == "arrive")):
        return _NOBODY
    whole = whole_in_front(scene, phrase.first) if phrase.refers == "elliptic" else None
    noun = whole if whole is not None else phrase.head
    word = promised_by(scene, noun)
    found = from_phrase(scene, word, "donors.promised") if word is not None else _NOBODY
    if word is not None and _went_to_another(scene, word.head, found):
        return _NOBODY
    return found if found.codes or whole is None else attached(scene, whole)


def _went_to_another(scene: Scene, verb: Token, giver: Giver) -> bool:
    """ "The tanks that Norway sold", "the guns that Norway gave Latvia" have changed hands before."""
    first, last = verb.left_edge.i, verb.right_edge.i
    others = {name.ref for name in mentions_in(scene, first, last)} - {*giver.codes, RECIPIENT}
    return bool(others) or verb.lower_ in _SOLD


_SOLD = frozenset({"sold", "leased", "lent", "exported"})


def _by_own_words(scene: Scene, frame: Frame, phrase: ItemPhrase) -> Giver:
    """Who gives by the words in or on an item; who sells gives nothing."""
    came, bought = frame.row.role in ("get", "arrive", "leave"), frame.row.role == "order"
    by_words = (
        in_item(scene, phrase.first, phrase.last),
        next_from(scene, phrase.last) if came else _NOBODY,
        attached(scene, phrase.head) if not bought else _NOBODY,
        of_the_list(scene, phrase.head) if not bought else _NOBODY,
        gapped(scene, phrase.first),
    )
    return next((found for found in by_words if found.codes), _NOBODY)


def _thanked_in(scene: Scene, frame: Frame) -> Giver:
    """ "He thanked Norway for the tanks": the first word of thanks above a clause."""
    thanks = next((token for token in frame.chain[1:] if token.lower_ in _THANKS), None)
    return thanked(scene, thanks) if thanks is not None else _NOBODY


def _pointed_at(thread: Thread, scene: Scene, frame: Frame, giver: Giver) -> Giver | None:
    """Whom "we", "allies", "the coalition", "it" or the package points to; None where the clause points to nobody."""
    if giver.points == "we":
        return _we(thread, scene, frame)
    if giver.points == "several":
        return thread.memory.several_before(scene)
    if giver.points == "many":
        return Giver(rule=giver.rule, points="many")
    if giver.points == "group":
        return thread.memory.group
    if frame.row.role == "contain" and (of_the_package := of_package(thread, scene, 4)) is not None:
        return of_the_package
    if giver.points == "third":
        for same in (sole_before(scene, frame), housed(scene)):
            if same.codes:
                return same
        found = giver_back(thread, scene, near=True)
        return found if found.codes else _house(thread, scene, giver)
    return None


def _house(thread: Thread, scene: Scene, giver: Giver) -> Giver:
    """ "The government decided": the publisher's, where the text has named no state before."""
    words = scene.doc[giver.first : giver.first + 4] if giver.first is not None else ()
    return thread.memory.house if any(word.lower_ in HOUSES for word in words) else Giver()


def _we(thread: Thread, scene: Scene, frame: Frame) -> Giver:
    """ "We": the publisher where it gives, else who gave before, else the only giver of the text."""
    publisher, speaker = thread.memory.publisher, thread.memory.speaker(scene.sentence.ordinal)
    if speaker.codes:
        return Giver() if set(speaker.codes) & (AGGRESSORS | {RECIPIENT}) else speaker
    if publisher.codes:
        return publisher.by("donors.publisher.we") if is_verb(frame.trigger) else publisher
    near = giver_back(thread, scene, near=True)
    others = (thread.memory.only_giver, thread.memory.main_giver)
    return near if near.codes else next((found for one in others if (found := one()).codes), Giver())


def _of_silent_clause(thread: Thread, scene: Scene, frame: Frame, phrase: ItemPhrase | None) -> Giver:
    """Who gives in a clause that does not say: the first of `SILENT_GIVERS` that names them, else who gave before."""
    if frame.kind is Kind.REQUEST:
        return _NOBODY
    if thread.lead is not None and thread.lead.giver.codes:
        return thread.lead.giver
    if (named := SILENT_GIVERS.first(thread, scene, frame, phrase)) is not None:
        return named
    found = giver_back(thread, scene, near=True)
    if is_learning(frame) and any(_is_fund(thread, code) for code in found.codes):
        return Giver(rule="donors.unnamed", points="many")
    return thread.memory.publisher if thread.official and not found.codes else found


def _is_fund(thread: Thread, code: str) -> bool:
    """Whether a donor is a fund, which pays and teaches nobody."""
    return thread.memory.catalogue.donors[code].kind == "fund"


def giver_back(thread: Thread, scene: Scene, *, near: bool) -> Giver:
    """Who gave before, by the rule of what was only said before."""
    found = thread.memory.giver_before(scene, near=near)
    return found if found.origin is Origin.HEADED else Giver.told_before(found.codes, found.spans)
