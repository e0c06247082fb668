"""A clause of giving: its verb, tense and governors, who its subject is, and what stands between it and the item."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.judging.features.item import who
from extraction.reading.donors.giver import FIRST, mentions_in
from extraction.reading.drafts import Draft
from extraction.reading.kinds.frame import Frame, subject_of
from extraction.reading.kinds.triggers import governor_row
from extraction.reading.scene import Scene
from extraction.reading.stage import Stage
from extraction.reading.syntax import is_verb, passive, tense
from extraction.reading.words import words_of

_TURNS = words_of("that which who whose where while but after because")
_OPEN = words_of("infinitive participle gerund")


def of_clause(name: str, frame: Frame | None, stage: Stage) -> Iterator[str]:
    """`name`: the part that the clause plays for the item."""
    if frame is None:
        yield f"{name}=none"
        return
    trigger, role = frame.trigger, frame.row.role
    yield f"{name}.role={role}"
    yield f"{name}.word={frame.row.word}"
    yield f"{name}.kind={frame.kind.value}"
    yield f"{name}.role={role}.{tense(trigger) if is_verb(trigger) else 'noun'}"
    if is_verb(trigger) and passive(trigger):
        yield f"{name}.passive"
    for token in frame.chain[1:]:
        row = governor_row(token, stage.thread.lexicon)
        yield f"{name}.above={row.role if row is not None else token.lower_}"
    yield f"{name}.subject={subject_kind(stage.scene, subject_of(frame))}"
    yield f"{name}.chain={min(len(frame.chain), 5)}"
    if frame.request_to:
        yield f"{name}.request"


def subject_kind(scene: Scene, word: Token | None) -> str:
    """Whom a subject names: a side, the speaker, a pronoun, or something else."""
    if word is None:
        return "none"
    sides = sorted({who(one.ref) for one in mentions_in(scene, word.left_edge.i, word.i)})
    if sides:
        return "+".join(sides)
    if word.lower_ in FIRST:
        return "speaker"
    return "pronoun" if word.tag_.startswith("PRP") else "other"


def of_way(draft: Draft, near: Frame | None) -> Iterator[str]:
    """What stands between an item and the nearest trigger of giving."""
    phrase = draft.phrase
    if phrase is None or near is None:
        return
    first, last = sorted((near.trigger.i, phrase.first))
    between = draft.scene.doc[first + 1 : last]
    verbs = sum(is_verb(token) and tense(token) not in _OPEN for token in between)
    side = "before" if near.trigger.i < phrase.first else "after"
    yield f"way={side}"
    yield f"way.verbs={min(verbs, 3)}.{side}"
    yield f"way.commas={min(sum(token.text in ',;' for token in between), 4)}"
    yield f"way.words={min(len(between) // 4, 6)}"
    if any(token.lower_ in _TURNS for token in between):
        yield "way.turns"
    if draft.frame is None or draft.frame.trigger.i == near.trigger.i:
        yield f"way.role={near.row.role}.{min(verbs, 1)}"
