"""The fields that are edited one at a time: the digit that opens each, its text, and what typed text means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pledges.domain.catalogue import Catalogue
from pledges.domain.entry import days, names, numbers
from pledges.domain.entry.days import Phrases
from pledges.domain.entry.errors import EntryError
from pledges.domain.values import Basis, Certainty, Kind, Qualifier, Terms, Unit

type Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What typed text is read against: the catalogue, the article's day, and what phrases of time mean."""

    catalogue: Catalogue
    published: date
    phrases: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. `shown` makes its text of a claim's values, `read` the changed values of a text; it raises EntryError.

    `names` says which names of the catalogue are offered while one types; `choices` are the words that it takes.
    """

    name: str
    digit: str
    forms: str
    shown: Callable[[Values], str]
    read: Callable[[str, Values, Around], dict[str, Any]]
    names: str = ""
    choices: tuple[str, ...] = ()


def _chosen(name: str, digit: str, words: type[StrEnum]) -> Field:
    """A field that takes one of a few words, or the beginning of one."""
    choices = tuple(word.value for word in words)

    def read(text: str, claim: Values, around: Around) -> dict[str, Any]:
        asked = text.strip().casefold()
        found = [word for word in choices if asked and word.startswith(asked)]
        if asked in choices or len(found) == 1:
            return {name: asked if asked in choices else found[0]}
        raise EntryError(f"{text.strip()!r} is none of {', '.join(choices)}.")

    return Field(
        name=name, digit=digit, forms=", ".join(choices), shown=lambda claim: str(claim[name]), read=read,
        choices=choices,
    )  # fmt: skip


def _quantity(text: str, claim: Values, around: Around) -> dict[str, Any]:
    return {"quantity": numbers.quantity(text, before=claim["quantity"])}


def _window(text: str, claim: Values, around: Around) -> dict[str, Any]:
    return {"window": days.window(text, published=around.published, phrases=around.phrases)}


def _announced(text: str, claim: Values, around: Around) -> dict[str, Any]:
    return {"announced": days.day(text, published=around.published, phrases=around.phrases)}


def _donors(text: str, claim: Values, around: Around) -> dict[str, Any]:
    """Donors; several of whom nothing is known share in a way that is unclear, and one shares with nobody."""
    codes = names.donors_of(text, around.catalogue)
    return {"donors": codes, "sharing": (claim["sharing"] or "unclear") if len(codes) > 1 else None}


def quantity_text(value: Values) -> str:
    """A quantity as one types it."""
    unit = "" if value["unit"] == Unit.ITEM else f" {value['unit']}"
    about = "~" if value["approximate"] else ""
    said = _bounds_text(value["low"], value["high"])
    return said if said == "?" else f"{about}{said}{unit}"


def _bounds_text(low: int | None, high: int | None) -> str:
    if high is None:
        return "?" if low is None else f"{low}+"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low}-{high}"


def money_text(value: Values | None) -> str:
    """A sum as one types it."""
    if value is None:
        return ""
    how = {Qualifier.ABOUT: "~{}", Qualifier.UP_TO: "up to {}", Qualifier.AT_LEAST: "{}+"}
    return how.get(value["qualifier"], "{}").format(value["amount"]) + f" {value['currency']}"


def window_text(value: Values | None) -> str:
    """A window as one types it."""
    if not value or not (value["from"] or value["to"]):
        return ""
    first, last = value["from"], value["to"]
    if first == last:
        return str(first)
    return f"by {last}" if first is None else f"since {first}" if last is None else f"{first} to {last}"


FIELDS: Sequence[Field] = (
    _chosen("kind", "1", Kind),
    Field(
        name="donors", digit="2", forms="codes or names, parted by commas; - for none named", names="donors",
        shown=lambda claim: ", ".join(claim["donors"]), read=_donors,
    ),
    Field(
        name="item", digit="3", forms="a system, or a type where none is named", names="equipment",
        shown=lambda claim: claim["item"]["name"] or claim["item"]["category"],
        read=lambda text, claim, around: {"item": names.item_of(text, around.catalogue)},
    ),
    Field(
        name="quantity", digit="4", forms="12, 10-12, 12+, up to 12, ~12, ?, and a unit",
        shown=lambda claim: quantity_text(claim["quantity"]), read=_quantity,
    ),
    Field(
        name="value", digit="5", forms="150m EUR, ~2bn USD; nothing for none",
        shown=lambda claim: money_text(claim["value"]), read=lambda text, claim, around: {"value": numbers.money(text)},
    ),
    Field(
        name="window", digit="6", forms="2023-03-07, two days with to, by the end of March; nothing for none",
        shown=lambda claim: window_text(claim["window"]), read=_window,
    ),
    _chosen("basis", "7", Basis),
    Field(
        name="recipient", digit="8", forms="a code or name", names="donors",
        shown=lambda claim: str(claim["recipient"]),
        read=lambda text, claim, around: {"recipient": names.recipient_of(text, around.catalogue)},
    ),
    Field(
        name="announced", digit="9", forms="2023-03-07, 7 March 2023, last Tuesday; nothing for none",
        shown=lambda claim: claim["announced"] or "", read=_announced,
    ),
    _chosen("terms", "", Terms),
    _chosen("certainty", "", Certainty),
)  # fmt: skip

BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}


def read_over(field: Field, text: str, before: Values, around: Around) -> dict[str, Any]:
    """The values of a typed text; those `before` stay as they are where it is the text that is shown of them.

    A short text doesn't say all of a value (24+ may be vague): what nobody changed loses nothing. Raises EntryError.
    """
    if text.strip() == field.shown(before).strip():
        return {field.name: before[field.name]}
    return field.read(text, before, around)
