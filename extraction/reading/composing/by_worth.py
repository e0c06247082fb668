"""A sum that no clause of giving holds is still aid: what a package is worth, what help amounts to, a giver's share."""

import re
from collections.abc import Sequence

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.givers import giver_back
from extraction.reading.composing.layout import givers_named
from extraction.reading.composing.outcome import NOTHING, Outcome
from extraction.reading.composing.packages import of_package
from extraction.reading.composing.thread import Package, Thread
from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT, Giver, Origin, giver_of_names
from extraction.reading.donors.nouns import around_nouns
from extraction.reading.donors.phrase import from_phrase
from extraction.reading.drafts import Draft
from extraction.reading.exclusions import speaks_of_ukraine
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.sum_words import valued_at
from extraction.reading.syntax import is_verb, subject
from extraction.reading.wording import money_phrase
from extraction.reading.worth import Sum
from pledges.domain.values import Kind

_GIVEN = re.compile(
    r"\b(?:provided|given|sent|delivered|spent|donated|supplied)\b(?! by the end| if)|\bdeliveries\b", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:could|might|may|would|propos\w+|consider\w*|ask(?:s|ed|ing)?|seek(?:s|ing)?|request\w*|wants?|needs?|"
    r"plans? for|draft|expected|hopes?)\b",
    re.IGNORECASE,
)
_BARRED = re.compile(
    r"\b(?:not|never|no|without|block(?:s|ed|ing)?|stalled|stuck|held up|cut(?:s|ting)?|fr[eo]ez\w+|froze|"
    r"whether|suspend\w*|halt\w*|withh[eo]ld\w*|loss(?:es)?|damage|stolen|corrupt\w*|Russian assets|budget of)\b",
    re.IGNORECASE,
)
_REACH = 4  # sentences after which a package is still meant
_SHARE_GAP = frozenset(
    {",", "-", "–", "—", ":", "about", "some", "around", "nearly", "another", "with", "a", "further"}
)


def worth_draft(thread: Thread, scene: Scene, amount: Sum, anchor: ItemPhrase, here: Sequence[Draft]) -> Outcome:
    """ "Washington's latest package is valued at $300 million", "The ministry puts its value at 80 million euros"."""
    refers, text = amount.aid is None, scene.sentence.text
    held = next((draft for draft in here if _holds(draft)), None)
    package = thread.package if of_package(thread, scene, _REACH) is not None else None
    known = held is not None or package is not None
    if _BARRED.search(text) or (refers and not _is_worth_of_it(thread, scene, amount, known=known)):
        return NOTHING
    giver = _giver(thread, scene, amount) if held is None else held.giver
    if set(giver.codes) & AGGRESSORS:
        return NOTHING
    kind = _kind(thread, package, text, refers=refers) if held is None else held.kind
    if not giver.codes and not speaks_of_ukraine(text):
        return NOTHING
    outcome = draft_of(thread, scene, anchor, [], None, giver, kind, [])
    outcome = outcome.then(lambda draft: draft.by_rule("kind", "kinds.worth").marked("frame.linear"))
    return outcome.then(lambda draft: _with_day_of(draft, package)) if refers else outcome


def _is_worth_of_it(thread: Thread, scene: Scene, amount: Sum, *, known: bool) -> bool:
    """Whether a sum is the value of what the text spoke of: a package, else what was given right before."""
    return valued_at(scene, amount.first) is not None and (known or _given_before(thread, scene))


def _holds(draft: Draft) -> bool:
    """Whether a draft is an item of a package whose giver is known."""
    return draft.frame is not None and draft.frame.row.role == "contain" and bool(draft.donors)


def _with_day_of(draft: Draft, package: Package | None) -> Draft:
    """Of "It is worth $300 million" the day is the one on which its package was announced."""
    if draft.announced is not None or package is None or package.day_words is None or package.day_words.span is None:
        return draft
    spans = (*draft.spans, package.day_words.span)
    return draft.by_words("announced", package.day_words, announced=package.announced, spans=spans)


def share_draft(thread: Thread, scene: Scene, amount: Sum, here: Sequence[Draft]) -> Outcome:
    """ "Oslo gives $135 million, Stockholm $275 million and Berlin, 90 million euros": each giver's own sum."""
    before = [draft for draft in here if draft.value is not None and draft.phrase is not None]
    place = amount.first - 1
    while place > 0 and scene.doc[place].lower_ in _SHARE_GAP:
        place -= 1
    names = [name for name in givers_named(scene) if scene.tokens(name.start, name.end)[1] == place]
    if not before or not names:
        return NOTHING
    last = before[-1]
    giver = giver_of_names(scene, names, "donors.share", scene.at[names[0].start])
    return draft_of(thread, scene, money_phrase(scene, amount), [], last.frame, giver, last.kind, [])


def _kind(thread: Thread, package: Package | None, text: str, *, refers: bool) -> Kind:
    """The kind of the package that the value is of; else what the sentence's own words make it."""
    if refers:
        told = (*thread.memory.drafts[-1:], *((package,) if package is not None else ()))
        return told[-1].kind if told else Kind.PLEDGE
    if _OPEN.search(text):
        return Kind.INTENT
    return Kind.DELIVERY if _GIVEN.search(text) else Kind.PLEDGE


def _given_before(thread: Thread, scene: Scene) -> bool:
    """Whether the sentence before told of a gift."""
    return any(
        0 < scene.sentence.ordinal - draft.scene.sentence.ordinal <= 2
        and draft.kind in (Kind.PLEDGE, Kind.DELIVERY, Kind.DISPATCH)
        for draft in thread.memory.drafts[-4:]
    )


def _giver(thread: Thread, scene: Scene, amount: Sum) -> Giver:
    """Whose package it is: by the words on it, the package spoken of, who says so, the text before, the publisher."""
    on_it = _on_its_nouns(scene, amount.aid, amount) if amount.aid is not None else Giver()
    if on_it.codes:
        return on_it
    if (package := of_package(thread, scene, 4)) is not None:
        return package
    for found in (_who_says(scene), _who_alone_is_named(scene), giver_back(thread, scene, near=True)):
        if found.codes:
            return found
    return thread.memory.publisher if thread.official else Giver()


def _on_its_nouns(scene: Scene, aid: ItemPhrase, amount: Sum) -> Giver:
    """ "Norway's military aid, worth $300 million"."""
    return around_nouns(scene, [scene.doc[aid.last], aid.head, scene.doc[amount.last]])


def _who_alone_is_named(scene: Scene) -> Giver:
    names = [name for name in scene.donors() if name.ref != RECIPIENT]
    sole = len({name.ref for name in names}) == 1
    return giver_of_names(scene, names[:1], "donors.sole", scene.at[names[0].start]) if sole else Giver()


def _who_says(scene: Scene) -> Giver:
    """The donor that is the subject of the sentence."""
    for token in scene.doc:
        if is_verb(token) and token.head.i == token.i and (word := subject(token)) is not None:
            found = from_phrase(scene, word, "donors.said").at(Origin.SAID)
            if RECIPIENT not in found.codes:
                return found
    return Giver()
