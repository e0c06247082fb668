"""A parameter knows its name, how its value is read and what it accepts; what is not declared is refused."""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from pledges.api.errors import BadParameter

MAX_PAGE = 500
PAGE = 50


class Wrong(ValueError):
    """A value that a parameter does not take; the message is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One query parameter. `parse` raises Wrong; `accepts` completes "It accepts ..."; `schema` is its JSON Schema."""

    name: str
    parse: Callable[[str], Any]
    accepts: str
    about: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})


def read_all(given: QueryDict, accepted: Sequence[Parameter]) -> dict[str, Any]:
    """The values of the parameters that are given, by name. Raises BadParameter for the first that is wrong."""
    known = {parameter.name: parameter for parameter in accepted}
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise BadParameter(
                parameter=name,
                detail=f"There is no parameter {name!r} here.{hint}",
                accepts="one of: " + ", ".join(sorted(known)),
            )
    return {name: read_one(known[name], given.getlist(name)) for name in given}


def read_one(parameter: Parameter, values: Sequence[str]) -> Any:
    """One value of one parameter. Raises BadParameter."""

    def wrong(detail: str) -> BadParameter:
        return BadParameter(parameter=parameter.name, detail=detail, accepts=parameter.accepts)

    if len(values) != 1:
        raise wrong(f"The parameter {parameter.name!r} is given {len(values)} times.")
    value = values[0].strip()
    if not value or "\0" in value:
        raise wrong(f"The parameter {parameter.name!r} has no value that could be read.")
    try:
        return parameter.parse(value)
    except Wrong as error:
        raise wrong(str(error)) from None


def one_of(choices: Iterable[str]) -> Callable[[str], str]:
    """Reads a word of a closed list, in any case."""
    known = {choice.lower(): choice for choice in choices}

    def parse(value: str) -> str:
        if value.lower() not in known:
            raise Wrong(f"{value!r} is none of the accepted words.")
        return known[value.lower()]

    return parse


def choice(name: str, choices: Iterable[str], about: str) -> Parameter:
    """A parameter that takes one word of a closed list."""
    words = list(choices)
    return Parameter(
        name=name,
        parse=one_of(words),
        accepts="one of: " + ", ".join(words),
        about=about,
        schema={"type": "string", "enum": words},
    )


def several_of(name: str, choices: Iterable[str], about: str) -> Parameter:
    """A parameter that takes words of a closed list, parted by commas, each once."""
    words = list(choices)
    parse_one = one_of(words)

    def parse(value: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(parse_one(part.strip()) for part in value.split(",")))

    return Parameter(
        name=name,
        parse=parse,
        accepts="one or more, parted by commas, of: " + ", ".join(words),
        about=about,
    )


def ordering(choices: Iterable[str]) -> Parameter:
    """The order of a list: a field, with `-` before it for descending."""
    words = [sign + word for word in choices for sign in ("", "-")]
    return choice("ordering", words, "The order of the list; `-` reverses it.")


def day(value: str) -> date:
    """An ISO date."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else _no_day(value)
    except ValueError:
        return _no_day(value)


def _no_day(value: str) -> date:
    raise Wrong(f"{value!r} is no day of the calendar.")


def moment(value: str) -> datetime:
    """An ISO date-time, in UTC unless it says otherwise; a day alone means its end.

    A `+` that a client did not escape arrives as a space, and is read as what was meant.
    """
    try:
        parsed = parse_datetime(value.replace(" ", "+") if value.count(":") == 3 else value)
    except ValueError:
        parsed = None
    if len(value) == 10 or parsed is None:
        return datetime.combine(_moment_day(value), time.max, tzinfo=UTC)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def _moment_day(value: str) -> date:
    try:
        return day(value)
    except Wrong:
        raise Wrong(f"{value!r} is no moment.") from None


def page_size(value: str) -> int:
    """1 to MAX_PAGE."""
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= MAX_PAGE:
        raise Wrong(f"{value!r} is no size of a page.")
    return int(value)


DAY = "a day as YYYY-MM-DD"
DATE_SCHEMA = {"type": "string", "format": "date"}
FROM = Parameter(
    name="from", parse=day, accepts=DAY, about="What happened or is due on that day or later.", schema=DATE_SCHEMA
)
TO = Parameter(name="to", parse=day, accepts=DAY, about="What happened or is due by that day.", schema=DATE_SCHEMA)
AS_OF = Parameter(name="as_of", parse=day, accepts=DAY, about="What had happened by that day.", schema=DATE_SCHEMA)
KNOWN_AT = Parameter(
    name="known_at", parse=day, accepts=DAY, about="What had been published by that day.", schema=DATE_SCHEMA
)
RECORDED_AT = Parameter(
    name="recorded_at",
    parse=moment,
    accepts="a moment as YYYY-MM-DDThh:mm:ssZ, or a day, which means its end in UTC",
    about="What this tracker had stored and judged by that moment.",
    schema={"type": "string", "format": "date-time"},
)
STANDING = choice(
    "standing",
    ("live", "reviewed"),
    "`reviewed` counts accepted claims only, `live` (the default) also pending ones of good confidence.",
)
ROLE = choice("role", ("financier", "supplier"), "Whose part is meant where several donors share one gift.")
CURSOR = Parameter(
    name="cursor",
    parse=str,
    accepts="what `next` or `previous` of an answer in the same order holds",
    about="Where the page begins.",
)
PAGE_SIZE = Parameter(
    name="page_size",
    parse=page_size,
    accepts=f"a whole number from 1 to {MAX_PAGE}",
    about=f"Results a page; {PAGE} when not given.",
    schema={"type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": PAGE},
)
FORMAT = choice("format", ("json",), "The form of the answer.")
