"""A definite word, a pronoun or a bare number points to an item named elsewhere: "the vehicles", "them", "ten more"."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from extraction.mentions import QuantityMention
from extraction.reading.counting import number_before, one_of_them, root_of
from extraction.reading.phrases import ItemPhrase, Lesson
from extraction.reading.ranks import is_told_of_one
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
    counted = {scene.tokens(quantity.start, quantity.end)[1] for quantity in ends.values()}
    for token in (one for one in scene.doc if one.i not in covered):
        found = None
        if _is_generic(token):
            found = _definite(scene, token, ends, covered, catalogue)
        elif token.lower_ in _PRONOUNS and _stands_alone(token, counted):
            quantity, first = number_before(scene, token.i, ends, covered)
            if quantity is not None and token.tag_ in ("WDT", "IN"):
                continue  # "the 20 that Oslo has given": the number itself stands for the things
            quantity = quantity or _ranked_among(scene, token)
            found = _reference(scene, first, token, quantity, "pronoun", None)
        if found is not None:
            yield found
            used.add(id(found.quantity))


def _ranked_among(scene: Scene, pronoun: Token) -> QuantityMention | None:
    """ "The first of them was handed over" is one; "the first of them were" may be some."""
    place = pronoun.i - 2
    of_them = place > 0 and scene.doc[place + 1].lower_ == "of" and is_told_of_one(scene, place)
    return one_of_them(scene.doc[place]) if of_them else None


def _is_generic(token: Token) -> bool:
    word = token.lower_
    return (word.removesuffix("s") in GENERIC or word in GENERIC) and not _qualifies(token)


def _stands_alone(pronoun: Token, counted: set[int]) -> bool:
    """Whether a pronoun is a subject or object, and not what a number counts: "ten of them"."""
    of_number = pronoun.dep_ == "pobj" and pronoun.head.head.i in counted
    return pronoun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and not of_number


def _definite(
    scene: Scene, token: Token, ends: Mapping[int, QuantityMention], covered: set[int], catalogue: Catalogue
) -> ItemPhrase | None:
    """ "the vehicles", "ten systems", "similar guns"; None where nothing points back."""
    quantity, first = number_before(scene, token.i, ends, covered)
    determiner = scene.doc[first].lower_ in DEFINITE or (first and scene.doc[first - 1].lower_ in DEFINITE)
    points = determiner or quantity is not None or any(child.lower_ == "similar" for child in token.children)
    return _reference(scene, first, token, quantity, "definite", meant_by(token.lower_, catalogue)) if points else None


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
    starts = {scene.at[quantity.start] for quantity in ends.values()}
    for quantity in ends.values():
        first, last = scene.tokens(quantity.start, quantity.end)
        free = id(quantity) not in used and first not in covered and _may_count(scene, quantity, first)
        end = _end_of(scene, last, starts) if free and not _has_noun(scene, last) else None
        if end is None:
            continue
        counted_word = scene.doc[last]  # of "so far handed over six" the six, not the verb
        root = counted_word if counted_word.tag_ == "CD" else root_of(scene, first, last)
        yield _counting_on(first, end, root, quantity)


def _counting_on(first: int, end: int, root: Token, quantity: QuantityMention) -> ItemPhrase:
    """A bare number: of persons where a verb of training has it as its object, else of what was named before."""
    trained = root.head.lower_ in TRAIN and root.head.tag_[:2] == "VB" and root.dep_ in ("dobj", "nsubjpass")
    return ItemPhrase(
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


_MEASURES = frozenset({Unit.PACKAGE, Unit.PERSON, Unit.TONNE, Unit.LITRE})
_NEVER_BARE = 50_000_000  # so many are money, whose currency is left out
_COUNTED_BY_OF = frozenset({"them", "which", "these", "those", "whom"})


def _may_count(scene: Scene, quantity: QuantityMention, first: int) -> bool:
    """Whether a number can count things that are named elsewhere: no measure, and no label as "package nine"."""
    labelled = first > 0 and scene.doc[first - 1].lower_ in LABELS
    uncounted = (quantity.low or 0) >= _NEVER_BARE
    return bool(quantity.low or quantity.high) and quantity.unit not in _MEASURES and not labelled and not uncounted


def _has_noun(scene: Scene, last: int) -> bool:
    """Whether a number counts the noun behind it, or is a part of a larger sign ("10 %")."""
    following = next(iter(scene.doc[last + 1 : last + 2]), None)
    if following is None or following.lower_ in _AFTER_NUMBER:
        return False
    if any(scene.at[time.start] == following.i for time in scene.mentions.times):
        return False  # "added a second last year"
    noun = following.tag_[:2] in ("NN", "JJ", "CD") or following.tag_ in ("VBN", "VBG", "HYPH", "SYM", "$")
    return noun or following.text in "%°-/"


def _end_of(scene: Scene, last: int, starts: set[int]) -> int | None:
    """The last word of a bare number with its "more" or "of which"; None where "of" begins something else."""
    word = scene.doc[last + 1].lower_ if last + 2 < len(scene.doc) else ""
    if word == "of":
        counted = scene.doc[last + 2].lower_ in _COUNTED_BY_OF or last + 2 in starts
        return last + 2 if counted else None
    return last + 1 if word == "more" else last
