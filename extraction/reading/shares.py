"""A share of a number is named behind it: of "45 tanks, 30 of them Leopard 1s" thirty are Leopard 1s and given."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extraction.mentions import QuantityMention
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.words import words_of

_THEM = words_of("them which these those")
_ARE = words_of("are were is was being will be")
_FAR = 14  # words from a number to the share of it


def with_shares(scene: Scene, phrases: Sequence[ItemPhrase], ends: Mapping[int, QuantityMention]) -> list[ItemPhrase]:
    """The phrases, a named share with its number, on the clause of the whole.

    "45 tanks, 30 of them Leopard 1s", "45 tanks, of which 30 are Leopard 1s", "… and 15 T-72s".
    """
    told, heads = list[ItemPhrase](), dict[int, ItemPhrase]()
    for place, phrase in enumerate(phrases):
        number = _share(scene, phrase, ends) if phrase.category is not None else None
        whole = _whole(scene, phrases[:place], number) if number is not None else None
        if whole is None and phrase.quantity is not None and phrase.head.dep_ == "conj":
            whole, number = heads.get(phrase.head.head.i), phrase.quantity
        if whole is not None and number is not None:
            heads[phrase.head.i] = whole
            first = scene.tokens(number.start, number.end)[0]
            phrase = replace(phrase, first=first, head=whole.head, quantity=number, unit=number.unit or phrase.unit)
        told.append(phrase)
    return told


def _share(scene: Scene, phrase: ItemPhrase, ends: Mapping[int, QuantityMention]) -> QuantityMention | None:
    """The number of "30 of them", "30 of which are", "of which 30 are" right before a name or type."""
    doc, place = scene.doc, phrase.core - 1
    while place > 0 and doc[place].lower_ in _ARE:
        place -= 1
    if place > 1 and doc[place].lower_ in _THEM and doc[place - 1].lower_ == "of":
        return ends.get(place - 2)
    number = ends.get(place)
    start = scene.tokens(number.start, number.end)[0] if number is not None else 0
    of_which = start > 1 and doc[start - 1].lower_ in _THEM and doc[start - 2].lower_ == "of"
    return number if of_which else None


def _whole(scene: Scene, before: Sequence[ItemPhrase], number: QuantityMention) -> ItemPhrase | None:
    """The last thing with a larger number of its own that stands right before a share."""
    start = scene.at[number.start]
    counted = [one for one in before if one.quantity is not None and one.quantity is not number and not one.refers]
    whole = counted[-1] if counted and start - counted[-1].last <= _FAR else None
    if whole is None or whole.quantity is None or not whole.quantity.low or not number.low:
        return None
    broken = any(token.text in ";:." for token in scene.doc[whole.last + 1 : start])
    return whole if whole.quantity.low > number.low and not broken else None
