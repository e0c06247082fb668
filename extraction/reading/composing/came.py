"""A relative clause may tell that what is promised or ordered has come: "two radars, which arrived in May"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Token

from extraction.reading.donors.giver import RECIPIENT, mentions_in
from extraction.reading.drafts import Draft
from extraction.reading.framing.frames import Frames
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase
from extraction.reading.syntax import is_verb
from extraction.reading.words import words_of
from pledges.domain.values import Kind

_AHEAD = frozenset({Kind.PLEDGE, Kind.CONTRACT})
_COMES = frozenset({"arrive", "give"})
_WHOLE = words_of("all both")
_REACH = 14  # words from an item to the clause that tells of it


def with_what_came(frames: Frames, drafts: Sequence[Draft], phrases: Sequence[ItemPhrase]) -> tuple[Draft, ...]:
    """The drafts of a sentence, those delivered of which a clause behind them says that they have come."""
    return tuple(_as_come(frames, draft, phrases) for draft in drafts)


def _as_come(frames: Frames, draft: Draft, phrases: Sequence[ItemPhrase]) -> Draft:
    phrase = draft.phrase
    if phrase is None or draft.kind not in _AHEAD or draft.category == "funding":
        return draft
    frame = next((one for one in _told_behind(frames, phrase, phrases) if one.kind is Kind.DELIVERY), None)
    if frame is None or _goes_elsewhere(frames, frame, draft):
        return draft
    start, end = frames.scene.span(frame.trigger.i, frame.trigger.i)
    told = draft.word("kind", frame.trigger.text, start, end, f"kinds.came:{frame.rule}", kind=Kind.DELIVERY)
    return replace(told, frame=draft.frame)


def _told_behind(frames: Frames, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> Iterator[Frame]:
    """The clauses of coming behind an item whose subject is "which" or "that", before any other verb."""
    behind = frames.scene.doc[phrase.last + 1 : phrase.last + 1 + _REACH]
    for word in takewhile(lambda token: not _other_verb(token), behind):
        if word.tag_ not in ("WDT", "IN") or word.lower_ not in ("which", "that"):
            continue
        verb = _verb_of(frames, word, behind)
        listed = any(phrase.last < other.core < word.i and other.refers != "pronoun" for other in phrases)
        if verb is not None and (not listed or _of_all(word)):
            found = frames.frame(verb, [])
            if found is not None:
                yield found
        return


def _verb_of(frames: Frames, word: Token, behind: Iterable[Token]) -> Token | None:
    """The verb of coming whose subject is "which" or "that", or behind "all of which", where the parser may err."""
    if word.dep_ in ("nsubj", "nsubjpass"):
        return word.head if word.head.i > word.i and _is_coming(frames, word.head) else None
    after = (token for token in behind if token.i > word.i and _is_coming(frames, token))
    return next(after, None) if _of_all(word) else None


def _is_coming(frames: Frames, token: Token) -> bool:
    row = frames.row(token) if is_verb(token) else None
    return row is not None and row.role in _COMES


def _other_verb(token: Token) -> bool:
    return is_verb(token) and token.dep_ in ("ROOT", "conj", "advcl", "ccomp")


def _of_all(word: Token) -> bool:
    """ "all of which", "both of which": of the whole list before it."""
    before = [one.lower_ for one in word.doc[max(0, word.i - 2) : word.i]]
    return before[-1:] == ["of"] and before[0] in _WHOLE


def _goes_elsewhere(frames: Frames, frame: Frame, draft: Draft) -> bool:
    """Whether the clause names another state, to which they may have gone before."""
    first, last = frame.trigger.left_edge.i, frame.trigger.right_edge.i
    names = {name.ref for name in mentions_in(frames.scene, first, last)}
    return bool(names - {RECIPIENT, *draft.donors})
