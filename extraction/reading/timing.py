"""A time belongs to the act that it stands with: of giving it is a window, of promising the day of announcement."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from spacy.tokens import Token

from extraction.mentions import TimeMention
from extraction.mentions.times import resolve
from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.tenses import DONE
from extraction.reading.kinds.triggers import has_particle
from extraction.reading.lexicon import lexicon
from extraction.reading.phrases import ItemPhrase
from extraction.reading.promised import promise_on, tells_of_promise
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
    """The window and the day of announcement of one item in its frame; of what was promised before, that of then."""
    near = [mention for mention in scene.mentions.times if _near(scene, mention, frame, phrase, phrases)]
    timing = _timing(scene, frame, kind, sorted(near, key=lambda mention: _distance(scene, mention, phrase)))
    promise = promise_on(frame, phrase) if kind is Kind.PLEDGE else None
    if promise is None:
        return timing
    then = (mention for mention in scene.mentions.times if _promise_above(scene, mention) == promise)
    said = next((day for mention in then if (day := _day_of_word(mention)) is not None), None)
    window = _window(said)
    return replace(timing, announced=window.start if window is not None else None, announced_words=said)


def _day_of_word(mention: TimeMention) -> TimeMention | None:
    """A time of a word as that of a day; None where it tells no single day."""
    time = resolve(mention, future=False)
    single = time.window is not None and time.window.start is not None and time.window.start == time.window.end
    return time if single else None


def _promise_above(scene: Scene, mention: TimeMention) -> Token | None:
    """The verb of the clause of a promise told before in which a time stands, and which it dates: "promised in May"."""
    verb = _verb_above(scene, mention)
    return verb if verb is not None and tells_of_promise(verb) and not _is_due(mention) else None


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
        of_word = _dates_a_text(scene, mention) or _of_saying(scene, mention, frame, kind)
        time = resolve(mention, future=False) if of_word else _moved(scene, mention, kind)
        if time is None or time.window is None:
            continue  # counted from a day that is unknown
        if not of_word:
            window = window or time
        elif _day_of_word(mention) is not None:
            announced = announced or time
        elif kind is Kind.CANCELLATION and not time.future:
            window = window or time  # "in 2019 he withheld": the time of the act itself
    return Timing(
        window=_window(window),
        window_words=window,
        announced=said.start if (said := _window(announced)) is not None else None,
        announced_words=announced,
    )


def _window(time: TimeMention | None) -> Window | None:
    return time.window if time is not None else None


def _dates_a_text(scene: Scene, mention: TimeMention) -> bool:
    """ "our statement of 8 July": the day of what was written, no day of a gift."""
    token = scene.doc[scene.tokens(mention.start, mention.end)[0]]
    inner = takewhile(lambda one: one.dep_ in _INNER, (token, *token.ancestors))
    return any(one.head.lower_ in _TEXTS for one in inner)


_INNER = frozenset({"nmod", "nummod", "compound", "pobj", "prep", "npadvmod", "det"})


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
    first, promise = scene.at[mention.start], _promise_above(scene, mention)
    if promise is not None and frame is not None and frame.row.role != "contain" and promise not in frame.chain:
        return False  # "a package announced on Monday includes": of all that it holds
    counted = [other for other in phrases if other.quantity is not None or other is phrase]
    times = sorted(scene.at[time.start] for time in scene.mentions.times)
    behind = min((other.last for other in counted), default=len(scene.doc))
    if sum(time > behind for time in times) >= 2 and not phrase.first <= first <= phrase.last:
        return _is_scheduled(first, phrase, counted, times)
    return frame is None or _same_clause(scene.doc[first], frame, due=_is_due(mention))


def _is_scheduled(first: int, phrase: ItemPhrase, counted: Sequence[ItemPhrase], times: Sequence[int]) -> bool:
    """Whether a time of a schedule is an item's: the next after it, or one before all of them that has none after."""
    if first > phrase.last:
        return not any(phrase.last < other.last < first for other in counted)
    return not any(other.last < first for other in counted) and not any(time > phrase.last for time in times)


def of_clause(scene: Scene, mention: TimeMention, frame: Frame) -> bool:
    """Whether a time stands in a frame's own clause, and not with another verb."""
    return _same_clause(scene.doc[scene.at[mention.start]], frame, due=_is_due(mention))


def _is_due(mention: TimeMention) -> bool:
    return mention.future is True or mention.role in ("by", "until")


def _same_clause(token: Token, frame: Frame, *, due: bool) -> bool:
    """Whether the verb above a time is one of the frame's, or none stands between."""
    chain = {word.i for word in frame.chain} | {noun.i for noun in frame.nouns}
    for word in (token, *token.ancestors):
        if word.i in chain:
            return True
        if is_verb(word) and _is_another_clause(word, frame, due=due):
            return False
    return True


def _is_another_clause(verb: Token, frame: Frame, *, due: bool) -> bool:
    """Whether a verb above a time tells of something else.

    "the tanks ordered in May", "on top of the 20 trucks already delivered in April", a clause with a subject of its
    own, "is training 2,000 and has trained 7,000 since May".
    """
    apart = any(children(verb, *SUBJECTS)) or (verb.i > frame.trigger.i and _is_whole(verb))
    done = verb.dep_ == "acl" and not due and _done_before(verb)
    return done or (apart and verb.dep_ == "conj") or verb.dep_ not in _OF_THE_SAME


_OF_THE_SAME = frozenset({"acl", "amod", "xcomp", "aux", "pcomp", "advcl", "conj"})


def _is_whole(verb: Token) -> bool:
    """Whether a verb joined to another has an auxiliary and an object of its own."""
    return any(children(verb, "aux", "auxpass")) and any(children(verb, "dobj"))


_DONE_BEFORE = frozenset({"give", "ship", "order", "pay"})


def _done_before(verb: Token) -> bool:
    """Whether a past participle of giving or ordering tells what was done with this item before, or with another."""
    rows = lexicon().verbs.get(verb.lower_, ())
    past = verb.tag_ in ("VBN", "VBD") and tense(verb) in ("participle", "past")
    return past and any(row.role in _DONE_BEFORE for row in rows)


def _of_saying(scene: Scene, mention: TimeMention, frame: Frame | None, kind: Kind) -> bool:
    """Whether a time dates the word and not the deed: it stands with a past verb of saying or promising."""
    if mention.future or mention.role in ("by", "until"):
        return False
    verb = _verb_above(scene, mention)
    if verb is None:
        return kind not in (Kind.DELIVERY, Kind.DISPATCH)
    presents = kind is Kind.PLEDGE and frame is not None and verb.i == frame.trigger.i
    if presents and tense(verb) in ("past", "perfect"):
        return True  # "presented a package on Thursday": what only promises is a word
    table, word = lexicon(), verb.lower_
    rows = [row for row in table.verbs.get(word, ()) if not row.particle or has_particle(verb, row.particle)]
    says = any(row.role in _SAYING for row in (*rows, *table.governors.get(word, ())))
    return says and tense(verb) not in ("future", "infinitive", "may")


def _verb_above(scene: Scene, mention: TimeMention) -> Token | None:
    token = scene.doc[scene.at[mention.start]]
    return next((one for one in (token, *token.ancestors) if is_verb(one) and one.dep_ != "amod"), None)
