"""Why an item is no gift whatever its clause says: kept up, weighed with another, one of those counted, the enemy's."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extraction.reading.composing.thread import Thread
from extraction.reading.composing.whole_and_part import is_example
from extraction.reading.excluding.enemys import ENEMYS
from extraction.reading.not_given import why_not_given
from extraction.reading.phrases import ItemPhrase
from extraction.reading.rules import Rule, Table, says
from extraction.reading.scene import Scene
from pledges.domain.catalogue import Trait
from pledges.domain.values import Span, Unit

_SERVED = re.compile(
    r"\b(?:repairs?|maintenance|overhaul|upkeep|servicing|refurbishment|repairing|maintaining|restoring) "
    r"(?:(?:and \w+|of|to|for|on) )?"
    r"(?:(?:the|its|their|old|damaged|donated) )*$"
)
_BESIDES = re.compile(r"\b(?:(?:apart|aside) from|other than|except(?: for)?|excluding|leaving aside)$", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|but not|and not|unlike)\b|(?:^|, )not$")


def _another_is_given(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> bool:
    told_apart = phrase.quantity is not None and phrase.quantity.change is not None
    return not told_apart and bool(_INSTEAD.search(scene.doc[max(0, phrase.core - 5) : phrase.core].text))


def _told_besides(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> bool:
    return phrase.quantity is None and bool(_BESIDES.search(scene.doc[max(0, phrase.first - 3) : phrase.first].text))


def _spans_range(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> bool:
    """A headline's "from helicopters to radios": how much it is of, told below one by one."""
    before, after = scene.doc[max(0, phrase.first - 1)], scene.doc[phrase.last + 1 : phrase.last + 2]
    ranged = before.lower_ == "from" and after.text.lower() == "to"
    return ranged and phrase.quantity is None and phrase.slug is None and scene.sentence.block.kind == "heading"


def _is_served(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> bool:
    before = scene.sentence.text[: scene.doc[phrase.core].idx]
    return phrase.quantity is None and bool(_SERVED.search(before))


def _serves_no_arms(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> bool:
    service = phrase.category is not None and thread.memory.catalogue.has(phrase.category, Trait.SERVICE)
    served = next(_of_what(phrase.head), None) if phrase.quantity is None and phrase.slug is None else None
    return service and served is not None and not any(one.first <= served.i <= one.last for one in phrases)


def _of_what(noun: Token) -> Iterator[Token]:
    """ "The repair of a dam": the nouns that stand behind "of"."""
    below = (word for child in noun.children if child.lower_ == "of" for word in child.children)
    return (word for word in below if word.dep_ == "pobj" and word.tag_ in ("NN", "NNS"))


def _weighed_together(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> bool:
    if phrase.quantity is not None or phrase.head.dep_ != "conj":
        return False
    before = [other for other in phrases if other.quantity is not None and other.last < phrase.first]
    return bool(before) and before[-1].quantity is not None and before[-1].quantity.unit is Unit.TONNE


def _by_its_words(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> str | None:
    """The reason of a row of `not_given.yml`."""
    first, last = scene.doc[phrase.first], scene.doc[phrase.last]
    return why_not_given(scene, Span(start=first.idx, end=last.idx + len(last)), "item")


def _is_one_of_those(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> bool:
    return is_example(thread, phrase, phrases)


def _describes(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> bool:
    """Whether a bare type is said of the named item before it."""
    if phrase.slug is not None or phrase.quantity is not None or phrase.category is None:
        return False
    if phrase.head.dep_ != "appos":
        return False
    broad = thread.memory.catalogue.has(phrase.category, Trait.BROAD)
    return any(
        other.first <= phrase.head.head.i <= other.last and other.slug and (other.category == phrase.category or broad)
        for other in phrases
    )


def _is_the_enemys(thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> str | None:
    return ENEMYS.first(scene, phrase)


NO_GIFT_BY_ITSELF = Table(
    name="items that are no gift by themselves",
    rules=(
        Rule(
            id="another is given",
            apply=says("not this one is given", _another_is_given),
            examples=("Norway will give Ukraine NASAMS launchers rather than Patriot launchers.",),
            counterexamples=("Norway will give Ukraine 16 NASAMS launchers instead of 8.",),
        ),
        Rule(
            id="told besides",
            apply=says("what others are told besides", _told_besides),
            examples=("Apart from shells, Norway has delivered 20 howitzers to Ukraine.",),
            counterexamples=("Apart from 900 shells, Norway has delivered 20 howitzers to Ukraine.",),
        ),
        Rule(
            id="spans a range",
            apply=says("how far a list reaches", _spans_range),
            examples=("Norway lists its gifts to Ukraine: from helicopters to radios",),
            counterexamples=("Norway gave Ukraine helicopters and radios.",),
        ),
        Rule(
            id="kept up",
            apply=says("is repaired or kept up", _is_served),
            examples=("Norway will give Ukraine ten engines for the repair of damaged Leopard 2 tanks.",),
            counterexamples=("Norway will repair and give Ukraine ten Leopard 2 tanks.",),
        ),
        Rule(
            id="serves no arms",
            apply=says("is a service to something else than arms", _serves_no_arms),
            examples=("The package for Ukraine also covers the repair of a dam in Kentucky.",),
            counterexamples=("Norway will pay for the repair of Ukrainian tanks.",),
        ),
        Rule(
            id="weighed together",
            apply=says("weighed together with what stands before it", _weighed_together),
            examples=("Norway sent Ukraine 900 tons of arms, ammunition and equipment.",),
            counterexamples=("Norway sent Ukraine 900 shells, rifles and equipment.",),
        ),
        Rule(
            id="by its words",
            apply=_by_its_words,
            examples=("Latvia will buy 42 ASCOD vehicles for its new brigade, with an eye to the war in Ukraine.",),
            counterexamples=("Latvia will buy 42 ASCOD vehicles for a new Ukrainian brigade.",),
        ),
        Rule(
            id="one of those counted",
            apply=says("an example of what is counted before it", _is_one_of_those),
            examples=("Norway gave Ukraine 100 armoured vehicles, including armoured vehicles for the wounded.",),
            counterexamples=("Norway gave Ukraine 100 armoured vehicles and mortars.",),
        ),
        Rule(
            id="describes",
            apply=says("describes the item before it", _describes),
            examples=("Norway gives Ukraine:\n\n- Tube-Launched, Optically-Tracked, Wire-Guided (TOW) missiles;",),
            counterexamples=("Norway gives Ukraine:\n\n- TOW missiles;",),
        ),
        Rule(
            id="the enemy's",
            apply=_is_the_enemys,
            examples=("Norway will give Ukraine missiles to hit Russian tanks.",),
            counterexamples=("Norway will give Ukraine ten Russian-made tanks.",),
        ),
    ),
)
