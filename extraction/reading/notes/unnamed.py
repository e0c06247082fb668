"""What a note counts and the catalogue does not know is still an item: "500 stretchers"; so are persons trained."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from extraction.mentions import QuantityMention
from extraction.reading.counting import MODIFIER_TAGS, root_of
from extraction.reading.not_given import why_not_given
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import passive
from extraction.reading.training import PERSONS
from extraction.reading.words import words_of
from pledges.domain.values import Span, Unit

_TRAINING = re.compile(
    r"\b(?:re)?train(?:s|ed|ing|ees?|ers?)?\b|\bcourses?\b|\binstruct(?:ed|ion)\b|\bgraduat|\bdrill", re.IGNORECASE
)
_NO_ITEMS = words_of(
    "day days week weeks month months year years hour hours time times percent source sources entry entries row rows"
    " line lines item items package packages tranche tranches country countries state states ally allies partner"
    " partners member members government governments ministry ministries minister ministers parliament vote votes"
    " report reports article articles newspaper newspapers statement statements person persons people civilian"
    " civilians refugee refugees child children woman women man men family families citizen citizens expert experts"
    " firm firms company companies donor donors contract contracts step steps part parts shipment shipments flight"
    " flights convoy convoys delivery deliveries donation donations lot lots batch batches case cases type types kind"
    " kinds variant variants meeting meetings city cities region regions base bases date dates figure figures number"
    " numbers total sum sums value values price prices euro euros dollar dollars crown crowns kilometre kilometres"
    " kilometer kilometers ton tons tonne tonnes litre litres liter liters tranches decree decrees law laws project"
    " projects programme programmes program programs fund funds measure measures phase phases group groups unit units"
    " nation nations ones one more others"
)
_TEACHING = ("train", "prepar", "teach", "taught", "instruct", "coach", "drill")
_PIECES = words_of("pieces units sets copies examples exemplars")  # of what was named before
_ONWARDS = words_of("the that this its their which these those last")
_REACH = 5  # words from a number to the noun that it counts


def uncatalogued(scene: Scene, phrases: Sequence[ItemPhrase], *, trained_before: bool = False) -> Iterator[ItemPhrase]:
    """Item phrases of counted nouns that no other phrase holds; persons only where the note speaks of training."""
    used = {phrase.quantity.start for phrase in phrases if phrase.quantity is not None}
    held = {place for phrase in phrases if phrase.category for place in range(phrase.core, phrase.last + 1)}
    trained = trained_before or _TRAINING.search(scene.sentence.text) is not None
    for quantity in _counting(scene):
        if quantity.start in used or not (quantity.low or quantity.high or "number" in quantity.text):
            continue
        first, last = scene.tokens(quantity.start, quantity.end)
        noun = _noun_after(scene, first, last, held)
        counted = _counted(scene, quantity, first, noun, trained=trained) if noun is not None else None
        if counted is not None:
            yield counted


def _counted(scene: Scene, quantity: QuantityMention, first: int, noun: Token, *, trained: bool) -> ItemPhrase | None:
    """What a number counts by its noun: more of what was named, persons to be trained, a thing of no known type."""
    if noun.lower_ in _PIECES and scene.doc[noun.i + 1 : noun.i + 2].text.lower() != "of":
        return _bare(scene, quantity, first, noun.i)
    if noun.lower_ in PERSONS or quantity.unit is Unit.PERSON:
        learn = trained and not _trains(noun)
        return _phrase(first, noun, quantity, "training", Unit.PERSON) if learn else None
    thing = noun.lower_ not in _NO_ITEMS and (noun.tag_ in ("NNS", "NNPS") or "illion" not in quantity.text)
    return _phrase(first, noun, quantity, "other", quantity.unit) if thing else None


def _counting(scene: Scene) -> Iterator[QuantityMention]:
    """The numbers that may count what is given: no distances, homes or people."""
    for quantity in scene.mentions.quantities:
        if why_not_given(scene, Span(start=quantity.start, end=quantity.end), "number") is None:
            yield quantity


def speaks_of_training(text: str) -> bool:
    return _TRAINING.search(text) is not None


def _noun_after(scene: Scene, first: int, last: int, held: set[int]) -> Token | None:
    """The noun that a number counts: the last of the run of nouns after it, or the unit within its own phrase."""
    found = next((token for token in reversed(scene.doc[first : last + 1]) if token.tag_[:2] == "NN"), None)
    for token in scene.doc[last + 1 : last + 1 + _REACH]:
        if token.i in held:
            return None
        if token.tag_[:2] == "NN":
            found = token
        elif found is not None or token.tag_ not in MODIFIER_TAGS:
            break
    return found


def _trains(noun: Token) -> bool:
    """Whether persons give the training: "70 soldiers will train recruits", "150 trainers have prepared"."""
    head = noun.head
    teaches = noun.dep_ == "nsubj" and not passive(head) and head.lower_.startswith(_TEACHING)
    return teaches or noun.lower_ in ("instructors", "instructor", "trainers", "trainer")


def _phrase(first: int, noun: Token, quantity: QuantityMention, category: str, unit: Unit | None) -> ItemPhrase:
    return ItemPhrase(
        first=min(first, noun.i), core=noun.i, last=noun.i, head=noun, name=None, slug=None, category=category,
        rule="items.counted", quantity=quantity, unit=unit, plural=noun.tag_ in ("NNS", "NNPS"),
    )  # fmt: skip


def bare_numbers(scene: Scene, phrases: Sequence[ItemPhrase]) -> Iterator[ItemPhrase]:
    """Numbers that count on: "the six of April", "22 more of the same type", "ten light ones"."""
    used = {phrase.quantity.start for phrase in phrases if phrase.quantity is not None}
    for quantity in (one for one in _counting(scene) if one.start not in used and _is_a_count(one)):
        first, last = scene.tokens(quantity.start, quantity.end)
        end = last + 1 if scene.doc[last + 1 : last + 2].text.lower() == "more" else last
        after = scene.doc[end + 1 : end + 5]
        tail = next((place for place, token in enumerate(after) if token.lower_ in ("ones", "one")), None)
        if tail is not None and tail <= 2:
            end += tail + 1
        elif not _counts_on(scene, after):
            continue
        yield _bare(scene, quantity, first, end)


def _is_a_count(quantity: QuantityMention) -> bool:
    return bool(quantity.low or quantity.high) and "illion" not in quantity.text


def _bare(scene: Scene, quantity: QuantityMention, first: int, last: int) -> ItemPhrase:
    return ItemPhrase(
        first=first, core=first, last=last, head=root_of(scene, first, last), name=None, slug=None, category=None,
        rule="items.elliptic", quantity=quantity, refers="elliptic", plural=True,
    )  # fmt: skip


def _counts_on(scene: Scene, after: Tokens) -> bool:
    """ "of April", "of the same type", "next year", "delivered", "operational" after a bare number."""
    first, following = after[:1], after[1:2]
    times = {time.start for time in scene.mentions.times}
    if first.text.lower() == "of" and following:
        return following[0].lower_ in _ONWARDS or following.text.isupper() or following[0].idx in times
    done = any(token.tag_ in ("VBN", "JJ") for token in first)
    closed = not any(token.tag_[:2] in ("NN", "CD", "JJ", "HY") for token in following)
    return (done and closed) or any(token.idx in times for token in first)
