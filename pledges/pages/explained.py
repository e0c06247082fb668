"""What a line's figures leave open is said in words: other units and sums, other lines, what counts less."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pledges.domain.catalogue import Catalogue
from pledges.domain.values import bounds_in_words
from pledges.pages.wording import figure, scope, units


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence, and the address of the other line that it is about."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A sentence about an entry, and the claims that it rests on."""

    text: str
    claims: list[str]


Names = Callable[[list[str]], str]
Address = Callable[[Mapping[str, Any]], str]


def beside(line: Mapping[str, Any], address: Address) -> list[Said]:
    """ "Beside it, in launchers: pledged 2, delivered 0. One of it holds 4 to 8 launchers (the source).\""""
    found = []
    for one in line["beside"]:
        text = f"Beside it, in {units(one['unit'])}: pledged {figure(one['pledged'])}"
        text += f", delivered {figure(one['delivered'])}."
        holds = one["one_holds"]
        if holds:
            number = bounds_in_words(holds["low"], holds["high"])
            text += f" One of it holds {number} {units(one['unit'])} ({holds['source']})."
        found.append(Said(text=text, address=address({**line, "unit": one["unit"]})))
    return found


def elsewhere(line: Mapping[str, Any], names: Names, address: Address, catalogue: Catalogue) -> list[Said]:
    """Each booking across lines in a sentence."""
    found = []
    for one in line["elsewhere"]:
        category = catalogue.categories.get(one["category"])
        what = one["system"]["name"] if one["system"] else category.name if category else one["category"]
        other = f"{names(one['donors']) or 'no donor named'} ({what})"
        quantity = one["quantity"]
        number = bounds_in_words(quantity["low"], quantity["high"]) if quantity else "an unknown number"
        came = "is on its way" if one["in_transit"] else "was delivered"
        text = SENTENCES[one["direction"], one["possible"]].format(number=number, other=other, came=came)
        found.append(Said(text=text[0].upper() + text[1:], address=address({**line, **one})))
    return found


SENTENCES = {
    ("from", False): "{number} of what {came} by {other} is booked on pledges of this line.",
    ("from", True): "{number} of what {came} by {other} may be of this line's pledges.",
    ("to", False): "{number} of what {came} here is booked on a pledge of {other}.",
    ("to", True): "{number} of what {came} here may be of what {other} pledged.",
}


def reasons(line: Mapping[str, Any]) -> list[Reason]:
    """Why entries count nothing, or more than one number, a sentence each."""
    return [Reason(text=_reason(one), claims=one["claims"]) for one in line["explained"]]


def _reason(one: Mapping[str, Any]) -> str:
    other = one["other"]
    said = [_number(side) for side in one["sides"]]
    text = WHY[one["why"]].format(
        number=_number(one["quantity"]),
        kind=one["type"].replace("_", " "),
        other=_number(other["quantity"]) if other else "another figure",
        sides=" and ".join([", ".join(said[:-1]), *said[-1:]] if len(said) > 1 else said),
        best=f"; the best source says {one['quantity']['said']:,}" if one["quantity"]["said"] is not None else "",
    )
    return text[0].upper() + text[1:]


def listed(line: Mapping[str, Any]) -> list[Reason]:
    """ "Other scope: 40,000 (all aid, since 2022-02-24), in none of the figures above.\""""
    found = []
    for one in line["listed"]:
        covers = scope(one["scope"])
        text = f"{one['type'].replace('_', ' ')}: {_number(one['quantity'])}{f' ({covers})' if covers else ''}"
        found.append(Reason(text=f"{text[0].upper()}{text[1:]}, in none of the figures above.", claims=one["claims"]))
    return found


def _number(value: Mapping[str, Any]) -> str:
    about = "about " if value["approximate"] else ""
    return f"{about}{bounds_in_words(value['low'], value['high'])}"


WHY = {
    "replaced": "{number} ({kind}) counts nothing: {other} stands in its place.",
    "part": "{number} ({kind}) counts nothing by itself: it is part of {other}.",
    "sides": "Sources say {sides} of one {kind}{best}.",
}
