"""A number that takes an earlier one's place is one number: "raised from 40 to 60" counts 60 and replaces 40."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from extraction.mentions.layout import Layout, put
from extraction.mentions.taken import Taken
from extraction.mentions.values import Change, MoneyMention, QuantityMention
from pledges.domain.values import Span

FILE = Path(__file__).resolve().parent.parent / "lexicon" / "replacing.yml"
_NUMBER = "\ue000"  # stands for each number of a sentence while its words are looked at
_HINT = re.compile(r"\b(?:from|instead|rather|place of|not|previously|originally|initially|formerly|earlier)\b")
_BEHIND = 110  # characters before "from" in which a word of changing is looked for
_BARE = (
    r"(?=\W*$|[,.;:)]| ?[-—] | (?:it|that|which|he|she|they|we|announced|promised|pledged|planned|reported|stated|told|"
    r"first|originally|previously|initially|earlier|as|in|on|for|to|by|at|under|so|before|last|this|and|but|when)\b)"
)
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR = re.compile(r"\b(?:in|for|during|of) (?:the )?(?:fiscal year |fiscal )?((?:19|20)\d\d)\b")
_OTHER_TIME = re.compile(
    r"^ ?(?:[\w-]+ ){0,4}?(?:last year|a year (?:ago|earlier|before)|the (?:previous|prior) year)\b"
)
_ITEM_NEAR = 40  # characters after a number in which what it counts begins
NO_NAMES = Taken(())

type _Counted = QuantityMention | MoneyMention


class ReplacingError(ValueError):
    """A row of the file that cannot be used; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacingRow:
    """`words` is a pattern, empty in a row of a `change` word's forms; `no` are sentences that it leaves alone."""

    words: str
    change: tuple[str, ...]
    example: str
    no: tuple[str, ...]


@cache
def replacing_rows(path: Path = FILE) -> tuple[ReplacingRow, ...]:
    """The rows of the lexicon. Raises ReplacingError on a row without example, or with neither words nor change."""
    rows = []
    for number, row in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), 1):
        words, change = row.get("words", ""), tuple(row.get("change", ()))
        if bool(words) == bool(change) or not row.get("example"):
            raise ReplacingError(f"{path.name}: row {number} needs words or change, and an example")
        rows.append(ReplacingRow(words=words, change=change, example=row["example"], no=tuple(row.get("no", ()))))
    return tuple(rows)


def tells_of_change(folded: str, start: int, names: Taken = NO_NAMES) -> bool:
    """Whether a number at `start` is the earlier one of "raised from 40 to 60", and so begins no range.

    A digit within `names` is none of a number ("raised the number of Lion 2 tanks from 40 to 60"), nor is a year
    ("raised its aid for 2024 from").
    """
    begin = max(0, start - _BEHIND)
    words = "".join("_" if names.touches(place, place + 1) else folded[place] for place in range(begin, start))
    return _behind().search(_A_YEAR.sub("____", words)) is not None


def settle_changes(
    folded: str, quantities: Sequence[QuantityMention], money: Sequence[MoneyMention], items: Taken
) -> tuple[list[QuantityMention], list[MoneyMention]]:
    """The numbers of a folded text without those that others replace; those that do know what they replace.

    Where the earlier number stands with what is counted ("from 40 tanks to 60"), the new one takes its place.
    """
    mentions: list[_Counted] = sorted([*quantities, *money], key=lambda mention: mention.start)
    if len(mentions) >= 2 and _HINT.search(folded):
        for old, new, words in _pairs(folded, mentions):
            mentions = _replaced(folded, mentions, old, new, words, items)
    return (
        [mention for mention in mentions if isinstance(mention, QuantityMention)],
        [mention for mention in mentions if isinstance(mention, MoneyMention)],
    )


def _pairs(folded: str, mentions: Sequence[_Counted]) -> Iterator[tuple[_Counted, _Counted, Span]]:
    """Earlier number, new number and the span of both, for each pair that a row of the lexicon finds."""
    numbered = put(folded, ((mention.start, mention.end, _NUMBER) for mention in mentions))
    used: set[int] = set()
    for pattern in _patterns():
        for match in pattern.finditer(numbered.running):
            old, new = (_at(numbered, mentions, match.start(name)) for name in ("old", "new"))
            if {old.start, new.start} & used or _earlier(old, new) is None:
                continue
            used |= {old.start, new.start}
            start, end = min(old.start, new.start), max(old.end, new.end)
            yield old, new, Span(start=min(start, numbered.stored(match.start())), end=end)


def _at(numbered: Layout, mentions: Sequence[_Counted], place: int) -> _Counted:
    """The mention that a mark of the numbered text stands for: the last that begins at or before its place."""
    end = numbered.stored(place + 1)
    return next(mention for mention in mentions if mention.end == end)


def _earlier(old: _Counted, new: _Counted) -> int | None:
    """The earlier number in the units of the new one; None where they do not compare."""
    first, second = _amount(old), _amount(new)
    if first is None or second is None:
        return None
    if isinstance(old, MoneyMention):
        comparable = isinstance(new, MoneyMention) and old.money.currency == new.money.currency
        return first if comparable else None
    if first < 1000 <= 10**6 <= second:
        first *= 10 ** (3 * ((len(str(second)) - 1) // 3))  # "from 8 to 4 billion"
    return first


def _amount(mention: _Counted) -> int | None:
    if isinstance(mention, MoneyMention):
        return int(mention.money.amount)
    return mention.low if mention.low is not None else mention.high


def _replaced(
    folded: str, mentions: list[_Counted], old: _Counted, new: _Counted, words: Span, items: Taken
) -> list[_Counted]:
    earlier = _earlier(old, new)
    assert earlier is not None
    moves = _counts_item(old, new, items) and not _counts_item(new, old, items)
    change = Change(
        earlier=earlier,
        words=words,
        stated=Span(start=new.start, end=new.end) if moves else None,
        replaces=not _of_other_times(folded, old, new),
    )
    kept = replace(new, change=change)
    if moves and isinstance(old, MoneyMention) == isinstance(new, MoneyMention):
        kept = replace(kept, start=old.start, end=old.end, text=old.text)
    return [kept if mention is new else mention for mention in mentions if mention is not old]


def _counts_item(mention: _Counted, other: _Counted, items: Taken) -> bool:
    """Whether the name of a thing begins soon after a number, and before the other one."""
    end = mention.end + _ITEM_NEAR
    return items.starts_within(mention.end, min(end, other.start - 1) if other.start > mention.end else end)


def _of_other_times(folded: str, old: _Counted, new: _Counted) -> bool:
    """ "to 30 billion in 2026 from 85 billion in 2025", "up from 40 a year ago": each number is of its own time."""
    parts = [folded[one.end : min(one.end + 40, other.start if other.start > one.end else len(folded))]
             for one, other in ((old, new), (new, old))]  # fmt: skip
    years = [found.group(1) if (found := _YEAR.search(part)) else "" for part in parts]
    return bool(_OTHER_TIME.match(parts[0])) or (all(years) and years[0] != years[1])


@cache
def _changing() -> str:
    return "|".join(form for row in replacing_rows() for form in row.change)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_changing()})\b[^;!?\d]{{0,90}}?\bfrom (?:the |an? |about |some |around )?$")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    meant = {
        "{change}": f"(?:{_changing()})", "{gap}": f"[^;!?{_NUMBER}]{{0,90}}?", "{bare}": _BARE,
        "{old}": f"(?P<old>{_NUMBER})", "{new}": f"(?P<new>{_NUMBER})",
    }  # fmt: skip
    patterns = []
    for row in replacing_rows():
        words = row.words
        for name, what in meant.items():
            words = words.replace(name, what)
        if words:
            patterns.append(re.compile(words))
    return tuple(patterns)
