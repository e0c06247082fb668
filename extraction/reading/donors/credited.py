"""A state that is credited beside a silent clause gives: "courtesy of Oslo", "a deal with Oslo", "in Oslo's package".

Only asked where the clause itself has no giver, before one of the text before is taken.
"""

import re

from extraction.reading.donors.giver import NO_GIVERS, Giver, giver_of_names
from extraction.reading.scene import Scene

_BEFORE = re.compile(
    r"\b(?:according to|courtesy of|thanks to|owed to|credited to"
    r"|(?:gift|present|donation|loan|contribution|pledge|promise)s?,? (?:of|from|by)"
    r"|(?:deal|agreement|accord|pact|contract|arrangement|understanding|memorandum) with"
    r"|(?:with|through|thanks to) (?:the )?(?:help|assistance|support|backing|generosity) (?:of|from)"
    r"|(?:paid for|funded|financed|bankrolled|donated|supplied|provided|given|gifted|offered|promised|pledged) by)"
    r" (?:the |its )?(?:government of |people of )?$",
    re.IGNORECASE,
)
_NO_STATE = re.compile(
    r"^[ -](?:[\w-]+ )?(?:newspapers?|daily|weekly|magazine|media|outlets?|press|broadcaster|agency|channel|institute|"
    r"think|experts?|analysts?|researchers?|reports?|journalists?|website|blog|intelligence|-?made|-?built)\b",
    re.IGNORECASE,
)  # "according to the German daily"
_INTO = re.compile(
    r"\b(?:in|into|under|from|of|with|part of|through) (?:the |a |an )?(?:new |latest )?$", re.IGNORECASE
)
_HOUSE = re.compile(
    r"^,? (?:the |its |a )?(?:[\w-]+ ){0,2}?(?:governments?|cabinet|coalition|parliament|lawmakers|MPs|legislators|"
    r"deputies|ministers?|ministry|officials|president|chancellor|premier)\b"
)
_ITS_AID = re.compile(
    r"^(?:['’]s?)? (?:[\w-]+ ){0,3}?(?:packages?|tranches?|donations?|gifts?|contributions?|pledges?|offers?|aid|"
    r"assistance|help|support|promises?|consignments?|shipments?|programmes?|programs?|initiatives?|drawdowns?)\b",
    re.IGNORECASE,
)


def credited(scene: Scene) -> Giver:
    """The first state of a sentence that stands in such words, as what gives; none where they name none."""
    text = scene.sentence.text
    for name in (name for name in scene.donors() if name.ref not in NO_GIVERS):
        before, after = text[: name.start], text[name.end :]
        thanked = _BEFORE.search(before) is not None and _NO_STATE.match(after) is None
        if thanked or (_INTO.search(before) is not None and _ITS_AID.match(after) is not None):
            return giver_of_names(scene, [name], "donors.credited", scene.at[name.start])
    return Giver()


def housed(scene: Scene) -> Giver:
    """ "In Oslo, the government said it would send": whose house it is, where the sentence opens with its place."""
    text = scene.sentence.text
    for name in scene.donors():
        opens = text[: name.start].strip().lower() in ("in", "over in", "meanwhile in", "meanwhile, in", "and in")
        if opens and name.ref not in NO_GIVERS and _HOUSE.match(text[name.end :]):
            return giver_of_names(scene, [name], "donors.housed", scene.at[name.start])
    return Giver()
