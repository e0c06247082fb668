"""The same statement twice is one claim with two pieces of evidence; a vaguer telling yields to the exact one."""

import re
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Span

from extraction.reading.drafts import Draft
from extraction.reading.phrases import ItemPhrase
from extraction.reading.words import words_of
from pledges.domain.catalogue import Catalogue
from pledges.domain.values import Basis, Kind, Money, Qualifier


def merge(drafts: Iterable[Draft], catalogue: Catalogue) -> list[Draft]:
    """Drafts in text order, those that tell the same thing joined into the fullest."""
    kept: list[Draft] = []
    shelves: dict[tuple[Kind, str], list[int]] = {}
    for draft in drafts:
        top = catalogue.top_category(draft.category) if draft.category in catalogue.categories else draft.category
        shelf = shelves.setdefault((draft.kind, top), [])
        place = next((i for i in shelf[-_SHELF:] if _same(kept[i], draft, catalogue)), None)
        if place is None and (headline := _headline_of(kept, draft, catalogue)) is not None:
            kept[headline] = _join(draft, kept[headline])
            continue
        if place is None:
            shelf.append(len(kept))
            kept.append(draft)
        else:
            twin = kept[place]
            kept[place] = _join(twin, draft) if _fuller(twin, draft) else _join(draft, twin)
    return kept


_SHELF = 60  # as many claims of one kind and type are looked through for an earlier telling
_MIXED = words_of(
    "protective-equipment other small-arms medical logistics-vehicle maintenance drone missile ammunition demining"
    " communications radar naval-vessel electronic-warfare power-generation"
)


def _headline_of(kept: list[Draft], draft: Draft, catalogue: Catalogue) -> int | None:
    """The place of a headline that tells the same in a headline's tense ("US readies $325 million in arms")."""
    if draft.scene.sentence.block.kind == "heading" or draft.kind is Kind.REQUEST:
        return None
    return next((place for place, one in enumerate(kept[:6]) if _heads(one, draft, catalogue)), None)


def _heads(headline: Draft, draft: Draft, catalogue: Catalogue) -> bool:
    """Whether a draft of a headline tells, as another kind, of the same thing, sum or number as one of the text."""
    if headline.scene.sentence.block.kind != "heading" or headline.kind in (draft.kind, Kind.CANCELLATION):
        return False
    same_sum = headline.value is not None and draft.value is not None and _equal_sums(headline.value, draft.value)
    first, second = headline.quantity, draft.quantity  # "28,000" may be "some 28,000" below
    same_number = not first.known or (first.low, first.high, first.unit) == (second.low, second.high, second.unit)
    told = same_sum or (same_number and headline.category != "funding")
    return told and headline.donors == draft.donors and _items_agree(headline, draft, catalogue)


def _noun(draft: Draft) -> str:
    """The last word of the item's phrase, without its plural."""
    word = draft.phrase.head.lower_ if draft.phrase is not None else ""
    return word.removesuffix("s")


def _told_apart(a: Draft, b: Draft) -> bool:
    """Whether one sentence speaks of two things: each with its number, or side by side in one list."""
    both_counted = a.quantity.known and b.quantity.known and a.category != "funding"
    one_named, none_named = bool(a.slug) != bool(b.slug), not (a.slug or b.slug)
    return (
        _counted_apart(a, b)
        or (both_counted and not (a.slug and a.slug == b.slug))
        or (one_named and _listed_apart(a if a.slug else b))
        or (none_named and a.category != b.category and _of_one_clause(a, b))
        or _named_apart(a, b)
    )


def _of_one_clause(a: Draft, b: Draft) -> bool:
    """Whether one verb or noun of giving holds both, or none holds either."""
    first, second = ((one.frame.trigger.i, one.frame.nouns) if one.frame is not None else None for one in (a, b))
    return first == second


def _counted_apart(a: Draft, b: Draft) -> bool:
    """ "2,000 on 1 March and another 2,000 at the end of the month": equal numbers of one sentence, told apart."""
    first, second = (one.phrase.quantity if one.phrase is not None else None for one in (a, b))
    if b.phrase is None or first is None or second is None or first.start == second.start:
        return False
    before = b.scene.doc[max(0, b.phrase.first - 1)].lower_
    return second.additive or (b.phrase.refers == "elliptic" and before not in _SAME_ONES)


_SAME_ONES = words_of("all the these those both its their")
_LINKS = words_of(", ; and or & plus")
_DETERMINERS = words_of("the a an some more additional new further")


def _same(a: Draft, b: Draft, catalogue: Catalogue) -> bool:
    """Whether two tellings of one kind are of one gift: its parties, thing, worth, number and day all agree."""
    apart = a.scene is b.scene and _told_apart(a, b)
    mixed = not (a.slug or b.slug) and a.category in _MIXED
    if apart or a.recipient != b.recipient or (mixed and _noun(a) != _noun(b)):
        return False
    return _donors_agree(a, b) and _items_agree(a, b, catalogue) and _amounts_agree(a, b)


def _amounts_agree(a: Draft, b: Draft) -> bool:
    """Whether the sums of two drafts, else their numbers, may be of one gift."""
    if a.value is not None and b.value is not None:
        one_sum = a.value.currency == b.value.currency and _equal_sums(a.value, b.value)
        return one_sum and _days_agree(a, b) and not _announced_apart(a, b)
    if a.quantity.known and b.quantity.known:
        one_more = {a.basis, b.basis} == {Basis.INCREMENT, Basis.UNSTATED} and (_ordinal(a) or _ordinal(b))
        same = (a.quantity.low, a.quantity.high, a.quantity.per) == (b.quantity.low, b.quantity.high, b.quantity.per)
        return same and not one_more and _days_agree(a, b)
    one_total = a.quantity.known == b.quantity.known or {a.basis, b.basis} != {Basis.CUMULATIVE}
    return one_total and a.category != "funding"


def _days_agree(a: Draft, b: Draft) -> bool:
    return not (a.window and b.window and a.window != b.window)


def _announced_apart(a: Draft, b: Draft) -> bool:
    """ "Last week I signed a package of $800 million; today I announce another $800 million": two of one sum."""
    if a.announced is None or b.announced is None:
        return False
    return abs((a.announced - b.announced).days) > _SAME_NEWS


_SAME_NEWS = 3  # days within which two tellings of one sum are of one announcement


def _listed_apart(named: Draft) -> bool:
    """ "128 armoured vehicles, 18 guns and AMX-10RC tanks": a named item of a list, without a number of its own."""
    phrase = named.phrase
    return phrase is not None and not named.quantity.known and not phrase.refers and phrase.head.dep_ == "conj"


def _named_apart(a: Draft, b: Draft) -> bool:
    """ "S-125, S-300 and S-300V systems": two names, or two types in other words, with only a list between them."""
    first, second = a.phrase, b.phrase
    if first is None or second is None or first.refers or second.refers or bool(a.slug) != bool(b.slug):
        return False
    if (a.slug and a.slug == b.slug) or _core(first) == _core(second):
        return False
    return _only_listed(a.scene.doc[min(first.last, second.last) + 1 : max(first.first, second.first)])


def _only_listed(between: Span) -> bool:
    """Whether words between two names are but a list's: "and", commas, articles, adjectives."""
    others = [token for token in between if token.lower_ not in _LINKS]
    described = all(token.lower_ in _DETERMINERS or token.tag_ in ("JJ", "VBN") for token in others)
    return described and len(others) < len(between)


def _core(phrase: ItemPhrase) -> str:
    """The words of a type or name."""
    return phrase.head.doc[phrase.core : phrase.last + 1].text.lower()


def _equal_sums(a: Money, b: Money) -> bool:
    """Equal, or one only says "nearly" what the other says exactly."""
    if a.amount == b.amount:
        return True
    vague = {a.qualifier, b.qualifier} & {Qualifier.ABOUT, Qualifier.UP_TO}
    return bool(vague) and abs(a.amount - b.amount) * 50 <= max(a.amount, b.amount)


def _rounds(a: Money | None, b: Money | None) -> bool:
    """Whether a sum is a rounding of another that is exact: "some $30 million" over "$30.4 million"."""
    if a is None or b is None or a.amount == b.amount:
        return False
    return a.qualifier is Qualifier.ABOUT and b.qualifier is Qualifier.EXACT and _equal_sums(a, b)


def _ordinal(draft: Draft) -> bool:
    """ "the first four": other ones than "four more"."""
    return draft.phrase is not None and draft.phrase.quantity is not None and draft.phrase.quantity.ordinal


def _donors_agree(a: Draft, b: Draft) -> bool:
    if a.donors == b.donors or not a.donors or not b.donors:
        return True
    if a.quantity.known and b.quantity.known:
        return False
    return set(a.donors) <= set(b.donors) or set(b.donors) <= set(a.donors)


_TELLING = words_of(
    "main-battle-tank infantry-fighting-vehicle armoured-personnel-carrier self-propelled-howitzer "
    "towed-howitzer howitzer"
    " rocket-artillery combat-aircraft helicopter armoured-vehicle"
)


def _may_be_named(typed: Draft, named: Draft) -> bool:
    """Whether a telling by type alone ("31 battle tanks") may be the one that names the system."""
    if typed.quantity.known and named.quantity.known:
        return True
    distance = abs(typed.scene.sentence.ordinal - named.scene.sentence.ordinal)
    return typed.donors == named.donors and typed.category in _TELLING and distance <= 3


def _items_agree(a: Draft, b: Draft, catalogue: Catalogue) -> bool:
    if a.slug and b.slug:
        of_one_line = a.slug in catalogue.ancestry(b.slug) or b.slug in catalogue.ancestry(a.slug)
        return of_one_line or _is_family_of(a, b) or _is_family_of(b, a)
    if bool(a.slug) != bool(b.slug) and not (_may_be_named(b, a) if a.slug else _may_be_named(a, b)):
        return False
    return a.category == b.category or _is_type_of(a, b, catalogue) or _is_type_of(b, a, catalogue)


def _is_type_of(broad: Draft, fine: Draft, catalogue: Catalogue) -> bool:
    """Whether a category is the top of another's: "armoured vehicles" told elsewhere as carriers."""
    top = catalogue.top_category(fine.category)
    return broad.category == top and "funding" not in (fine.category, top) and "other" not in (fine.category, top)


_DIGIT = re.compile(r"\d")


def _is_family_of(bare: Draft, exact: Draft) -> bool:
    """ "eight Leopard tanks" told elsewhere as "eight Leopard 1A5": a family's bare name, of equal known number."""
    said = bare.words["item"].text if "item" in bare.words else ""
    if bare.name is None or exact.name is None or bare.slug == exact.slug or _DIGIT.search(said):
        return False
    family = bare.name.split()[0]
    of_family = said.lower().startswith(family.lower()) and exact.name.startswith(family + " ")
    numbered = bare.quantity.known and bare.quantity == exact.quantity
    return of_family and numbered and bool(_DIGIT.search(bare.name))


def _fuller(a: Draft, b: Draft) -> bool:
    """Whether `a` is the one to keep."""
    return _fullness(a) >= _fullness(b)


def _fullness(draft: Draft) -> tuple[int, int, int]:
    return (int(draft.quantity.known) + int(draft.value is not None), int(draft.slug is not None), len(draft.donors))


def _join(keep: Draft, other: Draft) -> Draft:
    """The fuller draft with what only the other one says, and both their evidence."""
    joined = keep
    for taken in (_item_of, _donors_of, _number_of, _fields_of, _sum_of, _basis_of):
        joined = taken(joined, other)
    likelier = keep.chance is not None and other.chance is not None and other.chance > keep.chance
    return replace(
        joined,
        spans=(*joined.spans, *(span for span in other.spans if span not in joined.spans)),
        tellings=joined.tellings + other.tellings,
        chance=other.chance if likelier else joined.chance,
        why=other.why if likelier else joined.why,
        marks=joined.marks | {"twice"},
    )


def _item_of(keep: Draft, other: Draft) -> Draft:
    if not _is_family_of(keep, other) and (keep.slug is not None or other.slug is None):
        return keep
    item = other.words["item"]
    return keep.by_words("item", item, name=other.name, slug=other.slug, category=other.category)


def _donors_of(keep: Draft, other: Draft) -> Draft:
    if keep.donors or not other.donors:
        return keep
    return keep.by_words("donors", other.words["donors"], giver=other.giver, marks=keep.marks - {"donor.none"})


def _number_of(keep: Draft, other: Draft) -> Draft:
    if keep.quantity.known or not other.quantity.known:
        return keep
    return keep.by_words("quantity", other.words["quantity"], quantity=other.quantity)


def _fields_of(keep: Draft, other: Draft) -> Draft:
    for field in ("value", "scope", "replaces", "window", "announced"):
        if getattr(keep, field) is None and getattr(other, field) is not None:
            keep = _with_words_of(replace(keep, **{field: getattr(other, field)}), other, field)
    return keep


def _sum_of(keep: Draft, other: Draft) -> Draft:
    if not _rounds(keep.value, other.value):
        return keep
    return keep.by_words("value", other.words["value"], value=other.value)


def _basis_of(keep: Draft, other: Draft) -> Draft:
    if keep.basis is not Basis.UNSTATED or other.basis is Basis.UNSTATED:
        return keep
    return _with_words_of(replace(keep, basis=other.basis), other, "basis")


def _with_words_of(keep: Draft, other: Draft, field: str) -> Draft:
    return keep.by_words(field, other.words[field]) if field in other.words else keep
