"""A publisher that nobody has described tells by its own name whether it is a government's house."""

import re

from pledges.domain.accounts import SourceKind

_MATTERS = r"(?:national )?(?:defen[cs]e|the armed forces|armed forces|foreign affairs|foreign|war|state)"
_HOUSES = re.compile(
    r"\bministry (?:of|for) (?:the )?(?:\w+ ){0,3}?(?:defen[cs]e|armed forces|(?:foreign|external|internal) affairs)\b"
    r"|\b(?:defen[cs]e|foreign) ministry$"
    r"|\b(?:department (?:of|for)|federal ministry of) " + _MATTERS + r"\b"
    r"|^(?:the )?(?:federal )?(?:government|cabinet|chancellery|embassy|armed forces) of \w"
    r"|^(?:the )?(?!local |open |big |good |digital |smart )"
    r"(?:[\w-]+ ){1,2}(?:government|embassy|armed forces|chancellery)$"
    r"|^(?:the )?(?:office of the )?(?:prime minister|president)(?: of the (?:republic|government))?(?: of \w.*)?$"
    r"|\b(?:prime minister|president|chancellor)[’']s office$",
    re.IGNORECASE,
)
_NO_WITNESS = re.compile(r"\b(?:russia\w*|kremlin|belarus\w*|north korea\w*|dprk|iran\w*|syria\w*)\b", re.IGNORECASE)
"""Whose word on what others give outranks nobody's."""


def kind_by_name(name: str) -> SourceKind | None:
    """`official` of "French Ministry of the Armed Forces", "Government of Portugal", "Danish Defence Ministry".

    None of a newspaper, of a magazine about government ("Government Executive"), and of an aggressor's house.
    """
    told = " ".join(name.split())
    if _NO_WITNESS.search(told) or _HOUSES.search(told) is None:
        return None
    return SourceKind.OFFICIAL
