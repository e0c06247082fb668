"""Parties are only what the text says of roles: who pays, who made it, whose it was."""

from dataclasses import replace

from extraction.mentions import NameMention
from extraction.reading.drafts import Draft
from extraction.reading.kinds.frame import Frame
from extraction.reading.scene import Scene
from extraction.reading.words import words_of
from pledges.domain.values import Party, Role

_MADE = words_of("made built produced manufactured designed")
_PAYS = words_of("finance finances financed fund funds funded pay pays paid sponsor sponsored bankroll bankrolled")


def with_parties(draft: Draft, scene: Scene, frame: Frame | None) -> Draft:
    """The draft with financiers ("Norway will finance", "will buy for Ukraine") and makers ("Czech-made")."""
    found, base = tuple[Party, ...](), scene.sentence.start
    if frame is not None and (frame.row.role == "order" or frame.trigger.lower_ in _PAYS):
        found = tuple(Party(who=code, role=Role.FINANCIER) for code in draft.donors)
        token = frame.trigger
        start = base + token.idx
        draft = draft.word("parties", token.text, start, start + len(token), "parties.pays")
    for name in scene.donors():
        if _makes(scene, name, draft):
            found = (*found, Party(who=name.ref, role=Role.MAKER))
            draft = draft.word("parties", name.text, base + name.start, base + name.end, "parties.made")
    return replace(draft, parties=found)


def _makes(scene: Scene, name: NameMention, draft: Draft) -> bool:
    """ "US-made", "Czech-built" within the item's own phrase."""
    phrase = draft.phrase
    _, last = scene.tokens(name.start, name.end)
    inside = phrase is not None and max(0, phrase.first - 4) <= last <= phrase.last
    dash, made = scene.doc[last + 1 : last + 2].text, scene.doc[last + 2 : last + 3].text
    return inside and dash in ("-", "–", "‑") and made.lower() in _MADE
