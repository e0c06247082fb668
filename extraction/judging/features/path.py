"""The words between an item and the main verb of its sentence, as the parse has them."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.judging.features.clause import subject_kind
from extraction.reading.drafts import Draft
from extraction.reading.kinds.triggers import governor_row, trigger_row
from extraction.reading.lexicon import Lexicon
from extraction.reading.stage import Stage
from extraction.reading.syntax import is_verb, negated, subject, tense

STEPS = 8


def of_path(draft: Draft, stage: Stage) -> Iterator[str]:
    if draft.phrase is None:
        return
    token, lexicon = draft.phrase.head, stage.thread.lexicon
    for step in range(STEPS):
        yield f"path{min(step, 2)}.part={token.dep_}"
        if token.head.i == token.i:
            break
        token = token.head
        yield f"path.word={token.lower_}"
        yield f"path{min(step, 2)}={_role(token, lexicon)}"
        if is_verb(token):
            yield f"path.tense={tense(token)}"
            if negated(token):
                yield "path.negated"
            if step < 3:
                yield f"path.subject={subject_kind(stage.scene, subject(token))}"
    yield f"root.role={_role(token, lexicon)}"
    yield f"root={token.lower_}"
    if is_verb(token):
        yield f"root.tense={tense(token)}"
        yield f"root.subject={subject_kind(stage.scene, subject(token))}"


def _role(token: Token, lexicon: Lexicon) -> str:
    row = trigger_row(token, lexicon) or governor_row(token, lexicon)
    return row.role if row is not None else token.tag_
