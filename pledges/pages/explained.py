"""What a line's figures leave open is said in words: other units beside it, and bookings across lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pledges.domain.catalogue import Catalogue
from pledges.pages.wording import bounds, figure, units


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence, and the address of the other line that it is about."""

    text: str
    address: str


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
            text += f" One of it holds {bounds(holds['low'], holds['high'])} {units(one['unit'])} ({holds['source']})."
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
        number = bounds(quantity["low"], quantity["high"]) if quantity else "an unknown number"
        came = "is on its way" if one["in_transit"] else "was delivered"
        text = SENTENCES[one["direction"], one["possible"]].format(number=number, other=other, came=came)
        found.append(Said(text=text[0].upper() + text[1:], address=address({**line, **one})))
    return found


SENTENCES = {
    ("from", False): "{number} of what {came} by {other} is booked on pledges of this line.",
    ("from", True): "{number} of what {came} by {other} together may be of this line's pledges.",
    ("to", False): "{number} of what {came} here is booked on a pledge of {other}.",
    ("to", True): "{number} of what {came} here may be of what {other} pledged.",
}
