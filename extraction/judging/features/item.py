"""The item of a reading: its type and number, and the words right beside it."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, mentions_in
from extraction.reading.drafts import Draft
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene

_SIZES = ((1, "one"), (9, "few"), (99, "tens"), (999, "hundreds"))


def of_item(draft: Draft) -> Iterator[str]:
    quantity = draft.quantity
    yield f"type={draft.category}"
    yield f"named={draft.slug is not None}"
    yield f"number={size_of(quantity.low if quantity.low is not None else quantity.high)}"
    for name, there in (
        ("worth", draft.value is not None),
        ("number=vague", quantity.vague),
        ("number=rate", quantity.per is not None),
        ("window", draft.window is not None),
        ("announced", draft.announced is not None),
    ):
        if there:
            yield name
    if draft.phrase is not None:
        yield from _of_phrase(draft.phrase, draft.scene)


def size_of(number: int | None) -> str:
    """A number's size in a word."""
    if number is None:
        return "none"
    return next((name for most, name in _SIZES if number <= most), "many")


def _of_phrase(phrase: ItemPhrase, scene: Scene) -> Iterator[str]:
    doc = scene.doc
    yield f"refers={phrase.refers}"
    yield f"plural={phrase.plural}"
    yield f"part={phrase.head.dep_}"
    for token in doc[phrase.first : phrase.core]:
        if token.tag_ not in ("CD", "$", ","):
            yield f"before={token.lower_}"
    for place in (1, 2):
        if phrase.first >= place:
            yield f"left{place}={plain(doc[phrase.first - place])}"
        if phrase.last + place < len(doc):
            yield f"right{place}={plain(doc[phrase.last + place])}"
    for name in mentions_in(scene, max(0, phrase.first - 2), phrase.last):
        yield f"item.names={who(name.ref)}.{name.how}"
    for child in phrase.head.children:
        if child.dep_ in ("prep", "relcl", "acl", "amod", "poss"):
            yield f"below.{child.dep_}={plain(child)}"


def plain(token: Token) -> str:
    """A word, or the tag of a name or number: names are of one article, their kinds are of all."""
    return token.tag_ if token.tag_ in ("NNP", "NNPS", "CD") else token.lower_


def who(code: str) -> str:
    """Of which side a donor's code is."""
    return "aggressor" if code in AGGRESSORS else "recipient" if code == RECIPIENT else "donor"
