"""The sentence of a reading: where it stands, whom it names, and words that tell of loss, own arms, need or doubt."""

import re
from collections.abc import Iterator

from extraction.reading.donors.giver import AGGRESSORS, RECIPIENT
from extraction.reading.drafts import Draft
from extraction.reading.exclusions import civil, military, speaks_of_ukraine
from extraction.reading.scene import Scene
from extraction.reading.words import words_of

_SAYS = {
    "lost": r"killed|destroyed|losses|lost|shot down|casualties|wounded|intercepted|captured|seized",
    "own": r"(?:its|their|his|our) own|stockpiles?|its army|armed forces",
    "fired": r"fired|launched|attack\w*|strikes?|struck|hit|used|using|range|capable|kilomet\w+",
}
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _SAYS.items()}
_DOUBT = words_of("if whether could would should may might need needs never no without")


def of_sentence(draft: Draft) -> Iterator[str]:
    scene = draft.scene
    text, block = scene.sentence.text, scene.sentence.block
    others = {name.ref for name in scene.donors()} - AGGRESSORS - {RECIPIENT}
    yield f"block={block.kind}"
    yield f"names={min(len(others), 4)}"
    yield f"length={min(len(scene.doc) // 12, 5)}"
    yield f"place={min(scene.sentence.ordinal // 4, 8)}"
    for name, there in (
        ("first", scene.sentence.ordinal == 0),
        ("row", block.row),
        ("quoted", any(mark in text for mark in '"“”')),
        ("says=recipient", speaks_of_ukraine(text)),
        ("says=aggressor", any(name.ref in AGGRESSORS for name in scene.donors())),
        ("says=civil", civil(text)),
        ("says=military", military(text)),
        *((f"says={name}", bool(pattern.search(text))) for name, pattern in _PATTERNS.items()),
    ):
        if there:
            yield name
    for token in scene.doc:
        if token.dep_ == "neg" or token.lower_ in _DOUBT:
            yield f"word={token.lower_}"
    yield from _recipient_near(draft, scene)


def _recipient_near(draft: Draft, scene: Scene) -> Iterator[str]:
    """Whether the recipient is who the item goes to, or acts itself."""
    phrase = draft.phrase
    for name in scene.donors():
        if name.ref != RECIPIENT or phrase is None:
            continue
        first, last = scene.tokens(name.start, name.end)
        token = scene.doc[last]
        if token.dep_ == "pobj" and token.head.lower_ in ("to", "for") and phrase.first - 20 < first < phrase.last + 12:
            yield f"to.recipient={'after' if first > phrase.last else 'before'}"
        if token.dep_ in ("dative", "dobj") and last < phrase.first:
            yield "to.recipient=object"
        if token.dep_ in ("nsubj", "nsubjpass"):
            yield f"recipient.is={token.dep_}"
