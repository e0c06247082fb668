"""An article counts one only where the reader asks for it; "more tanks" adds, but says not how many."""

import re
from collections.abc import Iterator

from extraction.mentions.fold import readable
from extraction.mentions.taken import Taken
from extraction.mentions.values import QuantityMention
from pledges.domain.values import Span

_SINGLE = re.compile(
    r"(?<![a-z\d'-])(?P<marker>another|an additional|a further|an extra|a second|a third|a fourth|a fifth|"
    r"one more|yet another)(?= [a-z\d])"
    r"(?! (?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|"
    r"billion|batch|tranche|round of talks))"
    r"|(?<![a-z\d'-])(?:a|an|the first|the last|its only|the only)(?= [a-z\d])(?! (?:few|lot|number|dozen|couple|"
    r"pair|hundred|thousand|million|billion|total|handful|further|"
    r"large|small|significant|series|range|variety|batch|package|mix|quantity|month|year|week|day))"
)
_MORE = re.compile(
    r"(?<![a-z\d'-])(?:additional|further|extra|more(?! (?:advanced|modern|powerful|sophisticated|capable|"
    r"effective|expensive|lethal|accurate|heavily|highly|important|recent|than|in|for|on|and more))|fresh supplies of|"
    r"further supplies of|additional quantities of)(?= [a-z\d])"
)
_BETWEEN = re.compile(r"(?: [a-z][a-z-]*){0,3} ?")


def find_singles(text: str, *, start: int = 0, end: int | None = None) -> Iterator[QuantityMention]:
    """ "a", "an", "another", "an additional", "a second" as one each, within `start` to `end` of a text.

    The reader asks only where a singular item noun follows: "a Patriot battery", "another Biber".
    """
    folded = readable(text)
    for match in _SINGLE.finditer(folded, start, len(folded) if end is None else end):
        marker = match.group("marker")
        yield QuantityMention(
            start=match.start(),
            end=match.end(),
            text=text[match.start() : match.end()],
            low=1,
            high=1,
            additive=marker is not None,
            ordinal=match.group().startswith("the "),
            marker=Span(start=match.start(), end=match.end()) if marker else None,
            rule="quantity.single",
        )


def find_unnumbered(folded: str, *, taken: Taken, items: Taken) -> Iterator[QuantityMention]:
    """ "additional HIMARS", "more tanks": an unknown number that adds, at most three words before a named item."""
    for match in _MORE.finditer(folded):
        if taken.touches(match.start(), match.end()):
            continue
        reach = _BETWEEN.match(folded, match.end())
        assert reach is not None
        if items.starts_within(match.end(), reach.end()):
            yield QuantityMention(
                start=match.start(),
                end=match.end(),
                text=match.group(),
                low=None,
                high=None,
                additive=True,
                marker=Span(start=match.start(), end=match.end()),
                rule="quantity.unnumbered",
            )
