"""Parties are only what the text says of roles: who pays, who made it, whose it was."""

from extraction.mentions import NameMention
from extraction.reading.drafts import Draft
from extraction.reading.kinds.frame import Frame
from extraction.reading.scene import Scene
from extraction.reading.words import words_of
from pledges.domain.claims import Words
from pledges.domain.values import Party, Role, Span

_MADE = words_of("made built produced manufactured designed")
_PAYS = words_of("finance finances financed fund funds funded pay pays paid sponsor sponsored bankroll bankrolled")


def parties_of(scene: Scene, frame: Frame | None, draft: Draft) -> tuple[Party, ...]:
    """Financiers ("Norway will finance", "will buy for Ukraine") and makers ("Czech-made")."""
    found: list[Party] = []
    if frame is not None and (frame.row.role == "order" or frame.trigger.lower_ in _PAYS):
        found.extend(Party(who=code, role=Role.FINANCIER) for code in draft.donors)
        token = frame.trigger
        start = scene.sentence.start + token.idx
        span = Span(start=start, end=start + len(token))
        draft.words["parties"] = Words(text=token.text, span=span, rule="parties.pays")
    for name in scene.donors():
        if _makes(scene, name, draft):
            found.append(Party(who=name.ref, role=Role.MAKER))
            draft.word(
                "parties", name.text, scene.sentence.start + name.start, scene.sentence.start + name.end, "parties.made"
            )
    return tuple(found)


def _makes(scene: Scene, name: NameMention, draft: Draft) -> bool:
    """ "US-made", "Czech-built" within the item's own phrase."""
    if draft.phrase is None:
        return False
    doc = scene.doc
    _, last = scene.tokens(name.start, name.end)
    if not max(0, draft.phrase.first - 4) <= last <= draft.phrase.last:
        return False
    return last + 2 < len(doc) and doc[last + 1].text in "-–‑" and doc[last + 2].lower_ in _MADE
