"""An analyst's note is coded as items with numbers; an item is found when a claim has its number and names it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extraction.evaluation.corpus import InputError, day, json_lines
from extraction.evaluation.matching import holds, name_tokens
from pledges.domain.catalogue import Catalogue
from pledges.domain.claims import Claim

# Words of a coded item that do not tell one type from another.
WEAK_WORDS = frozenset(
    {"a", "an", "and", "of", "for", "the", "other", "with", "mm", "type", "set", "unit", "piece", "trained"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedItem:
    """What an analyst coded: the item's words (a system's name or a type) and a number.

    `number` counts items, or is a sum of money where `currency` is given; None is an undisclosed number.
    """

    words: str
    number: float | None
    category: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One paragraph on one package or announcement of a donor."""

    id: str
    text: str
    donor: str
    published: date
    items: tuple[CodedItem, ...]


def load_notes(path: Path) -> list[Note]:
    """The notes of a JSON Lines file. Raises InputError naming file, line and field."""
    notes: dict[str, Note] = {}
    for number, row in json_lines(path):
        where = f"{path}: line {number}"
        try:
            note = Note(
                id=row["id"],
                text=row["text"],
                donor=row["donor"],
                published=day(row["published"], where=where),
                items=tuple(coded_item(item) for item in row["items"]),
            )
        except InputError:
            raise
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"{where}: {type(error).__name__}: {error}") from error
        if note.id in notes:
            raise InputError(f"{where}: id {note.id!r} comes twice")
        notes[note.id] = note
    if not notes:
        raise InputError(f"{path}: holds no note")
    return list(notes.values())


def coded_item(row: Mapping[str, Any]) -> CodedItem:
    """An item from its JSON; raises KeyError or ValueError where words or number are missing."""
    words = row.get("name") or row["words"]
    number = row["number"]
    if number is not None and (isinstance(number, bool) or not isinstance(number, int | float)):
        raise ValueError(f"number is no number: {number!r}")
    return CodedItem(words=words, number=number, category=row.get("category"), currency=row.get("currency"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesScore:
    """How many coded items were found; `missed` lists the others with the id of their note."""

    items: int
    found: int
    missed: tuple[tuple[str, CodedItem], ...]

    @property
    def share(self) -> float:
        return self.found / self.items if self.items else 0.0


def score_notes(notes: Sequence[Note], claims: Mapping[str, Sequence[Claim]], catalogue: Catalogue) -> NotesScore:
    """Search every coded item among the claims of its note; a claim answers for one number and for one sum."""
    missed: list[tuple[str, CodedItem]] = []
    total = 0
    for note in notes:
        counting = list(claims.get(note.id, ()))
        paying = list(counting)
        for item in note.items:
            total += 1
            free = paying if item.currency else counting
            claim = next((claim for claim in free if finds(item, claim, note.text, catalogue)), None)
            if claim is None:
                missed.append((note.id, item))
            else:
                free.remove(claim)
    return NotesScore(items=total, found=total - len(missed), missed=tuple(missed))


def finds(item: CodedItem, claim: Claim, text: str, catalogue: Catalogue) -> bool:
    return has_number(item, claim) and names(item, claim, text, catalogue)


def has_number(item: CodedItem, claim: Claim) -> bool:
    """Either bound equals the coded number; a sum equals it in its currency; undisclosed is an unknown quantity."""
    if item.currency:
        value = claim.value
        return value is not None and value.currency == item.currency and float(value.amount) == item.number
    if item.number is None:
        return not claim.quantity.known
    return item.number in (claim.quantity.low, claim.quantity.high)


def names(item: CodedItem, claim: Claim, text: str, catalogue: Catalogue) -> bool:
    """The claim's name and the item's words hold one another; else every telling word of the item stands in the
    claim's name, its category's words or its evidence, and a coded category is the claim's, its parent or its child."""
    wanted, found = name_tokens(item.words), name_tokens(claim.item.name)
    if found and (holds(wanted, found) or holds(found, wanted)):
        return True
    if item.category and not same_branch(item.category, claim.item.category, catalogue):
        return False
    evidence = " ".join(text[span.start : span.end] for span in claim.evidence)
    category = catalogue.categories.get(claim.item.category)
    known = [claim.item.name or "", claim.item.category, *(category.words if category else ()), evidence]
    telling = stems(item.words) - WEAK_WORDS
    return bool(telling) and telling <= stems(" ".join(known))


def same_branch(wanted: str, found: str, catalogue: Catalogue) -> bool:
    """Equal categories, or one the ancestor of the other."""
    return wanted in ancestors(found, catalogue) or found in ancestors(wanted, catalogue)


def ancestors(slug: str, catalogue: Catalogue) -> list[str]:
    """The category and those above it."""
    chain: list[str] = []
    current: str | None = slug
    while current and current not in chain:
        chain.append(current)
        category = catalogue.categories.get(current)
        current = category.parent if category else None
    return chain


def stems(text: str) -> set[str]:
    """Lower-case words without a plural's s, British spelling read as American ("armoured" is "armored")."""
    words = re.findall(r"[a-z]+|[0-9]+", text.lower().replace("armour", "armor").replace("defence", "defense"))
    return {word.removesuffix("s") if len(word) > 3 else word for word in words}
