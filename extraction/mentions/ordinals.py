"""One of a number named before counts one with no noun beside it: "the first has arrived", "a second will"."""

import re
from collections.abc import Iterator

from extraction.mentions.taken import Taken
from extraction.mentions.values import QuantityMention
from pledges.domain.values import Span

_ONE_MORE = r"(?P<more>another|a (?:second|third|fourth|fifth|sixth))(?: one)?"
_OF_A_ROW = r"the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|last|final)(?: one)?"
_ACTS = (
    r"(?=,?(?: (?:already|also|since|now|too|meanwhile|recently))?"
    r" (?:has|was|is|had|will|would|should|arrived|came|comes|reached|went|left|followed|follows|arrives|landed)\b)"
)
_SUBJECT = re.compile(
    rf"(?<![\w'-])(?:{_ONE_MORE}|{_OF_A_ROW}|"
    r"(?:(?<=\. )|(?<=[;,:] )|(?<=\band )|(?<=\bonly )|(?<=\bfar )|(?<=\bbut )|^)"
    r"one)" + _ACTS
)
_ENDS = (
    r"(?=[.;]|$|,? (?:in|on|last|this|next|earlier|later|already|so far|and|to) (?!of\b)"
    r"|,(?! (?:a|an|the|which|who)\b))"
)
_OBJECT = re.compile(
    r"\b(?:deliver|sen[dt]|handed over|handing over|hand over|donat|give|gave|suppl|provid|receiv|ship|order|bought|"
    r"buy|promis|pledg|add|transferr|offer)\w* (?P<one>(?:only |just )?(?:"
    + _ONE_MORE
    + "|"
    + _OF_A_ROW
    + "|one))"
    + _ENDS
)


def find_ordinals(folded: str, *, taken: Taken) -> Iterator[QuantityMention]:
    """One each, where the word is who acts or what is given and nothing follows that it could count."""
    spans: set[int] = set()
    for pattern, group in ((_SUBJECT, 0), (_OBJECT, "one")):
        for match in pattern.finditer(folded):
            start, end = match.span(group)
            if start in spans or taken.touches(start, end):
                continue
            spans.add(start)
            more = match.group("more") is not None
            yield QuantityMention(
                start=start, end=end, text=folded[start:end], low=1, high=1, additive=more,
                ordinal=folded.startswith("the ", start),
                marker=Span(start=start, end=end) if more else None, rule="quantity.ordinal",
            )  # fmt: skip
