"""Every field keeps the words that it was read from; evidence is the clause words that prove them together."""

from dataclasses import replace

from spacy.tokens import Token

from extraction.mentions import MoneyMention, QuantityMention
from extraction.reading.donors.giver import Giver, Origin
from extraction.reading.drafts import Draft
from extraction.reading.exclusions import speaks_of_ukraine
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.timing import Timing
from extraction.reading.words import words_of
from extraction.reading.worth import Sum
from pledges.domain.catalogue import Catalogue, Trait
from pledges.domain.claims import Words
from pledges.domain.values import Certainty, Quantity, Span, Unit


def countable(scene: Scene, phrase: ItemPhrase) -> bool:
    """Whether a thing of no type of its own is counted and is more than "weapons"."""
    if phrase.quantity is None or phrase.quantity.low is None or phrase.slug is not None:
        return False
    if phrase.quantity.unit is Unit.TONNE:
        return True  # "78,000 tons of arms"
    words = {token.lower_ for token in scene.doc[phrase.core : phrase.last + 1]}
    return not words & {
        "weapons",
        "weapon",
        "arms",
        "equipment",
        "aid",
        "materiel",
        "hardware",
        "intelligence",
        "support",
    }


_BEFORE_NOUNS = frozenset({"nummod", "quantmod", "compound", "amod", "nmod"})


def money_phrase(scene: Scene, amount: Sum) -> ItemPhrase:
    """The sum as an item phrase of category funding, so that clauses are found for it as for any item."""
    words, aid = scene.doc[amount.first : amount.last + 1], amount.aid
    roots = [token for token in words if token.head not in words or token.head == token]
    head = (roots or [words[-1]])[-1]
    behind = aid is not None and aid.first > amount.last and head.dep_ in _BEFORE_NOUNS
    if aid is not None and (behind or aid.last < amount.first):
        head = aid.head
    return ItemPhrase(
        first=min(amount.first, aid.first) if aid is not None else amount.first,
        core=amount.first,
        last=max(amount.last, aid.last) if aid is not None else amount.last,
        head=head,
        name=None,
        slug=None,
        category="funding",
        rule=amount.money.rule,
    )


def quantity_of(phrase: ItemPhrase, catalogue: Catalogue) -> Quantity:
    """The number of a phrase, in the unit that it says or that its type is counted in."""
    quantity = phrase.quantity
    if quantity is None or _is_whole_of_parts(phrase):
        return Quantity(unit=phrase.unit or _unit_of(phrase, catalogue))
    return Quantity(
        low=quantity.low,
        high=quantity.high,
        unit=phrase.unit or _unit_of(phrase, catalogue),
        per=quantity.per,
        approximate=quantity.approximate,
        vague=quantity.vague,
    )


def _is_whole_of_parts(phrase: ItemPhrase) -> bool:
    """ "parts of two systems", "components of a launcher": how many are not given whole is not told."""
    of = phrase.head.head
    return phrase.head.dep_ == "pobj" and of.lower_ == "of" and of.head.lower_ in _PARTS


_PARTS = words_of("parts components elements remains fragments")


def _unit_of(phrase: ItemPhrase, catalogue: Catalogue) -> Unit:
    units = (unit for trait, unit in _COUNTED_IN if catalogue.has(phrase.category, trait))
    return next(units, Unit.ITEM)


_COUNTED_IN = ((Trait.IN_PERSONS, Unit.PERSON), (Trait.IN_ROUNDS, Unit.ROUND))


def stated_at(mention: QuantityMention | MoneyMention) -> tuple[int, int]:
    """Where a number's own words stand in its sentence: apart from its noun in "from 40 tanks to 60"."""
    stated = mention.change.stated if mention.change is not None else None
    return (stated.start, stated.end) if stated is not None else (mention.start, mention.end)


def stored_at(scene: Scene, start: int, end: int) -> tuple[int, int]:
    return scene.sentence.start + start, scene.sentence.start + end


def timed(draft: Draft, scene: Scene, timing: Timing) -> Draft:
    """The draft with its window and day of announcement, and the words of both."""
    words = {**draft.words, **words_of_times(scene, timing)}
    return replace(draft, window=timing.window, announced=timing.announced, words=words)


def words_of_times(scene: Scene, timing: Timing) -> dict[str, Words]:
    """The words behind window and day of announcement, by field."""
    found = {}
    for name, mention in (("window", timing.window_words), ("announced", timing.announced_words)):
        if mention is not None:
            start, end = stored_at(scene, mention.start, mention.end)
            found[name] = Words(text=mention.text, span=Span(start=start, end=end), rule=mention.rule)
    return found


def words_of_giver(giver: Giver) -> Words:
    """The words that name who gives, where they stand in the text."""
    span = Span(start=giver.spans[0][0], end=giver.spans[0][1]) if giver.spans else None
    return Words(text="", span=span, rule=giver.rule)


def note_item(draft: Draft, scene: Scene) -> Draft:
    """The draft with the words of its item and number."""
    phrase = draft.phrase
    assert phrase is not None
    start, end = scene.span(phrase.core, phrase.last)
    named = draft.word("item", scene.doc[phrase.core : phrase.last + 1].text, start, end, phrase.rule)
    quantity = phrase.quantity
    if quantity is None:
        return named
    start, end = stated_at(quantity)
    return named.word("quantity", scene.sentence.text[start:end], *stored_at(scene, start, end), quantity.rule)


def evidence_of(scene: Scene, frame: Frame | None, phrase: ItemPhrase, giver: Giver | None) -> tuple[Span, ...]:
    """The clause words that prove the claim: from its giver to its item, or in two parts where much lies between."""
    parts = [(phrase.first, phrase.last)]
    if frame is not None:
        parts.append((frame.trigger.i, _place_told(frame.trigger)))
        if frame.nouns and phrase.first - frame.nouns[0].i <= 4:
            parts.append((frame.nouns[0].i, phrase.first))
        parts += _from_giver(frame, giver)
    joined: list[tuple[int, int]] = []
    for first, last in sorted(parts):
        if joined and first - joined[-1][1] <= 5:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(Span(start=start, end=end) for start, end in (scene.span(a, b) for a, b in joined))


def _place_told(trigger: Token) -> int:
    """The last word of where things are, for "are at sea", "are all in Ukraine": the verb alone proves nothing."""
    if trigger.lower_ not in _BEING:
        return trigger.i
    places = (
        word for child in trigger.children if child.dep_ == "prep" and child.i > trigger.i for word in child.children
    )
    return next((word.i for word in places if word.i - trigger.i <= _CLOSE), trigger.i)


_BEING = words_of("is are was were been be")
_CLOSE = 6  # words from the verb to the place


def _from_giver(frame: Frame, giver: Giver | None) -> list[tuple[int, int]]:
    """The words from who gives to the verb, the first alone where many lie between."""
    first = giver.first if giver is not None and giver.origin is not Origin.BEFORE else None
    if first is None or first > frame.trigger.i:
        return []
    far = frame.trigger.i - first > 7
    return [(first, min(first + 2, frame.trigger.i) if far else frame.trigger.i)]


def features_of(draft: Draft, scene: Scene, frame: Frame | None, giver: Giver) -> list[str]:
    marks = []
    if not giver.codes:
        marks.append("donor.none")
    elif giver.origin in (Origin.BEFORE, Origin.PUBLISHER, Origin.PACKAGE):
        marks.append("donor.back")
    else:
        marks.append("donor.direct")
    if draft.slug is not None:
        marks.append("item.named")
    if draft.category == "other":
        marks.append("item.other")
    marks.append("quantity.exact" if draft.quantity.known else "quantity.unknown")
    if frame is None:
        marks.append("frame.none")
    elif len(frame.chain) > 3:
        marks.append("kind.long")
    if draft.certainty is Certainty.REPORTED:
        marks.append("reported")
    marks.append("recipient.direct" if speaks_of_ukraine(scene.sentence.text) else "ukraine.absent")
    return marks
