"""A time belongs to the act that it stands with: of giving it is a window, of promising the day of announcement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from extraction.mentions import TimeMention
from extraction.mentions.times import resolve
from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.tenses import DONE
from extraction.reading.kinds.triggers import has_particle
from extraction.reading.lexicon import lexicon
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import SUBJECTS, children, is_verb, tense
from extraction.reading.words import words_of
from pledges.domain.values import Kind, Window

_SAYING = frozenset(
    {
        "promise",
        "say",
        "claim",
        "pledge",
        "plan",
        "intent",
        "request",
        "refuse",
        "permit",
        "expect",
        "consider",
        "thanks",
        "prepare",
        "ask",
        "need",
    }
)


_TEXTS = words_of("statement statements report reports article story release communiqué communique letter")


@dataclass(frozen=True, slots=True)
class Timing:
    """What the times of a sentence say of one item: when it moves, and when that was said."""

    window: Window | None = None
    window_words: TimeMention | None = None
    announced: date | None = None
    announced_words: TimeMention | None = None


def timing_of(
    scene: Scene, frame: Frame | None, phrase: ItemPhrase, phrases: Sequence[ItemPhrase], kind: Kind
) -> Timing:
    """The window and the day of announcement of one item in its frame."""
    near = [mention for mention in scene.mentions.times if _near(scene, mention, frame, phrase, phrases)]
    return _timing(scene, frame, kind, sorted(near, key=lambda mention: _distance(scene, mention, phrase)))


def timing_of_clause(scene: Scene, frame: Frame) -> Timing:
    """The window and the day of announcement of all that a clause opens a list of."""
    near = [
        mention
        for mention in scene.mentions.times
        if _same_clause(scene.doc[scene.at[mention.start]], frame, due=_is_due(mention))
    ]
    return _timing(scene, frame, frame.kind, near)


def _timing(scene: Scene, frame: Frame | None, kind: Kind, near: list[TimeMention]) -> Timing:
    """The first time of a deed and the first day of a word among times in the order of their nearness."""
    window = announced = None
    for mention in near:
        if _dates_a_text(scene, mention) or _of_saying(scene, mention, frame, kind):
            said = resolve(mention, future=False)
            if said.window is None:
                continue  # counted from a day that is unknown
            if said.window.start is not None and said.window.start == said.window.end:
                announced = announced or said
            elif kind is Kind.CANCELLATION and not said.future:
                window = window or said  # "in 2019 he withheld": the time of the act itself
        elif window is None:
            window = _moved(scene, mention, kind)
    return Timing(
        window=window.window if window is not None else None,
        window_words=window,
        announced=announced.window.start if announced is not None and announced.window is not None else None,
        announced_words=announced,
    )


def _dates_a_text(scene: Scene, mention: TimeMention) -> bool:
    """ "our statement of 8 July": the day of what was written, no day of a gift."""
    token = scene.doc[scene.tokens(mention.start, mention.end)[0]]
    while token.dep_ in ("nmod", "nummod", "compound", "pobj", "prep", "npadvmod", "det") and token.head.i != token.i:
        token = token.head
        if token.lower_ in _TEXTS:
            return True
    return False


def _moved(scene: Scene, mention: TimeMention, kind: Kind) -> TimeMention | None:
    """A time as that of a deed; None where it counts from an unknown day, or lies ahead of what is done.

    This is the one place that keeps what was handed over or has left from a window that begins after the article.
    """
    done = kind in (Kind.DELIVERY, Kind.DISPATCH)
    moved = resolve(mention, future=not done and not _of_the_past(scene, mention))
    return None if moved.window is None or (done and moved.future) else moved


def _of_the_past(scene: Scene, mention: TimeMention) -> bool:
    """ "crossed the border on 12 March": a day without a year lies behind where its own verb is past."""
    verb = _verb_above(scene, mention)
    return verb is not None and tense(verb) in ("past", "perfect")


def still_ahead(scene: Scene, frame: Frame | None, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]) -> bool:
    """Whether a verb in the present has a time to come: "eight more follow next year" is no delivery."""
    if frame is None or not is_verb(frame.trigger) or tense(frame.trigger) in DONE:
        return False
    return any(
        mention.future is True and _near(scene, mention, frame, phrase, phrases) for mention in scene.mentions.times
    )


def _distance(scene: Scene, mention: TimeMention, phrase: ItemPhrase) -> int:
    first, last = scene.tokens(mention.start, mention.end)
    return first - phrase.last if first > phrase.last else (phrase.first - last) * 2


def _near(
    scene: Scene, mention: TimeMention, frame: Frame | None, phrase: ItemPhrase, phrases: Sequence[ItemPhrase]
) -> bool:
    """Whether a time speaks of this item: in a schedule each item has the time that follows it."""
    first, _last = scene.tokens(mention.start, mention.end)
    counted = [other for other in phrases if other.quantity is not None or other is phrase]
    times = sorted(scene.tokens(time.start, time.end)[0] for time in scene.mentions.times)
    following = [time for time in times if any(other.last < time for other in counted)]
    if len(following) >= 2 and first > phrase.last:
        nearer = [other for other in counted if phrase.last < other.last < first]
        return not nearer
    if len(following) >= 2 and first < phrase.first:
        return not any(other.last < first for other in counted) and not any(time > phrase.last for time in times)
    return frame is None or _same_clause(scene.doc[first], frame, due=_is_due(mention))


def of_clause(scene: Scene, mention: TimeMention, frame: Frame) -> bool:
    """Whether a time stands in a frame's own clause, and not with another verb."""
    return _same_clause(scene.doc[scene.at[mention.start]], frame, due=_is_due(mention))


def _is_due(mention: TimeMention) -> bool:
    return mention.future is True or mention.role in ("by", "until")


def _same_clause(token: Token, frame: Frame, *, due: bool) -> bool:
    """Whether the verb above a time is one of the frame's, or none stands between."""
    chain = {word.i for word in frame.chain} | {noun.i for noun in frame.nouns}
    steps = 0
    while steps < 25:
        if token.i in chain:
            return True
        if is_verb(token) and token.dep_ == "conj" and any(children(token, *SUBJECTS)):
            return False  # a clause with a subject of its own
        if is_verb(token) and token.dep_ == "conj" and token.i > frame.trigger.i and _is_whole(token):
            return False  # "is training 2,000 and has trained 7,000 since May"
        if not due and is_verb(token) and token.dep_ == "acl" and _done_before(token):
            return False  # "the tanks ordered in May", "on top of the 20 trucks already delivered in April"
        if is_verb(token) and token.dep_ not in ("acl", "amod", "xcomp", "conj", "aux", "pcomp", "advcl"):
            return False
        if token.head.i == token.i:
            return True
        token = token.head
        steps += 1
    return False


def _is_whole(verb: Token) -> bool:
    """Whether a verb joined to another has an auxiliary and an object of its own."""
    return any(children(verb, "aux", "auxpass")) and any(children(verb, "dobj"))


_DONE_BEFORE = frozenset({"give", "ship", "order", "pay"})


def _done_before(verb: Token) -> bool:
    """Whether a past participle of giving or ordering tells what was done with this item before, or with another."""
    rows = lexicon().verbs.get(verb.lower_, ())
    if verb.tag_ not in ("VBN", "VBD") or tense(verb) not in ("participle", "past"):
        return False
    return any(row.role in _DONE_BEFORE for row in rows)


def _of_saying(scene: Scene, mention: TimeMention, frame: Frame | None, kind: Kind) -> bool:
    """Whether a time dates the word and not the deed: it stands with a past verb of saying or promising."""
    if mention.future or mention.role in ("by", "until"):
        return False
    verb = _verb_above(scene, mention)
    if verb is None:
        return kind not in (Kind.DELIVERY, Kind.DISPATCH)
    table = lexicon()
    rows = [row for row in table.verbs.get(verb.lower_, ()) if not row.particle or has_particle(verb, row.particle)]
    says = any(row.role in _SAYING for row in (*rows, *table.governors.get(verb.lower_, ())))
    gives = any(row.role in ("give", "ship", "get", "arrive", "leave", "train", "equip") for row in rows)
    if kind is Kind.PLEDGE and frame is not None and verb.i == frame.trigger.i and tense(verb) in ("past", "perfect"):
        return True  # "presented a package on Thursday": what only promises is a word
    if gives and not says:
        return False
    if says:
        return tense(verb) not in ("future", "infinitive", "may")
    return False


def _verb_above(scene: Scene, mention: TimeMention) -> Token | None:
    first, _ = scene.tokens(mention.start, mention.end)
    token = scene.doc[first]
    for _ in range(25):
        if is_verb(token) and token.dep_ not in ("amod",):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
