"""Coordinated modifiers share the noun after the last of them: "mortar, tank and artillery shells" are three shells."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from extraction.mentions.taken import Taken
from extraction.mentions.trie import Hit

_BEFORE = re.compile(
    r"(?P<words>(?:[a-z\d][a-z\d'/-]* ){0,2}[a-z\d][a-z\d'/-]*?)-?(?:,? (?:and|or|&) |, | ?/ ?)(?:\d[\d.,]* )?$"
)
_WORD = re.compile(r"[a-z\d']+")
_LONGEST = 8
"""Modifiers that one head is looked for; a bound on the work per name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A modifier with the type that it and the shared head name together; `head` is that noun's span."""

    start: int
    end: int
    ref: str
    head: tuple[int, int]


def shared_heads(
    folded: str, names: Iterable[Hit], taken: Taken, category: Callable[[str], str | None]
) -> Iterator[Shared]:
    """The modifiers before names of types that name a type together with such a name's last word or words.

    "mortar and artillery rounds" (mortar rounds), "anti-aircraft and anti-tank weapons" (anti-aircraft weapons),
    "light and heavy machine guns". `category` says which type words name, None where they name none.
    """
    for name in names:
        words = list(_WORD.finditer(folded, name.start, name.end))
        for word in words[1:]:
            found = list(_modifiers(folded, name.start, (word.start(), name.end), taken, category))
            if found:
                yield from found
                break


def _modifiers(
    folded: str, start: int, head: tuple[int, int], taken: Taken, category: Callable[[str], str | None]
) -> Iterator[Shared]:
    """Those of one head, from the last to the first."""
    noun = folded[head[0] : head[1]]
    for _ in range(_LONGEST):
        before = _BEFORE.search(folded, max(0, start - 60), start)
        if before is None:
            return
        end = before.end("words")
        for word in re.finditer(r"(?<![\w'/-])[a-z\d]", folded[before.start("words") : end]):
            begin = before.start("words") + word.start()
            ref = None if taken.touches(begin, end) else category(f"{folded[begin:end]} {noun}")
            if ref is not None:
                yield Shared(start=begin, end=end, ref=ref, head=head)
                start = begin
                break
        else:
            return
