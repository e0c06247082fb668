"""What else the sentence offers: how many items the rules read, and what was read of the same list."""

from collections.abc import Iterator, Sequence

from extraction.judging.readings import Candidate
from extraction.judging.rows import Row, row_with
from extraction.reading.phrases import ItemPhrase
from extraction.reading.syntax import is_verb
from extraction.reading.words import words_of

_OPENERS = words_of(
    "including include includes included like as plus alongside along with of addition comprising containing contains"
    " featuring : - — – for by to on from in about"
)


def of_company(candidate: Candidate, company: Sequence[Candidate]) -> Iterator[str]:
    others = [one for one in company if one is not candidate]
    read = [one for one in others if one.by_rules]
    yield f"company.read={min(len(read), 3)}"
    yield f"company.left={min(len(others) - len(read), 3)}"
    for kind in {one.first.kind.value for one in read}:
        yield f"company.kind={kind}"
    own = candidate.first.phrase
    if own is not None and any(
        one.first.phrase.first <= own.last and own.first <= one.first.phrase.last
        for one in others
        if one.first.phrase is not None
    ):
        yield "overlaps"


def of_holder(candidate: Candidate, company: Sequence[Candidate]) -> Iterator[str]:
    """ "shells for the launchers": the item that holds this one in the parse, by which word, and whether it is read."""
    own, link = candidate.first.phrase, ""
    if own is None:
        return
    token = own.head
    while token.head.i != token.i and not is_verb(token.head):
        link = token.lower_ if token.dep_ == "prep" else link
        token = token.head
        for one in company:
            other = one.first.phrase
            if other is not None and other is not own and other.first <= token.i <= other.last:
                yield f"inside={link}"
                yield f"inside={link}|{'read' if one.by_rules else 'left'}"
                return


def of_row(candidate: Candidate, company: Sequence[Candidate], rows: Sequence[Row]) -> Iterator[str]:
    """The list that an item stands in: its length, its opener, and what the rules read of it."""
    own = candidate.first.phrase
    row = row_with(own, rows)
    if row is None or own is None:
        return
    beside = [one for one in company if one is not candidate and row.has(one.first.phrase)]
    read = [one for one in beside if one.by_rules]
    yield f"row={min(len(row.phrases), 5)}.{'close' if row.close else 'loose'}"
    yield f"row.read={min(len(read), 3)}.{'most' if 2 * len(read) >= len(row.phrases) - 1 else 'few'}"
    for kind in {one.first.kind.value for one in read}:
        yield f"row.kind={kind}"
    yield f"row.opener={_opener(candidate, row)}"
    yield from _neighbours(own, row, beside)


def _neighbours(own: ItemPhrase, row: Row, beside: Sequence[Candidate]) -> Iterator[str]:
    """Whether the rules read what stands right before and right after an item in its list."""
    place = next(at for at, one in enumerate(row.phrases) if one is own)
    for side, phrases in (("left", row.phrases[:place][-1:]), ("right", row.phrases[place + 1 :][:1])):
        for phrase in phrases:
            neighbour = next((one for one in beside if one.first.phrase is phrase), None)
            yield f"row.{side}={neighbour.by_rules if neighbour is not None else 'gone'}"


def _opener(candidate: Candidate, row: Row) -> str:
    """The word right before a list that may open it."""
    first = row.phrases[0].first
    before = candidate.first.scene.doc[max(0, first - 3) : first]
    return next((token.lower_ for token in reversed(before) if token.lower_ in _OPENERS), "")
