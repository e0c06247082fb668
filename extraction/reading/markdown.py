"""Markdown's marks are no words: each layer cuts one sort of them, so that they part neither words nor numbers."""

import html
import re
from collections.abc import Iterator

from extraction.mentions.layout import Cut, Layout, put

_FRONT = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\r?\n\s*[\w\"'-]+[ \t]*[:=].*?\n(?:\1|\.\.\.)[ \t\r]*(?:\n|\Z)", re.DOTALL)
_BREAK = re.compile(r"<br ?/?>[ \t]{0,99}", re.IGNORECASE)
_CODE = re.compile(
    r"<!--(?:(?!<!--).)*?-->"  # a comment
    r"|<(?:https?://|mailto:)[^<>\s]{1,2000}>|<[\w.+-]{1,64}@[\w.-]{1,255}>"  # an address as its own link
    r"|</?[a-zA-Z][^<>\n]{0,300}>"  # a tag
    r"|^[ \t]{0,3}(?:```|~~~)[^\n]*$"  # the edge of a block of code
    r"|(?<!\\)~~(?=\S)[^~\n]{1,300}~~",  # struck through: taken back
    re.DOTALL | re.MULTILINE,
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-fA-F]{1,6}|[a-zA-Z]{2,12});")
_TARGET = r"\((?:[^()\s]|\([^()\s]{0,300}\)){0,2000}(?:\s+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\s*\)"
_IMAGE = re.compile(rf"(?<!\\)!\[[^\[\]\n]{{0,500}}\](?:{_TARGET}|\[[^\[\]\n]{{0,200}}\])")
_DEFINED = re.compile(r"^[ \t]{0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*\S+[^\n]*$", re.MULTILINE)
_NOTE = re.compile(r"^[ \t]{0,3}\[\^[^\[\]\n]{1,100}\]:[ \t]*|(?<!\\)\[\^[^\[\]\n]{1,100}\]", re.MULTILINE)
_LINK = re.compile(
    r"(?<!\\)(?P<open>\[)(?P<words>(?:[^\[\]]|\\[\[\]]|(?<!\\)\[[^\[\]]{0,200}\]){0,500})"
    rf"(?<!\\)(?P<close>\](?:{_TARGET}|\[(?P<label>[^\[\]\n]{{0,200}})\])?)"
)
_EMPHASIS = re.compile(
    r"(?<!\\)(?<!\*)\*+(?=[^\s*])|(?<=[^\s*\\])\*+|(?<![\w\\])_{1,3}(?=[^\s_])|(?<=[^\s_\\])_{1,3}(?!\w)|(?<!\\)`+"
)
_RULED = re.compile(
    r"^[ \t]*+(?=[-: \t]*+\|)(?=[|: \t]*+-)[-:| \t]++(?:\r?\n|\Z)"  # between a table's head and its rows, with its end
    r"|^[ \t]*+(?:=+|(?:-[ \t]*){2,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\r?$"  # a rule, or the underline of a heading
    r"|^[ \t]*+(?:>[ \t]?)+"  # a quotation
    r"|(?<=[-*+] )\[[ xX]\][ \t]"  # a box to tick
    r"|[ \t]#{1,6}[ \t]{0,9}$",  # the end of a heading
    re.MULTILINE,
)
_ROW = re.compile(r"^[ \t]{0,99}(?P<first>\|)[^\n]*?(?:(?<!\\)(?P<last>\|)[ \t\r]{0,99})?$", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:\||(?=[!-/:-@\[-`{-~]))|\\$", re.MULTILINE)
_WRAP = re.compile(r"(?P<end>[ \t]{0,99}\r?\n)[ \t]{0,99}(?P<next>[^\n]*)")
_OPENS_BLOCK = re.compile(r"(?:[-*+•–] |\d{1,2}[.)] |#|>|$|.*\|)")
_WRAPPED = 40  # characters: a line as long as this was wrapped, a shorter one ended


def without_front(text: str) -> Layout:
    """Without front matter: the lines of keys and values between two rules at the top."""
    front = _FRONT.match(text)
    return put(text, [(0, front.end(), "")] if front is not None else [])


def without_code(text: str) -> Layout:
    """Without comments, tags, the edges of blocks of code, bare addresses in angles and what is struck through."""
    return put(text, ((found.start(), found.end(), "") for found in _CODE.finditer(text)))


def with_breaks(text: str) -> Layout:
    """`<br>` as an end of line; in a table's row, as what parts the things of a cell."""
    return put(
        text,
        (
            (found.start(), found.end(), "; " if "|" in _line_at(text, found.start()) else "\n")
            for found in _BREAK.finditer(text)
        ),
    )


def with_characters(text: str) -> Layout:
    """`&amp;` and the like as the character that they mean."""
    cuts = ((one.start(), one.end(), html.unescape(one.group())) for one in _ENTITY.finditer(text))
    return put(text, (cut for cut in cuts if len(cut[2]) == 1))


def without_images(text: str) -> Layout:
    return put(text, ((found.start(), found.end(), "") for found in _IMAGE.finditer(text)))


def without_notes(text: str) -> Layout:
    """Without the signs of footnotes; the words of a note stay, where they stand."""
    return put(text, ((found.start(), found.end(), "") for found in _NOTE.finditer(text)))


def without_targets(text: str) -> Layout:
    """Links as their words: inline, by a label, and by words that are a label themselves."""
    labels = {_label(found.group(1)) for found in _DEFINED.finditer(text)}
    return put(text, sorted([*_defined(text), *_links(text, labels)]))


def without_emphasis(text: str) -> Layout:
    """Without stars, underscores and ticks around words; a star with blanks on both sides, or a bullet's, stays."""
    return put(text, ((found.start(), found.end(), "") for found in _EMPHASIS.finditer(text)))


def without_rules(text: str) -> Layout:
    """Without rules, underlines of headings, signs of quotation and boxes to tick."""
    return put(text, ((found.start(), found.end(), "") for found in _RULED.finditer(text) if found.group()))


def without_outer_bars(text: str) -> Layout:
    """Rows of a table without the bars that stand around them."""
    return put(text, _outer_bars(text))


def without_escapes(text: str) -> Layout:
    """A sign without the stroke that kept it from being a mark; a bar in a cell as a stroke, since bars part cells."""
    return put(text, ((one.start(), one.end(), "/" if "|" in one.group() else "") for one in _ESCAPE.finditer(text)))


def unwrapped(text: str) -> Layout:
    """Lines that the writer's editor wrapped within a paragraph, joined."""
    return put(text, _wraps(text))


def _wraps(text: str) -> Iterator[Cut]:
    for found in _WRAP.finditer(text):
        line = _line_at(text, found.start())
        ended = found.group("end").startswith("  ") or "|" in line or line.lstrip().startswith("#")
        if len(line) >= _WRAPPED and not ended and not _OPENS_BLOCK.match(found.group("next")):
            yield found.start(), found.start("next"), " "


def _outer_bars(text: str) -> Iterator[Cut]:
    for row in _ROW.finditer(text):
        yield row.start("first"), row.end("first"), ""
        if row.group("last"):
            yield row.start("last"), row.end("last"), ""


def _line_at(text: str, place: int) -> str:
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return text[start : end if end >= 0 else len(text)]


def _label(words: str) -> str:
    return " ".join(words.casefold().split())


def _defined(text: str) -> Iterator[Cut]:
    return ((found.start(), found.end(), "") for found in _DEFINED.finditer(text))


def _links(text: str, labels: set[str]) -> Iterator[Cut]:
    taken = {found.start(1) - 1 for found in _DEFINED.finditer(text)}
    for found in _LINK.finditer(text):
        if found.start() in taken:
            continue
        label = found.group("label") or (found.group("words") if found.group("close") == "]" else "")
        if label and _label(label) not in labels:
            continue  # brackets that are no link
        yield found.start("open"), found.end("open"), ""
        yield found.start("close"), found.end("close"), ""


MARKDOWN = (
    without_front,
    with_breaks,
    without_images,
    without_notes,
    without_targets,
    without_code,
    without_emphasis,
    without_rules,
    without_outer_bars,
    without_escapes,
    with_characters,
    unwrapped,
)
"""The layers in their order: what holds other marks goes first."""
