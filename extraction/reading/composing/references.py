"""A pronoun, definite word or bare number takes what it refers to, and the number where it has none."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extraction.reading.composing.drafting import draft_of
from extraction.reading.composing.outcome import Outcome, skip
from extraction.reading.composing.thread import Thread
from extraction.reading.donors.giver import Giver, Origin
from extraction.reading.drafts import Draft
from extraction.reading.kinds.frame import Frame
from extraction.reading.phrases import ItemPhrase, with_one
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb
from extraction.reading.timing import timing_of
from extraction.reading.wording import (
    evidence_of,
    quantity_of,
    words_of_times,
)
from extraction.reading.worth import Sum
from pledges.domain.values import Kind, Span

_REACH = 2  # sentences that a counting one looks back


def reference(
    thread: Thread,
    scene: Scene,
    phrase: ItemPhrase,
    phrases: Sequence[ItemPhrase],
    frame: Frame,
    giver: Giver,
    here: Sequence[Draft],
    money: Sequence[Sum],
) -> Outcome:
    """A pronoun, definite word or bare number takes what it refers to, and the number where it has none."""
    if (reason := _points_to_no_gift(scene, phrase, frame)) is not None:
        return skip(scene, phrase, reason)
    if (nearer := _counted_of(scene, phrase, phrases, here)) is not None:
        meant = _called(phrase, nearer)
        together = with_one(phrases, phrase, meant)
        return replace(draft_of(thread, scene, meant, together, frame, giver, frame.kind, money), phrase=meant)
    before = thread.memory.item_for(phrase, scene, here, giver.codes)
    if before is None and (named := _named_here(phrase, phrases)) is not None:
        together = with_one(phrases, phrase, named)
        return replace(draft_of(thread, scene, named, together, frame, giver, frame.kind, money), phrase=named)
    if before is None:
        return skip(scene, phrase, "no single thing that it can mean")
    if _is_last_of_told(scene, phrase, before):
        return skip(scene, phrase, "the last of what was told")
    if phrase.quantity is None and _says_the_same(frame, before):
        return Outcome(retold=(before, _dated(scene, before, frame, phrase, phrases)))
    if phrase.quantity is None and (reason := _no_news(frame, before, giver)) is not None:
        return skip(scene, phrase, reason)
    if giver.origin is Origin.BEFORE or not giver.codes:
        giver = Giver.told_before(before.donors, before.giver.spans)
    meant = _meant(phrase, before, frame)
    outcome = draft_of(thread, scene, meant, with_one(phrases, phrase, meant), frame, giver, frame.kind, money)
    return replace(outcome.then(lambda draft: _with_words_of(draft.marked("item.reference"), before)), phrase=meant)


def _no_news(frame: Frame, before: Draft, giver: Giver) -> str | None:
    """Why a clause on what was told promises and brings nothing: "They [on their way] will arrive in June"; "They [that
    Italy gives] came from Germany in the 1980s"."""
    if before.kind is Kind.DISPATCH and frame.kind is Kind.PLEDGE:
        return "already on its way"
    from_another = giver.named_apart and before.donors and set(before.donors).isdisjoint(giver.codes)
    return "where it once came from" if frame.row.word == "come" and from_another else None


def _is_last_of_told(scene: Scene, phrase: ItemPhrase, before: Draft) -> bool:
    """ "Norway has sent 50 carriers, of which the last came in May": counted already."""
    told = before.scene is scene and before.kind in (Kind.DELIVERY, Kind.DISPATCH)
    return told and any(token.lower_ == "last" for token in scene.doc[phrase.first : phrase.last + 1])


def _says_the_same(frame: Frame, before: Draft) -> bool:
    """Whether a clause tells of an earlier draft as it was told: "bought two, and they should arrive by May"."""
    ordered = before.kind is Kind.CONTRACT and frame.kind is Kind.PLEDGE
    return before.frame is not None and (frame.kind is before.kind or ordered)


def _meant(phrase: ItemPhrase, before: Draft, frame: Frame) -> ItemPhrase:
    """A phrase as what it points to, with the number of that where it has moved; "similar" ones are of that type."""
    similar = any(child.lower_ == "similar" for child in phrase.head.children)
    meant = replace(
        phrase,
        name=None if similar else before.name,
        slug=None if similar else before.slug,
        category=before.category,
    )
    moved = frame.kind in (Kind.DELIVERY, Kind.DISPATCH) and phrase.refers == "pronoun" and not _is_share(phrase)
    if phrase.quantity is not None or not moved or before.phrase is None or not before.quantity.known:
        return meant
    return replace(meant, quantity=before.phrase.part or before.phrase.quantity, borrowed=True)


def _is_share(phrase: ItemPhrase) -> bool:
    """ "Most of them", "the first of them" are some of what a pronoun means, "all of them" are not."""
    before = [token.lower_ for token in phrase.head.doc[max(0, phrase.core - 2) : phrase.core]]
    return before[1:] == ["of"] and before[0] not in ("all", "both")


def _with_words_of(draft: Draft, before: Draft) -> Draft:
    """With the words and span of an earlier sentence that a reference has its number and thing from."""
    proved = replace(draft, spans=(*before.spans[-1:], *draft.spans)) if before.scene is not draft.scene else draft
    if draft.phrase is None or not draft.phrase.borrowed or "quantity" not in before.words:
        return proved
    if before.phrase is not None and (part := before.phrase.part) is not None:
        start = before.scene.sentence.start
        return proved.word("quantity", part.text, start + part.start, start + part.end, part.rule)
    return proved.by_words("quantity", before.words["quantity"])


def _points_to_no_gift(scene: Scene, phrase: ItemPhrase, frame: Frame) -> str | None:
    """Why a pronoun or bare number means no thing given."""
    if phrase.refers == "pronoun":
        moves = frame.row.role in ("arrive", "leave", "give", "ship", "get")
        things = moves and scene.doc[phrase.core].lower_ not in _OF_NO_THING
        return None if things and not _opens_with_this(scene, phrase) else "pronoun of no thing given"
    if scene.doc[phrase.last + 1 : phrase.last + 4].text.lower() == "and a half":
        return "a number of something else"
    only_says = frame.row.role in ("promise", "consider") and is_verb(frame.trigger)
    if phrase.refers == "elliptic" and only_says and frame.trigger.lower_.startswith(_SAYS_OF_ELSE):
        return "a number of something else"
    return None


def _opens_with_this(scene: Scene, phrase: ItemPhrase) -> bool:
    """Whether a pronoun opens its sentence and means all that was said."""
    return phrase.core == 0 and scene.doc[0].lower_ == "this"


_OF_NO_THING = frozenset({"it", "that", "which", "one", "all"})
_SAYS_OF_ELSE = ("confirm", "declare", "reveale", "covered", "conside", "discuss", "signed")


def _named_here(phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> ItemPhrase | None:
    """ "dozens of them" as the one system named before it in the sentence, None where that is not one."""
    named = {other.slug: other for other in phrases if other.slug and other.last < phrase.first}
    if len(named) != 1 or (phrase.refers == "pronoun" and phrase.quantity is None):
        return None
    (other,) = named.values()
    return _called(phrase, other)


def _called(phrase: ItemPhrase, other: ItemPhrase) -> ItemPhrase:
    return replace(phrase, name=other.name, slug=other.slug, category=other.category)


def _counted_of(
    scene: Scene, phrase: ItemPhrase, phrases: Sequence[ItemPhrase], here: Sequence[Draft]
) -> ItemPhrase | None:
    """ "Spain, which has three Patriot batteries, will not part with one of them": named there, though not given."""
    words = [token.lower_ for token in scene.doc[phrase.first : phrase.last + 1]]
    if phrase.refers not in _POINTING or "them" not in words or any(draft.phrase is not None for draft in here):
        return None
    before = [one for one in phrases if one.last < phrase.first and one.slug and not one.refers]
    return before[-1] if len({one.slug for one in before}) == 1 else None


_POINTING = frozenset({"pronoun", "elliptic"})


def _dated(scene: Scene, before: Draft, frame: Frame, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> Draft:
    """ "The tanks will arrive this week" dates the pledge of the sentence before."""
    timing = timing_of(scene, frame, phrase, phrases, before.kind)
    if before.window is not None or timing.window is None:
        return before
    words = {**before.words, **words_of_times(scene, timing)}
    spans = (*before.spans, *evidence_of(scene, frame, phrase, None))
    return replace(before, window=timing.window, words=words, spans=spans)


def counted_now(thread: Thread, scene: Scene, phrase: ItemPhrase) -> Outcome | None:
    """ "These five systems will help": the number of what the sentence before gave without one."""
    quantity = phrase.quantity
    if quantity is None or quantity.low is None:
        return None
    since = scene.sentence.ordinal - _REACH
    recent = takewhile(lambda draft: draft.scene.sentence.ordinal >= since, reversed(thread.memory.drafts))
    alike = (one for one in recent if (one.category, one.slug) == (phrase.category, phrase.slug))
    draft = next((one for one in alike if not one.quantity.known), None)
    if draft is None:
        return None
    start, end = scene.sentence.start + quantity.start, scene.sentence.start + quantity.end
    first, last = scene.span(phrase.first, phrase.last)
    counted = draft.word(
        "quantity", quantity.text, start, end, quantity.rule,
        quantity=quantity_of(phrase, thread.memory.catalogue), spans=(*draft.spans, Span(start=first, end=last)),
    )  # fmt: skip
    exact = counted.marked("quantity.exact", no=frozenset({"quantity.unknown"}))
    return Outcome(retold=(draft, exact))
