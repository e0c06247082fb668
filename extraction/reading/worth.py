"""A sum is the worth of a named item, or funding; civil money is neither."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extraction.mentions import MoneyMention
from extraction.reading.beside_sums import left_of, measured, right_of, words_about
from extraction.reading.donors.giver import NO_GIVERS
from extraction.reading.exclusions import civil, military, speaks_of_ukraine
from extraction.reading.kinds.triggers import trigger_row
from extraction.reading.lexicon import lexicon
from extraction.reading.not_given import why_not_given
from extraction.reading.phrases import ItemPhrase
from extraction.reading.prices import priced
from extraction.reading.scene import Scene
from extraction.reading.sum_words import (
    for_ukraine,
    foreign,
    military_is_part,
    mixed,
    of_own_defence,
    of_package,
    part_for_arms,
    part_of_sum,
    raised_to,
    valued_at,
)
from extraction.reading.syntax import is_verb
from extraction.reading.words import words_of
from pledges.domain.values import Span, Unit


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum and what it stands beside: the aid word that it measures, or the item whose worth it is."""

    money: MoneyMention
    first: int
    last: int
    aid: ItemPhrase | None
    item: ItemPhrase | None


def sums_with(money: Iterable[Sum], old: ItemPhrase, new: ItemPhrase) -> list[Sum]:
    """The sums of a sentence, those beside a phrase with that as it is understood now."""
    return [
        replace(one, aid=new if one.aid is old else one.aid, item=new if one.item is old else one.item) for one in money
    ]


def sums(scene: Scene, phrases: Sequence[ItemPhrase]) -> list[Sum]:
    """The sums of a sentence that can be aid."""
    found = []
    barred = {one: why_not_given(scene, Span(start=one.start, end=one.end), "money") for one in scene.mentions.money}
    of_others = any(barred.values()) and not speaks_of_ukraine(scene.sentence.text)
    for money in scene.mentions.money:
        amount = _beside(scene, money, phrases)
        alone = amount.aid is None and amount.item is None
        barred_here = barred[money] is not None or _is_whole_of(scene, money)
        if not barred_here and not (of_others and alone) and not _is_other_money(scene, amount):
            found.append(amount)
    return found


_OWN_MONEY = frozenset({"UAH", "RUB", "BYN"})  # of the recipient and of the aggressors: nobody gives it


_OF_WHOLE = re.compile(r"\s*(?:out )?of (?:the|its|their|that|this|a)(?: [\w-]+){0,2}\s*", re.IGNORECASE)


def _is_whole_of(scene: Scene, money: MoneyMention) -> bool:
    """ "has paid 1 billion of the 2.5 billion euros": what was promised, of which the sum before it is a part."""
    before = [one.end for one in scene.mentions.money if one.end <= money.start]
    return bool(before) and _OF_WHOLE.fullmatch(scene.sentence.text, max(before), money.start) is not None


def _beside(scene: Scene, money: MoneyMention, phrases: Sequence[ItemPhrase]) -> Sum:
    """A sum with the aid or the item that it stands beside."""
    first, last = scene.tokens(money.start, money.end)
    aid = item = None
    phrase = next((one for one in _neighbours(scene, first, last, phrases) if one.category is not None), None)
    if phrase is not None and phrase.category in ("funding", "other") and phrase.slug is None:
        aid = phrase
    elif phrase is not None:
        item = phrase
    if phrase is None:
        item = priced(scene, first, phrases)
    if aid is None and item is None:
        aid = measured(scene, last, phrases)
    if aid is not None and aid.category == "other" and (load := _load_before(phrases, aid)) is not None:
        aid, item = None, load
    return Sum(money=money, first=first, last=last, aid=aid, item=item)


def _neighbours(scene: Scene, first: int, last: int, phrases: Sequence[ItemPhrase]) -> list[ItemPhrase]:
    """The phrases right after and right before a sum."""
    beside = (right_of(scene, last, phrases), left_of(scene, first, phrases))
    return [phrase for phrase in beside if phrase is not None]


def _is_other_money(scene: Scene, amount: Sum) -> bool:
    """Whether a sum is no military aid: civil, for one's own defence, a whole beside its military part, or unsaid."""
    alone = amount.aid is None and amount.item is None
    whole = military_is_part(scene, amount.first, amount.last) and not of_package(scene, amount.first, amount.last)
    own = amount.aid is None and of_own_defence(scene.sentence.text)
    unsaid = alone and not _is_said_to_be_aid(scene, amount)
    other = (whole and amount.item is None) or own or unsaid or _is_civil(scene, amount, alone=alone)
    own_money = amount.money.money.currency in _OWN_MONEY and not names_giver(scene)
    return own_money or (other and not part_for_arms(scene, amount.first, amount.last))


def names_giver(scene: Scene) -> bool:
    """Whether a sentence names a state that is neither the recipient nor an aggressor."""
    return any(name.ref not in NO_GIVERS for name in scene.donors())


def _is_civil(scene: Scene, amount: Sum, *, alone: bool) -> bool:
    """Whether a sum is for civil help: by the words about it, or by its sentence where those say nothing."""
    text, words = scene.sentence.text, words_about(scene, amount.first, amount.last, amount.aid)
    civil_text = civil(text)
    beside = alone and not mixed(words) and (civil_text or "humanitarian" in text.lower())
    told = raised_to(scene, amount.first) or valued_at(scene, amount.first)
    not_aid = foreign(words.replace("GDP", "") if told is not None else words, amount.aid)
    return civil(words) or not_aid or (civil_text and not military(words)) or beside


def _is_said_to_be_aid(scene: Scene, amount: Sum) -> bool:
    """Whether a sum that stands beside no item and no word of aid is aid by its sentence."""
    return (
        scene.own_voice
        or scene.goes_on
        or military(scene.sentence.text)
        or part_of_sum(scene, amount.first)
        or for_ukraine(scene, amount.last)
        or of_package(scene, amount.first, amount.last)
        or raised_to(scene, amount.first) is not None
        or valued_at(scene, amount.first) is not None
        or (scene.about and _given_outright(scene, amount))
    )


_OUTRIGHT = frozenset({"give", "promise", "refuse"})
_MEASURES = words_of("equivalent sum total amount worth")


def _given_outright(scene: Scene, amount: Sum) -> bool:
    """ "Norway added 20 million euros", "30 million were transferred": a sum that a verb of giving has as its thing."""
    noun = scene.doc[amount.last]
    while noun.head.lower_ in _MEASURES or (noun.head.i != noun.i and amount.first <= noun.head.i <= amount.last):
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in _MEASURES:
        noun = noun.head.head
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or not is_verb(verb):
        return False
    row = trigger_row(verb, lexicon())
    return row is not None and row.role in _OUTRIGHT and not row.terms and verb.lower_ not in _SPENDING


_SPENDING = words_of("spend spends spent spending save saved saves invest invested invests cut cuts")


def _load_before(phrases: Sequence[ItemPhrase], last: ItemPhrase) -> ItemPhrase | None:
    """The tonnes whose list ends with the word before a sum: "78,000 tons of arms and equipment worth $10 billion"."""
    loads = [
        phrase
        for phrase in phrases
        if phrase.quantity is not None and phrase.quantity.unit is Unit.TONNE and phrase.last <= last.last
    ]
    between = [phrase for phrase in phrases if loads and loads[-1].last < phrase.first < last.first]
    return loads[-1] if loads and not any(phrase.quantity is not None for phrase in between) else None
