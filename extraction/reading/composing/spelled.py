"""The sentence after a package may spell it out without a word of giving: "That's 72 guns", "boats are in it too"."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.outcome import NOTHING, Outcome
from extraction.reading.composing.packages import of_package
from extraction.reading.composing.thread import Thread
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, negated
from extraction.reading.words import words_of
from extraction.reading.worth import Sum

_REACH = 2  # sentences
_IS = words_of("is are 's ’s 're ’re means mean makes be")
_THAT = re.compile(
    r"^\W*(?:(?:and|so|now|but|well),? )?(?:that|this|it|these|those)"
    r"(?:['’]s|['’]re| is| are| means| makes| will be)\b",
    re.IGNORECASE,
)
_HOLDER = r"(?:it|them|(?:the|this|that) (?:new )?(?:package|batch|shipment|tranche|consignment|list))"
_IN_IT = re.compile(
    rf"\b(?:in|inside|among|part of|on) {_HOLDER}(?=\W|$)|^\W*inside (?:is|are|was|were)\b", re.IGNORECASE
)
_IN_LINE = frozenset({"conj", "appos", "nmod", "compound", "nummod", "dep"})


def spelled_out(
    thread: Thread, scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase], money: Sequence[Sum], *, held: bool
) -> Outcome:
    """The draft of an item that a sentence only counts up for the package told right before it.

    `held`: a clause of its own holds the item; then only "that's 72 guns" says more than it.
    """
    package = thread.package
    giver = of_package(thread, scene, _REACH)
    if package is None or giver is None or phrase.category is None or phrase.refers:
        return NOTHING
    if not _counts_up(scene, phrase.head, held=held):
        return NOTHING
    outcome = draft_of(thread, scene, phrase, phrases, None, giver, package.kind, money)
    return outcome.then(lambda draft: draft.by_rule("kind", "kinds.package"))


def _counts_up(scene: Scene, head: Token, *, held: bool) -> bool:
    """Whether a sentence says that a thing is what the package is, or is in it."""
    text = scene.sentence.text
    is_that = _THAT.match(text) is not None and _stands_for(head)
    is_in = not held and _IN_IT.search(text) is not None and not _serves(head)
    return (is_that or is_in) and not any(negated(token) for token in scene.doc if token.dep_ == "ROOT")


def _serves(token: Token) -> bool:
    """Whether a noun only says what another is for: "munitions for launchers and guns"."""
    while token.dep_ in _IN_LINE and token.head.i != token.i:
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in ("for", "on", "with", "to")


def _stands_for(token: Token) -> bool:
    """Whether a noun is what "that is" stands for, alone or in a list."""
    while token.dep_ in _IN_LINE and token.head.i != token.i:
        token = token.head
    return token.dep_ in ("attr", "nsubj", "dobj") and is_verb(token.head) and token.head.lower_ in _IS
