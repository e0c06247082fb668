"""What the article told before a sentence, who publishes it, and which list or package is open."""

from collections.abc import Iterator, Sequence

from extraction.reading.drafts import Draft
from extraction.reading.stage import Stage

_RECENT = 2  # sentences


def of_thread(draft: Draft, stage: Stage) -> Iterator[str]:
    thread, ordinal = stage.thread, stage.scene.sentence.ordinal
    drafts = thread.memory.drafts
    for name, there in (
        ("publisher.gives", thread.official),
        ("article.of.recipient", thread.about_ukraine),
        ("own.voice", stage.scene.own_voice),
    ):
        if there:
            yield name
    if thread.lead is not None:
        yield f"lead={thread.lead.kind.value}"
    if thread.package is not None and ordinal - thread.package.ordinal <= _RECENT + 1:
        yield f"package={ordinal - thread.package.ordinal}"
    yield from _of_recent(draft, [one for one in drafts[-12:] if ordinal - one.scene.sentence.ordinal <= _RECENT])
    yield f"told={min(len(drafts) // 4, 4)}"
    yield from _of_type(draft, [one for one in drafts if one.category == draft.category])


def _of_recent(draft: Draft, recent: Sequence[Draft]) -> Iterator[str]:
    yield f"recent={min(len(recent), 3)}"
    if recent:
        yield f"recent.kind={recent[-1].kind.value}"
    if any(one.donors == draft.donors and draft.donors for one in recent):
        yield "recent.giver=same"


def _of_type(draft: Draft, same: Sequence[Draft]) -> Iterator[str]:
    """What was told of the same category before."""
    yield f"told.type={min(len(same), 3)}"
    if draft.slug and any(one.slug == draft.slug for one in same):
        yield "told.name"
    if any((one.quantity, one.kind) == (draft.quantity, draft.kind) for one in same):
        yield "told.same"
