"""What a state buys for itself, sends to a third state or gets in place of what it gave is no aid."""

import re

from extraction.reading.donors.giver import RECIPIENT, mentions_in
from extraction.reading.exclusions import ARMYS_OWN
from extraction.reading.kinds.frame import Frame
from extraction.reading.lexicon import lexicon
from extraction.reading.phrases import ItemPhrase
from extraction.reading.recipients import names_recipient
from extraction.reading.rules import Rule, Table, says
from extraction.reading.scene import Scene

_FOR_OWN = re.compile(
    r"\bfor (?:its|their|his|the country's) (?:own|army|navy|air force|armed forces|military|"
    r"infantry|new (?:division|brigade))\b|\bits own (?:army|armed forces|bases|navy|military|"
    r"infantry)\b(?! (?:had|has|have|never|hardly|barely|no longer|does|did|could|can))"
    rf"|{ARMYS_OWN}"
)
_FOR_THAT_STATES = re.compile(
    r"\bfor (?:the )?(?!Ukrain|Kyiv)[A-Z][a-z]+(?:'s|’s)? (?:\w+ )?(?:armed forces|forces|army|air force|navy|military"
    r"|artillery|land forces|infantry|troops)\b"
)
_PLACE_OF = re.compile(r"\breplacement\w*\W+(?:[\w-]+\W+){0,3}$", re.IGNORECASE)
_AS_PLACE = re.compile(r"^\W*(?:\w+\W+){0,6}?as (?:a )?replacements?\b", re.IGNORECASE)
_AT_FRONT = re.compile(r"\bfront ?lines?\b|\bthe front\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:the )?[A-Z]")
_TAKES = frozenset({"lease", "leasi", "loan"})  # "will lease 18 tanks from Germany"
_ORDERED = frozenset({"ordered", "bought", "purchased"})
_SIGNED = frozenset({"sign", "signs", "signed", "signing", "concluded", "inked"})


def _for_the_recipient(words: str) -> bool:
    """Whether words name the recipient, and not only as the place of the war, or the front where it fights."""
    return names_recipient(words) or bool(_AT_FRONT.search(words))


def _ordered_for_nobody_else(scene: Scene, frame: Frame, phrase: ItemPhrase) -> bool:
    return frame.row.role == "order" and not _for_the_recipient(_clause(scene.sentence.text, frame.trigger.idx))


def _spent_on_arms(scene: Scene, frame: Frame, phrase: ItemPhrase) -> bool:
    """ "plans to spend most of it on 24 fighters": a state's own budget, where no gift was spoken of."""
    spends = frame.trigger.lower_.startswith("spen") and frame.row.word == "spend"
    return spends and not scene.goes_on and _of_others(scene)


def _taken_on_loan(scene: Scene, frame: Frame, phrase: ItemPhrase) -> bool:
    takes = frame.row.role in ("order", "give") and frame.trigger.lower_[:5] in _TAKES
    return takes and _of_others(scene) and bool(_FROM.search(scene.sentence.text))


def _for_own_forces(scene: Scene, frame: Frame, phrase: ItemPhrase) -> bool:
    text = scene.sentence.text
    return _of_others(scene) and bool(_FOR_OWN.search(text) or _FOR_THAT_STATES.search(text))


def _in_place(scene: Scene, frame: Frame, phrase: ItemPhrase) -> bool:
    text = scene.sentence.text
    start, end = scene.doc[phrase.first].idx, scene.doc[phrase.last].idx + len(scene.doc[phrase.last])
    beside = _PLACE_OF.search(text[:start]) or _AS_PLACE.search(text[end:])
    return _of_others(scene) and bool(beside or _PLACE_OF.match(text[start:end] + "."))


def _signed_for(scene: Scene, frame: Frame, phrase: ItemPhrase) -> bool:
    return _of_others(scene) and frame.trigger.lower_ in _SIGNED and _is_bought(frame)


def _ordered_by_another(scene: Scene, frame: Frame, phrase: ItemPhrase) -> bool:
    return _of_others(scene) and _ordered_by_a_state(scene, phrase)


def _of_others(scene: Scene) -> bool:
    """Whether a sentence does not name the recipient: one that does is hardly of a state's own arms."""
    return not _for_the_recipient(scene.sentence.text)


def _clause(text: str, place: int) -> str:
    """The part of a sentence between semicolons in which a place lies."""
    start = text.rfind(";", 0, place) + 1
    end = text.find(";", place)
    return text[start:] if end < 0 else text[start:end]


def _is_bought(frame: Frame) -> bool:
    """ "signed a contract for 44 tanks": an order and no promise."""
    if any(child.lower_ == "for" and child.dep_ == "prep" for child in frame.trigger.children):
        return True  # "signed on Monday for 44 tanks"
    rows = [lexicon().nouns.get(noun.lower_) for noun in frame.nouns]
    return any(row is not None and (row.role == "order" or row.word in ("agreement", "deal")) for row in rows)


def _ordered_by_a_state(scene: Scene, phrase: ItemPhrase) -> bool:
    """ "the tanks that Poland ordered from South Korea"."""
    for clause in phrase.head.children:
        if clause.dep_ in ("relcl", "acl") and clause.lower_ in _ORDERED:
            for word in clause.children:
                if word.dep_ in ("nsubj", "agent"):
                    return any(
                        name.ref != RECIPIENT for name in mentions_in(scene, word.left_edge.i, word.right_edge.i)
                    )
    return False


OWN_ARMS = Table(
    name="arms for a state's own forces",
    rules=(
        Rule(
            id="spent on its own arms",
            apply=says("own procurement", _spent_on_arms),
            examples=("Norway speaks for Ukraine. Its army plans to spend most of the budget on 24 F-35 fighters.",),
            counterexamples=("Norway plans to spend most of the fund on 24 F-16 fighters for Ukraine.",),
        ),
        Rule(
            id="ordered for nobody else",
            apply=says("own procurement", _ordered_for_nobody_else),
            examples=("Ukraine asked for more; Norway will buy 54 Leopard 2 tanks from Germany.",),
            counterexamples=("Norway will buy 54 Leopard 2 tanks from Germany for Ukraine.",),
        ),
        Rule(
            id="taken on loan",
            apply=says("own procurement", _taken_on_loan),
            examples=("Norway will lease 18 Leopard 2 tanks from Germany.",),
            counterexamples=("Norway will lease 18 Leopard 2 tanks from Germany for Ukraine.",),
        ),
        Rule(
            id="for its own forces",
            apply=says("own procurement", _for_own_forces),
            examples=("Rheinmetall will deliver 24 howitzers for the Spanish land forces.",),
            counterexamples=("Rheinmetall will deliver 24 howitzers for the Ukrainian land forces.",),
        ),
        Rule(
            id="in place of what was given",
            apply=says("in place of what was given", _in_place),
            examples=("Germany will send Slovakia 15 Leopard 2 tanks as replacements.",),
            counterexamples=("Germany will send Ukraine 15 Leopard 2 tanks as replacements.",),
        ),
        Rule(
            id="signed for",
            apply=says("own procurement", _signed_for),
            examples=("Madrid signed a contract for 54 Leopard 2A8 tanks worth 950 million euros.",),
            counterexamples=("Madrid signed a contract for 54 Leopard 2A8 tanks for Ukraine.",),
        ),
        Rule(
            id="ordered by another",
            apply=says("own procurement", _ordered_by_another),
            examples=("South Korea has delivered ten K2 tanks that Poland ordered last year.",),
            counterexamples=("South Korea has delivered ten K2 tanks that Poland ordered for Ukraine.",),
        ),
    ),
)
