"""A definite word, a pronoun or a bare number points to an item named elsewhere: "the vehicles", "them", "ten more"."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from extraction.mentions import QuantityMention
from extraction.reading.counting import number_before, root_of
from extraction.reading.phrases import ItemPhrase, Lesson
from extraction.reading.scene import Scene
from extraction.reading.training import TRAIN
from extraction.reading.words import words_of
from pledges.domain.catalogue import Catalogue, Trait
from pledges.domain.values import Unit

UNIT_WORDS = {
    "battery": Unit.BATTERY, "batteries": Unit.BATTERY, "launcher": Unit.LAUNCHER, "launchers": Unit.LAUNCHER,
    "battalion": Unit.BATTALION, "battalions": Unit.BATTALION, "squadron": Unit.SQUADRON,
    "squadrons": Unit.SQUADRON, "system": Unit.SYSTEM, "systems": Unit.SYSTEM, "rounds": Unit.ROUND,
    "round": Unit.ROUND, "shells": Unit.ROUND, "package": Unit.PACKAGE, "packages": Unit.PACKAGE,
}  # fmt: skip  # fmt: skip
DEFINITE = frozenset({"the", "these", "those", "this", "that", "such", "all", "both", "its", "their", "his"})
GENERIC: Mapping[str, Trait | None] = {  # words for things named before; None may mean any thing
    "system": None, "systems": None, "unit": None, "units": None, "weapon": None, "weapons": None, "equipment": None,
    "vehicle": Trait.VEHICLE, "gun": Trait.GUN, "launcher": Trait.LAUNCHER, "plane": Trait.PLANE, "jet": Trait.PLANE,
    "battery": Trait.BATTERY,
}  # fmt: skip
_PRONOUNS = frozenset({"they", "them", "it", "these", "those", "which", "that", "all", "one", "ones"})
LABELS = words_of(
    "source entry row line paragraph page table column note article chapter annex decree law resolution"
    " package phase version nr id tranche instalment installment"
)  # a number after one of them counts nothing: "package nine"
_AFTER_NUMBER = frozenset(
    {"more", "others", "another", "additional", "further", "in", "total", "already", "of", "each"}
)


def meant_by(word: str, catalogue: Catalogue) -> frozenset[str] | None:
    """The types that "vehicle" or "launchers" may point to; None where it may be any, or no such word is known."""
    trait = GENERIC.get(word.removesuffix("s"), GENERIC.get(word))
    return None if trait is None else catalogue.having(trait)


def generic(
    scene: Scene, ends: Mapping[int, QuantityMention], covered: set[int], used: set[int], catalogue: Catalogue
) -> Iterator[ItemPhrase]:
    """ "the vehicles", "these systems", "them": words that stand for an item named before."""
    for token in scene.doc:
        if token.i in covered:
            continue
        word = token.lower_
        if (word.removesuffix("s") in GENERIC or word in GENERIC) and not _qualifies(token):
            quantity, first = number_before(scene, token.i, ends, covered)
            determiner = scene.doc[first].lower_ in DEFINITE or (first and scene.doc[first - 1].lower_ in DEFINITE)
            alike = any(child.lower_ == "similar" for child in token.children)
            if not determiner and not alike and quantity is None:
                continue
            yield _reference(scene, first, token, quantity, "definite", meant_by(word, catalogue))
            used.add(id(quantity))
        elif word in _PRONOUNS and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
            if token.dep_ == "pobj" and token.head.head.i in {scene.tokens(q.start, q.end)[1] for q in ends.values()}:
                continue
            quantity, first = number_before(scene, token.i, ends, covered)
            yield _reference(scene, first, token, quantity, "pronoun", None)
            used.add(id(quantity))


def _qualifies(token: Token) -> bool:
    """Whether a word is part of another: "counter-battery and counter-drone radars" are no battery."""
    doc, place = token.doc, token.i
    hyphened = place > 0 and doc[place - 1].text == "-" and not doc[place - 1].whitespace_
    return hyphened and token.dep_ in ("amod", "compound", "nmod", "conj") and not token.text.endswith("s")


def _reference(
    scene: Scene,
    first: int,
    token: Token,
    quantity: QuantityMention | None,
    refers: str,
    allowed: frozenset[str] | None,
) -> ItemPhrase:
    return ItemPhrase(
        first=first,
        core=token.i,
        last=token.i,
        head=token if quantity is None else root_of(scene, first, token.i),
        name=None,
        slug=None,
        category=None,
        rule=f"items.{refers}",
        quantity=quantity,
        unit=(quantity.unit if quantity is not None else None)
        or (UNIT_WORDS.get(token.lower_) if refers == "definite" else None),
        refers=refers,
        plural=token.lower_.endswith("s") or token.lower_ in ("they", "them"),
        allowed=allowed,
    )


def elliptic(
    scene: Scene, ends: Mapping[int, QuantityMention], covered: set[int], used: set[int]
) -> Iterator[ItemPhrase]:
    """A number with no noun: "ten more", "two of which", "up to 80 by the end of the year"."""
    starts = {scene.at[quantity.start]: quantity for quantity in ends.values()}
    for quantity in ends.values():
        first, last = scene.tokens(quantity.start, quantity.end)
        if first > 1 and scene.doc[first - 1].lower_ == "of" and first - 2 in ends:
            continue
        if quantity.unit in (Unit.PACKAGE, Unit.PERSON, Unit.TONNE, Unit.LITRE):
            continue
        if id(quantity) in used or first in covered or not (quantity.low or quantity.high):
            continue
        if first and scene.doc[first - 1].lower_ in LABELS:
            continue
        following = scene.doc[last + 1] if last + 1 < len(scene.doc) else None
        if following is not None and following.lower_ not in _AFTER_NUMBER:
            if following.tag_[:2] in ("NN", "JJ", "CD", "VB") and following.tag_ not in ("VBD", "VBZ", "VBP", "VB"):
                continue
            if following.tag_ in ("HYPH", "SYM", "$") or following.text in "%°-/":
                continue
        end = last
        if following is not None and following.lower_ in ("of", "more") and last + 2 < len(scene.doc):
            counted = scene.doc[last + 2].lower_ in ("them", "which", "these", "those", "whom") or last + 2 in starts
            if following.lower_ == "of" and not counted:
                continue
            end = last + (2 if following.lower_ == "of" else 1)
        counted_word = scene.doc[last]  # of "so far handed over six" the six, not the verb
        root = counted_word if counted_word.tag_ == "CD" else root_of(scene, first, last)
        trained = root.head.lower_ in TRAIN and root.head.tag_[:2] == "VB" and root.dep_ in ("dobj", "nsubjpass")
        yield ItemPhrase(
            first=first,
            core=first,
            last=end,
            head=root.head if trained else root,
            name=None,
            slug=None,
            category="training" if trained else None,
            rule="items.train" if trained else "items.elliptic",
            lesson=Lesson.TAUGHT if trained else None,
            quantity=quantity,
            unit=Unit.PERSON if trained else quantity.unit,
            refers="" if trained else "elliptic",
            plural=True,
        )
