"""Whom "by" and "from" name gives: the agent of a passive, the source of what is got, what hangs on the item."""

from spacy.tokens import Token

from extraction.reading.donors.giver import AGGRESSORS, Giver, Origin, first_named, mentions_in
from extraction.reading.donors.joined import whole_and_part
from extraction.reading.donors.phrase import from_phrase, named_by
from extraction.reading.kinds.frame import Frame
from extraction.reading.lexicon import lexicon
from extraction.reading.scene import Scene
from extraction.reading.syntax import children, is_verb, objects, passive
from extraction.reading.words import words_of

_PAID = words_of("paid financed funded sponsored bankrolled covered")
_NOT_GIVING = words_of(
    "stored held kept owned made built produced manufactured developed designed operated used captured seized"
    " fired flown crewed driven"
)

_MEANS = words_of("way means rail train road sea ship air plane land virtue end order")  # "by way of Poland"
_GIFTS = frozenset({"gift", "gifts", "donation", "donations", "contribution", "present"})


def by_agent(scene: Scene, frame: Frame) -> Giver:
    """ "donated by Norway", "a donation by Norway"."""
    acts = (token for token in (frame.trigger, *frame.nouns) if not (is_verb(token) and _has_subject(token)))
    words = (word for token in acts for word in objects(token, "by"))
    return named_by(scene, (word for word in words if word.lower_ not in _MEANS), "donors.agent").at(Origin.APART)


def _has_subject(verb: Token) -> bool:
    """ "Allies pledge ten tanks at a meeting led by Oslo": who gives stands before the verb, whatever is hung on it."""
    return not passive(verb) and any(children(verb, "nsubj"))


def announced_by(scene: Scene, frame: Frame) -> Giver:
    """ "A package for Kyiv was announced by the Pentagon": who announces what nobody else is said to give."""
    announced = (token for token in frame.chain[1:] if _promises(token) and passive(token))
    agents = (word for token in announced for child in children(token, "agent") for word in child.children)
    return first_named(_no_aggressor(from_phrase(scene, word, "donors.agent")) for word in agents).at(Origin.APART)


def _promises(verb: Token) -> bool:
    return any(row.role == "promise" for row in lexicon().verbs.get(verb.lower_, ()))


def _no_aggressor(giver: Giver) -> Giver:
    return Giver() if set(giver.codes) & AGGRESSORS else giver


def come_from(scene: Scene, frame: Frame) -> Giver:
    """ "received from Poland", "arrived from": the source of what is got or comes."""
    froms = (token for token in scene.doc if token.lower_ == "from" and token.dep_ == "prep")
    sources = (word for token in froms for word in children(token, "pobj"))
    return first_named(_no_aggressor(from_phrase(scene, word, "donors.from")) for word in sources).at(Origin.APART)


def paid_by(scene: Scene, trigger: Token) -> Giver:
    """ "paid for by Berlin", "financed by Denmark": who pays for what another hands over, in a clause of its own."""
    paid = (token for token in scene.doc if token.lower_ in _PAID and token.tag_ in ("VBN", "VBD"))
    payers = (word for token in paid if token.i != trigger.i for word in objects(token, "by"))
    return named_by(scene, payers, "donors.paid")


def source_of(scene: Scene, token: Token) -> Giver:
    """ "from Norway" as the verb's own words."""
    return named_by(scene, objects(token, "from"), "donors.from").at(Origin.APART)


def attached(scene: Scene, token: Token) -> Giver:
    """ "systems donated by Italy", "guns from Germany": what hangs on the item itself, or on a part or whole of it."""
    return first_named(_hanging(scene, child) for noun in whole_and_part(token) for child in noun.children)


def _hanging(scene: Scene, child: Token) -> Giver:
    """Whom a clause, a preposition or an apposition of an item names."""
    if child.dep_ in ("acl", "relcl") and child.lower_ not in _NOT_GIVING:
        agents = (word for agent in children(child, "agent") for word in agent.children)
        return named_by(scene, agents, "donors.agent").at(Origin.APART)
    if child.dep_ == "prep" and child.lower_ in ("from", "by"):
        return named_by(scene, children(child, "pobj"), "donors.from").at(Origin.APART)
    return gift_of(scene, child) if child.dep_ == "appos" and child.lower_ in _GIFTS else Giver()


def of_the_list(scene: Scene, token: Token) -> Giver:
    """ "12 tanks and 20 guns from Germany have arrived": whose the last of a list is, all are that come in one act."""
    row = sorted((token, *token.conjuncts), key=lambda one: one.i)
    last = whole_and_part(row[-1]) if row[-1].i != token.i and row[0].dep_ in ("nsubj", "nsubjpass") else []
    sources = (word for noun in last for word in objects(noun, "from"))
    return named_by(scene, sources, "donors.from").at(Origin.APART)


def gift_of(scene: Scene, noun: Token) -> Giver:
    """ "the gift of Spain and Portugal": whose gift it is, where the words after "of" are states and no arms."""
    states = (word for word in objects(noun, "of", "from", "by") if mentions_in(scene, word.i, word.i))
    return named_by(scene, states, "donors.gift")
