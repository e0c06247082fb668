"""Numbers as an editor types them: "12", "10-12", "12+", "up to 12", "~12", "?", each with a unit or without."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pledges.domain.entry.codes import CURRENCIES
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
_CODED = re.compile(r"(?P<before>[A-Z]{3}) (?P<sum>.+)|(?P<amount>.+) (?P<behind>[A-Z]{3})")
_NEGATIVE = re.compile(r"^\s*-\s*\d")


def quantity(text: str, *, before: Mapping[str, Any]) -> dict[str, Any]:
    """A claim's quantity. The unit and the rate stay as they were `before` where none is typed. Raises EntryError."""
    text = text.strip()
    if text == "?":
        return {**before, "low": None, "high": None, "approximate": False, "vague": False}
    found = _bounded(text)
    low, high = _bounds(found)
    unit = text[found.end() :].strip().casefold()
    if unit and unit not in _UNITS:
        raise EntryError(f"{unit!r} is no unit: the units are {', '.join(one.value for one in Unit)}.")
    numbers = [None if one is None else _whole(one) for one in (low, high)]
    per = before.get("per")
    kept = {"unit": _UNITS[unit].value if unit else before["unit"], "per": per}
    return {"low": numbers[0], "high": numbers[1], **kept, "approximate": bool(found["about"]), "vague": False}


def money(text: str) -> dict[str, Any] | None:
    """A sum: "150m EUR", "EUR 1.2bn", "~2 billion USD", "500,000+ USD"; "-" or nothing for none. Raises EntryError."""
    text = text.strip()
    if text in ("", "-", "?"):
        return None
    coded = _CODED.fullmatch(re.sub(r"\s+", " ", text))
    code = (coded["before"] or coded["behind"]) if coded is not None else ""
    if coded is None or code not in CURRENCIES:
        raise EntryError(f"{text!r} names no currency, first or last: a sum is 150m EUR or EUR 1.2bn.")
    bare = coded["sum"] or coded["amount"]
    found = _bounded(bare)
    if found.end() < len(bare) or found["high"]:
        raise EntryError(f"{text!r} is no single sum: type one amount, such as 150m EUR.")
    low, high = _bounds(found)
    if found["about"] and low != high:
        raise EntryError(f"{text!r} is both about a sum and a bound: type one of them, such as ~150m EUR or 150m+ EUR.")
    if low is None:
        return {"amount": _cents(high), "currency": code, "qualifier": Qualifier.UP_TO.value}
    how = Qualifier.ABOUT if found["about"] else Qualifier.AT_LEAST if high is None else Qualifier.EXACT
    return {"amount": _cents(low), "currency": code, "qualifier": how.value}


def _bounded(text: str) -> re.Match[str]:
    found = None if _NEGATIVE.match(text) else _BOUNDED.match(text)
    if found is None:
        raise EntryError(f"{text!r} is no number. {_FORMS}")
    return found


def _bounds(found: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """The low and the high end; a scale behind a range is that of both ends ("10-12 million")."""
    up_to, more = bool(found["up_to"]), bool(found["more"] or found["at_least"])
    if (up_to and more) or (found["high"] is not None and (up_to or more)):
        raise EntryError(f"{found[0]!r} is bounded twice: type 10-12, up to 12 or 10+.")
    if found["high"] is None:
        one = _number(found["low"])
        return (None if up_to else one), (None if more else one)
    one, other = _number(found["low"], scale=_scale(found["high"])), _number(found["high"])
    if other < one:
        raise EntryError(f"{found['high']} lies below {found['low']}: type the lower number first.")
    return one, other


def _scale(text: str) -> str:
    found = _NUMBER.fullmatch(text.strip())
    return found["scale"] if found is not None else ""


def _number(text: str, *, scale: str = "") -> Decimal:
    """A number, in the `scale` given where it has none of its own. "1.500" may be a thousand times more: refused."""
    found = _NUMBER.fullmatch(text.strip())
    scale = (found["scale"] or scale).casefold() if found is not None else ""
    if found is None or scale not in _SCALES:
        raise EntryError(f"{text!r} is no number. {_FORMS}")
    if not scale and len(found["digits"].partition(".")[2]) > 2:
        raise EntryError(f"{text!r} has too many decimals: type a comma, or nothing, between thousands.")
    number = Decimal(re.sub(r"[^\d.]", "", found["digits"])) * _SCALES[scale]
    if number > MOST:
        raise EntryError(f"{text!r} is more than any figure here can be.")
    return number


def _cents(amount: Decimal | None) -> int | float:
    """An amount of money as claims hold it, with no more than two decimals."""
    assert amount is not None
    if amount != round(amount, 2):
        raise EntryError(f"{amount} has more than two decimals.")
    return int(amount) if amount == amount.to_integral() else float(amount)


def _whole(number: Decimal) -> int:
    if number != number.to_integral():
        raise EntryError(f"{number} is no whole number of things.")
    return int(number)
