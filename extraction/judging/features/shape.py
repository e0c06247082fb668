"""What an item is to the finite verb above it, whose subject is who, and whether it goes to the recipient: one name.

Each of the three is seen by itself too; only together do they tell "Oslo dug out ten guns for Kyiv" from "the guns
of Kyiv hit ten tanks", whatever the verb.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.judging.features.clause import subject_kind
from extraction.reading.donors.giver import RECIPIENT
from extraction.reading.drafts import Draft
from extraction.reading.kinds.triggers import governor_row, trigger_row
from extraction.reading.scene import Scene
from extraction.reading.stage import Stage
from extraction.reading.syntax import is_verb, passive, subject

STEPS = 6
_TO = frozenset({"to", "for", "into", "towards", "toward", "on"})


def of_shape(draft: Draft, stage: Stage) -> Iterator[str]:
    if draft.phrase is None:
        return
    lexicon, first, part = stage.thread.lexicon, draft.phrase.head, draft.phrase.head.dep_
    token = first
    for _ in range(STEPS):
        if token.head.i == token.i:
            return
        part, token = token.dep_ if not is_verb(token) else part, token.head
        if is_verb(token) and token.tag_ != "VBN":
            break
    if not is_verb(token):
        return
    row = trigger_row(token, lexicon) or governor_row(token, lexicon)
    by = subject_kind(stage.scene, subject(token))
    known = row.role if row is not None else "unknown"
    goes = goes_to_recipient(stage.scene, token)
    side = "passive" if passive(token) else "active"
    yield f"shape={by}.{part}.{goes}"
    yield f"shape={by}.{side}.{known}.{goes}"


def goes_to_recipient(scene: Scene, verb: Token) -> str:
    """Whether a word below a verb leads to the recipient: "for Ukraine", "Ukraine's army"."""
    for name in scene.donors():
        if name.ref != RECIPIENT:
            continue
        token = scene.doc[scene.tokens(name.start, name.end)[1]]
        if token.dep_ in ("poss", "amod", "compound"):
            token = token.head
        if token.dep_ == "pobj" and token.head.lower_ in _TO and verb.i < token.i and token in verb.subtree:
            return "to"
        if token.dep_ in ("dative", "dobj") and token.head.i == verb.i:
            return "to"
    return "no"
