"""A note is told from an article by its shape (one paragraph, no headline) or by the words of one who keeps a list."""

import re
from collections.abc import Sequence

from extraction.reading.exclusions import for_own_arms_alone
from extraction.reading.segments import Sentence

LONGEST = 2500  # characters
_PARAGRAPHS = 3
_HEADLINE = 4  # words: a title as long as this is a headline, a shorter one a heading of a list ("Norway, entry 12")
_SENTENCES = 3  # a paragraph of as many in which nobody speaks is no news, whatever its title
_SPOKEN = re.compile(r"[\"“”‘]|\b(?:said|says|told|tells|tweeted)\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ANALYST = re.compile(
    r"\bsources? (?:of (?:aid|delivery) )?\d"
    r"|\bwe (?:\w+ ){0,2}?(?:count|code|list|record|report|treat|include|exclude|assume|deduce|estimate|convert"
    r"|consider|ignore|date|mark|split|book|enter|leave|omit)\b"
    r"|\b(?:un|not (?:been )?)disclosed\b|\bno further (?:information|details?)\b|\bno value is\b"
    r"|\b(?:this|another|next|previous|above|earlier|separate|in) (?:entry|row|record|transaction)\b"
    r"|\b(?:this|in another|in a separate|the (?:next|previous)|above|earlier) line\b(?! of\b)"
    r"|\b(?:is|are|was|were) (?:not )?(?:listed|coded|counted|booked|recorded|itemi[sz]ed)"
    r" (?:here|as|in|under|apart)\b",
    re.IGNORECASE,
)
_OTHER_NEWS = re.compile(
    r"\b(?:shot down|killed|wounded|injured|shelled|captured|protest(?:s|ers)?|revenue|profits?|employs|shares"
    r"|elections?|weighs?)\b",
    re.IGNORECASE,
)  # of battles, firms and streets
_TRACKER = re.compile(
    r"\b(?:kiel|tracker|register|database|data ?set|notes?(?! from\b)|explanation|entry|row|analysts?)\b", re.IGNORECASE
)  # in a title or a publisher's name; "Notes from Warsaw" is a paper
_ROW = re.compile(r"\b[A-Z]{2,3}[MHF]\d{1,3}\b")  # the id of a row in a register: "AUM4"


def is_note(title: str, publisher: str, text: str, pieces: Sequence[Sentence]) -> bool:
    """Whether a text is a note on a gift: short, a few plain paragraphs, and no article under a headline."""
    kinds = {piece.block.ordinal: piece.block.kind for piece in pieces}
    if not 0 < len(kinds) <= _PARAGRAPHS or len(text) > LONGEST or (len(kinds) > 1 and {*kinds.values()} != {"body"}):
        return False
    if _TRACKER.search(f"{title} {publisher}") or speaks_as_analyst(text):
        return True
    if publisher.strip() or _OTHER_NEWS.search(text) or for_own_arms_alone(text):
        return False  # a press house's short item is news all the same
    headed = len(_WORD.findall(title)) >= _HEADLINE and not text.startswith(title[:40])
    return not headed or (len(kinds) == 1 and len(pieces) >= _SENTENCES and not _SPOKEN.search(text))


def speaks_as_analyst(text: str) -> bool:
    """Whether a text has the words of one who keeps a list: "Source 2", "we count", "no further information"."""
    return bool(_ANALYST.search(text) or _ROW.search(text))
