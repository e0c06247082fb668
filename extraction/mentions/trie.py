"""A trie of tokens finds every name that begins at a place by one walk, however many names there are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from extraction.mentions.forms import TOKEN, Form, cased_well, plurals

_NEXT = re.compile(r"( ?[-/.'&(),]? ?|\r?\n ?)([^\W\d_]+|\d+)")
_LOOSE = {" ", "-", "", "\n", "\r\n", " - "}
_GAPS = {
    "": _LOOSE - {" - "},
    " ": _LOOSE,
    "-": _LOOSE,
    ".": {".", ". "},
    "/": {"/", " / ", "-", " "},
    "'": {"'", "' "},
    "&": {"&", " & "},
}
_VARIANT = re.compile(r"[A-Z]{1,3}\d{0,2}[A-Z]?(?![^\W_])")
_SIGNS_BEFORE = re.compile(r"(?:anti|counter|non|pro|ex)-$")
_END = ""  # the key for the names that end at a node; no token is empty
Node = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One form of one name at the node where it ends. `kind` is also "stop": a phrase that is no name."""

    kind: str
    ref: str
    how: str
    form: Form
    plural: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry that stands in the text, before hits are ranked and guards are asked.

    `loose`: printed in lower case, so that it needs a word of its kind right after it.
    """

    start: int
    end: int
    entry: Entry
    plural: bool
    loose: bool = False


def insert(root: Node, entry: Entry) -> None:
    """Hang a form, and its plural where it can have one, under its tokens."""
    *path, last = entry.form.tokens
    node = root
    for token in path:
        node = node.setdefault(token, {})
    _hang(node.setdefault(last, {}), entry)
    if entry.kind == "donor" and not (entry.how == "adjective" and last.endswith("n")):
        return
    for token in plurals(last):
        form = Form(tokens=(*path, token), gaps=entry.form.gaps, cases=entry.form.cases)
        _hang(node.setdefault(token, {}), replace(entry, form=form, plural=True))


def _hang(node: Node, entry: Entry) -> None:
    entries = node.setdefault(_END, [])
    if not any(other.kind == entry.kind and other.form.gaps == entry.form.gaps for other in entries):
        entries.append(entry)


def hits(root: Node, text: str, folded: str) -> Iterator[Hit]:
    """Every name that stands in a text, overlapping ones too. `folded` is the folded `text`, of equal length."""
    for match in TOKEN.finditer(folded):
        node = root.get(match.group())
        if node is not None:
            yield from _walk(text, folded, match.start(), match.end(), node)


def _walk(text: str, folded: str, start: int, end: int, node: Node) -> Iterator[Hit]:
    """Follow the trie from a first token as far as the text goes with it; yield every name that ends on the way."""
    if start and folded[start - 1].isalnum():
        return
    spans: list[tuple[int, int]] = [(start, end)]
    gaps: list[str] = []
    while True:
        for entry in node.get(_END, ()):
            hit = _hit(text, folded, spans, gaps, entry)
            if hit is not None:
                yield hit
        step = _NEXT.match(folded, end)
        following = node.get(step.group(2)) if step is not None else None
        if step is None or following is None:
            return
        node = following
        gaps.append(step.group(1))
        spans.append(step.span(2))
        end = step.end()


def _hit(text: str, folded: str, spans: list[tuple[int, int]], gaps: list[str], entry: Entry) -> Hit | None:
    """The name of an entry where the text writes it so, with the signs and cases that it asks."""
    start = spans[0][0]
    loose = _loose(text, spans, entry) if _is_spaced(folded, spans, gaps, entry) else None
    signed = entry.kind == "category" and _SIGNS_BEFORE.search(folded[max(0, start - 8) : start]) is not None
    ending = _ending(text, folded, spans[-1][1], entry) if loose is not None and not signed else None
    if loose is None or ending is None:
        return None
    end, plural = ending
    return Hit(start=start, end=end, entry=entry, plural=plural, loose=loose)


def _is_spaced(folded: str, spans: list[tuple[int, int]], gaps: list[str], entry: Entry) -> bool:
    """Whether what stands between the words of a name is what the name allows; "A 10 per cent cut" is no A-10."""
    start, end = spans[0]
    article = folded[start:end] == "a" and gaps[:1] == [" "] and entry.form.gaps[0] != " "
    return not article and all(
        found in _GAPS.get(wanted, (wanted, f" {wanted}", f"{wanted} ", f" {wanted} "))
        for wanted, found in zip(entry.form.gaps, gaps, strict=True)
    )


def _ending(text: str, folded: str, end: int, entry: Entry) -> tuple[int, bool] | None:
    """Where a name ends and whether it is plural; None where the word goes on, or "SLS" is no plural of "SL"."""
    if entry.plural and entry.form.cases[-1] in ("exact", "acronym") and text[end - 1] == "S":
        return None
    if folded[end - 1].isdigit():
        return _digit_ending(text, folded, end, entry)
    if folded[end : end + 1].isalnum():
        return None
    dotted = entry.kind == "donor" and entry.form.gaps[:1] == (".",) and folded[end : end + 1] == "."
    return end + dotted, entry.plural  # the last dot of "U.S."


def _digit_ending(text: str, folded: str, end: int, entry: Entry) -> tuple[int, bool] | None:
    """Where a name that ends in digits ends: "F-16s" is plural, "F-16AM" a version, "Leopard 2.5" is none."""
    if folded[end : end + 1] == "s" and not folded[end + 1 : end + 2].isalnum():
        return end + 1, True
    if folded[end : end + 1] in (".", ",") and folded[end + 1 : end + 2].isdigit():
        return None
    if not folded[end : end + 1].isalnum():
        return end, entry.plural
    version = _VARIANT.match(text, end) if entry.kind == "system" else None
    if version is None:
        return None
    end = version.end()
    if folded[end : end + 1] == "s" and not folded[end + 1 : end + 2].isalnum():
        return end + 1, True
    return end, entry.plural


def _loose(text: str, spans: list[tuple[int, int]], entry: Entry) -> bool | None:
    """False where every word is cased as the name asks, True where a system's stands in lower case, else None."""
    placed = enumerate(zip(entry.form.cases, spans, strict=True))
    wrong = [case for place, (case, span) in placed if not _is_cased(text, place, case, span)]
    if not wrong or _is_phrase(spans, entry):
        return False
    lower = entry.kind == "system" and "exact" not in wrong and min(end - start for start, end in spans) >= 5
    return True if lower else None


def _is_cased(text: str, place: int, case: str, span: tuple[int, int]) -> bool:
    """Whether a word is cased as a name asks, or is a short ending right after a digit ("F-16am")."""
    start, end = span
    ending = place > 0 and end - start <= 3 and case == "capital" and text[start - 1].isdigit()
    return ending or cased_well(case, text[start:end])


def _is_phrase(spans: list[tuple[int, int]], entry: Entry) -> bool:
    """Whether a system is named in words that need no capital: "high mobility artillery rocket system"."""
    words = [end - start for start, end in spans]
    spelled = len(words) >= 3 and max(words) > 4 and all(case in ("capital", "any") for case in entry.form.cases)
    return entry.kind == "system" and spelled and "name" not in entry.how
