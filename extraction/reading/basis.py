"""Whether a number adds, restates or asserts a total is read from its own clause, and how donors share it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extraction.mentions import QuantityMention
from extraction.reading.drafts import Draft
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, tense
from extraction.reading.timing import Timing
from extraction.reading.worth import Sum
from pledges.domain.values import Basis, Kind, Qualifier, Sharing, Span

_SO_FAR = re.compile(
    r"\bin total\b|\ba total of\b|\btotal (?:amount|of|military|security)|\bso far\b|\bto date\b|"
    r"\bhas now\b|\balready (?:sent|given|provided|committed|delivered)|"
    r"\bsince (?:the )?(?:start|beginning|outbreak|Russia|February|24|last|\d{4}|President|January|"
    r"the (?:war|invasion|full))|"
    r"\bover the (?:past|last) (?:year|\w+ months)\b|\bin the past (?:year|\w+ months)|\bbring(?:s|"
    r"ing)?\b.{0,40}\bto\b|\baltogether\b|\boverall\b|\btotal(?:l?ing|l?ed)?\b",
    re.IGNORECASE,
)


_ONE_MORE = r"a (?:second|third|fourth|fifth|sixth)(?! (?:of|time|party)\b)"
_MORE = re.compile(
    rf"\b(?:another|additional|more(?! than)|extra|further|new|additionally|fresh|{_ONE_MORE})\b", re.IGNORECASE
)


def read_basis(draft: Draft, scene: Scene, phrase: ItemPhrase, timing: Timing) -> Draft:
    """increment for "ten more"; cumulative for "in total" and for a milestone: "up to 80 by the end of the year"."""
    based = _based(draft, scene, phrase, timing)
    quantity = phrase.quantity
    marker = quantity.marker if quantity is not None else None
    if quantity is None or marker is None or based.basis is Basis.UNSTATED or "basis" in based.words:
        return based
    base, words = scene.sentence.start, scene.sentence.text[marker.start : marker.end]
    return based.word("basis", words, base + marker.start, base + marker.end, quantity.rule)


def _based(draft: Draft, scene: Scene, phrase: ItemPhrase, timing: Timing) -> Draft:
    """The draft with the basis of its number: what the number itself says, else the words beside it."""
    basis = _by_number(draft, phrase.quantity, timing) if phrase.quantity is not None else None
    if basis is not None:
        return replace(draft, basis=basis)
    ways = ((match, by, rule) for match, by, rule in _by_words(draft, scene, phrase) if match is not None)
    match, by, rule = next(ways, (None, Basis.UNSTATED, ""))
    return draft if match is None else _by_match(draft, scene, match, by, rule)


def _by_number(draft: Draft, quantity: QuantityMention, timing: Timing) -> Basis | None:
    """What a number says itself: "a total of", "ten more", "up to 80 by the end of the year"."""
    milestone = quantity.low is None and quantity.high is not None and timing.window is not None
    if quantity.cumulative or _is_running_total(draft, quantity) or (milestone and not quantity.additive):
        return Basis.CUMULATIVE
    return Basis.INCREMENT if quantity.additive else None


def _by_words(draft: Draft, scene: Scene, phrase: ItemPhrase) -> Iterator[tuple[re.Match[str] | None, Basis, str]]:
    """The words beside a number that may say its basis, the surest first."""
    if draft.kind in _MOVES:
        yield _before_number(_REST, scene, phrase), Basis.INCREMENT, "basis.rest"
        yield _all_of_them(scene, phrase), Basis.CUMULATIVE, "basis.all"
    start = scene.doc[phrase.first].idx - 1 if phrase.first else 0
    yield _MORE.search(scene.sentence.text, start, scene.doc[phrase.core].idx), Basis.INCREMENT, "basis.more"
    if phrase.quantity is not None and draft.kind is not Kind.INTENT:
        yield _near_words(_SO_FAR, scene, draft), Basis.CUMULATIVE, "basis.so_far"


def _is_running_total(draft: Draft, quantity: QuantityMention) -> bool:
    """ "has provided more than 100": said of all so far, unless the number is but a word ("dozens")."""
    at_least = quantity.low is not None and quantity.high is None and not quantity.vague
    return at_least and _running(draft) and quantity.text[:1].isalpha()


def _by_match(draft: Draft, scene: Scene, match: re.Match[str], basis: Basis, rule: str) -> Draft:
    """The draft with a basis by words of its sentence."""
    base = scene.sentence.start
    return draft.word("basis", match.group(), base + match.start(), base + match.end(), rule, basis=basis)


_REST = re.compile(r"\b(?:remaining|other|outstanding|last|final)\b", re.IGNORECASE)
_MOVES = frozenset({Kind.DELIVERY, Kind.DISPATCH})  # the rest of a pledge adds to what came, and nothing to the pledge


_ALL = re.compile(r"\ball\b", re.IGNORECASE)
_A_PART = re.compile(r"\b(?:batch|tranche|shipment|consignment|group|lot|convoy|delivery)\b", re.IGNORECASE)


def _all_of_them(scene: Scene, phrase: ItemPhrase) -> re.Match[str] | None:
    """ "All 12 tanks have arrived": as many as ever will, unless they are all of a part ("of the second batch")."""
    return None if _A_PART.search(scene.sentence.text) else _before_number(_ALL, scene, phrase)


def _before_number(pattern: re.Pattern[str], scene: Scene, phrase: ItemPhrase) -> re.Match[str] | None:
    """A match in the words before a counted thing, or in the number phrase itself: "the remaining six"."""
    if phrase.quantity is None or phrase.borrowed or not phrase.quantity.low:
        return None
    start = scene.doc[max(0, min(phrase.first, scene.at[phrase.quantity.start]) - 2)].idx
    return pattern.search(scene.sentence.text, start, scene.doc[phrase.core].idx)


def _running(draft: Draft) -> bool:
    """ "has provided more than 100": a perfect of giving with an open number is a running total."""
    frame = draft.frame
    return (
        frame is not None
        and frame.row.role in ("give", "promise", "ship")
        and is_verb(frame.trigger)
        and tense(frame.trigger) == "perfect"
    )


def _near_words(pattern: re.Pattern[str], scene: Scene, draft: Draft) -> re.Match[str] | None:
    """A match in the claim's own clause: near its verb or its item."""
    assert draft.phrase is not None
    places = [draft.phrase.first, draft.phrase.last, *([draft.frame.trigger.i] if draft.frame is not None else [])]
    first, last = max(0, min(places) - 6), min(len(scene.doc) - 1, max(places) + 9)
    return pattern.search(scene.sentence.text, scene.doc[first].idx, scene.doc[last].idx + len(scene.doc[last]))


def read_money_basis(draft: Draft, scene: Scene, amount: Sum) -> Draft:
    """What a sum does to the sums before it, by the words before it, its own, and those near it."""
    text, draft = scene.sentence.text, draft.without("basis", basis=Basis.UNSTATED)
    start, end = scene.doc[amount.first].idx, scene.doc[amount.last].idx + len(scene.doc[amount.last])
    if match := _ADDS_TO.search(text, max(0, start - 60), start):
        stands = match.group("stands") or _STANDS.search(text, end, end + 90)
        basis = Basis.CUMULATIVE if stands and not _ONE_PACKAGE.match(text, end) else Basis.UNSTATED
        base = scene.sentence.start
        return draft.word(
            "basis", match.group().strip(), base + match.start(), base + match.end(), "basis.adds_to", basis=basis
        )
    if (_running(draft) and amount.money.money.qualifier is Qualifier.AT_LEAST) or _told_total(scene, amount):
        return replace(draft, basis=Basis.CUMULATIVE)
    near = scene.doc[max(0, amount.first - 6)].idx, scene.doc[min(len(scene.doc) - 1, amount.last + 5)].idx
    if match := _ANOTHER.search(text, *near):
        return _by_match(draft, scene, match, Basis.INCREMENT, "basis.more")
    own = Span(start=start, end=end)
    if match := _TOTAL_BEFORE.search(text, max(0, start - 60), start) or _so_far_of(scene, own):
        return _by_match(draft, scene, match, Basis.CUMULATIVE, "basis.so_far")
    return draft


_ANOTHER = re.compile(rf"\b(?:another|additional|extra|further|fresh|new|{_ONE_MORE})\b", re.IGNORECASE)


def _told_total(scene: Scene, amount: Sum) -> bool:
    """Whether the sum's own words make it a total, and are not said of another sum."""
    money, marker = amount.money, amount.money.marker
    others = [Span(start=one.start, end=one.end) for one in scene.mentions.money if one.start >= money.end]
    own = Span(start=money.start, end=money.end)
    return money.cumulative and (marker is None or not of_another_sum(scene.sentence.text, marker, own, others))


_TOTAL_BEFORE = re.compile(
    r"\b(?:exceed(?:s|ed)|reach(?:es|ed)|surpass(?:es|ed)|amount(?:s|ed) to|st(?:ands|ood) at|com(?:es|e) to)\b"
    r"(?: \S+){0,3}\s*$",
    re.IGNORECASE,
)


FIRST_SINCE = re.compile(r"\b(?:first|time|largest|biggest|most|worst|ever)\b[^.;,]{0,40}$", re.IGNORECASE)
"""Words before "since" that count no total: "its first gift since 1991", "the largest package since the invasion"."""
_RAISING = re.compile(r"\b(?:bring|tak|rais|push|lift|put)\w*\b", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(
    r", (?:which|who|whose|where) (?!\S+ (?:has|have) (?:given|sent|provided|pledged|committed)\b)"
    r"|, and (?:with|by) (?:it|this|that|them)\b|, and (?:the|its|their) (?:\w+ )?(?:total|overall|sum)\b"
)
_ADDS_TO = re.compile(
    r"\b(?:add(?:s|ed|ing)? to|on top of|in addition to|build(?:s|ing)? on|beyond|besides)\b"
    r"(?: (?:(?P<stands>the|its|their|our)|more than|over|about|around|nearly|some|almost|at least|roughly"
    r"|approximately))*\s*$",
    re.IGNORECASE,
)
"""Words before a sum that stands already: "adds to the nearly $20 billion", "on top of the $18 billion"."""
_STANDS = re.compile(r"\b(?:already|since|so far|to date|previously|earlier|in total)\b", re.IGNORECASE)
_ONE_PACKAGE = re.compile(r"(?: [\w-]+){0,4}? (?:package|tranche|drawdown|instal?lment|grant)\b", re.IGNORECASE)
_THEN_A_SUM = 45  # characters from "so far" to the sum that it is said of


def _so_far_of(scene: Scene, own: Span) -> re.Match[str] | None:
    """ "So far", "since the invasion" of a sum: not of one package, of another clause, nor of another sum."""
    text = scene.sentence.text
    match = _SO_FAR.search(text)
    if match is None or FIRST_SINCE.search(text[: match.start()]):
        return None
    if match.start() > own.start:
        between = text[own.end : match.start()]
        others = [Span(start=one.start, end=one.end) for one in scene.mentions.money if one.start >= own.end]
        told = Span(start=match.start(), end=match.end())
        if _ONE_PACKAGE.match(text, own.end) or in_other_clause(between) or of_another_sum(text, told, own, others):
            return None
    return match


def in_other_clause(between: str) -> bool:
    """Whether the words after a sum pass into a clause about something else: ", which has been under attack"."""
    return bool(_OTHER_CLAUSE.search(between))


def of_another_sum(text: str, told: Span, own: Span, others: Iterable[Span]) -> bool:
    """Whether words of a total or its time are said of another sum of the sentence than one's own.

    "$5 billion, bringing the total to", "but so far only $2 billion": of what follows. "$5 billion since May and $7
    billion since 2021": of the sum right before.
    """
    if told.start >= own.end:
        if _RAISING.search(text, own.end, told.end):
            return True
        follows = any(one.end > told.end and one.start - told.end <= _THEN_A_SUM for one in others)
        return follows and bool(_BUT.search(text, own.end, told.end))
    before = any(0 <= told.start - one.end <= 2 for one in others if one.end <= told.start)
    return before and bool(_AND.search(text, told.end, own.start))


_BUT = re.compile(r"\b(?:but|though|yet|while)\b", re.IGNORECASE)
_AND = re.compile(r"\band\b", re.IGNORECASE)


def read_sharing(draft: Draft, scene: Scene) -> Sharing:
    phrase, text = draft.phrase, scene.sentence.text.lower()
    if (phrase is not None and phrase.quantity is not None and phrase.quantity.distributive) or re.search(
        r"\beach\b", text
    ):
        return Sharing.EACH
    if not draft.quantity.known and draft.value is None:
        return Sharing.UNCLEAR
    return Sharing.JOINT
