"""The package spoken of last gives its kind and donors to what follows; the gift of another donor ends it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from extraction.reading.composing.thread import Package, Thread
from extraction.reading.donors.adjective import by_adjective
from extraction.reading.donors.clause import giver_of
from extraction.reading.donors.giver import Giver, Origin
from extraction.reading.drafts import Draft
from extraction.reading.excluding.clauses import not_a_gift
from extraction.reading.framing.frames import Frames
from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.given import MOVED
from extraction.reading.kinds.packages import holder
from extraction.reading.kinds.triggers import trigger_row
from extraction.reading.phrases import ItemPhrase
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, tense
from extraction.reading.timing import timing_of
from extraction.reading.wording import stored_at
from extraction.reading.words import words_of
from pledges.domain.claims import Words
from pledges.domain.values import Extent, Kind, Span

_PACKED = words_of("package tranche drawdown batch consignment shipment")
_CAME = frozenset({"arrive", "leave", "get"})
_ROLES = {  # of which verbs a package is what
    "dobj": frozenset({"promise", "give", "ship", "get", "equip"}),  # "presents its package"
    "nsubj": frozenset({"arrive", "leave"}),
    "nsubjpass": frozenset({"promise", "give", "ship", "get"}),
}
_SHIPPED = words_of("shipment batch consignment tranche")


def note_package(thread: Thread, scene: Scene, drafts: Sequence[Draft]) -> Thread:
    """With the package that a sentence speaks of; the gift of another donor ends it."""
    package = thread.package
    if not drafts and scene.sentence.block.kind != "heading":
        package = _announced_package(thread, scene) or package
    for draft in drafts:
        if draft.scope is not None and draft.scope.of is Extent.PART:
            continue  # "of which 350 million comes from Oslo": the package is still that of all who give the whole
        if _is_of_package(thread, draft):
            if draft.donors and draft.kind in MOVED:
                package = Package(ordinal=scene.sentence.ordinal, kind=draft.kind, giver=draft.giver)
        elif package is not None and draft.giver.origin is Origin.PACKAGE:
            package = replace(package, ordinal=scene.sentence.ordinal)
        elif package is not None and draft.donors != package.giver.codes:
            package = None
    return replace(thread, package=package)


def _is_of_package(thread: Thread, draft: Draft) -> bool:
    """Whether a draft's clause speaks of a package, a shipment or a sum, of which more may be told."""
    frame = draft.frame
    words = [] if frame is None else [frame.trigger, *frame.nouns]
    held = frame is not None and frame.row.role == "contain"
    shipped = any(word.lower_ in _SHIPPED for word in words)
    return held or shipped or draft.category == "funding" or _holds_package(thread, words)


def _announced_package(thread: Thread, scene: Scene) -> Package | None:
    """ "Norway announced a new package": it is itself no claim, but what follows may tell its items."""
    frames, package = Frames(scene=scene, lexicon=thread.lexicon), None
    for token in (word for word in scene.doc if word.lower_ in _PACKED and word.dep_ in _ROLES):
        frame = _frame_of_package(frames, token)
        if frame is None:
            continue
        whose = by_adjective(scene, token.left_edge.i, token.right_edge.i) if frame.row.role in _CAME else Giver()
        named, before = giver_of(scene, frame), thread.memory.giver_before(scene, near=True)
        giver = next((one for one in (whose, named, before) if one.codes), thread.memory.publisher)
        if giver.codes and not_a_gift(scene, frame, giver) is None:
            package = Package(ordinal=scene.sentence.ordinal, kind=frame.kind, giver=giver)
            package = _dated(package, scene, frame, token)
    return package


def _frame_of_package(frames: Frames, package: Token) -> Frame | None:
    """The clause that promises, gives, brings or may announce a package, where that has moved or will or might."""
    row = frames.row(package.head)
    frame = frames.frame(package.head, [package]) if row is not None and row.role in _ROLES[package.dep_] else None
    return frame if frame is not None and (frame.kind in MOVED or frame.kind is Kind.INTENT) else None


def _dated(package: Package, scene: Scene, frame: Frame, token: Token) -> Package:
    """The package with the day on which its own sentence says that it was announced."""
    phrase = ItemPhrase(
        first=token.i, core=token.i, last=token.i, head=token, name=None, slug=None, category="funding", rule=""
    )
    timing = timing_of(scene, frame, phrase, [], frame.kind)
    said = timing.announced_words
    if said is None:
        return package
    start, end = stored_at(scene, said.start, said.end)
    words = Words(text=said.text, span=Span(start=start, end=end), rule=said.rule)
    return replace(package, announced=timing.announced, day_words=words)


def of_package(thread: Thread, scene: Scene, reach: int) -> Giver | None:
    """Who gives the package spoken of within so many sentences."""
    if thread.package is None or not 0 < scene.sentence.ordinal - thread.package.ordinal <= reach:
        return None
    return replace(thread.package.giver, rule="donors.package", first=None, origin=Origin.PACKAGE)


def _told_before(thread: Thread, scene: Scene, frame: Frame, word: Token | None) -> bool:
    """ "The batch also contained" speaks of the batch that the sentences before said was handed over."""
    given = thread.package is not None and thread.package.kind is Kind.DELIVERY and frame.kind is Kind.PLEDGE
    if not given or word is None or tense(frame.trigger) not in ("past", "present", "perfect"):
        return False
    definite = any(child.lower_ in ("the", "this", "that") for child in word.children)
    return definite and of_package(thread, scene, 3) is not None


def of_package_before(thread: Thread, scene: Scene, frame: Frame) -> Frame | None:
    """The clause of what "includes", with the kind of its package; None where a pronoun stands for no package.

    A pronoun stands for one that was spoken of right before.
    """
    word = holder(frame.trigger) if is_verb(frame.trigger) else None
    among = frame.trigger.lower_ not in frame.row.forms  # "among the items are": no word of holding
    if not among and (word is None or word.lower_ not in _STANDS_FOR_IT):
        return replace(frame, kind=Kind.DELIVERY) if _told_before(thread, scene, frame, word) else frame
    if frame.trigger.dep_ == "relcl" and _holds_package(thread, scene.doc[: frame.trigger.i]):
        return frame
    spoken_of = _kind_spoken_of(thread, scene)
    if spoken_of is None:
        return None
    return replace(frame, kind=spoken_of) if frame.kind is Kind.PLEDGE else frame


def _kind_spoken_of(thread: Thread, scene: Scene) -> Kind | None:
    """The kind of the package spoken of before, else of what was given right before."""
    if thread.package is not None and of_package(thread, scene, 4) is not None:
        return thread.package.kind
    near = [one for one in thread.memory.drafts if 0 < scene.sentence.ordinal - one.scene.sentence.ordinal <= 2]
    return near[-1].kind if near else None


def _holds_package(thread: Thread, words: Iterable[Token]) -> bool:
    """Whether one of the words is a package, so that "which includes" says what it holds."""
    return any(row.role == "package" for word in words if (row := trigger_row(word, thread.lexicon)) is not None)


_STANDS_FOR_IT = frozenset({"it", "this", "that", "these", "they"})
