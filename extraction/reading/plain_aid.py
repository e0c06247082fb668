"""A sum of "aid" with no word of arms about it is of all aid: a reader cannot tell what of it is military."""

import re

from extraction.reading.exclusions import military

_ARMED = re.compile(
    r"\b(?:pentagon|bundeswehr|troops|soldiers|armou?red|brigades?|munitions?|weapon systems?|vehicles|aircraft|jets"
    r"|helicopters|launchers|rockets?|radars?|mortars?|rifles|warships?|peace facility|fund for ukraine)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:the|this|that) (?:(?:new|newest|latest|fresh|additional) )*"
    r"(?:package|tranche|drawdown|announcement|pledge)\b"
    r"|^\W*(?:this|that|it|which)\b",
    re.IGNORECASE,
)


def is_plain(text: str, before: str) -> bool:
    """Whether neither the sentence of a sum, nor the one `before` where it points back to a package, tells of arms."""
    told = f"{before} {text}" if _POINTS_BACK.search(text) else text
    return not (military(told) or _ARMED.search(told))
