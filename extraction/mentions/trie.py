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
    start, end = spans[0][0], spans[-1][1]
    for wanted, found in zip(entry.form.gaps, gaps, strict=True):
        if found not in _GAPS.get(wanted, (wanted, f" {wanted}", f"{wanted} ", f" {wanted} ")):
            return None
    if folded[start] == "a" and spans[0][1] - start == 1 and gaps and gaps[0] == " " and entry.form.gaps[0] != " ":
        return None  # "A 10 per cent cut" is no A-10
    loose = _loose(text, spans, entry)
    if loose is None or (entry.kind == "category" and _SIGNS_BEFORE.search(folded[max(0, start - 8) : start])):
        return None
    plural = entry.plural
    if plural and entry.form.cases[-1] in ("exact", "acronym") and text[end - 1] == "S":
        return None  # "SLS" is another launcher, no plural of "SL"
    if folded[end - 1].isdigit():
        ending = _digit_ending(text, folded, end, entry)
        if ending is None:
            return None
        end, plural = ending
    elif folded[end : end + 1].isalnum():
        return None
    elif entry.form.gaps and entry.form.gaps[0] == "." and folded[end : end + 1] == "." and entry.kind == "donor":
        end += 1  # the last dot of "U.S."
    return Hit(start=start, end=end, entry=entry, plural=plural, loose=loose)


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
    cases = entry.form.cases
    wrong = [
        case
        for place, (case, (a, b)) in enumerate(zip(cases, spans, strict=True))
        if not cased_well(case, text[a:b])
        and not (place and b - a <= 3 and case == "capital" and text[a - 1].isdigit())
    ]
    if not wrong:
        return False
    if entry.kind != "system" or "exact" in wrong:
        return None
    words = [b - a for a, b in spans]
    if (
        len(words) >= 3
        and all(case in ("capital", "any") for case in cases)
        and max(words) > 4
        and "name" not in entry.how
    ):
        return False  # "high mobility artillery rocket system"
    return True if min(words) >= 5 else None
