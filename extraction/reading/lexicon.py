"""A lexicon row without an example does not load: what a word does in a sentence is data with its proof beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "lexicon"


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the text names the file and the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One word of a lexicon. `role` is its sense (verbs, nouns) or effect (governors); `terms` sale, loan or "".

    `nominal` is of a noun of giving; `noun` of any word that takes a noun's forms.
    """

    word: str
    particle: str
    role: str
    terms: str
    noun: bool
    nominal: bool
    forms: tuple[str, ...]
    example: str
    rule: str


def load(name: str, *, folder: Path = FOLDER) -> tuple[Row, ...]:
    """The rows of `<folder>/<name>.yml`. Raises LexiconError on a row without word, role or example."""
    path = folder / f"{name}.yml"
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(_row(name, number, entry) for number, entry in enumerate(data, 1))


def _row(name: str, number: int, entry: Mapping[str, Any]) -> Row:
    word, role = entry.get("word"), entry.get("sense") or entry.get("effect")
    if not word or not role:
        raise LexiconError(f"{name}.yml: row {number} has no word or no role")
    if not entry.get("example"):
        raise LexiconError(f"{name}.yml: row {number} ({word}) has no example")
    noun = bool(entry.get("noun")) or name == "nouns"
    forms = _noun_forms(word) if noun else tuple(dict.fromkeys(_verb_forms(word, entry.get("forms"))))
    return Row(
        word=word,
        particle=entry.get("particle", ""),
        role=role,
        terms=entry.get("terms", ""),
        noun=noun,
        nominal=name == "nouns",
        forms=forms,
        example=entry["example"],
        rule=f"{name}.{word}",
    )


def _noun_forms(word: str) -> tuple[str, ...]:
    plural = word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"
    return (word, plural)


def _verb_forms(word: str, irregular: list[str] | None) -> Iterator[str]:
    """Base, -s, past, participle and -ing form: by rule, or past, participle and -ing as the row lists them."""
    yield word
    if word[-1] == "y" and word[-2] not in "aeiou":
        yield word[:-1] + "ies"
    else:
        yield word + ("es" if word.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if irregular:
        yield from irregular
        return
    stem = word[:-1] if word.endswith("e") else word
    yield (word[:-1] + "ied") if word[-1] == "y" and word[-2] not in "aeiou" else stem + "ed"
    yield stem + "ing"
    if word[-1] == "l":
        yield from (word + "led", word + "ling")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rows by the lower-case forms of their words."""

    verbs: Mapping[str, tuple[Row, ...]]
    nouns: Mapping[str, Row]
    governors: Mapping[str, tuple[Row, ...]]


@cache
def lexicon() -> Lexicon:
    """The lexicon of this package, read once per process."""
    return Lexicon(
        verbs=_by_form(load("verbs")),
        nouns={form: rows[0] for form, rows in _by_form(load("nouns")).items()},
        governors=_by_form(load("governors")),
    )


def noun_role(word: str) -> str | None:
    """The sense of a noun of giving by its lower-case form ("package", "refuse"), None for another word."""
    row = lexicon().nouns.get(word)
    return row.role if row is not None else None


def _by_form(rows: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    table: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        for form in row.forms:
            table[form] = (*table.get(form, ()), row)
    return table
