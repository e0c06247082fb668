"""Numbers as an editor types them: "12", "10-12", "12+", "up to 12", "~12", "?", each with a unit or without."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pledges.domain.entry.errors import EntryError
from pledges.domain.values import Qualifier, Unit

MOST = 10**15
_FORMS = 'A number is 12, 1,200 or 1.5m; with 10-12, 12+, "up to 12" or ~12 for its bounds, and ? where none is told.'
_UNITS = {unit.value: unit for unit in Unit} | {f"{unit.value}s": unit for unit in Unit} | {"batteries": Unit.BATTERY}
_SCALES = {"": 1, "k": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9, "b": 10**9, "billion": 10**9}
_ONE = r"\d+(?:[,\u00a0 ]\d{3})*(?:\.\d+)?(?: ?(?:k|mn|m|million|bn|b|billion)\b)?"
_BOUNDED = re.compile(
    rf"(?P<about>~|about |around |ca\.? )?(?P<up_to><=?|up to |at most )?(?P<at_least>>=?|at least )?(?P<low>{_ONE})"
    rf"(?:(?P<more>\+| or more)|(?: ?(?:-|–|\.\.| to ) ?)(?P<high>{_ONE}))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<digits>[\d,\u00a0 ]*\d(?:\.\d+)?) ?(?P<scale>[a-z]*)", re.IGNORECASE)
_NEGATIVE = re.compile(r"^\s*-\s*\d")


def quantity(text: str, *, before: Mapping[str, Any]) -> dict[str, Any]:
    """A claim's quantity. The unit and the rate stay as they were `before` where none is typed. Raises EntryError."""
    text = text.strip()
    if text == "?":
        return {**before, "low": None, "high": None, "approximate": False, "vague": False}
    found = _bounded(text)
    low, high, about, said = _bounds(found)
    unit = text[found.end() :].strip().casefold()
    if unit and unit not in _UNITS:
        raise EntryError(f"{unit!r} is no unit: the units are {', '.join(one.value for one in Unit)}.")
    numbers = [None if one is None else _whole(one) for one in (low, high)]
    per = before.get("per")
    kept = {"unit": _UNITS[unit].value if unit else before["unit"], "per": per}
    return {"low": numbers[0], "high": numbers[1], **kept, "approximate": about and not said, "vague": False}


def money(text: str) -> dict[str, Any] | None:
    """A sum: "150m EUR", "EUR 1.2bn", "~2 billion USD", "500,000+ USD"; "-" or nothing for none. Raises EntryError."""
    text = text.strip()
    if text in ("", "-", "?"):
        return None
    codes = re.findall(r"\b[A-Z]{3}\b", text)
    if len(codes) != 1:
        raise EntryError(f"{text!r} names no currency: a sum is 150m EUR or EUR 1.2bn.")
    bare = re.sub(r"\s{2,}", " ", text.replace(codes[0], " ")).strip()
    found = _bounded(bare)
    if found.end() < len(bare) or found["high"]:
        raise EntryError(f"{text!r} is no single sum: type one amount, such as 150m EUR.")
    low, high, about, _ = _bounds(found)
    how = Qualifier.ABOUT if about else Qualifier.UP_TO if low is None else Qualifier.AT_LEAST if high is None else None
    amount = low if low is not None else high
    assert amount is not None
    told = int(amount) if amount == amount.to_integral() else float(amount)
    return {"amount": told, "currency": codes[0], "qualifier": (how or Qualifier.EXACT).value}


def _bounded(text: str) -> re.Match[str]:
    found = None if _NEGATIVE.match(text) else _BOUNDED.match(text)
    if found is None:
        raise EntryError(f"{text!r} is no number. {_FORMS}")
    return found


def _bounds(found: re.Match[str]) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """The low and the high end, whether it is about them, and whether only one end is told."""
    one = _number(found["low"])
    about, up_to, more = bool(found["about"]), bool(found["up_to"]), bool(found["more"] or found["at_least"])
    if found["high"] is not None:
        other = _number(found["high"])
        if other < one:
            raise EntryError(f"{found['high']} lies below {found['low']}: type the lower number first.")
        return one, other, about, False
    if up_to and more:
        raise EntryError(f"{found[0]!r} is bounded on both sides by one number.")
    return (None if up_to else one), (None if more else one), about, up_to or more


def _number(text: str) -> Decimal:
    found = _NUMBER.fullmatch(text.strip())
    scale = found["scale"].casefold() if found is not None else ""
    if found is None or scale not in _SCALES:
        raise EntryError(f"{text!r} is no number. {_FORMS}")
    number = Decimal(re.sub(r"[^\d.]", "", found["digits"])) * _SCALES[scale]
    if number > MOST:
        raise EntryError(f"{text!r} is more than any figure here can be.")
    return number


def _whole(number: Decimal) -> int:
    if number != number.to_integral():
        raise EntryError(f"{number} is no whole number of things.")
    return int(number)
